"""``kg info``: what a graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, print_table
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.config import Config

__all__ = ["command"]


@click.command("info", short_help="Say what the graph holds.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@click.option(
    "--void", is_flag=True, help="Describe it as a data set for catalogues: VoID and DCAT in Turtle."
)
@with_config("store")
def command(as_json: bool, void: bool, config: Config) -> None:
    """Count articles, reports, events, relations and quads, and say with which settings the graph was made.

    \b
    Example:
      kg info
      kg info --json | jq .reports
      kg info --void > void.ttl
    """
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph:
        if void and as_json:
            raise UsageError("--void is Turtle, which is no JSON: leave one of --void and --json out.")
        if void:
            from kg.store.description import turtle

            click.echo(turtle(graph.store).decode("utf-8"), nl=False)
            return
        info = graph.info().as_dict()
    if as_json:
        print_json(info)
    else:
        print_table(["graph", str(config.store)], list(_flat(info)))


def _flat(info: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Counts by name, those within a mapping as ``statuses: planned``."""
    for name, value in info.items():
        if isinstance(value, dict):
            yield from ((f"{name}: {key}", count) for key, count in value.items())
        else:
            yield name, value
