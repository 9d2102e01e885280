"""Rows of others' data as ``kg:RecordReport``s in a store.

A piece of a file (2,000 lines) is one named graph, ``:article/GDELT/20160728.export.CSV/2000``, written with
a hash of what it says, so that a run that was stopped passes over the pieces that are there, and a file that
has changed replaces those that differ and takes away those that it no longer has. A report's IRI is a hash
of data set, row, class and status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import UnreadableSource, UsageError
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

    ``bad`` is called with the file and the ``line``, ``reason`` and ``detail`` of every bad row. Where a file
    breaks off, what was read before stays, its layers derived. Raises as ``importing.to_parquet`` and
    ``Store.replace`` do, and ``UsageError`` for two files of one name, whose rows could not be told apart.
    """
    name = data_set or (mapping.data_set if mapping else DATA_SETS[format])
    files = _named_apart(expanded(paths))
    result, before, graphs = Imported(), store.info().reports, _Graphs(store, name)
    try:
        for path in files:
            result.files += 1
            changes, number = graphs.changes, 0
            for piece in pieces(format, path, size=_LINES, mapping=mapping):
                found, number = finished(piece.coded, name), number + 1
                graphs.put(path.name, number, found.events.sort("line").rows(named=True))
                result.count(len(found.events), found.bad, found.outside)
                for row in found.bad.iter_rows(named=True) if bad is not None else ():
                    bad(path, row)  # type: ignore[misc]
                if progress is not None:
                    progress(result.rows, path.name)
            graphs.end(path.name, number)
            result.files_unchanged += graphs.changes == changes
    except UnreadableSource:
        graphs.derive(before)
        raise
    graphs.derive(before)
    return result


def _named_apart(files: list[Path]) -> list[Path]:
    """The same files. Raises ``UsageError`` where two have one name."""
    seen: dict[str, Path] = {}
    for path in files:
        if (other := seen.setdefault(path.name, path)) is not path:
            raise UsageError(
                f"{other} and {path} have one name, by which a graph tells the files of a data set apart: "
                "the second would take the place of the first. Rename one, or give each its own --data-set."
            )
    return files


class _Graphs:
    """The graphs of a data set in a store, one for each piece of a file."""

    def __init__(self, store: Store, data_set: str) -> None:
        listed = list(registry().actors())
        store.register(registry_quads(listed, store.base))
        self._store, self._data_set = store, data_set
        self._known = frozenset(actor.id for actor in listed)
        self._added = self._flushed = 0
        self.changes = 0
        """How many graphs were written or taken away."""

    def put(self, file: str, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write the piece of that number, from 1, unless it is there already."""
        article, content = self._article(file, number), digest(*map(repr, rows))
        quads = record_quads(rows, article, self._store.base, content, self._known)
        if self._store.replace(article, quads, content) == "same":
            return
        self.changes += 1
        self._added += len(rows)
        if self._added > self._flushed + _FLUSHED:
            self._store.engine.flush()
            self._flushed = self._added

    def end(self, file: str, number: int) -> None:
        """Take away what an earlier and longer version of the file had after its last piece."""
        while self._store.remove(self._article(file, number := number + 1)):
            self.changes += 1

    def derive(self, before: int) -> None:
        """Bring the derived layers up to date; ``before`` is how many reports the store held."""
        if self._added * _DERIVE_ANEW > before:
            self._store.rebuild()
        else:
            self._store.refresh()

    def _article(self, file: str, number: int) -> str:
        return f"{self._data_set}/{file}/{number * _LINES}"


def record_quads(
    rows: Sequence[Mapping[str, Any]], article: str, base: str, content: str, known: Iterable[str] = ()
) -> Iterator[ox.Quad]:
    """The graph of one piece: a report for each event and status, and the actors not in ``known``.

    ``content`` is a hash of what the rows say.
    """
    graph = ox.NamedNode(iris.article_iri(base, article))
    yield ox.Quad(graph, DCTERMS.identifier, text_literal(article), graph)
    yield ox.Quad(graph, DCTERMS.title, text_literal(f"Records {article}"), graph)
    yield ox.Quad(graph, KG.contentHash, ox.Literal(content), graph)
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
        if row["alleged"] and status == "occurred":
            yield ox.Quad(node, KG.alleged, _TRUE, graph)
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
