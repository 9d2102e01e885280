"""Whether "he" or "she" can mean a person: by title, else by a given name that is common enough to tell.

Where neither tells, both can. The words are data: ``ontologies/actors/genders.toml``.
"""

from __future__ import annotations

from functools import cache
from tomllib import loads
from typing import TYPE_CHECKING

from kg.config import ontologies

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FEMININE", "MASCULINE", "agrees"]

FEMININE = frozenset({"she", "her", "hers", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})


@cache
def _data() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """``titles`` and ``given_names`` of ``women`` and ``men``."""
    text = (ontologies() / "actors" / "genders.toml").read_text(encoding="utf-8")
    return {
        kind: {sex: frozenset(words) for sex, words in by_sex.items()} for kind, by_sex in loads(text).items()
    }


def agrees(pronoun: str, name: str, titles: frozenset[str]) -> bool:
    """Can the pronoun (in lower case) mean the person of this name with these title words (lemmas)?"""
    if pronoun not in FEMININE | MASCULINE:
        return True
    said = {t.lower().strip(".") for t in titles}
    given = name.lower().split()[:1]
    titled, called = _data()["titles"], _data()["given_names"]
    woman = bool(said & titled["women"]) or (
        not said & titled["men"] and not called["women"].isdisjoint(given)
    )
    man = bool(said & titled["men"]) or (not said & titled["women"] and not called["men"].isdisjoint(given))
    if woman == man:
        return True
    return woman if pronoun in FEMININE else man
