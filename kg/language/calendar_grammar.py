"""Which expressions of a text are dates: the pattern that fits at a word, unless its neighbours object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.calendar_expressions import RULES, SHORT_WEEKDAY, DateKind, Meaning
from kg.language.calendar_readings import Fixed, Reading, Shift, Vague, Weekday, Yearless

__all__ = ["WORD", "Atom", "atom"]

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression at [start, end): what it reads as, and as what it ends if it is a range."""

    start: int
    end: int
    kind: DateKind
    first: Reading
    last: Reading | None = None


# May, March, August, April and June are words and names too; the other months are months wherever they stand.
_AMBIGUOUS_MONTHS = {"May", "March", "August", "April", "June"}
_NAMES_OF_DAYS = {"black", "good", "bloody", "ash", "palm", "easter", "holy", "red", "cyber", "super"}
_PAPERS = {"usa", "russia", "india"}  # "USA Today"
_HABIT = {"every", "each"}
_ANAPHORA = {"following", "previous", "preceding", "same"}
_PREVIOUS = re.compile(r"([\w’'-]+)\s*$")
_ROUGH = re.compile(r"\b(?:about|around|some|nearly|almost|over|roughly|than|least|approximately)\s+$", re.I)
_PART_OF = re.compile(r"\b(?:mid|early|late|post|pre)[-–]$", re.I)
_LEADS = {"in", "since", "until", "till", "during", "early", "late", "mid", "between", "from"}
_WEAK_LEADS = {"by", "of", "for", "after", "before", "through", "to", "and", "or"}
_DETERMINERS = {"the", "a", "an", "its", "their", "his", "her", "our"}
_OF_A_YEAR = re.compile(r"\s+(?:of\s+)?(?:last|this|next)\s+year\b")
_ENDS_THERE = re.compile(r"\s*(?:[.,;:)]|$|to\b|and\b|through\b|until\b|[-–])")
# what makes a number part of a name, a price or a count: "F-2000", "$2015", "Resolution 1929"
_NOT_A_YEAR = re.compile(
    r"(?:[\w$€£#%][-.,/]?|[$€£#]\s?|[)\w][-–]"
    r"|\b(?:No\.?|number|resolutions?|flight|room|page|vision|agenda|horizon)\s+)$",
    re.I,
)


def atom(text: str, start: int, word: str) -> Atom | None:
    """The expression that begins with ``word`` at ``start``, or None."""
    if (short := SHORT_WEEKDAY.match(text, start)) and (inner := WORD.match(text, short.end())):
        found = atom(text, short.end(), inner[0])
        return Atom(start, found.end, found.kind, found.first, found.last) if found else None
    for pattern, read in RULES.get("0" if word[0].isdigit() else word.lower(), ()):
        match = pattern.match(text, start)
        if match and (meaning := read(match)) and (kept := _in_context(text, match, meaning)):
            return kept
    return None


def _in_context(text: str, match: re.Match[str], meaning: Meaning) -> Atom | None:
    """The atom; one without a date, or none at all, where the words around it say so."""
    start, end = match.span()
    first = meaning.first
    before = text[max(0, start - 40) : start]
    found = _PREVIOUS.search(before)
    previous = found[1].lower() if found else ""
    vague = Atom(start, end, DateKind.VAGUE, Vague())
    if isinstance(first, Weekday):
        if previous in _NAMES_OF_DAYS | _ANAPHORA | _HABIT:
            return vague
        if match["w"].islower():
            return None
    if isinstance(first, Yearless) and not first.day and not _month_stands(text, match, before, previous):
        return None
    if isinstance(first, Fixed) and match[0][0].isdigit() and _not_a_year(before):
        return None
    if isinstance(first, Shift) and match[0] == "Today" and previous in _PAPERS:
        return None
    if isinstance(first, Shift) and first.count < -1 and _ROUGH.search(before):
        return vague
    return Atom(start, end, *meaning)


def _not_a_year(before: str) -> bool:
    return bool(_NOT_A_YEAR.search(before)) and not _PART_OF.search(before)


def _month_stands(text: str, match: re.Match[str], before: str, previous: str) -> bool:
    """Whether a month's name without a number is a month here and not a verb or a person."""
    if match["m"].islower():
        return False
    if _OF_A_YEAR.match(text, match.end()):
        return True
    if match.start("m") > match.start() or previous in _LEADS or _PART_OF.search(before):
        return True
    ambiguous = match["m"].capitalize() in _AMBIGUOUS_MONTHS
    after = text[match.end() : match.end() + 40]
    if previous in _DETERMINERS:
        return bool(re.match(r"\s+\d*\s?[a-z]", after)) or not ambiguous
    if previous in _WEAK_LEADS:
        return not ambiguous or bool(_ENDS_THERE.match(after))
    return not ambiguous and not re.search(r"[A-Z][\w.]*\s+$", before)
