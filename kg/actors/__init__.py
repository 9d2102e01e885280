"""Names to actors, offices and states; who held what when. No spaCy.

``Registry.load().find(text)`` gives the listed names in a text; ``resolve`` reads a whole phrase;
``same_person`` compares two spellings of a name; ``check`` holds actor files against their schema.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.actors.checking import Problem, check
    from kg.actors.names import same_person
    from kg.actors.records import Agent, Form, Hit, Title, TitleHit
    from kg.actors.registry import Registry
    from kg.actors.resolution import Resolution, resolve

_HOME = {
    "Agent": "records",
    "Form": "records",
    "Hit": "records",
    "Problem": "checking",
    "Registry": "registry",
    "Resolution": "resolution",
    "Title": "records",
    "TitleHit": "records",
    "check": "checking",
    "resolve": "resolution",
    "same_person": "names",
}

__all__ = [
    "Agent",
    "Form",
    "Hit",
    "Problem",
    "Registry",
    "Resolution",
    "Title",
    "TitleHit",
    "check",
    "resolve",
    "same_person",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
