from __future__ import annotations

import pytest
from kg.analysis.scores import mean_interval, student, total_interval


@pytest.mark.parametrize(
    ("df", "quantile"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)],
)
def test_students_quantiles_are_those_of_the_tables(df: int, quantile: float) -> None:
    assert student(0.975, df) == pytest.approx(quantile, abs=6e-4)


def test_the_interval_of_the_mean_of_many_is_that_of_the_normal_distribution() -> None:
    found = mean_interval([-1.0, 1.0], [5000, 5000], level=0.95, draws=20_000, seed=1, key="x")
    assert (found.low, found.high) == pytest.approx((-0.0196, 0.0196), abs=1e-3)


def test_the_interval_of_a_total_reckons_with_the_number_of_events() -> None:
    found = total_interval([1.0], [100], level=0.95, draws=20_000, seed=1, key="x")
    assert (found.low, found.high) == pytest.approx((80.4, 119.6), abs=1.5)  # Poisson: 100 +- 1.96 * 10


def test_drawing_and_reckoning_agree_where_one_gives_way_to_the_other() -> None:
    values = [-9.0, -2.0, 1.0, 7.4]
    few, many = [30, 49, 70, 50], [30, 50, 70, 50]  # 199 are drawn, 200 are reckoned
    for interval in (mean_interval, total_interval):
        drawn, reckoned = (
            interval(values, n, level=0.95, draws=20_000, seed=1, key="x") for n in (few, many)
        )
        width = (reckoned.high or 0) - (reckoned.low or 0)
        assert (drawn.high or 0) - (drawn.low or 0) == pytest.approx(width, rel=0.04)


def test_the_same_seed_gives_the_same_interval_and_the_key_another_one() -> None:
    def drawn(key: str) -> tuple[float | None, float | None]:
        found = mean_interval([-1.0, 0.3, 2.0], [4, 9, 2], level=0.9, draws=500, seed=3, key=key)
        return found.low, found.high

    assert drawn("2024") == drawn("2024")
    assert drawn("2024") != drawn("2025")
