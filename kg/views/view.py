"""Choosing what a picture shows: everything, one actor's neighbourhood, one dyad, a query's result."""

from __future__ import annotations

import difflib
import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analysis.network import acts, event_graph
from kg.analysis.network import ego as near
from kg.analysis.selection import STANDINGS, select
from kg.errors import UnknownActor, UsageError
from kg.views.page import view_html
from kg.views.picture import Picture, Rows, draw
from kg.views.saving import saving

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.analysis.network import Level
    from kg.store.rows import ActorRow, EventRow

__all__ = ["View", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A small graph, ready to be looked at: in a notebook by itself, elsewhere by ``save``."""

    picture: Picture = field(repr=False)

    def html(self) -> str:
        """The self-contained page (``kg.views.page``)."""
        return view_html(self.picture)

    def save(self, path: str | Path) -> Path:
        """Write the page, in one piece or not at all. Raises ``UsageError`` where it cannot be written."""
        target, page = Path(path), self.html()
        with saving(target) as file:
            file.write(page.encode("utf-8"))
        return target

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame of its own; neither reaches into the other."""
        return (
            '<iframe title="Graph of relations" width="100%" height="640" style="border: 1px solid #e1e5ea"'
            ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
            f' srcdoc="{html.escape(self.html(), quote=True)}"></iframe>'
        )


def view(
    rows: Rows,
    *,
    ego: str | None = None,
    steps: int = 1,
    dyad: tuple[str, str] | None = None,
    results: Iterable[Iterable[object]] | None = None,
    level: Level = "all",
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = STANDINGS,
    min_reports: int = 1,
    max_edges: int = 300,
    title: str | None = None,
) -> View:
    """The small graph of a store's events; every standing is in the page, what occurred is on at first.

    At most one of: ``ego``, everything within ``steps`` of an actor, to whom the persons of a state
    belong; ``dyad``, what passed between two; ``results``, rows of a query's answer, from which the events
    are drawn that they name or, if none, what passed among the actors that they name. Actors are given by
    id or label. ``level`` is that of ``kg.analysis.network``; the other conditions are ``select``'s.
    Of more than ``max_edges`` ties the strongest are drawn.

    Raises ``UnknownActor`` and ``UsageError``.
    """
    if sum(choice is not None for choice in (ego, dyad, results)) > 1:
        raise UsageError("Choose one of ego, dyad and results, not several.")
    if max_edges < 1:
        raise UsageError(f"max_edges is {max_edges}; at least 1 relation must be drawn.")
    actors = tuple(rows.actors())
    described = {actor.id: actor for actor in actors}
    events: Sequence[EventRow] = select(
        rows.events(), since=since, until=until, classes=classes, statuses=statuses, min_reports=min_reports
    )
    among: Sequence[frozenset[str]] = ()
    heading = "Who did what to whom"
    if ego is not None:
        centre = _actor(ego, actors)
        among = (_near(centre, steps, events, actors, level),)
        heading = f"Relations of {centre.label}"
    elif dyad is not None:
        a, b = (_actor(name, actors) for name in dyad)
        if a.id == b.id:
            raise UsageError(f"A dyad is of two actors; {dyad[0]!r} and {dyad[1]!r} are both {a.id}.")
        among = (_people(a.id, actors), _people(b.id, actors))
        heading = f"{a.label} and {b.label}"
    elif results is not None:
        events, among = _named(results, events, actors)
        heading = "Result of a query"

    def pairs(event: EventRow) -> list[tuple[str, str]]:
        found = [pair for pair in acts(event, level, described) if _between(pair, among)]
        return _plainest(found, described)

    picture = draw(events, actors, rows.evidence, title=title or heading, parties=pairs, max_edges=max_edges)
    return View(picture=picture)


def _plainest(pairs: Sequence[tuple[str, str]], described: Mapping[str, ActorRow]) -> list[tuple[str, str]]:
    """Without the cross pairs of an event: where two states and their ministers meet, the states and the
    ministers are tied, but neither state to the other's minister."""

    def state_of(name: str) -> str | None:
        actor = described.get(name)
        return actor.country if actor and actor.kind == "person" else None

    between_persons = {(state_of(u), state_of(v)) for u, v in pairs if state_of(u) and state_of(v)}
    sides = [(state_of(u) or u, state_of(v) or v, bool(state_of(u)) != bool(state_of(v))) for u, v in pairs]
    return [
        p for p, (a, b, mixed) in zip(pairs, sides, strict=True) if not (mixed and (a, b) in between_persons)
    ]


def _between(pair: tuple[str, str], among: Sequence[frozenset[str]]) -> bool:
    """True if both ends lie in the one circle, or each in its own of the two."""
    if not among:
        return True
    u, v = pair
    left, right = among[0], among[-1]
    return (u in left and v in right) or (v in left and u in right)


def _actor(name: str, actors: Sequence[ActorRow]) -> ActorRow:
    folded = name.casefold()
    for actor in actors:
        if actor.id.casefold() == folded:
            return actor
    labelled = [actor for actor in actors if actor.label.casefold() == folded]
    if len(labelled) == 1:
        return labelled[0]
    near_names = difflib.get_close_matches(name, sorted({n for a in actors for n in (a.id, a.label)}), n=3)
    ids = ", ".join(sorted(actor.id for actor in labelled)) or ", ".join(near_names)
    hint = f"did you mean {ids}?" if ids else "kg info lists who takes part in events."
    problem = f"{len(labelled)} actors are called {name!r}" if labelled else f"no actor is called {name!r}"
    raise UnknownActor(f"{problem}; {hint}")


def _people(actor: str, actors: Sequence[ActorRow]) -> frozenset[str]:
    """An actor with everybody who stands for it."""
    return frozenset({actor} | {row.id for row in actors if row.country == actor})


def _near(
    centre: ActorRow, steps: int, events: Sequence[EventRow], actors: Sequence[ActorRow], level: Level
) -> frozenset[str]:
    graph = event_graph(events, actors, level=level)
    seeds = sorted(_people(centre.id, actors) & set(graph))
    return frozenset().union(*(near(graph, seed, steps=steps) for seed in seeds))


def _named(
    results: Iterable[Iterable[object]], events: Sequence[EventRow], actors: Sequence[ActorRow]
) -> tuple[Sequence[EventRow], Sequence[frozenset[str]]]:
    cells = {_bare(cell) for row in results for cell in (row.values() if isinstance(row, Mapping) else row)}
    if named := [event for event in events if event.iri in cells]:
        return named, ()
    who = frozenset(actor.id for actor in actors if actor.iri in cells)
    if not who:
        raise UsageError(
            "The result names no event and no actor of this graph: select their IRIs, not labels."
        )
    return events, (who,)


def _bare(cell: object) -> str:
    """The IRI of a cell, which rdflib and Oxigraph spell in their own ways."""
    return str(getattr(cell, "value", cell)).removeprefix("<").removesuffix(">")
