"""The same person in many articles: which actors stand for one another, in ``:graph/persons``.

Derived from what the articles' graphs call the persons (``kg.actors.linking``), so that it can be made
anew at any time. The reports keep the ids that they gave; events and relations take the one that stands.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.actors.linking import Named, links
from kg.ontology.terms import DCTERMS, KG, OWL
from kg.store.terms import LABEL, TYPE, node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["identity_quads", "naming_articles", "standing", "states_renamed", "stored_identities"]

_TELLING: Final = frozenset({TYPE, LABEL, KG.actorOf, KG.holdsOffice})  # all that a link rests on


def identity_quads(engine: Engine, names: Names, countries: Collection[str] | None = None) -> set[Quad]:
    """The graph as it should be: of all states, or of the persons of some."""
    persons: dict[str, list[str]] = {}
    for quad in _persons(engine, names, countries):
        iri: str = quad.subject.value  # type: ignore[union-attr]
        if iri not in persons and _of(iri, names, countries) and quad.graph_name != names.registry_graph:
            persons[iri] = sorted(
                {q.object.value for q in engine.quads_for_pattern(node(iri), LABEL, None, None)}  # type: ignore[union-attr]
            )
    named = (
        Named(
            id=iri[len(names.actors) :],
            names=tuple(labels),
            offices=frozenset(
                q.object.value.rpartition("/")[2]  # type: ignore[union-attr]
                for q in engine.quads_for_pattern(node(iri), KG.holdsOffice, None, None)
            ),
        )
        for iri, labels in sorted(persons.items())
        if labels
    )
    graph = names.person_graph
    quads: set[Quad] = set()
    for link in links(named, _apart(engine, names)):
        one, other = node(names.actors + link.id), node(names.actors + link.into)
        quads.add(Quad(one, DCTERMS.isReplacedBy, other, graph))
        quads.add(Quad(one, KG.linkedBecause, Literal(link.because), graph))
    return quads


def _persons(engine: Engine, names: Names, countries: Collection[str] | None) -> Iterable[Quad]:
    """A statement about every person; of some states only, those that count for them: far fewer to read."""
    if countries is None:
        return engine.quads_for_pattern(None, TYPE, KG.Person, None)
    states = (node(names.actors + country) for country in sorted(countries))
    return (q for state in states for q in engine.quads_for_pattern(None, KG.actorOf, state, None))


def stored_identities(engine: Engine, names: Names, countries: Collection[str] | None = None) -> set[Quad]:
    """The graph as it is: of all states, or of the persons of some."""
    quads = engine.quads_for_pattern(None, None, None, names.person_graph)
    return {q for q in quads if _of(q.subject.value, names, countries)}  # type: ignore[union-attr]


def states_renamed(engine: Engine, names: Names, article: NamedNode, changed: Iterable[Quad]) -> set[str]:
    """The states whose persons are known otherwise once these statements of an article come or go.

    A statement that another article makes as well changes nothing: so most articles concern nobody's
    identity, however many the store holds. An endpoint is not asked: there every state named counts.
    """
    cut, states = len(names.actors), set()
    own = {article, names.registry_graph}  # the registry alone makes nobody a person of the news
    for quad in changed:
        iri: str = quad.subject.value  # type: ignore[union-attr]
        if quad.predicate not in _TELLING or not iri.startswith(names.actors) or not _of(iri, names, None):
            continue
        state = iri[cut:].partition("/")[0]
        if state in states:
            continue
        if isinstance(engine, Store):
            told = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if any(other.graph_name not in own for other in islice(told, len(own) + 1)):
                continue
        states.add(state)
    return states


def standing(quads: Iterable[Quad], names: Names) -> dict[str, str]:
    """Actor to the actor that stands for it, by the part of their IRIs after ``:actor/``."""
    cut = len(names.actors)
    return {
        q.subject.value[cut:]: q.object.value[cut:]  # type: ignore[union-attr]
        for q in quads
        if q.predicate == DCTERMS.isReplacedBy
    }


def naming_articles(engine: Engine, names: Names, actors: Iterable[str]) -> set[str]:
    """The articles with a report that names one of these actors as a party."""
    found = set()
    for actor in actors:
        for role in (KG.source, KG.target):
            for quad in engine.quads_for_pattern(None, role, node(names.actors + actor), None):
                if isinstance(quad.graph_name, NamedNode) and not quad.graph_name.value.startswith(
                    names.graphs
                ):
                    found.add(quad.graph_name.value)
    return found


def _of(iri: str, names: Names, countries: Collection[str] | None) -> bool:
    """Whether the actor is a person of one of these states; of those of no state nobody is."""
    country, slash, _ = iri[len(names.actors) :].partition("/")
    return bool(slash) and country != "-" and (countries is None or country in countries)


def _apart(engine: Engine, names: Names) -> set[frozenset[str]]:
    """Pairs that the analyst told apart (``kg actors split``)."""
    cut = len(names.actors)
    quads = engine.quads_for_pattern(None, OWL.differentFrom, None, names.registry_graph)
    return {frozenset({q.subject.value[cut:], q.object.value[cut:]}) for q in quads}  # type: ignore[union-attr]
