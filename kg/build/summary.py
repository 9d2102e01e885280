"""What became of everything that went into a build: nothing is dropped without being counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Extraction, Rejected
    from kg.store import StoreInfo

__all__ = ["Summary"]

# Reasons why a file or a record is not an article at all, as against an article that kg chose to leave out.
_FAILURES = frozenset({"unreadable", "empty"})


@dataclass(kw_only=True)
class Summary:
    """Counts of one build. ``articles_read`` = added + replaced + unchanged.

    ``set_aside`` counts files and articles that were not kept, ``rejected`` candidate mentions, both by
    reason (``kg.model.Reason``). ``reports`` and ``occurrences`` count the whole store after the build,
    ``mentions`` what this build added; ``not_read`` lists the inputs behind the exit code 3.
    """

    articles_added: int = 0
    articles_replaced: int = 0
    articles_unchanged: int = 0
    mentions: int = 0
    reports: int = 0
    occurrences: int = 0
    prospects: int = 0
    relations: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    not_read: list[Rejected] = field(default_factory=list)

    @property
    def articles_read(self) -> int:
        """Articles that were read, new or not."""
        return self.articles_added + self.articles_replaced + self.articles_unchanged

    @property
    def complete(self) -> bool:
        """False where some input could not be read at all: unreadable or empty."""
        return not self.not_read

    def count_set_aside(self, rejected: Rejected) -> None:
        """Count an input that is no article, or an article that is not kept."""
        self.set_aside[rejected.reason.value] += 1
        if rejected.reason.value in _FAILURES:
            self.not_read.append(rejected)

    def count_extraction(self, extraction: Extraction, *, replaced: bool) -> None:
        """Count an article that was added to the store or replaced there, and what was found in it."""
        if replaced:
            self.articles_replaced += 1
        else:
            self.articles_added += 1
        self.mentions += len(extraction.mentions)
        self.rejected.update(rejected.reason.value for rejected in extraction.rejected)

    def count_graph(self, info: StoreInfo) -> None:
        """What the whole store holds now."""
        self.reports, self.occurrences = info.reports, info.occurrences
        self.prospects, self.relations = info.prospects, info.relations

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, reasons sorted by name."""
        return {
            "articles": {
                "read": self.articles_read,
                "added": self.articles_added,
                "replaced": self.articles_replaced,
                "unchanged": self.articles_unchanged,
                "set_aside": dict(sorted(self.set_aside.items())),
            },
            "mentions": {"kept": self.mentions, "rejected": dict(sorted(self.rejected.items()))},
            "graph": {
                "reports": self.reports,
                "occurrences": self.occurrences,
                "prospects": self.prospects,
                "relations": self.relations,
            },
            "not_read": [
                {"input": r.article, "reason": r.reason.value, "detail": r.detail} for r in self.not_read
            ],
        }

    def __str__(self) -> str:
        """The summary in words, a few lines."""
        lines = [
            f"Articles: {self.articles_read} read: {self.articles_added} new, "
            f"{self.articles_replaced} replaced, {self.articles_unchanged} unchanged"
            f"{_aside(self.set_aside)}.",
            f"Event mentions: {self.mentions} kept{_aside(self.rejected, 'rejected')}.",
            f"Graph: {self.reports} reports tell of {self.occurrences} events that happened and "
            f"{self.prospects} that did not (planned, proposed, negated or denied); "
            f"{self.relations} direct relations.",
        ]
        return "\n".join(lines)


def _aside(reasons: Counter[str], verb: str = "set aside") -> str:
    if not reasons:
        return ""
    listed = ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items()))
    return f"; {sum(reasons.values())} {verb} ({listed})"
