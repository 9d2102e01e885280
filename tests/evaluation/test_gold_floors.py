"""The extractor on the project's own gold set: no figure may drop below its floor."""

from dataclasses import replace
from pathlib import Path

import pytest
from kg.evaluation import evaluate, load_gold, render
from kg.evaluation.floors import QUIET, breaches, load_floors
from kg.evaluation.levels import LEVELS

FOLDER = Path(__file__).parent.parent / "gold"
FLOORS = load_floors(FOLDER / "floors.toml")


@pytest.fixture(scope="module")
def found():
    from kg.config import Config
    from kg.extraction import Extractor

    extractor = Extractor(min_confidence=Config().min_confidence)
    return [mention for e in extractor.extract_all(load_gold(FOLDER).articles) for mention in e.mentions]


@pytest.mark.model
@pytest.mark.parametrize("split", ["open", "held"])
def test_no_level_drops_below_its_floor(found, split):
    gold = load_gold(FOLDER).only(split)
    evaluation = evaluate(gold, found, samples=1)
    broken = breaches(evaluation, FLOORS[split], split=split)
    assert not broken, "\n".join([*map(str, broken), render(evaluation, gold, errors=split == "open")])


def test_every_level_of_both_halves_has_a_floor_worth_the_name():
    for split in ("open", "held"):
        assert set(FLOORS[split]) == {*LEVELS, QUIET}
        assert all(0.3 < FLOORS[split][level] < 1 for level in LEVELS)
        assert FLOORS[split][QUIET] < 60  # of some 56 sentences in either half


@pytest.mark.model
def test_a_level_that_drops_is_noticed(found):
    """Every fourth mention lost, or turned into another class, breaks floors; nothing else changed."""
    gold = load_gold(FOLDER).only("open")
    lost = [m for n, m in enumerate(found) if n % 4]
    other = [replace(m, type="Veto", root="Rejection") if n % 4 == 0 else m for n, m in enumerate(found)]
    assert breaches(evaluate(gold, lost, samples=1), FLOORS["open"])
    broken = {b.figure for b in breaches(evaluate(gold, other, samples=1), FLOORS["open"])}
    assert "pair+root" in broken
    assert "pair" not in broken


@pytest.mark.model
def test_confidence_means_what_it_says(found):
    """Of the mentions scored 0.8 to 0.9 some 85% are right; refit with python -m kg.evaluation.fitting."""
    bins = [b for b in evaluate(load_gold(FOLDER), found, samples=1).reliability if b.claims >= 30]
    assert len(bins) >= 2
    assert [b for b in bins if abs(b.confidence - b.precision) > 0.08] == []
