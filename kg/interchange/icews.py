"""ICEWS event files: tab-separated with a header, 20 columns (Boschee et al., Harvard Dataverse).

A row is one event in one sentence of one story. Events that have no direction come twice, once each way: the
second is set aside as the mirror of the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.interchange.coding import cameo, data
from kg.interchange.lines import split
from kg.interchange.named import named_rows
from kg.interchange.parties import by_name, person
from kg.interchange.records import NO_STATE, SEPARATOR, codings, joined

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
    return named_rows(
        frame,
        actor,
        state,
        source_name=pl.col("Source Name"),
        target_name=pl.col("Target Name"),
        given=pl.col("Intensity"),
        place=pl.col("City"),
        story=pl.concat_str("Story ID", "Sentence Number", separator="/"),
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
