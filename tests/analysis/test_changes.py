from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis.changes import change_points
from kg.errors import UsageError


def brute_force(counts: list[int], beta: float, shortest: int) -> float:
    """The least penalised Poisson cost over all segmentations."""

    def cost(part: list[int]) -> float:
        total = sum(part)
        return -2 * total * math.log(total / len(part)) if total else 0.0

    best = math.inf
    for k in range(len(counts)):
        for cuts in combinations(range(1, len(counts)), k):
            edges = list(pairwise((0, *cuts, len(counts))))
            if all(end - start >= shortest for start, end in edges):
                best = min(best, sum(cost(counts[s:e]) for s, e in edges) + beta * k)
    return best


@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=10), st.integers(1, 3), st.sampled_from([0.5, 2.0, 5.0])
)
def test_no_segmentation_is_better_than_the_one_found(counts: list[int], shortest: int, beta: float) -> None:
    found = change_points(counts, model="poisson", penalty=beta, shortest=shortest)
    if len(counts) < 2 * shortest:
        assert found == []
        return
    edges = list(pairwise((0, *found, len(counts))))
    assert all(end - start >= shortest for start, end in edges)
    ours = sum(
        -2 * t * math.log(t / (e - s)) if (t := sum(counts[s:e])) else 0.0 for s, e in edges
    ) + beta * len(found)
    assert ours == pytest.approx(brute_force(counts, beta, shortest), abs=1e-9)


def test_coal_mining_disasters_became_rarer_about_1890() -> None:
    """The classic series, 1851-1962 (Jarrett 1979; Carlin, Gelfand and Smith 1992 date the change to 1891)."""
    disasters = [int(n) for n in (
        "4 5 4 0 1 4 3 4 0 6 3 3 4 0 2 6 3 3 5 4 5 3 1 4 4 1 5 5 3 4 2 5 2 2 3 4 2 1 3 2 2 1 1 1 1 3 0 0 1 0 "
        "1 1 0 0 3 1 0 3 2 2 0 1 1 1 0 1 0 1 0 0 0 2 1 0 0 0 1 1 0 2 3 3 1 1 2 1 1 1 1 2 4 2 0 0 1 4 0 0 0 1 0 0 "
        "0 0 0 1 0 0 1 0 1 0"
    ).split()]  # fmt: skip
    assert sum(disasters) == 191
    assert 1851 + change_points(disasters, model="poisson")[0] in range(1886, 1896)
    assert len(change_points(disasters, model="poisson", penalty=15)) == 1


def test_a_step_in_noise_is_found_and_noise_alone_is_left_in_peace() -> None:
    noise = [0.3, -0.4, 0.1, 0.5, -0.2, -0.1, 0.4, -0.5, 0.2, 0.0]
    assert change_points([*noise, *(x + 5 for x in noise)]) == [10]
    assert change_points([*noise, *noise]) == []
    assert change_points([0.0] * 5 + [5.0] * 5) == [5]
    assert change_points([1.0, 1.0, 1.0]) == []


def test_settings_that_make_no_sense_are_refused() -> None:
    for wrong in ({"penalty": 0}, {"shortest": 0}, {"model": "gamma"}):
        with pytest.raises(UsageError):
            change_points([1.0] * 9, **wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="below 0"):
        change_points([-1.0] * 9, model="poisson")
