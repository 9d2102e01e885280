"""``kg export``: the graph in other programs' formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.console import print_json, say
from kg.cli.output import open_output
from kg.cli.selection import selection_options
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["FORMATS", "command"]

RDF = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
NETWORKS = ("graphml", "gexf", "csv", "csv-edges")
EVENT_DATA = ("plover", "cameo", "icews", "parquet", "arrow", "neo4j")
FORMATS = (*RDF, *NETWORKS, *EVENT_DATA)
_CHOOSING = {"level", "since", "until", "classes", "statuses", "min_reports", "multigraph"}
_LINKED = {"level": ("graphml", "gexf", "csv-edges"), "multigraph": ("graphml", "gexf")}
_MORE_SUFFIXES = {".parquet": "parquet", ".arrow": "arrow", ".jsonl": "plover"}


@click.command("export", short_help="Write the graph as RDF, as a network or as a table.")
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS),
              help="Default: what the suffix of -o says; turtle without -o.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="File to write, instead of standard output.")  # fmt: skip
@selection_options(level="states", status="occurred")
@click.option(
    "--multigraph", is_flag=True, help="graphml and gexf: an edge for each event, not for each pair."
)
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON; needs -o.")
@with_config("store")
def command(
    config: Config,
    format_: str | None,
    output: Path | None,
    multigraph: bool,
    as_json: bool,
    **selection: Any,
) -> None:
    """Write the graph to a file or to standard output.

    RDF (turtle, trig, nquads, ntriples, jsonld, rdfxml) holds everything: evidence, events, relations.
    graphml and gexf hold the network for Gephi and its like, csv a row for each event, csv-edges a row for
    each pair. plover, cameo and icews are the formats of event data; parquet and arrow hold event tables;
    neo4j is a folder of CSV files for its bulk import. --since, --class and the like choose the events of
    all but RDF, which is whole; --level is for networks. An option that a format cannot heed is refused.

    \b
    Example:
      kg export -o graph.ttl
      kg export -o network.gexf --since 2024 --class Cooperation
      kg export --format nquads | sort | sha256sum
    """
    if as_json and output is None:
        raise UsageError("--json says what was written where; name a file with -o.")
    chosen = format_ or _format_of(output)
    _refuse_unheeded(chosen)
    if chosen == "neo4j":
        _folder(config, output, selection)
    else:
        _file(config, chosen, output, multigraph, selection)
    if output is not None:
        say(f"Wrote {output} ({chosen}).")
    if as_json:
        print_json({"file": str(output), "format": chosen})


def _format_of(output: Path | None) -> str:
    """What the suffix says; Turtle on standard output. Raises ``UsageError`` for an unknown suffix."""
    from kg.build.graph import SUFFIXES

    if output is None or str(output) == "-" or (output.exists() and not output.is_file()):
        return "turtle"
    known = SUFFIXES | _MORE_SUFFIXES
    if output.suffix.lower() not in known:
        raise UsageError(
            f"The suffix of {output} names no format; known are {', '.join(known)}. Or choose with --format."
        )
    return known[output.suffix.lower()]


def _refuse_unheeded(format_: str) -> None:
    """Raise ``UsageError`` for an option that was given and that the format cannot heed."""
    context = click.get_current_context()
    for param in context.command.params:
        name = param.name or ""
        if name not in _CHOOSING or context.get_parameter_source(name) is ParameterSource.DEFAULT:
            continue
        option = param.opts[0]
        if format_ in RDF:
            raise UsageError(
                f"{format_} holds the whole graph and takes no {option}. Choose statements with a CONSTRUCT "
                f"query (kg query), or events in another format: {', '.join((*NETWORKS, *EVENT_DATA))}."
            )
        heeding = _LINKED.get(name)
        if heeding is not None and format_ not in heeding:
            raise UsageError(f"{format_} takes no {option}; {', '.join(heeding)} do.")


def _folder(config: Config, output: Path | None, selection: dict[str, Any]) -> None:
    from kg.build import open_graph
    from kg.interchange import write

    if output is None:
        raise UsageError("neo4j is a folder of files; name it with -o.")
    with open_graph(config.store, config=config) as graph:
        try:
            write(graph.store, output, "neo4j", **_events_only(selection))
        except OSError as error:
            raise UsageError(f"Cannot write {output}: {error.strerror}.") from error


def _file(
    config: Config, chosen: str, output: Path | None, multigraph: bool, selection: dict[str, Any]
) -> None:
    from kg.build import open_graph

    with open_graph(config.store, config=config) as graph, open_output(output) as file:
        if chosen in EVENT_DATA:
            from kg.interchange import write

            write(graph.store, file, chosen, **_events_only(selection))
        elif chosen in RDF:
            graph.export(file, chosen)
        else:
            graph.export(file, chosen, multigraph=multigraph, **selection)


def _events_only(selection: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in selection.items() if name != "level"}
