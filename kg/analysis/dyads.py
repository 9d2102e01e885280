"""The history of a dyad: who did what to whom, when, how often it was reported, and how warm it was.

Every number keeps the IRIs of the events behind it, so that each leads to its sentences.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.analysis.selection import by_date, select, standing
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.store.rows import EventRow

__all__ = ["Cell", "Dyad", "Period", "Warmth", "dyad"]

Period = Literal["year", "quarter", "month", "day"]
_DIGITS = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Events of a dyad that agree in period, class, standing and direction.

    ``period`` is ``2024``, ``2024-Q2``, ``2024-05`` or ``2024-05-03``; an event whose date is known less
    precisely than that keeps the period it has (``2024`` in a series by month), and ``period`` is None
    where nothing is known: no date is made up. ``direction`` is ``a>b``, ``b>a`` or ``both`` (reciprocal).
    ``events`` and ``reports`` are counts; ``iris`` are the events, sorted.
    """

    period: str | None
    quad: str
    root: str
    cls: str
    standing: str
    direction: str
    events: int
    reports: int
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmth:
    """Cooperation-conflict of one period, over the events that occurred and whose class has a weight.

    ``total`` and ``mean`` add up and average the classes' intensities, in [-10, 10] each (PLOVER /
    Goldstein 1992 as the ontology gives them); ``mean`` is None where ``scored`` is 0. ``events`` counts all
    events that occurred, ``scored`` those with a weight, ``cooperation`` and ``conflict`` those above and
    below 0. The total grows with attention, the mean does not: read both.
    """

    period: str | None
    events: int
    reports: int
    scored: int
    cooperation: int
    conflict: int
    total: float
    mean: float | None
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What passed between two actors ``a`` and ``b``; ``events`` are oldest first, of every standing."""

    a: str
    b: str
    events: tuple[EventRow, ...]

    def direction(self, event: EventRow) -> str | None:
        """``a>b``, ``b>a``, ``both``, or None where the event is not between them (both on one side)."""
        source = {*event.source, *event.source_state}
        target = {*event.target, *event.target_state}
        if event.reciprocal:
            return "both" if {self.a, self.b} <= source | target else None
        there = self.a in source and self.b in target
        back = self.b in source and self.a in target
        return "both" if there and back else "a>b" if there else "b>a" if back else None

    def history(self, by: Period = "year") -> tuple[Cell, ...]:
        """Counts by period, class, standing and direction, oldest first, undated last."""
        groups: dict[tuple[str, ...], list[EventRow]] = defaultdict(list)
        for event in self.events:
            key = (
                _period(event.date, by) or "",
                event.quad,
                event.root,
                event.cls,
                standing(event),
                self.direction(event) or "",
            )
            groups[key].append(event)
        return tuple(
            Cell(
                period=period or None,
                quad=quad,
                root=root,
                cls=cls,
                standing=stands,
                direction=direction,
                **_counts(events),
            )
            for (period, quad, root, cls, stands, direction), events in sorted(groups.items(), key=_oldest)
        )

    def warmth(self, by: Period = "year") -> tuple[Warmth, ...]:
        """The cooperation-conflict score by period, oldest first, undated last; only what occurred counts."""
        groups: dict[tuple[str, ...], list[EventRow]] = defaultdict(list)
        for event in self.events:
            if standing(event) == "occurred":
                groups[(_period(event.date, by) or "",)].append(event)
        return tuple(
            _warmth(period or None, events) for (period,), events in sorted(groups.items(), key=_oldest)
        )

    def history_frame(self, by: Period = "year") -> Any:
        """``history`` as a ``pandas.DataFrame``, one row a cell (needs ``[analysis]``)."""
        return _frame(Cell, self.history(by))

    def warmth_frame(self, by: Period = "year") -> Any:
        """``warmth`` as a ``pandas.DataFrame``, one row a period (needs ``[analysis]``)."""
        return _frame(Warmth, self.warmth(by))


def dyad(
    events: Iterable[EventRow],
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = (),
    min_reports: int = 1,
) -> Dyad:
    """What passed between ``a`` and ``b`` (``IRN``, ``NATO``, ``IRN/mohammad-baqeri``).

    A state takes part when one of its persons does. By default every standing is kept, since each is a
    column of the history; ``select`` says what the conditions mean and raise. Raises ``UsageError``
    where ``a`` is ``b``.
    """
    if a == b:
        raise UsageError(f"A dyad needs two actors, not {a!r} twice.")
    kept = select(
        events,
        since=since,
        until=until,
        classes=classes,
        statuses=statuses,
        actors=(a, b),
        min_reports=min_reports,
    )
    frame = Dyad(a=a, b=b, events=())
    between = tuple(event for event in kept if frame.direction(event) is not None)
    return Dyad(a=a, b=b, events=between)


def _period(date: str | None, by: Period) -> str | None:
    if by not in get_args(Period):
        raise UsageError(f"There is no period {by!r}; periods are {', '.join(get_args(Period))}.")
    if date is None:
        return None
    if by == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}" if len(date) >= 7 else date
    return date[: _DIGITS[by]]


def _oldest(item: tuple[tuple[str, ...], list[EventRow]]) -> tuple[bool, tuple[str, ...]]:
    key, _ = item
    return not key[0], key


def _counts(events: Sequence[EventRow]) -> dict[str, Any]:
    return {
        "events": len(events),
        "reports": sum(event.reports for event in events),
        "iris": tuple(sorted(event.iri for event in events)),
    }


def _warmth(period: str | None, events: Sequence[EventRow]) -> Warmth:
    weights = [event.intensity for event in sorted(events, key=by_date) if event.intensity is not None]
    return Warmth(
        period=period,
        scored=len(weights),
        cooperation=sum(weight > 0 for weight in weights),
        conflict=sum(weight < 0 for weight in weights),
        total=round(sum(weights), 4),
        mean=round(sum(weights) / len(weights), 4) if weights else None,
        **_counts(events),
    )


def _frame(row: type[Cell] | type[Warmth], rows: Sequence[Cell | Warmth]) -> Any:
    from dataclasses import asdict, fields

    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise UsageError("Tables need pandas: pip install 'bilateral-kg[analysis]'.") from error
    return pd.DataFrame([asdict(r) for r in rows], columns=[f.name for f in fields(row)])
