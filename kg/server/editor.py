"""The SPARQL page: the editor, and the named questions as a menu."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.ontology.terms import PREFIXES
from kg.server.index import Filter
from kg.store.queries import named

if TYPE_CHECKING:
    from kg.server.world import World

__all__ = ["EDITOR_POLICY", "prefixes", "questions"]

EDITOR_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The editor writes styles into its page; scripts still come from files of ours alone."""


def prefixes(base: str) -> str:
    """The prefixes that need no declaration, as JSON."""
    return json.dumps({**PREFIXES, "": base})


def questions(world: World) -> list[dict[str, Any]]:
    """The named questions, with their text and the prefixes it uses.

    Those that need to be told something are asked of the busiest dyad, or of its newest event.
    """
    examples = _examples(world)
    found = []
    for query in named().values():
        given: dict[str, str] = {}
        for parameter in query.parameters:
            if parameter.required and examples.get(parameter.kind):
                given[parameter.name] = examples[parameter.kind].pop(0)
        if any(parameter.required and parameter.name not in given for parameter in query.parameters):
            continue
        examples = _examples(world)
        text = query.text(world.store.base, **given)
        found.append(
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "text": _declared(text, world.store.base),
            }
        )
    return found


def _examples(world: World) -> dict[str, list[str]]:
    """Values by kind of parameter, taken from the graph itself."""
    view = world.view
    dyad = next(iter(view.index.dyads(Filter())), None)
    _, rows = view.index.newest(Filter(), 0, 1)
    return {
        "actor": [dyad.a, dyad.b] if dyad else ["USA", "CHN"],
        "class": ["Cooperation"],
        "iri": [view.atlas.events[row] for row in rows],
    }


def _declared(text: str, base: str) -> str:
    """A query with the prefixes that it uses declared, for editors and other engines."""
    used = [f"PREFIX {name}: <{iri}>" for name, iri in {**PREFIXES, "": base}.items() if f"{name}:" in text]
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("# param "))
    return "\n".join([*used, *lines])
