"""Companies, newspapers, parties, universities: bodies that speak for nobody, of the section ``private``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.actors.tenures import person_id
from kg.actors.trie import Trie
from kg.actors.words import matches_case, split, surface
from kg.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["PrivateBodies"]


class PrivateBodies:
    """The listed ones, by their names."""

    def __init__(self, data: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """``data``: state -> role -> names, other spellings of a name behind bars."""
        self._trie: Trie[tuple[str, Actor]] = Trie()
        for country, roles in data.items():
            for role, bodies in roles.items():
                for spelt in bodies:
                    names = spelt.split("|")
                    actor = Actor(
                        id=person_id(country, names[0]), name=names[0], kind=ActorKind.ORGANIZATION,
                        country=country, role=role, private=True, aliases=tuple(names[1:]),
                    )  # fmt: skip
                    for name in names:
                        self._trie.add(name, (name, actor))

    def first(self, phrase: str) -> tuple[Actor, int, int] | None:
        """The first that the phrase names, longest name first, and where."""
        words = split(phrase)
        for first, word in enumerate(words):
            for after, end, listed in self._trie.at(phrase, words, first):
                spelt = [phrase[w.start : min(w.end, end)] for w in words[first:after]]
                for name, actor in listed:
                    if all(map(matches_case, surface(name), spelt)):
                        return actor, word.start, end
        return None
