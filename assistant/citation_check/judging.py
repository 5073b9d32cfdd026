"""The checker: every reference and quotation of a draft, judged against the corpus.

A quotation is looked for in the places it may be cited from; then elsewhere in those resolutions; then in the whole
corpus; then the nearest words are looked for in the same order. Exact words always win over near ones. What the corpus
does not hold is said, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.brief_check import compare
from assistant.citation_check.cited import CitedPlace, Setting, candidates, date_pattern, months, named, read_setting
from assistant.citation_check.comparing import Match, kind_of_change, match_exactly, match_nearly
from assistant.citation_check.corpus import DEEP_HITS, HITS, Corpus, Place
from assistant.citation_check.drafts import Draft
from assistant.citation_check.quoted import Quoted, find_quoted
from assistant.citation_check.set_off import set_off
from assistant.citation_check.verdicts import Judgement, Report, Verdict
from assistant.folding import plain
from assistant.ports import Library
from assistant.understanding.language import language_of
from index.resolution import Kind, Resolution

NEAR_IN_PLACE, NEAR_IN_RESOLUTION, NEAR_IN_CORPUS = 0.45, 0.65, 0.75
"""How near words must be to count as altered words of the place cited, of its resolution, of another."""
_SHORTEST_CITED, _SHORTEST_ALONE = 2, 6
"""Words of a quotation with a reference, and without, below which it is left alone: a term, a title, irony."""
_MOST_FOUND = 3


def check_draft(draft: Draft, library: Library, language: str | None = None) -> Report:
    """The report on a draft. `language` is that of its words where they do not tell."""
    spoken = language_of(draft.text, language or "fr")
    corpus = Corpus(library)
    marked = find_quoted(draft.text)
    quotations = [*marked, *set_off(draft, marked, lambda words, lead: _stands(words, named(lead, spoken), corpus))]
    quotations.sort(key=lambda one: (one.start, one.end))
    setting = read_setting(draft, spoken, quotations)
    judgements = [_reference(setting, cited, corpus) for cited in setting.cited if not cited.back or cited.paths]
    for quoted in quotations:
        if judged := _quotation(setting, quoted, corpus):
            judgements.append(judged)
    return Report(draft, spoken, tuple(sorted(judgements, key=lambda one: (one.start, one.end))))


def _stands(words: str, lead: Sequence[CitedPlace], corpus: Corpus) -> bool:
    """Whether words are those of a paragraph of a resolution that their lead-in names, or of any, or nearly."""
    places = [place for cited in lead for place in corpus.places(cited)]
    for paragraphs, least in (
        ([p.text for place in places if place.locator.steps for p in place.paragraphs], NEAR_IN_PLACE),
        ([p.text for place in places for p in place.resolution.paragraphs], NEAR_IN_RESOLUTION),
        ([text for _, _, text in corpus.holding(words)], NEAR_IN_CORPUS),
    ):
        if any(match_exactly(words, [text]) or match_nearly(words, text).nearness >= least for text in paragraphs):
            return True
    return bool(lead and _exact_in_corpus(words, corpus, ()))


def _reference(setting: Setting, cited: CitedPlace, corpus: Corpus) -> Judgement:
    text = setting.draft.text[cited.start : cited.end]
    ids = _ids(cited, corpus)
    places = corpus.places(cited)
    if not places:
        return Judgement("reference", cited.start, cited.end, text, Verdict.NOT_IN_CORPUS, ids)
    missing = {str(p.locator) for p in places} - {str(p.locator) for p in places if p.paragraphs}
    if missing:
        last = tuple(dict.fromkeys(_last(place.resolution) for place in places))
        lost = tuple(one for one in ids if one in missing)
        return Judgement("reference", cited.start, cited.end, text, Verdict.NO_SUCH_PARAGRAPH, lost, last[:1])
    given, right = _date_after(setting.bare, cited.end), places[0].resolution.adopted
    if given and right and given != right:
        return Judgement(
            "reference", cited.start, cited.end, text, Verdict.WRONG_DATE, ids, detail=str(right), given=str(given)
        )
    return Judgement("reference", cited.start, cited.end, text, Verdict.EXISTS, ids)


def _quotation(setting: Setting, quoted: Quoted, corpus: Corpus) -> Judgement | None:
    near = candidates(setting, quoted) if quoted.length >= _SHORTEST_CITED else []
    if not near:
        return _without_reference(quoted, corpus) if quoted.length >= _SHORTEST_ALONE else None
    places = [place for cited in near for place in corpus.places(cited)]
    cited = _ids(near[0], corpus)
    if not places:
        found = _exact_in_corpus(quoted.words, corpus, ())
        return _judged(quoted, Verdict.UNVERIFIABLE, cited, found)
    return (
        _as_cited(quoted, places)
        or _exact_elsewhere(quoted, cited, places, corpus)
        or _nearly(quoted, cited, places, corpus)
        or _judged(quoted, Verdict.NOT_FOUND, cited)
    )


def _as_cited(quoted: Quoted, places: Sequence[Place]) -> Judgement | None:
    """Word for word in a place cited; the title of the resolution counts as a place."""
    for place in places:
        match = _match_in(quoted.words, place)
        if match:
            ids = (str(place.locator),)
            detail = "initial" if match.initial else ""
            return _judged(quoted, Verdict.VERBATIM, ids, ids, language=place.resolution.language, detail=detail)
    return None


def _match_in(words: str, place: Place) -> Match | None:
    texts = [paragraph.text for paragraph in place.paragraphs]
    return match_exactly(words, texts) or match_exactly(words, [place.resolution.title])


def _exact_elsewhere(
    quoted: Quoted, cited: tuple[str, ...], places: Sequence[Place], corpus: Corpus
) -> Judgement | None:
    """Word for word, but not where the draft says: in another paragraph, in another resolution."""
    for place in places:
        for paragraph in place.resolution.paragraphs:
            if match_exactly(quoted.words, [paragraph.text]):
                verdict = _misplaced(place, paragraph.kind)
                return _judged(quoted, verdict, cited, (paragraph.id,), language=place.resolution.language)
    found = _exact_in_corpus(quoted.words, corpus, cited)
    return _judged(quoted, Verdict.WRONG_RESOLUTION, cited, found) if found else None


def _misplaced(place: Place, kind: Kind) -> Verdict:
    """Which mistake it is to cite this place for words of a paragraph of that kind."""
    step = next((s for s in reversed(place.locator.steps) if re.fullmatch(r"(?:pp|op|p)\d.*|op", s)), "")
    if step.startswith("op") and kind is Kind.PREAMBULAR:
        return Verdict.PREAMBLE_AS_OPERATIVE
    if step.startswith("pp") and kind is Kind.OPERATIVE:
        return Verdict.OPERATIVE_AS_PREAMBLE
    return Verdict.WRONG_PARAGRAPH


def _exact_in_corpus(words: str, corpus: Corpus, cited: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs that hold the words, those with the number cited first."""
    numbers = {one.partition("#")[2] for one in cited}
    found: dict[str, None] = {}
    for hits in (HITS, DEEP_HITS):
        rows = corpus.holding(words, hits) if not found else []
        found |= dict.fromkeys(one for one, _, text in rows if match_exactly(words, [text]))
    return tuple(sorted(found, key=lambda one: one.partition("#")[2] not in numbers)[:_MOST_FOUND])


