"""What speaks for a paragraph as the answer to a question: each feature a number from about 0 to 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import log

from assistant.acronyms import standing_for
from assistant.folding import plain
from assistant.lexicon import lexicon, lexicon_for_text
from assistant.ports import Library
from assistant.reference_words import LANGUAGES
from assistant.retrieval.pool import Pool, years_of_session
from assistant.retrieval.ranking import Ranking, Weights
from assistant.retrieval.terms import shared_terms
from assistant.thesaurus import Phrase, said_otherwise
from assistant.understanding.reading import Intent, Reading
from index.analysis import stems
from index.resolution import Kind, Paragraph
from index.search import Hit
from index.symbols import Locator

_BEHIND = 0.25
"""A cosine so far behind the best one counts nothing."""
_LOG_PAGE = log(400)
_LONG = 12
"""Words from which a text is no mere heading or stub."""
Features = dict[str, float]


class Describer:
    """Features of the hits of one pool."""

    def __init__(self, pool: Pool, reading: Reading, figures: Ranking) -> None:
        self._pool = pool
        self._reading = reading
        self._figures = figures
        words = {(h.id, h.language): stems(h.text, h.language) for h in pool.hits}
        self._otherwise = {
            language: said_otherwise(reading.terms, reading.language, language)
            for language in {h.language for h in pool.hits}.intersection(LANGUAGES)
        }
        self._acronyms = {
            language: standing_for(reading.content, reading.terms, reading.language, language)
            for language in self._otherwise
        }
        self._texts = {(h.id, h.language): self._present(words[h.id, h.language], h) for h in pool.hits}
        self._said = {(h.id, h.language): self._meant(words[h.id, h.language], h) for h in pool.hits}
        self._titles = {(h.symbol, h.language): self._present(stems(h.title, h.language), h) for h in pool.hits}
        self._weights = Weights(reading.terms, list(self._texts.values()))
        self._weights_said = Weights(reading.terms, list(self._said.values()))
        self._documents = self._document_evidence()
        self._best: dict[str, float] = defaultdict(float)
        """The similarity of the most similar hit of each language."""
        for hit in pool.hits:
            self._best[hit.language] = max(self._best[hit.language], hit.similarity or 0.0)

    def features(self, hit: Hit) -> Features:
        """What the hit itself tells."""
        body, title = self._texts[hit.id, hit.language], self._titles[hit.symbol, hit.language]
        near, union = self._documents[hit.symbol]
        asked = self._reading
        return {
            "similarity": self._figures.similarity(hit.similarity),
            "fused": hit.score,
            "coverage": self._weights.coverage(body),
            "said": self._weights_said.coverage(self._said[hit.id, hit.language]),
            "title": self._weights.coverage(title),
            "document": near,
            "document_coverage": self._weights.coverage(union),
            "wanted": wanted_share(hit, asked),
            "operative": float(hit.kind in (Kind.OPERATIVE, Kind.ANNEX)),
            "foreign": float(hit.language != asked.language),
            "context": self._context(hit.symbol),
            "stub": float(len(hit.text.split()) < _LONG),
            "length": min(1.0, log(1 + len(hit.text.split())) / _LOG_PAGE),
            "leading": self._leading(hit),
        }

    def coverage(self, hit: Hit) -> float:
        """The share of the question's weighty words in the paragraph and its title."""
        return self._weights.coverage(self._texts[hit.id, hit.language] | self._titles[hit.symbol, hit.language])

    def with_parent(self, hit: Hit, above: str) -> Features:
        """What a sub-paragraph holds of the question when read together with what stands above it."""
        words = stems(above, hit.language)
        return {
            "coverage": self._weights.coverage(self._texts[hit.id, hit.language] | self._present(words, hit)),
            "said": self._weights_said.coverage(self._said[hit.id, hit.language] | self._meant(words, hit)),
        }

    def _leading(self, hit: Hit) -> float:
        """How near the hit comes to the most similar one of its language, 0-1."""
        return max(0.0, 1.0 - (self._best[hit.language] - (hit.similarity or 0.0)) / _BEHIND)

    def _present(self, terms: frozenset[str], hit: Hit) -> frozenset[str]:
        """The question's terms that a text holds; in another language, those that look alike or mean the same."""
        shared = shared_terms(self._reading.terms, terms, self._reading.language, hit.language)
        return shared | _held(self._acronyms.get(hit.language, {}), terms)

    def _meant(self, words: frozenset[str], hit: Hit) -> frozenset[str]:
        """The question's terms that a text holds, as they stand or in words of the same meaning."""
        return self._present(words, hit) | _held(self._otherwise.get(hit.language, {}), words)

    def _document_evidence(self) -> dict[str, tuple[float, frozenset[str]]]:
        """For each resolution: how near its best three paragraphs are, and the question's terms it holds anywhere."""
        near: dict[str, list[float]] = defaultdict(list)
        union: dict[str, frozenset[str]] = defaultdict(frozenset)
        for hit in self._pool.hits:
            near[hit.symbol].append(self._figures.similarity(hit.similarity))
            union[hit.symbol] |= self._texts[hit.id, hit.language] | self._titles[hit.symbol, hit.language]
        return {symbol: (sum(sorted(values)[-3:]) / 3, union[symbol]) for symbol, values in near.items()}

    def _context(self, symbol: str) -> float:
        if symbol not in self._pool.context:
            return 0.0
        return 1.0 / (1 + self._pool.context.index(symbol))


