"""Options that several commands share, turned into one ``Config``."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.config import Config

__all__ = ["with_config", "with_workers"]

_OPTIONS = {
    "store": click.option(
        "--store",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Directory of the graph (default: kg-store, or as kg.toml says).",
    ),
    "model": click.option(
        "--model",
        metavar="NAME",
        help="Any installed spaCy pipeline for English, instead of the one that comes with kg.",
    ),
    "actors": click.option(
        "--actors",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        help="A file of actors of your own, over those of kg.toml; repeatable.",
    ),
    "frames": click.option(
        "--frames",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        metavar="FILE|DIR",
        help="Frames of your own, read before those that come with kg; repeatable.",
    ),
    "min_confidence": click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="X",
        help="Set aside event mentions below X, from 0 to 1 (default 0.3).",
    ),
    "full_parse": click.option(
        "--full-parse",
        is_flag=True,
        default=None,
        help="Parse also what a scan of the text passes over: slower, for measuring what the scan loses.",
    ),
}


def with_workers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--workers``; it receives ``workers``, at least 1."""
    return click.option(
        "--workers",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        metavar="N",
        help="Read with N processes, one a core; makes no difference to what is written.",
    )(command)


def with_config(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command ``--config`` and the named options; it receives ``config``, a ``Config``.

    An option of the command wins over the settings file, ``--config`` after the command over one before it.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*args: Any, config: Path | None, **options: Any) -> Any:
            chosen = {name: options.pop(name) for name in names}
            return command(*args, config=_config(config, chosen), **options)

        decorated: Callable[..., Any] = run
        for name in reversed(names):
            decorated = _OPTIONS[name](decorated)
        return click.option(
            "--config",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Settings file, instead of ./kg.toml where there is one.",
        )(decorated)

    return decorate


def _config(file: Path | None, chosen: dict[str, Any]) -> Config:
    from kg.config import load

    context = click.get_current_context()
    config = load(file or context.find_root().params.get("config"))
    if "actors" in chosen:
        chosen["actors"] = (*config.actors, *chosen["actors"])
    if "frames" in chosen:  # the first file to speak of a word wins
        chosen["frames"] = (*chosen["frames"], *config.frames)
    return replace(config, **{name: value for name, value in chosen.items() if value is not None})