def _nearly(quoted: Quoted, cited: tuple[str, ...], places: Sequence[Place], corpus: Corpus) -> Judgement | None:
    """Words altered: of a place cited, else of another paragraph of its resolution, else of another resolution."""
    here = [(str(p.locator), p.resolution.language, " ".join(x.text for x in p.paragraphs)) for p in places]
    there = [(p.id, place.resolution.language, p.text) for place in places for p in place.resolution.paragraphs]
    for texts, least in ((here, NEAR_IN_PLACE), (there, NEAR_IN_RESOLUTION), (None, NEAR_IN_CORPUS)):
        rows = corpus.holding(quoted.words) if texts is None else texts
        matches = [(match_nearly(quoted.words, text), one, language) for one, language, text in rows]
        best, one, language = max(matches, key=lambda row: row[0].nearness, default=(Match(False, nearness=0), "", ""))
        if best.nearness >= least:
            return _altered(quoted, cited, best, one, language)
    return None


def _altered(quoted: Quoted, cited: tuple[str, ...], best: Match, one: str, language: str) -> Judgement:
    return Judgement(
        "quotation",
        quoted.start,
        quoted.end,
        quoted.words,
        Verdict.ALTERED,
        cited,
        (one,),
        language,
        best.source,
        compare(best.source, quoted.words),
        kind_of_change(quoted.words, best.source),
    )


def _without_reference(quoted: Quoted, corpus: Corpus) -> Judgement:
    found = _exact_in_corpus(quoted.words, corpus, ())
    return _judged(quoted, Verdict.UNATTRIBUTED if found else Verdict.NO_SOURCE, (), found)


def _judged(
    quoted: Quoted,
    verdict: Verdict,
    cited: tuple[str, ...],
    found: tuple[str, ...] = (),
    *,
    language: str | None = None,
    detail: str = "",
) -> Judgement:
    return Judgement(
        "quotation", quoted.start, quoted.end, quoted.words, verdict, cited, found, language, detail=detail
    )


def _ids(cited: CitedPlace, corpus: Corpus) -> tuple[str, ...]:
    symbol = next(iter(corpus.symbols(cited)), cited.symbol)
    return tuple(f"{symbol}#{path}" for path in cited.paths) or (symbol,)


def _last(resolution: Resolution) -> str:
    """The id of the last paragraph of the operative part, or of the resolution where there is none."""
    top = [p for p in resolution.paragraphs if p.level == 0 and p.kind is not Kind.HEADING]
    operative = [p for p in top if p.kind is Kind.OPERATIVE]
    return (operative or top)[-1].id if top else str(resolution.symbol)


def _date_after(text: str, end: int) -> dt.date | None:
    """The date that follows a resolution's number: « 62/27 de l'Assemblée générale, en date du 5 décembre 2007 »."""
    found = date_pattern().match(plain(text[end : end + 120]))
    if not found:
        return None
    month = next(n for months in months() for n, name in enumerate(months, 1) if name == found["month"])
    try:
        return dt.date(int(found["year"]), month, int(re.sub(r"\D", "", found["day"])))
    except ValueError:
        return None
