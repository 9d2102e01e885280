"""The event classes and the direct relations, as the ontology file declares them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.terms import KG, KG_NAMESPACE, PREFIXES, RDF, RDFS, SKOS, About, Term, ontology_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["QUADS", "EventClass", "RelationProperty", "classes", "relations"]

QUADS = ("VerbalCooperation", "MaterialCooperation", "VerbalConflict", "MaterialConflict")

_PLOVER = PREFIXES["plover"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """A class of events. All names are local: ``JointExercise``, ``cooperatesWith``.

    ``ancestors`` are its event superclasses, nearest first, the root last; empty for a root.
    ``quad`` is one of ``QUADS``. ``plover`` and ``cameo`` code an event of it that occurred
    (``kg.ontology.codes`` derives the rest). ``intensity`` lies in [-10, 10], 10 most cooperative.
    ``symmetric`` is true where every two parties are a pair by nature. ``relation`` is the
    property that an occurrence founds between its parties: the nearest that it or an ancestor
    declares; ``relation_ancestors`` its superproperties, nearest first.
    """

    name: str
    label: str
    definition: str
    example: str
    note: str
    root: str
    ancestors: tuple[str, ...]
    plover: str
    cameo: str
    quad: str
    intensity: float
    symmetric: bool
    relation: str
    relation_ancestors: tuple[str, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """Every type that an occurrence of it carries, superclasses written out, the class first."""
        return (self.name, *self.ancestors, self.quad, "Event")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationProperty:
    """A direct relation between actors. ``ancestors`` are its superproperties, nearest first.

    ``symmetric`` relations are stated both ways; ``inverse`` names the property from object to
    subject of the others (None for a symmetric one).
    """

    name: str
    label: str
    definition: str
    ancestors: tuple[str, ...]
    symmetric: bool
    inverse: str | None


@cache
def classes() -> Mapping[str, EventClass]:
    """Every event class by name, roots and leaves, in the order of the ontology file."""
    index = ontology_index()
    scheme = KG.EventClasses
    nodes = [node for node, about in index.items() if scheme in about.get(SKOS.inScheme, ())]
    parents = {_local(n): [_local(o) for o in index[n][RDFS.subClassOf] if o in nodes] for n in nodes}
    relation_of = {
        _local(n): _local(index[n][KG.relationProperty][0]) for n in nodes if KG.relationProperty in index[n]
    }
    known = {}
    for node in nodes:
        name = _local(node)
        ancestors = _closure(name, parents)
        about = index[node]
        relation = next(relation_of[c] for c in (name, *ancestors) if c in relation_of)
        known[name] = EventClass(
            name=name,
            label=_text(about, RDFS.label),
            definition=_text(about, SKOS.definition),
            example=_text(about, SKOS.example),
            note=_text(about, SKOS.editorialNote),
            root=(name, *ancestors)[-1],
            ancestors=ancestors,
            plover=_value(about.get(SKOS.closeMatch) or about[SKOS.broadMatch])[len(_PLOVER) :],
            cameo=_text(about, SKOS.notation),
            quad=_local(about[KG.quad][0]),
            intensity=float(_text(about, KG.intensity)),
            symmetric=_text(about, KG.symmetric) == "true",
            relation=relation,
            relation_ancestors=relations()[relation].ancestors,
        )
    return MappingProxyType(known)


@cache
def relations() -> Mapping[str, RelationProperty]:
    """Every direct relation by name, in the order of the ontology file."""
    index = ontology_index()
    founded = {o for about in index.values() for o in about.get(KG.relationProperty, ())}
    nodes = [node for node in index if node in founded]
    parents = {_local(n): [_local(o) for o in index[n].get(RDFS.subPropertyOf, ())] for n in nodes}
    symmetric = ox.NamedNode(PREFIXES["owl"] + "SymmetricProperty")
    inverse = ox.NamedNode(PREFIXES["owl"] + "inverseOf")
    return MappingProxyType(
        {
            _local(node): RelationProperty(
                name=_local(node),
                label=_text(index[node], RDFS.label),
                definition=_text(index[node], SKOS.definition),
                ancestors=_closure(_local(node), parents),
                symmetric=symmetric in index[node][RDF.type],
                inverse=_local(index[node][inverse][0]) if inverse in index[node] else None,
            )
            for node in nodes
        }
    )


def _closure(name: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    """All ancestors, breadth first: nearest first, each once."""
    found: list[str] = []
    queue = list(parents[name])
    while queue:
        parent = queue.pop(0)
        if parent not in found:
            found.append(parent)
            queue += parents[parent]
    return tuple(found)


def _value(objects: Iterable[Term]) -> str:
    first = next(iter(objects))
    if isinstance(first, ox.Triple):
        raise TypeError(f"a quoted triple {first} has no plain value")
    return first.value


def _local(node: Term) -> str:
    return _value([node])[len(KG_NAMESPACE) :]


def _text(about: About, term: ox.NamedNode) -> str:
    return _value(about[term])
