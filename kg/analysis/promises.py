"""Talk and deeds: what was planned or proposed, and what came of it.

A plan is *kept* by the first event that occurred, of the same class or of one above or below it, from the
same side, on the day of the plan or within ``days`` after it, and that no earlier plan has claimed. Where
the store merged the plan and the deed into one event, that event keeps its own plan. A plan is *dropped*
where the event itself is also reported as negated or denied, and *open* otherwise: nothing more is known,
which is not the same as broken. Plans and deeds without a date cannot be put in order and stay open.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kg.analysis.periods import first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Promise", "promises"]

_PLANS = frozenset({"planned", "proposed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One plan and what came of it: ``kept``, ``dropped`` or ``open``.

    ``said`` is the day it was first reported, else its date; ``due`` its date. ``deed`` is the IRI of the
    event that kept it, ``days`` from ``said`` to the deed (None where either day is unknown).
    """

    plan: str
    cls: str
    root: str
    status: str
    direction: str
    said: str | None
    due: str | None
    outcome: str
    deed: str | None
    days: int | None


def promises(events: Iterable[Mapping[str, Any]], *, days: int = 365) -> tuple[Promise, ...]:
    """The plans of a dyad, oldest first. ``events`` have the columns of ``Dyad.events_frame``."""
    ordered = sorted(events, key=lambda e: (e["first_reported"] or e["date"] or "~", e["event"]))
    deeds: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for event in ordered:
        if event["status"] == "occurred" and event["date"] and not _PLANS & _statuses(event):
            deeds.setdefault(event["root"], []).append((event["date"], event))
    for found in deeds.values():
        found.sort(key=lambda deed: (deed[0], deed[1]["event"]))
    taken: set[str] = set()
    return tuple(
        _promise(event, deeds.get(event["root"], ()), taken, days)
        for event in ordered
        if _PLANS & _statuses(event)
    )


def _promise(
    plan: Mapping[str, Any], deeds: Sequence[tuple[str, Mapping[str, Any]]], taken: set[str], days: int
) -> Promise:
    statuses = _statuses(plan)
    said = plan["first_reported"] or plan["date"]
    deed: Mapping[str, Any] | None = None
    if "occurred" in statuses:
        outcome, deed = "kept", plan
    elif statuses & {"negated", "denied"}:
        outcome = "dropped"
    else:
        deed = _kept_by(plan, deeds, taken, days)
        outcome = "kept" if deed is not None else "open"
    if deed is not None:
        taken.add(deed["event"])
    return Promise(
        plan=plan["event"],
        cls=plan["cls"],
        root=plan["root"],
        status="planned" if "planned" in statuses else "proposed",
        direction=plan["direction"],
        said=said,
        due=plan["date"],
        outcome=outcome,
        deed=deed["event"] if deed is not None else None,
        days=_apart(said, deed["date"]) if deed is not None else None,
    )


def _kept_by(
    plan: Mapping[str, Any], deeds: Sequence[tuple[str, Mapping[str, Any]]], taken: set[str], days: int
) -> Mapping[str, Any] | None:
    start = _day(plan["first_reported"] or plan["date"])
    if start is None:
        return None
    due = _day(plan["date"])
    last = (max(start, due or start) + timedelta(days=days)).isoformat()
    at = bisect_left(deeds, start.isoformat(), key=lambda deed: deed[0])
    for when, deed in deeds[at:]:
        if when > last:
            return None
        sides = {plan["direction"], deed["direction"]}
        if (
            deed["event"] not in taken
            and (len(sides) == 1 or "both" in sides)
            and _akin(plan["cls"], deed["cls"])
        ):
            return deed
    return None


def _akin(one: str, other: str) -> bool:
    from kg.ontology import classes

    known = classes()
    above = {name: known[name].types if name in known else (name,) for name in (one, other)}
    return one in above[other] or other in above[one]


def _statuses(event: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((event["statuses"] or "").split(";"))


def _day(text: str | None) -> date | None:
    return first_day(text) if text else None


def _apart(said: str | None, done: str | None) -> int | None:
    if said is None or done is None or len(said) < 10 or len(done) < 10:
        return None
    start, end = first_day(said), first_day(done)
    return (end - start).days if start and end else None
