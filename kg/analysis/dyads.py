"""The history of a dyad: who did what to whom, when, how often it was reported, and how warm it was.

    pair = dyad(events, "IRN", "PAK")       # events of a store, or an EventTable of any size
    pair.history("month")                   # DataFrames, each row with the IRIs of its events
    pair.score("quarter")                   # cooperation-conflict, with intervals

Every number keeps the IRIs of the events behind it (column ``iris``), so that each leads to its sentences.
Needs ``bilateral-kg[analysis]``.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.analysis import changes, promises, scores
from kg.analysis.event_table import EventTable, as_table, holds
from kg.analysis.needs import pandas, polars
from kg.analysis.periods import Period, every_period, is_whole, period
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import polars as pl

    from kg.store.rows import EventRow

__all__ = ["Dyad", "Series", "dyad"]

Series = Literal["total", "events", "reports", "cooperation", "conflict"]

_KEPT = (
    "event", "cls", "root", "quad", "status", "statuses", "date", "first_reported", "direction",
    "reports", "articles", "intensity", "given", "source", "target", "place_country",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What passed between two actors ``a`` and ``b``.

    ``events`` is a ``polars.DataFrame`` with a row an event of every standing, oldest first; its column
    ``direction`` is ``a>b``, ``b>a`` or ``both`` (a reciprocal event). The methods give pandas' DataFrames.
    """

    a: str
    b: str
    events: pl.DataFrame

    def _repr_html_(self) -> str:
        """For notebooks: counts and the latest events."""
        from kg.analysis.cells import dyad_cell

        return dyad_cell(self)

    def history(self, by: Period = "year") -> Any:
        """Counts by period, class, standing and direction, oldest first, undated last.

        Columns: period, quad, root, cls, status, direction, events, reports, iris.
        """
        keys = ["period", "quad", "root", "cls", "status", "direction"]
        return _sorted(self._by(by).group_by(keys).agg(*_counts()), keys)

    def counts(self, by: Period = "year", *, of: str = "status") -> Any:
        """A wide table of counts: a row a period, a column each value of ``of``.

        ``of``: status, cls, root, quad or direction. Every period from the first to the last is there.
        """
        if of not in {"status", "cls", "root", "quad", "direction"}:
            raise UsageError(f"Events are counted by status, cls, root, quad or direction, not by {of!r}.")
        long = self.history(by)
        wide = pandas().crosstab(long["period"], long[of], values=long["events"], aggfunc="sum").fillna(0)
        return wide.astype(int).reindex(self._periods(long["period"], by), fill_value=0)

    def score(
        self,
        by: Period = "year",
        *,
        weights: Mapping[str, float] | Literal["given"] | None = None,
        direction: Literal["a>b", "b>a"] | None = None,
        level: float = 0.95,
        draws: int = 2000,
        seed: int = 0,
    ) -> Any:
        """The cooperation-conflict score by period, oldest first, undated last; only what occurred counts.

        ``weights`` replaces the ontology's (``kg.analysis.scores``); ``given`` takes those that the data set
        itself gives. ``direction`` keeps what one side does, reciprocal events included. Columns: period,
        events, reports; scored, cooperation, conflict (events that have a weight, one above 0, below 0);
        total, mean (None where scored is 0), each with ``_low`` and ``_high``, the ends of its ``level``
        bootstrap interval; iris.
        """
        if not 0 < level < 1 or draws < 100:
            raise UsageError("The level lies between 0 and 1, and an interval needs 100 draws at least.")
        weighed = self._weighed(weights, direction).with_columns(period("date", by).alias("period"))
        groups = _sorted(weighed.group_by("period").agg(*_counts()), ["period"])
        pl = polars()
        by_weight = (
            weighed.filter(pl.col("weight").is_not_null())
            .group_by("period", "weight").agg(pl.len().alias("n")).sort("weight")
        )  # fmt: skip
        found: dict[str | None, tuple[list[float], list[int]]] = {}
        for name, weight, n in by_weight.iter_rows():
            values, counts = found.setdefault(name, ([], []))
            values.append(weight)
            counts.append(n)
        drawing: dict[str, Any] = {"level": level, "draws": draws, "seed": seed}
        names = [_known(name) for name in groups["period"]]
        rows = [_score(*found.get(name, ([], [])), key=name or "", **drawing) for name in names]
        scored = pandas().DataFrame(rows, index=groups.index, columns=_SCORE)
        return groups[["period", "events", "reports"]].join(scored).join(groups[["iris"]])

    def exchange(self, *, level: float = 0.95) -> Any:
        """Who does what to whom: visits, hosts, gives, threatens. A row for each class that occurred.

        Columns: root, cls; a_to_b, b_to_a, both (events); asymmetry in [-1, 1], the difference of the first
        two by their sum: 1 where only ``a`` acts, None where nobody acts alone; ``asymmetry_low`` and
        ``_high``, its Wilson (1927) interval; iris. In a Visit the visitor acts, in Aid the giver.
        """
        pl = polars()
        ways = {"a_to_b": "a>b", "b_to_a": "b>a", "both": "both"}
        columns = [
            (pl.col("direction") == way).sum().cast(pl.Int64).alias(name) for name, way in ways.items()
        ]
        table = _sorted(
            self._occurred().group_by("root", "cls").agg(*columns, pl.col("event").sort().alias("iris")),
            ["root", "cls"],
        )
        rows = [_asymmetry(x, y, level) for x, y in zip(table["a_to_b"], table["b_to_a"], strict=True)]
        names = ["asymmetry", "asymmetry_low", "asymmetry_high"]
        joined = table.join(pandas().DataFrame(rows, index=table.index, columns=names, dtype=float))
        return joined[["root", "cls", *ways, *names, "iris"]]

    def reciprocity(
        self, by: Period = "year", *, weights: Mapping[str, float] | Literal["given"] | None = None
    ) -> Any:
        """How far each side answers in kind, period by period: of one-sided acts, reciprocal events aside.

        Columns: period, kind (cooperation or conflict), a_to_b, b_to_a (sums of the absolute weights),
        reciprocity in [0, 1] = min / max of the two (1: tit for tat, 0: one side only), iris.
        """
        pl = polars()
        one_sided = self._weighed(weights, None).filter(
            (pl.col("direction") != "both") & pl.col("weight").is_not_null() & (pl.col("weight") != 0)
        )
        kind = (
            pl.when(pl.col("weight") > 0)
            .then(pl.lit("cooperation"))
            .otherwise(pl.lit("conflict"))
            .alias("kind")
        )
        sums = [
            pl.col("weight").filter(pl.col("direction") == way).abs().sum().round(4).alias(name)
            for name, way in (("a_to_b", "a>b"), ("b_to_a", "b>a"))
        ]
        grouped = one_sided.with_columns(period("date", by).alias("period"), kind).group_by("period", "kind")
        table = _sorted(grouped.agg(*sums, pl.col("event").sort().alias("iris")), ["period", "kind"])
        ends = table[["a_to_b", "b_to_a"]]
        table.insert(4, "reciprocity", (ends.min(axis=1) / ends.max(axis=1)).round(4))
        return table

    def talk_and_deeds(self, *, days: int = 365) -> Any:
        """Every plan and proposal with what came of it; ``kg.analysis.promises`` says how they are matched.

        Columns: those of ``promises.Promise``.
        """
        rows = promises.promises(self.events.iter_rows(named=True), days=days)
        columns = [field.name for field in fields(promises.Promise)]
        return pandas().DataFrame([asdict(row) for row in rows], columns=columns)

    def change_points(
        self,
        by: Period = "month",
        *,
        of: Series = "total",
        penalty: float | None = None,
        weights: Mapping[str, float] | Literal["given"] | None = None,
    ) -> Any:
        """Where the series begins to behave otherwise (PELT; see ``kg.analysis.changes``).

        ``of``: the ``total`` of the score (normal model), or counts of ``events``, ``reports``,
        ``cooperation`` or ``conflict`` (Poisson). Periods without events count as 0; events whose date is
        known less precisely than ``by`` are left out. Columns: period (the first of the new segment), until
        (its last), before and after (means of the two segments, per period), iris (of the new segment).
        """
        if of not in get_args(Series):
            raise UsageError(f"There is no series {of!r}; series are {', '.join(get_args(Series))}.")
        table = self.score(by, weights=weights, draws=100)
        known = table.set_index("period")
        known = known.loc[[name for name in known.index if is_whole(_known(name), by)]]
        names = self._periods(known.index, by)
        values = [float(value) for value in known[of].reindex(names, fill_value=0)]
        starts = changes.change_points(
            values, model="normal" if of == "total" else "poisson", penalty=penalty
        )
        edges = [0, *starts, len(names)]
        rows = []
        for left, start, end in zip(edges, edges[1:], edges[2:], strict=False):
            behind = [iri for name in names[start:end] if name in known.index for iri in known["iris"][name]]
            rows.append({
                "period": names[start],
                "until": names[end - 1],
                "before": round(math.fsum(values[left:start]) / (start - left), 4),
                "after": round(math.fsum(values[start:end]) / (end - start), 4),
                "iris": behind,
            })  # fmt: skip
        return pandas().DataFrame(rows, columns=["period", "until", "before", "after", "iris"])

    def events_frame(self) -> Any:
        """The events as a ``pandas.DataFrame``, oldest first."""
        pandas()
        return self.events.to_pandas()

    def _by(self, by: Period) -> pl.DataFrame:
        return self.events.with_columns(period("date", by).alias("period"))

    def _occurred(self) -> pl.DataFrame:
        return self.events.filter(polars().col("status") == "occurred")

    def _weighed(self, weights: Mapping[str, float] | str | None, direction: str | None) -> pl.DataFrame:
        pl = polars()
        if direction not in {None, "a>b", "b>a"}:
            raise UsageError(f"A direction is 'a>b' or 'b>a', not {direction!r}.")
        kept = self._occurred()
        if direction is not None:
            kept = kept.filter(pl.col("direction").is_in([direction, "both"]))
        if weights is None or weights == "given":
            return kept.with_columns(pl.col("intensity" if weights is None else "given").alias("weight"))
        if isinstance(weights, str):
            raise UsageError(f"weights are a table of classes or 'given', not {weights!r}.")
        known = scores.weights_by_class(weights)
        weight = pl.col("cls").replace_strict(known, default=None, return_dtype=pl.Float64)
        return kept.with_columns(weight.alias("weight"))

    def _periods(self, names: Iterable[Any], by: Period) -> list[str]:
        whole = sorted(name for name in names if is_whole(_known(name), by))
        return every_period(whole[0], whole[-1], by) if whole else []


