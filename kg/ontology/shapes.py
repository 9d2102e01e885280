"""What must hold of a graph, told in plain words: ``ontologies/shapes.ttl`` run on a store or on quads.

    report = validate(store)
    report.conforms                -> False
    print(report.problems[0])      -> https://.../report/ab12: A report must have one confidence
                                      between 0 and 1. Found: 1.5

Shapes of one's own (``shapes=Path("mine.ttl")``) may use all of SHACL core: those that go beyond what
``kg.ontology.shacl`` compiles are run by pySHACL, which is slower by far.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import config
from kg.errors import UsageError
from kg.ontology.shacl import Data, Shape, Unsupported, compile_shapes, findings
from kg.ontology.terms import RDFS, SKOS, ontology_quads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import rdflib

__all__ = ["Problem", "ValidationReport", "shipped_shapes", "to_rdflib", "validate", "validate_with_pyshacl"]

_SHAPES_NAMESPACE = "https://w3id.org/bilateral-kg/shapes#"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: with which node, by which shape, in plain words.

    ``focus`` is an IRI; ``shape`` the name of the node's shape (``Report``), or an IRI for other
    people's; ``value`` the value that is wrong, None where something is missing or too many.
    """

    focus: str
    message: str
    shape: str = ""
    value: str | None = None

    def __str__(self) -> str:
        found = "" if self.value is None else f" Found: {self.value}"
        return f"{self.focus}: {self.message}{found}"

    def as_dict(self) -> dict[str, str | None]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Everything that is wrong, sorted by node; empty where the graph conforms."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


def validate(graph: ox.Store | Iterable[ox.Quad], *, shapes: Path | None = None) -> ValidationReport:
    """Check all graphs of a store together, or loose quads, against the shapes that ship or those given.

    Actors must be described in what is checked: check an article's quads together with the registry's.
    Raises ``UsageError`` for a shapes file that cannot be read.
    """
    store = graph if isinstance(graph, ox.Store) else _store(graph)
    try:
        compiled = shipped_shapes() if shapes is None else compile_shapes(_read(shapes))
    except Unsupported:
        return validate_with_pyshacl(store, shapes=shapes)
    names = {inner.node: _name(outer.node) for outer in compiled for inner in (outer, *outer.properties)}
    problems = {
        Problem(
            focus=_text(finding.focus) or "",
            message=finding.message,
            shape=_name(finding.shape) if _is_named(finding.shape) else names.get(finding.shape, ""),
            value=_text(finding.value),
        )
        for finding in findings(compiled, Data(store))
    }
    return ValidationReport(tuple(sorted(problems, key=_order)))


def validate_with_pyshacl(
    graph: ox.Store | Iterable[ox.Quad], *, shapes: Path | None = None
) -> ValidationReport:
    """The same by pySHACL: the yardstick for our own engine, and for shapes that go beyond it."""
    import pyshacl
    import rdflib

    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    path = shapes or config.ontologies() / "shapes.ttl"
    quads = graph.quads_for_pattern(None, None, None, None) if isinstance(graph, ox.Store) else graph
    hierarchy = (quad for quad in ontology_quads() if quad.predicate in {RDFS.subClassOf, SKOS.inScheme})
    data = to_rdflib([*quads, *hierarchy])
    rules = rdflib.Graph().parse(data=path.read_bytes(), format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False, inplace=True)
    problems = set()
    for result in results.objects(None, shacl.result):
        source = results.value(result, shacl.sourceShape)
        owner = source if isinstance(source, rdflib.URIRef) else rules.value(None, shacl.property, source)
        value = results.value(result, shacl.value)
        problems.add(
            Problem(
                focus=str(results.value(result, shacl.focusNode)),
                message=" ".join(sorted(map(str, results.objects(result, shacl.resultMessage)))),
                shape=str(owner or "").removeprefix(_SHAPES_NAMESPACE),
                value=None if value is None else str(value),
            )
        )
    return ValidationReport(tuple(sorted(problems, key=_order)))


@cache
def shipped_shapes() -> list[Shape]:
    """The shapes of ``ontologies/shapes.ttl``, compiled once."""
    return compile_shapes(_read(config.ontologies() / "shapes.ttl"))


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """A plain rdflib graph of the triples, whichever graph they stand in."""
    import rdflib

    def term(node: Any) -> rdflib.term.Node:
        if isinstance(node, ox.NamedNode):
            return rdflib.URIRef(node.value)
        if isinstance(node, ox.Literal):
            if node.language:
                return rdflib.Literal(node.value, lang=node.language)
            return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
        return rdflib.BNode(node.value)

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def _store(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def _read(path: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(input=path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise UsageError(f"Cannot read the shapes file {path}: {error.strerror}.") from error
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"{path} is not valid Turtle: {error}") from error


def _is_named(node: object) -> bool:
    return isinstance(node, ox.NamedNode)


def _text(node: Any) -> str | None:
    return None if node is None else str(getattr(node, "value", node))


def _name(node: Any) -> str:
    return (_text(node) or "").removeprefix(_SHAPES_NAMESPACE)


def _order(problem: Problem) -> tuple[str, str, str, str]:
    return problem.focus, problem.message, problem.shape, problem.value or ""
