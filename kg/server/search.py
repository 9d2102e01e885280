"""Finding actors by what people type: other names, parts of names, typos."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy import int64
    from numpy.typing import NDArray

__all__ = ["NameSearch"]

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 72  # per cent of a word that must be right
_BEGUN: Final = 90.0  # what the beginning of a word scores
_WHOLE: Final = 0.4  # how much likeness of the whole name counts, against that of its words


class NameSearch:
    """Names by the words in them. ``names[i]`` are all that the actor in place i is called."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._names: list[tuple[str, int]] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for owner, texts in enumerate(names):
            for text in dict.fromkeys(text for text in texts if text):
                for word in set(_words(text)):
                    self._places[word].append(len(self._names))
                self._names.append((text, owner))
        self._known = {word: word for word in self._places}

    def find(self, text: str, limit: int, weights: NDArray[int64]) -> list[tuple[int, str]]:
        """Places of actors with the name that was found, the most alike first, heavier ones of equals."""
        best: dict[int, tuple[float, str]] = {}
        for score, name, owner in self._alike(" ".join(text.casefold().split())):
            best[owner] = max(best.get(owner, (0.0, "")), (score, name))
        order = sorted(best, key=lambda i: (-best[i][0], -int(weights[i]), i))
        return [(i, best[i][1]) for i in order[:limit]]

    def _alike(self, wanted: str) -> Iterator[tuple[float, str, int]]:
        """Score, name and owner: every word wanted must be like a word of the name, or begin one."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        parts = set(_words(wanted))
        for part in parts:
            alike = process.extract(part, self._known, scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE)
            begun = [(word, _BEGUN, word) for word in self._known if len(part) > 1 and word.startswith(part)]
            for _, score, word in (*alike, *begun):
                for place in self._places[word]:
                    found[place][part] = max(found[place].get(part, 0.0), score)
        for place, scores in found.items():
            if len(scores) == len(parts):
                name, owner = self._names[place]
                mean = sum(scores.values()) / len(scores)
                whole = fuzz.ratio(wanted, name.casefold())
                yield (1 - _WHOLE) * mean + _WHOLE * whole, name, owner


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
