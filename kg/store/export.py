"""The graph as RDF in a file."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.errors import UsageError
from kg.ontology.terms import KG, PREFIXES
from kg.store.turtle import ordered, trig, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["FORMATS", "LAYERS", "SORTED_UP_TO", "export"]

SORTED_UP_TO: Final = 1_000_000
"""Quads that an export sorts; more are streamed in the order of the engine's index."""

FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
LAYERS: Final = ("reports", "occurrences", "relations", "corrections", "registry")
_WITH_GRAPHS: Final = {"trig", "nquads", "jsonld"}
_LINES: Final = 5_000  # lines written at once
_NOTE: Final = (
    "# More than a million statements: streamed in the order of the store, not sorted for reading.\n"
)


def export(
    engine: Engine,
    names: Names,
    format: str,
    sink: BinaryIO,
    *,
    layer: str | None = None,
    sorted_up_to: int = SORTED_UP_TO,
) -> None:
    """Write the graph, or one layer of it, to a binary file; actors that nobody mentions stay out.

    Turtle, N-Triples and RDF/XML hold triples: a statement of several graphs stands there once.
    Raises ``UsageError`` for a format or a layer that does not exist.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no RDF format {format!r}; there are {', '.join(FORMATS)}.")
    if layer is not None and layer not in LAYERS:
        raise UsageError(f"There is no layer {layer!r}; there are {', '.join(LAYERS)}.")
    if len(engine) > sorted_up_to:
        if format in {"turtle", "trig"}:
            sink.write(_NOTE.encode("utf-8"))
        _stream(_quads(engine, names, layer), format, sink)
        return
    quads = list(_quads(engine, names, layer))
    if format in {"turtle", "trig"}:
        for text in (turtle if format == "turtle" else trig)(quads, names):
            sink.write(text.encode("utf-8"))
    elif format == "nquads":
        _write_lines(sink, sorted({f"{quad} .\n" for quad in quads}))
    elif format == "ntriples":
        _write_lines(sink, sorted({f"{quad.triple} .\n" for quad in quads}))
    else:
        _stream(ordered(quads, names), format, sink)
        sink.write(b"\n")


def _stream(quads: Iterable[ox.Quad], format: str, sink: BinaryIO) -> None:
    """Write quads in the order given; a triple that follows itself in another graph is written once."""
    prefixes = dict(PREFIXES) if format in {"turtle", "trig", "rdfxml"} else None
    if format in _WITH_GRAPHS:
        ox.serialize(quads, sink, format=FORMATS[format], prefixes=prefixes)
    else:
        triples = (triple for triple, _ in groupby(quad.triple for quad in quads))
        ox.serialize(triples, sink, format=FORMATS[format], prefixes=prefixes)


def _write_lines(sink: BinaryIO, lines: list[str]) -> None:
    for start in range(0, len(lines), _LINES):
        sink.write("".join(lines[start : start + _LINES]).encode("utf-8"))


def _quads(engine: Engine, names: Names, layer: str | None) -> Iterator[ox.Quad]:
    """The quads of the chosen layers: the articles', then the derived ones, then the registry."""
    graphs = sorted(
        (cast("ox.NamedNode", graph) for graph in engine.named_graphs()), key=lambda graph: graph.value
    )
    parts: list[Iterator[ox.Quad]] = []
    if layer in {None, "reports"}:
        articles = (graph for graph in graphs if not graph.value.startswith(names.graphs))
        parts += (engine.quads_for_pattern(None, None, None, graph) for graph in articles)
    for name, graph in (
        ("occurrences", names.occurrence_graph),
        ("relations", names.relation_graph),
        ("corrections", names.correction_graph),
    ):
        if layer in {None, name}:
            parts.append(engine.quads_for_pattern(None, None, None, graph))
    if layer in {None, "registry"}:
        parts.append(_registry(engine, names))
    return chain.from_iterable(parts)


def _registry(engine: Engine, names: Names) -> Iterator[ox.Quad]:
    """What the registry says of actors that something else mentions, and of their offices."""
    kept = _mentioned(engine, names)
    for quad in engine.quads_for_pattern(None, KG.holder, None, names.registry_graph):
        if quad.object in kept:
            kept.add(cast("ox.NamedNode", quad.subject))
            offices = engine.quads_for_pattern(quad.subject, KG.office, None, names.registry_graph)
            kept |= {cast("ox.NamedNode", found.object) for found in offices}
    for quad in engine.quads_for_pattern(None, None, None, names.registry_graph):
        if quad.subject in kept:
            yield quad


def _mentioned(engine: Engine, names: Names) -> set[ox.NamedNode]:
    verbs = (
        "source target sourceState targetState speaker speakerState placeCountry actorOf officeOf "
        "holder holdsOffice"
    )
    query = (
        f"SELECT DISTINCT ?a {{ GRAPH ?g {{ ?s ?p ?a }} FILTER(?g != {names.registry_graph}) "
        f"VALUES ?p {{ {' '.join(str(KG[verb]) for verb in verbs.split())} }} }}"
    )
    rows = cast("ox.QuerySolutions", engine.query(query))
    return {cast("ox.NamedNode", row["a"]) for row in rows}
