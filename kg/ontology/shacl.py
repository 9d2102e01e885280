"""SHACL core as far as ``ontologies/shapes.ttl`` uses it, compiled once and run on Oxigraph's own index.

pySHACL knows all of SHACL but takes some 3 ms for a report on top of a copy of the graph into rdflib;
this takes a small fraction of that, at the price of a subset: targets by class; predicate, sequence and
alternative paths; and the constraints in ``_CONSTRAINTS``. ``compile_shapes`` raises ``Unsupported``
for anything else, so nothing is skipped in silence. A test holds both engines to the same findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

import pyoxigraph as ox

from kg.ontology.terms import RDF, RDFS, SKOS, XSD, ontology_quads

__all__ = ["Data", "Finding", "Shape", "Unsupported", "compile_shapes", "findings"]

Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
Node: TypeAlias = Subject | ox.Literal
Path: TypeAlias = tuple[frozenset[ox.NamedNode], ...]  # a sequence of steps, each a choice of predicates
Check: TypeAlias = Callable[["Data", Node, Sequence[Node]], Iterator[Node | None]]

_SH = "http://www.w3.org/ns/shacl#"
_CACHED_READS = 100_000  # properties of nodes that others lead to


class Unsupported(Exception):
    """The shapes use something of SHACL that is not compiled here; pySHACL can run them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One value of one node that breaks one shape; ``value`` is None where something is missing."""

    focus: Node
    shape: Node
    message: str
    value: Node | None


@dataclass(slots=True)
class Shape:
    """A compiled shape: what is checked of the values that ``path`` leads to (of the node itself if None)."""

    node: Node
    message: str
    path: Path | None = None
    targets: tuple[ox.NamedNode, ...] = ()
    checks: list[Check] = field(default_factory=list)
    properties: list[Shape] = field(default_factory=list)


class Data:
    """The graph under test: the union of all graphs of a store, with our class hierarchy added.

    Reading is what takes the time. A node under test is read once, whole (``focus_on``); of the nodes
    that it leads to only what a shape asks for.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._context: dict[Node, list[ox.Quad]] = defaultdict(list)
        self._below: dict[Node, set[Node]] = defaultdict(set)
        for quad in ontology_quads():
            if quad.predicate in {RDFS.subClassOf, SKOS.inScheme}:
                self._context[quad.subject].append(quad)
            if quad.predicate == RDFS.subClassOf:
                self._below[quad.object].add(quad.subject)
        self._focus: Node | None = None
        self._about: Mapping[Node, Sequence[Node]] = {}
        self._read = lru_cache(maxsize=_CACHED_READS)(self._values)
        self.subclasses = lru_cache(maxsize=None)(self._subclasses)

    def focus_on(self, node: Subject) -> None:
        """Read everything that the graph says of a node."""
        found: dict[Node, dict[Node, None]] = defaultdict(dict)
        for quad in (*self._store.quads_for_pattern(node, None, None, None), *self._context.get(node, ())):
            found[quad.predicate][quad.object] = None
        self._focus, self._about = node, {predicate: tuple(values) for predicate, values in found.items()}

    def values(self, node: Node, predicate: ox.NamedNode) -> Sequence[Node]:
        """The different values of one property of a node."""
        return self._about.get(predicate, ()) if node == self._focus else self._read(node, predicate)

    def _values(self, node: Node, predicate: ox.NamedNode) -> Sequence[Node]:
        if isinstance(node, ox.Literal):
            return ()
        stored = self._store.quads_for_pattern(node, predicate, None, None)
        known = (quad for quad in self._context.get(node, ()) if quad.predicate == predicate)
        return tuple({quad.object: None for quad in (*stored, *known)})

    def _subclasses(self, cls: Node) -> frozenset[Node]:
        """A class and everything below it."""
        seen = {cls}
        queue = [cls]
        while queue:
            new = self._below.get(queue.pop(), set()) - seen
            seen |= new
            queue += new
        return frozenset(seen)

    def is_a(self, node: Node, cls: Node) -> bool:
        """True where a type of the node is the class or lies below it."""
        return not self.subclasses(cls).isdisjoint(self.values(node, RDF.type))

    def follow(self, node: Node, path: Path) -> Sequence[Node]:
        """The different nodes at the end of a path."""
        if len(path) == 1 and len(path[0]) == 1:  # nearly always
            (predicate,) = path[0]
            return self.values(node, predicate)
        nodes: dict[Node, None] = {node: None}
        for step in path:
            nodes = dict.fromkeys(
                v for start in nodes for predicate in step for v in self.values(start, predicate)
            )
        return tuple(nodes)

    def instances(self, classes: Iterable[Node]) -> Iterator[Subject]:
        """Every node with one of the classes as its type, each once."""
        seen: set[Node] = set()
        for cls in classes:
            for quad in self._store.quads_for_pattern(None, RDF.type, cls, None):
                if quad.subject not in seen:
                    seen.add(quad.subject)
                    yield quad.subject


