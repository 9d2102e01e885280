"""What the words of reports say for and against one happening.

Agencies' texts run in many papers, lightly edited: such copies tell of the same. Names, numbers,
subjects and days that contradict one another tell of two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.ontology.qualifying import ORDINALS, OTHERS

__all__ = ["other_days", "same_wording", "tell_apart"]

_WORD = re.compile(r"\w+")
_ALIKE = 0.8  # of the words in either sentence
_ENOUGH = 5  # words: "The two leaders met." is no fingerprint
_CENTURY: Final = 100  # years: "Eager Lion 16" is that of 2016
_STEM: Final = 5  # letters: "border", "borders"
_SUBJECT: Final = 3  # words that two subjects must have together before they contradict one another
_VAGUE = frozenset(
    """defence defense security military peace trade economic cooperation strategic partnership political
    diplomatic technical general comprehensive framework basic further different alternative separate first
    such nonaggression friendship""".split()
)
_MONTHS = {name: number // 2 for number, name in enumerate(
    """january jan february feb march mar april apr may may june jun july jul august aug september sept
    october oct november nov december dec""".split()
)}  # fmt: skip
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{1,2})(?:st|nd|rd|th)?)?"
_MONTH = rf"({'|'.join(_MONTHS)})\b\.?"
_DATED = re.compile(rf"\b(?:{_MONTH} {_DAY}|{_DAY}(?: of)? {_MONTH})(?!\d)", re.IGNORECASE)


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


class _Told(NamedTuple):
    names: frozenset[str]
    years: frozenset[int]
    ordinals: frozenset[str]
    subject: frozenset[str]


def tell_apart(one: str, other: str) -> bool:
    """True where qualifiers contradict one another: "INF" and "Open Skies", "Eager Lion 16" and "17".

    One that says less contradicts nothing. What agreements are about contradicts only where both say it
    and one says it at length: "maritime border" and "sending soldiers", but not "security" and "defence".
    """
    if not one or not other or one == other:
        return False
    first, second = _told(one), _told(other)
    if _disjoint(first.years, second.years) or _disjoint(first.ordinals, second.ordinals):
        return True
    if _disjoint(first.names, second.names):
        return not any(_short_for(a, second.names) for a in first.names) and not any(
            _short_for(b, first.names) for b in second.names
        )
    if first.names & second.names:
        return False
    return _disjoint(first.subject, second.subject) and len(first.subject) + len(second.subject) >= _SUBJECT


def _disjoint(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> bool:
    return bool(one) and bool(other) and not one & other


@lru_cache(maxsize=4096)
def _told(qualifier: str) -> _Told:
    words = qualifier.split()
    plain = [w for w in words if not w.isdigit()]
    ordinals = frozenset(w for w in plain if w in ORDINALS)
    names = frozenset(w for w in plain if w[0].isupper() or w in OTHERS)
    subject = (w for w in plain if w not in _VAGUE | ordinals | names)
    return _Told(
        names,
        frozenset(int(w) % _CENTURY for w in words if w.isdigit()),
        ordinals,
        frozenset(w[:_STEM] for w in subject),
    )


def _short_for(name: str, words: frozenset[str]) -> bool:
    """Is a name the initials of others ("INF" of "Intermediate-Range Nuclear Forces")?"""
    capitals = [c for c in name if c.isupper()]
    return len(capitals) > 1 and {w[0] for w in words if len(w) > 1} >= set(capitals)


def other_days(one: str, other: str) -> bool:
    """True where both sentences name days of months, and none in common: "on November 22", "22-23 May"."""
    return _disjoint(_days(one), _days(other))


@lru_cache(maxsize=4096)
def _days(sentence: str) -> frozenset[int]:
    """The days that a sentence names, each as month * 100 + day; a range with all its days."""
    found: set[int] = set()
    for month, first, last, first_too, last_too, month_too in _DATED.findall(sentence):
        number = _MONTHS[(month or month_too).casefold()]
        start = int(first or first_too)
        found |= {number * 100 + day for day in range(start, int(last or last_too or start) + 1)}
    return frozenset(found)
