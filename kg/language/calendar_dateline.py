"""The opening of a news article: where, when and by whom it was filed.

TEHRAN, May 3 (IRNA) - ...        Ankara, 12 June, AA -- ...
KABUL, Afghanistan (AP) — ...     RIYADH: ...
YEREVAN/BAKU, May 18 (Reuters) -  VIENTIANE, December 8. /TASS/. ...
Friday, January 4, 2019           (Reuters) - ...
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.language.calendar_spans import DateSpan, find, resolve

__all__ = ["Dateline", "Span", "dateline"]


class Span(NamedTuple):
    """Characters [start, end) of the article's text."""

    start: int
    end: int
    text: str


class Dateline(NamedTuple):
    """What the opening says; each part is None where it does not. ``end``: where the sentence begins."""

    date: DateSpan | None = None
    place: Span | None = None
    agency: Span | None = None
    end: int | None = None


# an article's dateline stands in its first paragraphs: below a headline, a kicker and a date
_LINES = 5

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*|de|al|el))*"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_DASH = r"(?:-{1,3}|–|—|:)"
_AGENCY = r"(?P<agency>[A-Z][\w.&'’/ -]{1,30}?)"
_DAY_MONTH = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)"
_DATE = rf"(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_DAY_MONTH}(?:,? \d{{4}})?)"
_PLACE = rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})*|{_TITLED}(?:/{_TITLED})*)"
_REGION = rf"(?:, ?(?:{_CAPITALS}|{_TITLED}|[A-Z]\.[A-Z]\.(?: ?[A-Z]\.)?))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # TEHRAN, May 3 (IRNA) - and with a region, without a date, or without an agency
        rf"{_PLACE}{_REGION}(?:,? {_DATE})?,? ?\({_AGENCY}\) ?{_DASH}?\s",
        rf"{_PLACE}{_REGION}, {_DATE},? {_AGENCY} ?{_DASH}\s",
        rf"{_PLACE}{_REGION}, {_DATE} ?{_DASH}\s",
        rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})*){_REGION} ?{_DASH}\s",
        rf"(?P<place>{_TITLED}) (?:-{{1,3}}|–|—) (?=[A-Z])",
        # VIENTIANE, December 8. /TASS/.
        rf"{_PLACE}{_REGION}(?:,? {_DATE})?,?\.? /{_AGENCY}/[.,]?(?: ?{_DASH})?\s",
        rf"{_DATE} \({_AGENCY}\) ?{_DASH}?\s",
        rf"\({_AGENCY}\) ?{_DASH}\s",
    )
)
_DATE_LINE = re.compile(r"(?:(?:Published|Posted|Updated|Date)(?: on)?:?\s+)?(?P<rest>\S.*?)\s*\.?$", re.I)
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@lru_cache(maxsize=4)  # each line near the top of an article asks for it, and its scene again
def dateline(text: str, published: str | None = None) -> Dateline:
    """The date, place and agency that open an article, looked for in its first non-empty lines.

    A line that is nothing but a date counts as its date. A date without a year is the last before
    ``published`` (ISO), else unresolved. What looks like a dateline and is none (a headline in
    capitals with a colon) needs a known place to be told: the caller has the gazetteer.
    """
    alone: DateSpan | None = None
    for number, line in enumerate(_LINE.finditer(text)):
        if number == _LINES:
            break
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        for form in _FORMS:
            match = form.match(text, start, min(len(text), start + 160))
            if match and (read := _read(text, match, published)):
                return read if read.date or not alone else read._replace(date=alone)
        alone = alone or _whole_line(line)
    return Dateline(date=alone)


def _read(text: str, match: re.Match[str], published: str | None) -> Dateline | None:
    parts = match.groupdict()
    found = {name: Span(*match.span(name), match[name]) for name in ("place", "agency") if parts.get(name)}
    date = None
    if parts.get("date"):
        whole = [s for s in find(parts["date"], offset=match.start("date")) if s.text == parts["date"]]
        if not whole:
            return None
        date = resolve(whole[0], published, "past")  # filed before it was published, or the day it was
    if "\n" in text[match.start() : match.end("agency") if parts.get("agency") else match.end() - 1]:
        return None
    return Dateline(date, found.get("place"), found.get("agency"), match.end())


def _whole_line(line: re.Match[str]) -> DateSpan | None:
    """The date that a line consists of, with its year: "Friday, January 4, 2019"."""
    match = _DATE_LINE.fullmatch(line[0].strip())
    if match is None or len(line[0]) > 60:
        return None
    offset = line.start() + line[0].index(line[0].strip()) + match.start("rest")
    spans = find(match["rest"], offset=offset)
    whole = [
        s for s in spans if s.text == match["rest"] and s.date and len(s.date) == 10 and s.kind == "absolute"
    ]
    return whole[0] if whole else None
