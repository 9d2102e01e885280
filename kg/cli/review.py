"""``kg review``: accept, reject and correct what was read."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, print_table, say
from kg.cli.output import open_output
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.config import Config
    from kg.store.corrections import Correction
    from kg.store.reviewing import Review

__all__ = ["command"]


@click.group("review", short_help="Accept, reject and correct events, with undo.")
def command() -> None:
    """Say what is right and wrong in the graph: kept in a file beside the store, by person, time and reason.

    Events and reports are named by IRI or id. Corrections outlive changes of articles and rebuilds: kg build
    applies them again.

    \b
    Example:
      kg review list
      kg review reject event/c9dec44b50b1089c9828 --why "it was a phone call"
      kg review edit report/ab12 --set class=PhoneCall
      kg review undo
      kg review export --format csv -o decisions.csv
    """


_WHO = click.option(
    "--who", envvar="KG_WHO", metavar="NAME", help="Who decides (default: KG_WHO, else your login)."
)
_WHY = click.option("--why", default="", metavar="TEXT", help="The reason, for those who come after.")
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")


def _deciding(run: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that decides something."""
    return _WHO(_WHY(_JSON(with_config("store")(run))))


@command.command("list", short_help="Events to look at, or the corrections made so far.")
@click.option("--corrections", "made", is_flag=True, help="List the corrections instead of events.")
@click.option("--all", "everything", is_flag=True, help="Reviewed events too, or undone corrections too.")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N rows."
)
@_JSON
@with_config("store")
def list_(config: Config, made: bool, everything: bool, limit: int, as_json: bool) -> None:
    """List events that nobody has reviewed, the least certain first, with their sentences.

    \b
    Example:
      kg review list --limit 5
    """
    with _review(config) as (review, _):
        if made:
            _list_corrections(review, everything, as_json)
            return
        rows = list(_unreviewed(review, everything, limit))
    if as_json:
        print_json(rows)
    else:
        columns = ("event", "confidence", "class", "status", "sentence")
        print_table(columns, [[row[c] for c in columns] for row in rows], numbers=("confidence",))


@command.command("accept", short_help="What the graph says is what the words say.")
@click.argument("names", nargs=-1, required=True, metavar="EVENT|REPORT...")
@_deciding
def accept(config: Config, names: tuple[str, ...], who: str | None, why: str, as_json: bool) -> None:
    """Accept events or reports.

    \b
    Example:
      kg review accept event/c9dec44b50b1089c9828
    """
    _decide(config, as_json, lambda review: review.accept(*names, who=_who(who), why=why))


@command.command("reject", short_help="The words say no such thing.")
@click.argument("names", nargs=-1, required=True, metavar="EVENT|REPORT...")
@_deciding
def reject(config: Config, names: tuple[str, ...], who: str | None, why: str, as_json: bool) -> None:
    """Reject events or reports: nothing rests on them any more.

    \b
    Example:
      kg review reject report/ab12 --why "it was a phone call"
    """
    _decide(config, as_json, lambda review: review.reject(*names, who=_who(who), why=why))


@command.command("edit", short_help="The words say something else.")
@click.argument("names", nargs=-1, required=True, metavar="EVENT|REPORT...")
@click.option(
    "--set",
    "changes",
    multiple=True,
    required=True,
    metavar="FIELD=VALUE",
    help="class, status, source, target, reciprocal, date, date_end, place or place_country. Repeatable.",
)
@_deciding
def edit(
    config: Config, names: tuple[str, ...], changes: tuple[str, ...], who: str | None, why: str, as_json: bool
) -> None:
    """Edit reports, or all reports of events.

    \b
    Example:
      kg review edit event/ab12 --set class=PhoneCall --set date=2024-05-03
    """
    given = {}
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals:
            raise click.UsageError(f"--set {change} should be FIELD=VALUE, such as status=planned.")
        given[field] = value
    _decide(config, as_json, lambda review: review.edit(*names, changes=given, who=_who(who), why=why))


