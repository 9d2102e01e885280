"""Fit the weights of confidence on a gold set: a logistic regression, cross-validated by article.

    python -m kg.evaluation.fitting tests/gold            # figures and weights
    python -m kg.evaluation.fitting tests/gold --write    # and write ontologies/confidence.toml

Run it again after the rules have changed. A mention is right if gold has the root of its class for its
parties, the right way round. The weights are drawn towards a prior (ridge), because a gold set holds few
wrong mentions: the certainty that the rules themselves give a party is taken at its word, what a sentence
does not say itself counts against a mention, all else is drawn towards 0. Damped Newton steps in the standard
library: the same gold and rules give the same bytes.
"""

from __future__ import annotations

import argparse
import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import ontologies
from kg.evaluation.calibration import LEVEL, bins_of, calibration_error, is_right
from kg.evaluation.claims import Claim
from kg.evaluation.gold import load_gold
from kg.evaluation.scores import key_set
from kg.extraction.confidence import BASE, features
from kg.model import EventMention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.evaluation.gold import Gold

__all__ = ["Sample", "cross_validated", "fit", "log_loss", "probability", "samples", "weights_file"]

PRIOR: Mapping[str, float] = {
    "doubt about the parties": -1.0,
    # What a sentence does not say itself is worth less than a gold set full of events makes believe.
    "by event coreference": -0.5,
    "party filled in": -0.5,
    "party inside a phrase": -0.5,
    "party pair": -0.5,
    "party pronoun": -0.5,
}
"""Where a weight is drawn to; 0 for any feature that is not here."""
STRENGTH = 10.0
"""How strongly: a weight at distance d from its prior costs STRENGTH * d * d / 2 in log-likelihood."""
FOLDS = 10

Weights = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A mention as the model sees it, and whether it is right."""

    article: str
    features: Mapping[str, float]
    right: bool


def samples(gold: Gold) -> list[Sample]:
    """Every mention that is read in the articles of a gold set."""
    from kg.extraction import Extractor, frames
    from kg.extraction.extractor import Reader
    from kg.language.parse import parse

    extractor, wanted = Extractor(), key_set(gold.claims, LEVEL)
    found = []
    for article in gold.articles:
        parsed = parse(article, extractor.nlp, frames.fold)
        reader = Reader.of(parsed, extractor.lexicon, extractor.registry)
        for candidate, outcome in reader.outcomes(0.0):
            if isinstance(outcome, EventMention):
                right = is_right(Claim.of(outcome), wanted)
                seen = features(candidate, reader.scene)
                found.append(Sample(article=article.id, features=seen, right=right))
    return found


def probability(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """That a mention with these features is right, in (0, 1); features without a weight count nothing."""
    return _sigmoid(sum(weights.get(name, 0.0) * value for name, value in seen.items()))


def fit(found: Sequence[Sample], *, strength: float = STRENGTH, steps: int = 40) -> Weights:
    """The weights that are likeliest given the samples and the prior, to three digits, by name.

    The base is not drawn anywhere. Raises ValueError where there is nothing to tell apart.
    """
    if len({s.right for s in found}) < 2:
        raise ValueError("fitting needs mentions that are right and mentions that are not")
    names = sorted({BASE, *(name for s in found for name in s.features)})
    rows = [[s.features.get(name, 0.0) for name in names] for s in found]
    prior = [PRIOR.get(name, 0.0) for name in names]
    pull = [0.0 if name == BASE else strength for name in names]
    weights = [0.0] * len(names)  # where the likelihood is curved, however far away the prior lies

    def cost(chosen: list[float]) -> float:
        """Negative log-likelihood and what the distance from the prior costs."""
        odds = (sum(w * x for w, x in zip(chosen, row, strict=True)) for row in rows)
        losses = (_softplus(-o if s.right else o) for o, s in zip(odds, found, strict=True))
        pulled = (p * (w - m) ** 2 / 2 for p, w, m in zip(pull, chosen, prior, strict=True))
        return sum(losses) + sum(pulled)

    for _ in range(steps):
        given = [_sigmoid(sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows]
        slope = [pull[j] * (weights[j] - prior[j]) for j in range(len(names))]
        curve = [[pull[j] if j == k else 0.0 for k in range(len(names))] for j in range(len(names))]
        for row, p, s in zip(rows, given, found, strict=True):
            for j, x in enumerate(row):
                if x:
                    slope[j] += x * (p - s.right)
                    bend = x * p * (1 - p)
                    for k, z in enumerate(row):
                        curve[j][k] += bend * z
        step, length, before = _solved(curve, slope), 1.0, cost(weights)
        # A whole step from far away can lead past the valley and out of it.
        while length > 1e-6 and cost([w - length * d for w, d in zip(weights, step, strict=True)]) > before:
            length /= 2
        weights = [w - length * d for w, d in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return {name: round(w, 3) + 0.0 for name, w in zip(names, weights, strict=True)}


def _softplus(x: float) -> float:
    """log(1 + e^x), without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x with matrix x = right, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for j in range(size):
        pivot = max(range(j, size), key=lambda r: abs(rows[r][j]))
        rows[j], rows[pivot] = rows[pivot], rows[j]
        for r in range(size):
            if r != j and rows[r][j]:
                share = rows[r][j] / rows[j][j]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[j], strict=True)]
    return [row[size] / row[j] for j, row in enumerate(rows)]


