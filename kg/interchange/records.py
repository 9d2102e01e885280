"""What every data set is brought to: coded rows, and from them events and what is set aside.

A **coded** row says what its data set says in our terms: who (ids of the registry), what (class and status),
when. ``finished`` makes events of them, the rows of an event table with a few columns more, and sets aside

- **bad** rows, which a reader should look at: listed with line number and reason;
- rows that lie **outside** what we hold events to be (a statement, one state alone, a company's doings):
  counted by reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.analysis.event_table import schema
from kg.analysis.needs import polars
from kg.model import DISPUTES
from kg.ontology import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from kg.interchange.coding import Coding

__all__ = [
    "BAD",
    "CODED",
    "NOBODY",
    "NO_STATE",
    "PRIVATE",
    "SEPARATOR",
    "UNKNOWN_ACTOR",
    "Finished",
    "blank",
    "codings",
    "finished",
    "joined",
    "lookup",
    "set_aside",
]

NO_DATE, UNKNOWN_CODE, UNKNOWN_ACTOR = "no such date", "unknown event code", "unknown actor"
NOBODY, PRIVATE, ALONE, MIRROR = (
    "a party is missing", "a party does not act for its state", "same state twice", "mirror of another row"
)  # fmt: skip
NO_STATE = "!"
"""What stands in place of an id for somebody who does not act for a state."""
SEPARATOR = "\x1f"
BAD = frozenset({"wrong number of columns", "unreadable", NO_DATE, UNKNOWN_CODE, UNKNOWN_ACTOR})
"""The reasons that are listed row by row."""

CODED: Mapping[str, str] = {
    "line": "UInt64", "row": "String", "date": "String", "date_end": "String",
    "cls": "String", "status": "String", "statuses": "String", "alleged": "Boolean",
    "turned": "Boolean", "reciprocal": "Boolean",
    "source": "String", "target": "String", "source_state": "String", "target_state": "String",
    "source_name": "String", "target_name": "String",
    "given": "Float64", "reports": "UInt32", "articles": "UInt32",
    "place": "String", "place_country": "String", "context": "String", "published": "String",
    "last_published": "String", "url": "String", "story": "String", "reason": "String", "detail": "String",
}  # fmt: skip
"""The columns of coded rows. What is null is unknown; ``reciprocal`` then follows the class, ``statuses`` the
status. ``story`` tells rows of one sentence from others. ``reason`` is why a row is set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """``events``: ``COLUMNS``, ``line``, names of source and target. ``bad``: line, reason, detail."""

    events: pl.DataFrame
    bad: pl.DataFrame
    outside: Mapping[str, int]


def blank(**columns: Any) -> dict[str, Any]:
    """Expressions for all of ``CODED``: the given ones, null for the rest."""
    pl = polars()
    unknown = set(columns) - set(CODED)
    if unknown:
        raise TypeError(f"coded rows have no column {min(unknown)!r}")
    given = {name: value if isinstance(value, pl.Expr) else pl.lit(value) for name, value in columns.items()}
    kinds = {name: getattr(pl, kind) for name, kind in CODED.items()}
    return {name: given.get(name, pl.lit(None)).cast(kind, strict=False) for name, kind in kinds.items()}


def lookup(frame: pl.DataFrame, column: str, function: Callable[[str], str | None]) -> pl.Series:
    """What a function makes of each value of a column of strings; it is called once for each distinct one."""
    pl = polars()
    values = frame[column].unique().drop_nulls()
    answers = {value: function(value) for value in values}
    return frame[column].replace_strict(answers, default=None, return_dtype=pl.String)


def codings(frame: pl.DataFrame, column: str, function: Callable[[str], Coding | None]) -> dict[str, Any]:
    """``cls``, ``status``, ``turned`` and ``outside`` of each code in a column."""
    pl = polars()
    found = {code: function(code) for code in frame[column].unique().drop_nulls()}
    known = {code: coding for code, coding in found.items() if coding is not None}

    def of(values: dict[str, Any], kind: Any) -> Any:
        return pl.col(column).replace_strict(values, default=None, return_dtype=kind)

    return {
        "cls": of({code: coding.cls or None for code, coding in known.items()}, pl.String),
        "status": of({code: coding.status for code, coding in known.items()}, pl.String),
        "turned": of({code: coding.turned for code, coding in known.items()}, pl.Boolean),
        "outside": of({code: coding.outside for code, coding in known.items()}, pl.String),
    }


def joined(*columns: str) -> Any:
    """Several columns as one key for ``lookup``, parted by ``SEPARATOR``."""
    pl = polars()
    return pl.concat_str([pl.col(column).fill_null("") for column in columns], separator=SEPARATOR)