@command.command("merge", short_help="Several events are one, or several actors.")
@click.argument("names", nargs=-1, required=True, metavar="EVENT...|ACTOR...")
@click.option("--actors", is_flag=True, help="The names are actors' ids; the first one is kept.")
@click.option("--anyway", is_flag=True, help="Merge events that have no party in common too.")
@_deciding
def merge(
    config: Config,
    names: tuple[str, ...],
    actors: bool,
    anyway: bool,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Merge events into one happening, or actors into the first of them.

    Events that have no party in common are refused without --anyway.

    \b
    Example:
      kg review merge event/ab12 event/cd34
    """
    if len(names) < 2:
        raise click.UsageError("Name two at least.")
    if actors:
        _decide(config, as_json, lambda review: review.merge_actors(*names, who=_who(who), why=why))
    else:
        _decide(config, as_json, lambda review: review.merge(*names, who=_who(who), why=why, anyway=anyway))


@command.command("split", short_help="Some reports tell of another event, or of another person.")
@click.argument("names", nargs=-1, required=True, metavar="REPORT...")
@click.option(
    "--actor", metavar="ID", help="The actor that the reports seem to name, instead of their event."
)
@click.option(
    "--new", metavar="ID", help="With --actor: the id of the one they mean, such as IND/another-sidhu."
)
@click.option("--name", metavar="TEXT", help="With --actor: what that one is called.")
@_deciding
def split(
    config: Config,
    names: tuple[str, ...],
    actor: str | None,
    new: str | None,
    name: str | None,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Split reports from their event, or say that they mean another person.

    \b
    Example:
      kg review split report/cd34
    """
    if actor is None:
        _decide(config, as_json, lambda review: review.split(*names, who=_who(who), why=why))
        return
    if new is None or name is None:
        raise click.UsageError("--actor goes with --new and --name.")
    _decide(
        config,
        as_json,
        lambda review: review.split_actor(actor, *names, new=new, name=name, who=_who(who), why=why),
    )


@command.command("undo", short_help="Take a correction back.")
@click.argument("id_", required=False, metavar="[CORRECTION]")
@_deciding
def undo(config: Config, id_: str | None, who: str | None, why: str, as_json: bool) -> None:
    """Undo the latest correction, or the one whose id begins so; undoing an undo brings it back.

    \b
    Example:
      kg review undo
    """
    _decide(config, as_json, lambda review: review.undo(id_, who=_who(who), why=why))


@command.command("export", short_help="The corrections as RDF, or as a table for training.")
@click.option("-f", "--format", "format_", default="csv", show_default=True,
              type=click.Choice(["csv", "json", "turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"]),
              help="csv has a row for each report decided on, with its sentence; json the same.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="File to write, instead of standard output.")  # fmt: skip
@with_config("store")
def export(config: Config, format_: str, as_json: bool, output: Path | None) -> None:
    """Write out what was decided.

    \b
    Example:
      kg review export --format csv -o decisions.csv
    """
    import json

    from kg.store.training import training_rows, training_table

    format_ = "json" if as_json else format_
    with _review(config) as (_, store), open_output(output) as file:
        if format_ == "csv":
            file.write(training_table(store).encode("utf-8"))
        elif format_ == "json":
            file.write(
                (json.dumps(list(training_rows(store)), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
            )
        else:
            store.export(format_, file, layer="corrections")


def _who(given: str | None) -> str:
    """Who decides: as told, else as logged in."""
    return given or getpass.getuser()


def _review(config: Config) -> Any:
    from contextlib import contextmanager

    from kg.store import Store
    from kg.store.corrections import beside
    from kg.store.reviewing import Review

    @contextmanager
    def opened() -> Iterator[tuple[Review, Store]]:
        with Store.open(config.store) as store:
            yield Review(store, config.corrections or beside(config.store), config.actors), store

    return opened()


def _decide(config: Config, as_json: bool, decide: Callable[[Review], Correction]) -> None:
    with _review(config) as (review, _):
        correction = decide(review)
        path = review.path
    if as_json:
        print_json(correction.as_dict())
    else:
        say(f"{_line(correction)}\nWritten to {path}; kg review undo {correction.id} takes it back.")


def _line(correction: Correction) -> str:
    """``reject 3 reports``, ``edit 1 report: class=PhoneCall``."""
    about = (
        [f"{len(correction.reports)} report{'s' * (len(correction.reports) != 1)}"]
        if correction.reports
        else []
    )
    about += [f"{', '.join(correction.actors)} -> {correction.actor}"] if correction.actor else []
    about += [correction.undoes] if correction.undoes else []
    changes = ", ".join(f"{name}={value}" for name, value in correction.changes)
    return f"{correction.act} {'; '.join(about)}{': ' * bool(changes)}{changes}"


def _list_corrections(review: Review, everything: bool, as_json: bool) -> None:
    chosen = review.all() if everything else review.in_force()
    if as_json:
        print_json([correction.as_dict() for correction in chosen])
    else:
        rows = [(c.id, c.when[:16].replace("T", " "), c.who, _line(c), c.why) for c in chosen]
        print_table(("correction", "when (UTC)", "who", "what", "why"), rows)


def _unreviewed(review: Review, everything: bool, limit: int) -> Iterator[dict[str, Any]]:
    from itertools import islice

    names = review.store.names
    for event, best in islice(review.queue(reviewed=everything), limit):
        yield {
            "event": names.short(event).removeprefix(":"),
            "confidence": best.confidence,
            "class": best.cls,
            "status": best.status,
            "sentence": " ".join(best.sentence.split()),
            "report": names.short(best.report).removeprefix(":"),
        }
