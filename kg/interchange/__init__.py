"""Others' data formats: in (GDELT, ICEWS, POLECAT, PLOVER JSON, tables) and out.

    to_parquet("gdelt", [Path("20160728.export.CSV.zip")], Path("gdelt"))     # an event table of any size
    to_store("icews", [Path("events.2018.tab")], store)                       # kg:RecordReports in a store
    write(store, Path("events.jsonl"), "plover")

Needs ``bilateral-kg[analysis]``.
"""

from __future__ import annotations

from pathlib import Path

from kg.interchange.exporting import write
from kg.interchange.importing import Imported, to_parquet
from kg.interchange.mapping import TableMapping, read_mapping
from kg.interchange.rdf import to_store

__all__ = ["Imported", "TableMapping", "read_mapping", "sample", "to_parquet", "to_store", "write"]


def sample() -> Path:
    """A GDELT file of 4,000 rows to try things out on; all events in it are invented."""
    return Path(__file__).parent.parent / "samples" / "invented-events.export.CSV.gz"
