"""Actors as people name them: ``Vietnam``, ``vnm`` and ``VNM`` are one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UnknownActor
from kg.ontology.iris import actor_iri
from kg.ontology.terms import RDFS, SKOS
from kg.store.terms import node

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["actor_id"]


def actor_id(store: Store, name: str) -> str:
    """The id of the actor of this id or name; IRIs and prefixed names are given back as they are.

    Names are those of the store's registry: states and organisations. Raises ``UnknownActor``.
    """
    if ":" in name or _knows(store, name):
        return name
    names = _names(store)
    wanted = name.casefold().strip().removeprefix("the ")
    if wanted in names:
        return names[wanted]
    near = [f"{found!r} ({names[found]})" for found in get_close_matches(wanted, names, 3)]
    hint = f"nearest are {', '.join(near)}" if near else "`kg actors search` looks for actors"
    raise UnknownActor(f"No actor of the graph is called {name!r}; {hint}.")


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
