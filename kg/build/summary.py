"""What became of everything that went into a build: nothing is dropped without being counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Article, Extraction, Rejected
    from kg.store import StoreInfo

__all__ = ["FAILURES", "Summary", "first"]

# Reasons why something that was to be read is missing, as against an article that kg chose to leave out.
FAILURES = frozenset({"unreadable", "empty", "duplicate id"})

_NAMED = 5  # of each kind that the summary in words names; JSON names all


@dataclass(kw_only=True)
class Summary:
    """Counts of one build. ``articles_read`` = added + replaced + unchanged.

    ``set_aside`` counts files and articles that were not kept, ``rejected`` candidate mentions,
    ``passed_over`` articles that were kept but parsed at most where they name somebody: each by reason
    (``kg.model.Reason``). ``mentions`` counts what this build added, ``graph`` the whole store after
    it (None where nothing is stored); ``not_read`` lists the inputs behind the exit code 3, ``left_out``
    the others that were set aside: in another language, or in a format that kg does not read. ``warnings``
    tells, by article, what of those that were read could not be: a date, an address, a part of a page.
    """

    articles_added: int = 0
    articles_replaced: int = 0
    articles_unchanged: int = 0
    mentions: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    not_read: list[Rejected] = field(default_factory=list)
    left_out: list[Rejected] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    graph: StoreInfo | None = None

    @property
    def articles_read(self) -> int:
        """Articles that were read, new or not."""
        return self.articles_added + self.articles_replaced + self.articles_unchanged

    @property
    def complete(self) -> bool:
        """False where some input could not be read (unreadable or empty) or has the id of another one."""
        return not self.not_read

    def count_set_aside(self, rejected: Rejected) -> None:
        """Count an input that is no article, or an article that is not kept."""
        self.set_aside[rejected.reason.value] += 1
        if rejected.reason.value in FAILURES:
            self.not_read.append(rejected)
        else:
            self.left_out.append(rejected)

    def count_warnings(self, article: Article) -> None:
        """Note what could not be read of an article."""
        self.warnings += ((article.id, detail) for detail in article.unread)

    def count_extraction(self, extraction: Extraction, *, replaced: bool) -> None:
        """Count an article that was added to the store or replaced there, and what was found in it."""
        if replaced:
            self.articles_replaced += 1
        else:
            self.articles_added += 1
        self.mentions += len(extraction.mentions)
        self.rejected.update(rejected.reason.value for rejected in extraction.rejected)
        if extraction.passed_over is not None:
            self.passed_over[extraction.passed_over.value] += 1

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, reasons sorted by name."""
        return {
            "articles": {
                "read": self.articles_read,
                "added": self.articles_added,
                "replaced": self.articles_replaced,
                "unchanged": self.articles_unchanged,
                "set_aside": dict(sorted(self.set_aside.items())),
                "passed_over": dict(sorted(self.passed_over.items())),
            },
            "mentions": {"kept": self.mentions, "rejected": dict(sorted(self.rejected.items()))},
            "graph": self.graph.as_dict() if self.graph else None,
            "left_out": [
                {"input": r.article, "reason": r.reason.value, "detail": r.detail} for r in self.left_out
            ],
            "not_read": [
                {"input": r.article, "reason": r.reason.value, "detail": r.detail} for r in self.not_read
            ],
            "warnings": [{"input": article, "detail": detail} for article, detail in self.warnings],
        }

    def __str__(self) -> str:
        """The summary in words, a few lines."""
        fate = ""
        if self.graph:
            fate = f": {self.articles_added} new, {self.articles_replaced} replaced, "
            fate += f"{self.articles_unchanged} unchanged"
        told = f"; {_counted(len(self.warnings), 'warning')}" if self.warnings else ""
        lines = [
            *(f"Not read: {r.article}: {r.detail or r.reason.value}" for r in self.not_read),
            *_named_by_reason(self.left_out),
            *first([f"Warning: {article}: {detail}." for article, detail in self.warnings], "warnings"),
            f"Articles: {self.articles_read} read{fate}{_aside(self.set_aside)}{told}.",
            *(
                [f"Scan: {self.passed_over.total()} passed over ({_listed(self.passed_over)})."]
                if self.passed_over
                else []
            ),
            f"Event mentions: {self.mentions} kept{_aside(self.rejected, 'rejected')}.",
        ]
        if self.graph:
            graph = self.graph
            lines.append(
                f"Graph: {_counted(graph.reports, 'report')} tell{'s' * (graph.reports == 1)} of "
                f"{_counted(graph.occurrences, 'event')} that happened and {graph.prospects} that did not "
                f"(planned, proposed, negated or denied), {graph.disputed} of all these disputed, "
                f"{graph.alleged} only alleged; {graph.relations} direct relations."
            )
        return "\n".join(lines)


def _named_by_reason(left_out: list[Rejected]) -> Iterator[str]:
    """A line for each of the first of every reason, and how many more there are."""
    for reason in sorted({rejected.reason.value for rejected in left_out}):
        named = [r for r in left_out if r.reason.value == reason]
        yield from first([f"Left out: {r.article}: {reason} ({r.detail or '?'})" for r in named], reason)


def first(lines: list[str], what: str) -> list[str]:
    """The first few of these lines, and how many more there are."""
    more = len(lines) - _NAMED
    return [*lines[:_NAMED], f"... and {more} more ({what})."] if more > 0 else lines


def _counted(number: int, noun: str) -> str:
    """``1 event``, ``2 events``."""
    return f"{number} {noun}{'s' * (number != 1)}"


def _aside(reasons: Counter[str], verb: str = "set aside") -> str:
    if not reasons:
        return ""
    return f"; {reasons.total()} {verb} ({_listed(reasons)})"


def _listed(reasons: Counter[str]) -> str:
    return ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items()))
