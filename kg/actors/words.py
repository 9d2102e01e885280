"""Words of running text, folded so that spelling variants meet: case, accents, apostrophes, dots.

A word is a run of letters and digits; an apostrophe between letters stays inside it (``d'Ivoire``,
``Iran's``), dotted initials are one word (``U.S.``), a comma and ``&`` are words of their own, a
hyphen parts words. Spans are characters of the text as given, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Word", "fold", "joined", "matches_case", "possessive", "split", "surface"]

_MARKS = "\u0300-\u036f"
_APOSTROPHES = "'’‘ʼ`´ʻ"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w{_APOSTROPHES}{_MARKS}]))?"  # U.S., U.S.A, P.R.C.
    rf"|[^\W_](?:[^\W_]|[{_MARKS}])*(?:[{_APOSTROPHES}][^\W_](?:[^\W_]|[{_MARKS}])*)*"
    r"|[,&]"
)
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a"}
    | dict.fromkeys(_APOSTROPHES, "'")
)
# What may stand between two words of one name: a blank, a line end, a hyphen, a dot after a short word.
_GAP = re.compile(r"[ \u00a0\u202f\u200e\u200f]{0,2}\n?[ \u00a0]{0,2}|[ ]?[-‐‑–][ ]?|\.[ \u00a0\n]?")
_INVISIBLE = "\u200e\u200f\u200b\ufeff"


class Word(NamedTuple):
    """One word of a text: ``text[start:end]`` and its folded form."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """``Türkiye`` -> ``turkiye``, ``CÔTE`` -> ``cote``, ``U.S`` -> ``u.s.``, ``&`` -> ``and``."""
    key = word.lower()
    if not key.isascii():
        key = key.translate(_SPECIAL)
        if not key.isascii():
            key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    elif "`" in key:
        key = key.replace("`", "'")
    if key == "&":
        return "and"
    if "." in key and not key.endswith("."):
        key += "."
    return key


@lru_cache(maxsize=16)  # names and titles are looked for in the same line
def split(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order."""
    return tuple(Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text))


def surface(name: str) -> tuple[str, ...]:
    """The words of a name as spelt, for ``matches_case``."""
    return tuple(m.group() for m in _WORD.finditer(name))


def possessive(key: str) -> str:
    """``iran's`` -> ``iran``; any other key unchanged."""
    return key[:-2] if key.endswith("'s") and len(key) > 2 else key


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words can belong to one name: no sentence or paragraph end between."""
    gap = text[left.end : right.start]
    if gap == " ":
        return True
    gap = gap.strip(_INVISIBLE)
    if left.key.endswith("s") and gap[:1] in _APOSTROPHES and len(gap) > 1:
        gap = gap[1:]  # "Workers' Party"
    if right.key == "," or left.key == ",":
        return gap in {"", " ", "\n"}
    if gap.startswith("."):
        return left.end - left.start <= 3 and _GAP.fullmatch(gap) is not None
    return gap != "" and _GAP.fullmatch(gap) is not None


def matches_case(name: str, word: str) -> bool:
    """Whether ``word`` may be the word ``name`` of a listed name, their folded forms being equal.

    ALL CAPS always may (datelines, headlines). A capital must be a capital; small words of the name
    (``of``, ``the``) are free; an acronym of four letters or more may be written like a word (``Nato``).
    """
    if name[:1].islower() or not name[:1].isalpha():
        return True
    first = word[:1]
    if not first.isupper():
        return False
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and "." not in name:
        return word[: len(name)].isupper() or len(letters) >= 4
    return True
