"""Plural nouns for the people of a state, from its adjectives and demonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["plurals"]

_MAN = (("woman", "women"), ("man", "men"))
_NO_PLURAL = ("s", "ese", "sh", "ch", "z")
# Adjectives with these endings are nouns too: an Iranian, a Kuwaiti, a Greek, an Argentine.
_NOUNS = tuple("an en on un in ot i er eek ene ine kh ek ik ak ar ech ino at".split())


def plurals(state: Mapping[str, Any]) -> list[str]:
    """``Iranians``, ``Turks``, ``Frenchmen``; none for ``Chinese`` or ``British``."""
    found = []
    for name in state.get("demonyms", ()):
        for one, many in _MAN:
            if name.endswith(one):
                found.append(name[: -len(one)] + many)
                break
        else:
            if not name.endswith(_NO_PLURAL):
                found.append(name + "s")
    nouns = [name for name in state.get("adjectives", ()) if name != "New Zealand"]
    return found + [name + "s" for name in nouns if name.endswith(_NOUNS)]
