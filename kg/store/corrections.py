"""What people say of reports: accepted, rejected, edited, merged, split; who, when and why.

A correction names reports and actors by id, never events, whose ids change as articles come and go. They
are kept in a file of JSON lines to which lines are only added, so that it survives rebuilding the store
and can be kept under version control; undoing one is a line too. Two files can be joined by putting one
behind the other: what counts is the order of the times, not of the lines.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import CorrectionError
from kg.model import Status, digest, precision_of
from kg.store.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["ACTS", "EDITABLE", "Correction", "append", "beside", "in_force", "made", "read"]

ACTS: Final = ("accept", "reject", "edit", "merge", "split", "merge-actors", "split-actor", "undo")
EDITABLE: Final = (
    "class", "status", "source", "target", "reciprocal", "date", "date_end", "place", "place_country",
)  # fmt: skip
"""What an edit may change; several actors are joined by blanks, "" takes a date or a place away."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z")  # as engines write it back
_CLEARED: Final = {"date", "date_end", "place", "place_country"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person.

    ``reports`` (ids) are what it is about; ``apart`` the reports that a split parts them from; ``key`` the
    group in which merged reports are compared from then on; ``changes`` what an edit sets (``EDITABLE``).
    ``actor`` is whom ``actors`` are merged into, or a new one that the reports name in place of ``actors``;
    ``name`` what it is called. ``undoes`` is the id of another correction. ``when`` is ISO 8601 in UTC.
    """

    act: str
    who: str
    when: str
    why: str = ""
    reports: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    key: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    actor: str | None = None
    actors: tuple[str, ...] = ()
    name: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise CorrectionError(f"There is no correction {self.act!r}; there are {', '.join(ACTS)}.")
        if not self.who.strip():
            raise CorrectionError("A correction says who makes it.")
        if not _TIME.fullmatch(self.when) or not _is_time(self.when):
            raise CorrectionError(f"when is a time in UTC like 2026-01-02T03:04:05Z, not {self.when!r}.")
        if problem := _problem(self):
            raise CorrectionError(f"{self.act}: {problem}.")

    @property
    def id(self) -> str:
        """A hash of all that it says."""
        return digest(*(json.dumps(getattr(self, field.name)) for field in fields(self)))

    def as_dict(self) -> dict[str, Any]:
        """What stands in the file: the fields that say something."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"id": self.id, **{k: dict(v) if k == "changes" else v for k, v in values.items() if v}}

    @property
    def moment(self) -> datetime:
        """``when`` as a time, by which corrections are ordered."""
        return datetime.fromisoformat(self.when)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _problem(correction: Correction) -> str | None:
    """What a correction lacks; None for a good one."""
    act = correction.act
    if act == "undo":
        return None if correction.undoes else "name the correction to undo"
    if act == "merge-actors":
        if not correction.actor or not correction.actors:
            return "name the actor to keep and those that are the same"
        return "an actor cannot be merged into itself" if correction.actor in correction.actors else None
    if not correction.reports:
        return "name at least one report"
    if act == "merge" and len(correction.reports) < 2:
        return "two reports at least"
    if act == "split" and (not correction.apart or set(correction.apart) & set(correction.reports)):
        return "name reports that stay and others that go"
    if act == "split-actor" and not (correction.actor and correction.actors and correction.name):
        return "name the actor that the reports seem to name, and the id and name of the one that they mean"
    if act == "edit":
        return _wrong_change(dict(correction.changes))
    return None


def _wrong_change(changes: Mapping[str, str]) -> str | None:
    if not changes:
        return f"say what to change: {', '.join(EDITABLE)}"
    for name, value in changes.items():
        if name not in EDITABLE:
            return f"{name!r} cannot be edited; {', '.join(EDITABLE)} can"
        if not value and name not in _CLEARED:
            return f"{name} cannot be empty"
        if name == "class" and value not in taxonomy().classes:
            near = get_close_matches(value, list(taxonomy().classes), 3)
            return f"there is no event class {value!r}; " + (
                f"nearest are {', '.join(near)}" if near else "docs/ontology.md lists all classes"
            )
        if name == "status" and value not in {status.value for status in Status}:
            return f"there is no status {value!r}; there are {', '.join(Status)}"
        if name == "reciprocal" and value not in {"true", "false"}:
            return f"reciprocal is true or false, not {value!r}"
        if name in {"date", "date_end"} and value:
            try:
                precision_of(value)
            except ValueError as error:
                return str(error)
    return None


def made(values: Mapping[str, Any]) -> Correction:
    """A correction from the object of a line. Raises ``CorrectionError``."""
    known = {field.name for field in fields(Correction)}
    if unknown := set(values) - known - {"id"}:
        raise CorrectionError(f"A correction has no field {min(unknown)!r}.")
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name in {"reports", "apart", "actors"}:
            if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v for v in value):
                raise CorrectionError(f"{name} is a list of ids, not {value!r}.")
            given[name] = tuple(sorted(set(value)))
        elif name == "changes":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise CorrectionError(f"changes is an object of strings, not {value!r}.")
            given[name] = tuple(sorted(value.items()))
        elif name != "id":
            if not isinstance(value, str):
                raise CorrectionError(f"{name} is a string, not {value!r}.")
            given[name] = value
    try:
        return Correction(**given)
    except TypeError:
        raise CorrectionError("A correction says act, who and when.") from None


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that nobody has undone, oldest first; undoing an undo brings back what it undid."""
    ordered = sorted({c.id: c for c in corrections}.values(), key=lambda c: (c.moment, c.act == "undo", c.id))
    undone: set[str] = set()
    for correction in reversed(ordered):
        if correction.act == "undo" and correction.undoes and correction.id not in undone:
            undone.add(correction.undoes)
    return [c for c in ordered if c.act != "undo" and c.id not in undone]


# The file


def beside(store: Path) -> Path:
    """Where the corrections of a store are kept unless kg.toml says otherwise: beside its directory."""
    absolute = Path(os.path.abspath(store))
    return absolute.with_name(f"{absolute.name}.corrections.jsonl")


def read(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file. Raises ``CorrectionError`` with the line."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"Cannot read the corrections in {path}: {error}.") from error
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            if not isinstance(values, dict):
                raise CorrectionError("A line is one JSON object.")
            found.append(made(values))
        except (ValueError, CorrectionError) as error:
            raise CorrectionError(f"{path}, line {number}: {error} Mend the line or take it out.") from error
    return found


def append(path: Path, correction: Correction) -> None:
    """Add one to a file, safely on disk when this returns."""
    line = json.dumps(correction.as_dict(), ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # the last one was cut off, or edited by hand
                    line = "\n" + line
            file.write(line.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CorrectionError(f"Cannot write {path}: {error.strerror}. Nothing was changed.") from error
