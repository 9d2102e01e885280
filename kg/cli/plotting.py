"""The options of commands that can draw what they count, and the writing of the picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.console import say

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["plot_file", "plot_options", "save"]


def plot_options(*charts: str, described: str) -> Callable[[Any], Any]:
    """``--plot FILE``, ``--source`` and ``--chart``, one of ``charts``, the first by default."""

    def decorate(command: Any) -> Any:
        chart = click.option(
            "--chart", type=click.Choice(charts), default=charts[0], show_default=True, help=described
        )
        plot = click.option(
            "--plot",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Draw a picture (PNG, SVG or PDF by suffix) instead of printing a table.",
        )
        told = click.option(
            "--source",
            metavar="TEXT",
            help="Plot: what the picture's source line names, instead of the store or the table.",
        )
        return plot(chart(told(command)))

    return decorate


def plot_file(plot: Path | None) -> Path | None:
    """The same. Raises ``click.UsageError`` for ``--chart`` without ``--plot``."""
    chosen = click.get_current_context().get_parameter_source("chart") is ParameterSource.COMMANDLINE
    if plot is None and chosen:
        raise click.UsageError("--chart chooses a picture, which needs a file: add --plot FILE.")
    return plot


def save(picture: Any, plot: Path, chart: str) -> None:
    """Write a ``kg.views.charts.Chart`` and say so; raises ``UsageError`` for an unknown suffix."""
    picture.save(plot)
    say(f"Wrote {plot} ({chart}).")
