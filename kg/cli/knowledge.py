"""``kg frames`` and ``kg actors``: try what an analyst wrote, before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, print_table, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["actors", "frames"]


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


@click.group("actors", short_help="Look names up.")
def actors() -> None:
    """Actors are the states, organisations, services, groups and office holders that names stand for."""


@actors.command("resolve", short_help="Say whom the names in a text stand for.")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@with_config()
def resolve(text: str, as_json: bool, config: Config) -> None:
    """Find the names that are listed in TEXT, and say whom each stands for and how.

    \b
    Example:
      kg actors resolve "Downing Street and the Élysée"
    """
    from kg.actors import Registry

    hits = Registry.load(config.actors).find(text)
    rows = [(hit.text, hit.actor.id, hit.actor.name, hit.form.value, hit.actor.kind.value) for hit in hits]
    columns = ("text", "actor", "name", "form", "kind")
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        print_table(columns, rows)
    else:
        say("No listed name is in it. Add actors with a file of your own: actors = [...] in kg.toml.")
