"""A library over the two sample texts, cut crudely, and an assistant that tells a prepared story: both behind the
real interfaces, both at once ready."""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.answer import Answer, Citation, Done, Draft, Event, Near, Progress, Status, Understood
from assistant.retrieval.scale import FITTED
from assistant.settings import Settings
from index.build import BuildReport, Failure
from index.build import Event as BuildEvent
from index.errors import NotIndexed
from index.resolution import Footnote, HeaderField, Kind, Paragraph, Reference, Resolution, Source, Span
from index.search import Citing, Coverage, Filters, Hit, Holding, Query, SearchResult, Summary, Term
from index.symbols import Locator, Symbol
from index.tallies import Doubted
from ui.building import Builder

SAMPLE = Path(__file__).resolve().parents[2] / "index" / "sample"
_DATES = {"62/27": dt.date(2007, 12, 5), "77/96": dt.date(2022, 12, 7)}


class FakeLibrary:
    """Everything that a `Library` does, over the sample."""

    def __init__(self, resolutions: Sequence[Resolution] | None = None) -> None:
        self._all = {str(r.symbol): r for r in (resolutions if resolutions is not None else sample())}

    @property
    def generation(self) -> int:
        return 1

    @property
    def embedder_name(self) -> str:
        return FITTED

    def search(self, query: Query) -> SearchResult:
        words = set(re.findall(r"\w{4,}", query.text.lower()))
        scored = [
            (len(words & set(re.findall(r"\w{4,}", p.text.lower()))), r, p)
            for r in self._under(query.filters)
            for p in r.paragraphs
            if not query.filters.kinds or p.kind in query.filters.kinds
        ]
        best = sorted((s for s in scored if s[0]), key=lambda s: -s[0])[: query.k]
        hits = [
            Hit(n, p.id, str(r.symbol), r.language, p.kind, r.title, p.text, float(score))
            for n, (score, r, p) in enumerate(best, 1)
        ]
        return SearchResult(query, tuple(hits), {"embed": 0, "dense": 0, "lexical": 0, "total": 0})

    def resolution(self, symbol: str, language: str | None = None) -> Resolution:
        if symbol not in self._all:
            raise NotIndexed(f"{symbol} is not in the index.")
        return self._all[symbol]

    def languages(self, symbol: str) -> tuple[str, ...]:
        return (self._all[symbol].language,) if symbol in self._all else ()

    def summaries(self, filters: Filters | None = None) -> Sequence[Summary]:
        return [
            Summary(str(r.symbol), r.language, r.title, r.body, r.session, r.adopted, len(r.paragraphs))
            for r in self._under(filters or Filters())
        ]

    def citing(self, symbol: str, paragraph: str | None = None) -> Sequence[Citing]:
        return [
            Citing(p.id, r.language, reference)
            for r in self._all.values()
            for p in r.paragraphs
            for reference in p.references
            if reference.symbol == symbol and paragraph in (None, reference.paragraph)
        ]

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)

    def holding(self, terms: Sequence[Term], filters: Filters | None = None, phrase: str = "") -> Sequence[Holding]:
        return []

    def coverage(self, filters: Filters | None = None) -> Coverage:
        under = sum(len(r.paragraphs) for r in self._under(filters or Filters()))
        return Coverage(len(self._all), sum(len(r.paragraphs) for r in self._all.values()), under, ("fr",))

    def acts(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        return [("requests", 4), ("decides", 2)][:limit]

    def addressees(self, limit: int = 30) -> Sequence[tuple[str, int]]:
        return [("Secretary-General", 3), ("Member States", 2)][:limit]

    def doubted(self, limit: int = 200) -> Sequence[Doubted]:
        return [Doubted(str(r.symbol), r.language, r.title, len(r.warnings)) for r in self._all.values() if r.warnings]

    def _under(self, filters: Filters) -> list[Resolution]:
        return [
            r
            for r in self._all.values()
            if (not filters.symbols or str(r.symbol) in filters.symbols)
            and (not filters.bodies or r.body in filters.bodies)
            and (not filters.sessions or filters.sessions[0] <= (r.session or 0) <= filters.sessions[1])
            and (not filters.years or (r.adopted and filters.years[0] <= r.adopted.year <= filters.years[1]))
        ]


class FakeAssistant:
    """Answers by words in the question: `tarte` is refused, `lent` takes a few seconds (with `interminable` a dozen),
    `panne` fails, all else is answered from resolution 62/27."""

    def __init__(self, library: FakeLibrary, model: str = "extractive") -> None:
        self.library = library
        self.model = model
        self.asked: list[tuple[str, list[str]]] = []

    def using(self, settings: Settings) -> FakeAssistant:
        return FakeAssistant(self.library, settings.model)

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        filters: Filters | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        self.asked.append((question, list(history)))
        filters = Filters(symbols=("A/RES/62/27",)) if filters is None else filters
        understood = Understood(question, question, "fr", filters)
        yield Progress("understanding")
        yield understood
        yield Progress("searching", {"resolutions": 2})
        if "panne" in question:
            raise NotIndexed("Rien ne va plus.", hint="Réindexez.")
        if "lent" in question:
            times = 4 if "interminable" in question else 1
            for word in re.findall(
                r"\S+\s", "Un brouillon qui arrive mot à mot et que rien n'a encore vérifié. " * times
            ):
                time.sleep(0.25)
                yield Draft(word)
        yield Progress("checking")
        yield Done(self._answer(question, understood))

    def _answer(self, question: str, understood: Understood) -> Answer:
        resolution = self.library.resolution("A/RES/62/27")
        coverage = self.library.coverage(understood.filters)
        if "tarte" in question:
            near = resolution.paragraphs[16]
            nearest = (
                Near(near.id, "A/RES/62/27", "fr", near.kind, "résolution 62/27, par. 3", resolution.title, near.text),
            )
            text = "Les résolutions du corpus ne répondent pas à cette question."
            return Answer(question, question, "fr", Status.NOT_FOUND, self.model, text, nearest=nearest,
                          understood=understood, coverage=coverage)  # fmt: skip
        cited = [p for p in resolution.paragraphs if p.id.endswith(("#op5", "#op8", "#pp9"))]
        citations = tuple(citation(n, p) for n, p in enumerate(cited, 1))
        lines = [f"- {c.label} : « {c.quote} » [{c.n}] ;" for c in citations]
        text = "Dans sa résolution 62/27, l'Assemblée générale dit ceci :\n\n" + "\n".join(lines)
        return Answer(question, question, "fr", Status.ANSWERED, self.model, text, citations,
                      understood=understood, coverage=coverage)  # fmt: skip


def citation(n: int, paragraph: Paragraph, start: int = 0, end: int | None = None) -> Citation:
    """A citation of a part of a paragraph."""
    symbol, path = str(paragraph.locator.symbol), ".".join(paragraph.locator.steps)
    end = min(len(paragraph.text), 90) if end is None else end
    quote = paragraph.text[start:end]
    return Citation(n, paragraph.id, symbol, "fr", paragraph.kind, path, quote, start, end, paragraph.action)


def fake_build(paths: Sequence[Path], on_event: Callable[[BuildEvent], None]) -> BuildReport:
    """Seems to read the files; the one called `bad.txt` cannot be read."""
    report = BuildReport(paragraphs=45)
    for done, path in enumerate(paths):
        on_event(BuildEvent("reading", done, len(paths), str(path)))
        time.sleep(0.2)
        if path.name == "bad.txt":
            report.failed.append(Failure(str(path), "bad.txt: no resolution in it."))
        else:
            report.added += 1
    return report


def opener(settings: Settings) -> tuple[FakeLibrary, FakeAssistant, Builder]:
    """The fakes, as `ui.resources.serve_with` takes them."""
    library = FakeLibrary()
    return library, FakeAssistant(library), fake_build


@cache
def sample() -> tuple[Resolution, ...]:
    """The two sample resolutions, cut well enough to be shown."""
    return tuple(_resolution(path) for path in sorted(SAMPLE.glob("*.txt")))


def _resolution(path: Path) -> Resolution:
    raw = path.read_text(encoding="utf-8")
    found = re.search(r"^(\d+/\d+)\. (.+)$", raw, re.MULTILINE)
    assert found is not None
    symbol = Symbol.parse(found[1])
    opening = "L'Assemblée générale,"
    head, _, body = raw.partition(opening)
    paragraphs = _paragraphs(symbol, re.split(r"\n\s*\n", body))
    lines = [" ".join(block.split()) for block in re.split(r"\n\s*\n", head) if block.strip()]
    fields = [HeaderField(f"line{n}", line, ()) for n, line in enumerate(lines)] + [HeaderField("opening", opening, ())]
    source = Source(path.name, "0" * 64)
    return Resolution(symbol, "fr", found[2].strip(), source, tuple(paragraphs), _DATES[found[1]], fields=tuple(fields))


def _paragraphs(symbol: Symbol, blocks: Sequence[str]) -> list[Paragraph]:
    texts: list[tuple[str | None, str]] = []
    for block in (" ".join(b.split()) for b in blocks):
        if not block or re.match(r"[¹²³⁴]|\*?\d+\^e|\d+ (décembre|janvier)", block):
            continue
        if numbered := re.match(r"(\d+\.) (.*)", block):
            texts.append((numbered[1], numbered[2]))
        elif texts and block[0].islower():
            texts[-1] = (texts[-1][0], f"{texts[-1][1]} {block}")
        else:
            texts.append((None, block))
    return [_paragraph(symbol, n, label, text) for n, (label, text) in enumerate(texts, 1)]


def _paragraph(symbol: Symbol, n: int, label: str | None, text: str) -> Paragraph:
    number = label.rstrip(".") if label else str(n)
    kind = Kind.OPERATIVE if label else Kind.PREAMBULAR
    locator = Locator(symbol, (("op" if label else "pp") + number,))
    action, emphasis = "", ()
    if found := re.match(r"\*([^*]+)\*", text):
        action, emphasis = found[1], (Span(0, len(found[1])),)
        text = action + text[found.end() :]
    notes = (Footnote("1", "Voir résolution 55/2.", text.index("Millénaire") + 10),) if "Millénaire" in text else ()
    references = tuple(Reference(f"A/RES/{m[0]}", None, m.start(), m.end()) for m in re.finditer(r"\b\d\d/\d+\b", text))
    return Paragraph(
        locator, kind, number, text, (), printed_number=label, emphasis=emphasis, footnotes=notes,
        action=action or text.split()[0], references=references,
    )  # fmt: skip
