"""How likely a mention is right, in [0, 1]: the mechanism's worth times its parties' certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.extraction.scene import Scene

__all__ = ["Part", "confidence"]

_MECHANISM = {"clauses": 0.92, "nominals": 0.88, "event coreference": 0.75, "denial": 0.75}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one feature of a mention adds to the log-odds that it is right."""

    feature: str
    value: float


def confidence(c: Candidate, scene: Scene) -> float:
    """Two digits; the weakest party of each side counts."""
    source = max(r.certainty for r in c.source)
    target = max(r.certainty for r in c.target)
    value = _MECHANISM[c.mechanism] * source * target
    if scene.headline(c.head):
        value *= 0.95
    return round(min(1.0, value), 2)