def dyad(
    events: EventTable | Iterable[EventRow],
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = (),
    min_reports: int = 1,
    dates: Literal["event", "reported"] = "event",
) -> Dyad:
    """What passed between ``a`` and ``b`` (``IRN``, ``NATO``, ``IRN/mohammad-baqeri``).

    A state takes part when one of its persons does; two on one side of an event are no dyad in it. By default
    every standing is kept, since each is a column of the history; ``kg.analysis.select`` says what the
    conditions mean and raise. With ``dates="reported"`` an event without a date of its own stands under the
    day on which it was first reported. Raises ``UsageError`` where ``a`` is ``b``.
    """
    if a == b:
        raise UsageError(f"A dyad needs two actors, not {a!r} twice.")
    pl = polars()
    kept = as_table(events).select(
        since=since, until=until, classes=classes, statuses=statuses, min_reports=min_reports
    )
    here = [f"{side}_{who}" for side in ("source", "target") for who in "ab"]
    sides = [
        (holds(side, actor) | holds(f"{side}_state", actor)).alias(f"{side}_{who}")
        for side in ("source", "target")
        for who, actor in (("a", a), ("b", b))
    ]
    there, back = pl.col("source_a") & pl.col("target_b"), pl.col("source_b") & pl.col("target_a")
    direction = (
        pl.when(pl.col("reciprocal") | (there & back)).then(pl.lit("both"))
        .when(there).then(pl.lit("a>b")).when(back).then(pl.lit("b>a"))
        .otherwise(None).alias("direction")
    )  # fmt: skip
    if dates == "reported":
        kept = EventTable(kept.frame.with_columns(pl.coalesce("date", "first_reported").alias("date")))
    elif dates != "event":
        raise UsageError(f"Dates are those of the event or reported, not {dates!r}.")
    frame = kept.between(a, b).frame.with_columns(sides).with_columns(direction).drop(here)
    found = frame.filter(pl.col("direction").is_not_null()).select(_KEPT)
    return Dyad(a=a, b=b, events=found.collect(engine="streaming").sort("date", "event", nulls_last=True))


