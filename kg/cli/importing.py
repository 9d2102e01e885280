"""``kg import``: others' event data into the graph, or into an event table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, progress, say
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.interchange import Imported, TableMapping

__all__ = ["command"]

FORMATS = ("gdelt", "icews", "polecat", "plover", "table")
FOUND_BAD_ROWS = 3
_SHOWN = 10


@click.command("import", short_help="Take in event data: GDELT, ICEWS, POLECAT, PLOVER, any table.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for Parquet event tables, instead of the graph: for data of GDELT's size.",
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What the columns of a table mean (TOML); needed for the format table.",
)
@click.option(
    "--data-set", metavar="NAME", help="What the data set is called, with its version: 'ICEWS 2018'."
)
@click.option("--json", "as_json", is_flag=True, help="What became of the rows, as JSON.")
@with_config("store")
def command(
    config: Config, format_: Any, files: tuple[Path, ...], output: Path | None, mapping: Path | None,
    data_set: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Take in event data: gdelt, icews, polecat, plover or table; files or folders, compressed or not.

    Each row becomes a record report that names its data set, row and URL. Rows that cannot be read are
    listed with their line and reason (exit code 3); rows that are no event between two states or
    organisations are counted. Started again, a run goes on where it was stopped.

    \b
    Example:
      kg import icews events.2018.tab --data-set "ICEWS 2018"
      kg import gdelt 2016*.zip -o gdelt/
      kg import table battles.csv --map battles.toml
    """
    from kg.interchange import read_mapping

    if (mapping is None) == (format_ == "table"):
        raise UsageError(
            "--map FILE says what the columns of a table mean: for the format table, and only there."
        )
    read = read_mapping(mapping) if mapping is not None else None
    with progress("rows") as report:
        if output is not None:
            result = _to_folder(format_, files, output, data_set, read, report)
        else:
            result = _to_store(config, format_, files, data_set, read, report)
    if as_json:
        print_json(result.as_dict())
    _say(result, output)
    if result.bad:
        click.get_current_context().exit(FOUND_BAD_ROWS)


def _to_folder(
    format_: Any, files: tuple[Path, ...], folder: Path, data_set: str | None, mapping: TableMapping | None,
    report: Any,
) -> Imported:  # fmt: skip
    from kg.interchange import to_parquet

    return to_parquet(format_, files, folder, data_set=data_set, mapping=mapping, progress=report)


def _to_store(
    config: Config, format_: Any, files: tuple[Path, ...], data_set: str | None, mapping: TableMapping | None,
    report: Any,
) -> Imported:  # fmt: skip
    from kg.interchange import to_store
    from kg.store import Store

    shown = 0

    def bad(path: Path, row: Any) -> None:
        nonlocal shown
        shown += 1
        if shown <= _SHOWN:
            say(f"{path}:{row['line']}: {row['reason']}: {row['detail'] or ''}")

    with Store.open(config.store, create=True, base=config.base_iri) as store:
        result = to_store(format_, files, store, data_set=data_set, mapping=mapping, bad=bad, progress=report)
    if shown > _SHOWN:
        say(f"... and {shown - _SHOWN} more bad rows. With -o DIR all are listed in rejected-*.csv.")
    return result


def _say(result: Imported, output: Path | None) -> None:
    again = f" ({result.files_unchanged} of them there already)" if result.files_unchanged else ""
    say(f"Files: {result.files}{again}. Rows: {result.rows}, of which {result.events} are events.")
    if result.outside:
        say("Left out: " + ", ".join(f"{count} {reason}" for reason, count in result.outside.items()) + ".")
    if result.bad:
        where = f"; see {output}/rejected-*.csv" if output is not None else ""
        say("Bad: " + ", ".join(f"{count} {reason}" for reason, count in result.bad.items()) + where + ".")
