"""``kg actors``: whom names stand for, and the analyst's own knowledge of who is who."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import actors_edit, actors_view
from kg.cli.console import print_json, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.actors import Registry, Resolution
    from kg.config import Config

__all__ = ["group"]


@click.group("actors", short_help="Look actors up, correct them, add your own.")
def group() -> None:
    """Actors are the states, organisations, services, groups and office holders that names stand for.

    \b
    Example:
      kg actors show IRN
      kg actors resolve "Iran's navy chief" --date 2024-05
      kg actors search guard
    """


@group.command("resolve", short_help="Say whom phrases stand for, as JSON lines.")
@click.argument("phrases", nargs=-1, metavar="[PHRASE]...")
@click.option("--date", metavar="DATE", help="2024, 2024-05 or 2024-05-03: when it was said.")
@click.option("--json", "_json", is_flag=True, help="JSON lines: what is printed in any case.")
@with_config("actors")
def resolve(phrases: tuple[str, ...], date: str | None, config: Config, **_: Any) -> None:
    """Print one JSON object for each PHRASE, or for each line of standard input.

    A line is a phrase, or JSON: {"phrase": "...", "date": "2017-05", "context": "text around it"}, of
    which only the phrase is required. The object has phrase, id, name, kind, country, role (GOV, MIL,
    REB, ... as in CAMEO), office and reason; what is not known is null. The exit code is 3 if a line
    could not be read. A last name alone means somebody only with a date.

    \b
    Example:
      kg actors resolve "the Élysée" "Iran's navy chief"
      kg actors resolve Macron --date 2024-05
      echo '{"phrase": "Boris Johnson", "date": "2017-05"}' | kg actors resolve
    """
    from kg.actors import Registry

    registry = Registry.load(config.actors)
    lines: Iterator[str] = iter(phrases) if phrases else (line.rstrip("\r\n") for line in sys.stdin)
    whole = True
    for line in lines:
        if not phrases and not line.strip():
            continue
        found = _resolved(line, date, registry, literal=bool(phrases))
        whole = whole and not found.reason.startswith(_UNREAD)
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
    if not whole:
        click.get_current_context().exit(3)


_UNREAD = "not read: "


def _resolved(line: str, date: str | None, registry: Registry, *, literal: bool) -> Resolution:
    from kg.actors import Resolution, resolve
    from kg.model import precision_of

    asked: Any = {"phrase": line}
    if not literal and line.lstrip().startswith("{"):
        try:
            asked = json.loads(line)
        except json.JSONDecodeError as error:
            return Resolution(phrase=line, reason=f"{_UNREAD}no JSON ({error.msg})")
    phrase, when, context = asked.get("phrase"), asked.get("date") or date, asked.get("context") or ""
    if not isinstance(phrase, str):
        return Resolution(phrase=line, reason=f'{_UNREAD}a line of JSON needs a "phrase" that is a text')
    try:
        precision_of(when)
    except (TypeError, ValueError) as error:
        return Resolution(phrase=phrase, reason=f"{_UNREAD}{error}")
    return resolve(phrase, when, str(context), registry)


@group.command("check", short_help="Check files of actors.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="Problems as JSON.")
@with_config("actors")
def check(files: tuple[Path, ...], as_json: bool, config: Config) -> None:
    """Say what is wrong with files of actors (default: those of kg.toml, else those that come with kg).

    The exit code is 3 if anything is.

    \b
    Example:
      kg actors check mine.toml
    """
    from kg.actors import check as check_files

    chosen = files or config.actors
    problems = check_files(chosen)
    if as_json:
        print_json([{"file": str(p.path), "where": p.where, "what": p.what} for p in problems])
    for problem in problems:
        say(str(problem))
    if problems:
        click.get_current_context().exit(3)
    say(f"No mistake found in {', '.join(map(str, chosen)) or 'the files that come with kg'}.")


for _command in (*actors_view.COMMANDS, *actors_edit.COMMANDS):
    group.add_command(_command)
