"""A library in memory for tests: the port's interface over resolutions built by hand. All its texts are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.evidence import Found
from assistant.retrieval.finder import Finder
from assistant.retrieval.scale import FITTED
from assistant.shelf import Shelves
from assistant.understanding import understand
from index.analysis import analyser
from index.errors import NotIndexed
from index.resolution import HeaderField, Kind, Paragraph, Reference, Resolution, Source, Vote
from index.search import Citing, Coverage, Filters, Hit, Holding, Query, SearchResult, Summary, Term
from index.symbols import Locator, Symbol

_KINDS = {"pp": Kind.PREAMBULAR, "op": Kind.OPERATIVE, "u": Kind.OPERATIVE, "t": Kind.OPERATIVE, "p": Kind.ANNEX}


class MemoryLibrary:
    """Search ranks by the share of the question's terms that a paragraph or its title holds."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self.resolutions = list(resolutions)
        self.generation = 1
        self.embedder_name = FITTED

    def search(self, query: Query) -> SearchResult:
        """Paragraphs that share a term with the query; the share stands in for the cosine."""
        terms = {t for language in ("fr", "en") for t in analyser(language).terms(query.text)}
        scored = []
        for r in self._under(query.filters):
            for p in r.paragraphs:
                body = set(analyser(r.language).terms(p.text))
                title = set(analyser(r.language).terms(r.title))
                share = (len(terms & body) + 0.4 * len(terms & title)) / max(1, len(terms))
                if share and (not query.filters.kinds or p.kind in query.filters.kinds):
                    scored.append((share, r, p))
        scored.sort(key=lambda row: (-row[0], row[2].id))
        hits = tuple(
            Hit(n, p.id, str(r.symbol), r.language, p.kind, r.title, p.text, share, n, n, 0.84 + 0.1 * min(1.0, share))
            for n, (share, r, p) in enumerate(scored[: query.k], 1)
        )
        return SearchResult(query, hits, {"total": 0.0})

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        """One resolution, in the language asked for if it is there."""
        found = [r for r in self.resolutions if str(r.symbol) == symbol]
        if not found:
            raise NotIndexed(f"{symbol} is not indexed.")
        return next((r for r in found if r.language == language), found[0])

    def languages(self, symbol: str) -> tuple[str, ...]:
        """The languages of a resolution."""
        return tuple(r.language for r in self.resolutions if str(r.symbol) == symbol)

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        """The resolutions under the filters."""
        return [
            Summary(str(r.symbol), r.language, r.title, r.body, r.session, r.adopted, len(r.paragraphs))
            for r in sorted(self._under(filters or Filters()), key=lambda r: r.symbol)
        ]

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        """The places that cite a document."""
        return [
            Citing(p.id, r.language, reference)
            for r in self.resolutions
            for p in r.paragraphs
            for reference in p.references
            if reference.symbol == symbol and (paragraph is None or reference.paragraph == paragraph)
        ]

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many paragraphs each term stands."""
        texts = [set(analyser(r.language).terms(p.text)) for r in self.resolutions for p in r.paragraphs]
        return {term: sum(term in text for text in texts) for term in terms}

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        """The resolutions with a paragraph that holds all the terms."""
        found = []
        for r in sorted(self._under(filters or Filters()), key=lambda r: (r.symbol, r.language)):
            held = [p for p in r.paragraphs if holds(p.text, r.language, terms)]
            said = [p for p in held if phrase and phrase.casefold() in p.text.casefold()]
            if held:
                found.append(Holding(str(r.symbol), r.language, len(held), (said or held)[0].id, len(said)))
        return found

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """Counts of the paragraphs."""
        under = self._under(filters or Filters())
        years = [r.adopted.year for r in self.resolutions if r.adopted]
        return Coverage(
            len(self.resolutions),
            sum(len(r.paragraphs) for r in self.resolutions),
            sum(len(r.paragraphs) for r in under),
            tuple(sorted({r.language for r in self.resolutions})),
            years=(min(years), max(years)) if years else None,
            within=len(under),
        )

    def _under(self, f: Filters) -> list[Resolution]:
        return [
            r
            for r in self.resolutions
            if (not f.symbols or str(r.symbol) in f.symbols)
            and (not f.bodies or r.body in f.bodies)
            and (not f.languages or r.language in f.languages)
            and (not f.years or (r.adopted is not None and f.years[0] <= r.adopted.year <= f.years[1]))
        ]


def found_in(library: MemoryLibrary, question: str, *history: str) -> Found:
    """What is found for a question, or why nothing is."""
    shelves = Shelves(library)
    return Finder(library, shelves).find(understand(question, shelves.shelf(), history=history))


def holds(text: str, language: str, terms: Sequence[Term]) -> bool:
    """Whether a text holds all the terms in its language."""
    there = set(analyser(language).terms(text))
    return bool(terms) and all(there & term.get(language, frozenset()) for term in terms)


def resolution(symbol: str, language: str, title: str, texts: dict[str, str], **fields: object) -> Resolution:
    """A resolution from {path: text}; `op2.a` is a sub-paragraph, `s2.op1` and `annex.p1` lie in containers.

    The action is what stands before « | » in a text.
    """
    parsed = Symbol.parse(symbol)
    paragraphs = tuple(_paragraph(parsed, path, text) for path, text in texts.items())
    base = Resolution(parsed, language, title, Source(f"{title}.txt", "0" * 64), paragraphs)
    return replace(base, **fields)  # type: ignore[arg-type]


def _paragraph(symbol: Symbol, path: str, text: str) -> Paragraph:
    steps = tuple(path.split("."))
    kinds = [step.rstrip("0123456789") for step in steps]
    main = next(n for names in (_KINDS, ("art",)) for n, name in enumerate(kinds) if name in names)
    action, bar, rest = text.partition("|")
    words = action + rest if bar else text
    target = kinds[main] == "t"
    level = len(steps) - main - 1 - target
    number = "" if target else steps[-1].lstrip("op") if level == 0 else steps[-1]
    return Paragraph(
        locator=Locator(symbol, steps),
        kind=_KINDS.get(kinds[main], Kind.ANNEX),
        number=number,
        text=words,
        spans=(),
        level=level,
        printed_number=f"{number})" if level else ".".join(steps[main:])[1:] if target else None,
        action=action.strip() if bar else None,
        references=tuple(_references(words)),
    )


def _references(text: str) -> list[Reference]:
    found = []
    for spelling, canonical in (("A/90/12", "A/90/12"), ("résolution 90/1", "A/RES/90/1")):
        if (at := text.find(spelling)) >= 0:
            found.append(Reference(canonical, None, at, at + len(spelling)))
    return found


PHARES = resolution(
    "A/RES/90/1",
    "fr",
    "Entretien des phares",
    {
        "pp1": "Rappelant |que les phares guident les navires,",
        "pp2": "Consciente |de la fragilité des lanternes,",
        "op1": "Prie |le Secrétaire général de dresser la liste des phares et de lui en rendre compte en 2040 ;",
        "op2": "Invite |les États côtiers :",
        "op2.a": "À repeindre les phares tous les sept ans ;",
        "op2.b": "À former des gardiens ;",
        "op3": "Décide |de consacrer 12 000 dollars aux lanternes.",
        "annex.p1": "Les phares sont blancs.",
        "annex.p9": "Les gardiens sont logés.",
    },
    adopted=dt.date(2035, 12, 5),
    issued=dt.date(2036, 1, 10),
    meeting=61,
    agenda_item="98, h",
    report="A/90/391",
    report_text="[sur la base du rapport de la Première Commission (A/90/391)]",
    fields=(
        HeaderField("adopted", "Résolution adoptée par l'Assemblée générale le 5 décembre 2035", ()),
        HeaderField("meeting", "61e séance plénière", ()),
        HeaderField("session", "Quatre-vingt-dixième session", ()),
    ),
)
BALISES = resolution(
    "A/RES/91/2",
    "fr",
    "Balises et phares",
    {
        "pp1": "Rappelant |sa résolution 90/1 sur l'entretien des phares,",
        "op1": "Prie |le Secrétaire général de dresser la liste des balises et de lui en rendre compte en 2041 ;",
        "op2": "Encourage |les États côtiers à mouiller des balises ;",
        "op3": "Décide |de consacrer 12 000 dollars aux lanternes.",
    },
    adopted=dt.date(2036, 12, 7),
)
MAREES = resolution(
    "A/HRC/RES/90/1",
    "fr",
    "Droit aux marées",
    {
        "s1.op1": "Constate |que la marée monte ;",
        "s2.op1": "Constate |que la marée descend ;",
        "s2.op2": "Prend note |du rapport A/90/12 sur les marées.",
    },
    adopted=dt.date(2040, 3, 1),
    vote=Vote(38, 2, 7, (), ("Atlantide",), (), "[Adoptée par 38 voix contre 2, avec 7 abstentions]"),
)
BUOYS = resolution(
    "S/RES/3001(2041)",
    "en",
    "Drifting buoys",
    {
        "pp1": "Concerned |about drifting buoys,",
        "op": "Requests |the Secretary-General to count the drifting buoys every five years.",
    },
    adopted=dt.date(2041, 6, 9),
)
INVENTED = (PHARES, BALISES, MAREES, BUOYS)
