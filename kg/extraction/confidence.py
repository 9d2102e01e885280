"""How likely a mention is right, in [0, 1]: a logistic model over how it was read.

The features say which mechanism spoke, how the parties were resolved, over what distance, and in what
sentence. Their weights, log-odds, are data (``ontologies/confidence.toml``) and are fitted on the project's
gold set by ``python -m kg.evaluation.fitting``; what they are worth is told in docs/evaluation.md.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.config import ontologies
from kg.extraction.frames import specificity
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extraction.candidates import Candidate
    from kg.extraction.scene import Referent, Scene

__all__ = ["BASE", "Part", "confidence", "features", "parts"]

BASE = "any mention"
"""The feature that every mention has."""

_LONG = 20  # tokens from which on a sentence counts as long
_FAR = 4  # sentences beyond which distance no longer counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one feature of a mention adds to the log-odds that it is right."""

    feature: str
    value: float


def confidence(c: Candidate, scene: Scene) -> float:
    """The probability that class and parties are right, in two digits."""
    odds = sum(part.value for part in parts(c, scene))
    return round(1 / (1 + math.exp(-odds)), 2)


def parts(c: Candidate, scene: Scene) -> tuple[Part, ...]:
    """What the log-odds add up from; features without a weight are left out."""
    weights = _weights()
    return tuple(
        Part(feature=name, value=round(weights[name] * value, 3))
        for name, value in features(c, scene).items()
        if name in weights
    )


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    text = (ontologies() / "confidence.toml").read_text(encoding="utf-8")
    weights: dict[str, float] = tomllib.loads(text)["weights"]
    return weights


def features(c: Candidate, scene: Scene) -> dict[str, float]:
    """Feature -> how much of it the mention has; what it has nothing of is left out."""
    tree = scene.tree
    sides = [_surest(c.source), _surest(c.target)]
    length = tree.sent[max(0, c.head - 60) : c.head + 60].count(tree.sent[c.head])
    found = {
        BASE: 1.0,
        f"by {c.mechanism}": 1.0,
        f"status {c.status}": float(c.status is not Status.OCCURRED),
        "class is a root": float(c.type == c.root),
        "frame without a condition": float(specificity(c.frame) == 0),
        "headline": float(scene.headline(c.head)),
        "quotation": float(c.head in scene.quoted),
        "doubt about the parties": -math.log(math.prod(max(r.certainty, 0.05) for r in sides)),
        "sentences back to a party": sum(min(_FAR, _back(r, scene)) for r in sides),
        "words to a party, by ten": sum(_apart(r, c, scene) for r in sides) / 10,
        "words beyond twenty, by ten": max(0, length - _LONG) / 10,
    }
    for r in sides:
        kind = _kind(r)
        found[f"party {kind}"] = found.get(f"party {kind}", 0.0) + 1
    return {name: value for name, value in found.items() if value}


def _surest(side: Sequence[Referent]) -> Referent:
    return max(side, key=lambda r: r.certainty)


_KINDS = {
    "named": "name organization service seat group person possessive capital city",
    "adjective": "adjective demonym agent title",
    "metonymy": "metonymy",
    "pronoun": "pronoun definite repeated",
    "pair": "pair group event",
    "filled in": "opponent host speaker home assumed judged",
}
_KIND = {how: kind for kind, hows in _KINDS.items() for how in hows.split()} | {"summed up": "filled in"}


def _kind(r: Referent) -> str:
    """How the party was resolved, in few kinds; "other" for a way that is not known here."""
    if r.how.startswith("inside "):
        return "inside a phrase"
    return _KIND.get(r.how, "other")


def _back(r: Referent, scene: Scene) -> int:
    """Sentences from the words that mean the party back to those that they repeat."""
    sent = scene.tree.sent
    return abs(sent[r.first] - sent[r.antecedent[0]]) if r.antecedent else 0


def _apart(r: Referent, c: Candidate, scene: Scene) -> int:
    """Words between party and trigger, if they share a sentence."""
    if scene.tree.sent[r.first] != scene.tree.sent[c.head]:
        return 0
    return max(0, r.first - c.last, c.first - r.last)
