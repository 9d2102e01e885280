"""All that a registry is made of: the files that ship, the overlays over them, and what those change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.actors import changes, files
from kg.actors.compiled import Coded, compiled
from kg.actors.tenures import plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Sources"]


class Sources:
    """Reads every overlay once, and the shipped files of a section when it is asked for."""

    def __init__(self, overlays: Sequence[Path] = ()) -> None:
        """Raises ActorError for an overlay that cannot be read."""
        self.coded: list[Coded] = []  # persons of imports, beside the sections
        self._overlays: list[dict[str, Any]] = []
        imported = []
        for path in overlays:
            if path.suffix == ".json":
                sections, coded = compiled(path)
                imported.append((len(self._overlays), path, coded))
                self._overlays.append(sections)
            else:
                self._overlays.append(files.read(path))
        changed = self._changed()
        for number, path, coded in imported:
            if any(next(coded.of(plain), None) for plain in changed):  # somebody of it: all of it in full
                self._overlays[number] = files.read(path)
            else:
                self.coded.append(coded)

    def _changed(self) -> set[str]:
        """The plain names that changes are about."""
        found = set()
        for overlay in self._overlays:
            for change in overlay.get("changes", ()):
                said = (change.get(key) for key in ("id", "into")) if isinstance(change, dict) else ()
                found |= {str(actor).partition("/")[2] for actor in said if actor}
                names = change.get("names", ()) if isinstance(change, dict) else ()
                found |= {plain_name(name) for name in names if isinstance(name, str)}
        return found - {""}

    def sections(self, names: Sequence[str], office: Callable[[str], str] = str) -> dict[str, Any]:
        """The named sections: the shipped files, then overlay after overlay, each with its own changes.

        ``office`` tells the normalised name of an office, by which changes find the tenures they mean.
        """
        whole = files.merge([files.read(path) for path in files.shipped(names)], names)
        for overlay in self._overlays:
            whole = files.merge([whole, overlay], names)
            changes.apply(whole, overlay.get("changes", []), names, office)
        return whole
