"""Change points: where a series begins to behave otherwise.

PELT (Killick, Fearnhead and Eckley 2012, *JASA* 107:1590) finds the segmentation that minimises

    sum over segments of C(segment) + beta * (number of segments - 1)

exactly, dropping on the way every start of a segment that can no longer be the best one. C is twice the
negative log-likelihood of a segment with one mean, less what all segmentations share:

- ``normal``: C = sum of (x - mean)^2 / s^2, s from the median absolute difference of neighbours, which a few
  jumps do not move (of their standard deviation where that is 0);
- ``poisson``, for counts: C = -2 S log(S / n), S the sum of n counts.

beta = 2 log n by default (Schwarz's criterion for a place and a mean). More finds fewer changes.
"""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from statistics import median, pstdev
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Model", "change_points"]

Model = Literal["normal", "poisson"]
_MAD_TO_SD = 1 / 0.6744897501960817  # of a normal distribution


def change_points(
    series: Sequence[float], *, model: Model = "normal", penalty: float | None = None, shortest: int = 2
) -> list[int]:
    """The indexes at which a new segment begins, ascending; none where the series is all of a piece.

    Segments have at least ``shortest`` values. Raises ``UsageError`` for another model, for counts below 0
    and for a penalty or a length that is not above 0.
    """
    if shortest < 1 or (penalty is not None and penalty <= 0):
        raise UsageError("The penalty must be above 0 and the shortest segment 1 at least.")
    n = len(series)
    if n < 2 * shortest:
        return []
    cost = _cost(series, model)
    beta = 2 * math.log(n) if penalty is None else penalty
    best, last = [-beta] + [math.inf] * n, [0] * (n + 1)
    starts = [0]
    beaten: dict[int, int] = {}  # from when on a start cannot be the best: the next segment must fit in too
    for end in range(shortest, n + 1):
        starts = [start for start in starts if beaten.get(start, n + 1) > end]
        reached = [(best[start] + cost(start, end), start) for start in starts]
        value, last[end] = min(reached)
        best[end] = value + beta
        for total, start in reached:
            if total > best[end]:  # C never grows by a split
                beaten.setdefault(start, end + shortest)
        if end - shortest + 1 >= shortest:
            starts.append(end - shortest + 1)
    found, end = [], n
    while (end := last[end]) > 0:
        found.append(end)
    return found[::-1]


def _cost(series: Sequence[float], model: str) -> Callable[[int, int], float]:
    sums = [0.0, *accumulate(series)]
    if model == "poisson":
        if min(series) < 0:
            raise UsageError("Counts cannot be below 0; take the normal model for this series.")

        def poisson(start: int, end: int) -> float:
            total = sums[end] - sums[start]
            return -2 * total * math.log(total / (end - start)) if total > 0 else 0.0

        return poisson
    if model != "normal":
        raise UsageError(f"There is no model {model!r}; models are {', '.join(get_args(Model))}.")
    squares = [0.0, *accumulate(value * value for value in series)]
    variance = _spread(series) ** 2

    def normal(start: int, end: int) -> float:
        total = sums[end] - sums[start]
        return max(0.0, squares[end] - squares[start] - total * total / (end - start)) / variance

    return normal


def _spread(series: Sequence[float]) -> float:
    """The standard deviation of the noise; 1 where there is none, so that nothing is divided by 0."""
    steps = [after - before for before, after in pairwise(series)]
    middle = median(steps)
    spread = _MAD_TO_SD * median(abs(step - middle) for step in steps) or pstdev(steps)
    return spread / math.sqrt(2) or 1.0
