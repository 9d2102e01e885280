"""Any table as events, by a declarative mapping of its columns: ``kg import table --map FILE``.

The mapping is a TOML file::

    data_set = "Exercises 2024"
    delimiter = ","                       # left out: "," or, for .tsv and .tab, a tab

    [columns]                             # ours = theirs; what is left out is unknown
    row = "id"
    date = "day"
    source = "host"
    target = "guest"

    date_format = "%d/%m/%Y"              # above [columns]; left out: ISO 8601
    actors = "name"                       # name (default), code (ISO 3166, CAMEO) or cow

    [class]
    column = "type"                       # which column says what happened ...
    values = { drill = "JointExercise", visit = { class = "Visit", turned = true } }
    default = "Cooperation"               # ... and what else it is; left out: such rows are bad

    [status]                              # the same for the status; occurred where it is left out
    column = "state"
    values = { announced = "planned" }

    [names]                               # actors that the table calls otherwise
    "Military Forces of Ruritania" = "IRN"

    [url]
    template = "https://example.org/events/{id}"   # of the table's columns; or column = "link"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.interchange.coding import Coding, of_entry
from kg.interchange.parties import by_code, by_cow, by_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["TableMapping", "coded_row", "read_mapping"]

_COLUMNS = frozenset(
    "row date date_end source target place place_country context published reports given".split()
)
_ACTORS = {"name": by_name, "code": by_code, "cow": by_cow}
_KEYS = frozenset(
    "data_set delimiter date_format actors split columns class status names url reciprocal".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """A mapping file, checked. ``columns`` leads from our names to the table's."""

    data_set: str
    delimiter: str | None
    date_format: str | None
    actors: str
    split: str | None
    columns: Mapping[str, str]
    names: Mapping[str, str]
    class_column: str | None
    class_values: Mapping[str, Coding]
    class_default: Coding | None
    status_column: str | None
    status_values: Mapping[str, str]
    url: str | None
    reciprocal: bool | None

    @property
    def needed(self) -> tuple[str, ...]:
        """The table's columns that the mapping names."""
        more = (self.class_column, self.status_column)
        return tuple(dict.fromkeys((*self.columns.values(), *(name for name in more if name))))


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file. Raises ``UsageError`` for what is missing, unknown or of the wrong kind."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read the mapping {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The mapping {path} is not valid TOML: {error}.") from error
    try:
        return _checked(found)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"The mapping {path} is wrong: {error}. docs/interchange.md has examples."
        ) from error


def coded_row(mapping: TableMapping, row: Mapping[str, str | None]) -> dict[str, Any]:
    """The coded row of one row of the table, with a reason where it is none."""

    def cell(ours: str) -> str | None:
        return (row.get(mapping.columns[ours]) or "").strip() or None if ours in mapping.columns else None

    what = _class(mapping, row)
    coded: dict[str, Any] = {
        "row": cell("row"),
        "cls": what.cls if what else None,
        "turned": what.turned if what else False,
        "status": _status(mapping, row) or (what.status if what else None),
        "reciprocal": mapping.reciprocal,
        "place": cell("place"),
        "place_country": by_name(cell("place_country") or "") or by_code(cell("place_country") or ""),
        "context": cell("context"),
        "given": _number(cell("given")),
        "reports": _number(cell("reports")),
        "url": _url(mapping, row),
    }
    for ours in ("date", "date_end", "published"):
        coded[ours] = _date(cell(ours), mapping.date_format)
    coded["detail"] = (cell("date") or cell("date_end") or "")[:80] or None  # told where they are no dates
    for side in ("source", "target"):
        known, unknown = _actors(mapping, cell(side))
        coded[side] = ";".join(known) or None
        if unknown:
            coded |= {"reason": "unknown actor", "detail": unknown[:80]}
    if what is not None and what.outside is not None:
        coded["reason"] = what.outside
    if what is None:
        coded["detail"] = str(row.get(mapping.class_column or "") or "")[:80]
    return coded


def _checked(found: Mapping[str, Any]) -> TableMapping:
    if unknown := sorted(set(found) - _KEYS):
        raise ValueError(f"there is no setting {unknown[0]!r}; settings are {', '.join(sorted(_KEYS))}")
    for needed in ("data_set", "columns", "class"):
        if needed not in found:
            where = "above [columns]" if needed == "data_set" else f"as a section [{needed}]"
            raise ValueError(f"it lacks {needed!r}, which stands {where}")
    columns = found["columns"]
    if unknown := sorted(set(columns) - _COLUMNS):
        raise ValueError(f"events have no column {unknown[0]!r}; columns are {', '.join(sorted(_COLUMNS))}")
    for name in ("source", "target"):
        if name not in columns:
            raise ValueError(f"[columns] must say which column is the {name}")
    if found.get("actors", "name") not in _ACTORS:
        raise ValueError(f"actors are given by {', '.join(_ACTORS)}, not by {found['actors']!r}")
    classes, status, url = found["class"], found.get("status", {}), found.get("url", {})
    return TableMapping(
        data_set=str(found["data_set"]),
        delimiter=found.get("delimiter"),
        date_format=found.get("date_format"),
        actors=found.get("actors", "name"),
        split=found.get("split"),
        columns=columns,
        names=found.get("names", {}),
        class_column=classes.get("column"),
        class_values={key: of_entry(value) for key, value in classes.get("values", {}).items()},
        class_default=of_entry(classes["default"]) if "default" in classes else None,
        status_column=status.get("column"),
        status_values={
            key: Coding(cls="Meeting", status=value).status for key, value in status.get("values", {}).items()
        },
        url=url.get("template") or (f"{{{url['column']}}}" if "column" in url else None),
        reciprocal=found.get("reciprocal"),
    )


def _class(mapping: TableMapping, row: Mapping[str, str | None]) -> Coding | None:
    value = (row.get(mapping.class_column) or "").strip() if mapping.class_column else ""
    return mapping.class_values.get(value, mapping.class_default)


def _status(mapping: TableMapping, row: Mapping[str, str | None]) -> str | None:
    value = (row.get(mapping.status_column) or "").strip() if mapping.status_column else ""
    return mapping.status_values.get(value)


def _actors(mapping: TableMapping, cell: str | None) -> tuple[list[str], str | None]:
    """The ids of a cell's actors, and the first name that nobody has."""
    told = [part.strip() for part in (cell or "").split(mapping.split or "\0") if part.strip()]
    found = {part: mapping.names.get(part) or _ACTORS[mapping.actors](part) for part in told}
    return sorted({code for code in found.values() if code}), next(
        (p for p, code in found.items() if not code), None
    )


def _date(text: str | None, pattern: str | None) -> str | None:
    """An ISO date; what does not fit the pattern comes back as it is, to be set aside as no date."""
    if text is None or pattern is None:
        return text
    try:
        day = datetime.strptime(text, pattern)
    except ValueError:
        return f"not {pattern}: {text}"
    known = (
        10
        if "%d" in pattern or "%j" in pattern
        else 7
        if any(p in pattern for p in ("%m", "%b", "%B"))
        else 4
    )
    return day.date().isoformat()[:known]


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _url(mapping: TableMapping, row: Mapping[str, str | None]) -> str | None:
    if mapping.url is None:
        return None
    try:
        return mapping.url.format_map({name: value or "" for name, value in row.items() if name}) or None
    except (KeyError, IndexError, ValueError) as error:
        raise UsageError(
            f"The mapping's url {mapping.url!r} names a column that is not there: {error}."
        ) from error
