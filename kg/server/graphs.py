"""The SPARQL 1.1 Graph Store Protocol, for reading: a named graph, or all together.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.server.negotiation import GRAPHS, chosen, named_form
from kg.store.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

    from kg.server.negotiation import Form
    from kg.server.settings import Limits
    from kg.store import Store

__all__ = ["graph_response", "serialised"]

_FORMATS = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def graph_response(request: Request, store: Store, limits: Limits) -> Response:
    """The answer to ``?graph=IRI`` or ``?default``. Raises ``HTTPException``."""
    wanted = request.query_params.getlist("graph")
    if len(wanted) + ("default" in request.query_params) != 1:
        raise HTTPException(400, "Say which graph: ?graph=IRI, or ?default for all of them together.")
    form = chosen(request.headers.get("accept"), GRAPHS)
    if (name := request.query_params.get("format")) is not None:
        form = named_form(name, GRAPHS)
    if form is None:
        raise HTTPException(406, f"Graphs can be had as {', '.join(f.types[0] for f in GRAPHS)}.")
    graph = _graph(store, wanted[0]) if wanted else None
    found = list(islice(store.engine.quads_for_pattern(None, None, None, graph), limits.triples + 1))
    if len(found) > limits.triples:
        raise HTTPException(
            403,
            f"That graph has more than {limits.triples:,} statements. Use kg export, or ask /sparql.",
        )
    hidden = _hidden(store)
    body = serialised((quad for quad in found if quad.graph_name not in hidden), form, store)
    return Response(body, media_type=form.content_type)


def serialised(quads: Iterable[ox.Quad], form: Form, store: Store) -> bytes:
    """Statements in one form, sorted, each once whatever graphs it stands in."""
    if form.name == "turtle":
        return "".join(turtle(quads, store.names)).encode("utf-8")
    triples = sorted({quad.triple for quad in quads}, key=str)
    return ox.serialize(triples, format=_FORMATS[form.name]) or b""


def _graph(store: Store, iri: str) -> ox.NamedNode:
    try:
        graph = ox.NamedNode(iri)
    except ValueError as error:
        raise HTTPException(400, f"{iri[:200]!r} is no IRI.") from error
    if graph in _hidden(store) or not store.engine.contains_named_graph(graph):
        raise HTTPException(404, f"There is no graph {iri[:200]!r}.")
    return graph


def _hidden(store: Store) -> set[ox.NamedNode]:
    """The store's bookkeeping, which is nobody's data."""
    return set(store.names.own_graphs)
