"""Our figures against those of the scorer that the project is measured with, on its gold sets."""

import importlib.util
import json
import math
import random
import sys

import pytest
from kg.build import extract
from kg.config import Config
from kg.evaluation.claims import Claim
from kg.evaluation.levels import LEVELS
from kg.evaluation.scores import mention_score, score
from kg.model import Article
from kg.ontology import classes

STATUSES = ("occurred", "planned", "proposed", "negated", "denied")


def module(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[name] = loaded  # measure.py imports the scorer beside it by this name
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def theirs(shared):
    before = dict(sys.modules)
    path = sys.path.copy()
    yield module(shared / "gold/score.py", "score"), module(shared / "gold/measure.py", "measure")
    sys.path[:] = path
    for name in {"score", "measure"} - set(before):
        sys.modules.pop(name, None)


@pytest.fixture(params=["dev", "wire"])
def gold_rows(request, shared):
    lines = (shared / f"gold/{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def leaf(type_, measure):
    root = measure.ROOT[classes()[type_].root]
    found = measure.LEAF.get(type_, root)
    return found if measure.es.ROOT.get(found) == root else root


def as_claims(rows, measure):
    """The rows with a class of the ontology for each leaf: the first that counts as it."""
    names = {}
    for name in classes():
        names.setdefault(leaf(name, measure), name)
    roots = {root: name for name, root in measure.ROOT.items()}
    return [
        Claim(
            article=row["doc"],
            type=row.get("class") or names.get(row["type"]) or roots[row["type"]],
            source=tuple(a["country"] or "" for a in row["source"]),
            target=tuple(a["country"] or "" for a in row["target"]),
            reciprocal=bool(row.get("reciprocal")),
            status=row["status"],
            speaker=(row["speaker"].get("country") or "") if row.get("speaker") else None,
            date=row.get("date"),
            field="text",
            start=row["trigger"]["start"],
            end=row["trigger"]["end"],
            trigger=row["trigger"]["text"],
        )
        for row in rows
    ]


def perturbed(rows, measure, seed):
    """Predictions that err in every way: lost, doubled, moved, turned round, of another class or status."""
    draw = random.Random(seed)
    countries = sorted({a["country"] for r in rows for a in r["source"] + r["target"]})
    found = []
    for row in rows:
        row = json.loads(json.dumps(row))
        if draw.random() < 0.2:
            continue
        if draw.random() < 0.3:
            row["source"], row["target"] = row["target"], row["source"]
        if draw.random() < 0.3:
            row["class"] = draw.choice(list(classes()))
            row["type"] = leaf(row["class"], measure)
        if draw.random() < 0.3:
            row["status"] = draw.choice(STATUSES)
        if draw.random() < 0.2:
            row["reciprocal"] = not row.get("reciprocal")
        if draw.random() < 0.2:
            row["target"].append({"country": draw.choice([*countries, None]), "name": "x"})
        if draw.random() < 0.2:
            row["trigger"]["start"] += 25
            row["trigger"]["end"] += 25
        if draw.random() < 0.3:
            row["speaker"] = draw.choice([None, {"country": draw.choice(countries), "name": "x"}])
        if draw.random() < 0.3:
            row["date"] = draw.choice([None, "2020", "2021-03"])
        if draw.random() < 0.1:
            row["doc"] = "an article without gold"
        found += [row] * draw.choice([1, 1, 2])
    return found


@pytest.mark.parametrize("seed", range(5))
def test_our_figures_equal_those_of_the_shared_scorer(gold_rows, theirs, seed):
    scorer, measure = theirs
    rows = perturbed(gold_rows, measure, seed)
    gold, found = as_claims(gold_rows, measure), as_claims(rows, measure)
    ours, expected = score(gold, found, samples=1), scorer.score(gold_rows, rows)
    assert set(expected) == set(LEVELS)
    for level, (precision, recall, f1, wanted, predicted) in expected.items():
        s = ours[level]
        assert (s.gold, s.predicted) == (wanted, predicted), level
        assert (s.precision, s.recall, s.f1) == pytest.approx((precision, recall, f1)), level
        assert s.macro == pytest.approx(scorer.macro(gold_rows, rows, level)), level
    shares = mention_score(gold, found).shares()
    for name, share in scorer.mentions(gold_rows, rows).items():
        assert math.isnan(share) if shares[name] is None else shares[name] == pytest.approx(share), name


@pytest.mark.model
@pytest.mark.filterwarnings("ignore:Exception ignored in.*FileIO")  # the shared scorer leaves its files open
@pytest.mark.parametrize("part", ["dev", "wire"])
def test_what_is_really_read_gets_the_same_figures_from_both(part, shared, theirs, monkeypatch):
    """The whole way of either: kg extract in a process of its own, and the extractor in this one."""
    scorer, measure = theirs
    monkeypatch.setattr(measure, "KG", [sys.executable, "-m", "kg"])
    folder = shared / "gold"
    articles = measure.articles(folder / part, folder / f"{part}.meta.jsonl")
    rows = scorer.rows(folder / f"{part}.jsonl")
    found = extract([Article(**article) for article in articles], config=Config())
    ours = score(as_claims(rows, measure), [Claim.of(m) for m in found], samples=1)
    for level, (precision, recall, f1, *_) in scorer.score(rows, measure.extract(articles)).items():
        s = ours[level]
        assert (s.precision, s.recall, s.f1) == pytest.approx((precision, recall, f1)), level


def test_every_class_counts_as_the_same_leaf_and_quad(theirs):
    scorer, measure = theirs
    from kg.evaluation.levels import coarse_type

    quads = {
        "VerbalCooperation": "verbal-coop",
        "MaterialCooperation": "material-coop",
        "VerbalConflict": "verbal-conf",
        "MaterialConflict": "material-conf",
    }
    together = {}
    for name, kind in classes().items():
        here = leaf(name, measure)
        together.setdefault(here, set()).add(coarse_type(name))
        root = scorer.ROOT[here]
        assert quads[kind.quad] == scorer.QUAD.get(here, scorer.QUAD.get(root)), name
    assert {here: len(names) for here, names in together.items() if len(names) > 1} == {}
