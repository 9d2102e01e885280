"""PLOVER and CAMEO codes, derived from class and status by ``ontologies/codes.toml``.

    plover("JointExercise", "planned")            -> "AGREE"
    cameo("SanctionsImposed", Status.PLANNED)     -> "1312"
    codes("Strike", "denied")                     -> Codes(plover="ASSAULT", cameo="016", context="negation")

PLOVER distinguishes what a category cannot say by context (future, hypothetical, negation): an
export that drops ``Codes.context`` counts denied attacks as attacks.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import config
from kg.model import Status
from kg.ontology.classes import EventClass, classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Codes", "cameo", "codes", "plover", "rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """``context`` is the PLOVER context that must accompany the category: future, hypothetical, negation."""

    plover: str
    cameo: str
    context: str | None = None


def plover(cls: str, status: str, *, asked: bool = False) -> str:
    """The PLOVER category (``AGREE``, ``CONSULT``, ...) of a class with a status; see ``codes``."""
    return codes(cls, status, asked=asked).plover


def cameo(cls: str, status: str, *, asked: bool = False) -> str:
    """The CAMEO code (``"062"``, ``"1312"``) of a class with a status; see ``codes``."""
    return codes(cls, status, asked=asked).cameo


@cache
def codes(cls: str, status: str, *, asked: bool = False) -> Codes:
    """Both codes of an event of class ``cls`` with ``status`` (a ``Status`` or its value).

    ``asked`` tells of a proposed event that somebody asks for who is no party to it, or that one
    party asks of the other; the source of the coded event is then whoever asks. It has no effect on
    another status. Raises KeyError for an unknown class, ValueError for an unknown status.
    """
    known = classes()[cls]
    state = Status(status)
    if state is Status.OCCURRED:
        return Codes(plover=known.plover, cameo=known.cameo)
    key = "asked" if asked and state is Status.PROPOSED else state.value
    rule = next(rule for rule in rules() if _fits(rule, known, key))
    return Codes(
        plover=known.plover if rule["plover"] == "class" else rule["plover"],
        cameo=_code(known, rule["cameo"]),
        context=rule.get("context"),
    )


def rules() -> Sequence[Mapping[str, Any]]:
    """The rules for what did not occur, as ``codes.toml`` gives them: the first that fits holds."""
    found: Sequence[Mapping[str, Any]] = _table()["rule"]
    return found


def _fits(rule: Mapping[str, Any], cls: EventClass, status: str) -> bool:
    return (
        status in rule["status"]
        and cls.quad in rule.get("quad", (cls.quad,))
        and cls.root not in rule.get("except", ())
    )


def _code(cls: EventClass, entry: str) -> str:
    if entry == "own":
        return cls.cameo
    if entry.isdigit():
        return entry
    columns: Mapping[str, Mapping[str, str]] = _table()["cameo"]
    return next(columns[name][entry] for name in (cls.name, *cls.ancestors) if entry in columns.get(name, {}))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((config.ontologies() / "codes.toml").read_text(encoding="utf-8"))
