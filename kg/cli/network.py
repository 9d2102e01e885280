"""``kg network``: who is central among those who deal with one another."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_csv, print_json, print_table, say
from kg.cli.selection import selection_options
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.config import Config

__all__ = ["command"]

_TEXT = ("actor", "label", "kind")


@click.command("network", short_help="Measure the network of those who deal with one another.")
@selection_options(level="states", status="occurred")
@click.option("--undirected", is_flag=True, help="Leave aside who acts and who is acted upon.")
@click.option("--weight", type=click.Choice(["events", "reports"]), default="events", show_default=True,
              help="What the weight of an edge counts.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N strongest actors.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV with every measure.")
@click.option(
    "--json", "as_json", is_flag=True, help="JSON with every measure and those of the whole network."
)
@with_config("store")
def command(
    config: Config, undirected: bool, limit: int | None, as_csv: bool, as_json: bool, **selection: Any
) -> None:
    """Print a table of network measures, the strongest actor first.

    An edge stands for a pair; its weight counts the events between them. A reciprocal event, such as a
    meeting, counts both ways. The table shows the measures most asked for, --csv and --json show all.

    \b
    Example:
      kg network --since 2024 --class Cooperation
      kg network --level persons --json
    """
    from kg.analysis.measures import measure_actors, measure_network
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph:
        network = graph.network(directed=not undirected, **selection)
    actors = [asdict(row) for row in measure_actors(network)][:limit]
    if as_json:
        print_json({"network": asdict(measure_network(network)), "actors": actors})
    elif as_csv:
        print_csv(list(actors[0]) if actors else [], [list(row.values()) for row in actors])
    else:
        _table(actors, asdict(measure_network(network)))


def _table(actors: Sequence[dict[str, Any]], whole: dict[str, Any]) -> None:
    columns = ("actor", "label", "degree", "strength", "in_strength", "out_strength", "betweenness",
               "pagerank", "clustering", "community")  # fmt: skip
    rows = [[_short(row[column]) for column in columns] for row in actors]
    print_table(columns, rows, numbers=[column for column in columns if column not in _TEXT])
    say(
        ", ".join(
            f"{name.replace('_', ' ')} {_short(value)}" for name, value in whole.items() if value is not None
        )
    )


def _short(value: Any) -> Any:
    return f"{value:.3g}" if isinstance(value, float) else value
