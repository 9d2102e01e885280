"""Which persons of many articles are one: spellings of a full name that nobody else of the state could mean.

``same_person`` compares names; here a link must also be the only one possible. "A. Khan" beside "Ayub
Khan" and "Asif Khan" is neither, a last name
alone is nobody, and an initial counts only with an office that both held.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.actors.names import consonants, name_words, same_person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["Link", "Named", "links"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person as articles name it: ``IRN/m-baqeri``, its spellings, the offices it is said to hold."""

    id: str
    names: tuple[str, ...]
    offices: frozenset[str] = frozenset()

    @property
    def country(self) -> str:
        """The state that it counts for."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``id`` is ``into``, the fullest spelling; ``because`` says so in words."""

    id: str
    into: str
    because: str


def links(persons: Iterable[Named], apart: Collection[frozenset[str]] = ()) -> list[Link]:
    """The links among these persons, by id; pairs of ids in ``apart`` are never linked.

    A function of the set of persons alone: their order does not matter.
    """
    blocks: dict[tuple[str, ...], dict[str, Named]] = defaultdict(dict)
    for person in persons:
        for key in {key for name in person.names for key in _keys(name)}:
            blocks[person.country, *key][person.id] = person
    alike: dict[Named, set[Named]] = defaultdict(set)
    for block in blocks.values():
        for one, other in combinations(sorted(block.values(), key=lambda p: p.id), 2):
            if frozenset({one.id, other.id}) not in apart and _same(one, other):
                alike[one].add(other)
                alike[other].add(one)
    found = []
    for cluster in _clusters(alike):
        full = min(cluster, key=_rank)
        found += [
            Link(id=person.id, into=full.id, because=_because(person, full))
            for person in cluster
            if person != full
        ]
    return sorted(found, key=lambda link: link.id)


def _keys(name: str) -> Iterator[tuple[str, str]]:
    """What names must share to be compared: the sound of one end, the beginning of the other."""
    words = name_words(name)
    if len(words) > 1:
        for last, first in ((words[-1], words[0]), (words[0], words[-1])):
            yield consonants(last), first[0]
            yield consonants(last), "sound " + consonants(first)[:1]


def _same(one: Named, other: Named) -> bool:
    for a in one.names:
        for b in other.names:
            if same_person(a, b) and (
                not (_abbreviated(a) or _abbreviated(b)) or one.offices & other.offices
            ):
                return True
    return False


def _abbreviated(name: str) -> bool:
    """Whether the first name is an initial: "J. Kerry"."""
    return len(name_words(name)[0]) == 1


def _clusters(alike: dict[Named, set[Named]]) -> list[list[Named]]:
    """Groups in which everyone can be everyone else; who could be two that differ is in none."""
    sure = {
        person: others
        for person, others in alike.items()
        if all(b in alike[a] for a, b in combinations(sorted(others, key=lambda p: p.id), 2))
    }
    seen: set[Named] = set()
    found = []
    for person in sorted(sure, key=lambda p: p.id):
        if person in seen:
            continue
        cluster = [person, *sorted((p for p in sure[person] if p in sure), key=lambda p: p.id)]
        seen.update(cluster)
        if len(cluster) > 1:
            found.append(cluster)
    return found


def _rank(person: Named) -> tuple[int, int, str]:
    """Most words that are no initials, then most words: the fullest name stands for the others."""
    words = max(
        (name_words(name) for name in person.names), key=lambda w: (sum(len(x) > 1 for x in w), len(w))
    )
    return -sum(len(word) > 1 for word in words), -len(words), person.id


def _because(person: Named, full: Named) -> str:
    a, b = min(person.names), min(full.names)
    shared = sorted(person.offices & full.offices)
    held = f", and both held {shared[0]}" if shared else ""
    return f"{a!r} can spell {b!r}, of the same state, and nobody else there{held}"
