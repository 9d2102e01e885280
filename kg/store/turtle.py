"""Turtle and TriG that read well: grouped and sorted, types and labels first, no more prefixes than used."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.ontology.terms import PREFIXES
from kg.store.terms import LABEL, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.terms import Names

__all__ = ["ordered", "trig", "turtle"]

_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN: Final = {XSD + "integer", XSD + "decimal", XSD + "boolean"}
_NUMBER: Final = re.compile(r"[-+]?\d+|[-+]?\d*\.\d+|true|false")
_LINE: Final = re.compile(r"^(?=[^\n])", re.MULTILINE)
_HEADS: Final = (
    "Articles, what they report, and the words that say so",
    "Events and prospects",
    "Relations: how often, since when, by which events",
    "Actors, and how they stand to one another",
    "Offices",
    "More",
)
_SECTIONS: Final = {
    "article": 0,
    "report": 0,
    "tenure": 0,
    "event": 1,
    "relation": 2,
    "dyad-year": 2,
    "actor": 3,
    "office": 4,
}

_Key = tuple[int, str, int, str]
_Blocks = dict[str, set[tuple[ox.NamedNode, ox.Quad]]]


def turtle(quads: Iterable[ox.Quad], names: Names) -> Iterator[str]:
    """All quads as one graph; the text in pieces, each a block of one subject."""
    writer = _Writer(names)
    body = list(writer.sections(quads))
    yield from writer.head()
    yield from body


def trig(quads: Iterable[ox.Quad], names: Names) -> Iterator[str]:
    """Graph by graph: the articles' sorted by IRI, then the derived ones, then the registry."""
    writer = _Writer(names)
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs[cast("ox.NamedNode", quad.graph_name).value].append(quad)
    body = []
    for graph in sorted(graphs, key=lambda iri: (iri.startswith(names.graphs), iri)):
        body.append(f"\n{writer.iri(graph)} {{\n")
        body += [_indent(text) for text in writer.blocks(graphs[graph])]
        body.append("}\n")
    yield from writer.head()
    yield from body


def ordered(quads: Iterable[ox.Quad], names: Names) -> list[ox.Quad]:
    """The quads in the order in which Turtle shows their subjects, each statement once per graph."""
    homes = _homes(quads := list(quads))
    return sorted(set(quads), key=lambda quad: (_key(_iri(quad.subject), homes, names), str(quad)))


def _indent(text: str) -> str:
    """Deeper by four spaces. Line feeds alone end lines here: a literal may hold U+0085 and its like."""
    return _LINE.sub("    ", text)


def _iri(term: object) -> str:
    return cast("ox.NamedNode", term).value


def _homes(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The graph that each subject is described in, the smallest where there are several."""
    homes: dict[str, str] = {}
    for quad in quads:
        subject, graph = _iri(quad.subject), _iri(quad.graph_name)
        homes[subject] = min(graph, homes.get(subject, graph))
    return homes


def _key(subject: str, homes: dict[str, str], names: Names) -> _Key:
    """Where a subject stands: section, article, itself before what belongs to it."""
    kind = subject[len(names.base) :].partition("/")[0] if subject.startswith(names.base) else ""
    section = _SECTIONS.get(kind, len(_HEADS) - 1)
    if section == 0:
        return section, homes.get(subject, ""), kind != "article", subject
    return section, "", 0, subject


class _Writer:
    """Writes terms, and remembers which prefixes it used."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._used: set[str] = set()
        self._relative = names.base if names.base.endswith("/") else None
        self._seen: dict[str, str] = {}

    def head(self) -> Iterator[str]:
        """The declarations, for what has been written so far."""
        if self._relative:
            yield f"@base <{self._relative}> .\n"
        for prefix in sorted(self._used):
            yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"

    def sections(self, quads: Iterable[ox.Quad]) -> Iterator[str]:
        """Blocks under headings."""
        current = -1
        for key, text in self._keyed(list(quads)):
            if key[0] != current:
                current = key[0]
                yield f"\n# {_HEADS[current]}\n"
            yield f"\n{text}"

    def blocks(self, quads: list[ox.Quad]) -> Iterator[str]:
        """Blocks alone."""
        for number, (_, text) in enumerate(self._keyed(quads)):
            yield f"\n{text}" if number else text

    def _keyed(self, quads: list[ox.Quad]) -> Iterator[tuple[_Key, str]]:
        homes = _homes(quads)
        subjects: dict[str, dict[ox.NamedNode, set[str]]] = {}
        for quad in quads:
            about = subjects.setdefault(_iri(quad.subject), {})
            about.setdefault(quad.predicate, set()).add(self.term(quad.object))
        for subject in sorted(subjects, key=lambda iri: _key(iri, homes, self._names)):
            yield _key(subject, homes, self._names), self._block(subject, subjects[subject])

    def _block(self, subject: str, about: dict[ox.NamedNode, set[str]]) -> str:
        lines = []
        for predicate in sorted(about, key=lambda p: (p != TYPE, p != LABEL, p.value)):
            verb = "a" if predicate == TYPE else self.iri(predicate.value)
            lines.append(f"{verb} {', '.join(sorted(about[predicate]))}")
        return self.iri(subject) + " " + " ;\n    ".join(lines) + " .\n"

    def term(self, term: object) -> str:
        """A term in Turtle; numbers and booleans bare, dates with a prefixed datatype."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        assert isinstance(term, ox.Literal)
        kind = term.datatype.value
        if term.language or kind == XSD + "string":
            return str(term)
        if kind in _PLAIN and _NUMBER.fullmatch(term.value):
            return term.value
        quoted = str(term)[: -len(f"^^<{kind}>")]
        return f"{quoted}^^{self.iri(kind)}"

    def iri(self, iri: str) -> str:
        """Relative to the base for data, prefixed for known vocabularies, else whole."""
        if iri not in self._seen:
            self._seen[iri] = self._write(iri)
        return self._seen[iri]

    def _write(self, iri: str) -> str:
        if self._relative and iri.startswith(self._relative) and len(iri) > len(self._relative):
            return f"<{iri[len(self._relative) :]}>"
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"
