"""ICEWS event files: tab-separated with a header, 20 columns (Boschee et al., Harvard Dataverse).

A row is one event in one sentence of one story. Events that have no direction come twice, once each way: the
second is set aside as the mirror of the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.interchange.coding import cameo, data
from kg.interchange.lines import split
from kg.interchange.parties import by_name, person
from kg.interchange.records import NO_STATE, SEPARATOR, blank, codings, joined, lookup, set_aside

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NEEDED", "coded"]

NEEDED = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "City", "Country",
)  # fmt: skip


def coded(lines: Sequence[str], first: int, names: Sequence[str]) -> Any:
    """The coded rows, a frame, of some lines under the header ``names``."""
    pl = polars()
    frame = split(lines, first, names).with_columns(pl.col(*names).replace({"NA": None, "NULL": None}))
    frame = frame.with_columns(
        joined("Source Name", "Source Sectors", "Source Country").alias("key1"),
        joined("Target Name", "Target Sectors", "Target Country").alias("key2"),
        **codings(frame, "CAMEO Code", cameo),
    )
    frame = frame.with_columns(
        lookup(frame, "key1", actor).alias("source"),
        lookup(frame, "key2", actor).alias("target"),
        lookup(frame, "key1", state).alias("source_state"),
        lookup(frame, "key2", state).alias("target_state"),
        lookup(frame, "Country", by_name).alias("where"),
    )
    return frame.select(
        **blank(
            line=pl.col("line"),
            row=pl.col("Event ID"),
            date=pl.col("Event Date").str.slice(0, 10),
            cls=pl.col("cls"),
            status=pl.col("status"),
            turned=pl.col("turned"),
            source=pl.col("source"),
            target=pl.col("target"),
            source_state=pl.col("source_state"),
            target_state=pl.col("target_state"),
            source_name=pl.col("Source Name"),
            target_name=pl.col("Target Name"),
            given=pl.col("Intensity"),
            place=pl.col("City"),
            place_country=pl.col("where"),
            story=pl.concat_str("Story ID", "Sentence Number", separator="/"),
            reason=set_aside("source_state", "target_state"),
            detail=pl.col("detail"),
        )
    )


def state(key: str) -> str:
    """What it stands for; "" where we know nobody, ``NO_STATE`` for one who does not act for a state."""
    name, sectors, country = key.split(SEPARATOR)
    named = by_name(name)
    if named is not None and (not country or named == by_name(country)):
        return named  # the state itself, or an organisation
    held = {sector.strip() for sector in sectors.split(",")}
    if country and held.isdisjoint(data("actors")["acts_for_state"]):
        return NO_STATE
    return by_name(country) or ""


def actor(key: str) -> str | None:
    """Who acts: a person of his own where one is named, else the state or organisation."""
    name = key.split(SEPARATOR)[0]
    stands_for = state(key)
    if stands_for in {"", NO_STATE} or by_name(name) is not None:
        return stands_for or None
    return person(name, stands_for) or stands_for
