"""Six invented resolutions with figures, dates, bodies, lists and a preamble, for the prose that models write on them.

No word here is of a real document.
"""
# ruff: noqa: E501 - a paragraph is one line

from __future__ import annotations

import datetime as dt

from index.actions import annotate_resolution
from tests.assistant.library import resolution

TOURBIERES = annotate_resolution(
    resolution(
        "A/RES/91/17",
        "fr",
        "Sauvegarde des tourbières et des prairies humides",
        {
            "pp1": "Rappelant ses résolutions 90/12 du 4 décembre 2035 et 89/233 A du 22 décembre 2034, ainsi que la "
            "décision 12/7 du Conseil des tourbières,",
            "pp2": "Consciente que les tourbières ne couvrent que 3 pour cent des terres émergées mais retiennent près "
            "d'un tiers du carbone des sols,",
            "pp3": "Gravement préoccupée par l'assèchement de 450 000 hectares de tourbières entre 2021 et 2034,",
            "pp4": "Estimant que les États doivent mettre en commun leurs relevés du niveau des nappes,",
            "pp5": "Sachant gré au Gouvernement du Lysandre d'avoir accueilli à Port-Verdier, du 4 au 8 mai 2036, la "
            "troisième Conférence internationale sur les tourbières,",
            "op1": "Prend note du rapport du Secrétaire général sur l'état des tourbières ;",
            "op2": "Demande instamment aux États Membres de cesser, d'ici à 2040, le drainage des tourbières intactes ;",
            "op3": "Prie le Secrétaire général d'établir, en consultation avec le Programme des Nations Unies pour "
            "l'environnement et dans la limite des ressources existantes, un inventaire mondial des tourbières et de le "
            "lui présenter à sa quatre-vingt-douzième session ;",
            "op4": "Invite les institutions financières internationales et le secteur privé à contribuer au Fonds "
            "d'affectation spéciale pour les tourbières ;",
            "op5": "Décide de proclamer le 2 février Journée internationale des tourbières et de tenir en 2038 une "
            "réunion de haut niveau de deux jours ;",
            "op6": "Recommande aux États concernés :",
            "op6.a": "D'interdire l'extraction de tourbe à des fins horticoles ;",
            "op6.b": "D'associer les femmes et les jeunes des communautés riveraines à la prise de décisions ;",
            "op6.c": "De rendre publics, avant le 31 mars de chaque année, leurs relevés du niveau des nappes ;",
            "op7": "Souligne que la remise en eau doit se faire avec le consentement préalable des populations "
            "autochtones ;",
            "op8": "Décide que le Comité consultatif des tourbières se composera de 15 membres, élus pour un mandat de "
            "quatre ans renouvelable une fois ;",
            "op9": "Condamne fermement les incendies volontaires de tourbières et toute entrave au travail des gardes ;",
            "op10": "Décide d'inscrire à l'ordre du jour provisoire de sa quatre-vingt-douzième session la question "
            "intitulée « Sauvegarde des tourbières ».",
        },
        adopted=dt.date(2036, 12, 19),
    )
)
MARSHES = annotate_resolution(
    resolution(
        "S/RES/9107(2035)",
        "en",
        "Safe passage through the Amber Marshes",
        {
            "pp1": "Recalling its resolutions 9001 (2033) and 9054 (2034),",
            "pp2": "Recognizing that all parties must keep the waterways open,",
            "pp3": "Deeply concerned at the closure of 12 locks and the displacement of about 40,000 people since "
            "March 2034,",
            "op1": "Demands that all armed groups withdraw from the locks within 30 days;",
            "op2": "Calls upon Member States to contribute boats and crews to the Joint Marsh Mission;",
            "op3": "Requests the Secretary-General to report to it every six months on the implementation of the present "
            "resolution, and to make his first report by 15 June 2036;",
            "op4": "Decides to extend the mandate of the Joint Marsh Mission until 31 December 2036, with a maximum of "
            "1,250 military personnel;",
            "op5": "Encourages the Government of Ambria to reopen the ferry between Oldmere and Saltby;",
            "op6": "Authorizes the Joint Marsh Mission:",
            "op6.a": "To clear the waterways of mines;",
            "op6.b": "To escort humanitarian convoys;",
            "op7": "Underlines that the ceasefire agreement does not prejudge the final status of the islands;",
            "op8": "Expresses its appreciation to the World Food Programme for the 2,400 tons of rice delivered in 2034;",
            "op9": "Decides to remain seized of the matter.",
        },
        adopted=dt.date(2035, 11, 27),
    )
)
DARKNESS = annotate_resolution(
    resolution(
        "A/HRC/RES/71/4",
        "fr",
        "Le droit à l'obscurité nocturne",
        {
            "pp1": "Rappelant la Déclaration universelle des droits de l'homme et le Pacte international relatif aux droits économiques, sociaux et culturels,",
            "pp2": "Notant avec inquiétude que plus de 80 % de la population mondiale vit sous un ciel pollué par la lumière artificielle,",
            "pp3": "Soulignant que les États devraient tenir compte des personnes handicapées lorsqu'ils conçoivent l'éclairage public,",
            "op1": "Affirme que l'obscurité nocturne est nécessaire à la santé humaine et à la diversité biologique ;",
            "op2": "Engage les États à adopter, au plus tard le 1er janvier 2042, des normes relatives à l'intensité de l'éclairage public ;",
            "op3": "Prie la Haute-Commissaire des Nations Unies aux droits de l'homme de lui soumettre, à sa soixante-treizième session, une étude sur les effets de la lumière artificielle sur le sommeil des enfants ;",
            "op4": "Décide de nommer, pour une période de trois ans, un rapporteur spécial sur le droit à l'obscurité nocturne, dont le mandat consistera :",
            "op4.a": "À recueillir des renseignements auprès des gouvernements et des organisations non gouvernementales ;",
            "op4.b": "À effectuer au moins deux visites de pays par an ;",
            "op4.c": "À faire rapport au Conseil chaque année ;",
            "op5": "Demande à tous les États de coopérer pleinement avec le rapporteur spécial et de répondre favorablement à ses demandes de visite ;",
            "op6": "Se déclare profondément préoccupé par la disparition de 47 espèces d'insectes nocturnes ;",
            "op7": "Accueille avec satisfaction la création du Réseau des villes sombres, qui compte 212 municipalités ;",
            "op8": "Décide de rester saisi de la question.",
        },
        adopted=dt.date(2041, 3, 22),
    )
)
KELP = annotate_resolution(
    resolution(
        "A/RES/96/210",
        "en",
        "Harvest of drifting kelp",
        {
            "pp1": "Reaffirming its resolutions 94/31 of 9 December 2039 and 95/12 of 1 December 2040,",
            "pp2": "Noting with concern that unregulated harvesting has reduced drifting kelp by 62 per cent since 2025,",
            "pp3": "Believing that coastal communities should benefit from kelp forests,",
            "op1": "Urges States to suspend, by 2045, the industrial harvest of drifting kelp on the high seas;",
            "op2": "Welcomes the entry into force of the Kelp Convention on 3 May 2041, and calls upon States that have not done so to ratify it;",
            "op3": "Decides to establish an open-ended working group on drifting kelp, which shall meet in Nairobi for five days in 2042;",
            "op4": "Requests the Secretary-General to appoint two co-chairs of the working group, one from a developing country and one from a developed country;",
            "op5": "Invites the Food and Agriculture Organization of the United Nations to share its data on kelp with the working group;",
            "op6": "Also invites donors to make voluntary contributions to the trust fund for small island developing States;",
            "op7": "Affirms that traditional gathering of kelp for food shall not be restricted;",
            "op8": "Deplores the loss of three research vessels and their crews;",
            "op9": "Decides to include in the provisional agenda of its ninety-eighth session the item entitled “Drifting kelp”.",
        },
        adopted=dt.date(2041, 12, 20),
    )
)
AQUIFERS = annotate_resolution(
    resolution(
        "A/RES/99/301",
        "fr",
        "Partage équitable des eaux souterraines",
        {
            "pp1": "Guidée par les buts et principes énoncés dans la Charte des Nations Unies,",
            "pp2": "Rappelant sa résolution 98/77 du 14 décembre 2043, par laquelle elle a proclamé la période 2045-2054 Décennie internationale des aquifères,",
            "pp3": "Vivement préoccupée de constater que 2,3 milliards de personnes dépendent d'aquifères surexploités,",
            "pp4": "Saluant les efforts déployés par l'Union africaine et la Communauté du fleuve Blanc pour gérer en commun l'aquifère du Grand Plateau,",
            "op1": "Réaffirme que l'accès à l'eau potable est un droit fondamental ;",
            "op2": "Exhorte les États qui partagent un aquifère à conclure, avant la fin de 2047, des accords sur son exploitation ;",
            "op3": "Engage les organismes des Nations Unies, en particulier l'Organisation mondiale de la Santé et le Fonds des Nations Unies pour l'enfance, à aider les pays en développement à mesurer la qualité de leurs eaux souterraines ;",
            "op4": "Demande au Secrétaire général de créer, dans les limites des ressources existantes, un groupe d'experts de 24 membres chargé d'évaluer l'état des aquifères transfrontières ;",
            "op5": "Décide que le groupe d'experts tiendra deux sessions par an, l'une à Genève et l'autre à Nairobi ;",
            "op6": "Regrette que 31 États n'aient pas encore communiqué leurs données ;",
            "op7": "Approuve la création d'un fonds de contributions volontaires doté de 40 millions de dollars pour l'exercice biennal 2046-2047 ;",
            "op8": "Se félicite de l'offre du Gouvernement uruguayen d'accueillir en 2049 la Conférence des Nations Unies sur les aquifères ;",
            "op9": "Prie le Secrétaire général de lui rendre compte, à sa cent unième session, de l'application de la présente résolution.",
        },
        adopted=dt.date(2044, 12, 21),
    )
)
STRAIT = annotate_resolution(
    resolution(
        "S/RES/9300(2044)",
        "en",
        "Situation in the Strait of Calder",
        {
            "pp1": "Reaffirming its commitment to the sovereignty, independence and territorial integrity of Calder,",
            "pp2": "Gravely concerned at reports that 14 merchant vessels have been seized since 1 May 2044,",
            "pp3": "Determining that the situation in the Strait of Calder constitutes a threat to international peace and security,",
            "op1": "Condemns in the strongest terms the seizure of merchant vessels in the Strait of Calder;",
            "op2": "Demands the immediate and unconditional release of all crew members;",
            "op3": "Decides that all Member States shall, for a period of twelve months, prevent the sale or transfer of fast boats to the entities listed in annex I;",
            "op4": "Decides to establish a Committee of the Security Council consisting of all its members to monitor implementation of the measures imposed in paragraph 3;",
            "op5": "Calls upon all States in the region to share information with the Committee;",
            "op6": "Urges the parties to resume talks under the auspices of the African Union;",
            "op7": "Takes note of the ceasefire proposal submitted by Norway on 7 July 2044;",
            "op8": "Affirms that nothing in the present resolution affects the rights of States under the United Nations Convention on the Law of the Sea;",
            "op9": "Requests the Secretary-General to submit a written report to the Council every 90 days;",
            "op10": "Expresses its intention to review the measures imposed in paragraph 3 no later than 31 March 2045.",
        },
        adopted=dt.date(2044, 7, 29),
    )
)
