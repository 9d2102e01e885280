"""``kg frames``: try what an analyst wrote, before it is used."""

from __future__ import annotations

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
    """Frames say which words evoke which event (docs/frames.md)."""


@frames.command("check", short_help="Check files of frames, with those that come with kg.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE.toml]...")
@click.option("--json", "as_json", is_flag=True, help="Counts as JSON.")
@with_config()
def check(files: tuple[Path, ...], as_json: bool, config: Config) -> None:
    """Read files of frames (default: those of kg.toml) before those that come with kg, and count lemmas.

    The first frame that breaks the rules is named, with its file and what to do; the exit code is then 1.

    \b
    Example:
      kg frames check mine.toml
    """
    from kg.extraction.frames import load

    lexicon = load(files or config.frames)
    counts = {"verbs": len(lexicon.verbs), "nouns": len(lexicon.nouns)}
    if as_json:
        print_json(counts)
    else:
        say(f"No mistake found. {counts['verbs']} verbs and {counts['nouns']} nouns evoke events.")
