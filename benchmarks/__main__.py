"""Run the named benchmarks, or all, and print their ratios."""

from __future__ import annotations

import json
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

import benchmarks

if TYPE_CHECKING:
    from benchmarks import Comparison

NAMES = sorted(module.name for module in iter_modules(benchmarks.__path__) if not module.name.startswith("_"))


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES), metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure instead of tables.")
def main(names: tuple[str, ...], as_json: bool) -> None:
    """Run all benchmarks, or those that are named."""
    console = Console()
    for name in names or NAMES:
        module = import_module(f"benchmarks.{name}")
        if not as_json:
            console.rule((module.__doc__ or name).splitlines()[0])
        for comparison in module.measure():
            if as_json:
                for what, value in comparison.figures.items():
                    row = {"benchmark": name, "comparison": comparison.title, "what": what, "value": value}
                    click.echo(json.dumps(row | {"unit": comparison.unit, "ratio": comparison.ratio(what)}))
            else:
                console.print(_table(comparison))


def _table(comparison: Comparison) -> Table:
    table = Table(title=comparison.title, title_justify="left", caption=f"ratio: to {comparison.baseline}")
    table.add_column("what")
    table.add_column(comparison.unit, justify="right")
    table.add_column("ratio", justify="right")
    for what, value in comparison.figures.items():
        table.add_row(what, f"{value:,.3f}", f"{comparison.ratio(what):.2f}")
    return table


if __name__ == "__main__":
    main()
