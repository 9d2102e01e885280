"""Event tables: one row an event, in memory or in Parquet files of any size.

    table = EventTable.scan("gdelt/")                 # a file, a folder or a pattern; nothing is read yet
    table = EventTable.of(graph.store.events())       # the events of a store
    table.select(since="2020", classes=["Cooperation"]).count()

Every question is put to polars as a lazy query, so a table of a hundred million rows is read in
pieces, and only the columns and rows that an answer needs. Needs ``bilateral-kg[analysis]``.

Actors of one side are joined with ``;`` (``USA;GBR``). ``pair`` names all parties by what they stand
for, sorted and joined with ``+`` (``IRN+PAK``), and ``parties`` counts them; files that are sorted by
``pair`` answer questions about one dyad without reading the rest. ``status`` is the event's standing.
``intensity`` is the class's weight, ``given`` the one that a data set itself gives a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.analysis.selection import bounds, known_classes, standing
from kg.errors import UnreadableSource, UsageError
from kg.store.rows import EventRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import polars as pl

__all__ = ["COLUMNS", "EventTable", "as_table", "holds", "pair_of", "schema"]

COLUMNS = {
    "event": "String", "cls": "String", "root": "String", "quad": "String",
    "status": "String", "statuses": "String", "disputed": "Boolean", "alleged": "Boolean",
    "date": "String", "date_end": "String",
    "source": "String", "target": "String", "source_state": "String", "target_state": "String",
    "pair": "String", "parties": "UInt16", "reciprocal": "Boolean",
    "reports": "UInt32", "articles": "UInt32", "intensity": "Float64", "given": "Float64",
    "place": "String", "place_country": "String", "context": "String",
    "first_reported": "String", "last_reported": "String",
    "data_set": "String", "row": "String", "url": "String",
}  # fmt: skip
"""The columns of an event table, with their polars types; any but ``url`` and what is unknown is filled."""

_ROWS_AT_ONCE = 100_000


def schema() -> dict[str, Any]:
    """``COLUMNS`` with polars' own types."""
    pl = polars()
    return {name: getattr(pl, kind) for name, kind in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events in columns; ``frame`` is a ``polars.LazyFrame`` with ``COLUMNS``."""

    frame: pl.LazyFrame

    @classmethod
    def scan(cls, path: str | Path) -> EventTable:
        """The table in a Parquet or Arrow file, in all those of a folder, or in those a pattern matches.

        Raises ``UnreadableSource`` where there is none, or where columns are missing.
        """
        pl = polars()
        where = Path(path)
        pattern = str(where / "*.parquet") if where.is_dir() else str(path)
        reader = pl.scan_ipc if where.suffix in {".arrow", ".feather", ".ipc"} else pl.scan_parquet
        try:
            frame = reader(pattern, glob=True)
            found = set(frame.collect_schema().names())
        except (OSError, pl.exceptions.PolarsError) as error:
            raise UnreadableSource(
                f"{path} holds no event table: {error}. kg import and kg export make them."
            ) from error
        if "alleged" not in found:  # a table made before allegations were told apart
            frame = frame.with_columns(pl.lit(False).alias("alleged"))
        if missing := sorted(set(COLUMNS) - found - {"alleged"}):
            raise UnreadableSource(
                f"{path} is no event table, for want of {missing[0]!r}. kg import and kg export make one."
            )
        return cls(frame.select(*COLUMNS))

    @classmethod
    def of(cls, events: Iterable[EventRow]) -> EventTable:
        """A table in memory of the store's rows."""
        return cls(polars().DataFrame([_cells(event) for event in events], schema(), orient="row").lazy())

    def select(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        classes: Collection[str] = (),
        statuses: Collection[str] = ("occurred",),
        actors: Collection[str] = (),
        min_reports: int = 1,
    ) -> EventTable:
        """The events that meet every condition; conditions and errors are those of ``kg.analysis.select``."""
        pl = polars()
        low, high, wanted = *bounds(since, until, statuses), known_classes(classes)
        frame = self.frame
        if since is not None or until is not None:
            last = pl.concat_str(pl.coalesce("date_end", "date"), pl.lit("-99-99"))
            frame = frame.filter(pl.col("date").is_not_null() & (pl.col("date") <= high) & (last >= low))
        if wanted:
            below = sorted(_below(wanted))
            frame = frame.filter(
                pl.col("cls").is_in(below) | pl.any_horizontal(pl.col("root", "quad").is_in(sorted(wanted)))
            )
        if statuses:
            frame = frame.filter(pl.col("status").is_in(sorted(statuses)))
        if actors:
            frame = frame.filter(pl.any_horizontal(_takes_part(actor) for actor in sorted(actors)))
        if min_reports > 1:
            frame = frame.filter(pl.col("reports") >= min_reports)
        return EventTable(frame)

    def between(self, a: str, b: str) -> EventTable:
        """The events in which both take part (on one side, perhaps), by pair where it names them."""
        pl = polars()
        if not (_counts_for_itself(a) and _counts_for_itself(b)):
            return EventTable(self.frame.filter(_takes_part(a) & _takes_part(b)))
        many = (pl.col("parties") > 2) & _takes_part(a) & _takes_part(b)
        return EventTable(self.frame.filter((pl.col("pair") == pair_of((a, b))) | many))

    def count(self) -> int:
        """How many events there are."""
        return int(self.frame.select(polars().len()).collect(engine="streaming").item())

    def rows(self) -> Iterator[EventRow]:
        """The events as the store's rows, a piece at a time."""
        for batch in self.frame.collect_batches(chunk_size=_ROWS_AT_ONCE, maintain_order=True):
            yield from map(_row, batch.iter_rows(named=True))

    def write(self, path: str | Path) -> None:
        """One Parquet file (Arrow where the name ends in .arrow), sorted by pair, date and event.

        Raises ``UsageError`` where it cannot be written.
        """
        ordered = self.frame.sort("pair", "date", "event")
        try:
            if Path(path).suffix == ".arrow":
                ordered.sink_ipc(path, compression="zstd")
            else:
                ordered.sink_parquet(path, compression="zstd", row_group_size=25_000)
        except OSError as error:
            raise UsageError(f"Cannot write {path}: {error}.") from error


def as_table(events: EventTable | Iterable[EventRow]) -> EventTable:
    """Events as a table, whichever way they come."""
    return events if isinstance(events, EventTable) else EventTable.of(events)


def pair_of(parties: Iterable[str]) -> str:
    """``IRN+PAK``: every party once, sorted."""
    return "+".join(sorted(set(parties)))


def holds(column: str, actor: str, separator: str = ";") -> Any:
    """An expression, whether a joined column names an actor; False where it is null."""
    pl = polars()
    end = pl.lit(separator)
    padded = pl.concat_str(end, pl.col(column), end)
    inside = padded.str.contains(f"{separator}{actor}{separator}", literal=True)
    return ((pl.col(column) == actor) | inside).fill_null(False)


@cache
def _counts_for_itself(actor: str) -> bool:
    """Whether an actor stands in ``pair`` under its own id: a state, or a body that is part of no other."""
    if "/" in actor:
        return False
    from kg.actors import Registry

    known = Registry.load().get(actor)
    return known is None or known.country in {None, actor}


def _takes_part(actor: str) -> Any:
    if not _counts_for_itself(actor):
        return holds("source", actor) | holds("target", actor)
    return holds("pair", actor, "+")


def _below(names: Collection[str]) -> set[str]:
    from kg.ontology import classes

    return {cls.name for cls in classes().values() if not set(names).isdisjoint(cls.types)}


def _cells(event: EventRow) -> tuple[Any, ...]:
    parties = {*event.source_state, *event.target_state}
    return (
        event.iri, event.cls, event.root, event.quad,
        standing(event), ";".join(event.statuses), event.disputed, event.alleged,
        event.date, event.date_end,
        ";".join(event.source), ";".join(event.target),
        ";".join(event.source_state), ";".join(event.target_state),
        pair_of(parties), len(parties), event.reciprocal,
        event.reports, event.articles, event.intensity, None,
        event.place, event.place_country, ";".join(event.context) or None,
        event.first_reported, event.last_reported,
        None, None, None,
    )  # fmt: skip


def _row(cells: dict[str, Any]) -> EventRow:
    def many(name: str) -> tuple[str, ...]:
        return tuple(part for part in (cells[name] or "").split(";") if part)

    return EventRow(
        iri=cells["event"],
        cls=cells["cls"],
        root=cells["root"],
        quad=cells["quad"],
        label=_label(cells),
        date=cells["date"],
        date_end=cells["date_end"],
        statuses=many("statuses"),
        disputed=cells["disputed"],
        alleged=cells["alleged"],
        source=many("source"),
        target=many("target"),
        source_state=many("source_state"),
        target_state=many("target_state"),
        reciprocal=cells["reciprocal"],
        reports=cells["reports"],
        articles=cells["articles"],
        intensity=cells["intensity"],
        place=cells["place"],
        place_country=cells["place_country"],
        context=many("context"),
        first_reported=cells["first_reported"],
        last_reported=cells["last_reported"],
    )


def _label(cells: dict[str, Any]) -> str:
    between = " and " if cells["reciprocal"] else " to "
    when = f" ({cells['date']})" if cells["date"] else ""
    return f"{cells['source']}{between}{cells['target']}: {cells['cls']}{when}"
