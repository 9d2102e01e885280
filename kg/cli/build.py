"""``kg build``: articles into the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.cli.console import print_json, progress, say
from kg.cli.settings import with_config, with_workers

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import Summary
    from kg.config import Config

__all__ = ["command"]


@click.command("build", short_help="Read articles into a graph.")
@click.argument("sources", nargs=-1, metavar="[FILE|DIR|-]...")
@click.option("--samples", is_flag=True, help="Read the sample articles that come with kg.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make partitions with the Dask scheduler at ADDRESS, or with processes of this machine: local.",
)
@click.option(
    "--out", metavar="PATH", help="Where --cluster writes partitions: a folder, or s3://, gs://, hdfs://."
)
@click.option(
    "--partition",
    type=click.FloatRange(0.001),
    default=4.0,
    show_default=True,
    metavar="MB",
    help="Text in one partition, about.",
)
@click.option(
    "--patience",
    type=click.FloatRange(0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up a cluster that has had no worker for so long.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@click.option(
    "--replace", is_flag=True, help="Let an article take the place of a wholly different one of its id."
)
@with_workers
@with_config("store", "model", "min_confidence", "actors", "frames", "full_parse")
def command(
    sources: tuple[str, ...], samples: bool, as_json: bool, replace: bool, workers: int, config: Config,
    cluster: str | None, out: str | None, partition: float, patience: float,
) -> None:  # fmt: skip
    """Read articles into the graph: extract, keep with their evidence, merge reports of one happening.

    Reads what kg extract reads. Articles that the graph holds already are skipped if nothing changed, and
    replaced if something did, so that a run can be repeated or taken up again. An id is the file's path below
    the argument, unless the article brings an id or a URL: give one folder above all others, so that no two
    articles share one. Ends with counts of what was kept, merged and set aside, by reason. The exit code is 3
    if an input could not be read, or has the id of another article.

    With --cluster and --out the articles become partitions, which kg load puts into a graph; sources may then
    be URLs. A run that broke off goes on where it was.

    \b
    Example:
      kg build articles/ more.jsonl --store kg-store
      kg build --samples
      kg build --cluster tcp://scheduler:8786 s3://news/2024-05/ --out s3://graphs/2024-05
    """
    from kg.build import build
    from kg.build import samples as sample_articles
    from kg.reading import expected

    if not sources and not samples:
        raise click.UsageError("Name the articles to read: a file, a folder, - or --samples.")
    chosen: list[str | Path] = [*sources, *([sample_articles()] if samples else [])]
    if cluster or out:
        if not (cluster and out):
            raise click.UsageError(
                "--cluster and --out belong together: who makes the partitions, and where."
            )
        _partitions(chosen, cluster, out, partition, patience, workers, config, as_json=as_json)
        return
    try:
        with progress("articles read", total=expected(chosen)) as report:
            summary = build(chosen, config=config, progress=report, workers=workers, replace=replace)
    except KeyboardInterrupt:
        say("What was stored is kept; the same command goes on from there.")
        raise
    _tell(summary, config, as_json=as_json)
    if not summary.complete:
        click.get_current_context().exit(3)


def _partitions(
    sources: list[str | Path],
    cluster: str,
    out: str,
    partition: float,
    patience: float,
    workers: int,
    config: Config,
    *,
    as_json: bool,
) -> None:
    from kg.build.cluster import build_partitions

    given = click.get_current_context().get_parameter_source("workers") is not ParameterSource.DEFAULT
    try:
        with progress("articles read") as report:
            manifest = build_partitions(
                sources, out=out, cluster=cluster, workers=workers if given else None, config=config,
                size=int(partition * 1_000_000), progress=report,
                patience=patience, warn=say,
            )  # fmt: skip
    except KeyboardInterrupt:
        say("The partitions that were made are kept; the same command goes on from there.")
        raise
    if as_json:
        print_json({"out": out, **manifest.data["totals"], "failed": manifest.data["failed"]})
    say(str(manifest))
    say(f"Partitions: {out}; load them with: kg load {out}")
    if not manifest.complete:
        click.get_current_context().exit(3)


def _tell(summary: Summary, config: Config, *, as_json: bool) -> None:
    if as_json:
        print_json(summary.as_dict() | {"store": str(config.store)})
    say(str(summary))
    say(f"Store: {config.store}")
