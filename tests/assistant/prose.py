"""What language models write over resolutions: honestly, as a good one does, and not.

Rows: which text (62: resolution 62/27 of the sample, 77: 77/96 of the sample, fr, en, dark and kelp: invented, see `peatlands`),
what was written, with the places it cites in braces. Each dishonest row says in a comment what is wrong with it.
"""
# ruff: noqa: E501 - a case is one line

from __future__ import annotations

HONEST: list[tuple[str, str]] = [
    # -- paraphrases, in the words of the paragraph
    ("62", "L'Assemblée générale prie le Secrétaire général de recueillir les vues des États Membres sur la promotion du multilatéralisme et de lui en rendre compte à sa soixante-troisième session {op8}."),
    ("62", "Le Secrétaire général est prié de solliciter l'avis des États Membres et de faire rapport à la 63e session {op8}."),
    ("62", "Selon la résolution, le multilatéralisme est le principe fondamental qui doit régir les négociations sur le désarmement et la non-prolifération {op1}."),
    ("62", "Les États parties aux instruments sur les armes de destruction massive sont invités à se consulter et à coopérer entre eux {op6}."),
    ("62", "Ils sont également invités à s'abstenir de recourir à des mesures unilatérales ou de se lancer des accusations non vérifiées {op6}."),
    ("62", "L'Assemblée demande instamment à tous les États intéressés de participer aux négociations multilatérales sans discrimination et en toute transparence {op3}."),
    ("62", "Elle rappelle l'importance de préserver les accords de désarmement en vigueur {op4}."),
    ("62", "L'Assemblée réitère son appel à tous les États Membres pour qu'ils renouvellent et honorent leurs engagements en faveur de la coopération multilatérale {op5}."),
    ("62", "La question sera inscrite à l'ordre du jour provisoire de la soixante-troisième session {op9}."),
    ("62", "L'Assemblée a pris acte du rapport du Secrétaire général contenant les réponses des États Membres {op7}."),
    ("62", "Dans sa résolution 62/27, adoptée le 5 décembre 2007, l'Assemblée générale réaffirme que le multilatéralisme est un principe fondamental {op1}."),
    ("62", "Le préambule rappelle la résolution 56/24 T du 29 novembre 2001 {pp2}."),
    ("62", "Dans le préambule, l'Assemblée se dit préoccupée par l'érosion continue du multilatéralisme {pp12}."),
    ("62", "L'Assemblée se dit consciente de la complémentarité des négociations bilatérales, plurilatérales et multilatérales sur le désarmement {pp8}."),
    ("62", "La quatorzième Conférence des chefs d'État et de gouvernement des pays non alignés s'est tenue à La Havane les 15 et 16 septembre 2006 {pp13}."),
    ("62", "Au paragraphe 8, le Secrétaire général est prié de rendre compte à l'Assemblée générale à sa soixante-troisième session {op8}."),
    ("62", "Le paragraphe 6 s'adresse aux États parties aux différents instruments sur les armes de destruction massive {op6}."),
    ("62", "La prolifération des armes de destruction massive est considérée comme l'une des menaces les plus immédiates contre la paix et la sécurité internationales {pp9}."),
    ("62", "L'ONU a un rôle central à jouer à cet égard {pp4}."),
    ("77", "L'Assemblée encourage tous les États Membres à poursuivre le dialogue en se fondant sur le rapport du Secrétaire général {op2}."),
    ("77", "Elle leur demande instamment de ne pas maintenir de restrictions incompatibles avec les obligations contractées {op1}."),
    ("77", "Dans le préambule, elle réaffirme que tous les États Membres doivent s'acquitter de leurs obligations en matière de désarmement {pp3}."),
    ("77", "L'Assemblée réaffirme que tous les États Membres doivent prévenir la prolifération de toutes les armes de destruction massive {pp3}."),  # its own words: it reaffirms so
    ("77", "L'Assemblée salue les initiatives visant à renforcer le programme de coopération technique de l'AIEA {pp13}."),  # an acronym of a name that is there
    ("77", "Les mesures de prévention de la prolifération ne doivent pas, dit le préambule, entraver la coopération internationale à des fins pacifiques {pp8}."),
    ("fr", "L'Assemblée demande aux États Membres de mettre fin au drainage des tourbières intactes d'ici à 2040 {op2}."),
    ("fr", "L'Assemblée prie le Secrétaire général de dresser un inventaire mondial des tourbières, en consultation avec le PNUE {op3}."),
    ("fr", "Le 2 février est proclamé Journée internationale des tourbières {op5}."),
    ("fr", "L'Assemblée décide aussi de tenir, en 2038, une réunion de haut niveau qui durera deux jours {op5}."),
    ("fr", "Une réunion de haut niveau de 2 jours se tiendra en 2038 {op5}."),
    ("fr", "Le Comité consultatif des tourbières compte quinze membres, élus pour quatre ans {op8}."),
    ("fr", "Leur mandat de 4 ans est renouvelable une seule fois {op8}."),
    ("fr", "L'Assemblée recommande aux États concernés d'interdire l'extraction de tourbe à des fins horticoles {op6.a}."),
    ("fr", "Elle leur recommande également de publier chaque année, avant le 31 mars, leurs relevés du niveau des nappes {op6.c}."),
    ("fr", "Les tourbières ne couvrent que 3 % des terres émergées, mais retiennent près d'un tiers du carbone des sols {pp2}."),
    ("fr", "L'Assemblée s'inquiète de l'assèchement de 450 000 hectares de tourbières entre 2021 et 2034 {pp3}."),
    ("fr", "Entre 2021 et 2034, quelque 450.000 hectares de tourbières ont été asséchés {pp3}."),
    ("fr", "L'Assemblée estime que les États doivent mettre en commun leurs relevés du niveau des nappes {pp4}."),  # its own verb says that it is an opinion
    ("fr", "La troisième Conférence internationale sur les tourbières a eu lieu à Port-Verdier, au Lysandre, du 4 au 8 mai 2036 {pp5}."),
    ("fr", "La remise en eau doit se faire avec le consentement préalable des populations autochtones {op7}."),
    ("fr", "Sont fermement condamnés les incendies volontaires de tourbières ainsi que toute entrave au travail des gardes {op9}."),
    ("fr", "Sont invités à contribuer au Fonds d'affectation spéciale « les institutions financières internationales et le secteur privé » {op4}."),
    ("fr", "Le secteur privé est lui aussi invité à alimenter le Fonds d'affectation spéciale pour les tourbières {op4}."),
    # -- several keys
    ("fr", "L'Assemblée demande instamment aux États Membres de cesser le drainage des tourbières intactes {op2} et invite le secteur privé à contribuer au Fonds d'affectation spéciale {op4}."),
    ("fr", "L'Assemblée prend note du rapport sur l'état des tourbières et prie le Secrétaire général d'établir un inventaire mondial {op1}{op3}."),
    ("fr", "L'inventaire et la question des tourbières seront examinés à la quatre-vingt-douzième session {op3}{op10}."),
    ("62", "Le multilatéralisme est le principe fondamental des négociations {op1} et celui à appliquer pour remédier aux préoccupations {op2}."),
    # -- quotations
    ("62", "L'Assemblée générale prie le Secrétaire général « de solliciter les vues des États Membres » {op8}."),
    ("62", "L'Assemblée générale « Réaffirme que le multilatéralisme est le principe fondamental » {op1}."),
    ("62", "L'Assemblée générale « réaffirme que le multilatéralisme est le principe fondamental » {op1}."),  # the first letter as the sentence asks
    ("62", "Elle « prie le Secrétaire général de solliciter les vues des États Membres […] et de lui rendre compte à ce sujet à sa soixante-troisième session. » {op8}"),  # the full stop inside
    ("62", "Elle décide d'inscrire la question intitulée « Promotion du multilatéralisme dans le domaine du désarmement et de la non-prolifération » à l'ordre du jour provisoire {op9}."),
    ("62", "Elle « Décide d'inscrire à l'ordre du jour provisoire de sa soixante-troisième session la question intitulée “Promotion du multilatéralisme dans le domaine du désarmement et de la non-prolifération” » {op9}."),  # other marks inside
    ("en", "The Council “demands that all armed groups withdraw from the locks within 30 days” {op1}."),
    ("en", "It “calls upon Member States to contribute boats and crews to the Joint Marsh Mission.” {op2}"),
    ("en", "The Mission may “clear the waterways of mines,” the Council says {op6.a}."),  # the comma inside, as Americans write
    ("en", '"Encourages the Government of Ambria to reopen the ferry between Oldmere and Saltby," reads paragraph 5 {op5}.'),
    # -- figures, dates and symbols in other spellings
    ("62", "La résolution 62/27 rappelle la résolution A/RES/61/62 du 6 décembre 2006 {pp2}."),
    ("62", "Elle rappelle les résolutions 57/63 (2002), 58/44 (2003) et 59/69 (2004) {pp2}."),
    ("fr", "L'Assemblée rappelle ses résolutions 90/12 et 89/233A {pp1}."),
    ("fr", "La question est renvoyée à la 92e session {op10}."),
    ("en", "The Council recalls resolution 9001 (2033) and S/RES/9054(2034) {pp1}."),
    ("en", "The Joint Marsh Mission is extended until December 31, 2036 {op4}."),
    ("en", "It may have up to 1250 military personnel {op4}."),
    ("en", "Armed groups are required to withdraw from the locks within thirty days {op1}."),
    ("en", "The closure of twelve locks and the displacement of some 40 000 people since March 2034 are of deep concern {pp3}."),
    ("en", "The Secretary-General is to make his first report by 15 June 2036 {op3}."),
    ("en", "In Security Council resolution 9107 (2035), adopted on 27 November 2035, the Council encourages Ambria to reopen the ferry {op5}."),
    ("en", "Reports are due every 6 months {op3}."),
    # -- reported speech, organs, English prose
    ("en", "The Security Council demands the withdrawal of all armed groups from the locks within 30 days {op1}."),
    ("en", "The Council calls on Member States to provide boats and crews to the Joint Marsh Mission {op2}."),
    ("en", "The Secretary-General is requested to report every six months on the implementation of the resolution {op3}."),
    ("en", "The Council authorizes the Mission to escort humanitarian convoys {op6.b}."),
    ("en", "The Joint Marsh Mission may clear the waterways of mines {op6.a}."),
    ("en", "In the preamble, the Council recognizes that all parties must keep the waterways open {pp2}."),
    ("en", "The Council recognizes that all parties must keep the waterways open {pp2}."),
    ("en", "According to the Council, the ceasefire agreement does not prejudge the final status of the islands {op7}."),
    ("en", "The Council thanks the World Food Programme for the 2,400 tons of rice delivered in 2034 {op8}."),
    ("en", "The Council thanks the WFP for delivering rice {op8}."),
    ("en", "The Council remains seized of the matter {op9}."),
    ("en", "The Council has decided to remain seized of the matter {op9}."),
    # -- lists, headings, a line that leads in
    ("fr", "L'Assemblée recommande aux États concernés :\n- d'interdire l'extraction de tourbe à des fins horticoles {op6.a} ;\n- d'associer les femmes et les jeunes à la prise de décisions {op6.b} ;\n- de rendre publics leurs relevés avant le 31 mars {op6.c}."),
    ("fr", "Voici ce que l'Assemblée demande au Secrétaire général :\n\nL'Assemblée le prie d'établir un inventaire mondial des tourbières {op3}."),
    ("en", "The Council authorizes the Joint Marsh Mission:\n1. to clear the waterways of mines {op6.a};\n2. to escort humanitarian convoys {op6.b}."),
    ("fr", "## Mesures recommandées\n- interdire l'extraction de tourbe à des fins horticoles {op6.a}\n- associer les femmes et les jeunes à la prise de décisions {op6.b}"),
    ("en", "**Humanitarian access**\n\n- The Mission is authorized to escort humanitarian convoys {op6.b}."),
    ("en", "- **Withdrawal:** all armed groups are to withdraw from the locks within 30 days {op1}.\n- **Ferry:** the Government of Ambria is encouraged to reopen the ferry {op5}."),
    ("fr", "- **Drainage** : les États Membres sont instamment invités à cesser le drainage des tourbières intactes {op2}."),
    # -- other matters, in the flow of a longer answer
    ("dark", "Le Conseil affirme que l'obscurité nocturne est indispensable à la santé humaine et à la biodiversité {op1}."),
    ("dark", "D'ici au 1er janvier 2042, les États sont engagés à adopter des normes sur l'intensité de l'éclairage public {op2}."),
    ("dark", "Il prie la Haute-Commissaire aux droits de l'homme de lui présenter une étude sur les effets de la lumière artificielle sur le sommeil des enfants {op3}."),
    ("dark", "Cette étude est attendue à la soixante-treizième session du Conseil {op3}."),
    ("dark", "Le Conseil décide de nommer un rapporteur spécial pour trois ans {op4}."),
    ("dark", "Le rapporteur spécial effectuera au moins deux visites de pays chaque année {op4.b}."),
    ("dark", "Il rend compte au Conseil une fois par an {op4.c}."),
    ("dark", "Son mandat consiste à recueillir des renseignements auprès des gouvernements et des ONG {op4.a}."),
    ("dark", "Tous les États sont appelés à coopérer pleinement avec lui {op5}."),
    ("dark", "Les États sont invités à répondre favorablement à ses demandes de visite {op5}."),
    ("dark", "Le Conseil exprime sa profonde préoccupation face à la disparition de 47 espèces d'insectes nocturnes {op6}."),
    ("dark", "Le Conseil salue la création du Réseau des villes sombres, fort de 212 municipalités {op7}."),
    ("dark", "Plus de 80 pour cent de la population mondiale vit sous un ciel pollué par la lumière artificielle, relève le préambule {pp2}."),
    ("dark", "Le Conseil souligne, dans le préambule, que les États devraient tenir compte des personnes handicapées {pp3}."),
    ("dark", "Le texte s'appuie sur la Déclaration universelle des droits de l'homme {pp1}."),
    ("dark", "La résolution 71/4 du Conseil des droits de l'homme a été adoptée le 22 mars 2041 et affirme que l'obscurité nocturne est nécessaire à la santé {op1}."),
    ("dark", "Concernant les États, le Conseil les engage à adopter des normes {op2} et leur demande de coopérer avec le rapporteur spécial {op5}."),
    ("dark", "Le Conseil reste saisi de la question {op8}."),
    ("dark", "Aux termes du paragraphe 4 b), le rapporteur spécial effectue au moins deux visites de pays par an {op4.b}."),
    ("dark", "Le Conseil des droits de l'homme déplore que 47 espèces d'insectes nocturnes aient disparu {op6}."),
    ("dark", "En résumé, le Conseil crée un mandat de rapporteur spécial sur le droit à l'obscurité nocturne {op4}."),
    ("dark", "Le Conseil a également demandé qu'une étude soit consacrée au sommeil des enfants {op3}."),
    ("dark", "Le Conseil invite les États à limiter l'intensité de l'éclairage public en adoptant des normes {op2}."),
    ("kelp", "The General Assembly urges States to suspend the industrial harvest of drifting kelp on the high seas by 2045 {op1}."),
    ("kelp", "States are urged to halt industrial harvesting of drifting kelp on the high seas {op1}."),
    ("kelp", "The Assembly welcomes the fact that the Kelp Convention entered into force on 3 May 2041 {op2}."),
    ("kelp", "It also calls on States that have not yet ratified the Kelp Convention to do so {op2}."),
    ("kelp", "An open-ended working group on drifting kelp is established {op3}."),
    ("kelp", "The working group will meet in Nairobi for five days in 2042 {op3}."),
    ("kelp", "The working group shall meet for 5 days in Nairobi {op3}."),
    ("kelp", "The Secretary-General is asked to appoint two co-chairs, one from a developing and one from a developed country {op4}."),
    ("kelp", "FAO is invited to share its kelp data with the working group {op5}."),
    ("kelp", "The Food and Agriculture Organization of the United Nations (FAO) is invited to share its data {op5}."),
    ("kelp", "Donors are invited to contribute voluntarily to the trust fund for small island developing States {op6}."),
    ("kelp", "Traditional gathering of kelp for food shall not be restricted {op7}."),
    ("kelp", "The Assembly affirms that the traditional gathering of kelp for food must not be restricted {op7}."),
    ("kelp", "The loss of three research vessels and their crews is deplored {op8}."),
    ("kelp", "The Assembly regrets the loss of three research vessels {op8}."),
    ("kelp", "According to the preamble, drifting kelp has declined by 62% since 2025 because of unregulated harvesting {pp2}."),
    ("kelp", "The Assembly notes with concern that unregulated harvesting has reduced drifting kelp by 62 per cent since 2025 {pp2}."),
    ("kelp", "The Assembly believes that coastal communities should benefit from kelp forests {pp3}."),
    ("kelp", "The item \"Drifting kelp\" will be on the provisional agenda of the ninety-eighth session {op9}."),
    ("kelp", "The matter will be taken up again at the 98th session {op9}."),
    ("kelp", "The resolution recalls resolutions 94/31 of 9 December 2039 and 95/12 of 1 December 2040 {pp1}."),
    ("kelp", "First, the Assembly urges States to suspend the industrial harvest of drifting kelp {op1}."),
    ("kelp", "Third, the Assembly invites donors to make voluntary contributions to the trust fund {op6}."),
    ("kelp", "In short, the resolution urges a suspension of industrial harvesting {op1} and sets up a working group {op3}."),
    ("kelp", "General Assembly resolution 96/210 of 20 December 2041 establishes an open-ended working group on drifting kelp {op3}."),
    ("kelp", "Two co-chairs are to be appointed by the Secretary-General {op4}."),
]  # fmt: skip

