"""A store behind a SPARQL 1.1 endpoint, with the methods of ``pyoxigraph.Store`` that this package reads by.

Queries and updates go by the SPARQL 1.1 Protocol, whole graphs by the Graph Store HTTP Protocol where the
server offers it. Updates are cut into batches that servers accept, so one change may be several requests:
``writing.py`` orders them so that whatever is interrupted is known to be unfinished.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, UsageError
from kg.store.literals import normal_quad
from kg.store.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.store.asking import Graphs
    from kg.store.wire import Answer

__all__ = ["Endpoint", "EndpointSettings"]

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_ASKED: Final = "__ASK_RETVAL"  # Virtuoso's ASK is a SELECT of one number


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSettings:
    """The endpoint's file: where to ask, update and exchange graphs, as whom, and how much at once.

    ``batch`` is statements in an update, ``load_batch`` statements in a graph that is sent whole;
    ``timeout`` in seconds; ``retries`` after the first try. The password is read from the environment
    variable that ``password_env`` names, so that the file holds no secret.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    base: str | None = None
    user: str | None = None
    password_env: str = "KG_ENDPOINT_PASSWORD"
    batch: int = 1000
    load_batch: int = 20_000
    timeout: float = 120.0
    retries: int = 5

    def __post_init__(self) -> None:
        for name in ("query", "update", "graphs"):
            url = getattr(self, name)
            if url is not None and not url.startswith(("http://", "https://")):
                raise UsageError(f"{name} = {url!r} must be an http or https URL.")
        if min(self.batch, self.load_batch) < 1 or self.timeout <= 0 or self.retries < 0:
            raise UsageError("batch and load_batch must be at least 1, timeout above 0, retries at least 0.")

    @classmethod
    def load(cls, path: Path) -> EndpointSettings:
        """The settings in a TOML file. Raises ``UsageError`` where it is missing or broken."""
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"Cannot read the endpoint's file {path}: {error.strerror}.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} is not valid TOML: {error}.") from error
        kinds = {field.name: field.type for field in fields(cls)}
        for name, value in values.items():
            if name not in kinds:
                raise UsageError(f"{path} has no setting {name!r}; settings are {', '.join(kinds)}.")
            number = kinds[name] in {"int", "float"}
            if isinstance(value, bool) or isinstance(value, int | float) != number:
                raise UsageError(
                    f"{path}: {name} must be a {'number' if number else 'string'}, not {value!r}."
                )
        if "query" not in values:
            raise UsageError(f"{path} says no query = 'http://...': where to send queries.")
        return cls(**values)


