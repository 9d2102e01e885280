"""Floors under the figures of a gold set, so that a rule that loses what another has won is noticed.

A TOML file holds a table for each split of the gold set (or ``[all]`` for the whole): the F1 of levels
(``docs/evaluation.md``), and ``quiet_per_thousand``, the most events that may be found per 1,000 sentences of
the articles that hold none.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import UnreadableSource
from kg.evaluation.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.evaluation.judging import Evaluation

__all__ = ["QUIET", "WHOLE", "Breach", "breaches", "load_floors"]

QUIET = "quiet_per_thousand"
WHOLE = "all"
"""The table for the whole gold set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A figure on the wrong side of its bound."""

    split: str
    figure: str
    value: float
    bound: float

    def __str__(self) -> str:
        if self.figure == QUIET:
            return (
                f"{self.split}: {self.value:.1f} events per 1,000 sentences that hold none, more than"
                f" {self.bound:.1f}"
            )
        return f"{self.split}: {self.figure} F1 {self.value:.3f} is below its floor {self.bound:.3f}"


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """Split -> figure -> bound. Raises ``UnreadableSource`` for a file that is not of this form."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableSource(f"Cannot read {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path} is not valid TOML: {error}.") from error
    for split, table in tables.items():
        if not isinstance(table, dict):
            raise UnreadableSource(f"{path}: {split!r} must be a table; write [{split}].")
        for figure, bound in table.items():
            if figure not in (*LEVELS, QUIET):
                known = ", ".join((*LEVELS, QUIET))
                raise UnreadableSource(f"{path}: [{split}] has no figure {figure!r}; figures are {known}.")
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise UnreadableSource(f"{path}: {figure} of [{split}] must be a number, not {bound!r}.")
    return tables


def breaches(evaluation: Evaluation, floors: Mapping[str, float], *, split: str = WHOLE) -> list[Breach]:
    """The figures of an evaluation that are below their floor (above, for what should stay quiet)."""
    found = []
    for figure, bound in floors.items():
        if figure == QUIET:
            value = evaluation.quiet.per_thousand or 0.0
            wrong = value > bound
        else:
            value = evaluation.levels[figure].f1
            wrong = value < bound
        if wrong:
            found.append(Breach(split=split, figure=figure, value=value, bound=bound))
    return found
