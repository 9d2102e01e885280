"""The date of an article, from the forms in which feeds and data sets give it."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

__all__ = ["reduce_date"]

_PARTIAL = re.compile(r"\d{4}(-\d{2})?")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T ])")
_RFC2822 = re.compile(r"([A-Z][a-z]{2}, *)?\d{1,2} [A-Z][a-z]{2} \d{4}( .*)?")


def reduce_date(value: str) -> str | None:
    """``2024-05-03T23:30:00+08:00`` -> ``2024-05-03``: the day on the publisher's own calendar.

    Reads ISO 8601 dates (``2024``, ``2024-05``, ``2024-05-03``, ``20240503``, the last two also with a time)
    and those of RSS feeds (RFC 2822: ``Fri, 03 May 2024 08:30:00 GMT``). None for anything else, also for a
    day that no calendar has, and for ``03/05/2024``, which is two different days.
    """
    value = value.strip()
    if _PARTIAL.fullmatch(value):
        return value if _exists(value + "-01-01"[len(value) - 4 :]) else None
    if iso := _ISO.match(value):
        day = "-".join(iso.groups())
        return day if _exists(day) else None
    if _RFC2822.fullmatch(value) and (parts := parsedate(value)):
        day = f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
        return day if _exists(day) else None
    return None


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
