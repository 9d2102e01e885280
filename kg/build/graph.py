"""The graph as a person uses it from Python: questions, networks, pictures, files."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.config import Config, load
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType
    from typing import Self

    import rdflib

    from kg.analysis.dyads import Dyad
    from kg.analysis.network import Level, Weight
    from kg.ontology.shapes import Problem
    from kg.store import EventRow, EvidenceRow, Result, Store, StoreInfo
    from kg.views import View
    from kg.views.explore import Explorer

__all__ = ["NETWORK_FORMATS", "RDF_FORMATS", "SUFFIXES", "Graph", "open_graph"]

RDF_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
NETWORK_FORMATS = ("graphml", "gexf", "csv", "csv-edges")
SUFFIXES = {
    ".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "ntriples", ".jsonld": "jsonld",
    ".rdf": "rdfxml", ".graphml": "graphml", ".gexf": "gexf", ".csv": "csv",
}  # fmt: skip

_LOG = logging.getLogger("kg.store")
_NAME = re.compile(r"\s*[A-Za-z][A-Za-z0-9_-]*\s*")  # one word is no SPARQL, so it is meant as a name


def open_graph(path: str | Path | None = None, *, config: Config | None = None) -> Graph:
    """The graph in a directory (default: the store of ``kg.toml``, else ``kg-store``), to read.

    Any number of processes may read a graph at once, none while another builds it. Raises
    ``StoreError`` where there is none, ``StoreLocked`` where it is being written. Logs a warning
    where a build was stopped before the events were derived.
    """
    from kg.store import Store

    config = config or load()
    where = path or config.store
    store = Store.open(where, read_only=True)
    pending = {
        quad.subject for quad in store.engine.quads_for_pattern(None, None, None, store.names.pending_graph)
    }
    if pending:
        _LOG.warning(
            "The graph in %s is not finished: a build was stopped, and what %d changed article(s) say is "
            "missing from its events. Run kg build again, with the same articles or any, to finish it.",
            where, len(pending),
        )  # fmt: skip
    return Graph(store)


class Graph:
    """What ``kg.open`` gives; close it, or use it in a ``with`` statement. It never writes to the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the directory back; harmless when done twice."""
        self.store.close()

    def _repr_html_(self) -> str:
        """For notebooks: what it holds, counted."""
        from kg.views.cells import graph_cell

        return graph_cell(self.info())

    def query(
        self, query: str, *, limit: int | None = None, timeout: float | None = None, **parameters: object
    ) -> Result:
        """Answer SPARQL, or a named question with its parameters; at most ``limit`` rows.

            graph.query("SELECT ?a ?b WHERE { ?a kg:meets ?b }")
            graph.query("who-met", a="IRN", since="2023")

        Actors go by id or by name. With ``timeout`` (seconds) the query runs in a process of its own, which
        is stopped when the time is up. Raises ``QueryError``, ``QueryStopped`` and ``UnknownActor``.
        """
        if _NAME.fullmatch(query):
            from kg.build.naming import actor_id
            from kg.store.queries import question

            for parameter in question(query).parameters:
                if parameter.kind == "actor" and parameter.name in parameters:
                    parameters[parameter.name] = actor_id(self.store, str(parameters[parameter.name]))
            return self.store.run(query, limit=limit, timeout=timeout, **parameters)
        if parameters:
            raise UsageError(
                f"Only named questions take parameters such as {min(parameters)}; this is SPARQL."
            )
        return self.store.query(query, limit=limit, timeout=timeout)

    def dyad(self, a: str, b: str, **selection: Any) -> Dyad:
        """What passed between two actors: counts, scores, changes as DataFrames (``kg.analysis.Dyad``).

            graph.dyad("IRN", "PAK").score("quarter")

        ``selection`` is that of ``kg.analysis.dyad``: since, until, classes, statuses, min_reports.
        """
        from kg.analysis import dyad
        from kg.build.naming import actor_id

        a, b = actor_id(self.store, a), actor_id(self.store, b)
        return dyad(self.store.events(a, b), a, b, **selection)

    def network(self, *, directed: bool = True, weight: Weight = "events", **selection: Any) -> Any:
        """Who deals with whom, as ``nx.DiGraph`` or ``nx.Graph`` with an edge for each pair.

        ``selection`` is that of ``kg.analysis.network``: level, since, until, classes, statuses, min_reports.
        """
        from kg.analysis import network

        rows = self.store
        return network(rows.events(), rows.actors(), directed=directed, weight=weight, **selection)

    def events(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        classes: Collection[str] = (),
        statuses: Collection[str] = ("occurred",),
        min_reports: int = 1,
    ) -> tuple[EventRow, ...]:
        """The events that meet every condition (``kg.analysis.select``), oldest first."""
        from kg.analysis import select

        return select(
            self.store.events(),
            since=since, until=until, classes=classes, statuses=statuses, min_reports=min_reports,
        )  # fmt: skip

    def view(self, path: str | Path | None = None, **options: Any) -> View:
        """A picture of the graph that shows itself in a notebook; written to ``path`` as HTML if given.

        ``options`` are those of ``kg.views.view``: ego, steps, dyad, results, level, since, until,
        classes, statuses, min_reports, max_edges, title.
        """
        from kg.views import view

        picture = view(self.store, **options)
        if path is not None:
            picture.save(path)
        return picture

    def explore(self, path: str | Path | None = None, **options: Any) -> Explorer:
        """The explorer of the whole graph, which shows itself in a notebook; written to ``path`` if given.

        ``options`` are those of ``kg.views.explore``: title, level, since, until, classes, statuses,
        min_reports.
        """
        from kg.views.explore import explore

        page = explore(self.store, **options)
        if path is not None:
            page.save(path)
        return page

    def evidence(self, iri: str) -> list[EvidenceRow]:
        """The sentences that an event, a report or a relation rests on."""
        return self.store.evidence(iri)

    def info(self) -> StoreInfo:
        """What the graph holds, counted."""
        return self.store.info()

    def rdflib(self) -> rdflib.Dataset:
        """The graph for rdflib: read only, its queries answered by Oxigraph."""
        return self.store.rdflib()

    def validate(self, shapes: Path | None = None) -> tuple[Problem, ...]:
        """What is wrong with the graph by the shapes that come with kg, or by ``shapes`` (Turtle)."""
        from kg.ontology.shapes import validate

        return validate(self.store.engine, shapes=shapes).problems

    def export(self, target: str | Path | BinaryIO, format: str | None = None, **options: Any) -> None:
        """Write the graph to a path, complete or not at all, or to an open binary file.

        ``turtle``, ``trig``, ``nquads``, ``ntriples``, ``jsonld`` and ``rdfxml`` hold everything; ``graphml``
        and ``gexf`` hold the network (options: those of ``network``, and ``multigraph=True`` for an edge
        each event), ``csv`` the events (options: those of ``events``), ``csv-edges`` the pairs. Without a
        format the suffix of the path says it; a file is then written as Turtle.

        Raises ``UsageError`` for an unknown format or suffix, for options with RDF, and where the path cannot
        be written.
        """
        chosen = format or (_format_of(Path(target)) if isinstance(target, str | Path) else "turtle")
        if chosen not in (*RDF_FORMATS, *NETWORK_FORMATS):
            known = ", ".join((*RDF_FORMATS, *NETWORK_FORMATS))
            raise UsageError(f"There is no format {chosen!r}; formats are {known}.")
        if isinstance(target, str | Path):
            from kg.views.saving import saving

            with saving(Path(target)) as file:
                self.export(file, chosen, **options)
        elif chosen in RDF_FORMATS:
            if options:
                raise UsageError(f"{chosen} holds the whole graph and takes no {', '.join(options)}.")
            self.store.export(chosen, target)
        else:
            target.write(self._network_file(chosen, **options))

    def _network_file(self, format: str, *, multigraph: bool = False, **options: Any) -> bytes:
        from kg.analysis import edges_csv, event_graph, events_csv, gexf, graphml

        if format == "csv":
            options.pop("level", None)
            lines = events_csv(self.events(**options), self.evidence)
            return "".join(lines).encode("utf-8")
        if format == "csv-edges":
            return "".join(edges_csv(self.network(**options))).encode("utf-8")
        write = {"graphml": graphml, "gexf": gexf}[format]
        if multigraph:
            level: Level = options.pop("level", "states")
            return write(event_graph(self.events(**options), self.store.actors(), level=level))
        return write(self.network(**options))


def _format_of(path: Path) -> str:
    """What a file's suffix says that it holds. Raises ``UsageError`` for one that says nothing."""
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UsageError(f"The suffix of {path} names no format; known are {known}. Or give format=...")
    return SUFFIXES[path.suffix.lower()]
