"""``kg validate``: does the graph keep its promises?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["command"]


@click.command("validate", short_help="Check the graph against its shapes, in plain words.")
@click.option("--shapes", type=click.Path(path_type=Path), metavar="FILE",
              help="Your own SHACL shapes in Turtle, instead of those that come with kg.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Problems as JSON.")
@with_config("store")
def command(shapes: Path | None, as_json: bool, config: Config) -> None:
    """Check every article's graph and the derived ones against the SHACL shapes that come with kg.

    Prints a line for each problem: which node, what is wrong with it, what would be right. The exit code
    is 3 if there are any.

    \b
    Example:
      kg validate
    """
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph:
        problems = graph.validate(shapes)
    if as_json:
        print_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            click.echo(str(problem))
    say(f"{len(problems)} problems found." if problems else "No problems found.")
    if problems:
        click.get_current_context().exit(3)
