"""Who the actors of others' data are: codes and names to ids of the registry."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.actors import Registry
from kg.interchange.coding import data
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["by_code", "by_cow", "by_name", "known_as", "person", "registry"]

_LABELLED = re.compile(r"(.+?)\s*\(([^()]+)\)")


@cache
def registry() -> Registry:
    """The listed actors."""
    return Registry.load()


@cache
def by_code(code: str) -> str | None:
    """``CHN``, ``UNO``, ``ROM``, ``IR`` -> a state or an organisation; None for another code."""
    code = code.strip().upper()
    return registry().resolve_code(data("actors")["codes"].get(code, code)) if code else None


@cache
def by_cow(number: str) -> str | None:
    """``630`` -> ``IRN``, by the numbers of the Correlates of War project."""
    found: str | None = data("actors")["cow"].get(number.strip().lstrip("0"))
    return found


@cache
def by_name(name: str) -> str | None:
    """``Russian Federation`` -> ``RUS``, ``United Nations`` -> ``UN``; None for a name that nobody has."""
    return _names().get(_folded(name))


def known_as(name: str) -> str:
    """``Iran``, ``IR`` -> ``IRN``; what is no name or code of the registry is an id already."""
    return name if "/" in name else by_code(name) or by_name(name) or name


@cache
def person(name: str, country: str) -> str | None:
    """The id of a person of a state: ``IRN/mohammad-baqeri``.

    None for what names an office or a body: ``Foreign Affairs (Bangladesh)``, ``Iran``.
    """
    if not name or _LABELLED.fullmatch(name) or by_name(name) or not any(c.isalpha() for c in name):
        return None
    return registry().person_id(country, name)


@cache
def _names() -> Mapping[str, str]:
    listed: dict[str, str] = {}
    for actor in registry().actors():
        if actor.kind in {ActorKind.STATE, ActorKind.ORGANIZATION} and "/" not in actor.id:
            for name in (actor.name, *actor.aliases):
                listed.setdefault(_folded(name), actor.id)
    return listed | {_folded(name): code for name, code in data("actors")["names"].items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
