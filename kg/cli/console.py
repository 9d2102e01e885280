"""What people see: tables on standard output, progress and summaries on standard error."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["print_csv", "print_json", "print_table", "progress", "say"]

_WIDE = 200  # columns where output is no terminal, so that a pipe loses no words


def say(message: str) -> None:
    """A line for the person, not for the next program."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Comma-separated values with a header on standard output; None is empty."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    click.echo(sheet.getvalue(), nl=False)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, numbers: Sequence[str] = ()
) -> None:
    """Rows under column heads; columns named in ``numbers`` are flush right. None shows as nothing."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        # Text: a name like "[/b]" is no markup.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    if sys.stdout.isatty():
        Console(file=sys.stdout, highlight=False).print(table)
        return
    sheet = io.StringIO()
    Console(file=sheet, width=_WIDE, highlight=False).print(table)
    lines = [line.rstrip() for line in sheet.getvalue().splitlines()]
    click.echo("\n".join(line for line in lines if line))


@contextmanager
def progress(
    what: str, *, quiet: bool = False, total: int | None = None
) -> Iterator[Callable[[int, str], None]]:
    """Yield ``report(done, name)``: a moving bar on a terminal, a plain line now and then elsewhere.

    Both show the rate; with ``total``, about how many there will be, also the time left.
    """
    if quiet:
        yield lambda _done, _name: None
    elif sys.stderr.isatty():
        with _moving(what, total) as report:
            yield report
    else:
        yield _plain(what, total)


@contextmanager
def _moving(what: str, total: int | None) -> Iterator[Callable[[int, str], None]]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        TextColumn("{task.completed} " + what),
        TextColumn("{task.fields[pace]}"),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.description}"),
    )
    pace = _Pace(total)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, pace="")

        def report(done: int, name: str) -> None:
            bar.update(task, completed=done, description=escape(name[:60]), pace=pace.at(done))

        yield report


def _plain(what: str, total: int | None, every: int = 100) -> Callable[[int, str], None]:
    pace = _Pace(total)

    def report(done: int, name: str) -> None:
        told = pace.at(done)
        if done % every == 0:
            say(f"{done} {what}, {told}, now {name}" if told else f"{done} {what}, now {name}")

    return report


class _Pace:
    """How fast it goes since the first report, and when it will be done."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._first: tuple[float, int] | None = None

    def at(self, done: int) -> str:
        """ "12.5 a second, 3 min left"; nothing while there is nothing to tell it by."""
        now = time.monotonic()
        if self._first is None:
            self._first = now, done
        since, begun = self._first
        if now <= since or done <= begun:
            return ""
        rate = (done - begun) / (now - since)
        told = f"{rate:.1f} a second"
        if self._total is None or self._total < done:
            return told
        return f"{told}, {_duration((self._total - done) / rate)} left"


def _duration(seconds: float) -> str:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
