"""Laying a brief out: first mentions, footnotes, quotation marks, what no longer stands, the list of cited documents.

Guarantees: quoted words are those of the passages, in their order; only characters that no document can hold are taken
out (`clean`), existing spaces may become no-break ones, and the stop or semicolon that ends a paragraph is left off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.brief import Brief, Cited
from assistant.brief_check import Finding, State, counts
from assistant.brief_items import (
    LEFT_OFF,
    Heading,
    Item,
    Mention,
    Note,
    Passage,
    Quotation,
    Version,
    is_id,
    note_parts,
    runs,
)
from assistant.brief_words import say, table, typeset
from assistant.citations import capitalised, first_mention, footnote, mention, running_text
from assistant.export.layout import (
    Block,
    CautionBlock,
    CitedDocument,
    Column,
    HeadingBlock,
    Layout,
    Line,
    QuoteBlock,
    Run,
    TextBlock,
    clean,
)
from assistant.reference_words import LANGUAGES, NBSP, date_words
from index.symbols import Locator


def lay_out(brief: Brief, findings: Sequence[Finding] | None = None, today: dt.date | None = None) -> Layout:
    """The layout of a brief. `findings` are those of `check_brief`; None says that it was not verified."""
    draft = _Draft(brief, findings or ())
    for item in brief.items:
        draft.add(item)
    if not brief.items:
        draft.blocks.append(TextBlock((Run(say("briefs", brief.language, "empty")),)))
    return Layout(
        clean(brief.title),
        brief.language,
        tuple(draft.blocks),
        tuple(draft.notes),
        tuple(_cited(brief)),
        tuple(_closing(brief, findings, today or dt.datetime.now(dt.UTC).date())),
    )


@dataclass(slots=True)
class _Draft:
    brief: Brief
    findings: Sequence[Finding]
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)

    def add(self, item: Item) -> None:
        match item:
            case Heading():
                self.blocks.append(HeadingBlock(typeset(clean(item.text), self.brief.language), item.level))
            case Mention():
                self._mention(Locator.parse(item.id))
            case Note():
                self._note(item)
            case Quotation():
                self._quotation(item)
        self._cautions(item)

    def _mention(self, locator: Locator) -> None:
        language = self.brief.language
        if self._is_first(locator):
            text = first_mention(locator, language, self._adopted(locator), typeset=True)
        else:
            text = running_text(locator, language, typeset=True)
        self._say(say("briefs", language, "as_sentence", reference=capitalised(text)))

    def _quotation(self, item: Quotation) -> None:
        locator, language = Locator.parse(item.id), self.brief.language
        if self._is_first(locator):
            reference = mention(locator.symbol, language, self._adopted(locator), typeset=True)
            self._say(say("briefs", language, "lead_in", reference=capitalised(reference)))
        text = footnote(locator, language, typeset=True)
        if any(passage.notes for version in item.versions for passage in version.passages):
            text = say("briefs", language, "notes_omitted", footnote=text)
        mark = self._footnote(text)
        columns = [_column(version, mark if n == 0 else None) for n, version in enumerate(item.versions)]
        self.blocks.append(QuoteBlock(tuple(columns)))

    def _note(self, item: Note) -> None:
        """The user's words, a block for each line; marks that touch become one footnote."""
        line: list[Run] = []
        cited: list[Locator] = []
        for words, cited_id in note_parts(clean(item.text)):
            if words and cited:
                line.append(self._footnote(footnote(cited, self.brief.language, typeset=True)))
                cited = []
            locator = Locator.parse(cited_id) if cited_id and is_id(cited_id) else None
            kept = words.rstrip(" \u00a0") if locator else words + (f"[[{cited_id}]]" if cited_id else "")
            first, *others = typeset(kept, self.brief.language).split("\n")
            line += [Run(first)] if first else []
            for other in others:
                self._flush(line)
                line = [Run(other)] if other else []
            cited += [locator] if locator else []
        if cited:
            line.append(self._footnote(footnote(cited, self.brief.language, typeset=True)))
        self._flush(line)

    def _flush(self, line: list[Run]) -> None:
        if any(run.text.strip() or run.note for run in line):
            self.blocks.append(TextBlock(tuple(line)))

    def _cautions(self, item: Item) -> None:
        for finding in self.findings:
            if finding.key != item.key or finding.state is State.UNCHANGED:
                continue
            stands = "_stands" if finding.state is State.CHANGED and finding.words_stand else ""
            text = say(
                "briefs", self.brief.language, f"state.{finding.state.value}{stands}", words=clean(finding.words)
            )
            self.blocks.append(CautionBlock(text))

    def _footnote(self, text: str) -> Run:
        self.notes.append(text)
        return Run("", note=len(self.notes))

    def _say(self, text: str) -> None:
        self.blocks.append(TextBlock((Run(text),)))

    def _is_first(self, locator: Locator) -> bool:
        symbol = str(locator.symbol)
        first = symbol not in self.mentioned
        self.mentioned.add(symbol)
        return first

    def _adopted(self, locator: Locator) -> dt.date | None:
        source = self.brief.source(str(locator.symbol), self.brief.language)
        return source.adopted if source else None


