"""Precision, recall and F1 with intervals; what is right about the mentions that were met."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.evaluation.levels import LEVELS, Key, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluation.claims import Claim

__all__ = ["MentionScore", "Score", "f1", "key_set", "mention_score", "score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Hits among ``gold`` and ``predicted`` distinct keys; all figures in [0, 1].

    ``macro`` is the mean F1 over the articles that have gold, so that no long article decides;
    ``interval`` holds the 5th and 95th percentile of F1 when articles are drawn anew (bootstrap).
    """

    gold: int
    predicted: int
    hits: int
    macro: float
    interval: tuple[float, float]

    @property
    def precision(self) -> float:
        """Hits per prediction; 0 where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits per gold key; 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return f1(self.hits, self.gold, self.predicted)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionScore:
    """How many gold mentions were met, and of those how many have each detail right.

    A mention is met by a prediction whose trigger overlaps its own and that shares a pair of states.
    The speaker's state counts where gold has a speaker, the date where gold has one.
    """

    gold: int
    met: int
    root: int
    direction: int
    status: int
    speakers: int
    speaker_state: int
    dates: int
    date: int

    def shares(self) -> dict[str, float | None]:
        """Name -> share in [0, 1], None where nothing is to be counted."""
        return {
            "mention recall": _share(self.met, self.gold),
            "root": _share(self.root, self.met),
            "direction": _share(self.direction, self.met),
            "status": _share(self.status, self.met),
            "speaker state": _share(self.speaker_state, self.speakers),
            "date": _share(self.date, self.dates),
        }


@dataclass(slots=True)
class _Counts:
    gold: int = 0
    predicted: int = 0
    hits: int = 0


def score(
    gold: Sequence[Claim], predicted: Sequence[Claim], *, seed: int = 0, samples: int = 1000
) -> dict[str, Score]:
    """Level -> figures. Predictions in articles without gold are false alarms. ``samples`` >= 1."""
    return {level: _score(gold, predicted, level, seed, samples) for level in LEVELS}


def _score(gold: Sequence[Claim], predicted: Sequence[Claim], level: str, seed: int, samples: int) -> Score:
    wanted, found = key_set(gold, level), key_set(predicted, level)
    by_article: defaultdict[str, _Counts] = defaultdict(_Counts)
    for key in wanted:
        by_article[key.article].gold += 1
        by_article[key.article].hits += key in found
    for key in found:
        by_article[key.article].predicted += 1
    with_gold = sorted({claim.article for claim in gold})
    each = [_f1_or_right(by_article[article]) for article in with_gold]
    return Score(
        gold=len(wanted),
        predicted=len(found),
        hits=len(wanted & found),
        macro=sum(each) / len(each) if each else 0.0,
        interval=_bootstrap([by_article[a] for a in sorted(by_article)], seed, samples),
    )


def key_set(claims: Iterable[Claim], level: str) -> set[Key]:
    """The distinct keys of claims at a level."""
    return {key for claim in claims for key in keys(claim, level)}


def _bootstrap(counts: Sequence[_Counts], seed: int, samples: int) -> tuple[float, float]:
    if not counts:
        return 0.0, 0.0
    draw = random.Random(seed)
    figures = []
    for _ in range(samples):
        sample = draw.choices(counts, k=len(counts))
        hits = sum(c.hits for c in sample)
        figures.append(f1(hits, sum(c.gold for c in sample), sum(c.predicted for c in sample)))
    figures.sort()
    return figures[int(0.05 * (samples - 1))], figures[int(0.95 * (samples - 1) + 0.5)]


def mention_score(gold: Sequence[Claim], predicted: Sequence[Claim]) -> MentionScore:
    """What is right about the mentions that were met."""
    near: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in predicted:
        near[claim.article, claim.field].append(claim)
    n: Counter[str] = Counter()
    for claim in gold:
        candidates = [p for p in near[claim.article, claim.field] if _meets(claim, p)]
        if not candidates:
            continue
        best = max(candidates, key=lambda p: (p.root == claim.root, p.status == claim.status))
        n["met"] += 1
        n["root"] += best.root == claim.root
        n["direction"] += bool(_states(claim, "directed") & _states(best, "directed"))
        n["status"] += best.status == claim.status
        if claim.speaker is not None:
            n["speakers"] += 1
            n["speaker_state"] += (best.speaker or "") == claim.speaker
        if claim.date is not None:
            n["dates"] += 1
            n["date"] += best.date == claim.date
    names = ("met", "root", "direction", "status", "speakers", "speaker_state", "dates", "date")
    return MentionScore(gold=len(gold), **{name: n[name] for name in names})


def _meets(gold: Claim, predicted: Claim) -> bool:
    overlap = predicted.start < gold.end and gold.start < predicted.end
    return overlap and bool(_states(gold, "pair") & _states(predicted, "pair"))


def _states(claim: Claim, level: str) -> set[tuple[str, str]]:
    return {key.states for key in keys(claim, level)}


def f1(hits: int, gold: int, predicted: int) -> float:
    """The harmonic mean of precision and recall, in [0, 1]; 0 without a hit."""
    return 2 * hits / (gold + predicted) if hits else 0.0


def _f1_or_right(counts: _Counts) -> float:
    """Where neither side has a key, nothing was wrong."""
    return f1(counts.hits, counts.gold, counts.predicted) if counts.gold or counts.predicted else 1.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
