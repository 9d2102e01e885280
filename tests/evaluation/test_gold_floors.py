"""The extractor on the project's own gold set: no figure may drop below its floor."""

import tomllib
from pathlib import Path

import pytest
from kg.evaluation import evaluate, load_gold, render
from kg.evaluation.levels import LEVELS

FOLDER = Path(__file__).parent.parent / "gold"
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


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
    figures = {level: round(evaluation.levels[level].f1, 3) for level in LEVELS}
    below = {level: (f1, FLOORS[split][level]) for level, f1 in figures.items() if f1 < FLOORS[split][level]}
    assert not below, f"F1 and floor: {below}\n{render(evaluation, gold, errors=split == 'open')}"


@pytest.mark.model
@pytest.mark.parametrize("split", ["open", "held"])
def test_articles_without_an_event_stay_quiet(found, split):
    quiet = evaluate(load_gold(FOLDER).only(split), found, samples=1).quiet
    assert quiet.per_thousand <= FLOORS[split]["quiet_per_thousand"]


@pytest.mark.model
def test_confidence_means_what_it_says(found):
    """Of the mentions scored 0.8 to 0.9 some 85% are right; refit with python -m kg.evaluation.fitting."""
    bins = [b for b in evaluate(load_gold(FOLDER), found, samples=1).reliability if b.claims >= 30]
    assert len(bins) >= 2
    assert [b for b in bins if abs(b.confidence - b.precision) > 0.08] == []
