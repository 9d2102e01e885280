"""From files of other data sets to a folder of event tables, a piece at a time.

A folder holds ``part-00000.parquet`` and so on, ``rejected-00000.csv`` beside a part that had bad rows,
and ``import.json``, which says how far each file has been read. A run that was stopped is started again and
goes on from there; a file that has been read is passed over.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.analysis.event_table import COLUMNS
from kg.errors import UsageError
from kg.interchange import coding
from kg.interchange.records import finished
from kg.interchange.sources import pieces
from kg.model import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from kg.interchange.mapping import TableMapping
    from kg.interchange.sources import Format

    Progress = Callable[[int, str], None]

__all__ = ["DATA_SETS", "Imported", "expanded", "fingerprint", "to_parquet"]

DATA_SETS: Mapping[str, str] = {"gdelt": "GDELT", "icews": "ICEWS", "polecat": "POLECAT", "plover": "PLOVER"}
"""What a data set is called where no name is given."""

_LINES = 200_000  # read at a time: some 300 MB while a piece of GDELT is coded
_STATE = "import.json"


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of the rows: ``events`` kept, ``bad`` listed by reason, ``outside`` left out by reason."""

    files: int = 0
    files_unchanged: int = 0
    rows: int = 0
    events: int = 0
    bad: dict[str, int] = field(default_factory=dict)
    outside: dict[str, int] = field(default_factory=dict)

    def count(self, events: int, bad: pl.DataFrame, outside: Mapping[str, int]) -> None:
        """Add one piece."""
        self.events += events
        self.rows += events + len(bad) + sum(outside.values())
        by_reason = Counter(bad["reason"].to_list())
        self.bad = dict(sorted((Counter(self.bad) + by_reason).items()))
        self.outside = dict(sorted((Counter(self.outside) + Counter(outside)).items()))

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def to_parquet(
    format: Format,
    paths: Sequence[Path],
    folder: Path,
    *,
    data_set: str | None = None,
    mapping: TableMapping | None = None,
    lines: int = _LINES,
    progress: Progress | None = None,
) -> Imported:
    """Read files into ``folder`` and say what became of their rows.

    ``lines`` are read at a time; memory grows with them and not with the files. Raises ``UnreadableSource``
    for a file that cannot be read (what was read of it stays), ``UsageError`` for a folder of another import.
    """
    name = data_set or (mapping.data_set if mapping else DATA_SETS[format])
    state = _State.of(folder, format=format, data_set=name, rules=fingerprint(mapping))
    result = Imported()
    for path in expanded(paths):
        key = _key(path)
        result.files += 1
        if state.files.get(key, {}).get("whole"):
            result.files_unchanged += 1
            continue
        skip = state.files.get(key, {}).get("lines", 0)
        for piece in pieces(format, path, size=lines, skip=skip, mapping=mapping):
            found = finished(piece.coded, name)
            _write_part(folder, state.parts, found.events.select(*COLUMNS))
            _write_bad(folder, state.parts, path, found.bad)
            result.count(len(found.events), found.bad, found.outside)
            state.advance(key, piece.done)
            if progress is not None:
                progress(result.rows, path.name)
        state.close(key)
    return result


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Files, and those of folders by name. Raises ``UsageError`` for what does not exist."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file {path}.")
        within = path.iterdir() if path.is_dir() else (path,)
        found += sorted(p for p in within if p.is_file() and not p.name.startswith("."))
    return found


def fingerprint(mapping: TableMapping | None = None) -> str:
    """A hash of what decides how a row is read: the code files and the mapping."""
    texts = [json.dumps(coding.data(name), sort_keys=True) for name in ("actors", "cameo", "plover")]
    return digest(*texts, repr(mapping), __version__)


@dataclass(slots=True)
class _State:
    """How far an import has come; written after every part."""

    folder: Path
    about: dict[str, str]
    parts: int = 0
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, **about: str) -> _State:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _STATE
        if not path.exists():
            if any(folder.glob("*.parquet")):
                raise UsageError(f"{folder} holds tables of something else. Name an empty or a new folder.")
            return cls(folder, about)
        found = json.loads(path.read_text(encoding="utf-8"))
        for name, value in about.items():
            if found["about"].get(name) != value:
                what, before = name.replace("_", " "), found["about"].get(name)
                raise UsageError(
                    f"{folder} was made with other {what}: {before}, not {value}. Name a new folder."
                )
        return cls(folder, about, found["parts"], found["files"])

    def advance(self, key: str, lines: int) -> None:
        self.parts += 1
        self.files[key] = {"lines": lines, "whole": False}
        self._save()

    def close(self, key: str) -> None:
        self.files[key] = {"lines": self.files.get(key, {}).get("lines", 0), "whole": True}
        self._save()

    def _save(self) -> None:
        partial = self.folder / f".{_STATE}.partial"
        text = json.dumps({"about": self.about, "parts": self.parts, "files": self.files}, indent=2)
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(self.folder / _STATE)


def _key(path: Path) -> str:
    """Tells a file from others by its name, its size and its first bytes."""
    with path.open("rb") as file:
        start = hashlib.sha256(file.read(1 << 16)).hexdigest()[:12]
    return f"{path.name} {path.stat().st_size} {start}"


def _write_part(folder: Path, number: int, events: pl.DataFrame) -> None:
    if events.is_empty():
        (folder / f"part-{number:05}.parquet").unlink(missing_ok=True)
        return
    partial = folder / f".part-{number:05}.partial"
    ordered = events.sort("pair", "date", "event")
    ordered.write_parquet(partial, compression="zstd", row_group_size=25_000, statistics=True)
    partial.replace(folder / f"part-{number:05}.parquet")


def _write_bad(folder: Path, number: int, path: Path, bad: pl.DataFrame) -> None:
    target = folder / f"rejected-{number:05}.csv"
    target.unlink(missing_ok=True)  # of a run that was stopped here
    if bad.is_empty():
        return
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "line", "reason", "detail"))
        writer.writerows((path.name, *row) for row in bad.iter_rows())
