"""Whether confidence means something: of claims scored 0.8 to 0.9, some 85% should be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.evaluation.levels import keys
from kg.evaluation.scores import key_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from kg.evaluation.claims import Claim
    from kg.evaluation.levels import Key

__all__ = ["LEVEL", "Bin", "bins_of", "calibration_error", "is_right", "reliability"]

LEVEL = "directed+root"
"""What "right" means: the class's root and the parties, the right way round."""
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The claims with a confidence in [low, high) (the last bin includes 1): how many, how many right."""

    low: float
    high: float
    claims: int
    right: int
    confidence: float

    @property
    def precision(self) -> float:
        """The share that is right, in [0, 1]; to be held against ``confidence``, the mean given."""
        return self.right / self.claims


def is_right(claim: Claim, gold_keys: Set[Key]) -> bool:
    """Whether gold (its keys at ``LEVEL``) has the root class for some pair of the claim's states."""
    return any(key in gold_keys for key in keys(claim, LEVEL))


def reliability(gold: Sequence[Claim], predicted: Sequence[Claim]) -> tuple[Bin, ...]:
    """The tenths of confidence that hold a claim, lowest first; claims without confidence are left out."""
    wanted = key_set(gold, LEVEL)
    return bins_of(
        [(claim.confidence, is_right(claim, wanted)) for claim in predicted if claim.confidence is not None]
    )


def bins_of(judged: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The same for (confidence, right) pairs."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        # 0.3 * 10 is 3, but 0.29 * 100 is 28.999999999999996: round what is meant to be decimal
        number = min(int(round(confidence * _BINS, 9)), _BINS - 1)
        bins.setdefault(number, []).append((confidence, right))
    return tuple(
        Bin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            claims=len(members),
            right=sum(right for _, right in members),
            confidence=sum(confidence for confidence, _ in members) / len(members),
        )
        for number, members in sorted(bins.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error in [0, 1]: the mean distance of confidence from precision, by claims."""
    total = sum(b.claims for b in bins)
    return sum(b.claims * abs(b.confidence - b.precision) for b in bins) / total if total else None
