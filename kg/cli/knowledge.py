"""``kg frames``: try what an analyst wrote, before it is used."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["frames"]


@click.group("frames", short_help="Check files of frames.")
def frames() -> None:
    """Frames say which words evoke which event (docs/frames.md).

    \b
    Example:
      kg frames check my-frames.toml
    """


@frames.command("check", short_help="Check files of frames, with those that come with kg.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE.toml|DIR]...")
@click.option("--json", "as_json", is_flag=True, help="Problems and counts as JSON.")
@with_config()
def check(paths: tuple[Path, ...], as_json: bool, config: Config) -> None:
    """Read files of frames (default: those of kg.toml) before those that come with kg.

    Prints every problem: what breaks the rules, classes that the ontology lacks, frames that can never be
    reached. The exit code is 3 if there are any.

    \b
    Example:
      kg frames check mine.toml
    """
    from kg.extraction.frames import load
    from kg.extraction.lexicon_check import check as problems_of
    from kg.ontology.classes import classes

    overlays = paths or config.frames
    problems = problems_of(overlays, set(classes()))
    counts: dict[str, int] = {}
    if not problems:
        lexicon = load(overlays)
        counts = {"verbs": len(lexicon.verbs), "nouns": len(lexicon.nouns)}
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems], **counts})
    for problem in () if as_json else problems:
        click.echo(str(problem))
    if problems:
        say(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} found.")
        click.get_current_context().exit(3)
    say(f"No problem found. {counts['verbs']} verbs and {counts['nouns']} nouns evoke events.")
