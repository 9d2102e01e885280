"""A folder of CSV files for ``neo4j-admin database import full``: actors, events, reports, their ties.

    (:Actor)-[:SOURCE|TARGET]->(:Event)      who takes part
    (:Event)-[:REPORTED_IN]->(:Report)       the sentences, with URL and status
    (:Actor)-[:COOPERATES_WITH {events}]->(:Actor)   the direct relations

``import.txt`` holds the command. Files are UTF-8; a cell is quoted where it must be, and line ends within
are blanks.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from kg.analysis.selection import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kg.store.rows import ActorRow, EventRow, EvidenceRow, RelationRow

__all__ = ["write"]

_COMMAND = """\
neo4j-admin database import full neo4j --overwrite-destination --multiline-fields=false \\
  --nodes=actors.csv --nodes=events.csv --nodes=reports.csv \\
  --relationships=parties.csv --relationships=reported.csv --relationships=relations.csv
"""


def write(
    folder: Path,
    events: Iterable[EventRow],
    actors: Iterable[ActorRow],
    relations: Iterable[RelationRow],
    evidence: Callable[[str], Iterable[EvidenceRow]],
) -> dict[str, int]:
    """Write the bundle into ``folder``; how many rows each file has. Raises OSError where it cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    listed, kept = {actor.id: actor for actor in actors}, list(events)
    named = sorted({a for e in kept for a in (*e.source, *e.target, *e.source_state, *e.target_state)})
    reports = {row.report: row for event in kept for row in evidence(event.iri)}
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]] = {
        "actors.csv": (
            ("id:ID(Actor)", "name", "kind", "country", "role", ":LABEL"),
            (_actor(name, listed.get(name)) for name in named),
        ),
        "events.csv": (
            (
                "iri:ID(Event)", "label", "class", "root", "quad", "status", "date", "dateEnd",
                "reports:int", "articles:int", "intensity:double", "place", "placeCountry", ":LABEL",
            ),
            (_event(event) for event in kept),
        ),
        "reports.csv": (
            (
                "iri:ID(Report)", "sentence", "trigger", "status", "confidence:double", "publisher", "date",
                "url", ":LABEL",
            ),
            (
                (r.report, r.sentence, r.trigger, r.status, r.confidence, r.publisher, r.date, r.url,
                "Report") for r in sorted(reports.values(), key=lambda row: row.report)
            ),
        ),
        "parties.csv": (
            (":START_ID(Actor)", ":END_ID(Event)", ":TYPE"),
            (
                (actor, event.iri, kind)
                for event in kept
                for kind, side in (
                    ("SOURCE", event.source), ("TARGET", event.target),
                    ("SOURCE_STATE", event.source_state), ("TARGET_STATE", event.target_state),
                )
                for actor in side
            ),
        ),
        "reported.csv": (
            (":START_ID(Event)", ":END_ID(Report)", ":TYPE"),
            ((event.iri, row.report, "REPORTED_IN") for event in kept for row in evidence(event.iri)),
        ),
        "relations.csv": (
            (":START_ID(Actor)", ":END_ID(Actor)", "events:int", "reports:int", "first", "last", ":TYPE"),
            (
                (r.subject, r.object, r.events, r.reports, r.first, r.last, _type(r.predicate))
                for r in relations
                if {r.subject, r.object} <= set(named)
            ),
        ),
    }  # fmt: skip
    written = {name: _write(folder / name, header, rows) for name, (header, rows) in tables.items()}
    (folder / "import.txt").write_text(_COMMAND, encoding="utf-8")
    return written


def _actor(name: str, row: ActorRow | None) -> tuple[Any, ...]:
    if row is None:
        return name, name, "", "", "", "Actor"
    label = "".join(part.capitalize() for part in row.kind.split("-"))
    return name, row.label, row.kind, row.country, row.role, f"Actor;{label}"


def _event(event: EventRow) -> tuple[Any, ...]:
    kind = "Event" if "occurred" in event.statuses else "Prospect"
    return (
        event.iri, event.label, event.cls, event.root, event.quad, standing(event),
        event.date, event.date_end, event.reports, event.articles, event.intensity,
        event.place, event.place_country, f"{kind};{event.cls}",
    )  # fmt: skip


def _type(predicate: str) -> str:
    """``cooperatesWith`` -> ``COOPERATES_WITH``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    cells = [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *cells])
    return len(cells)
