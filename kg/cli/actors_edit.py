"""``kg actors add``, ``edit``, ``merge``, ``split``, ``undo``, ``import``: the analyst's overlay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, print_table, say
from kg.cli.settings import with_config
from kg.errors import ActorError, UnknownActor, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.actors import Registry
    from kg.config import Config

__all__ = ["COMMANDS"]

_NEW = Path("my-actors.toml")
_FORMATS = {".txt": "petrarch", ".csv": "csv", ".json": "wikidata"}
_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (
        ("--alias", "names"),
        {"multiple": True, "metavar": "NAME", "help": "Another name or spelling; repeatable."},
    ),
    (("--role",), {"metavar": "ROLE", "help": "GOV, MIL, LEG, REB, ... as in CAMEO."}),
    (("--office",), {"metavar": "TITLE", "help": 'An office of a person: "Minister of Defence".'}),
    (("--from", "from_"), {"metavar": "DATE", "help": "The office was held from this date on."}),
    (("--until",), {"metavar": "DATE", "help": "... and until this one; of an organisation: its end."}),
    (("--since",), {"metavar": "DATE", "help": "An organisation's beginning."}),
    (
        ("--member", "members"),
        {"multiple": True, "metavar": "CODE[:FROM[:UNTIL]]", "help": "A member, with dates."},
    ),
    (("--part-of",), {"metavar": "CODE", "help": "The organisation that an organ counts for."}),
    (("--wikidata",), {"metavar": "QID", "help": "The Wikidata number: Q794."}),
    (("--source",), {"metavar": "TEXT", "help": "Where the fact comes from; kept with the dates."}),
)


def _about(command: Callable[..., Any]) -> Callable[..., Any]:
    for names, options in reversed(_OPTIONS):
        command = click.option(*names, **options)(command)
    return command


def _given(**values: Any) -> dict[str, Any]:
    """The options that were given, by the keys of a change."""
    kept = {key.rstrip("_"): value for key, value in values.items() if value}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in kept.items()}


def _file(config: Config) -> Path:
    """The overlay to write to: the last TOML file of the options and of kg.toml, else a new one."""
    owned = [path for path in config.actors if path.suffix != ".json"]
    return owned[-1] if owned else _NEW


def _write(change: dict[str, Any], config: Config, *, as_json: bool) -> None:
    from kg.actors.editing import append, changes

    file = _file(config)
    append(file, change, config.actors)
    number = len(changes(file))
    if as_json:
        print_json({"file": str(file), "number": number} | change)
    say(f"Change {number} of {file}. Take it back with: kg actors undo {number} --actors {file}")
    if file not in config.actors:
        say(f'Builds use it once kg.toml says: actors = ["{file}"]; or give --actors {file}.')


def _registry(config: Config) -> Registry:
    from kg.actors import Registry

    return Registry.load([path for path in config.actors if path.exists()])


def _code(registry: Registry, code: str) -> str:
    known = registry.resolve_code(code)
    if known is None:
        raise UnknownActor(
            f"no state or organisation has the code {code!r}. Add it first with kg actors add."
        )
    return known


def _known(registry: Registry, identifier: str) -> str:
    """The id of a listed actor, or of any person of a known state: texts name persons whom no file lists."""
    if registry.get(identifier) is not None:
        return identifier
    code, _, name = identifier.partition("/")
    if not name or registry.resolve_code(code) is None:
        raise UnknownActor(f"no actor has the id {identifier!r}; ids are IRN, NATO or IRN/mohammad-baqeri.")
    return identifier


def _free(registry: Registry, names: list[str], code: str) -> None:
    """Raises ActorError where a name means somebody else already: nothing is overwritten silently."""
    for name in names:
        for hit in registry.find(name):
            if hit.text == name:
                raise ActorError(
                    f"{name!r} is {hit.actor.id} already. Use kg actors edit {hit.actor.id}, or merge."
                )
        persons = {t.person for t in registry.holder(name)}
        if any(person.startswith(f"{code}/") for person in persons):
            person = min(persons)
            raise ActorError(f"{name!r} is {person} already. Use kg actors edit {person}.")


def _called(registry: Registry, identifier: str, name: str) -> None:
    """Raises ActorError where a listed actor has no such name: then there is nothing to split from it."""
    tenures = {t.person for t in registry.tenures()}
    hits = {hit.actor.id for hit in registry.find(name)} | {t.person for t in registry.holder(name)}
    if identifier not in hits and (identifier in tenures or registry.get(identifier) is not None):
        raise ActorError(
            f"{identifier} is not called {name!r}; kg actors show {identifier} lists its names. "
            "For somebody new use kg actors add."
        )


_JSON = click.option("--json", "as_json", is_flag=True, help="What was written, as JSON.")


@click.command("add", short_help="Add an actor to your overlay.")
@click.argument("name")
@click.option("--country", metavar="CODE", help="What it counts for: a state or an organisation.")
@click.option("--id", "identifier", metavar="ID", help="The id, where it should not be made from the name.")
@click.option(
    "--kind", default="person", show_default=True,
    type=click.Choice(("person", "organization", "service", "group", "city")), help="What it is.",
)  # fmt: skip
@_about
@_JSON
@with_config("actors")
def add(
    name: str,
    country: str | None,
    identifier: str | None,
    kind: str,
    as_json: bool,
    config: Config,
    **about: Any,
) -> None:
    """Add an actor: a person with an office or a role, a service or armed group of a state, an organisation
    of its own, a city.

    \b
    Example:
      kg actors add "Jane Example" --country FRA --office "Minister of Defence" --from 2024-05-03
      kg actors add "Coastal Pact" --kind organization --id CPACT --member FRA:2024 --member ITA
    """
    from kg.actors.tenures import person_id, plain_name

    registry = _registry(config)
    own = kind == "organization" and country is None
    if not own and country is None:
        raise UsageError("Say with --country which state or organisation it counts for.")
    if kind == "person" and not (about["office"] or about["role"]):
        raise UsageError("Say what the person is: --office TITLE, or --role GOV, MIL, REB, ...")
    code = _code(registry, country) if country else ""
    _free(registry, [name, *about["names"]], code)
    if own:
        made = identifier or plain_name(name).replace("-", "").upper()
        if registry.resolve_code(made):
            raise ActorError(f"{made!r} is a code already. Give another one with --id.")
    elif kind == "city":
        made = code
    else:
        made = identifier or person_id(code, name)
    _write({"do": "add", "id": made, "kind": kind, "name": name, **_given(**about)}, config, as_json=as_json)


@click.command("edit", short_help="Correct an actor in your overlay.")
@click.argument("identifier", metavar="ID")
@click.option("--name", metavar="NAME", help="The name to show; the former one stays a spelling.")
@click.option(
    "--without", multiple=True, metavar="NAME", help="A name that does not mean this actor; repeatable."
)
@click.option("--without-office", metavar="TITLE", help="An office that the person never held.")
@_about
@_JSON
@with_config("actors")
def edit(identifier: str, as_json: bool, config: Config, **about: Any) -> None:
    """Correct an actor: other names, another role, an office with its dates, members of an organisation.

    \b
    Example:
      kg actors edit IRN/mohammad-baqeri --alias "Mohammad Hossein Baqeri" --wikidata Q5930266
      kg actors edit FRA/jane-example --office "Minister of Defence" --until 2025-01-10
    """
    values = _given(**about)
    if not values:
        raise UsageError("Say what to change; see kg actors edit --help.")
    _write({"do": "edit", "id": _known(_registry(config), identifier), **values}, config, as_json=as_json)


@click.command("merge", short_help="Make two actors one.")
@click.argument("identifier", metavar="ID")
@click.argument("into", metavar="INTO")
@_JSON
@with_config("actors")
def merge(identifier: str, into: str, as_json: bool, config: Config) -> None:
    """From now on ID is INTO: its names and offices, and whatever texts say of it.

    \b
    Example:
      kg actors merge IRN/m-h-bagheri IRN/mohammad-baqeri
    """
    registry = _registry(config)
    one, other = _known(registry, identifier), _known(registry, into)
    if one == other:
        raise UsageError(f"{one} is one actor already.")
    if ("/" in one) != ("/" in other):
        raise UsageError("A state or an organisation cannot be one with a person or a body.")
    kinds = [actor.kind for actor in map(registry.get, (one, other)) if actor is not None and "/" not in one]
    if "state" in kinds:
        raise UsageError(
            f"{one} and {other} are a state and another actor of its own, so they cannot be one."
        )
    _write({"do": "merge", "id": one, "into": other}, config, as_json=as_json)


@click.command("split", short_help="Make one actor two.")
@click.argument("identifier", metavar="ID")
@click.argument("into", metavar="NEW-ID")
@click.option(
    "--name",
    "names",
    multiple=True,
    required=True,
    metavar="NAME",
    help="A name of the other one; repeatable.",
)
@click.option(
    "--office", "offices", multiple=True, metavar="TITLE", help="An office of the other one; repeatable."
)
@_JSON
@with_config("actors")
def split(
    identifier: str,
    into: str,
    names: tuple[str, ...],
    offices: tuple[str, ...],
    as_json: bool,
    config: Config,
) -> None:
    """Tell two apart that were taken for one: these names, and these offices, are those of NEW-ID.

    \b
    Example:
      kg actors split IRQ/ali-hassan IRQ/ali-majid --name "Ali Majid" --office "Defence Minister"
    """
    registry = _registry(config)
    known, other = _known(registry, identifier), _known(registry, into)
    if known == other or "/" not in known:
        raise UsageError("Name the person or body to split, and a new id for the other one.")
    for name in names:
        _called(registry, known, name)
    change = {"do": "split", "id": known, "into": other, **_given(names=names, offices=offices)}
    _write(change, config, as_json=as_json)


@click.command("changes", short_help="List the changes of your overlay.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@with_config("actors")
def changes(as_json: bool, config: Config) -> None:
    """List what add, edit, merge and split have written, with the numbers that undo takes.

    \b
    Example:
      kg actors changes --actors mine.toml
    """
    from kg.actors.editing import changes as listed

    found = [(path, n, c) for path in config.actors or (_NEW,) for n, c in enumerate(listed(path), start=1)]
    if as_json:
        print_json([{"file": str(path), "number": n} | c for path, n, c in found])
    elif found:
        rows = [(str(p), n, c["do"], c["id"], _rest(c)) for p, n, c in found]
        print_table(("file", "number", "do", "id", "what"), rows, numbers=("number",))
    else:
        say("No changes yet.")


def _rest(change: dict[str, Any]) -> str:
    said = {key: value for key, value in change.items() if key not in {"do", "id"}}
    return "; ".join(f"{k} {v if isinstance(v, str) else ', '.join(v)}" for k, v in said.items())


@click.command("undo", short_help="Take a change back.")
@click.argument("number", type=int, required=False)
@_JSON
@with_config("actors")
def undo(number: int | None, as_json: bool, config: Config) -> None:
    """Take the last change, or the one with this NUMBER, out of your overlay: all is as it was before it.

    \b
    Example:
      kg actors undo
      kg actors undo 3
    """
    from kg.actors.editing import undo as take_back

    file = _file(config)
    change = take_back(file, number, config.actors)
    if as_json:
        print_json({"file": str(file)} | change)
    say(f"Taken back from {file}: {change['do']} {change['id']}: {_rest(change)}")


@click.command("import", short_help="Read another dictionary of actors as an overlay.")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "--format",
    "kind",
    type=click.Choice(("petrarch", "csv", "wikidata")),
    help="Default: by the file's suffix.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.json",
    help="The overlay to write.",
)
@click.option(
    "--source", "citation", metavar="TEXT", help="Where the facts come from (default: the file's name)."
)
@click.option("--replace", is_flag=True, help="Write over an overlay that is there.")
@click.option("--json", "as_json", is_flag=True, help="Counts and conflicts as JSON.")
@with_config("actors")
def read_in(
    source: Path,
    kind: str | None,
    output: Path,
    citation: str | None,
    replace: bool,
    as_json: bool,
    config: Config,
) -> None:
    """Turn a PETRARCH or Phoenix dictionary (.txt), a CSV or Wikidata query results (.json) into an overlay.

    An entry that contradicts the registry is left out and named on standard error; nothing is overwritten.
    The exit code is 3 if there were any. docs/actors.md says what the columns are called.

    \b
    Example:
      kg actors import Phoenix.Countries.actors.txt -o phoenix.json
    """
    from kg.actors import importing

    if output.exists() and not replace:
        raise UsageError(f"{output} exists. Name another file, or say --replace.")
    if output.suffix != ".json":
        raise UsageError(f"Imports are kept as JSON, which loads fastest: {output.with_suffix('.json')}.")
    chosen = kind or _FORMATS.get(source.suffix.lower())
    if chosen is None:
        raise UsageError(f"Say with --format what {source} is: petrarch, csv or wikidata.")
    reader = {"petrarch": importing.petrarch, "csv": importing.table, "wikidata": importing.wikidata}[chosen]
    entries = reader(source)
    sections, conflicts = importing.overlay(entries, _registry(config), citation or source.name)
    importing.write(output, sections)
    counts = {name: sum(map(len, section.values())) for name, section in sorted(sections.items())}
    if as_json:
        found = [{"line": c.line, "name": c.name, "conflict": c.what} for c in conflicts]
        print_json({"entries": len(entries), "written": counts, "conflicts": found, "file": str(output)})
    else:
        for conflict in conflicts:
            say(f"{source}:{conflict.line}: {conflict.name}: {conflict.what}; left out")
    told = ", ".join(f"{number} {name}" for name, number in counts.items()) or "nothing"
    say(f"{len(entries)} entries read, {len(conflicts)} conflicts left out; {output} holds {told}.")
    say(f'Builds use it once kg.toml says: actors = ["{output}"]; or give --actors {output}.')
    if conflicts:
        click.get_current_context().exit(3)


COMMANDS = (add, edit, merge, split, changes, undo, read_in)
