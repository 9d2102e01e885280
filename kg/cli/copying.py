"""``kg copy`` and ``kg load-snapshot``: a graph from one home to another, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, progress, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["copy", "load_snapshot"]


@click.command("copy", short_help="Copy a graph to another home, and prove it complete.")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Empty the target first, if it holds anything.")
@click.option("--json", "as_json", is_flag=True, help="What was copied as JSON.")
def copy(source: Path, target: Path, replace: bool, as_json: bool) -> None:
    """Copy every graph of SOURCE to TARGET: directories, or the .toml files of endpoints.

    Afterwards both are counted and summed up, graph by graph. A copy in a directory is a snapshot, which
    kg load-snapshot puts back.

    \b
    Example:
      kg copy kg-store backup-2024-05
      kg copy kg-store server.toml
    """
    from kg.store import Store
    from kg.store.copying import copy as copy_store

    with (
        Store.open(source, read_only=True) as here,
        Store.open(target, create=True, base=here.base) as there,
        progress("graphs copied", quiet=as_json) as report,
    ):
        copied = copy_store(here, there, replace=replace, progress=report)
    if as_json:
        print_json(copied.as_dict())
    else:
        same = f"the same on both sides (sum {copied.sum})"
        say(f"{copied.statements} statements in {copied.graphs} graphs, {same}.")


@click.command("load-snapshot", short_help="Put a copy of a graph in the place of the graph.")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="What the graph holds now as JSON.")
@with_config("store")
def load_snapshot(snapshot: Path, as_json: bool, config: Config) -> None:
    """Make the graph what SNAPSHOT is, a directory that kg copy made; whole, or not at all.

    \b
    Example:
      kg load-snapshot backup-2024-05 --store kg-store
    """
    from kg.build import open_graph
    from kg.store.copying import load_snapshot as load

    load(snapshot, config.store)
    with open_graph(config.store, config=config) as graph:
        info = graph.info()
    if as_json:
        print_json(info.as_dict())
    else:
        say(f"{config.store} holds {info.articles} articles and {info.reports} reports, as {snapshot} does.")
