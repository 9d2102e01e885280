"""``kg eval``: how well the extractor reads, against what annotators found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["command"]


@click.command("eval", short_help="Score the extractor against a gold set.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--split", metavar="NAME", help="Only the articles of this split.")
@click.option(
    "--errors/--no-errors", default=True, show_default=True, help="Show every error in its sentence."
)
@click.option("--json", "as_json", is_flag=True, help="Every figure as JSON.")
@with_config("model", "min_confidence", "actors", "frames")
def command(folder: Path, split: str | None, errors: bool, as_json: bool, config: Config) -> None:
    """Extract from the articles of a gold set and compare with what annotators found.

    FOLDER holds articles.jsonl and events.jsonl (docs/evaluation.md). Prints precision, recall and F1 at
    every level, tables by class, status and confidence, and every miss and false alarm in its sentence.

    \b
    Example:
      kg eval tests/gold --split open
    """
    from kg.build import extract
    from kg.evaluation import as_json as figures
    from kg.evaluation import evaluate, load_gold, render

    gold = load_gold(folder)
    if split is not None:
        known = ", ".join(sorted(set(gold.splits.values()))) or "none"
        gold = gold.only(split)
        if not gold.articles:
            raise UsageError(f"{folder} has no articles of the split {split!r}; its splits are {known}.")
    evaluation = evaluate(gold, extract(gold.articles, config=config))
    if as_json:
        print_json(figures(evaluation, gold))
    else:
        click.echo(render(evaluation, gold, errors=errors), nl=False)
