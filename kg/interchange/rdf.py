"""Rows of others' data as ``kg:RecordReport``s in a store.

A piece of a file (2,000 lines) is one named graph, ``:article/GDELT/20160728.export.CSV/2000``, written in
one transaction with a hash of what it says, so that a run that was stopped passes over the pieces that are
there, and a file that has changed replaces those that differ. A report's IRI is a hash of data set, row,
class and status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.interchange.importing import DATA_SETS, Imported, expanded
from kg.interchange.parties import registry
from kg.interchange.records import finished
from kg.interchange.sources import pieces
from kg.model import Actor, ActorKind, digest
from kg.ontology import iris
from kg.ontology.grounding import actor_quads, date_literal, registry_quads, text_literal, url_node
from kg.ontology.terms import DCTERMS, KG, RDF, SCHEMA, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.interchange.mapping import TableMapping
    from kg.interchange.sources import Format
    from kg.store import Store

__all__ = ["record_quads", "to_store"]

_LINES = 2_000
_FLUSHED = 10_000  # reports; RocksDB would keep some 60 MB more in memory for each as many
_DERIVE_ANEW = 3  # reports there must be for each new one, for an update to be cheaper than a rebuild
_CERTAIN = ox.Literal("1", datatype=XSD.decimal)
_TRUE = ox.Literal(True)
_COUNTS_AS_OCCURRED = {"disputed": ("occurred", "denied")}


def to_store(
    format: Format,
    paths: Sequence[Path],
    store: Store,
    *,
    data_set: str | None = None,
    mapping: TableMapping | None = None,
    bad: Callable[[Path, Mapping[str, Any]], None] | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Imported:
    """Read files into a store and bring its derived layers up to date; what became of the rows.

    ``bad`` is called with the file and the ``line``, ``reason`` and ``detail`` of every bad row.
    Raises as ``importing.to_parquet`` and ``Store.replace`` do.
    """
    name = data_set or (mapping.data_set if mapping else DATA_SETS[format])
    listed = list(registry().actors())
    store.register(registry_quads(listed, store.base))
    known = {actor.id for actor in listed}
    result, before, added, flushed = Imported(), _reports(store), 0, 0
    for path in expanded(paths):
        result.files += 1
        changed = False
        for piece in pieces(format, path, size=_LINES, mapping=mapping):
            found = finished(piece.coded, name)
            rows = found.events.sort("line").rows(named=True)
            article = f"{name}/{path.name}/{piece.done}"
            quads = record_quads(rows, article, store.base, known)
            if store.replace(article, quads, digest(*map(repr, rows))) != "same":
                changed, added = True, added + len(rows)
            result.count(len(rows), found.bad, found.outside)
            if added > flushed + _FLUSHED:
                store.engine.flush()
                flushed = added
            for row in found.bad.iter_rows(named=True) if bad is not None else ():
                bad(path, row)  # type: ignore[misc]
            if progress is not None:
                progress(result.rows, path.name)
        result.files_unchanged += not changed
    if added * _DERIVE_ANEW > before:
        store.rebuild()
    else:
        store.refresh()
    return result


def record_quads(
    rows: Iterable[Mapping[str, Any]], article: str, base: str, known: Iterable[str] = ()
) -> Iterator[ox.Quad]:
    """The graph of one piece: a report for each event and status, and the actors not in ``known``."""
    graph = ox.NamedNode(iris.article_iri(base, article))
    rows = list(rows)
    yield ox.Quad(graph, DCTERMS.identifier, text_literal(article), graph)
    yield ox.Quad(graph, DCTERMS.title, text_literal(f"Records {article}"), graph)
    yield ox.Quad(graph, KG.contentHash, ox.Literal(digest(*map(repr, rows))), graph)
    actors = _Nodes(base)
    for row in rows:
        yield from _report(row, graph, base, actors)
    registered = frozenset(known)
    for actor in _described(rows, registered):
        yield from actor_quads(actor, base, graph)


def _report(row: Mapping[str, Any], graph: ox.NamedNode, base: str, actors: _Nodes) -> Iterator[ox.Quad]:
    statuses = row["statuses"].split(";")
    for status in [s for given in statuses for s in _COUNTS_AS_OCCURRED.get(given, (given,))]:
        key = digest(row["data_set"], row["row"] or "", row["cls"], status)
        node = ox.NamedNode(iris.report_iri(base, key))
        yield ox.Quad(node, RDF.type, KG.RecordReport, graph)
        yield ox.Quad(node, KG.reportedClass, KG[row["cls"]], graph)
        yield ox.Quad(node, KG.status, KG[status], graph)
        for column, term in _ROLES:
            for actor in row[column].split(";"):
                yield ox.Quad(node, term, actors[actor], graph)
        if row["reciprocal"]:
            yield ox.Quad(node, KG.reciprocal, _TRUE, graph)
        for column, term in _DATES:
            if row[column]:
                yield ox.Quad(node, term, actors.date(row[column]), graph)
        if row["place"]:
            yield ox.Quad(node, KG.placeName, text_literal(row["place"]), graph)
            if row["place_country"]:
                yield ox.Quad(node, KG.placeCountry, actors[row["place_country"]], graph)
        for context in (row["context"] or "").split(";"):
            if context:
                yield ox.Quad(node, KG.context, text_literal(context), graph)
        yield ox.Quad(node, KG.confidence, _CERTAIN, graph)
        yield ox.Quad(node, KG.extractor, _EXTRACTOR, graph)
        yield ox.Quad(node, KG.dataSet, text_literal(row["data_set"]), graph)
        yield ox.Quad(node, KG.row, text_literal(row["row"] or "?"), graph)
        if row["url"]:
            yield ox.Quad(node, SCHEMA.url, url_node(row["url"]), graph)


_EXTRACTOR = ox.Literal("record")
_ROLES = (
    ("source", KG.source), ("source_state", KG.sourceState),
    ("target", KG.target), ("target_state", KG.targetState),
)  # fmt: skip
_DATES = (("date", KG.date), ("date_end", KG.dateEnd), ("first_reported", SCHEMA.datePublished))


class _Nodes:
    """Actors and dates as nodes, each made once: few of them stand in very many rows."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._actors: dict[str, ox.NamedNode] = {}
        self._dates: dict[str, ox.Literal] = {}

    def __getitem__(self, actor: str) -> ox.NamedNode:
        if actor not in self._actors:
            self._actors[actor] = ox.NamedNode(iris.actor_iri(self._base, actor))
        return self._actors[actor]

    def date(self, date: str) -> ox.Literal:
        if date not in self._dates:
            self._dates[date] = date_literal(date)
        return self._dates[date]


def _described(rows: Iterable[Mapping[str, Any]], known: frozenset[str]) -> list[Actor]:
    """The actors that the registry does not list, by id: persons of a state, as the rows name them."""
    found: dict[str, str] = {}
    for row in rows:
        for side in ("source", "target"):
            named = row[f"{side}_name"] or ""
            given = dict(part.split("=", 1) for part in named.split("|") if "=" in part)
            for actor in row[side].split(";"):
                if actor not in known:
                    name = given.get(actor) or (named if named and not given else actor)
                    found[actor] = max(name, found.get(actor, ""), key=lambda text: (len(text), text))
    return [
        Actor(
            id=actor,
            name=name,
            kind=ActorKind.PERSON if "/" in actor else ActorKind.ORGANIZATION,
            country=actor.split("/")[0] if "/" in actor else None,
        )
        for actor, name in sorted(found.items())
    ]


def _reports(store: Store) -> int:
    return store.info().reports