def _held(otherwise: Mapping[str, frozenset[Phrase]], words: frozenset[str]) -> frozenset[str]:
    """The terms for which a text holds one of the phrases that may stand for them."""
    return frozenset(term for term, phrases in otherwise.items() if any(phrase <= words for phrase in phrases))


def paragraph_features(library: Library, hit: Hit, reading: Reading, describer: Describer) -> Features:
    """What only the paragraph in its resolution tells: what it does, for whom, by when, what it cites, its year."""
    resolution = library.resolution(hit.symbol, hit.language)
    paragraph = resolution.paragraph(Locator.parse(hit.id))
    if paragraph is None:
        return {}
    adopted = resolution.adopted
    years = (adopted.year,) * 2 if adopted else years_of_session(resolution.body, resolution.session)
    parents = [p for p in resolution.paragraphs if p is not paragraph and p.locator.contains(paragraph.locator)]
    above = " ".join(p.text for p in parents)
    return {
        **_deeds(paragraph, reading),
        "year": float(any(years[0] <= b and a <= years[1] for a, b in reading.years) if years else False),
        "procedure": float(is_procedure(hit) and not asks_for_procedure(reading)),
        **(describer.with_parent(hit, above) if above else {}),
    }


def _deeds(paragraph: Paragraph, reading: Reading) -> Features:
    named = reading.addressees
    return {
        "act": float(paragraph.act in reading.acts),
        "addressee": sum(name in paragraph.addressees for name in named) / len(named) if named else 0.0,
        "due": float(bool(paragraph.due) and bool(reading.wanted & {"date", "session"})),
        "references": float(bool(paragraph.references) and _asks_for_documents(reading)),
    }


def _asks_for_documents(reading: Reading) -> bool:
    return reading.intent is Intent.CITED or "document" in reading.wanted


def wanted_share(hit: Hit, reading: Reading) -> float:
    """The share of the wanted kinds of answer that the paragraph holds."""
    holds = lexicon_for_text(hit.language).holds
    kinds = [kind for kind in sorted(reading.wanted) if kind in holds and holds[kind].pattern != "(?!)"]
    # a place is known by its capital letter
    held = [holds[kind].search(hit.text if kind == "place" else plain(hit.text)) is not None for kind in kinds]
    return sum(held) / len(kinds) if kinds else 0.0


def is_procedure(hit: Hit) -> bool:
    """Whether a paragraph is of procedure: it puts a question on an agenda, asks for a report or takes note of one."""
    holds = lexicon_for_text(hit.language).procedure["holds"]
    return bool(holds.search(plain(hit.text)))


def asks_for_procedure(reading: Reading) -> bool:
    """Whether a question is after what paragraphs of procedure say: reports, sessions, the agenda, who is asked."""
    asked = lexicon(reading.language).procedure["asked"]
    return bool(reading.addressees or reading.wanted or asked.search(plain(reading.understood.standalone)))
