"""Measurements of kg: ``python -m benchmarks [NAME ...]``, or ``make bench``.

A benchmark is a module of this package with a docstring, whose first line is its title, and a function
``measure() -> Iterable[Comparison]``. A comparison sets figures taken in one run on one machine beside each
other, because only their ratios carry over to another machine.
"""

from __future__ import annotations

import resource
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Comparison", "interleaved", "memory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Figures in one unit; ``baseline`` names the one that the ratios are taken to. Less is better."""

    title: str
    unit: str
    figures: Mapping[str, float]
    baseline: str

    def __post_init__(self) -> None:
        if self.baseline not in self.figures:
            raise ValueError(f"{self.title}: no figure is called {self.baseline!r}")

    def ratio(self, name: str) -> float:
        """How many times the baseline's figure this one is."""
        return self.figures[name] / self.figures[self.baseline]


def interleaved(actions: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Median seconds of each action over ``rounds``, taken in turn so that a busy spell hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def memory() -> Comparison:
    """The most memory that this process ever held, beside two gigabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Comparison(
        title="Most memory that this process ever held",
        unit="MB",
        figures={"all of the above": most, "2 GB": 2000.0},
        baseline="2 GB",
    )
