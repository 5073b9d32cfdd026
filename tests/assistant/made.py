"""Invented resolutions and a library over them, behind the real interface. No word here is of a real document."""

# ruff: noqa: E501 - one case a line, whatever its length

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.retrieval.scale import FITTED
from index.errors import NotIndexed
from index.resolution import Footnote, Kind, Paragraph, Resolution, Source, Span, Vote
from index.search import Citing, Coverage, Filters, Hit, Holding, Query, SearchResult, Summary, Term
from index.symbols import Locator, Symbol

# Each row: (place, printed number, text); the italic opening ends at "|", a footnote mark stands at "^".
LIGHTHOUSES_FR = [
    ("pp1", None, "Rappelant| sa résolution 69/800 du 3 décembre 2014 sur les phares,"),
    ("pp2", None, "Consciente| que l'entretien des phares côtiers demande des moyens durables^,"),
    ("pp3", None, "Préoccupée| par l'extinction de nombreux feux au large des côtes exposées,"),
    ("op1", "1.", "Réaffirme| que chaque phare en service est un bien commun des gens de mer ;"),
    ("op2", "2.", "Invite| les États côtiers :"),
    ("op2.a", "a)", "À tenir un inventaire public de leurs phares ;"),
    ("op2.b", "b)", "À rallumer sans délai les feux éteints ;"),
    ("op3", "3.", "Prie| le Secrétaire général de lui présenter, à sa soixante-douzième session, un rapport sur l'état des phares ;"),
    ("op4", "4.", "Décide| d'inscrire à l'ordre du jour provisoire de sa soixante et onzième session la question intitulée « Phares côtiers »."),
]  # fmt: skip
LIGHTHOUSES_EN = [
    ("pp1", None, "Recalling| its resolution 69/800 of 3 December 2014 on lighthouses,"),
    ("pp2", None, "Aware| that the upkeep of coastal lighthouses calls for lasting means^,"),
    ("pp3", None, "Concerned| at the extinction of many lights off exposed coasts,"),
    ("op1", "1.", "Reaffirms| that every lighthouse in service is a common good of seafarers;"),
    ("op2", "2.", "Invites| coastal States:"),
    ("op2.a", "(a)", "To keep a public inventory of their lighthouses;"),
    ("op2.b", "(b)", "To relight without delay the lights that went out;"),
    ("op3", "3.", "Requests| the Secretary-General to submit to it, at its seventy-second session, a report on the state of lighthouses;"),
    ("op4", "4.", "Decides| to include in the provisional agenda of its seventy-first session the item entitled “Coastal lighthouses”."),
]  # fmt: skip
BUOYS_FR = [
    ("pp1", None, "Constatant| que les bouées dérivantes se multiplient,"),
    ("op1", "1.", "Réaffirme| que chaque bouée perdue met en danger la navigation de plaisance ;"),
    ("op2", "2.", "Demande| aux armateurs de signaler toute bouée à la dérive dans les trois jours ;"),
    ("op3", "3.", "Prie| le Secrétaire général de convoquer une réunion d'experts sur les bouées ;"),
]
FOG_FR = [
    ("s1.pp1", None, "Notant| que la brume épaissit,"),
    ("s1.op1", "1.", "Engage| les capitaines à ralentir par temps de brume ;"),
    ("s2.op1", "1.", "Encourage| l'emploi de cornes de brume accordées ;"),
    ("s2.op2", "2.", "Approuve| les directives jointes en annexe à la présente résolution."),
    ("annex.p1", "1.", "Toute corne de brume doit s'entendre à deux milles."),
    ("annex.p2", "2.", "Le son est répété toutes les deux minutes."),
    ("annex.art2.p1", "1.", "Les cloches sont admises sur les petits navires."),
]
SALVAGE_EN = [
    ("op1", "1.", "Demands| that all parties return salvaged lanterns at once;"),
    ("op2", "2.", "Decides| to remain seized of the matter."),
]
TIDES_FR = [("pp1", None, "Observant| la force des marées,"), ("op", None, "Recommande| l'étude attentive des marées.")]