def cross_validated(
    found: Sequence[Sample], train: Callable[[Sequence[Sample]], Weights] = fit, *, folds: int = FOLDS
) -> list[float]:
    """For each sample the probability given by weights that never saw its article."""
    articles = sorted({s.article for s in found})
    random.Random(0).shuffle(articles)
    part = {article: n % folds for n, article in enumerate(articles)}
    trained = [train([s for s in found if part[s.article] != fold]) for fold in range(folds)]
    return [probability(trained[part[s.article]], s.features) for s in found]


def log_loss(given: Iterable[float], found: Iterable[Sample]) -> float:
    """Mean negative log-likelihood; less is better."""
    losses = [
        -math.log(min(max(p if s.right else 1 - p, 1e-6), 1.0)) for p, s in zip(given, found, strict=True)
    ]
    return sum(losses) / len(losses)


def weights_file(weights: Weights, found: Sequence[Sample]) -> str:
    """The text of ontologies/confidence.toml."""
    counts = {name: sum(1 for s in found if s.features.get(name)) for name in weights}
    lines = [
        "# Log-odds that a mention is right, by how it was read; kg.extraction.confidence adds them up.",
        "# Written by python -m kg.evaluation.fitting tests/gold --write; do not edit by hand.",
        f"# Fitted on {len(found)} mentions, {sum(s.right for s in found)} of them right;"
        " behind each weight, how many have it.",
        "",
        "[weights]",
    ]
    order = sorted(weights, key=lambda name: (name != BASE, name))
    lines += [f'"{name}" = {weights[name]:.3f} # {counts[name]}' for name in order]
    return "\n".join(lines) + "\n"


def _report(found: Sequence[Sample]) -> str:
    share = sum(s.right for s in found) / len(found)
    given = cross_validated(found)
    bins = bins_of([(p, s.right) for p, s in zip(given, found, strict=True)])
    lines = [
        f"{len(found)} mentions in {len({s.article for s in found})} articles, {share:.3f} right",
        f"log loss, cross-validated by article: {log_loss(given, found):.3f}"
        f" (one probability for all: {log_loss([share] * len(found), found):.3f})",
        f"expected calibration error, cross-validated: {calibration_error(bins):.3f}",
        *(
            f"  {b.low:.1f}-{b.high:.1f}: {b.claims}, given {b.confidence:.2f}, right {b.precision:.2f}"
            for b in bins
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.evaluation.fitting", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("gold", type=Path, nargs="+", help="folders with articles.jsonl and events.jsonl")
    parser.add_argument("--write", action="store_true", help="write ontologies/confidence.toml")
    chosen = parser.parse_args()
    found = [s for folder in chosen.gold for s in samples(load_gold(folder))]
    print(_report(found))
    text = weights_file(fit(found), found)
    if chosen.write:
        (ontologies() / "confidence.toml").write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
