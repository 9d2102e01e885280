"""The overlay file that the analyst owns: changes are appended to it, listed and taken back.

The file is TOML that people edit too: everything but the change itself stays as it stands, comments
included. A change is written only if the registry can still be read with it.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.actors import files
from kg.actors.checking import check
from kg.actors.registry import Registry
from kg.errors import ActorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["append", "changes", "table", "undo"]

_HEADER: Final = re.compile(r"^[ \t]*\[\[[ \t]*changes[ \t]*\]\][^\n]*$", re.MULTILINE)
_NEXT: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


def changes(path: Path) -> list[dict[str, Any]]:
    """The changes that a file holds, in order; none if there is no file. Raises ActorError."""
    if not path.exists():
        return []
    found: list[dict[str, Any]] = files.read(path).get("changes", [])
    return found


def append(path: Path, change: Mapping[str, Any], under: Sequence[Path] = ()) -> None:
    """Write a change at the end of the file, which is made if need be; ``under`` are overlays read before it.

    Raises ActorError where the change does not fit what is there: then nothing is written.
    """
    text = _text(path)
    if text and not text.endswith("\n"):
        text += "\n"
    _write(path, f"{text}{chr(10) if text else ''}{table(change)}", under)


def undo(path: Path, number: int | None = None, under: Sequence[Path] = ()) -> dict[str, Any]:
    """Take the change with this number (from 1; the last one without) out of the file, and return it.

    Raises ActorError for a number that is none, and where a later change needs the one to be taken back.
    """
    listed = changes(path)
    chosen = len(listed) if number is None else number
    if not 1 <= chosen <= len(listed):
        raise ActorError(
            f"{path} holds {len(listed)} changes; there is no number {chosen}. See kg actors changes."
        )
    text = _text(path)
    start = list(_HEADER.finditer(text))[chosen - 1]
    following = _NEXT.search(text, start.end())
    end = following.start() if following else len(text)
    rest = (
        text[: start.start()].rstrip("\n") + "\n\n" + text[end:]
        if following
        else text[: start.start()].rstrip("\n") + "\n"
    )
    _write(path, rest.lstrip("\n"), under)
    return listed[chosen - 1]


def _text(path: Path) -> str:
    if path.suffix == ".json":
        raise ActorError(
            f"{path} is JSON, which holds imports. Name a .toml file for changes: --actors mine.toml."
        )
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ActorError(f"Cannot read {path}: {error}.") from error


def _write(path: Path, text: str, under: Sequence[Path]) -> None:
    """Replace the file as a whole, if the registry can be read with the new text."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder) / path.name
            trial.write_text(text, encoding="utf-8")
            below = [other for other in under if other.resolve() != path.resolve()]
            problems = [p for p in check([*below, trial]) if p.path == trial]
            if problems:
                raise ActorError(
                    f"That does not fit: {problems[0].where}: {problems[0].what}. Nothing was written."
                )
            Registry.load([*below, trial]).tenures()
        partial = path.with_name(f".{path.name}.partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise ActorError(f"Cannot write {path}: {error.strerror}.") from error


def table(change: Mapping[str, Any]) -> str:
    """The change as TOML, from which it is read back the same."""
    lines = ["[[changes]]"]
    for key, value in change.items():
        if isinstance(value, str):
            lines.append(f"{key} = {_quoted(value)}")
        else:
            lines.append(f"{key} = [{', '.join(map(_quoted, value))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, which escapes what JSON does and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
