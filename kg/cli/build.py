"""``kg build``: articles into the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

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
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@click.option(
    "--replace", is_flag=True, help="Let an article take the place of a wholly different one of its id."
)
@with_workers
@with_config("store", "model", "min_confidence", "actors", "frames", "full_parse")
def command(
    sources: tuple[str, ...], samples: bool, as_json: bool, replace: bool, workers: int, config: Config
) -> None:
    """Read articles into the graph: extract, keep with their evidence, merge reports of one happening.

    Reads what kg extract reads. Articles that the graph holds already are skipped if nothing changed, and
    replaced if something did, so that a run can be repeated or taken up again. An id is the file's path below
    the argument, unless the article brings an id or a URL: give one folder above all others, so that no two
    articles share one. Ends with counts of what was kept, merged and set aside, by reason. The exit code is 3
    if an input could not be read, or has the id of another article.

    \b
    Example:
      kg build articles/ more.jsonl --store kg-store
      kg build --samples
    """
    from kg.build import build
    from kg.build import samples as sample_articles
    from kg.reading import expected

    if not sources and not samples:
        raise click.UsageError("Name the articles to read: a file, a folder, - or --samples.")
    chosen: list[str | Path] = [*sources, *([sample_articles()] if samples else [])]
    try:
        with progress("articles read", total=expected(chosen)) as report:
            summary = build(chosen, config=config, progress=report, workers=workers, replace=replace)
    except KeyboardInterrupt:
        say("What was read is kept; the same command goes on from there.")
        raise
    _tell(summary, config, as_json=as_json)
    if not summary.complete:
        click.get_current_context().exit(3)


def _tell(summary: Summary, config: Config, *, as_json: bool) -> None:
    if as_json:
        print_json(summary.as_dict() | {"store": str(config.store)})
    say(str(summary))
    say(f"Store: {config.store}")
