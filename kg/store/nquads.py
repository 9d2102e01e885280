"""Statements as lines of N-Quads.

Derived layers are written so: a line costs a fifth of a ``Quad``, and the engine takes in a text
in a thread of its own while the next is made. Whatever is small is parsed again (``quads_of``), so that each
statement is spelt in one place.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.ontology.terms import KG_NAMESPACE
from kg.store.terms import date_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["compact", "date_term", "kg_iri", "number", "quads_of", "text_literal"]

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED: Final = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"))


@lru_cache(maxsize=1024)
def kg_iri(name: str) -> str:
    """A class, a property or a status by its local name."""
    return f"<{KG_NAMESPACE}{name}>"


def text_literal(value: str, language: str = "") -> str:
    """A text, with a language if one is given."""
    for character, escape in _ESCAPED:
        if character in value:
            value = value.replace(character, escape)
    return f'"{value}"@{language}' if language else f'"{value}"'


@lru_cache(maxsize=65536)
def date_term(date: str) -> str:
    """``2024-05`` -> ``"2024-05"^^<...gYearMonth>``."""
    return str(date_literal(date))


@lru_cache(maxsize=1024)
def number(value: int) -> str:
    """An ``xsd:integer``."""
    return str(ox.Literal(value))


def compact(values: list[Any]) -> str:
    """A row as JSON in few characters; what is seldom said stands last, and is left out where it is not."""
    size = len(values)
    while size and not values[size - 1]:
        size -= 1
    return _ENCODE(values[:size])


def quads_of(lines: Iterable[str]) -> list[ox.Quad]:
    """The statements of lines, in their order."""
    return list(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
