"""A graph as notebooks show it: what it holds, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.cells import table
from kg.ontology import classes

if TYPE_CHECKING:
    from kg.store import StoreInfo

__all__ = ["graph_cell"]


def graph_cell(info: StoreInfo) -> str:
    """Counts of everything, and what happened by root class; the explorer itself is ``graph.explore()``."""
    roots = {cls.root for cls in classes().values()}
    happened = sorted(((n, name) for name, n in info.classes.items() if name in roots), reverse=True)
    return (
        "<h4>Knowledge graph</h4>"
        + table(
            ["Articles", "Reports", "Events", "Planned, proposed, denied", "Disputed", "Actors", "Relations"],
            [
                [
                    info.articles,
                    info.reports,
                    info.occurrences,
                    info.prospects,
                    info.disputed,
                    info.actors,
                    info.relations,
                ]
            ],
        )
        + table(["Kind", "Events"], [[classes()[name].label, n] for n, name in happened])
        + "<p><code>.explore()</code> shows it, <code>.query(…)</code> asks it.</p>"
    )
