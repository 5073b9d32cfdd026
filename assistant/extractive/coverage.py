"""What was searched, in one line under every answer: paragraphs and resolutions, sessions, languages, filters."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.answer_words import AnswerWords, answer_words
from assistant.citations import join
from assistant.extractive.statements import quoted
from assistant.reference_words import reference_words
from index.search import Coverage, Filters
from index.symbols import Symbol


def coverage_line(answer: Answer, language: str) -> str:
    """The line of an answer: « Recherche : 45 paragraphes de 2 résolutions. Corpus : … Filtres : … ». "" where nothing
    was searched."""
    words = answer_words(language)
    if answer.coverage is None:
        return ""
    filters = filter_words(answer.understood.filters, language) if answer.understood else []
    said = words.coverage["filters"].format(filters=" ; ".join(filters)) if filters else ""
    return f"{searched_words(answer.coverage, language)} {said}".rstrip()


def searched_words(coverage: Coverage, language: str) -> str:
    """How much was searched, and of which sessions, years and languages the corpus is."""
    words = answer_words(language)
    said = str(_counted("searched", coverage.searched, coverage.searched_resolutions, words))
    about = _about(coverage, words)
    return f"{said} {words.coverage['corpus'].format(about=about)}" if about else said


def corpus_words(coverage: Coverage, language: str) -> str:
    """What is indexed: how much, and of which sessions, years and languages."""
    words = answer_words(language)
    said = _counted("indexed", coverage.paragraphs, coverage.resolutions, words)
    return said.format(about=f" ({about})" if (about := _about(coverage, words)) else "")


def _counted(form: str, paragraphs: int, resolutions: int, words: AnswerWords) -> str:
    return str(
        words.coverage[form].format(
            paragraphs=words.count(words.coverage["paragraphs"], paragraphs),
            resolutions=words.count(words.coverage["resolutions"], resolutions),
            of_resolutions=words.count(words.coverage["of_resolutions"], resolutions),
            about="{about}",
        )
    )


def _about(coverage: Coverage, words: AnswerWords) -> str:
    about = [
        words.coverage[name].format(first=span[0], last=span[1])
        for name, span in (("sessions", coverage.sessions), ("years", coverage.years))
        if span
    ]
    texts = [words.languages.get(code, code) for code in coverage.languages]
    if texts:
        about.append(words.coverage["texts"].format(languages=join(texts, reference_words(words.language))))
    return ", ".join(about)


def filter_words(filters: Filters, language: str) -> list[str]:
    """The filters that ask for something, each with its name and values in words."""
    words = answer_words(language)
    values: dict[str, Sequence[str]] = {
        "symbols": [Symbol.parse(s).short for s in filters.symbols],
        "bodies": [words.organ(body) for body in filters.bodies],
        "sessions": _range(filters.sessions, words, last=999),
        "years": _range(filters.years, words, last=2100, first=1945),
        "adopted": [day.isoformat() for day in filters.adopted or () if day],
        "kinds": [words.coverage[kind.value] for kind in filters.kinds],
        "acts": [words.acts.get(act, act) for act in filters.acts],
        "addressees": filters.addressees,
        "languages": [words.languages.get(code, code) for code in filters.languages],
    }
    return [f"{words.coverage['filter_' + name]} {', '.join(given)}" for name, given in values.items() if given]


def carried(citation: Citation, language: str) -> str:
    """What a citation rests on: its part of the resolution, and the verb that carries it."""
    words = answer_words(language)
    part = words.coverage[citation.kind.value if citation.kind else "header"]
    return f"{part}, {quoted(citation.action, citation.language)}" if citation.action else part


def _range(span: tuple[int, int] | None, words: AnswerWords, *, last: int, first: int = 0) -> list[str]:
    """A range in words: « 62 », « depuis 2010 », « jusqu'à 1994 », « 1990 à 1999 »."""
    if span is None:
        return []
    name = "one" if span[0] == span[1] else "since" if span[1] >= last else "until" if span[0] <= first else "range"
    return [words.coverage[name].format(first=span[0], last=span[1])]
