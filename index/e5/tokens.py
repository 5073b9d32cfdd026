"""The model's tokens: SentencePiece unigram as XLM-RoBERTa uses it, by the `tokenizers` library."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.e5.weights import Vocabulary

_SPACES = re.compile(" {2,}")


class Tokens:
    """Texts to token ids, without begin and end marks."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        from tokenizers import Tokenizer, models, pre_tokenizers

        self._replacements = vocabulary.replacements
        self._tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, vocabulary.unknown, False))
        # One word for the whole text, as the model's own engine does: no piece is kept from crossing a space.
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text."""
        plain = [_SPACES.sub(" ", text.translate(self._replacements)) for text in texts]
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(plain, add_special_tokens=False)]
