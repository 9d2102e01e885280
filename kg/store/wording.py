"""Whether two sentences are copies of one another: agencies' texts run in many papers, lightly edited."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["same_wording"]

_WORD = re.compile(r"\w+")
_ALIKE = 0.8  # of the words in either sentence
_ENOUGH = 5  # words: "The two leaders met." is no fingerprint


def same_wording(one: str, other: str) -> bool:
    """True where at least four fifths of the words of two sentences are shared (Jaccard index).

    Sentences of fewer than five different words are never called copies.
    """
    first, second = _words(one), _words(other)
    if min(len(first), len(second)) < _ENOUGH:
        return False
    shared = len(first & second)
    return shared >= _ALIKE * (len(first) + len(second) - shared)


@lru_cache(maxsize=4096)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(sentence))
