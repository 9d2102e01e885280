"""Which reading of a name its neighbourhood speaks for: country, American state, or a person's name.

The word lists are data (``not_actors.toml``); this module only says how they are applied.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from kg.actors.records import Form
from kg.actors.words import fold, joined, possessive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.actors.words import Word

__all__ = ["Context", "Place"]

_ORDER = {form: rank for rank, form in enumerate(Form)}
_PEOPLE = frozenset({Form.ADJECTIVE, Form.DEMONYM})
_HYPHENS = "-‐‑–"
_LINE_SHARE = 0.8  # of the longer words of a line: from here on its capitals say nothing (a headline)


class Place:
    """Where a name stands: ``words[first:after]`` of ``text``."""

    __slots__ = ("__dict__", "text", "words")

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every word of the text, without possessive endings."""
        return frozenset(possessive(w.key) for w in self.words)

    def word(self, index: int) -> str:
        """The word as written; "" beyond the ends."""
        return (
            self.text[self.words[index].start : self.words[index].end] if 0 <= index < len(self.words) else ""
        )

    def key(self, index: int) -> str:
        """The folded word; "" beyond the ends."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def adjoins(self, left: int) -> bool:
        """Whether the words ``left`` and ``left + 1`` are parted by a blank only."""
        if not 0 <= left < len(self.words) - 1:
            return False
        gap = self.text[self.words[left].end : self.words[left + 1].start]
        return gap in {" ", "\u00a0", "\n"}

    def hyphened(self, left: int) -> bool:
        """Whether a hyphen alone parts the words ``left`` and ``left + 1``."""
        if not 0 <= left < len(self.words) - 1:
            return False
        gap = self.text[self.words[left].end : self.words[left + 1].start]
        return len(gap) == 1 and gap in _HYPHENS

    def headline(self, index: int) -> bool:
        """Whether the line that holds the word capitalises most of its longer words."""
        start = self.text.rfind("\n", 0, self.words[index].start) + 1
        end = self.text.find("\n", self.words[index].end)
        return _capitalised(self.text, start, end if end >= 0 else len(self.text))


@lru_cache(maxsize=64)  # a line that names many is asked for once
def _capitalised(text: str, start: int, end: int) -> bool:
    longer = re.findall(r"[^\W\d_]{4,}", text[start:end])
    return len(longer) >= 4 and sum(w[0].isupper() for w in longer) >= _LINE_SHARE * len(longer)


class Context:
    """The rules of ``not_actors.toml``, compiled."""

    def __init__(self, data: Mapping[str, Any], is_title: Callable[[str], bool]) -> None:
        """``is_title`` says whether a lower-case word may belong to a title or act for a state."""
        self.phrases: tuple[str, ...] = tuple(data.get("phrases", ()))
        self._common = frozenset(data.get("common", ()))
        self._before = frozenset(data.get("before", ()))
        self._after = frozenset(data.get("after", ()))
        self._things = frozenset(data.get("things", ()))
        self._hyphened = frozenset(data.get("hyphened", ()))
        self._languages = frozenset(data.get("languages", ()))
        self._persons = frozenset(data.get("persons", ()))
        self._given = frozenset(data.get("given", ()))
        self._honours = frozenset(data.get("honours", ()))
        self._plain = frozenset(data.get("plain", ()))
        self._hard: Mapping[str, Mapping[str, list[str]]] = data.get("hard", {})
        self._is_title = is_title

    def common(self, key: str) -> bool:
        """Whether a word in lower case is an ordinary word ("turkey", "polish")."""
        return key in self._common

    def choose(
        self, place: Place, first: int, after: int, readings: Sequence[tuple[Form, str]]
    ) -> int | None:
        """The index of the reading (form, country) to take for the name at ``words[first:after]``; None
        if it is no actor there."""
        best = min(range(len(readings)), key=lambda i: _ORDER[readings[i][0]])
        form = readings[best][0]
        if form in {Form.SERVICE, Form.GROUP, Form.ORGANIZATION, Form.PERSON, Form.SEAT}:
            return best
        if self._part_of_another_name(place, first, after, form) or self._person(place, first, after):
            return None
        key = possessive(place.key(first)) if after - first == 1 else ""
        if key in self._hard:
            return self._by_clues(place, self._hard[key], readings, best)
        return best

    def _by_clues(
        self, place: Place, hard: Mapping[str, list[str]], readings: Sequence[tuple[Form, str]], best: int
    ) -> int | None:
        """The reading with most clues in the text; of equals the one listed first in the file."""
        countries = [country for _, country in readings]
        scores = {c: sum(clue in place.keys for clue in clues) for c, clues in hard.items()}
        top = max(scores, key=lambda c: scores[c])  # max keeps the first of equals
        if top in countries:
            return countries.index(top)
        return None if top == "none" else best

    def _part_of_another_name(self, place: Place, first: int, after: int, form: Form) -> bool:
        """Newspapers, airlines, food, languages: "Moscow Times", "Air France", "Chinese restaurant"."""
        if place.hyphened(after - 1) and place.key(after) in self._hyphened:
            return True
        before, behind = place.word(first - 1), place.word(after)
        if place.adjoins(first - 1) and before[:1].isupper() and fold(before) in self._before:
            return True
        closed = place.words[after - 1].key == possessive(place.words[after - 1].key)
        if closed and place.adjoins(after - 1):
            if behind[:1].isupper() and place.key(after) in self._after:
                return True
            if form in _PEOPLE and place.key(after) in self._things:
                return True
        return form in _PEOPLE and self._language(place, first, after)

    def _language(self, place: Place, first: int, after: int) -> bool:
        """ "speaks French", "said in Russian,"."""
        if after - first != 1 or place.key(first) not in self._languages:
            return False
        before = place.key(first - 1)
        if before in {"speak", "speaks", "spoke", "speaking", "spoken", "fluent", "learn", "learning"}:
            return True
        if before not in {"in", "into", "from"}:
            return False
        rest = place.text[place.words[after - 1].end :][:1]
        return rest in {"", ".", ",", ";", ":", ")", '"', "”"} or place.key(after) in {
            "and",
            "or",
            "by",
            "language",
        }

    def _person(self, place: Place, first: int, after: int) -> bool:
        """Whether a place name is part of a person's name here: "Michael Jordan", "Chad Smith"."""
        last = place.words[after - 1]
        if (
            after - first != 1
            or possessive(last.key) not in self._persons
            or not place.word(first)[:1].isupper()
        ):
            return False
        if place.adjoins(first - 1):
            before = place.word(first - 1)
            if before[:1].isupper() and place.key(first - 1) in self._given:
                return True
            if place.key(first - 1).rstrip(".") in self._honours:
                return True
        elif place.text[: place.words[first].start].endswith(". ") and first:
            before = place.key(first - 1)
            initial = len(before.rstrip(".")) == 1 and place.word(first - 1)[:1].isupper()
            if (initial or before in self._honours) and joined(
                place.text, place.words[first - 1], place.words[first]
            ):
                return True
        # "French Rafale jets": an adjective may be a surname, hardly ever a given name
        adjective = possessive(last.key) in self._languages
        return not adjective and self._followed_by_surname(place, after)

    def _followed_by_surname(self, place: Place, after: int) -> bool:
        """ "Jordan Peterson said": a capitalised word that is no title, no month, no actor's noun."""
        behind = place.word(after)
        if not place.adjoins(after - 1) or not behind[:1].isupper() or behind.isupper():
            return False
        if place.words[after - 1].key.endswith("'s"):
            return False
        key = possessive(place.key(after))
        if key in self._plain or self._is_title(key):
            return False
        return not place.headline(after)
