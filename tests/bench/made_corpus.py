"""A corpus of any size for measuring: real sentences of the measuring material recombined, always the same way.

Nothing of it is kept in the repository. The sentences and the vectors are read from the material once and kept beside
the made index, which is made once and used again by every later run of the same size.

The vectors are no real embeddings (500,000 would take hours): each is the mean of two real paragraphs' vectors with a
little noise, chosen by the text's hash.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.catalogue import FILE, Catalogue
from index.embedders import CentredEmbedder
from index.embedding import Vectors, unit
from index.grammar.identity import grammar_identity
from index.intake import read_and_parse
from index.readers.source import SourceText
from index.resolution import Paragraph, Resolution
from tests.index.made import made

A_FILE = 25
"""Paragraphs of a made resolution."""
PREAMBLE = 9
"""Preambular ones among them."""
RECUR = 0.25
"""Share of paragraphs that stand word for word in several resolutions, as those of yearly resolutions do."""
RECURRING = 20_000
POOL = 3000
"""Real vectors of which the others are made."""
_ACTS = ("requests", "decides", "recalls", "encourages", "takes note")
_ADDRESSEES = ("secretary-general", "states", "security-council", "human-rights-council")


class NearReal:
    """Vectors near those of real paragraphs, without the work: see the module's docstring."""

    name = "near-real/384-centred"
    dimension = 384

    def __init__(self, pool: Vectors, real: CentredEmbedder) -> None:
        self._pool = pool
        self._real = real

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, always the same."""
        seeds = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) for text in texts]
        rows = np.array([[seed % len(self._pool), seed // 7919 % len(self._pool)] for seed in seeds])
        noise = np.random.default_rng(seeds[0]).normal(scale=0.01, size=(len(texts), self.dimension))
        return unit((self._pool[rows[:, 0]] + self._pool[rows[:, 1]] + noise).astype(np.float32))

    def query(self, text: str) -> Vectors:
        """The real vector of a question."""
        return self._real.query(text)


class Made:
    """A made corpus in `folder`: `files` to be indexed, the `home` of their index, and what both are made from."""

    def __init__(self, shared: Path, folder: Path, paragraphs: int) -> None:
        self.files = folder / "files"
        self.home = folder / "home"
        self.files.mkdir(parents=True, exist_ok=True)
        self._sentences, self._titles = _sentences(shared, folder.parent / "sentences.json")
        real = CentredEmbedder(folder.parent)
        self.embedder = NearReal(_pool(self._sentences, real, folder.parent / "pool-centred.npy"), real)
        for n in range(paragraphs // A_FILE):
            path = self.files / f"{n}.txt"
            if not path.exists():
                path.write_text(str(n))

    def stamp(self) -> None:
        """Tell an index made before that its files were read by the parser of today: they never see a parser."""
        if (self.home / FILE).exists():
            with Catalogue(self.home).write() as db:
                db.execute("UPDATE source SET grammar = ?", (grammar_identity(),))

    def read(self, path: Path) -> tuple[SourceText, tuple[Resolution, ...]]:
        """The resolution of a file."""
        n = int(path.stem)
        chance = random.Random(n)
        language = "en" if n % 4 == 0 else "fr"
        council, again = n // 5 % 9999, n // 5 // 9999  # numbers of four digits; their second round in other years
        symbol = f"A/RES/{31 + n % 50}/{n // 50 + 1}" if n % 5 else f"S/RES/{council + 1}({1970 + (n + again) % 55})"
        bare = made(
            symbol,
            chance.choice(self._titles[language]),
            [(_place(i), self._text(chance, language)) for i in range(1, A_FILE + 1)],
            language=language,
            adopted=dt.date(1970 + n % 55, 1 + n % 12, 5),
            path=str(path),
        )
        paragraphs = tuple(_acting(chance, p) for p in bare.paragraphs)
        source = SourceText(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), "text", path.stem)
        return source, (dataclasses.replace(bare, paragraphs=paragraphs),)

    def _text(self, chance: random.Random, language: str) -> str:
        """A paragraph: about three clauses, one in four as it stands elsewhere too."""
        if chance.random() < RECUR:
            chance = random.Random(-1 - chance.randrange(RECURRING))
        return " ".join(chance.choices(self._sentences[language], k=chance.choice((1, 2, 3, 3, 4, 5))))


def _place(i: int) -> str:
    return f"pp{i}" if i <= PREAMBLE else f"op{i - PREAMBLE}"


def _acting(chance: random.Random, p: Paragraph) -> Paragraph:
    """An operative paragraph with a verb and, two times in three, an addressee."""
    if p.id.rpartition("#")[2].startswith("pp"):
        return p
    named = (chance.choice(_ADDRESSEES),) if chance.random() < 0.67 else ()
    return dataclasses.replace(p, act=chance.choice(_ACTS), addressees=named)


def _sentences(shared: Path, kept: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The clauses and the titles of the material by language, in a fixed order."""
    if not kept.exists():
        clauses: dict[str, dict[str, None]] = {"fr": {}, "en": {}}
        titles: dict[str, dict[str, None]] = {"fr": {}, "en": {}}
        for language, found in clauses.items():
            for path in sorted((shared / "corpus" / language).glob("*.txt")):
                for resolution in read_and_parse(path)[1]:
                    titles[language][resolution.title] = None
                    found.update(dict.fromkeys(_clauses(resolution)))
        lists = [{language: list(found) for language, found in each.items()} for each in (clauses, titles)]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(lists), encoding="utf-8")
    sentences, titles_found = json.loads(kept.read_text(encoding="utf-8"))
    return sentences, titles_found


def _clauses(resolution: Resolution) -> list[str]:
    split = [clause.strip() for p in resolution.paragraphs for clause in re.split(r"(?<=[;.,])\s", p.text)]
    return [clause for clause in split if 60 < len(clause) < 400]


def _pool(sentences: dict[str, list[str]], real: CentredEmbedder, kept: Path) -> Vectors:
    if not kept.exists():
        everything = [*sentences["fr"], *sentences["en"]]
        np.save(kept, real.passages(random.Random(11).sample(everything, POOL)))
    pool: Vectors = np.load(kept)
    return pool
