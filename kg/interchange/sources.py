"""The formats that are read, and how a file of each comes in pieces of coded rows."""

from __future__ import annotations

import csv
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from kg.analysis.needs import polars
from kg.errors import UnreadableSource, UsageError
from kg.interchange import gdelt, icews, plover, polecat
from kg.interchange.lines import WRONG_COLUMNS, batches, opened
from kg.interchange.mapping import coded_row
from kg.interchange.records import CODED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import polars as pl

    from kg.interchange.mapping import TableMapping

__all__ = ["Format", "Piece", "pieces"]

Format = Literal["gdelt", "icews", "polecat", "plover", "table"]


class Piece(NamedTuple):
    """Coded rows, and the number of lines (of records, in a JSON array) read when they are done."""

    coded: pl.DataFrame
    done: int


def pieces(
    format: Format, path: Path, *, size: int, skip: int = 0, mapping: TableMapping | None = None
) -> Iterator[Piece]:
    """The coded rows of a file, about ``size`` lines at a time, without its first ``skip`` lines.

    Raises ``UnreadableSource`` for a file that is not there, breaks off or has other columns.
    """
    match format:
        case "gdelt":
            yield from _gdelt(path, size, skip)
        case "icews":
            yield from _with_header(path, size, skip, icews.NEEDED, icews.coded)
        case "polecat":
            yield from _with_header(path, size, skip, polecat.NEEDED, polecat.coded)
        case "plover":
            yield from _coded_rows(
                ((n, plover.coded_row(text)) for n, text in _json_records(path, skip)), size
            )
        case "table":
            if mapping is None:
                raise UsageError("A table needs a mapping of its columns: --map FILE.")
            yield from _coded_rows(_table(path, skip, mapping), size)
        case _:
            raise UsageError(f"There is no format {format!r}; formats are {', '.join(get_args(Format))}.")


def _gdelt(path: Path, size: int, skip: int) -> Iterator[Piece]:
    names = gdelt.columns(_first_line(path).count("\t") + 1)
    for first, lines in batches(path, size=size, skip=skip):
        yield Piece(gdelt.coded(lines, first, names), first + len(lines) - 1)


def _with_header(
    path: Path, size: int, skip: int, needed: Iterable[str], coded: Callable[..., pl.DataFrame]
) -> Iterator[Piece]:
    names = [name.strip().strip('"') for name in _first_line(path).split("\t")]
    _require(path, names, needed)
    for first, lines in batches(path, size=size, skip=max(skip, 1)):
        yield Piece(coded(lines, first, names), first + len(lines) - 1)


def _first_line(path: Path) -> str:
    with opened(path) as file:
        return file.readline().rstrip("\r\n")


def _require(path: Path, names: Iterable[str], needed: Iterable[str]) -> None:
    there = list(names)
    if missing := [name for name in needed if name not in there]:
        raise UnreadableSource(
            f"{path} has no column {missing[0]!r}; its first line gives {', '.join(there)[:200]}."
        )


def _coded_rows(rows: Iterable[tuple[int, dict[str, Any]]], size: int) -> Iterator[Piece]:
    """Rows that were coded one by one, as frames."""
    pl = polars()
    kinds = {name: getattr(pl, kind) for name, kind in CODED.items()}
    numbered = iter(rows)
    while batch := list(islice(numbered, size)):
        cells = [dict.fromkeys(CODED) | row | {"line": number} for number, row in batch]
        yield Piece(pl.DataFrame(cells, schema=kinds, strict=False), batch[-1][0])


def _json_records(path: Path, skip: int) -> Iterator[tuple[int, str]]:
    """The records of JSON lines, numbered by line, or of one array, numbered by place."""
    with opened(path) as file:
        start = file.read(1)
        while start.isspace():
            start = file.read(1)
        if start == "[":
            found: Iterator[str] = (json.dumps(record) for record in _array(file, path))
            yield from ((n, text) for n, text in enumerate(found, start=1) if n > skip)
            return
    for first, lines in batches(path, size=10_000, skip=skip):
        yield from ((first + n, line) for n, line in enumerate(lines) if line.strip())


def _array(file: Any, path: Path) -> Iterator[Any]:
    """The elements of a JSON array whose bracket is read, one at a time; a trailing comma is forgiven."""
    decoder, text, ended = json.JSONDecoder(), "", False
    while True:
        text = text.lstrip(" \t\r\n,")
        if text.startswith("]"):
            return
        try:
            record, end = decoder.raw_decode(text)
        except ValueError as error:
            more = file.read(1 << 16)
            if not more and ended:
                raise UnreadableSource(f"{path} is a JSON array that breaks off: {error}.") from error
            ended = not more
            text += more
            continue
        yield record
        text = text[end:]


def _table(path: Path, skip: int, mapping: TableMapping) -> Iterator[tuple[int, dict[str, Any]]]:
    delimiter = mapping.delimiter or ("\t" if {".tsv", ".tab"} & set(path.suffixes) else ",")
    with opened(path) as file:
        reader = csv.reader(file, delimiter=delimiter)
        names = [name.strip() for name in next(reader, [])]
        _require(path, names, mapping.needed)
        for cells in reader:
            if reader.line_num <= skip or not any(cells):
                continue
            if len(cells) != len(names):
                yield (
                    reader.line_num,
                    {
                        "reason": WRONG_COLUMNS,
                        "detail": f"{len(cells)} in place of {len(names)}: {delimiter.join(cells)[:80]}",
                    },
                )
                continue
            row = coded_row(mapping, dict(zip(names, cells, strict=True)))
            yield reader.line_num, row | {"row": row["row"] or f"{path.name}:{reader.line_num}"}