def _column(version: Version, mark: Run | None) -> Column:
    """A quotation between its language's quotation marks, its last stop left off, with the mark of its footnote."""
    marks = version.language if version.language in LANGUAGES else "en"
    top = min(passage.level for passage in version.passages)
    lines = [_line(passage, version, top) for passage in version.passages]
    first, last = lines[0], lines[-1]
    lines[0] = Line((Run(say("briefs", marks, "open_quote")), *first.runs), first.level)
    ending = list((lines[0] if len(lines) == 1 else last).runs)
    while len(ending) > 1 and not ending[-1].text.strip(LEFT_OFF):
        ending.pop()
    ending[-1] = Run(ending[-1].text.rstrip(LEFT_OFF), ending[-1].italic)
    ending.append(Run(say("briefs", marks, "close_quote")))
    lines[-1] = Line(tuple([*ending, mark] if mark else ending), last.level)
    return Column(version.language, tuple(lines))


def _line(passage: Passage, version: Version, top: int) -> Line:
    words = [
        Run(typeset(clean(text).replace("\n", " "), version.language), italic) for text, italic in runs(passage) if text
    ]
    level = passage.level - top
    if level and passage.printed_number:
        words.insert(0, Run(clean(passage.printed_number) + NBSP))
    return Line(tuple(words), level)


def _cited(brief: Brief) -> list[CitedDocument]:
    """The cited resolutions in the order of their symbols, each with its title and the files quoted."""
    by_symbol: dict[str, list[Cited]] = {}
    for cited in brief.sources:
        by_symbol.setdefault(cited.symbol, []).append(cited)
    documents = []
    for symbol, sources in sorted(by_symbol.items(), key=lambda pair: Locator.parse(pair[0]).symbol):
        own = brief.source(symbol, brief.language) or sources[0]
        reference = mention(Locator.parse(symbol).symbol, brief.language, own.adopted, typeset=True)
        if own.title:
            marks = own.language if own.language in LANGUAGES else "en"
            reference += say("briefs", marks, "title_quoted", title=typeset(clean(own.title), own.language))
        text = say("briefs", brief.language, "cited_document", symbol=symbol, reference=reference)
        documents.append(CitedDocument(text, tuple(_detail(brief, source) for source in sources)))
    return documents


def _detail(brief: Brief, source: Cited) -> str:
    """The file a resolution was quoted from, its hash, and the day of the latest quotation."""
    days = [
        version.taken
        for item in brief.items
        if isinstance(item, Quotation) and item.id.partition("#")[0] == source.symbol
        for version in item.versions
        if version.language == source.language
    ]
    language = table("briefs", brief.language).get(f"languages.{source.language}", source.language)
    name = source.path.replace("\\", "/").rpartition("/")[2]
    holes = {"language": language, "path": clean(name), "sha256": source.sha256}
    if not days:
        return say("briefs", brief.language, "source_detail_undated", **holes)
    return say("briefs", brief.language, "source_detail", **holes, date=date_words(max(days), brief.language))


def _closing(brief: Brief, findings: Sequence[Finding] | None, today: dt.date) -> list[str]:
    language = brief.language
    if findings is None:
        return [say("briefs", language, "not_verified")] if brief.sources else []
    closing = []
    if findings:
        date, found = date_words(today, language), _counted(findings, language)
        closing.append(say("briefs", language, "verified", date=date, counts=found))
    if any("#pp" in finding.id or ".pp" in finding.id for finding in findings):
        closing.append(say("briefs", language, "computed"))
    return closing


def _counted(findings: Sequence[Finding], language: str) -> str:
    """How many citations are in each state that some are in: « 4 inchangées, 1 introuvable »."""
    found = [(f"counted.{state}_{'one' if n == 1 else 'other'}", n) for state, n in counts(findings).items() if n]
    return ", ".join(say("briefs", language, key, n=n) for key, n in found)
