"""Common nouns that act for a state when a state modifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.actors.records import Agent
from kg.actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["STANDINGS", "agents"]

STANDINGS = ("official", "body", "force", "people", "private")
_COLLECTIVE = frozenset({"body", "force"})
_MANY = frozenset(
    "people public population community media press team family company corporation bank airline university "
    "institute school college newspaper foundation hospital church".split()
)


def agents(data: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, Agent]:
    """Folded lemma -> agent, from the ``agents`` section; the first listing of a word counts."""
    found: dict[str, Agent] = {}
    for standing in STANDINGS:
        for role, lemmas in data.get(standing, {}).items():
            for lemma in lemmas:
                many = standing in _COLLECTIVE or lemma in _MANY
                agent = Agent(lemma=lemma, role=role, standing=standing, collective=many)
                for spelt in {fold(lemma), fold(lemma).replace("-", " ")}:  # a hyphen parts words
                    found.setdefault(spelt, agent)
    return found
