"""When two spellings name one person: transliteration, name order, initials. Never by a last name alone."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.actors.words import fold

__all__ = ["HONORIFICS", "consonants", "name_words", "same_person", "same_word"]

# Before a name, and no part of it.
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh shaikh sheik sheikha ayatollah "
    "hojjatoleslam hojatoleslam hujjatoleslam sayyed sayyid seyed syed mullah maulana imam haji hajji hajj hon honourable "  # noqa: E501
    "honorable he hrh hh hm excellency highness majesty engineer eng comrade pope patriarch cardinal archbishop "  # noqa: E501
    "bishop reverend rev baroness baron count".split()
)
_ARTICLES = frozenset({"al", "el", "ul", "ol", "ud", "ad", "an", "ar", "as", "ash", "at", "az"})
_KINSHIP = frozenset({"bin", "ibn", "ben", "bint", "bin."})
_WORD = re.compile(r"[^\W_]+")
# Spellings that no rule below brings together.
_VARIANTS = {
    variant: names[0]
    for names in (
        ("gaddafi", "qaddafi", "kadhafi", "gadhafi", "kaddafi", "qadhafi", "gadafi", "khadafy", "gaddhafi"),
        ("yusuf", "youssef", "yousef", "yusef", "yousuf", "youssouf", "yusof"),
        ("alexander", "aleksandr", "alexandr", "aleksander", "oleksandr", "aliaksandr"),
        ("volodymyr", "vladimir"),
        ("joe", "joseph"),
        ("jim", "james"),
        ("bill", "william"),
        ("bob", "robert"),
        ("mike", "michael", "mikhail"),
        ("tony", "anthony", "antony"),
        ("dmitry", "dmitri", "dmitrii", "dimitri", "dmytro"),
        ("yevgeny", "evgeny", "evgeni", "yevgeniy", "yevhen"),
        ("nikolai", "nikolay", "mykola"),
        ("noori", "nouri", "nuri"),
    )
    for variant in names
}
_RULES = tuple(
    (re.compile(pattern), spelt)
    for pattern, spelt in (
        (r"^abd[aeiou]+l+", "abdul"),
        (r"(ou|oo)", "u"),
        (r"ee", "i"),
        (r"(sk)(yy|iy|ii|yi|y|i)$", r"\1i"),
        (r"(iy|ij|yy)", "i"),
        (r"gh|q", "q"),
        (r"tch|tsch", "ch"),
        (r"dj|zh", "j"),
        (r"kh", "x"),
        (r"ph", "f"),
        (r"ck|c(?!h)", "k"),
        (r"dh|th", lambda m: m.group()[0]),
        (r"w", "v"),
        (r"[ae][iy]", "E"),
        (r"y", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = frozenset("aeiouE")
# Vowels that transliteration confuses; a and i, a and o tell different names ("Hamid", "Hamad").
_ALIKE = frozenset(frozenset(pair) for pair in ("ae", "ei", "ou", "eE", "iE", "aE"))


def name_words(name: str) -> tuple[str, ...]:
    """The words that tell a person: ``Dr. Hassan al-Thani`` -> ``hassan``, ``thani``; initials stay."""
    words = [w for w in _WORD.findall(fold(name).replace("'", "")) if w not in _KINSHIP]
    told = [w for i, w in enumerate(words) if not (w in _ARTICLES and i + 1 < len(words))]
    while len(told) > 1 and told[0] in HONORIFICS:
        told = told[1:]
    return tuple(told)


@lru_cache(maxsize=32768)
def _sound(word: str) -> tuple[str, ...]:
    word = _VARIANTS.get(word, word)
    for pattern, spelt in _RULES:
        word = pattern.sub(spelt, word)
    return tuple(word)


def consonants(word: str) -> str:
    """What every spelling of a folded word shares, for an index: ``baqeri``, ``bagheri`` -> ``bqr``."""
    return "".join(sound for sound in _sound(word) if sound not in _VOWELS)


def same_word(a: str, b: str) -> bool:
    """Whether two folded words can spell one name: ``baqeri`` and ``bagheri``, not ``hamid`` and ``hamad``."""  # noqa: E501
    if a == b:
        return True
    left, right = _sound(a), _sound(b)
    if len(left) != len(right):
        return False
    return all(x == y or (x in _VOWELS and y in _VOWELS and frozenset({x, y}) in _ALIKE)
               for x, y in zip(left, right, strict=True))  # fmt: skip


def same_person(a: str, b: str) -> bool:
    """Whether two full names name one person, as far as names can tell; in doubt False.

    At least two words must agree, the last name among them. Middle names may be missing from one
    side, a first name may be an initial, family names may stand first ("Jinping Xi").
    """
    left, right = sorted((name_words(a), name_words(b)), key=len)
    if len(left) < 2:
        return False
    if _initials(left) and _initials(right) and _initials(left[1:]) != _initials(right[1:]):
        return False
    if len(left) == len(right) == 2 and _alike(left[0], right[1]) and same_word(left[1], right[0]):
        return len(left[1]) > 1 and len(right[1]) > 1
    if not same_word(left[-1], right[-1]) or not _alike(left[0], right[0]) or len(left[-1]) == 1:
        return False
    return _contained(left[1:-1], right[1:-1])


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if len(w) == 1)


def _alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return same_word(a, b)


def _contained(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether every middle name of one is among the other's, in order."""
    at = 0
    for word in few:
        while at < len(many) and not _alike(word, many[at]):
            at += 1
        if at == len(many):
            return False
        at += 1
    return True
