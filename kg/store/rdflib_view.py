"""The store as rdflib sees it: to read, with queries answered by Oxigraph.

Patterns are looked up in the store itself; nothing is copied. Writing raises, because a change that
goes past ``Store.replace`` would leave occurrences and relations behind, and rdflib's own
update can fail half-way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.query import Result as RdflibResult
from rdflib.store import Store as RdflibStore

from kg.errors import StoreError
from kg.ontology.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from kg.store.answers import Result
    from kg.store.store import Store

__all__ = ["dataset"]


def dataset(store: Store) -> rdflib.Dataset:
    """A read-only ``rdflib.Dataset`` over a store; its default graph is the union of all graphs."""
    view = rdflib.Dataset(store=_View(store), default_union=True)
    for prefix, namespace in {**PREFIXES, "": store.base}.items():
        cast("_View", view.store).declare(prefix, rdflib.URIRef(namespace))
    return view


class _View(RdflibStore):
    """The plug-in: rdflib's patterns in, rdflib's terms out."""

    context_aware = True
    formula_aware = False
    transaction_aware = False
    graph_aware = True

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._prefixes: dict[str, rdflib.URIRef] = {}

    # Reading

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        subject, predicate, object_ = triple_pattern
        if isinstance(subject, rdflib.Literal) or (
            predicate is not None and not isinstance(predicate, rdflib.URIRef)
        ):
            return
        found = self._store.engine.quads_for_pattern(
            cast("ox.NamedNode | None", _to_engine(subject)),
            cast("ox.NamedNode | None", _to_engine(predicate)),
            _to_engine(object_),
            _graph_name(context),
        )
        graphs: dict[tuple[Any, Any, Any], list[Any]] = {}
        for quad in found:
            triple = (_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object))
            graphs.setdefault(triple, []).append(quad.graph_name)
        for triple, names in graphs.items():
            yield triple, (self._context(name) for name in names)

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        if triple is None or triple == (None, None, None):
            yield from (self._context(name) for name in self._store.engine.named_graphs())
            return
        for _, contexts in self.triples(triple):
            yield from contexts

    def __len__(self, context: Any = None) -> int:
        graph = _graph_name(context)
        if graph is None:
            return sum(1 for _ in self.triples((None, None, None)))
        return sum(1 for _ in self._store.engine.quads_for_pattern(None, None, None, graph))

    # rdflib calls with these names
    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **_: Any) -> RdflibResult:  # noqa: N803, ARG002
        """Answer by Oxigraph, all graphs together; the guard refuses what fetches or writes."""
        if not isinstance(query, str):
            raise NotImplementedError  # a prepared query: rdflib evaluates it over triples()
        declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (initNs or {}).items())
        bindings = {str(name).lstrip("?"): _to_engine(term) for name, term in (initBindings or {}).items()}
        answer = self._store.query(declared + query, bindings=cast("Any", bindings) or None)
        return _result(answer)

    # Names

    def declare(self, prefix: str, namespace: rdflib.URIRef) -> None:
        """Make a prefix known."""
        self._prefixes[prefix] = namespace

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        if override or prefix not in self._prefixes:
            self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        return self._prefixes.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        return next((name for name, iri in self._prefixes.items() if iri == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        yield from self._prefixes.items()

    # Writing

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise StoreError("This rdflib view only reads. Change articles with Store.replace and Store.remove.")

    add = addN = remove = update = remove_graph = commit = rollback = _refuse  # noqa: N815

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls this for every graph that somebody only looks at."""

    def _context(self, name: Any) -> Graph:
        identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, ox.DefaultGraph) else _to_rdflib(name)
        return Graph(store=self, identifier=identifier)


def _graph_name(context: Any) -> ox.NamedNode | ox.DefaultGraph | None:
    identifier = getattr(context, "identifier", context)
    if identifier is None or isinstance(identifier, rdflib.BNode):
        return None
    if identifier == DATASET_DEFAULT_GRAPH_ID:
        return None  # the default graph is the union
    return ox.NamedNode(str(identifier))


def _to_engine(term: Any) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


_STRING = ox.NamedNode(PREFIXES["xsd"] + "string")


def _result(answer: Result) -> RdflibResult:
    kinds = {"select": "SELECT", "ask": "ASK", "construct": "CONSTRUCT"}
    result = RdflibResult(kinds[answer.kind])
    if answer.kind == "ask":
        result.askAnswer = answer.answer
    elif answer.kind == "construct":
        graph = Graph()
        for triple in answer.triples:
            graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
        result.graph = graph
    else:
        result.vars = [rdflib.Variable(name) for name in answer.columns]
        result.bindings = [
            {
                rdflib.Variable(name): _to_rdflib(term)
                for name, term in zip(answer.columns, row, strict=True)
                if term is not None
            }
            for row in answer.terms
        ]
    return result