ISSUED = {
    "A/RES/70/900": ("Protection des phares côtiers", dt.date(2015, 12, 5), LIGHTHOUSES_FR, "fr"),
    "A/RES/70/900/en": ("Protection of coastal lighthouses", dt.date(2015, 12, 5), LIGHTHOUSES_EN, "en"),
    "A/RES/71/901": ("Bouées dérivantes", dt.date(2016, 12, 1), BUOYS_FR, "fr"),
    "A/RES/72/902": ("Navigation par temps de brume", dt.date(2017, 12, 20), FOG_FR, "fr"),
    "S/RES/9001(2016)": ("", dt.date(2016, 3, 4), SALVAGE_EN, "en"),
    "A/RES/73/903": ("Marées", None, TIDES_FR, "fr"),
}


def made(
    symbol: str, title: str, adopted: dt.date | None, rows: Sequence[tuple[str, str | None, str]], language: str
) -> Resolution:
    """A resolution from rows."""
    parsed = Symbol.parse(symbol)
    raw = "\n".join(text for _, _, text in rows)
    source = Source(f"/files/{parsed.number}.{language}.txt", hashlib.sha256(raw.encode()).hexdigest())
    paragraphs = tuple(_paragraph(parsed, *row) for row in rows)
    return Resolution(parsed, language, title, source, paragraphs, adopted, vote=Vote(100, 1, 2))


def corpus() -> list[Resolution]:
    """All the invented resolutions."""
    return [made(key.removesuffix("/en"), *row) for key, row in ISSUED.items()]


def changed(resolution: Resolution, place: str, text: str) -> Resolution:
    """The resolution reissued with another text of one paragraph, from another file."""
    paragraphs = tuple(
        replace(p, text=text, emphasis=()) if ".".join(p.locator.steps) == place else p for p in resolution.paragraphs
    )
    return replace(resolution, paragraphs=paragraphs, source=replace(resolution.source, sha256="f" * 64))


class MemoryLibrary:
    """Everything that a `Library` does, over given resolutions; searches by words in common."""

    def __init__(self, resolutions: Sequence[Resolution] | None = None) -> None:
        self._all = {(str(r.symbol), r.language): r for r in (corpus() if resolutions is None else resolutions)}

    @property
    def generation(self) -> int:
        return 1

    @property
    def embedder_name(self) -> str:
        return FITTED

    def search(self, query: Query) -> SearchResult:
        words = set(re.findall(r"\w{3,}", query.text.lower()))
        rows = [
            (len(words & set(re.findall(r"\w{3,}", p.text.lower()))), r, p)
            for r in self._all.values()
            for p in r.paragraphs
        ]
        best = sorted((row for row in rows if row[0]), key=lambda row: -row[0])[: query.k]
        hits = [
            Hit(n, p.id, str(r.symbol), r.language, p.kind, r.title, p.text, float(score))
            for n, (score, r, p) in enumerate(best, 1)
        ]
        return SearchResult(query, tuple(hits), {"embed": 0, "dense": 0, "lexical": 0, "total": 0})

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        languages = self.languages(symbol)
        if not languages:
            raise NotIndexed(f"{symbol} is not in the index.")
        return self._all[symbol, language if language in languages else languages[0]]  # type: ignore[index]

    def languages(self, symbol: str) -> tuple[str, ...]:
        return tuple(language for one, language in self._all if one == symbol)

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        return [
            Summary(str(r.symbol), r.language, r.title, r.body, r.session, r.adopted, len(r.paragraphs))
            for r in self._all.values()
        ]

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        return []

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        return []

    def coverage(self, filters: Filters | None = None) -> Coverage:
        count = sum(len(r.paragraphs) for r in self._all.values())
        return Coverage(len(self._all), count, count)


def _paragraph(symbol: Symbol, place: str, printed: str | None, marked: str) -> Paragraph:
    text = marked.replace("|", "").replace("^", "")
    steps = tuple(place.split("."))
    emphasis = (Span(0, marked.index("|")),) if "|" in marked else ()
    notes = (Footnote("1", "Note inventée.", marked.replace("|", "").index("^")),) if "^" in marked else ()
    kind = Kind.ANNEX if "annex" in steps else Kind.PREAMBULAR if "pp" in place else Kind.OPERATIVE
    return Paragraph(
        locator=Locator(symbol, steps),
        kind=kind,
        number=(printed or steps[-1].removeprefix("pp")).strip("().") if steps[-1] != "op" else "",
        text=text,
        spans=(Span(0, len(text)),),
        level=int(steps[-1].isalpha() and steps[-1] != "op"),
        printed_number=printed,
        emphasis=emphasis,
        footnotes=notes,
    )
