"""POLECAT files: tab-separated with a header, 40 columns of PLOVER events (Halterman et al. 2023).

Several actors on a side, several contexts and several countries are parted by semicolons. A row is one event
in one story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.interchange.coding import data, plover
from kg.interchange.lines import split
from kg.interchange.named import named_rows
from kg.interchange.parties import by_code, by_name, person
from kg.interchange.records import NO_STATE, SEPARATOR, codings, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.interchange.coding import Coding

__all__ = ["NEEDED", "coded"]

NEEDED = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Contexts",
    "Actor Name", "Actor Country", "Primary Actor Sector",
    "Recipient Name", "Recipient Country", "Primary Recipient Sector",
    "Placename", "Country", "Source", "Publication Date",
)  # fmt: skip


def coded(lines: Sequence[str], first: int, names: Sequence[str]) -> Any:
    """The coded rows, a frame, of some lines under the header ``names``."""
    pl = polars()
    frame = split(lines, first, names).with_columns(
        pl.col(*names).replace({"None": None, "NA": None, "nan": None, "NULL": None})
    )
    frame = frame.with_columns(
        joined("Actor Name", "Primary Actor Sector", "Actor Country").alias("key1"),
        joined("Recipient Name", "Primary Recipient Sector", "Recipient Country").alias("key2"),
        joined("Event Type", "Event Mode", "Contexts").alias("what"),
    )
    frame = frame.with_columns(**codings(frame, "what", _what))
    given = next((name for name in ("Event Intensity", "Intensity") if name in names), None)
    return named_rows(
        frame,
        actors,
        states,
        source_name=pl.col("Actor Name"),
        target_name=pl.col("Recipient Name"),
        given=pl.col(given) if given else None,
        place=pl.col("Placename"),
        context=pl.col("Contexts").str.replace_all(r"\s*;\s*", ";"),
        published=pl.col("Publication Date").str.slice(0, 10),
    )


def states(key: str) -> str:
    """What a side stands for, joined with ``;``; "" where we know nobody, ``NO_STATE`` where it does not act
    for a state."""
    names, sector, countries = key.split(SEPARATOR)
    if sector and sector not in data("actors")["acts_for_state"] and sector != "IGO":
        return NO_STATE
    told = [part.strip() for part in (countries or names).split(";") if part.strip()]
    found = {code for part in told if (code := by_name(part) or by_code(part))}
    if not found and by_name(names):
        found = {by_name(names) or ""}
    return ";".join(sorted(found))


def actors(key: str) -> str | None:
    """Who acts: a person of his own where one official is named, else the states."""
    name = key.split(SEPARATOR)[0]
    stand_for = states(key)
    if stand_for in {"", NO_STATE} or ";" in stand_for or ";" in name:
        return stand_for or None
    return person(name, stand_for) or stand_for


def _what(key: str) -> Coding | None:
    category, mode, contexts = key.split(SEPARATOR)
    return plover(category, [mode], contexts.split(";"))
