"""Which reading of a name its neighbourhood speaks for: country, American state, or a person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.actors.records import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.actors.words import Word

__all__ = ["Context"]

_ORDER = {form: rank for rank, form in enumerate(Form)}


class Context:
    """The rules of ``not_actors.toml``, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.phrases: tuple[str, ...] = tuple(data.get("phrases", ()))
        self._common = frozenset(data.get("common", ()))

    def common(self, key: str) -> bool:
        """Whether a word in lower case is an ordinary word ("turkey", "polish")."""
        return key in self._common

    def choose(
        self,
        text: str,
        words: Sequence[Word],
        first: int,
        after: int,
        end: int,
        readings: Sequence[tuple[Form | None, str]],
    ) -> int | None:
        """The index of the reading to take for ``words[first:after]``; None if it is no actor."""
        return min(range(len(readings)), key=lambda i: _ORDER[readings[i][0] or Form.CITY])
