"""``kg load``: partitions that ``kg build --out`` made, into a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, progress, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["command"]


@click.command("load", short_help="Load partitions of kg build --out into a graph.")
@click.argument("path")
@click.option("--parallel", type=click.IntRange(1), default=4, show_default=True, metavar="N",
              help="Partitions fetched, or connections to an endpoint, at once.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="What was loaded as JSON.")
@with_config("store")
def command(path: str, parallel: int, as_json: bool, config: Config) -> None:
    """Load the partitions in PATH (a folder, or s3://..., gs://..., hdfs://...) into an empty store.

    --store may be the .toml file of a SPARQL endpoint. Check sums and counts are compared with the manifest,
    and the derived layers are made: the graph is what kg build makes of the same articles, byte for byte. The
    exit code is 3 if anything did not arrive, or if partitions had been set aside when they were made.

    \b
    Example:
      kg load parts --store kg-store
      kg load s3://graphs/2024-05 --store server.toml --parallel 8
    """
    from kg.build.cluster import load

    with progress("partitions loaded", quiet=as_json) as report:
        loaded = load(path, config=config, parallel=parallel, progress=report)
    if as_json:
        print_json(loaded.as_dict() | {"store": str(config.store)})
    say(f"{loaded.quads} quads of {loaded.articles} articles in {loaded.partitions} partitions, all arrived.")
    if loaded.failed:
        say(f"{loaded.failed} partitions had been set aside when they were made; the manifest says why.")
        click.get_current_context().exit(3)
