"""The cooperation-conflict score of a period, with intervals that tell five events from fifty.

Each event weighs what its class weighs, in [-10, 10] with 10 most cooperative: by the ontology, after
the PLOVER manual and Goldstein (1992, *Journal of Conflict Resolution* 36:369), or by weights of one's own.

*mean* is the average over the n events that have a weight. Its interval comes from the bootstrap: n events
are drawn with replacement from the n (Efron 1979). Percentile intervals of few events are too narrow, so
the percentiles are taken at Phi(-sqrt(n / (n - 1)) t), t the quantile of Student's distribution with n - 1
degrees of freedom (Hesterberg 2015, *The American Statistician* 69:371, "expanded percentile"). One event
has no interval, and neither have several that all weigh the same: they say nothing of how much others might
differ, and drawing them again gives the same mean for ever.

*total* adds the weights up. Its interval also reckons with how many events there happened to be: every
event is drawn a Poisson number of times with mean 1 (Hanley and MacGibbon 2006).

Both are drawn by weight, not by event (a multinomial number of each weight is the same as n draws), and
with a seed of its own for each period, so that a period's interval does not depend on the others. From 200
events on nothing is drawn: the draws then follow the normal distribution, whose variance is known.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from kg.analysis.needs import numpy
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Interval", "mean_interval", "student", "total_interval", "weights_by_class"]


_MANY = 200  # events


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The lower and upper end of an interval, both None where nothing can be said."""

    low: float | None
    high: float | None


def weights_by_class(weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weight of every class of the ontology that has one.

    ``weights`` replaces the ontology's altogether: by names of classes, roots or quads, the nearest counting
    (``{"Meeting": 2, "MaterialConflict": -8}``); a class that none of them covers has no weight. Raises
    ``UsageError`` for a name that is no class and for a weight that is no number.
    """
    from kg.ontology import classes

    if weights is None:
        return {cls.name: cls.intensity for cls in classes().values()}
    known = {name for cls in classes().values() for name in cls.types}
    for name, weight in weights.items():
        if name not in known:
            raise UsageError(f"There is no event class {name!r} to weigh. kg.ontology.classes() lists them.")
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight):
            raise UsageError(f"The weight of {name} must be a number, not {weight!r}.")
    nearest = {cls.name: next((n for n in cls.types if n in weights), None) for cls in classes().values()}
    return {cls: float(weights[name]) for cls, name in nearest.items() if name is not None}


def mean_interval(
    values: Sequence[float], counts: Sequence[int], *, level: float, draws: int, seed: int, key: str
) -> Interval:
    """The interval of the mean of ``counts[i]`` events of each weight ``values[i]``; see the module."""
    n = sum(counts)
    if n < 2 or len(values) < 2:
        return Interval(low=None, high=None)
    weights, numbers = numpy().asarray(values), numpy().asarray(counts)
    if n >= _MANY:
        mean = float(weights @ numbers) / n
        return _around(mean, float(numbers @ (weights - mean) ** 2) / (n - 1) / n, level)
    drawn = _random(seed, key, "mean").multinomial(n, numbers / n, size=draws) @ weights / n
    tail = NormalDist().cdf(-math.sqrt(n / (n - 1)) * student(1 - (1 - level) / 2, n - 1))
    return _ends(drawn, tail)


def total_interval(
    values: Sequence[float], counts: Sequence[int], *, level: float, draws: int, seed: int, key: str
) -> Interval:
    """The interval of the total of ``counts[i]`` events that weigh ``values[i]``; see the module."""
    if not counts:
        return Interval(low=None, high=None)
    weights, numbers = numpy().asarray(values), numpy().asarray(counts)
    if numbers.sum() >= _MANY:
        return _around(float(weights @ numbers), float(numbers @ weights**2), level)
    drawn = _random(seed, key, "total").poisson(numbers, size=(draws, len(counts))) @ weights
    return _ends(drawn, (1 - level) / 2)


def student(p: float, df: int) -> float:
    """The p-quantile (p > 0.5) of Student's t with ``df`` degrees of freedom (Hill 1970, CACM 13:619)."""
    two_tailed = 2 * (1 - p)
    if df == 1:
        return 1 / math.tan(two_tailed * math.pi / 2)
    if df == 2:
        return math.sqrt(2 / (two_tailed * (2 - two_tailed)) - 2)
    a = 1 / (df - 0.5)
    b = 48 / a**2
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * df
    x = d * two_tailed
    y = x ** (2 / df)
    if y > 0.05 + a:
        x = NormalDist().inv_cdf(two_tailed / 2)
        y = x * x
        if df < 5:
            c += 0.3 * (df - 4.5) * (x + 0.6)
        c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
        y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
        y = math.expm1(a * y * y)
    else:
        y = ((1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4)) * y - 1) * (
            df + 1
        ) / (df + 2) + 1 / y
    return math.sqrt(df * y)


def _around(middle: float, variance: float, level: float) -> Interval:
    half = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(variance)
    return Interval(low=round(middle - half, 4), high=round(middle + half, 4))


def _random(seed: int, *key: str) -> Any:
    return numpy().random.default_rng([seed, zlib.crc32("\0".join(key).encode())])


def _ends(drawn: Any, tail: float) -> Interval:
    low, high = numpy().quantile(drawn, [tail, 1 - tail])
    return Interval(low=round(float(low), 4), high=round(float(high), 4))
