"""``kg query``: questions in SPARQL."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, print_table, say
from kg.cli.output import open_output
from kg.cli.settings import with_config
from kg.cli.waiting import interruptible
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.build import Graph
    from kg.config import Config
    from kg.store import EvidenceRow, Result

__all__ = ["command"]

ROWS = ("table", "csv", "json", "jsonl")
TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")


@click.command(
    "query",
    short_help="Ask the graph in SPARQL, or ask it a named question.",
    context_settings={"ignore_unknown_options": True},  # the parameters of a question are options too
)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="SPARQL|FILE.rq|NAME [--PARAMETER VALUE]..."
)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="A parameter of a named query, as --NAME VALUE too. Repeatable.")  # fmt: skip
@click.option("--list", "list_named", is_flag=True, help="Describe the named queries and exit.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice([*ROWS, *TRIPLES]),
    help="Default: table, or turtle for CONSTRUCT and DESCRIBE; json is that of SPARQL 1.1.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--evidence", is_flag=True, help="Add the sentences behind every event, report or relation in a row."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N rows.")
@click.option("--timeout", type=click.FloatRange(0.1), metavar="SECONDS",
              help="Stop a query that takes longer or more than 4 GB; else Ctrl-C does.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="File to write, instead of standard output.")  # fmt: skip
@with_config("store")
def command(
    config: Config,
    words: tuple[str, ...],
    params: tuple[str, ...],
    list_named: bool,
    format_: str | None,
    as_json: bool,
    evidence: bool,
    limit: int | None,
    timeout: float | None,
    output: Path | None,
) -> None:
    """Ask the graph a question: SPARQL 1.1, a file that ends in .rq, or the name of a question.

    The prefixes kg:, schema:, oa:, prov:, skos:, dcterms:, rdfs: and xsd: need no declaration; the empty one
    stands for the data. Queries only read, and only this graph.

    \b
    Example:
      kg query "SELECT ?a ?b WHERE { ?a kg:meets ?b }"
      kg query --list
      kg query who-met --a IRN --b PAK --since 2023-01 --evidence
    """
    from kg.build import open_graph

    if list_named:
        _list(as_json or format_ in {"json", "jsonl"})
        return
    query, given = _words(words)
    if query is None:
        raise click.UsageError(
            "Give a query: SPARQL, a file that ends in .rq, or a name from kg query --list."
        )
    if as_json and format_ not in {None, "json"}:
        raise UsageError(f"--json is --format json: leave one of --json and --format {format_} out.")
    format_ = "json" if as_json else format_
    with open_graph(config.store, config=config) as graph:
        text, parameters = _text(query), {**_pairs(params), **given}
        ask = partial(graph.query, text, limit=limit, timeout=timeout, **parameters)
        result = interruptible(ask) if timeout is None else ask()  # a child that has its time can be stopped
        sentences = _evidence(graph, result) if evidence else None
    _write(result, _fitting(format_, result), sentences, output)
    if result.truncated:
        say(f"Cut off after {limit} rows; raise --limit for more.")


def _text(query: str) -> str:
    """The query itself, or what stands in the file that it names."""
    if not query.endswith(".rq"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(f"Cannot read the query {query}: {reason}.") from error


def _words(words: tuple[str, ...]) -> tuple[str | None, dict[str, str]]:
    """The query among the words, and the parameters that stand there as options."""
    query, given = None, {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            if query is not None:
                raise click.UsageError(f"One query at a time: {word!r} is another one. Put SPARQL in quotes.")
            query = word
            continue
        name, equals, value = word[2:].partition("=")
        if not equals and (value := next(rest, "")) == "":
            raise click.UsageError(f"{word} is no option of kg query, and no parameter without a value.")
        given[name] = value
    return query, given


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise click.UsageError(f"--param {param} should be NAME=VALUE, such as a=IRN.")
        pairs[name] = value
    return pairs


def _list(as_json: bool) -> None:
    from kg.store import named

    if as_json:
        print_json([
            {"name": q.name, "title": q.title, "description": q.description,
             "parameters": [asdict(p) for p in q.parameters]}
            for q in named().values()
        ])  # fmt: skip
        return
    rows = [
        (q.name, q.title, " ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters))
        for q in named().values()
    ]
    print_table(["name", "what it answers", "parameters"], rows)


def _fitting(format_: str | None, result: Result) -> str:
    """The format, or the default of the kind of result. Raises ``UsageError`` for a misfit."""
    triples = result.kind == "construct"
    if format_ is None:
        return "turtle" if triples else "table"
    if triples and format_ in {"table", "jsonl"}:
        raise UsageError(
            f"The answer is a graph, which is no {format_}; choose {', '.join(TRIPLES)}, csv or json."
        )
    if not triples and format_ in TRIPLES:
        raise UsageError(f"The answer is a table, which is no {format_}; choose {', '.join(ROWS)}.")
    return format_


def _evidence(graph: Graph, result: Result) -> list[list[EvidenceRow]]:
    """For each row the sentences behind the nodes that it names; behind its reports, where it names some."""
    from kg.store import Iri

    prefixes = tuple(f"{result.base}{kind}/" for kind in ("event", "report", "relation"))
    reports = f"{result.base}report/"
    rows = []
    for row in result.rows:
        nodes = [str(v) for v in row if isinstance(v, Iri) and v.startswith(prefixes)]
        nodes = [node for node in nodes if node.startswith(reports)] or nodes
        found = {sentence.report: sentence for node in nodes for sentence in graph.evidence(node)}
        rows.append(list(found.values()))
    return rows


def _write(
    result: Result, format_: str, sentences: list[list[EvidenceRow]] | None, output: Path | None
) -> None:
    if format_ == "table" and output is None:
        _table(result, sentences)
        return
    with open_output(output) as file:
        file.write(_serialised(result, format_, sentences))


def _serialised(result: Result, format_: str, sentences: list[list[EvidenceRow]] | None) -> bytes:
    if format_ in TRIPLES:
        if sentences is not None:
            raise UsageError(f"{format_} has no room for evidence; ask with SELECT for it.")
        return result.rdf(format_)  # type: ignore[arg-type]
    if format_ == "jsonl" or (format_ == "json" and sentences is not None):
        rows = _objects(result, sentences)
        if format_ == "json":
            return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")
    if sentences is not None:
        raise UsageError(f"{format_} has no room for evidence; choose table, json or jsonl.")
    return (result.json() if format_ == "json" else result.csv()).encode("utf-8")


def _objects(result: Result, sentences: list[list[EvidenceRow]] | None) -> list[dict[str, Any]]:
    """Rows as plain objects; an ask is one row."""
    if result.kind == "ask":
        return [{"answer": bool(result.answer)}]
    rows: list[dict[str, Any]] = [dict(row) for row in result]
    for row, found in zip(rows, sentences or [], strict=False):
        row["evidence"] = [_quotation(sentence) for sentence in found]
    return rows


def _quotation(row: EvidenceRow) -> dict[str, Any]:
    return {
        "sentence": row.sentence, "trigger": row.trigger, "article": row.article, "title": row.title,
        "publisher": row.publisher, "published": row.date, "url": row.url, "speaker": row.speaker,
        "status": row.status, "alleged": row.alleged, "confidence": row.confidence, "report": row.report,
        "field": row.field, "start": row.field_start, "end": row.field_end,
    }  # fmt: skip


def _table(result: Result, sentences: list[list[EvidenceRow]] | None) -> None:
    if result.kind == "ask":
        click.echo("yes" if result.answer else "no")
        return
    print_table(result.columns, result.shortened)
    if not result.terms:
        say("No rows.")
    if sentences and not any(sentences):
        say(
            "No row names an event, report or relation, so there are no sentences to show. Select events, "
            'as in: kg query --evidence "SELECT ?event { ?event a kg:Meeting }"'
        )
        return
    for number, found in enumerate(sentences or [], start=1):
        click.echo(f"Row {number}:" if found else f"Row {number}: names no event, report or relation.")
        for row in found:
            click.echo(f"  {_line(row)}")


def _line(row: EvidenceRow) -> str:
    """A sentence with where it stands, who says so and how it is put; a record with its row and URL."""
    if not row.sentence:
        name = row.title or row.publisher or row.article
        return f"A record without words [{row.stands}] — {', '.join(filter(None, (name, row.date, row.url)))}"
    source = ", ".join(part for part in (row.publisher, row.date, row.title or row.article) if part)
    said = f" (according to {row.speaker})" if row.speaker else ""
    return f"“{' '.join(row.sentence.split())}” [{row.stands}]{said} — {source}"
