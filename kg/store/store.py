"""The store: articles in, questions answered, one process at a time.

Every change of an article is one transaction: it is there whole, or not at all. The derived layers
follow with ``refresh``, which knows from the store itself what is left to do.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.config import DEFAULT_BASE_IRI
from kg.errors import StoreError, StoreReadOnly
from kg.ontology import iris
from kg.ontology.terms import KG
from kg.store import evidence, tables
from kg.store.asking import ask
from kg.store.claim import Claim
from kg.store.correction_quads import correction_quads, corrections_from
from kg.store.derive import Deriver, pending_quads
from kg.store.endpoint import Endpoint
from kg.store.export import export
from kg.store.home import Home, flush, open_engine
from kg.store.info import StoreInfo, info_of
from kg.store.outside import ask_outside
from kg.store.overlay import overlay_of
from kg.store.queries import question
from kg.store.snapshots import Snapshots
from kg.store.sourcing import sourcing
from kg.store.taxonomy import taxonomy
from kg.store.terms import Names, node
from kg.store.writing import add_many, change, check, drop, fill_directory, replace_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import BinaryIO, Literal, Self

    import rdflib

    from kg.store.answers import Result
    from kg.store.asking import Graphs
    from kg.store.corrections import Correction
    from kg.store.rows import ActorRow, EventRow, EvidenceRow, RelationRow
    from kg.store.sourcing import Sourcing
    from kg.store.writing import Engine

__all__ = ["Store"]


class Store:
    """A graph in its home: ``Store.open`` (directory or endpoint), ``Store.memory``."""

    def __init__(
        self, engine: Engine, base: str, home: Home | None = None, *, read_only: bool = False
    ) -> None:
        self._engine: Engine | None = engine
        self._home = home
        self._read_only = read_only
        self._claim: Claim | None = None
        self.base = base
        self.names = Names(base)
        self._deriver = Deriver(engine, self.names, taxonomy())
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._snapshots: Snapshots | None = None
        if home is not None:
            self._snapshots = Snapshots(cast("ox.Store", engine), home.snapshots, on_disk=True)
        elif isinstance(engine, ox.Store):
            self._scratch = tempfile.TemporaryDirectory(prefix="kg-snapshots-")
            self._snapshots = Snapshots(engine, Path(self._scratch.name), on_disk=False)
        elif not read_only:
            self._claim = Claim(engine, self.names)

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, base: str | None = None, read_only: bool = False
    ) -> Store:
        """The store in a directory; with ``create`` a new one where there is none.

        A path that ends in ``.toml`` is the file of a SPARQL endpoint (``EndpointSettings``). ``base`` is
        the base IRI of a new store (default: ``kg.config.DEFAULT_BASE_IRI``); of an existing one it must
        be the same if given. Any number of processes may have a store open
        ``read_only``, or one to write. Raises ``StoreError`` (no store there, other base),
        ``StoreLocked``, ``StoreReadOnly``, ``StoreVersion``.
        """
        if Path(path).suffix == ".toml":
            return cls._at_endpoint(Path(path), base, read_only)
        home = Home.open(
            Path(path), create=create, base=base, default_base=DEFAULT_BASE_IRI, read_only=read_only
        )
        try:
            engine = open_engine(home)
            return cls(engine, home.base, home, read_only=read_only)
        except BaseException:
            home.close()
            raise

    @classmethod
    def _at_endpoint(cls, path: Path, base: str | None, read_only: bool) -> Store:
        endpoint = Endpoint.at(path, base, DEFAULT_BASE_IRI)
        try:
            return cls(endpoint, endpoint.base, read_only=read_only)
        except BaseException:
            endpoint.close()
            raise

    @classmethod
    def memory(cls, base: str = DEFAULT_BASE_IRI) -> Store:
        """A store that lives as long as the process."""
        return cls(ox.Store(), base)

    def close(self) -> None:
        """Give the directory back; harmless when done twice."""
        if self._engine is None:
            return
        engine, self._engine = self._engine, None
        trouble: StoreError | None = None
        if isinstance(engine, Endpoint):
            if self._claim is not None:
                with suppress(StoreError):  # the server is gone: there is nobody to tell
                    self._claim.release()
            engine.close()
        elif self._home is not None and not self._read_only:
            trouble = flush(engine)
        del engine, self._deriver, self._snapshots  # RocksDB lets go when the last reference does
        if self._home is not None:
            self._home.close()
        if self._scratch is not None:
            self._scratch.cleanup()
        if trouble is not None:
            raise trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
            return
        with suppress(StoreError):  # what came first says more
            self.close()

    @property
    def path(self) -> Path | None:
        """The directory; None in memory."""
        return self._home.path if self._home is not None else None

    @property
    def engine(self) -> Engine:
        """The pyoxigraph store (or ``Endpoint``), to read what this class has no method for.

        Do not write past this class.
        """
        if self._engine is None:
            raise StoreError("This store is closed. Open it again with Store.open.")
        return self._engine

    # Articles

    def article(self, article_id: str) -> str:
        """The IRI of an article by its id."""
        return iris.article_iri(self.base, article_id)

    def __contains__(self, article: object) -> bool:
        """Whether an article is stored, by IRI or by id."""
        if not isinstance(article, str):
            return False
        return self.engine.contains_named_graph(self._article_node(article))

    def holds(self, article: str, content_hash: str, settings_hash: str | None = None) -> bool:
        """Whether an article is stored with this content, read with these settings (if given)."""
        graph = self._article_node(article)
        if self._stored(graph, KG.contentHash) != content_hash:
            return False
        return settings_hash is None or self._stored(graph, KG.settingsHash) == settings_hash

    def replace(
        self, article: str, quads: Iterable[ox.Quad], content_hash: str, settings_hash: str | None = None
    ) -> Literal["new", "replaced", "same"]:
        """Put an article's graph in place of what is stored of it, in one transaction.

        ``quads`` (``kg.ontology.grounding.article_quads``) are not looked at where the store holds the
        article with this content and these settings. The derived layers follow with ``refresh``.
        Raises ``StoreError`` for quads of another graph or with blank nodes, and where writing fails.
        """
        graph = self._article_node(article)
        if self.holds(article, content_hash, settings_hash):
            return "same"
        wanted = set(quads)
        check(wanted, graph)
        stored = set(self.engine.quads_for_pattern(None, None, None, graph))
        removed, added = stored - wanted, wanted - stored
        marks = self._deriver.marks(graph, stored, removed, added)
        with self._writing():
            replace_article(self.engine, removed, added, marks)
        return "replaced" if stored else "new"

    def remove(self, article: str) -> bool:
        """Take an article out; False where it was not stored. The derived layers follow with ``refresh``."""
        graph = self._article_node(article)
        if not self.engine.contains_named_graph(graph):
            return False
        stored = list(self.engine.quads_for_pattern(None, None, None, graph))
        marks = self._deriver.marks(graph, stored, stored, ())
        with self._writing():
            drop(self.engine, graph, marks)
        return True

    def register(self, quads: Iterable[ox.Quad]) -> bool:
        """Describe states and organisations (``registry_quads``); True where that changed anything.

        Names of states stand in the labels of events, so a change makes the derived layers anew
        with the next ``refresh``.
        """
        graph = self.names.registry_graph
        wanted = set(quads)
        check(wanted, graph)
        stored = set(self.engine.quads_for_pattern(None, None, None, graph))
        if wanted == stored:
            return False
        every = ox.NamedNode(self.base)
        with self._writing():
            (mark,) = pending_quads(every, (), self.names)
            change(self.engine, stored - wanted, [*(wanted - stored), mark], owed=mark)
        return True

    def correct(self, corrections: Iterable[Correction]) -> bool:
        """Let these corrections alone bear on what ``refresh`` derives; True where that changed anything."""
        chosen = list(corrections)
        wanted = {quad for correction in chosen for quad in correction_quads(correction, self.names)}
        stored = set(self.engine.quads_for_pattern(None, None, None, self.names.correction_graph))
        if wanted == stored:
            return False
        with self._writing():
            marks = self._deriver.correct(overlay_of(chosen))
            change(self.engine, stored - wanted, [*(wanted - stored), *marks], owed=self._deriver.owed)
        return True

    def corrections(self) -> list[Correction]:
        """All corrections that the store knows, undone ones too, oldest first."""
        quads = self.engine.quads_for_pattern(None, None, None, self.names.correction_graph)
        return corrections_from(quads, self.names)

    def bulk(self, quads: Iterable[ox.Quad]) -> None:
        """Fill an empty store with articles' graphs, much faster than one by one, and derive the rest.

        Complete or not at all. Raises ``StoreError`` where the store holds something already.
        """
        if self.filled():
            raise StoreError("Only an empty store can be filled in bulk. Use replace, or make a new store.")
        self.fill(chain(pending_quads(ox.NamedNode(self.base), (), self.names), quads))
        self.refresh()

    def filled(self) -> bool:
        """Whether anything is stored."""
        return any(graph != self.names.lock_graph for graph in self.engine.named_graphs())

    def fill(self, quads: Iterable[ox.Quad] | BinaryIO, statements: int | None = None) -> None:
        """Put graphs, or the N-Quads of a file, into an empty store: into a directory whole or not at all.

        Raises ``Incomplete`` where that is a directory and other than so many ``statements`` arrived.
        """
        with self._writing():
            if self._home is None:
                add_many(self.engine, quads)
            else:
                fill_directory(self._home.filling, quads, statements)
                self._adopt(self._home)

    def _adopt(self, home: Home) -> None:
        del self._deriver, self._snapshots
        self._engine = None
        home.adopt()
        self._engine = open_engine(home)
        self._deriver = Deriver(self._engine, self.names, taxonomy())
        self._snapshots = Snapshots(self._engine, home.snapshots, on_disk=True)

    # Derived layers

    def refresh(self) -> int:
        """Bring occurrences and relations up to date with the articles changed since; how many those were."""
        with self._writing():
            return self._deriver.refresh()

    def rebuild(self) -> None:
        """Make occurrences and relations anew from all articles: the same quads as ``refresh`` keeps."""
        with self._writing():
            self._deriver.rebuild()

    # Questions

    def query(
        self,
        query: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        bindings: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        graphs: Graphs | None = None,
    ) -> Result:
        """Answer a SPARQL query over all graphs together; it can only read, and only this store.

        With ``timeout`` (seconds) the query runs in a process of its own on a snapshot, and is
        stopped when the time is up: use it for queries that others wrote. An endpoint answers in processes
        of its own: there the wait is given up, and stopping the work is the server's business. ``limit``
        is the most rows (or triples) to give; ``bindings`` fix variables that the query selects; ``graphs``
        are the ones to look at, in place of FROM. Raises ``QueryError``.
        """
        if timeout is None:
            return ask(self.engine, query, self.base, limit=limit, bindings=bindings, graphs=graphs)
        options = {"timeout": timeout, "limit": limit, "bindings": bindings, "graphs": graphs}
        if self._home is not None and self._read_only:  # nobody can write while we hold our lock
            return ask_outside(self._home.quads, query, self.base, **options)  # type: ignore[arg-type]
        if self._snapshots is None:
            return ask(self.engine, query, self.base, **options)  # type: ignore[arg-type]
        with self._snapshots.current() as path:
            return ask_outside(path, query, self.base, **options)  # type: ignore[arg-type]

    def run(
        self, name: str, *, timeout: float | None = None, limit: int | None = None, **parameters: object
    ) -> Result:
        """Answer a named question: ``store.run("who-met", a="IRN", b="PAK", since="2023-01")``.

        Raises ``QueryError`` for a name or a parameter that does not exist, or a value of the wrong type.
        """
        return self.query(question(name).text(self.base, **parameters), timeout=timeout, limit=limit)

    def evidence(self, iri: str) -> list[EvidenceRow]:
        """The sentences that an event, a relation or a report rests on, by article and place in it."""
        return evidence.evidence(self.engine, self.names, iri)

    def events(self, *parties: str) -> Iterator[EventRow]:
        """Every occurrence and prospect, sorted by IRI; with ``parties``, those in which all take part.

        A party is an actor's id (``IRN``, ``IRN/mohammad-baqeri``), named or stood for. What one dyad did is
        found by index: the time it takes does not grow with the store.
        """
        return tables.events(self.engine, self.names, taxonomy(), parties)

    def edges(self) -> Iterator[RelationRow]:
        """Every direct relation, sorted by IRI."""
        return tables.edges(self.engine, self.names)

    def actors(self) -> Iterator[ActorRow]:
        """Every actor that an event names or stands for, sorted by id."""
        return tables.actors(self.engine, self.names)

    def sourcing(self) -> Iterator[Sourcing]:
        """Who published the reports of each event, and how sure the best of them is."""
        return sourcing(self.engine, self.names)

    def info(self) -> StoreInfo:
        """What the store holds, counted."""
        return info_of(self.engine, self.names, self._home.size() if self._home is not None else None)

    def rdflib(self) -> rdflib.Dataset:
        """The graph as rdflib sees it: read only, its queries answered by Oxigraph."""
        from kg.store.rdflib_view import dataset

        return dataset(self)

    def export(self, format: str, sink: BinaryIO, *, layer: str | None = None) -> None:
        """Write the graph, or one layer of it (``kg.store.export.LAYERS``), to a binary file.

        ``format`` is turtle, trig, nquads, ntriples, jsonld or rdfxml. Sorted, so the same graph gives
        the same bytes; above a million quads, streamed in the engine's order (which is stable too).
        """
        export(self.engine, self.names, format, sink, layer=layer)

    # Within

    def _article_node(self, article: str) -> ox.NamedNode:
        return node(article if article.startswith(self.base) else self.article(article))

    def _stored(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        found = next(self.engine.quads_for_pattern(subject, predicate, None, subject), None)
        return found.object.value if found is not None else None  # type: ignore[union-attr]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Refuse where the store is open to read; turn the engine's failures into ours."""
        if self._read_only:
            where = self._home.path if self._home is not None else "at the endpoint"
            raise StoreReadOnly(f"The store {where} is open read-only. Open it without read_only.")
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"Writing to the store failed: {error}. The change was not made; make room and run it again."
            ) from error
        finally:
            if self._engine is not None and self._snapshots is not None:
                self._snapshots.stale()
