"""Interchange: how fast event data come in and go out, by the line.

The lines are invented, in GDELT's 58 columns; two thirds of them are events. Beside each stands what it takes
to read the same lines and split them at their tabs.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import Comparison, interleaved, memory
from benchmarks._events import gdelt_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.store import Store

_LINES = int(os.environ.get("KG_BENCH_LINES", "100_000"))
_TO_STORE = min(_LINES, int(os.environ.get("KG_BENCH_STORE", _LINES // 10)))


def measure() -> Iterator[Comparison]:
    """Wall-clock seconds for 10,000 lines.

    ``KG_BENCH_LINES`` sets how many are read (default 100,000), ``KG_BENCH_STORE`` how many of them go
    into a store (a tenth).
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, part = folder / "whole.tsv", folder / "part.tsv"
        lines = [f"{line}\n" for line in gdelt_lines(_LINES)]
        whole.write_text("".join(lines), encoding="utf-8")
        part.write_text("".join(lines[:_TO_STORE]), encoding="utf-8")
        yield _per_line(
            f"In, {_LINES:,} lines",
            {"read and split": lambda: _split(whole), "to Parquet": lambda: _to_parquet(whole, folder)},
            _LINES,
        )
        yield _per_line(
            f"In, {_TO_STORE:,} lines, occurrences and relations derived",
            {"read and split": lambda: _split(part), "to a store": lambda: _to_store(part, folder)},
            _TO_STORE,
        )
        yield _out(folder)
    yield memory()


def _per_line(title: str, actions: dict[str, Callable[[], object]], lines: int) -> Comparison:
    figures = interleaved(actions, rounds=3)
    return Comparison(
        title=title,
        unit="seconds / 10,000 lines",
        figures={what: seconds * 10_000 / lines for what, seconds in figures.items()},
        baseline="read and split",
    )


def _split(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(len(line.split("\t")) for line in file)


def _to_parquet(path: Path, folder: Path) -> None:
    from kg.interchange import to_parquet

    shutil.rmtree(folder / "out", ignore_errors=True)
    to_parquet("gdelt", [path], folder / "out")


def _to_store(path: Path, folder: Path) -> None:
    from kg.interchange import to_store
    from kg.store import Store

    shutil.rmtree(folder / "store", ignore_errors=True)
    with Store.open(folder / "store", create=True) as store:
        to_store("gdelt", [path], store)


def _out(folder: Path) -> Comparison:
    from kg.store import Store

    with Store.open(folder / "store", read_only=True) as store:
        actions: dict[str, Callable[[], object]] = {"read all events": lambda: sum(1 for _ in store.events())}
        for name in ("plover", "cameo", "icews", "parquet"):
            actions[name] = partial(_write, store, name)
        return Comparison(
            title=f"Out, the store of {_TO_STORE:,} lines",
            unit="seconds",
            figures=interleaved(actions, rounds=2),
            baseline="read all events",
        )


def _write(store: Store, format: str) -> None:
    from kg.interchange import write

    write(store, io.BytesIO(), format)
