"""Names to actors, offices and states; who held what when. No spaCy.

``Registry.load().find(text)`` gives the listed names in a text; ``resolve`` reads a whole phrase.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.actors.records import Agent, Form, Hit, Title, TitleHit
    from kg.actors.registry import Registry

__all__ = ["Agent", "Form", "Hit", "Registry", "Title", "TitleHit"]

_HOME = {
    "Agent": "records",
    "Form": "records",
    "Hit": "records",
    "Registry": "registry",
    "Title": "records",
    "TitleHit": "records",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
