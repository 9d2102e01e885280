"""``kg actors search``, ``show`` and ``unknown``: what is known of actors, and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, print_table, progress, say
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["COMMANDS"]


@click.command("search", short_help="Find listed actors by a part of a name.")
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N actors."
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@with_config("actors")
def search(text: str, limit: int, as_json: bool, config: Config) -> None:
    """List states, organisations, services, groups, persons and offices whose names hold TEXT or are like it.

    \b
    Example:
      kg actors search baqeri
    """
    from kg.actors import Registry
    from kg.actors.searching import search as find

    found = find(Registry.load(config.actors), text, limit)
    if as_json:
        print_json([row.as_dict() for row in found])
    elif found:
        print_table(("id", "name", "kind", "found by"), [(r.id, r.name, r.kind, r.matched) for r in found])
    else:
        say(f"Nobody listed is called like {text!r}. Add somebody with kg actors add.")


@click.command("show", short_help="Show an actor: names, offices over time, mentions, relations.")
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
@with_config("actors", "store")
def show(identifier: str, as_json: bool, config: Config) -> None:
    """Show what the registry says of an actor, and what the graph in --store says, if there is one.

    \b
    Example:
      kg actors show IRN/mohammad-baqeri
    """
    from kg.build.portrait import portrait

    found = portrait(identifier, config)
    if as_json:
        print_json(found)
        return
    facts = [(key, value) for key, value in found.items() if not isinstance(value, list | dict)]
    facts += [(key, ", ".join(value)) for key, value in found.items() if _words(value)]
    print_table(("actor", identifier), [(key, value) for key, value in facts if key != "id" and value])
    for key, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = tuple(value[0])
            say("")
            click.echo(f"{key}:")
            print_table(columns, [tuple(row.values()) for row in value])


def _words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


@click.command("unknown", short_help="Rank the names that stand for parties and are not resolved.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR|-...")
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="At most N names."
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@with_config("model", "actors")
def unknown(sources: tuple[str, ...], limit: int, as_json: bool, config: Config) -> None:
    """Read articles, and list names that appear as parties to events without being resolved, with sentences.

    Those of most articles come first. Reads what kg extract reads.

    \b
    Example:
      kg actors unknown articles/ --limit 20
    """
    from kg.build import Summary
    from kg.build.flow import extractions
    from kg.build.unknown import unknown_names

    summary = Summary()
    config = replace(
        config, full_parse=True
    )  # who nobody resolved is in the articles that the scan passes over
    with progress("articles read", quiet=sources == ("-",)) as report:
        found = unknown_names(extractions(sources, config=config, summary=summary, progress=report))[:limit]
    if as_json:
        print_json([name.as_dict() for name in found])
    elif found:
        rows = [(n.name, n.articles, n.mentions, n.examples[0][1]) for n in found]
        print_table(("name", "articles", "mentions", "example"), rows, numbers=("articles", "mentions"))
    else:
        say("Every name that stands for a party is resolved.")
    if not summary.complete:
        click.get_current_context().exit(3)


COMMANDS = (search, show, unknown)
