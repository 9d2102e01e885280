"""Reading the actor files (TOML, or JSON of the same shape): which sections there are and how they add up.

Any file may hold any section, so an analyst's overlay looks like the files that ship. Lists of a
later file are added to those of an earlier one; single values replace them. The sections are
described in docs/actors.md.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from kg.config import ontologies
from kg.errors import ActorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["LISTED", "NAMES", "TENURES", "WORDS", "merge", "read", "shipped"]

NAMES = ("states", "organizations", "cities", "services", "groups", "not_actors")
WORDS = ("titles", "agents", "private")
TENURES = ("tenures", "codes", "persons", "same", "apart")
# Sections that a file may hold; the shipped files are named for theirs. Only overlays hold changes.
LISTED = (*NAMES, *WORDS, *TENURES, "changes")


def shipped(sections: Sequence[str]) -> list[Path]:
    """The files of the package that hold these sections."""
    folder = ontologies() / "actors"
    return [file for name in sections if (file := folder / f"{name}.toml").is_file()]


def read(path: Path) -> dict[str, Any]:
    """One file as it stands. Raises ActorError where it cannot be read or is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise ActorError(f"Cannot read the actor file {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ActorError(f"{path} is not valid {path.suffix[1:].upper() or 'TOML'}: {error}.") from error
    if not isinstance(data, dict):
        raise ActorError(f"{path} must hold a table of sections, not {type(data).__name__}.")
    if unknown := sorted(set(data) - set(LISTED)):
        raise ActorError(f"{path} has an unknown section {unknown[0]!r}; sections are {', '.join(LISTED)}.")
    return data


def merge(files: Iterable[dict[str, Any]], sections: Sequence[str]) -> dict[str, Any]:
    """The sections of several files as one: lists grow, single values of later files win."""
    whole: dict[str, Any] = {}
    for data in files:
        for section in sections:
            if section in data:
                whole[section] = _join(whole[section], data[section]) if section in whole else data[section]
    return whole


def _join(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _join(old[key], value) if key in old else value for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(item for item in new if item not in old)]
    return new
