"""Whose news agency, whose post: where an article is written from if no dateline says so."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from kg.config import ontologies

__all__ = ["of_agency", "of_title", "shared", "sharing"]


@lru_cache(maxsize=1)
def _homes() -> dict[str, dict[str, Any]]:
    path = ontologies() / "actors" / "homes.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def of_agency(name: str) -> str | None:
    """``"Tasnim"`` -> ``IRN``; None for an agency that is international or not listed."""
    code: str | None = _homes()["agencies"].get(name.strip().replace(" ", "-").upper())
    return code


def of_title(name: str) -> str | None:
    """The one state with an office of this normalised name ("Secretary of State" -> ``USA``), else None."""
    code: str | None = _homes()["titles"].get(name)
    return code


def shared(name: str, country: str) -> bool:
    """Does ``country`` too have a body of this name ("Foreign Office" in Pakistan)?"""
    return country in sharing(name)


def sharing(name: str) -> tuple[str, ...]:
    """The other states with a body of this name, beside the one for which services.toml lists it."""
    return tuple(_homes()["shared"].get(name.lower(), ()))
