"""Networks and events in other tools' formats: GraphML, GEXF (both open in Gephi) and CSV.

The same input gives the same bytes: nodes and edges are sorted, and no file carries the time of day.
Everything is UTF-8. What XML cannot hold (null bytes, lone surrogates) becomes U+FFFD; a CSV cell
that a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from kg.analysis.selection import by_date, reported, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.store.rows import EventRow, EvidenceRow

__all__ = ["EDGE_COLUMNS", "EVENT_COLUMNS", "edges_csv", "events_csv", "gexf", "graphml"]

EVENT_COLUMNS = (
    "id",
    "class",
    "root",
    "quad",
    "status",
    "date",
    "source",
    "target",
    "source_state",
    "target_state",
    "reports",
    "sentence",
    "article",
    "url",
)
EDGE_COLUMNS = (
    "source",
    "target",
    "source_label",
    "target_label",
    "weight",
    "event_count",
    "report_count",
    "shared",
    "intensity",
    "first",
    "last",
    "events",
)

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def graphml(graph: Any) -> bytes:
    """A network, collapsed or not, as GraphML: labels, kinds, weights as numbers, dates as strings."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(_portable(graph), named_key_ids=False)
    truths = {key for (_, kind, _), key in writer.keys.items() if kind == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in truths:
            data.text = data.text.lower()  # True is no boolean of XML's
    file = io.BytesIO()
    writer.dump(file)
    return file.getvalue() + b"\n"


def gexf(graph: Any) -> bytes:
    """A network, collapsed or not, as GEXF 1.2 for Gephi, without colours or empty values."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(_portable(graph), version="1.2draft")
    meta = writer.xml.find("meta")
    meta.attrib.clear()  # networkx writes the day of writing here
    meta.find("creator").text = "bilateral-kg"
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue() + b"\n"


def events_csv(events: Iterable[EventRow], evidence: Callable[[str], Iterable[EvidenceRow]]) -> Iterator[str]:
    """The lines of a table with one row an event, oldest first, under ``EVENT_COLUMNS``.

    Lists of actors are joined with ``;``. ``status`` is the event's standing (``STANDINGS``); ``sentence``,
    ``article`` (its IRI) and ``url`` are those of the most confident report that says so.
    """
    yield _line(EVENT_COLUMNS)
    for event in sorted(events, key=by_date):
        best = _best(event, evidence(event.iri))
        yield _line(
            (
                event.iri,
                event.cls,
                event.root,
                event.quad,
                standing(event),
                event.date,
                ";".join(event.source),
                ";".join(event.target),
                ";".join(event.source_state),
                ";".join(event.target_state),
                event.reports,
                best and best.sentence,
                best and best.article,
                best and best.url,
            )
        )


def edges_csv(graph: Any) -> Iterator[str]:
    """The lines of a table with one row an edge of a collapsed network, under ``EDGE_COLUMNS``.

    ``events`` are IRIs joined with blanks; in an undirected network the smaller id is the source.
    """
    yield _line(EDGE_COLUMNS)
    for u, v, data in sorted(graph.edges(data=True), key=lambda edge: _ends(graph, edge)):
        source, target = _ends(graph, (u, v))
        values = data | {
            "source": source,
            "target": target,
            "source_label": graph.nodes[source].get("label", source),
            "target_label": graph.nodes[target].get("label", target),
            "events": " ".join(data.get("events", ())),
        }
        yield _line([values.get(column) for column in EDGE_COLUMNS])


def _portable(graph: Any) -> Any:
    """A copy whose nodes, edges and attributes are sorted and hold only what GraphML and GEXF know."""
    plain = graph.__class__()
    plain.add_nodes_from(
        (_xml(name), _attributes({"label": name, **data}))
        for name, data in sorted(graph.nodes(data=True), key=lambda node: node[0])
    )
    if graph.is_multigraph():
        for u, v, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
            # A reciprocal event is two edges: its IRI alone would name both.
            unique = _xml(f"{key} {u} {v}")
            plain.add_edge(
                _xml(u), _xml(v), key=unique, **_attributes(data), id=unique, event=_xml(key), weight=1
            )
        return plain
    for u, v, data in sorted(graph.edges(data=True), key=lambda edge: _ends(graph, edge)):
        source, target = _ends(graph, (u, v))
        plain.add_edge(_xml(source), _xml(target), **_attributes(data))
    return plain


def _attributes(data: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    written: dict[str, str | int | float | bool] = {}
    for key, value in sorted(data.items()):
        if isinstance(value, tuple):
            written[key] = _xml(" ".join(value))
        elif value is not None:
            written[key] = _xml(value) if isinstance(value, str) else value
    return written


def _ends(graph: Any, edge: Any) -> tuple[str, str]:
    u, v = edge[0], edge[1]
    return (u, v) if graph.is_directed() else (min(u, v), max(u, v))


def _best(event: EventRow, rows: Iterable[EvidenceRow]) -> EvidenceRow | None:
    wanted = reported(event)
    ranked = sorted(rows, key=lambda row: (row.status != wanted, -row.confidence, row.report))
    return ranked[0] if ranked else None


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return "" if value is None else value
    text = _SURROGATE.sub("\ufffd", value)
    return "'" + text if text.startswith(_FORMULA) else text
