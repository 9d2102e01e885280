"""Rows as GDELT, ICEWS and POLECAT write them, made by hand."""

from __future__ import annotations

from kg.interchange import gdelt, icews, polecat


def gdelt_row(
    key: str, source: str, target: str, code: str, day: str = "20240503", *, columns: int = 58, **cells: str
) -> str:
    """``source``/``target`` are a country and a type code: ``CHN GOV``; ``_`` stands for nothing."""
    values = dict.fromkeys(gdelt.columns(columns), "")
    values |= {"GLOBALEVENTID": key, "SQLDATE": day, "EventCode": code, "GoldsteinScale": "-2.0"}
    values |= {
        "NumMentions": "7",
        "NumArticles": "3",
        "DATEADDED": "20240504" if columns < 61 else "20240504001500",
    }
    values |= {
        "ActionGeo_FullName": "Geneva, Genève, Switzerland",
        "SOURCEURL": f"https://news.example/{key}",
    }
    for number, side in ((1, source), (2, target)):
        country, _, kind = side.partition(" ")
        values[f"Actor{number}CountryCode"], values[f"Actor{number}Type1Code"] = country.strip("_"), kind
    return "\t".join(value for name, value in (values | cells).items() if name in gdelt.columns(columns))


def icews_file(*rows: dict[str, str]) -> str:
    """A file with a header; what a row leaves out is NA."""
    return _with_header([*icews.NEEDED, "Publisher"], rows, "NA")


def polecat_file(*rows: dict[str, str]) -> str:
    """A file with a header; what a row leaves out is None."""
    return _with_header([*polecat.NEEDED, "Event Intensity"], rows, "None")


def _with_header(names: list[str], rows: tuple[dict[str, str], ...], nothing: str) -> str:
    return "".join(
        "\t".join(cells) + "\n" for cells in [names, *([row.get(n, nothing) for n in names] for row in rows)]
    )
