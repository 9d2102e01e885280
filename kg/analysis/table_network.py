"""Networks of event tables of any size: pairs are counted by polars, and only the pairs are held.

The result is that of ``kg.analysis.network`` for the same events, except that edges do not list their events
(a hundred million IRIs): ``table.between(u, v)`` does. Events of several parties on a side are few and are
read one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.analysis.event_table import EventTable
from kg.analysis.needs import polars
from kg.analysis.network import acts, belongs, node_of, same_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from kg.analysis.network import Level, Weight
    from kg.store.rows import ActorRow

__all__ = ["tied"]

_COUNTED = ("reports", "intensity", "date")


def tied(
    table: EventTable, described: Mapping[str, ActorRow], *, level: Level, directed: bool, weight: Weight
) -> Any:
    """The collapsed network of all events of a table; ``described`` is actors by id, else the registry's.

    Edges have the attributes of ``kg.analysis.collapse`` but ``events``; ``event_count`` of the graph
    counts distinct events.
    """
    pl = polars()
    known = described or _registered()
    source, target = ("source_state", "target_state") if level == "states" else ("source", "target")
    several = pl.col(source).str.contains(";") | pl.col(target).str.contains(";")
    columns = pl.col(source).alias("u"), pl.col(target).alias("v"), *map(pl.col, _COUNTED)
    single = table.frame.filter(~several).select(*columns, pl.col("reciprocal").alias("both"))
    single = single.filter((pl.col("u") != pl.col("v")) & (pl.col("u") != "") & (pl.col("v") != ""))
    rest = _several(EventTable(table.frame.filter(several)), level, known)
    frames = [single, rest.lazy().drop("event")]
    if directed:
        frames.append(single.filter("both").with_columns(u="v", v="u"))
    else:
        frames[1] = frames[1].filter(~pl.col("both") | (pl.col("u") < pl.col("v")))
        ordered = {"u": pl.min_horizontal("u", "v"), "v": pl.max_horizontal("u", "v")}
        frames = [frame.with_columns(**ordered) for frame in frames]
    pairs = pl.concat(frames).group_by("u", "v").agg(_summary()).sort("u", "v").collect(engine="streaming")
    graph = _graph(pairs, known, level=level, directed=directed, weight=weight)
    ends = pl.DataFrame(list(graph.edges), schema={"u": pl.String, "v": pl.String}, orient="row").lazy()
    ends = pl.concat([ends, ends.select(u="v", v="u")]).unique()
    alone = single.join(ends, on=["u", "v"], how="semi").select(pl.len()).collect(engine="streaming").item()
    together = rest.join(ends.collect(), on=["u", "v"], how="semi")["event"].n_unique()
    graph.graph["event_count"] = alone + together
    return graph


def _several(table: EventTable, level: Level, described: Mapping[str, ActorRow]) -> Any:
    """Events of several parties as rows of two; an event both ways has a row each way."""
    pl = polars()
    rows = []
    for event in table.rows():
        found = acts(event, level, described)
        about = (event.reports, event.intensity, event.date)
        rows += [(u, v, *about, (v, u) in found, event.iri) for u, v in found]
    kinds = {"u": pl.String, "v": pl.String, "reports": pl.UInt32, "intensity": pl.Float64, "date": pl.String}
    return pl.DataFrame(rows, schema=kinds | {"both": pl.Boolean, "event": pl.String}, orient="row")


def _summary() -> list[Any]:
    pl = polars()
    return [
        pl.len().alias("event_count"),
        pl.col("reports").cast(pl.Int64).sum().alias("report_count"),
        pl.col("both").cast(pl.Int64).sum().alias("shared_events"),
        pl.col("reports").cast(pl.Int64).filter("both").sum().alias("shared_reports"),
        pl.col("intensity").mean(),
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
    ]


def _graph(
    pairs: pl.DataFrame, known: Mapping[str, ActorRow], *, level: Level, directed: bool, weight: Weight
) -> Any:
    graph = nx.DiGraph(level=level) if directed else nx.Graph(level=level)
    kept = [
        row
        for row in pairs.iter_rows(named=True)
        if belongs(row["u"], level, known) and belongs(row["v"], level, known)
        if not (level != "states" and same_side(known.get(row["u"]), known.get(row["v"])))
    ]
    for name in sorted({row[end] for row in kept for end in "uv"}):
        graph.add_node(name, **node_of(name, known.get(name), level))
    for row in kept:
        by_reports = weight == "reports"
        edge = {
            "weight": row["report_count"] if by_reports else row["event_count"],
            "event_count": row["event_count"],
            "report_count": row["report_count"],
            "shared": row["shared_reports"] if by_reports else row["shared_events"],
            "intensity": None if row["intensity"] is None else round(row["intensity"], 4),
            "first": row["first"],
            "last": row["last"],
        }
        graph.add_edge(
            row["u"], row["v"], **{name: value for name, value in edge.items() if value is not None}
        )
    return graph


def _registered() -> Mapping[str, ActorRow]:
    """States and organisations of the registry as the store would describe them."""
    from kg.actors import Registry
    from kg.store.rows import ActorRow

    return {
        actor.id: ActorRow(
            iri="",
            id=actor.id,
            label=actor.name,
            kind=str(actor.kind),
            country=actor.country,
            role=actor.role,
        )
        for actor in Registry.load().actors()
    }
