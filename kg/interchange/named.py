"""What ICEWS and POLECAT have in common: actors are names with sectors and countries, under a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.interchange.parties import by_name
from kg.interchange.records import blank, lookup, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

__all__ = ["named_rows"]


def named_rows(
    frame: pl.DataFrame, actor: Callable[[str], str | None], state: Callable[[str], str], **columns: Any
) -> pl.DataFrame:
    """The coded rows of a frame with ``key1`` and ``key2``, its two sides, and what ``codings`` gives.

    ``actor`` makes of a key the id of who acts, ``state`` what that stands for ("" or ``NO_STATE`` for
    others). ``columns`` are those of ``CODED`` that a data set has beside the common ones.
    """
    pl = polars()
    frame = frame.with_columns(
        lookup(frame, "key1", actor).alias("source"),
        lookup(frame, "key2", actor).alias("target"),
        lookup(frame, "key1", state).alias("source_state"),
        lookup(frame, "key2", state).alias("target_state"),
        lookup(frame, "Country", by_name).alias("where"),
    )
    same = ("line", "cls", "status", "turned", "source", "target", "source_state", "target_state", "detail")
    return frame.select(
        **blank(
            **{name: pl.col(name) for name in same},
            row=pl.col("Event ID"),
            date=pl.col("Event Date").str.slice(0, 10),
            place_country=pl.col("where"),
            reason=set_aside("source_state", "target_state"),
            **columns,
        )
    )
