"""The ledger: what merging needs of every report, one line each, found by group in one look-up.

A changed article moves the events of its groups, and a group of a busy dyad has hundreds of reports: to read
each of them from its article's graph would take a look-up for every property. ``:graph/ledger`` holds
them as they were merged (corrected, persons by the id that stands for them), each with its event. It is
derived as the layers are, and never exported.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.store.nquads import compact, text_literal
from kg.store.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Line", "entries", "entry", "line_of", "report_of_line"]

_LINE: Final = NamedNode("urn:bilateral-kg:line")
_GROUP: Final = "urn:bilateral-kg:group:"
_FIELDS: Final = tuple(field.name for field in fields(Report))
_ARTICLE: Final = _FIELDS.index("article")
_APART: Final = _FIELDS.index("apart")


class Line(NamedTuple):
    """A report as JSON, and the graph that it stands in; equal for reports equal in everything, names too."""

    graph: str
    text: str


def line_of(report: Report, graph: str) -> Line:
    """A report of an article's graph as a line."""
    values = [getattr(report, name) for name in _FIELDS]
    values[_APART] = sorted(report.apart)
    if report.article == graph:
        values[_ARTICLE] = None
    return Line(graph, compact(values))


def report_of_line(line: Line) -> Report:
    """The report that ``line_of`` wrote."""
    values = dict(zip(_FIELDS, json.loads(line.text), strict=False))
    for name in ("source", "target", "source_state", "target_state"):
        values[name] = tuple(values[name])
    values["article"] = values["article"] or line.graph
    values["context"] = tuple(values.get("context", ()))
    values["names"] = tuple((actor, label) for actor, label in values.get("names", ()))
    values["apart"] = frozenset(values.get("apart", ()))
    return Report(**values)


def entry(group: str, event: str, line: Line, names: Names) -> str:
    """The statement that a group has a report, and its event, by id, that report."""
    text = text_literal(f"{event} {line.graph} {line.text}")
    return f"{_node(group)} {_LINE} {text} {names.ledger_graph} .\n"


def entries(engine: Engine, group: str, names: Names) -> Iterator[tuple[str, Line]]:
    """Every report of a group with the id of its event, in no order."""
    for quad in engine.quads_for_pattern(_node(group), _LINE, None, names.ledger_graph):
        event, graph, text = quad.object.value.split(" ", 2)  # type: ignore[union-attr]
        yield event, Line(graph, text)


@lru_cache(maxsize=1024)
def _node(group: str) -> NamedNode:
    return NamedNode(_GROUP + quote(group, safe="+:/", errors="surrogatepass"))
