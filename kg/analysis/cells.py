"""Results as notebooks show them: plain tables, every text escaped, nothing that runs."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from kg.analysis.selection import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.analysis.dyads import Dyad

__all__ = ["dyad_cell", "table"]

_LATEST = 10


def dyad_cell(dyad: Dyad) -> str:
    """How often which kind of event has which status, and the latest events."""
    counts = Counter(zip(dyad.events["root"], dyad.events["status"], strict=True))
    shown = [status for status in STANDINGS if any(known == status for _, known in counts)]
    roots = sorted(
        {root for root, _ in counts}, key=lambda root: (-sum(counts[root, s] for s in shown), root)
    )
    arrows = {"a>b": f"{dyad.a} → {dyad.b}", "b>a": f"{dyad.b} → {dyad.a}"}
    latest = dyad.events.reverse().head(_LATEST)
    columns = ("date", "cls", "direction", "status", "reports")
    return (
        f"<h4>{escape(dyad.a)} – {escape(dyad.b)}</h4>"
        + table(["Kind", *shown], [[root, *(counts[root, status] for status in shown)] for root in roots])
        + table(
            ["Date", "Event", "Who", "Status", "Reports"],
            [
                [date or "", cls, arrows.get(way, f"{dyad.a} ↔ {dyad.b}"), status, reports]
                for date, cls, way, status, reports in latest.select(columns).iter_rows()
            ],
        )
        + f"<p>{dyad.events.height} events; the latest are listed. "
        "<code>.score()</code>, <code>.history()</code> and others give tables.</p>"
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An HTML table of texts and numbers."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        "<tr>" + "".join(f"<td><bdi>{escape(str(value))}</bdi></td>" for value in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
