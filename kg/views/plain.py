"""Other people's text made safe to show: as text, with what would act on the page made visible.

Articles may hold null bytes, lone surrogates, and characters that turn the reading direction of
everything after them. None is dropped silently: each is shown as a sign that stands for it.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from kg.model import precision_of

__all__ = ["as_json", "link", "long_date", "plain", "shortened"]

_SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_HIDDEN = re.compile("[\x80-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not the locale's: the same page everywhere


def plain(text: str) -> str:
    """The same text on one line, with U+0000-U+001F as control pictures, direction changes as [U+202E].

    Right-to-left scripts need none of the replaced characters: they keep their marks (U+200E, U+200F).
    """
    text = _SPACE.sub(" ", _SURROGATE.sub("\ufffd", text))
    text = _CONTROL.sub(lambda m: "\u2421" if m[0] == "\x7f" else chr(0x2400 + ord(m[0])), text)
    return _HIDDEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def shortened(text: str, length: int) -> str:
    """``text`` as it is, or its first ``length`` - 1 characters and an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def link(url: str | None) -> str | None:
    """The URL if it leads to the web (http or https, with a host), else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    clean = parts.scheme in {"http", "https"} and parts.hostname
    return url if clean and plain(url) == url and not re.search(r"[\s\"<>\\]", url) else None


def long_date(date: str | None) -> str | None:
    """``2024-05-03`` -> ``3 May 2024``, ``2024-05`` -> ``May 2024``; what is no such date stays text."""
    if date is None:
        return None
    try:
        precision_of(date)
    except ValueError:
        return plain(date)
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def as_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in, in ASCII only, keys sorted."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
