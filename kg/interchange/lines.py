"""The lines of data files, compressed or not, a batch at a time, and their columns."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.analysis.needs import polars
from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["WRONG_COLUMNS", "batches", "opened", "split"]

WRONG_COLUMNS = "wrong number of columns"

_OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
)


@contextmanager
def opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """A file as text in UTF-8; ``.gz``, ``.bz2``, ``.xz`` and ``.zip`` (of one member) are unpacked.

    Bytes that are no UTF-8 become U+FFFD; line ends stay as they are. Raises ``UnreadableSource``, while
    reading too, for a file that is not there or breaks off.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
                if len(names) != 1:
                    raise UnreadableSource(
                        f"{path} holds {len(names)} files. Unpack it and name those that you want."
                    )
                with archive.open(names[0]) as member:
                    yield _text(member)
        else:
            with _OPENERS.get(path.suffix, open)(path, "rb") as file:
                yield _text(file)
    except _BROKEN as error:
        if isinstance(error, UnreadableSource):
            raise
        raise UnreadableSource(f"Cannot read {path} to its end: {error}.") from error


def _text(file: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="\n")


def batches(path: Path, *, size: int, skip: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Lines without their ends, ``size`` at a time, each batch with the number of its first line (from 1).

    The first ``skip`` lines are passed over.
    """
    with opened(path) as file:
        number = sum(1 for _ in islice(file, skip)) + 1
        while lines := [line.rstrip("\r\n") for line in islice(file, size)]:
            yield number, lines
            number += len(lines)


def split(lines: Sequence[str], first: int, names: Sequence[str]) -> Any:
    """Tab-separated lines as a frame of strings, with ``line``, their numbers, and ``reason``, what is wrong.

    ``detail`` is how a line begins. Nothing is a quote. Empty cells are null; a line of blanks is left out.
    """
    pl = polars()
    frame = pl.DataFrame({"text": lines}, schema={"text": pl.String}).with_row_index("line", offset=first)
    frame = frame.filter(pl.col("text").str.strip_chars() != "")
    fits = pl.col("text").str.count_matches("\t", literal=True) == len(names) - 1
    cells = pl.col("text").str.split_exact("\t", len(names) - 1).struct.rename_fields(list(names))
    found = (
        frame.with_columns(cells.alias("cells"), pl.when(~fits).then(pl.lit(WRONG_COLUMNS)).alias("reason"))
        .unnest("cells")
        .with_columns(pl.col(*names).replace("", None))
    )
    shown = pl.col("text").str.slice(0, 80).alias("detail")
    return found.with_columns(pl.col("line").cast(pl.UInt64), shown).drop("text")