def findings(shapes: Sequence[Shape], data: Data) -> Iterator[Finding]:
    """Everything in the graph that breaks a shape, in no particular order."""
    aimed = [(data.subclasses(target), shape) for shape in shapes for target in shape.targets]
    for node in data.instances(sorted({cls for classes, _ in aimed for cls in classes}, key=str)):
        data.focus_on(node)
        types = data.values(node, RDF.type)
        for classes, shape in aimed:
            if not classes.isdisjoint(types):
                yield from _broken(shape, node, data)


def _broken(shape: Shape, focus: Node, data: Data) -> Iterator[Finding]:
    values = [focus] if shape.path is None else data.follow(focus, shape.path)
    for check in shape.checks:
        for value in check(data, focus, values):
            yield Finding(focus=focus, shape=shape.node, message=shape.message, value=value)
    for inner in shape.properties:
        for value in values:
            yield from _broken(inner, value, data)


def _conforms(shape: Shape, node: Node, data: Data) -> bool:
    return next(_broken(shape, node, data), None) is None


# --- Constraints: parameter -> check --------------------------------------------------------------


def _all(holds: Callable[[Sequence[Node]], bool]) -> Check:
    """A check of the values together."""

    def check(_data: Data, _focus: Node, values: Sequence[Node]) -> Iterator[Node | None]:
        if not holds(values):
            yield None

    return check


def _at_least(least: int) -> Check:
    return _all(lambda values: len(values) >= least)


def _at_most(most: int) -> Check:
    return _all(lambda values: len(values) <= most)


def _each(holds: Callable[[Node], bool]) -> Check:
    """A check of every value on its own."""

    def check(_data: Data, _focus: Node, values: Sequence[Node]) -> Iterator[Node | None]:
        return (value for value in values if not holds(value))

    return check


def _each_in(holds: Callable[[Data, Node], bool]) -> Check:
    """A check of every value by what the graph says of it."""

    def check(data: Data, _focus: Node, values: Sequence[Node]) -> Iterator[Node | None]:
        return (value for value in values if not holds(data, value))

    return check


def _less_than(other: ox.NamedNode) -> Check:
    def check(data: Data, focus: Node, values: Sequence[Node]) -> Iterator[Node | None]:
        for value in values:
            for bound in data.values(focus, other):
                low, high = _number(value), _number(bound)
                if low is None or high is None or not low < high:
                    yield value

    return check


def _disjoint(other: ox.NamedNode) -> Check:
    def check(data: Data, focus: Node, values: Sequence[Node]) -> Iterator[Node | None]:
        others = data.values(focus, other)
        return (value for value in values if value in others)

    return check


def _number(node: Node) -> Decimal | None:
    """The value of a well-formed integer or decimal, else None."""
    if isinstance(node, ox.Literal) and node.datatype in {XSD.integer, XSD.decimal} and _well_formed(node):
        return Decimal(node.value)
    return None


def _is_at_least(least: Decimal) -> Callable[[Node], bool]:
    return lambda value: (number := _number(value)) is not None and number >= least


def _is_at_most(most: Decimal) -> Callable[[Node], bool]:
    return lambda value: (number := _number(value)) is not None and number <= most


def _plain(node: Node) -> str | None:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else None


def _matches(pattern: str) -> Callable[[Node], bool]:
    expression = re.compile(pattern)
    return lambda value: (text := _plain(value)) is not None and expression.search(text) is not None


def _is_long(least: int) -> Callable[[Node], bool]:
    return lambda value: (text := _plain(value)) is not None and len(text) >= least


_LEXICAL = {
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.date: re.compile(r"\d{4}-\d\d-\d\d"),
    XSD.gYearMonth: re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    XSD.gYear: re.compile(r"\d{4}"),
}


def _well_formed(literal: ox.Literal) -> bool:
    """True where the text of a literal is one of its datatype; any text is, of a datatype not listed.

    Dates are those of the model: four digits of year, no time zone.
    """
    expression = _LEXICAL.get(literal.datatype)
    if expression is not None and not expression.fullmatch(literal.value):
        return False
    if literal.datatype == XSD.date:
        try:
            date.fromisoformat(literal.value)
        except ValueError:
            return False
    return True


