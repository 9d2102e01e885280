"""``kg explore``: the whole graph to look at, as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, say
from kg.cli.selection import selection_options
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["command"]


@click.command(
    "explore", short_help="Write the explorer: the whole graph and its sentences in one HTML file."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("explorer.html"),
              show_default=True, metavar="FILE", help="The HTML file to write.")  # fmt: skip
@click.option("--title", default="Relations between states", show_default=True, help="Heading of the page.")
@selection_options(level="states", status="all")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
@with_config("store")
def command(config: Config, output: Path, as_json: bool, **options: Any) -> None:
    """Write the explorer: filters, search, paths, timelines and tables over every relation of the graph.

    Each line on the screen leads to the sentences that say so. The file carries program and data; it opens
    from disk with the network off, so that it can be mailed to a colleague. For a few relations in a report
    take `kg view`.

    \b
    Example:
      kg explore -o explorer.html
      kg explore --since 2024 --class Cooperation -o cooperation.html
    """
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph:
        page = graph.explore(output, **options)
    if as_json:
        print_json({"html": str(output.resolve()), "bytes": output.stat().st_size})
    if not page.events:
        say("The page holds no event: none meets these conditions. Widen the period, classes or statuses.")
    say(f"Open {output.resolve().as_uri()}")
