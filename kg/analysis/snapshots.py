"""A network over time: one collapsed network for each period, or for a window that moves."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from kg.analysis.event_table import EventTable
from kg.analysis.measures import NetworkMeasures, measure_network
from kg.analysis.needs import pandas
from kg.analysis.network import network
from kg.analysis.periods import Period, every_period, is_whole, known_period, period_of
from kg.analysis.selection import select
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.rows import ActorRow, EventRow

__all__ = ["Snapshot", "measures_over_time", "snapshots"]

_CONDITIONS = ("since", "until", "classes", "statuses", "min_reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The network of the periods from ``since`` to ``period``, both included."""

    period: str
    since: str
    graph: Any


def snapshots(
    events: EventTable | Iterable[EventRow],
    actors: Iterable[ActorRow] = (),
    *,
    by: Period = "year",
    window: int = 1,
    **selection: Any,
) -> tuple[Snapshot, ...]:
    """A network for each period from the first selected event to the last, quiet periods included.

    With ``window`` a snapshot holds the events of so many periods, its own the last. Events whose date is
    known less precisely than ``by`` belong to no snapshot. ``selection`` is that of
    ``kg.analysis.network``: level, directed, weight, classes, statuses, min_reports, since, until. Raises
    ``UsageError`` as it does.
    """
    if window < 1:
        raise UsageError("A window holds one period at least.")
    known_period(by)
    described = tuple(actors)
    conditions = {name: selection[name] for name in _CONDITIONS if name in selection}
    if isinstance(events, EventTable):
        return _of_table(events.select(**conditions), described, by, window, selection)
    groups: dict[str, list[EventRow]] = {}
    for event in select(events, **conditions):
        name = period_of(event.date, by)
        if is_whole(name, by):
            groups.setdefault(str(name), []).append(event)
    names = every_period(min(groups), max(groups), by) if groups else []
    return tuple(
        Snapshot(
            period=name,
            since=names[max(0, i - window + 1)],
            graph=network(
                [event for each in names[max(0, i - window + 1) : i + 1] for event in groups.get(each, ())],
                described,
                **selection,
            ),
        )
        for i, name in enumerate(names)
    )


def measures_over_time(shots: Iterable[Snapshot]) -> Any:
    """The measures of each snapshot as a ``pandas.DataFrame``: period, then those of ``NetworkMeasures``."""
    rows = [{"period": shot.period, **asdict(measure_network(shot.graph))} for shot in shots]
    return pandas().DataFrame(rows, columns=["period", *(field.name for field in fields(NetworkMeasures))])


def _of_table(
    table: EventTable, actors: tuple[ActorRow, ...], by: Period, window: int, selection: dict[str, Any]
) -> tuple[Snapshot, ...]:
    import polars as pl

    from kg.analysis.periods import period

    dated = table.frame.with_columns(period("date", by).alias("period"))
    found = dated.select("period").unique().collect(engine="streaming")["period"].drop_nulls().to_list()
    whole = sorted(name for name in found if is_whole(name, by))
    names = every_period(whole[0], whole[-1], by) if whole else []
    shots = []
    for i, name in enumerate(names):
        inside = names[max(0, i - window + 1) : i + 1]
        kept = dated.filter(pl.col("period").is_in(inside))
        shots.append(
            Snapshot(
                period=name,
                since=inside[0],
                graph=network(EventTable(kept.drop("period")), actors, **selection),
            )
        )
    return tuple(shots)