def _is_of(datatype: Node) -> Callable[[Node], bool]:
    return lambda value: isinstance(value, ox.Literal) and value.datatype == datatype and _well_formed(value)


def _is_kind(kind: Node) -> Callable[[Node], bool]:
    if kind != ox.NamedNode(_SH + "IRI"):
        raise Unsupported(f"sh:nodeKind {kind}")
    return lambda value: isinstance(value, ox.NamedNode)


# --- Compiling --------------------------------------------------------------------------------------


class _Compiler:
    """Reads shapes from the triples of a shapes graph."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._index: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self._index[quad.subject][quad.predicate.value].append(quad.object)
        self._made: dict[Node, Shape] = {}

    def targeted(self) -> list[Shape]:
        nodes = [node for node, about in self._index.items() if _SH + "targetClass" in about]
        for about in self._index.values():
            for predicate in about:
                if predicate.startswith(_SH + "target") and predicate != _SH + "targetClass":
                    raise Unsupported(f"{predicate} (only sh:targetClass)")
        return [self.shape(node) for node in nodes]

    def shape(self, node: Node) -> Shape:
        if node in self._made:
            return self._made[node]
        about = self._index[node]
        message = " ".join(_plain(text) or "" for text in about.get(_SH + "message", ()))
        shape = self._made[node] = Shape(node=node, message=message)
        for predicate, values in about.items():
            name = predicate.removeprefix(_SH)
            if not predicate.startswith(_SH) or name in {"message", "name", "description", "order"}:
                continue
            for value in values:
                self._add(shape, name, value)
        return shape

    def _add(self, shape: Shape, name: str, value: Node) -> None:
        if name == "path":
            shape.path = self._path(value)
        elif name == "targetClass":
            shape.targets += (_named(value),)
        elif name == "property":
            shape.properties.append(self.shape(value))
        else:
            shape.checks.append(self._check(name, value))

    def _check(self, name: str, value: Node) -> Check:
        if name in _CONSTRAINTS:
            return _CONSTRAINTS[name](value)
        if name == "in":
            allowed = frozenset(self._list(value))
            return _each(lambda found: found in allowed)
        if name == "node":
            inner = self.shape(value)
            return _each_in(lambda data, found: _conforms(inner, found, data))
        if name == "not":
            barred = self.shape(value)
            return _each_in(lambda data, found: not _conforms(barred, found, data))
        if name == "or":
            choices = [self.shape(choice) for choice in self._list(value)]
            return _each_in(lambda data, found: any(_conforms(choice, found, data) for choice in choices))
        raise Unsupported(f"sh:{name}")

    def _path(self, node: Node) -> Path:
        about = self._index.get(node, {})
        if RDF.first.value in about:
            return tuple(step for part in self._list(node) for step in self._path(part))
        if _SH + "alternativePath" in about:
            return (frozenset(map(_named, self._list(about[_SH + "alternativePath"][0]))),)
        return (frozenset({_named(node)}),)

    def _list(self, node: Node) -> list[Node]:
        items = []
        while node != RDF.nil:
            items += self._index[node][RDF.first.value]
            node = self._index[node][RDF.rest.value][0]
        return items


def _named(node: Node) -> ox.NamedNode:
    if not isinstance(node, ox.NamedNode):
        raise Unsupported(f"{node} where an IRI is expected (inverse and repeated paths are not compiled)")
    return node


def _whole(node: Node) -> int:
    return int(_plain(node) or "")


def _exact(node: Node) -> Decimal:
    return Decimal(_plain(node) or "")


_CONSTRAINTS: Mapping[str, Callable[[Node], Check]] = {
    "minCount": lambda value: _at_least(_whole(value)),
    "maxCount": lambda value: _at_most(_whole(value)),
    "hasValue": lambda value: _all(lambda found: value in found),
    "class": lambda value: _each_in(lambda data, found: data.is_a(found, value)),
    "datatype": lambda value: _each(_is_of(value)),
    "nodeKind": lambda value: _each(_is_kind(value)),
    "minInclusive": lambda value: _each(_is_at_least(_exact(value))),
    "maxInclusive": lambda value: _each(_is_at_most(_exact(value))),
    "minLength": lambda value: _each(_is_long(_whole(value))),
    "pattern": lambda value: _each(_matches(_plain(value) or "")),
    "lessThan": lambda value: _less_than(_named(value)),
    "disjoint": lambda value: _disjoint(_named(value)),
}


def compile_shapes(quads: Iterable[ox.Quad]) -> list[Shape]:
    """The shapes with a target class, ready to run. Raises ``Unsupported`` for SHACL beyond the subset."""
    return _Compiler(quads).targeted()
