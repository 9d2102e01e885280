"""Report rows written in a line, for the tests of merging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.store.occurrences import merge
from kg.store.reports import Report
from kg.store.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

RECIPROCAL = {name for name, cls in taxonomy().classes.items() if cls.symmetric}


def report(id_: str, cls: str, source: str, target: str, date: str | None = None, **given: Any) -> Report:
    """``report("a", "Meeting", "IRN/baqeri", "PAK", "2024-05-03", article="x", published="2024-05-04")``.

    Several actors are written with ``+``. ``date`` may be a range: ``2024-05-03/2024-05-07``.
    """
    start, _, end = (date or "").partition("/")
    sources, targets = tuple(sorted(source.split("+"))), tuple(sorted(target.split("+")))
    values: dict[str, Any] = {
        "id": id_,
        "article": given.pop("article", f"article-{id_}"),
        "cls": cls,
        "source": sources,
        "target": targets,
        "source_state": tuple(sorted({actor.split("/")[0] for actor in sources})),
        "target_state": tuple(sorted({actor.split("/")[0] for actor in targets})),
        "status": "occurred",
        "reciprocal": cls in RECIPROCAL,
        "date": start or None,
        "date_end": end or None,
    }
    return Report(**(values | given))


def groups(*reports: Report) -> list[str]:
    """How the reports merge: ``["ab", "c"]`` where a and b are one happening, c another."""
    return sorted("".join(sorted(r.id for r in cluster.members)) for cluster in merge(reports, taxonomy()))


def reasons(reports: Iterable[Report]) -> list[str]:
    """The reasons of the one cluster that the reports make."""
    (cluster,) = merge(reports, taxonomy())
    return sorted(cluster.because)
