"""A trie over folded words: all listed names at every place of a text, in linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.actors.words import Word, fold, joined, possessive, surface

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Trie"]

T = TypeVar("T")
_VALUES = ""  # no word folds to the empty string


class Trie(Generic[T]):
    """Names to values; one name may carry several values, in the order they were added."""

    __slots__ = ("deepest", "root")

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}  # word -> node; "" -> the values that end there
        self.deepest = 0

    def add(self, name: str, value: T) -> None:
        """List ``value`` under ``name``. Raises ValueError for a name without a word."""
        words = surface(name)
        if not words:
            raise ValueError(f"{name!r} holds no word")
        node = self.root
        for word in words:
            node = node.setdefault(fold(word), {})
        node.setdefault(_VALUES, []).append(value)
        self.deepest = max(self.deepest, len(words))

    def get(self, name: str) -> list[T]:
        """The values listed under exactly this name (up to spelling); empty if there are none."""
        node = self.root
        for word in surface(name):
            node = node.get(fold(word), {})
        values: list[T] = node.get(_VALUES, [])
        return values

    def at(self, text: str, words: Sequence[Word], first: int) -> Iterator[tuple[int, int, list[T]]]:
        """Names that begin at ``words[first]``, longest first: (index after the last word, end, values).

        A possessive ``'s`` on the last word stays outside ``end``, unless the name itself has it.
        """
        found: list[tuple[int, int, list[T]]] = []
        node: dict[str, Any] | None = self.root
        position = first
        while node is not None and position < len(words):
            word = words[position]
            if position > first and not joined(text, words[position - 1], word):
                break
            bare = possessive(word.key)
            if bare is not word.key and (last := node.get(bare)) and (values := last.get(_VALUES)):
                found.append((position + 1, word.end - 2, values))
            node = node.get(word.key)
            if node is not None and (values := node.get(_VALUES)):
                found.append((position + 1, word.end, values))
            position += 1
        return reversed(found)
