"""Evaluation of what was found against gold: figures, tables by class, and every error with its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.evaluation.calibration import Bin, reliability
from kg.evaluation.claims import Claim
from kg.evaluation.levels import keys
from kg.evaluation.scores import MentionScore, Score, f1, key_set, mention_score, score
from kg.model import EventMention, Status
from kg.ontology.classes import classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluation.gold import Gold
    from kg.evaluation.levels import Key

__all__ = ["ClassScore", "Evaluation", "Finding", "Quiet", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassScore:
    """Pairs of states with a class: how many are in gold, predicted, and both.

    A root counts all classes below it. Classes that ``pair+type`` does not tell apart count as one.
    """

    name: str
    root: str
    gold: int
    predicted: int
    hits: int

    @property
    def f1(self) -> float:
        """F1 in [0, 1]."""
        return f1(self.hits, self.gold, self.predicted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A miss or a false alarm at pair+root: the first claim that makes it, and what stands nearest.

    ``others`` are the root classes that the other side has for the same pair of states in that
    article: empty for "no event of this pair", filled for "right pair, other class".
    """

    kind: Literal["miss", "false alarm"]
    claim: Claim
    states: tuple[str, str]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The articles that hold no event: how many events were found there all the same."""

    articles: int
    sentences: int
    found: int

    @property
    def per_thousand(self) -> float | None:
        """Events per 1,000 sentences; None without sentences."""
        return 1000 * self.found / self.sentences if self.sentences else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of one comparison.

    ``statuses`` maps (gold, predicted) to how many met mentions have them: a confusion table.
    """

    articles: int
    levels: dict[str, Score]
    mentions: MentionScore
    by_class: tuple[ClassScore, ...]
    statuses: dict[tuple[Status, Status], int]
    reliability: tuple[Bin, ...]
    quiet: Quiet
    findings: tuple[Finding, ...]

    @property
    def misses(self) -> tuple[Finding, ...]:
        """What gold has and was not found, in gold's order."""
        return tuple(f for f in self.findings if f.kind == "miss")

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        """What was found and gold does not have, in the order found."""
        return tuple(f for f in self.findings if f.kind == "false alarm")


def evaluate(
    gold: Gold, predicted: Iterable[Claim | EventMention], *, seed: int = 0, samples: int = 1000
) -> Evaluation:
    """Compare what was found in gold's articles with gold. Deterministic for a given seed.

    ``samples`` is how often articles are drawn anew for the intervals. Predictions in articles that
    gold does not hold are left out.
    """
    known = {article.id for article in gold.articles}
    found = [claim for p in predicted if (claim := _claim(p)).article in known]
    wanted = list(gold.claims)
    return Evaluation(
        articles=len(gold.articles),
        levels=score(wanted, found, seed=seed, samples=samples),
        mentions=mention_score(wanted, found),
        by_class=_by_class(wanted, found),
        statuses=_statuses(wanted, found),
        reliability=reliability(wanted, found),
        quiet=_quiet(gold, found),
        findings=(*_findings("miss", wanted, found), *_findings("false alarm", found, wanted)),
    )


def _claim(predicted: Claim | EventMention) -> Claim:
    return Claim.of(predicted) if isinstance(predicted, EventMention) else predicted


def _by_class(gold: Sequence[Claim], predicted: Sequence[Claim]) -> tuple[ClassScore, ...]:
    """One row for each class that either side uses, roots before their classes, in the ontology's order."""
    counts: dict[str, list[int]] = {}
    for level in ("pair+root", "pair+type"):
        wanted, found = key_set(gold, level), key_set(predicted, level)
        for column, part in enumerate((wanted, found, wanted & found)):
            for key in part:
                # a root used as a class of its own is told apart from the sum of its classes
                name = key.rest[0] if level == "pair+root" else f"{key.rest[0]}="
                counts.setdefault(name, [0, 0, 0])[column] += 1
    rows = []
    for name, kind in classes().items():
        if kind.root == name and name in counts:
            rows.append(_row(name, name, counts[name]))
        own = counts.get(f"{name}=")
        if own and (kind.root != name or own != counts[name]):
            rows.append(_row(f"{name} itself" if kind.root == name else name, kind.root, own))
    order = {row.name: number for number, row in enumerate(r for r in rows if r.name == r.root)}
    return tuple(sorted(rows, key=lambda row: (order[row.root], row.name != row.root)))


def _row(name: str, root: str, counts: list[int]) -> ClassScore:
    return ClassScore(name=name, root=root, gold=counts[0], predicted=counts[1], hits=counts[2])


def _statuses(gold: Sequence[Claim], predicted: Sequence[Claim]) -> dict[tuple[Status, Status], int]:
    """Statuses of gold and prediction for each pair and root that both sides have, first claim of each."""
    table: Counter[tuple[Status, Status]] = Counter()
    firsts = _first(predicted)
    for key, claim in _first(gold).items():
        if key in firsts:
            table[claim.status, firsts[key].status] += 1
    return {pair: table[pair] for pair in sorted(table)}


def _quiet(gold: Gold, predicted: Sequence[Claim]) -> Quiet:
    loud = {claim.article for claim in gold.claims}
    quiet = [article for article in gold.articles if article.id not in loud]
    names = {article.id for article in quiet}
    return Quiet(
        articles=len(quiet),
        sentences=sum(len([s for s in re.split(r"(?<=[.!?])\s+", a.text) if s.strip()]) for a in quiet),
        found=sum(claim.article in names for claim in predicted),
    )


def _findings(
    kind: Literal["miss", "false alarm"], ours: Sequence[Claim], theirs: Sequence[Claim]
) -> Iterable[Finding]:
    other_roots: defaultdict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    for key in key_set(theirs, "pair+root"):
        other_roots[key.article, key.states].add(key.rest[0])
    for key, claim in _first(ours).items():
        others = other_roots[key.article, key.states]
        if key.rest[0] not in others:
            yield Finding(kind=kind, claim=claim, states=key.states, others=tuple(sorted(others)))


def _first(claims: Sequence[Claim]) -> dict[Key, Claim]:
    """The first claim for every key at pair+root."""
    firsts: dict[Key, Claim] = {}
    for claim in claims:
        for key in keys(claim, "pair+root"):
            firsts.setdefault(key, claim)
    return firsts
