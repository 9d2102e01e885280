"""The project's own gold set is sound: built from its sources, varied, and large enough to measure on."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from kg.evaluation import evaluate, load_gold
from kg.evaluation.levels import pairs
from kg.model import Status
from kg.ontology import classes

FOLDER = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def gold():
    return load_gold(FOLDER)


def test_the_built_files_are_what_the_sources_give():
    run = subprocess.run([sys.executable, FOLDER / "build.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_it_is_large_enough(gold):
    loud = {claim.article for claim in gold.claims}
    sentences = {(claim.article, claim.field, claim.sentence) for claim in gold.claims}
    quiet = [article for article in gold.articles if article.id not in loud]
    assert len(sentences) >= 300
    assert evaluate(gold, []).quiet.sentences >= 80
    assert sum(len(article.text.strip().splitlines()) for article in quiet) >= 80


def test_every_leaf_and_every_status_occurs(gold):
    used = Counter(claim.type for claim in gold.claims)
    parents = {name for kind in classes().values() for name in kind.ancestors}
    assert [name for name in classes() if name not in parents and not used[name]] == []
    assert {claim.status for claim in gold.claims} == set(Status)


def test_every_event_joins_two_different_states(gold):
    assert [claim for claim in gold.claims if not list(pairs(claim))] == []


def test_half_of_the_articles_are_held_back(gold):
    splits = Counter(gold.splits.values())
    assert set(splits) == {"open", "held"}
    assert abs(splits["open"] - splits["held"]) <= 6
    assert {article.id for article in gold.only("held").articles}.isdisjoint(
        article.id for article in gold.only("open").articles
    )


def test_no_two_events_of_one_class_share_their_words(gold):
    places = Counter((c.article, c.field, c.start, c.type, c.source, c.target) for c in gold.claims)
    assert [place for place, count in places.items() if count > 1] == []
