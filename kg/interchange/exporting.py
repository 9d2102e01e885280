"""A store's events in the field's formats: PLOVER JSON, CAMEO and ICEWS rows, event tables, Neo4j's CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.selection import reported, select
from kg.errors import UsageError
from kg.interchange import neo4j, plover, rows

if TYPE_CHECKING:
    from typing import BinaryIO

    from kg.store import Store
    from kg.store.rows import EventRow, EvidenceRow

__all__ = ["FOLDERS", "FORMATS", "write"]

FORMATS = ("plover", "cameo", "icews", "parquet", "arrow", "neo4j")
FOLDERS = frozenset({"neo4j"})
"""Formats that are a folder of files."""


def write(store: Store, target: Path | BinaryIO, format: str, **selection: Any) -> None:
    """Write the events that ``selection`` keeps (``kg.analysis.select``) to a path or an open binary file.

    ``plover`` gives one JSON record a line, ``cameo`` and ``icews`` tab-separated rows, ``parquet`` and
    ``arrow`` an event table, ``neo4j`` a folder. Raises ``UsageError`` for another format and for a folder
    that is none.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}; formats are {', '.join(FORMATS)}.")
    if format in FOLDERS:
        if not isinstance(target, Path):
            raise UsageError(f"{format} is a folder of files; name one.")
        kept = select(store.events(), **selection)
        neo4j.write(target, kept, store.actors(), store.edges(), store.evidence)
        return
    if isinstance(target, Path):
        with target.open("wb") as file:
            write(store, file, format, **selection)
        return
    kept = select(store.events(), **selection)
    if format in {"parquet", "arrow"}:
        _table(kept, target, format)
        return
    actors = tuple(store.actors())

    def best(event: EventRow) -> EvidenceRow | None:
        return _best(event, store.evidence(event.iri))

    if format == "plover":
        for record in plover.records(kept, actors, best):
            target.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        return
    lines = {"cameo": rows.cameo_rows, "icews": rows.icews_rows}[format](kept, actors, best)
    target.writelines(line.encode("utf-8", "replace") for line in lines)


def _table(events: tuple[EventRow, ...], target: BinaryIO, format: str) -> None:
    from kg.analysis import EventTable

    frame = EventTable.of(events).frame.sort("pair", "date", "event").collect()
    if format == "arrow":
        frame.write_ipc(target, compression="zstd")
    else:
        frame.write_parquet(target, compression="zstd", row_group_size=25_000)


def _best(event: EventRow, found: list[EvidenceRow]) -> EvidenceRow | None:
    """The most confident report of the most real status that some report gives."""
    stands = reported(event)
    ranked = sorted(found, key=lambda row: (row.status != stands, -row.confidence, row.report))
    return ranked[0] if ranked else None
