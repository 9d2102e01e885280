"""GDELT event files: 1.0 with 57 or 58 columns, 2.0 with 61; tab-separated, without a header.

The columns are those of the codebooks (GDELT Event Database 1.03 and 2.0). A row is one event between two
actors on one day, however often it was mentioned: ``reports`` is NumMentions, ``articles`` NumArticles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.errors import UnreadableSource
from kg.interchange.coding import cameo, data
from kg.interchange.lines import split
from kg.interchange.parties import by_code, by_name
from kg.interchange.records import NO_STATE, SEPARATOR, blank, codings, joined, lookup, set_aside

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["coded", "columns"]

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code " + " ".join(
    f"Type{n}Code" for n in (1, 2, 3)
)
_GEO_1 = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
_GEO_2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def columns(count: int) -> tuple[str, ...]:
    """The names of the columns of a file with so many. Raises ``UnreadableSource`` for another number."""
    if count not in {57, 58, 61}:
        raise UnreadableSource(
            f"A GDELT event file has 57, 58 or 61 tab-separated columns, and this one {count}. "
            "Mentions and GKG files hold no events."
        )
    geo = _GEO_2 if count == 61 else _GEO_1
    names = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    names += [f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR.split()]
    names += ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    names += ["NumMentions", "NumSources", "NumArticles", "AvgTone"]
    names += [f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo.split()]
    names += ["DATEADDED", "SOURCEURL"]
    return tuple(names[:count])


def coded(lines: Sequence[str], first: int, names: Sequence[str]) -> Any:
    """The coded rows, a frame, of some lines; ``names`` as ``columns`` gives them."""
    pl = polars()
    frame = split(lines, first, names)
    if "SOURCEURL" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("SOURCEURL"))
    parts = ("CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
    country = pl.col("ActionGeo_FullName").str.split(",").list.last().str.strip_chars()
    frame = frame.with_columns(
        joined(*(f"Actor1{part}" for part in parts)).alias("key1"),
        joined(*(f"Actor2{part}" for part in parts)).alias("key2"),
        country.alias("country"),
        **codings(frame, "EventCode", cameo),
    )
    frame = frame.with_columns(
        lookup(frame, "key1", who).alias("who1"),
        lookup(frame, "key2", who).alias("who2"),
        lookup(frame, "country", by_name).alias("place_country"),
    )
    return frame.select(
        **blank(
            line=pl.col("line"),
            row=pl.col("GLOBALEVENTID"),
            date=_day("SQLDATE"),
            cls=pl.col("cls"),
            status=pl.col("status"),
            turned=pl.col("turned"),
            source=pl.col("who1"),
            target=pl.col("who2"),
            given=pl.col("GoldsteinScale"),
            reports=pl.col("NumMentions"),
            articles=pl.col("NumArticles"),
            place=pl.col("ActionGeo_FullName").str.split(",").list.first().str.strip_chars(),
            place_country=pl.col("place_country"),
            published=_day("DATEADDED"),
            url=pl.col("SOURCEURL"),
            story=pl.col("SOURCEURL"),
            reason=set_aside("who1", "who2"),
            detail=pl.col("detail"),
        )
    )


def who(key: str) -> str:
    """The actor of a key; "" for nobody that we know, ``NO_STATE`` for one who does not act for a state."""
    country, group, *types = key.split(SEPARATOR)
    if any(role not in data("actors")["acts_for_state"] for role in types if role and role != "IGO"):
        return NO_STATE
    return by_code(country) or by_code(group) or ""


def _day(column: str) -> Any:
    pl = polars()
    text = pl.col(column)
    return pl.concat_str(text.str.slice(0, 4), text.str.slice(4, 2), text.str.slice(6, 2), separator="-")