DISHONEST: list[tuple[str, str]] = [
    # -- a stronger verb
    ("62", "Les États parties doivent se consulter et coopérer entre eux {op6}."),  # invites
    ("62", "L'Assemblée décide que tous les États intéressés participent aux négociations multilatérales {op3}."),  # urges
    ("62", "L'Assemblée ordonne au Secrétaire général de solliciter les vues des États Membres {op8}."),  # requests
    ("77", "Les États Membres sont obligés de poursuivre le dialogue sur la promotion des utilisations pacifiques {op2}."),  # encourages
    ("77", "Il faut que tous les États Membres poursuivent le dialogue sur les utilisations pacifiques {op2}."),  # encourages
    ("fr", "Les États concernés doivent interdire l'extraction de tourbe à des fins horticoles {op6.a}."),  # recommends to forbid
    ("fr", "L'extraction de tourbe à des fins horticoles est interdite {op6.a}."),  # recommends to forbid
    ("fr", "Les institutions financières internationales sont tenues de contribuer au Fonds d'affectation spéciale {op4}."),  # invites
    ("fr", "L'Assemblée exige des États Membres qu'ils cessent le drainage des tourbières intactes {op2}."),  # urges
    ("en", "Member States must contribute boats and crews to the Joint Marsh Mission {op2}."),  # calls upon
    ("en", "The Council demands that the Government of Ambria reopen the ferry between Oldmere and Saltby {op5}."),  # encourages
    ("en", "The Council orders Member States to contribute boats and crews {op2}."),  # calls upon
    ("en", "Contributions of boats and crews are mandatory for Member States {op2}."),  # calls upon
    # -- the preamble as a decision
    ("77", "Tous les États Membres doivent s'acquitter de leurs obligations en matière de désarmement {pp3}."),
    ("77", "L'Assemblée décide que tous les États Membres doivent s'acquitter de leurs obligations {pp3}."),
    ("fr", "Les États doivent mettre en commun leurs relevés du niveau des nappes {pp4}."),
    ("fr", "L'Assemblée demande aux États de mettre en commun leurs relevés du niveau des nappes {pp4}."),
    ("fr", "L'Assemblée décide que les États mettent en commun leurs relevés du niveau des nappes {pp4}."),
    ("en", "All parties must keep the waterways open {pp2}."),
    ("en", "The Council demands that all parties keep the waterways open {pp2}."),
    ("en", "The Council requires all parties to keep the waterways open {pp2}."),
    # -- a strong verb lent by another paragraph cited beside it
    ("fr", "L'Assemblée décide d'associer les femmes et les jeunes des communautés riveraines à la prise de décisions {op6.b}{op8}."),
    ("fr", "Le secteur privé doit contribuer au Fonds d'affectation spéciale pour les tourbières {op4}{op7}."),
    ("en", "The Council decides that the Government of Ambria will reopen the ferry between Oldmere and Saltby {op4}{op5}."),
    ("en", "Ambria must reopen the ferry between Oldmere and Saltby {op5}{pp2}."),
    # -- a wrong figure, date, session, unit
    ("62", "Le Secrétaire général rendra compte à la soixante-quatrième session {op8}."),
    ("62", "La résolution 62/28 réaffirme que le multilatéralisme est le principe fondamental {op1}."),
    ("62", "Elle rappelle la résolution 60/59 du 8 décembre 2006 {pp2}."),  # 2005
    ("62", "La Conférence des chefs d'État et de gouvernement s'est tenue à La Havane les 15 et 17 septembre 2006 {pp13}."),
    ("fr", "La deuxième Conférence internationale sur les tourbières a été accueillie par le Gouvernement du Lysandre {pp5}."),  # the third
    ("62", "Elle rappelle sa résolution 60/59 du 6 décembre 2006 {pp2}."),  # the date of 61/62
    ("en", "About 40,000 people have been displaced since May 2034 {pp3}."),  # March
    ("62", "La quinzième Conférence des chefs d'État et de gouvernement s'est tenue à La Havane {pp13}."),
    ("fr", "Le drainage des tourbières intactes cessera d'ici à 2050 {op2}."),
    ("fr", "L'assèchement porte sur 450 000 kilomètres carrés de tourbières {pp3}."),  # hectares
    ("fr", "Les tourbières retiennent près d'un quart du carbone des sols {pp2}."),  # a third
    ("fr", "Le Comité consultatif des tourbières se composera de 16 membres {op8}."),
    ("fr", "Les membres du Comité consultatif des tourbières sont élus pour un mandat de quatre mois {op8}."),  # years
    ("fr", "Le mandat des membres du Comité consultatif des tourbières est renouvelable deux fois {op8}."),  # once
    ("fr", "La réunion de haut niveau de trois jours se tiendra en 2038 {op5}."),
    ("fr", "Les relevés du niveau des nappes sont rendus publics avant le 31 mai de chaque année {op6.c}."),
    ("fr", "Le 19 décembre est proclamé Journée internationale des tourbières {op5}."),  # the day of the resolution
    ("en", "All armed groups withdraw from the locks within 60 days {op1}."),
    ("en", "All armed groups withdraw from the locks within 30 weeks {op1}."),
    ("en", "The mandate of the Joint Marsh Mission is extended until 31 December 2037 {op4}."),
    ("en", "The mandate of the Joint Marsh Mission is extended with a maximum of 12,500 military personnel {op4}."),
    ("en", "The Secretary-General reports every six weeks on the implementation of the resolution {op3}."),
    ("en", "The World Food Programme delivered 2,400 kilograms of rice in 2034 {op8}."),
    ("en", "About half of the 12 locks were closed {pp3}."),
    # -- a wrong body, place or person
    ("62", "Le Conseil de sécurité prie le Secrétaire général de solliciter les vues des États Membres {op8}."),
    ("62", "L'Assemblée prie le Haut-Commissaire de solliciter les vues des États Membres {op8}."),
    ("62", "L'Assemblée prie la Première Commission de solliciter les vues des États Membres {op8}."),
    ("77", "L'Assemblée salue le programme de coopération technique de l'OMS {pp13}."),
    ("fr", "L'Assemblée prie le Secrétaire général d'établir un inventaire mondial en consultation avec le PNUD {op3}."),
    ("fr", "La troisième Conférence internationale sur les tourbières s'est tenue à Genève {pp5}."),
    ("fr", "L'inventaire mondial est établi avec le Conseil des tourbières {op3}."),  # named elsewhere
    ("en", "The General Assembly demands that all armed groups withdraw from the locks within 30 days {op1}."),
    ("en", "The Council encourages the Government of Ruritania to reopen the ferry {op5}."),
    ("en", "The Council thanks UNICEF for the tons of rice delivered in 2034 {op8}."),
    ("en", "The Council requests the President of Ambria to report to it every six months {op3}."),
    ("62", "Le Secrétaire général prie les États Membres de renouveler leurs engagements {op5}."),  # who asks
    ("en", "Member States request the Secretary-General to report every six months {op3}."),  # who asks
    # -- a quotation with one word changed, cut without a mark, or of another paragraph
    ("62", "L'Assemblée « Réaffirme que le multilatéralisme est un principe fondamental » {op1}."),
    ("62", "L'Assemblée « réaffirme que le multilatéralisme est le principe essentiel » {op1}."),
    ("62", "Elle prie le Secrétaire général « de solliciter les vues des États » {op9}."),
    ("fr", "L'Assemblée parle d'« extraction à des fins horticoles » {op6.a}."),
    ("fr", "Elle condamne « les incendies de tourbières » {op9}."),
    ("fr", "Elle condamne « toute entrave […] les incendies volontaires » {op9}."),  # the wrong order
    ("en", "The Council “Demands that all armed groups leave the locks” {op1}."),
    ("en", "The Council “authorizes the Joint Marsh Mission to clear the waterways of mines” {op1}."),
    ("en", "It “decides to extend the mandate until 31 December 2036” {op4}."),
    # -- invented keys, none, or of something else
    ("62", "L'Assemblée prie le Secrétaire général de solliciter les vues des États Membres [77]."),
    ("62", "L'Assemblée prie le Secrétaire général de solliciter les vues des États Membres."),
    ("62", "Le multilatéralisme est le principe fondamental des négociations {op9}."),
    ("fr", "Le 2 février est proclamé Journée internationale des tourbières {op9}."),
    ("en", "All armed groups withdraw from the locks {op8}."),
    # -- affirmed and denied
    ("62", "L'Assemblée ne demande pas aux États Membres de renouveler leurs engagements {op5}."),
    ("77", "Les mesures de prévention de la prolifération doivent entraver, dit le préambule, la coopération internationale à des fins pacifiques {pp8}."),
    ("fr", "L'Assemblée refuse de proclamer le 2 février Journée internationale des tourbières {op5}."),
    ("fr", "L'Assemblée recommande aux États concernés d'autoriser l'extraction de tourbe à des fins horticoles {op6.a}."),
    ("fr", "La remise en eau doit se faire sans le consentement préalable des populations autochtones {op7}."),
    ("fr", "L'Assemblée félicite les auteurs d'incendies volontaires de tourbières et d'entraves au travail des gardes {op9}."),
    ("en", "The ceasefire agreement prejudges the final status of the islands {op7}."),
    ("en", "The Council decides to end the mandate of the Joint Marsh Mission {op4}."),
    ("en", "The Council demands that all armed groups return to the locks within 30 days {op1}."),
    ("en", "The Council encourages the Government of Ambria to close the ferry between Oldmere and Saltby {op5}."),
    # -- one word that changes all
    ("fr", "La question est inscrite à l'ordre du jour définitif de la quatre-vingt-douzième session {op10}."),  # provisional
    ("fr", "La remise en eau se fait avec le consentement ultérieur des populations autochtones {op7}."),  # prior
    ("fr", "Les relevés du niveau des nappes restent secrets avant le 31 mars de chaque année {op6.c}."),  # public
    ("fr", "L'Assemblée demande aux États Membres de cesser, après 2040, le drainage des tourbières intactes {op2}."),  # by
    ("en", "The Joint Marsh Mission has a minimum of 1,250 military personnel {op4}."),  # maximum
    ("en", "The ceasefire agreement does not prejudge the temporary status of the islands {op7}."),  # final
    ("en", "The Joint Marsh Mission has a maximum of 1,250 civilian personnel {op4}."),  # military
    # -- invented matter
    ("62", "Le Secrétaire général est un fervent partisan du désarmement et prépare un traité {op8}."),
    ("fr", "L'Assemblée crée un fonds de compensation pour les agriculteurs touchés par la remise en eau {op7}."),
    ("en", "The Council imposes sanctions on the armed groups that fail to withdraw {op1}."),
    # -- another language, or none
    ("62", "The General Assembly requests the Secretary-General to seek the views of Member States {op8}."),
    ("en", "Le Conseil exige que tous les groupes armés se retirent des écluses {op1}."),
    ("en", "Der Rat verlangt, dass sich alle bewaffneten Gruppen zurückziehen {op1}."),
    ("fr", "La Asamblea pide a los Estados que pongan fin al drenaje de las turberas {op2}."),
    # -- other matters: one word of the text exchanged, added or turned round
    ("dark", "La Haute-Commissaire doit soumettre une étude sur les effets de la lumière artificielle {op3}."),
    ("dark", "Les États doivent adopter des normes relatives à l'intensité de l'éclairage public {op2}."),
    ("dark", "Le rapporteur spécial est nommé pour une période de cinq ans {op4}."),
    ("dark", "Le rapporteur spécial effectue au plus deux visites de pays par an {op4.b}."),
    ("dark", "Le rapporteur spécial fait rapport au Conseil chaque mois {op4.c}."),
    ("dark", "Le rapporteur spécial fait rapport à l'Assemblée générale chaque année {op4.c}."),
    ("dark", "L'étude porte sur le sommeil des adultes {op3}."),
    ("dark", "L'étude porte sur les effets de la lumière artificielle sur le sommeil des femmes {op3}."),
    ("dark", "Le Réseau des villes sombres compte 221 municipalités {op7}."),
    ("dark", "Le Conseil regrette la création du Réseau des villes sombres {op7}."),
    ("dark", "Les États doivent tenir compte des personnes handicapées {pp3}."),
    ("dark", "Le Conseil décide que les normes entreront en vigueur le 1er janvier 2042 {op2}."),
    ("dark", "Le Conseil demande à tous les États d'extrader le rapporteur spécial {op5}."),
    ("dark", "Le Conseil se félicite de la disparition de 47 espèces d'insectes nocturnes {op6}."),
    ("dark", "L'obscurité nocturne nuit à la santé humaine {op1}."),
    ("dark", "Le Conseil économique et social décide de nommer un rapporteur spécial {op4}."),
    ("dark", "Le Conseil décide de nommer deux rapporteurs spéciaux {op4}."),
    ("dark", "La moitié de la population mondiale vit sous un ciel pollué {pp2}."),
    ("dark", "Les normes doivent être adoptées au plus tôt le 1er janvier 2042 {op2}."),
    ("kelp", "States must suspend the industrial harvest of drifting kelp by 2045 {op1}."),
    ("kelp", "The industrial harvest of drifting kelp is prohibited on the high seas {op1}."),
    ("kelp", "The working group shall meet in Geneva for five days in 2042 {op3}."),
    ("kelp", "The working group shall meet in Nairobi for five weeks in 2042 {op3}."),
    ("kelp", "Two co-chairs from developed countries are appointed by the Secretary-General {op4}."),
    ("kelp", "Donors must contribute to the trust fund {op6}."),
    ("kelp", "Donors are invited to make mandatory contributions to the trust fund {op6}."),
    ("kelp", "Traditional gathering of kelp for food shall be restricted {op7}."),
    ("kelp", "The Assembly welcomes the loss of three research vessels {op8}."),
    ("kelp", "The Assembly deplores the entry into force of the Kelp Convention {op2}."),
    ("kelp", "Coastal communities must benefit from kelp forests {pp3}."),
    ("kelp", "Drifting kelp has increased by 62 per cent since 2025 {pp2}."),
    ("kelp", "The Kelp Convention entered into force on 5 March 2041 {op2}."),
    ("kelp", "The Assembly calls upon States to denounce the Kelp Convention {op2}."),
    ("kelp", "The World Bank is invited to share its data on kelp with the working group {op5}."),
    ("kelp", "The item is included in the final agenda of the ninety-eighth session {op9}."),
    ("kelp", "The Assembly decides to dissolve the working group on drifting kelp {op3}."),
    ("kelp", "The Secretary-General decides to establish an open-ended working group on drifting kelp {op3}."),
    ("kelp", "The working group is closed to observers {op3}."),
    ("kelp", "The Assembly urges States to resume the industrial harvest of drifting kelp {op1}."),
]  # fmt: skip