class Endpoint:
    """One endpoint; only graphs whose IRI starts with ``base`` are looked at and written."""

    def __init__(self, settings: EndpointSettings, base: str) -> None:
        self.settings = settings
        self.base = base
        self._every = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}"))'
        password = os.environ.get(settings.password_env, "")
        self._wire = Wire(settings.user, password, settings.timeout, settings.retries)

    @classmethod
    def at(cls, path: Path, base: str | None, default_base: str) -> Endpoint:
        """The endpoint that a file describes. Raises ``UsageError``; ``StoreError`` for another base IRI."""
        settings = EndpointSettings.load(path)
        ours = settings.base or base or default_base
        if base is not None and base != ours:
            raise StoreError(
                f"{path} gives the base IRI {ours}, not {base}. "
                f"Set base_iri = {ours!r} in kg.toml, or another base there."
            )
        return cls(settings, ours)

    # Reading, as pyoxigraph.Store does

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Any,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; a whole graph is fetched as such, other patterns are queries."""
        if subject is predicate is object is None:
            graphs = list(self.named_graphs()) if graph_name is None else [graph_name]
            for graph in graphs:
                yield from self.graph(cast("ox.NamedNode", graph))
            return
        given = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in given.items())
        free = " ".join(f"?{name}" for name, term in given.items() if term is None)
        for row in self._select(f"SELECT {free or '(1 AS ?yes)'} {{ GRAPH {g} {{ {s} {p} {o} }} }}"):
            quad = ox.Quad(*(row[name] if term is None else term for name, term in given.items()))
            if cast("ox.NamedNode", quad.graph_name).value.startswith(self.base):
                yield normal_quad(quad)

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        """Every statement of one graph; none where there is no such graph.

        As a query, not by GET of the graph: Virtuoso cuts both off at its limit, but says so of queries only.
        """
        for row in self._select(f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
            yield normal_quad(ox.Quad(row["s"], row["p"], row["o"], name))

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The graphs of this store, in the order of their IRIs."""
        text = f"SELECT DISTINCT ?g {{ {self._every} }}"
        yield from sorted((row["g"] for row in self._select(text)), key=lambda graph: graph.value)

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Whether a graph holds anything."""
        return bool(list(self._select(f"SELECT ?s {{ GRAPH {graph_name} {{ ?s ?p ?o }} }} LIMIT 1")))

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[ox.Variable, Any] | None = None,
        timeout: float | None = None,
        triples: bool = False,
        graphs: Graphs | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """What the endpoint answers. Its default graph must be the union of all (``docs/store.md``).

        ``triples`` says that it is a CONSTRUCT or DESCRIBE. Raises ``SyntaxError`` for a query that the
        server refuses, as ``pyoxigraph`` does.
        """
        declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        given = ""
        if substitutions:
            names = " ".join(f"?{variable.value}" for variable in substitutions)
            given = f"\nVALUES ({names}) {{ ({' '.join(str(term) for term in substitutions.values())}) }}"
        answer = self._ask(f"{declared}{query}{given}", timeout, _TRIPLES if triples else _ROWS, graphs)
        if answer.status == 400:
            raise SyntaxError(answer.body.decode("utf-8", "replace")[:500])
        _expect(answer, self.settings.query)
        self._check_whole(answer)
        if not triples:
            return _rows(answer.body)
        return (quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES))

    def __len__(self) -> int:
        """The number of statements."""
        text = f"SELECT (COUNT(*) AS ?n) {{ {self._every} }}"
        return next(int(row["n"].value) for row in self._select(text))

    def __iter__(self) -> Iterator[ox.Quad]:
        """Every statement, graph by graph."""
        return self.quads_for_pattern(None, None, None, None)

    # Writing

    def update(self, text: str) -> None:
        """Send one SPARQL update. Raises ``StoreError`` where the server refuses it."""
        if self.settings.update is None:
            raise StoreError("The endpoint's file names no update = 'http://...': it can only be read.")
        self._send("POST", self.settings.update, text, "application/sparql-update")

    def put(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Make a graph hold these statements and no others."""
        self.drop(graph)
        self.load(quads)

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Add many statements, in batches; quads of one graph should follow one another."""
        rest = iter(quads)
        limit = self.settings.load_batch if self.settings.graphs else self.settings.batch
        while batch := list(islice(rest, limit)):
            graphs: dict[ox.NamedNode, list[str]] = {}
            for quad in batch:
                name = cast("ox.NamedNode", quad.graph_name)
                graphs.setdefault(name, []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
            for name, lines in graphs.items():
                self._add(name, lines)

    def drop(self, graph: ox.NamedNode) -> None:
        """Take a graph away."""
        self.update(f"DROP SILENT GRAPH {graph}")

    def flush(self) -> None:
        """Nothing: the server keeps what it has confirmed."""

    def close(self) -> None:
        """Hang up."""
        self._wire.close()

    # Within

    def _add(self, graph: ox.NamedNode, lines: list[str]) -> None:
        if self.settings.graphs is None:
            self.update(f"INSERT DATA {{ GRAPH {graph} {{ {' '.join(lines)} }} }}")
            return
        self._send("POST", self._graph_url(graph), "\n".join(lines) + "\n", _TRIPLES)

    def _send(self, method: str, url: str, text: str, kind: str) -> None:
        try:
            answer = self._wire.send(method, url, text.encode("utf-8"), kind=kind)
        except TimeoutError:
            raise StoreError(
                f"The endpoint {url} took longer than {self.settings.timeout:g} s to write. Run the same "
                "command again; allow more with timeout, or send less with batch, in the endpoint's file."
            ) from None
        _expect(answer, url)

    def _graph_url(self, graph: ox.NamedNode) -> str:
        url = cast("str", self.settings.graphs)
        return f"{url}{'&' if '?' in url else '?'}graph={quote(graph.value, safe='')}"

    def _ask(
        self, text: str, timeout: float | None = None, accept: str = _ROWS, graphs: Graphs | None = None
    ) -> Answer:
        given: dict[str, str | tuple[str, ...]] = {"query": text}
        if graphs is not None:
            given |= {"default-graph-uri": graphs.default, "named-graph-uri": graphs.named}
        body = urlencode(given, doseq=True).encode("ascii")
        try:
            return self._wire.send(
                "POST", self.settings.query, body, kind="application/x-www-form-urlencoded",
                accept=accept, timeout=timeout,
            )  # fmt: skip
        except TimeoutError:
            raise QueryError(
                f"The endpoint {self.settings.query} took longer than "
                f"{timeout or self.settings.timeout:g} s. Narrow the query, or allow more."
            ) from None

    def _select(self, text: str) -> Iterator[Any]:
        answer = self._ask(text)
        _expect(answer, self.settings.query)
        self._check_whole(answer)
        yield from cast("ox.QuerySolutions", _rows(answer.body))

    def _check_whole(self, answer: Answer) -> None:
        """Virtuoso cuts an answer off and says so in a header; half an answer would be a wrong one."""
        cut = answer.headers.get("x-sparql-maxrows")
        if cut is not None:
            raise StoreError(
                f"The endpoint {self.settings.query} gives no more than {cut} rows. Raise its limit "
                "(Virtuoso: ResultSetMaxRows under [SPARQL] in virtuoso.ini) or ask for less."
            )


def _rows(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == [_ASKED]:
        truth = str(any(cast("ox.Literal", row[0]).value != "0" for row in found)).lower()
        answer = f'{{"head": {{}}, "boolean": {truth}}}'
        return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    return found


def _expect(answer: Answer, url: str | None) -> None:
    if not answer.ok:
        words = " ".join(answer.body.decode("utf-8", "replace").split())[:300]
        kind = QueryError if answer.status == 400 and "query" in words.lower()[:20] else StoreError
        raise kind(
            f"The endpoint {url} refused a request (HTTP {answer.status}): {words or 'it says no more'}."
        )
