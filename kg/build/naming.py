"""Actors as people name them: ``Vietnam``, ``vnm`` and ``VNM`` are one."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UnknownActor
from kg.ontology.iris import actor_iri
from kg.ontology.terms import KG, RDF, RDFS, SKOS
from kg.store.terms import node

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["actor_id"]

_SHOWN = 3  # names offered for one that is not known
_LOOKED_THROUGH = 200_000  # statements, to find them


def actor_id(store: Store, name: str) -> str:
    """The id of the actor of this id or name; IRIs and prefixed names are given back as they are.

    Names are those of the store's registry (states and organisations) and the names of persons as articles
    have them. Raises ``UnknownActor``, also for a name that several persons have.
    """
    if ":" in name or _knows(store, name):
        return name
    names = _names(store)
    wanted = name.casefold().strip().removeprefix("the ")
    if wanted in names:
        return names[wanted]
    persons = _called(store, name.strip())
    if len(persons) == 1:
        return persons[0]
    if persons:
        raise UnknownActor(f"{name!r} is the name of {' and '.join(persons)}; give one of these ids.")
    alike = sorted(p for p in _persons(store) if wanted in p.rpartition("/")[2].split("-"))[:_SHOWN]
    near = alike or [f"{found!r} ({names[found]})" for found in get_close_matches(wanted, names, _SHOWN)]
    hint = f"nearest are {', '.join(near)}" if near else "`kg actors search` looks for actors"
    raise UnknownActor(f"No actor of the graph is called {name!r}; {hint}.")


def _called(store: Store, name: str) -> list[str]:
    """Ids of the persons that articles call exactly so, sorted."""
    actors = f"{store.base}actor/"
    told = store.engine.quads_for_pattern(None, RDFS.label, ox.Literal(name), None)
    found = {quad.subject.value for quad in told if isinstance(quad.subject, ox.NamedNode)}
    return sorted(iri.removeprefix(actors) for iri in found if iri.startswith(actors))


def _persons(store: Store) -> set[str]:
    """Ids of persons, of very many articles those of the first."""
    actors = f"{store.base}actor/"
    told = store.engine.quads_for_pattern(None, RDF.type, KG.Person, None)
    return {quad.subject.value.removeprefix(actors) for quad in islice(told, _LOOKED_THROUGH)}  # type: ignore[union-attr]


def _knows(store: Store, actor: str) -> bool:
    """Whether any statement is about the actor of this id, or names it."""
    try:
        iri = node(actor_iri(store.base, actor))
    except ValueError:
        return False
    told = store.engine.quads_for_pattern(iri, None, None, None)
    named = store.engine.quads_for_pattern(None, None, iri, None)
    return next(told, None) is not None or next(named, None) is not None


def _names(store: Store) -> dict[str, str]:
    """Folded names and ids of the registry's actors; a name that several have is the first one's by id."""
    actors = f"{store.base}actor/"
    listed = [
        (quad.subject.value.removeprefix(actors), quad.object.value)
        for told in (RDFS.label, SKOS.altLabel)
        for quad in sorted(
            store.engine.quads_for_pattern(None, told, None, store.names.registry_graph), key=str
        )
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.subject.value.startswith(actors)
    ]
    names: dict[str, str] = {}
    for actor, name in [*((actor, actor) for actor, _ in listed), *listed]:
        if "/" not in actor:
            names.setdefault(name.casefold().removeprefix("the "), actor)
    return names