def set_aside(source: str, target: str) -> Any:
    """Why a row is set aside early; the columns hold ids, "" for nobody, ``NO_STATE`` for others."""
    pl = polars()
    sides = pl.col(source, target)
    return (
        pl.when(pl.col("reason").is_not_null()).then(pl.col("reason"))
        .when(pl.col("outside").is_not_null()).then(pl.col("outside"))
        .when(pl.any_horizontal(sides == NO_STATE)).then(pl.lit(PRIVATE))
        .when(pl.any_horizontal(sides == "")).then(pl.lit(NOBODY))
    )  # fmt: skip


def finished(coded: pl.DataFrame, data_set: str) -> Finished:
    """Events of the coded rows that are some, and what is set aside of the others."""
    pl = polars()
    turned = pl.col("turned").fill_null(False)
    swaps = [
        pl.when(turned).then(pl.col(theirs)).otherwise(pl.col(ours)).alias(ours)
        for what in ("", "_state", "_name")
        for ours, theirs in ((f"source{what}", f"target{what}"), (f"target{what}", f"source{what}"))
    ]
    frame = coded.with_columns(swaps).with_columns(
        pl.coalesce("source_state", "source").alias("source_state"),
        pl.coalesce("target_state", "target").alias("target_state"),
        pl.coalesce("reciprocal", pl.col("cls").replace_strict(_symmetric(), default=False)).alias(
            "reciprocal"
        ),
        pl.col("status").fill_null("occurred"),
    )
    frame = frame.with_columns(reason=_reason())
    frame = frame.with_columns(reason=pl.when(_mirrored()).then(pl.lit(MIRROR)).otherwise(pl.col("reason")))
    bad = frame.filter(pl.col("reason").is_in(sorted(BAD))).select("line", "reason", "detail")
    outside = frame.filter(pl.col("reason").is_not_null() & ~pl.col("reason").is_in(sorted(BAD)))
    counts = dict(outside.group_by("reason").len().sort("reason").iter_rows())
    return Finished(
        events=_events(frame.filter(pl.col("reason").is_null()), data_set), bad=bad, outside=counts
    )


def _reason() -> Any:
    """The first thing that is wrong with a row; null where nothing is."""
    pl = polars()

    def broken(column: str) -> Any:
        text = pl.col(column)
        shaped = text.str.contains(r"^\d{4}(-\d{2}(-\d{2})?)?$")
        known = (text + pl.lit("-01-01")).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).is_not_null()
        return text.is_not_null() & ~(shaped & known)

    return (
        pl.when(pl.col("reason").is_not_null()).then(pl.col("reason"))
        .when(pl.col("cls").is_null()).then(pl.lit(UNKNOWN_CODE))
        .when(broken("date") | broken("date_end")).then(pl.lit(NO_DATE))
        .when(pl.col("source").is_null() | pl.col("target").is_null()).then(pl.lit(NOBODY))
        .when(pl.col("source_state") == pl.col("target_state")).then(pl.lit(ALONE))
    )  # fmt: skip


def _mirrored() -> Any:
    """Whether the same story has the same reciprocal event the other way round, and earlier."""
    pl = polars()
    free = pl.col("reason").is_null() & pl.col("reciprocal")
    pair = pl.min_horizontal("source", "target") + "+" + pl.max_horizontal("source", "target")
    first = pl.col("source").first().over("story", "cls", "status", "date", pair, free)
    return free & pl.col("story").is_not_null() & (pl.col("source") != first)


def _events(frame: pl.DataFrame, data_set: str) -> pl.DataFrame:
    pl = polars()
    known = classes()
    sides = (
        pl.concat_str("source_state", "target_state", separator=";").str.split(";").list.unique().list.sort()
    )

    def of_class(field: str, kind: Any) -> Any:
        values = {name: getattr(cls, field) for name, cls in known.items()}
        return pl.col("cls").replace_strict(values, default=None, return_dtype=kind)

    columns = frame.with_columns(
        pl.concat_str(pl.lit(f"{data_set}/"), "row").alias("event"),
        of_class("root", pl.String).alias("root"),
        of_class("quad", pl.String).alias("quad"),
        of_class("intensity", pl.Float64).alias("intensity"),
        pl.coalesce("statuses", "status").alias("statuses"),
        sides.list.join("+").alias("pair"),
        sides.list.len().alias("parties"),
        pl.any_horizontal(*(_says(*contrary) for contrary in DISPUTES)).alias("disputed"),
        pl.col("alleged").fill_null(False),
        pl.col("reports", "articles").fill_null(1),
        pl.col("published").alias("first_reported"),
        pl.coalesce("last_published", "published").alias("last_reported"),
        pl.lit(data_set).alias("data_set"),
    )
    kept = [pl.col(name).cast(kind) for name, kind in schema().items()]
    return columns.select(*kept, "line", "source_name", "target_name")


def _says(*statuses: str) -> Any:
    pl = polars()
    told = pl.coalesce("statuses", "status")
    return pl.all_horizontal(*(told.str.contains(status, literal=True) for status in sorted(statuses)))


@cache
def _symmetric() -> dict[str, bool]:
    return {cls.name: cls.symmetric for cls in classes().values()}
