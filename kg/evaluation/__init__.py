"""Scoring what was extracted against what careful annotators found.

gold         read a gold set
claims       one event mention, reduced to what is compared
levels       at what level two claims are the same
scores       precision, recall, F1, intervals
calibration  confidence against precision
judging      ``evaluate``: all of it at once
floors       bounds below which a check fails
fitting      the weights of confidence, fitted anew
report       as text and as JSON

    gold = load_gold(Path("tests/gold"))
    found = [m for article in gold.articles for m in extract(article).mentions]
    print(render(evaluate(gold, found), gold))
"""

from __future__ import annotations

from kg.evaluation.claims import Claim
from kg.evaluation.gold import Gold, load_gold
from kg.evaluation.judging import Evaluation, evaluate
from kg.evaluation.report import as_json, marked, render

__all__ = ["Claim", "Evaluation", "Gold", "as_json", "evaluate", "load_gold", "marked", "render"]
