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

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}  # word -> node; "" -> the values that end there

    def add(self, name: str, value: T) -> None:
        """List ``value`` under ``name``. Raises ValueError for a name without a word."""
        self._values(name).append(value)

    def add_first(self, name: str, value: T) -> None:
        """The same, unless something is listed under the name already."""
        if not (values := self._values(name)):
            values.append(value)

    def _values(self, name: str) -> list[T]:
        words = surface(name)
        if not words:
            raise ValueError(f"{name!r} holds no word")
        node = self.root
        for word in words:
            node = node.setdefault(fold(word), {})
        values: list[T] = node.setdefault(_VALUES, [])
        return values

    def words(self) -> set[str]:
        """Every folded word of the names."""
        found: set[str] = set()
        nodes = [self.root]
        while nodes:
            below = {word: node for word, node in nodes.pop().items() if word != _VALUES}
            found.update(below)
            nodes.extend(below.values())
        return found

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
