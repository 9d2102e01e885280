"""Which events a question is about: period, class tree, status, actors; and how each one stands.

Everything that counts events starts here, so that a planned exercise is never counted as held.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Status, precision_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store.rows import EventRow

__all__ = [
    "STANDINGS",
    "bounds",
    "by_date",
    "directed_pairs",
    "everybody",
    "known_classes",
    "reported",
    "select",
    "standing",
]

ALLEGED, DISPUTED = "alleged", "disputed"
STANDINGS = ("occurred", "alleged", "disputed", "planned", "proposed", "negated", "denied")
"""Every event has exactly one of these, from the most to the least real."""

_PRECEDENCE = (Status.OCCURRED, Status.PLANNED, Status.PROPOSED, Status.NEGATED)


def standing(event: EventRow) -> str:
    """How an event stands when all its reports are weighed; one of ``STANDINGS``.

    ``denied`` where nobody says anything but that it is not so, ``disputed`` where some report
    asserts and another denies, ``alleged`` where no article vouches for what it says occurred, else the
    most real status that a report gives.
    """
    said = reported(event)
    if said == Status.DENIED.value:
        return said
    return DISPUTED if event.disputed else ALLEGED if event.alleged else said


def reported(event: EventRow) -> str:
    """The most real status that a report gives, weighed against no other: what an event coder would code."""
    return next((s.value for s in _PRECEDENCE if s in event.statuses), Status.DENIED.value)


def by_date(event: EventRow) -> tuple[str, str]:
    """Sort key: oldest first, undated last, ties by IRI."""
    return event.date or "~", event.iri


def select(
    events: Iterable[EventRow],
    *,
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = ("occurred",),
    actors: Collection[str] = (),
    min_reports: int = 1,
) -> tuple[EventRow, ...]:
    """The events that meet every condition, oldest first.

    ``since`` and ``until`` are dates like 2024, 2024-05 or 2024-05-03, both included: an event counts
    if any of its possible days lies within; one without a date only if neither bound is given.
    ``classes`` are names of event classes, roots or quads, each with all its subclasses; empty means
    all. ``statuses`` are names of ``STANDINGS``; empty means all. ``actors`` must hold one party at
    least, as named or as the state it stands for. Raises ``UsageError`` for a date, class or status
    that does not exist.
    """
    low, high = bounds(since, until, statuses)
    if isinstance(actors, str):
        raise UsageError("Give actors as lists of names, not as one string.")
    wanted, parties = known_classes(classes), frozenset(actors)

    def fits(event: EventRow) -> bool:
        return (
            event.reports >= min_reports
            and (not statuses or standing(event) in statuses)
            and (not wanted or not wanted.isdisjoint((event.cls, event.root, event.quad, *_types(event.cls))))
            and (not parties or not parties.isdisjoint(everybody(event)))
            and ((since is None and until is None) or _within(event, low, high))
        )

    return tuple(sorted(filter(fits, events), key=by_date))


def everybody(event: EventRow) -> frozenset[str]:
    """Every actor of an event, as named and as the states they stand for."""
    return frozenset((*event.source, *event.target, *event.source_state, *event.target_state))


def directed_pairs(
    source: Iterable[str], target: Iterable[str], reciprocal: bool
) -> tuple[tuple[str, str], ...]:
    """Who acts towards whom, sorted: source x target, or every ordered pair where the event is
    reciprocal. Nobody acts towards himself."""
    left, right = set(source), set(target)
    if len(left) == len(right) == 1 and not reciprocal:  # most events
        s, t = (*left, *right)
        return ((s, t),) if s != t else ()
    if reciprocal:
        left = right = left | right
    return tuple(sorted((s, t) for s in left for t in right if s != t))


def bounds(since: str | None, until: str | None, statuses: Collection[str] = ()) -> tuple[str, str]:
    """The first and the last day that the conditions allow. Raises ``UsageError`` as ``select`` does."""
    for name in sorted(set(statuses) - set(STANDINGS)):
        raise UsageError(f"There is no status {name!r}; statuses are {', '.join(STANDINGS)}.")
    for name, date in (("since", since), ("until", until)):
        try:
            precision_of(date)
        except ValueError as error:
            raise UsageError(f"{name}: {error}.") from error
    low, high = _first_day(since or "0000"), _last_day(until or "9999")
    if low > high:
        raise UsageError(f"since {since!r} is later than until {until!r}.")
    return low, high


def _first_day(date: str) -> str:
    return date + "-00-00"[len(date) - 4 :]


def _last_day(date: str) -> str:
    return date + "-99-99"[len(date) - 4 :]


def _within(event: EventRow, low: str, high: str) -> bool:
    if event.date is None:
        return False
    return _first_day(event.date) <= high and _last_day(event.date_end or event.date) >= low


def known_classes(names: Collection[str]) -> frozenset[str]:
    """The names of classes, roots and quads as a set. Raises ``UsageError`` as ``select`` does."""
    if isinstance(names, str):
        raise UsageError("Give classes as lists of names, not as one string.")
    wanted = frozenset(names)
    if wanted:
        from kg.ontology import classes  # reads the ontology: only where a class is asked for

        known = {name for cls in classes().values() for name in cls.types}
        roots = sorted({cls.root for cls in classes().values() if cls.root})
        for name in sorted(wanted - known):
            near = difflib.get_close_matches(name, sorted(known), n=3)
            hint = (
                f"nearest are {', '.join(near)}"
                if near
                else f"roots are {', '.join(roots)}; docs/ontology.md lists all classes"
            )
            raise UsageError(f"There is no event class {name!r}; {hint}.")
    return wanted


def _types(cls: str) -> tuple[str, ...]:
    from kg.ontology import classes

    known = classes().get(cls)  # a store of an older version may hold a class that is gone
    return known.types if known else ()
