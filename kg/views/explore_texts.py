"""The words behind events, as columns (docs/explorer-data.md: the texts)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.views.explore_columns import STATUSES
from kg.views.plain import link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.rows import EvidenceRow
    from kg.views.explore_columns import Atlas, Rows

__all__ = ["texts"]

_FIELDS = ("text", "title")


def texts(rows: Rows, atlas: Atlas, numbers: Iterable[int]) -> dict[str, Any]:
    """The reports of the events in these rows of ``atlas``, newest article first within an event.

    Raises ``IndexError`` for a row that the atlas does not have.
    """
    told = _Told(atlas)
    wanted = list(numbers)
    if any(row < 0 for row in wanted):
        raise IndexError(f"{min(wanted)} is no row")
    for row in wanted:
        told.add(atlas.events[row], rows.evidence(atlas.events[row]))
    return told.answer(wanted)


class _Told:
    """Columns being filled."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.ids: list[str] = []
        self.counts: list[int] = []
        self.articles: dict[tuple[str, ...], int] = {}
        self.sentences: dict[str, int] = {}
        self.speakers: dict[str, int] = {}
        self.reports: list[tuple[Any, ...]] = []

    def add(self, event: str, evidence: Iterable[EvidenceRow]) -> None:
        id_ = event.rpartition("/")[2]
        said = sorted(evidence, key=lambda row: row.date or "", reverse=True)
        self.ids.append(id_)
        self.counts.append(len(said))
        for row in said:
            self.reports.append(self._report(row, id_))

    def _report(self, row: EvidenceRow, event: str) -> tuple[Any, ...]:
        article = (
            row.article.removeprefix(self.atlas.base),
            row.title or "",
            row.publisher or "",
            row.date or "",
            link(row.url) or "",
        )
        id_ = row.report.rpartition("/")[2]
        before, mention = row.sentence[: row.start], row.sentence[row.start : row.end]
        start = _units(before)
        return (
            "" if id_ == event else id_,
            self.articles.setdefault(article, len(self.articles)),
            self.atlas.classes.get(row.cls, -1),
            STATUSES.index(row.status) if row.status in STATUSES else 0,
            self.speakers.setdefault(row.speaker, len(self.speakers)) if row.speaker else -1,
            round(100 * row.confidence),
            self.sentences.setdefault(row.sentence, len(self.sentences)) if row.sentence else -1,
            start,
            start + _units(mention),
            _FIELDS.index(row.field) if row.field in _FIELDS else 0,
            row.field_start,
            row.field_end,
        )

    def answer(self, rows: list[int]) -> dict[str, Any]:
        iri, title, publisher, date, url = _turned(self.articles, 5)
        columns = dict(zip(_COLUMNS, _turned(self.reports, len(_COLUMNS)), strict=True))
        return {
            "version": self.atlas.version,
            "rows": rows,
            "ids": self.ids,
            "counts": self.counts,
            "articles": {"iri": iri, "title": title, "publisher": publisher, "date": date, "url": url},
            "speakers": [[id_, self.atlas.names.get(id_) or _spelt(id_)] for id_ in self.speakers],
            "sentences": list(self.sentences),
            "reports": columns,
        }


_COLUMNS = (
    "id", "article", "cls", "status", "speaker", "confidence",
    "sentence", "start", "end", "field", "fieldStart", "fieldEnd",
)  # fmt: skip


def _turned(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _units(text: str) -> int:
    """Its length in UTF-16 units, as JavaScript counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def _spelt(id_: str) -> str:
    """``IRN/mohammad-baqeri`` -> ``Mohammad Baqeri``, for who only speaks; other ids as they are."""
    _, slash, name = id_.partition("/")
    return name.replace("-", " ").title() if slash else id_
