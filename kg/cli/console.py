"""What people see: tables on standard output, progress and summaries on standard error."""

from __future__ import annotations

import csv
import io
import json
import sys
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
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, str], None]]:
    """Yield ``report(done, name)``: a moving bar on a terminal, a plain line now and then elsewhere.

    Nothing says how many articles a run holds until all are read, so the bar moves and the number counts.
    """
    if quiet:
        yield lambda _done, _name: None
    elif sys.stderr.isatty():
        with _moving(what) as report:
            yield report
    else:
        yield _plain(what)


@contextmanager
def _moving(what: str) -> Iterator[Callable[[int, str], None]]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        TextColumn("{task.completed} " + what),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, name: bar.update(task, completed=done, description=escape(name[:60]))


def _plain(what: str, every: int = 100) -> Callable[[int, str], None]:
    def report(done: int, name: str) -> None:
        if done % every == 0:
            say(f"{done} {what}, now {name}")

    return report
