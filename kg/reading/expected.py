"""How many articles a run will read, told beforehand from names and sizes, for progress and time left."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.reading.formats import format_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["expected"]

_SAMPLE = 1 << 20  # bytes of a file of records by which its lines are measured


def expected(sources: Iterable[str | Path]) -> int | None:
    """About so many articles; None for standard input and packed records, whose size tells nothing.

    A file of JSON lines holds as many as its first megabyte says of the rest.
    """
    total = 0
    for source in sources:
        for path in () if str(source) == "-" else _files(Path(source)):
            number = _in_file(path)
            if number is None:
                return None
            total += number
        if str(source) == "-":
            return None
    return total


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return (path,)
    return (Path(folder, name) for folder, _, names in os.walk(path) for name in names)


def _in_file(path: Path) -> int | None:
    form = format_of(path.name)
    if form is None:
        return 0
    if form.kind != "records":
        return 1
    if form.packing is not None:
        return None
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        size = path.stat().st_size
    except OSError:
        return 0  # the reader will say why
    lines = sample.count(b"\n") or 1
    return max(1, round(lines * size / len(sample))) if sample else 0
