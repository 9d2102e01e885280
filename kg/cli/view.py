"""``kg view``: the graph as one HTML file."""

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


@click.command("view", short_help="Draw the graph as an HTML file that needs no network.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"),
              show_default=True, metavar="FILE", help="The HTML file to write.")  # fmt: skip
@click.option("--ego", metavar="ACTOR", help="Only this actor and those it deals with: IRN, NATO.")
@click.option("--dyad", nargs=2, metavar="ACTOR ACTOR", help="Only what happened between these two.")
@click.option("--title", help="Heading of the page.")
@click.option("--steps", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="With --ego: how many steps away from it.")  # fmt: skip
@click.option("--max-edges", type=click.IntRange(1), default=300, show_default=True, metavar="N",
              help="Draw the N strongest relations.")  # fmt: skip
@selection_options(level="all", status="all")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
@with_config("store")
def command(config: Config, output: Path, as_json: bool, **options: Any) -> None:
    """Draw who deals with whom, with the sentences behind every edge, as one HTML file.

    Colours tell cooperation from conflict, width the number of events; a click on an edge shows what the
    articles say, when, and who said it. The file opens from disk with the network off.

    \b
    Example:
      kg view -o graph.html
      kg view --ego IRN --since 2024 -o iran.html
      kg view --dyad IRN PAK --status occurred --status planned -o iran-pakistan.html
    """
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph:
        graph.view(output, **options)
    if as_json:
        print_json({"html": str(output.resolve())})
    say(f"Open {output.resolve().as_uri()}")
