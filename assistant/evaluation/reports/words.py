"""The words of reports, from `words.toml`, and figures written for people."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.evaluation.measures import LATENCY, measure
from assistant.reference_words import date_words

_LANGUAGES = ("fr", "en")
_NO_BREAK = "\u202f"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, `fr` or `en`; `currency` is that of the costs of a run, "" where none is known."""

    lang: str
    currency: str = ""

    def __call__(self, name: str, **values: object) -> str:
        """A word or sentence of the reports."""
        return self._of("words", name).format(**values)

    @property
    def colon(self) -> str:
        """A colon with the spaces of the language."""
        return "\u00a0: " if self.lang == "fr" else ": "

    def fault(self, code: str) -> str:
        """Why a question failed."""
        return self._of("faults", code)

    def kind(self, kind: str) -> str:
        """The name of a type of question; types of others as they are."""
        return self._of("types", kind)

    def stage(self, stage: str) -> str:
        """The name of a stage of an answer."""
        return self._of("stages", stage)

    def measure(self, name: str) -> str:
        """What a measure says; a ranked one with its depth, a latency with its stage."""
        if name.startswith(LATENCY):
            stage, _, percentile = name.removeprefix(LATENCY).rpartition("_")
            return f"{self._of('measures', 'latency')}, {self.stage(stage)}, {percentile}"
        base, at, depth = name.partition("@")
        known = measure(name)
        told = f"{at}{depth}" if at else self.currency if known and known.unit == "money" else ""
        return self._of("measures", base) + (f" ({told})" if told else "")

    def figure(self, name: str, value: float) -> str:
        """A value of a measure: a percentage, milliseconds, a count."""
        known = measure(name)
        unit = known.unit if known else ""
        if unit == "ms":
            return self._decimal(f"{value:,.0f}") + f"{_NO_BREAK}ms"
        if unit == "tokens":
            return self._decimal(f"{value:,.0f}")
        if unit == "money":
            return self._decimal(f"{value:,.4f}")
        return self.share(value)

    def when(self, moment: str) -> str:
        """A moment as runs note it (ISO 8601, UTC), for people."""
        at = dt.datetime.fromisoformat(moment).astimezone(dt.UTC)
        return f"{date_words(at.date(), self.lang)}, {at:%H:%M} UTC"

    def share(self, value: float) -> str:
        """A share of 1 as a percentage."""
        return self._decimal(f"{value * 100:.1f}") + (f"{_NO_BREAK}%" if self.lang == "fr" else "%")

    def points(self, value: float) -> str:
        """A difference of shares, in points, signed."""
        sign = "−" if value < -0.0005 else "+" if value > 0.0005 else "±"
        return sign + self._decimal(f"{abs(value) * 100:.1f}")

    def _decimal(self, text: str) -> str:
        if self.lang == "fr":
            return text.replace(",", _NO_BREAK).replace(".", ",")
        return text

    def _of(self, table: str, name: str) -> str:
        entry = _table().get(table, {}).get(name)
        return entry[_LANGUAGES.index(self.lang)] if entry else name


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("assistant.evaluation.reports").joinpath("words.toml").read_text(encoding="utf-8"))