_SCORE = [
    "scored",
    "cooperation",
    "conflict",
    "total",
    "total_low",
    "total_high",
    "mean",
    "mean_low",
    "mean_high",
]


def _score(values: list[float], counts: list[int], *, key: str, **drawing: Any) -> tuple[float | None, ...]:
    scored, total = sum(counts), math.fsum(v * n for v, n in zip(values, counts, strict=True))
    of_total = scores.total_interval(values, counts, key=key, **drawing)
    of_mean = scores.mean_interval(values, counts, key=key, **drawing)
    return (
        scored,
        sum(n for v, n in zip(values, counts, strict=True) if v > 0),
        sum(n for v, n in zip(values, counts, strict=True) if v < 0),
        round(total, 4), of_total.low, of_total.high,
        round(total / scored, 4) if scored else None, of_mean.low, of_mean.high,
    )  # fmt: skip


def _asymmetry(x: int, y: int, level: float) -> tuple[float | None, float | None, float | None]:
    n = x + y
    if n == 0:
        return None, None, None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, half = x / n, z * math.sqrt(x / n * (1 - x / n) / n + z * z / (4 * n * n))
    low, high = ((share + z * z / (2 * n) + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return round(2 * share - 1, 4), round(2 * max(0.0, low) - 1, 4), round(2 * min(1.0, high) - 1, 4)


def _counts() -> tuple[pl.Expr, ...]:
    pl = polars()
    return (
        pl.len().cast(pl.Int64).alias("events"),
        pl.col("reports").sum().cast(pl.Int64),
        pl.col("event").sort().alias("iris"),
    )


def _sorted(table: pl.DataFrame, keys: list[str]) -> Any:
    """A ``pandas.DataFrame`` in the order of its keys, what is undated last; lists of IRIs as lists."""
    pandas()
    ordered = table.sort(keys, nulls_last=True)
    frame = ordered.drop("iris").to_pandas()
    frame["iris"] = pandas().Series(ordered["iris"].to_list(), dtype=object, index=frame.index)
    return frame


def _known(name: Any) -> str | None:
    """A period as pandas holds it: what is missing there is None here."""
    return name if isinstance(name, str) else None
