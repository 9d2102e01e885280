"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.server import Settings

__all__ = ["command"]


@click.command("serve", short_help="Serve pages, linked data, SPARQL and a JSON API.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Address to listen on; others than this machine's own let others in.")  # fmt: skip
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), metavar="N",
              help="Port to listen on; 0 takes any that is free.")  # fmt: skip
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME",
              help="A further name that requests may give, such as that of a proxy. Repeatable.")  # fmt: skip
@click.option("--timeout", default=10.0, show_default=True, type=click.FloatRange(0.1, 3600),
              metavar="SECONDS", help="How long a SPARQL query may run.")  # fmt: skip
@click.option("--limit", default=10_000, show_default=True, type=click.IntRange(1), metavar="N",
              help="How many rows a SPARQL query may answer.")  # fmt: skip
@click.option("--write", is_flag=True,
              help="Let those with the token correct events; nobody else reads it meanwhile.")  # fmt: skip
@click.option("--token-file", type=click.Path(path_type=Path), metavar="FILE",
              help="File that holds the token, instead of KG_TOKEN or one made up for this run.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Say on standard output where it listens, as JSON.")
@with_config("store")
def command(
    config: Config,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    timeout: float,
    limit: int,
    write: bool,
    token_file: Path | None,
    as_json: bool,
) -> None:
    """Serve the graph on this machine: pages, the explorer, linked data, SPARQL, JSON.

    It answers until it is interrupted, and shows what kg build does to the graph meanwhile. Nothing can be
    changed through it unless --write is given.

    \b
    Example:
      kg serve
      kg serve --port 0 --json
      kg serve --write --token-file token.txt
    """
    try:
        from kg.server import Following, Limits, Settings, application, listening, serve
    except ModuleNotFoundError as error:
        raise UsageError(
            f"kg serve needs {error.name}. Install it with: pip install 'bilateral-kg[serve]'"
        ) from error

    from kg.store import Store
    from kg.store.corrections import beside

    if token_file is not None and not write:
        raise UsageError("--token-file is for --write: without it nobody can write.")
    token, made = _token(token_file) if write else (None, False)
    settings = Settings(
        host=host, port=port, hosts=hosts, token=token, limits=Limits(query=timeout, rows=limit)
    )
    with listening(settings) as (sock, url), ExitStack() as after:
        say("Reading the events ...")
        if write:
            store = after.enter_context(Store.open(config.store))
            app = application(store, settings, config.corrections or beside(config.store))
        else:
            app = after.enter_context(closing(Following(config.store, settings)))
        serve(app, settings, sock, lambda: _announce(url, settings, as_json, made))
    say("Stopped.")


def _token(file: Path | None) -> tuple[str, bool]:
    """What writers must show, and whether it was made up just now."""
    if file is not None:
        try:
            given = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise UsageError(f"Cannot read the token in {file}: {reason}.") from error
    else:
        given = os.environ.get("KG_TOKEN", "").strip()
        if not given:
            return secrets.token_urlsafe(24), True
    if len(given) < 16 or not given.isascii() or not given.isprintable() or " " in given:
        raise UsageError(
            "A token is at least 16 ASCII characters without blanks: make one with openssl rand -hex 16."
        )
    return given, False


def _announce(url: str, settings: Settings, as_json: bool, made: bool) -> None:
    if as_json:
        print_json(
            {"url": url, "sparql": f"{url}sparql", "explorer": f"{url}explore", "api": f"{url}api",
             "write": settings.token is not None, "pid": os.getpid()}
        )  # fmt: skip
    say(f"Serving on {url} (Ctrl-C stops it)")
    if not settings.is_local:
        say("Others can reach this server; it is meant for this machine, or to stand behind a proxy.")
    if made:
        say(f"To correct events sign in at {url}review with the token {settings.token}")
