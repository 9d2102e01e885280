"""``kg eval``: how well the extractor reads, against what annotators found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.evaluation import Gold
    from kg.evaluation.floors import Breach
    from kg.model import EventMention

__all__ = ["command"]


@click.command("eval", short_help="Score the extractor against a gold set.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--split", metavar="NAME", help="Only the articles of this split.")
@click.option(
    "--errors/--no-errors", default=True, show_default=True, help="Show every error in its sentence."
)
@click.option(
    "--floors", "file", metavar="FILE.toml", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fail where a figure is below its floor in this file.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Every figure as JSON.")
@with_config("model", "min_confidence", "actors", "frames")
def command(
    folder: Path, split: str | None, errors: bool, file: Path | None, as_json: bool, config: Config
) -> None:
    """Extract from the articles of a gold set and compare with what annotators found.

    FOLDER holds articles.jsonl and events.jsonl (docs/evaluation.md). Prints precision, recall and F1 at
    every level, tables by class, status and confidence, and every miss and false alarm in its sentence.
    With --floors the exit code is 3 if a figure has dropped below its floor.

    \b
    Example:
      kg eval tests/gold --split open
      kg eval tests/gold --no-errors --floors tests/gold/floors.toml
    """
    from kg.build import extract
    from kg.evaluation import as_json as figures
    from kg.evaluation import evaluate, load_gold, render
    from kg.evaluation.floors import load_floors

    gold = load_gold(folder)
    if split is not None:
        known = ", ".join(sorted(set(gold.splits.values()))) or "none"
        gold = gold.only(split)
        if not gold.articles:
            raise UsageError(f"{folder} has no articles of the split {split!r}; its splits are {known}.")
    floors = load_floors(file) if file is not None else {}
    found = list(extract(gold.articles, config=config))
    evaluation = evaluate(gold, found)
    broken = [breach for name in floors for breach in _breaches(gold, found, name, split, floors[name])]
    if as_json:
        print_json(figures(evaluation, gold) | ({"below": [asdict(b) for b in broken]} if floors else {}))
    else:
        click.echo(render(evaluation, gold, errors=errors), nl=False)
    for breach in broken:
        say(str(breach))
    if broken:
        click.get_current_context().exit(3)


def _breaches(
    gold: Gold, found: list[EventMention], name: str, split: str | None, floors: dict[str, float]
) -> list[Breach]:
    """What is broken in the part of the gold set that a table of floors is about."""
    from kg.evaluation import evaluate
    from kg.evaluation.floors import WHOLE, breaches

    if name == WHOLE and split is None:
        return breaches(evaluate(gold, found, samples=1), floors)
    part = gold.only(name)
    return breaches(evaluate(part, found, samples=1), floors, split=name) if part.articles else []
