"""``kg extract``: the event mentions of articles as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_json, progress, say
from kg.cli.settings import with_config, with_workers

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["command"]


def _print_schema(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from kg.build.contract import schema

        print_json(schema())
        ctx.exit()


@click.command("extract", short_help="Print the event mentions of articles as JSON lines.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR|-...")
@click.option("--json", "_json", is_flag=True, help="JSON lines: what is printed in any case.")
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema,
    help="Print the JSON Schema of a line and exit.",
)  # fmt: skip
@with_workers
@with_config("model", "min_confidence", "actors", "frames", "full_parse")
def command(sources: tuple[str, ...], workers: int, config: Config, **_: Any) -> None:
    """Print one JSON object for each event mention, in the order of the text.

    Reads .txt and .html files, .jsonl files with an article a line ({"id", "title", "text", "published",
    "url", "publisher", "language"}, only "text" required), each also packed (.gz, .zst), folders of
    these, or standard input (-), which holds JSON lines or one plain text. What is set
    aside, and why, is counted on standard error.

    \b
    Example:
      kg extract articles/ > mentions.jsonl
      echo "France and Japan held joint naval exercises." | kg extract -
    """
    from kg.build import Summary, to_line
    from kg.build.flow import extractions
    from kg.reading import expected

    summary = Summary()
    with progress("articles read", quiet=sources == ("-",), total=expected(sources)) as report:
        for extraction in extractions(
            sources, config=config, summary=summary, progress=report, workers=workers
        ):
            for mention in extraction.mentions:
                click.echo(to_line(mention))
    if summary.set_aside or summary.rejected or summary.warnings:
        say(str(summary))
    if not summary.complete:
        click.get_current_context().exit(3)
