"""The options that choose events, shared by ``export``, ``view``, ``network`` and ``dyad``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["selection_options", "table_option"]

table_option = click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Parquet event table (a file, a folder or a pattern), instead of the store.",
)

# kg.analysis.STANDINGS, which needs networkx to import; a test holds the two together.
STATUSES = ("occurred", "alleged", "disputed", "planned", "proposed", "negated", "denied")


def selection_options(*, level: str | None, status: str) -> Callable[[Any], Any]:
    """``--level``, ``--since``, ``--until``, ``--class``, ``--status``, ``--min-reports``.

    ``level`` and ``status`` are the command's defaults, without ``--level`` where it is None; the status
    ``all`` becomes the empty tuple.
    """
    options = (
        click.option("--level", type=click.Choice(["states", "persons", "all"]), default=level,
                     show_default=True,
                     help="Link states, persons and organisations as named, or everybody as named."),
        click.option("--since", metavar="DATE", help="From this date on: 2024, 2024-05 or 2024-05-03."),
        click.option("--until", metavar="DATE", help="Up to this date, included."),
        click.option("--class", "classes", multiple=True, metavar="CLASS",
                     help="Only events of this class or below it: JointExercise, Cooperation. Repeatable."),
        click.option("--status", "statuses", multiple=True, type=click.Choice([*STATUSES, "all"]),
                     default=[status], show_default=True, callback=_statuses,
                     help="Only events that stand so. Repeatable."),
        click.option("--min-reports", type=click.IntRange(1), default=1, metavar="N",
                     help="Only events that at least N reports tell of."),
    )  # fmt: skip

    def decorate(command: Any) -> Any:
        for option in reversed(options if level else options[1:]):
            command = option(command)
        return command

    return decorate


def _statuses(_ctx: click.Context, _param: click.Parameter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    return () if "all" in chosen else chosen
