"""The command group: global options, the list of commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from kg import __version__
from kg.cli import (
    actors,
    build,
    copying,
    dyad,
    evaluate,
    explain,
    explore,
    export,
    extract,
    importing,
    info,
    knowledge,
    load,
    network,
    query,
    remove,
    review,
    serve,
    validate,
    view,
)
from kg.cli.waiting import INTERRUPTED
from kg.errors import KgError

__all__ = ["COMMANDS", "group", "main"]

READER_GONE = 141  # 128 + SIGPIPE, what a shell reports for any other command


class _Failure(click.ClickException):
    """A ``KgError`` as click reports it: one line on standard error, its own exit code."""

    def __init__(self, error: KgError) -> None:
        super().__init__(str(error))
        self.code = error.exit_code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What the error says."""
        return self.code


class _Root(click.Group):
    """Turns what commands raise into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            raise _Failure(error) from error
        except BrokenPipeError:
            _discard_output()
            ctx.exit(READER_GONE)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        return result


def _discard_output() -> None:
    """Point standard output nowhere, so that what is still buffered cannot fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="kg", message="%(prog)s %(version)s")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings file, instead of ./kg.toml where there is one.",
)
def group(config: Path | None) -> None:
    """Knowledge graphs of relations between states, every fact tied to its words.

    \b
    Example:
      kg build articles/            read articles into ./kg-store
      kg query dyads                ask a named question
      kg view -o graph.html         draw the graph
    """


COMMANDS = (
    extract.command,
    explain.command,
    build.command,
    query.command,
    export.command,
    view.command,
    explore.command,
    importing.command,
    dyad.command,
    serve.command,
    review.command,
    network.command,
    validate.command,
    remove.command,
    info.command,
    copying.copy,
    copying.load_snapshot,
    load.command,
    evaluate.command,
    knowledge.frames,
    actors.group,
)
for _command in COMMANDS:
    group.add_command(_command)


def main() -> NoReturn:
    """Run the command line of this process and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    group.main(prog_name="kg")
    raise AssertionError("click exits")  # pragma: no cover
