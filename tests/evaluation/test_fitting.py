"""The model behind confidence: what it learns from few mentions, and that it never judges what it has seen."""

from __future__ import annotations

import math
import random
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.config import ontologies
from kg.evaluation import fitting
from kg.evaluation.fitting import PRIOR, Sample, cross_validated, fit, log_loss, probability, weights_file
from kg.extraction.confidence import BASE


def mention(article: str, right: bool, **features: float) -> Sample:
    return Sample(article=article, features={BASE: 1.0, **features}, right=right)


def many(right: int, wrong: int, **features: float) -> list[Sample]:
    return [mention(str(n), n < right, **features) for n in range(right + wrong)]


def test_without_features_the_probability_is_the_share_that_is_right() -> None:
    weights = fit(many(30, 10))
    assert weights[BASE] == pytest.approx(math.log(3), abs=0.01)
    assert probability(weights, {BASE: 1.0}) == pytest.approx(0.75, abs=0.01)


def test_what_goes_with_errors_gets_a_negative_weight_and_the_rarer_it_is_the_less() -> None:
    good = many(80, 10)
    often = fit(good + many(20, 20, headline=1.0))["headline"]
    seldom = fit(good + many(2, 2, headline=1.0))["headline"]
    assert often < seldom < 0


def test_a_feature_that_is_never_seen_apart_stays_at_its_prior() -> None:
    weights = fit(many(30, 10) + many(3, 1, **{"doubt about the parties": 1e-6}))
    assert weights["doubt about the parties"] == pytest.approx(PRIOR["doubt about the parties"])


def test_a_prior_far_from_the_data_does_not_lead_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "PRIOR", {"a": -8.0, "b": -8.0})
    found = many(200, 30, a=3.0, b=1.0) + many(50, 3, a=1.0)
    weights = fit(found, strength=0.001)
    given_ = [probability(weights, s.features) for s in found]
    assert log_loss(given_, found) < log_loss([253 / 283] * len(found), found) + 0.001


def test_the_order_of_the_mentions_makes_no_difference() -> None:
    found = many(40, 10, a=1.0) + many(10, 10, b=2.0) + many(5, 1, a=0.5, b=0.5)
    shuffled = found.copy()
    random.Random(1).shuffle(shuffled)
    assert fit(found) == fit(shuffled)


def test_there_must_be_something_to_tell_apart() -> None:
    with pytest.raises(ValueError, match="right and mentions that are not"):
        fit(many(3, 0))


def test_no_mention_is_judged_by_weights_that_saw_its_article() -> None:
    found = [mention(str(n % 7), n % 3 > 0, a=float(n)) for n in range(30)]
    seen: list[set[str]] = []

    def train(part: list[Sample]) -> dict[str, float]:
        seen.append({s.article for s in part})
        return {BASE: float(len(seen))}

    judged = cross_validated(found, train, folds=4)
    for sample, p in zip(found, judged, strict=True):
        (trained,) = [
            articles for n, articles in enumerate(seen, 1) if p == probability({BASE: n}, {BASE: 1})
        ]
        assert sample.article not in trained


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 5)), min_size=2, max_size=30))
def test_fitting_never_fails_and_is_never_certain(drawn: list[tuple[bool, float]]) -> None:
    found = [mention(str(n), right, a=a) for n, (right, a) in enumerate(drawn)]
    if len({s.right for s in found}) < 2:
        return
    weights = fit(found)
    assert all(math.isfinite(w) for w in weights.values())
    given_ = [probability(weights, s.features) for s in found]
    assert all(0 < p < 1 for p in given_)
    assert log_loss(given_, found) >= 0


def test_the_file_holds_the_weights() -> None:
    found = many(30, 10, a=1.0)
    weights = fit(found)
    assert tomllib.loads(weights_file(weights, found)) == {"weights": weights}


def test_the_weights_that_ship_were_written_by_fitting_and_doubt_counts_against() -> None:
    weights = tomllib.loads((ontologies() / "confidence.toml").read_text(encoding="utf-8"))["weights"]
    assert next(iter(weights)) == BASE
    assert list(weights)[1:] == sorted(set(weights) - {BASE})
    assert weights["doubt about the parties"] < -0.5
    assert all(w == round(w, 3) for w in weights.values())
