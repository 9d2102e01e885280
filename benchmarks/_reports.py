"""Made-up news of any size (``tests/made_graph.py``) and their quads: the same in every run."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.ontology.grounding import article_quads, registry_quads

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox
    from kg.model import Extraction

__all__ = ["BASE", "grounded", "news", "registry", "states"]

BASE: Final = "https://example.org/kg/"


def news(reports: int) -> Iterator[Extraction]:
    """Articles with so many reports in all, a million of which spread over ten years."""
    made = _made()
    yield from made.extractions(reports, days=made.days_of(reports), world=made.LARGE)


def states() -> Any:
    """The states that they name, by id."""
    return _made().LARGE.states


def grounded(extraction: Extraction) -> Iterator[ox.Quad]:
    """An article's graph."""
    return article_quads(extraction, BASE, states())


def registry() -> Iterator[ox.Quad]:
    """The graph of the states."""
    return registry_quads(states().values(), BASE)


def _made() -> Any:
    tests = str(Path(__file__).parent.parent / "tests")
    sys.path += [tests] if tests not in sys.path else []
    return import_module("made_graph")
