"""All that a registry is made of: the files that ship, the overlays over them, and what those change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.actors import changes, files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Sources"]


class Sources:
    """Reads every overlay once, and the shipped files of a section when it is asked for."""

    def __init__(self, overlays: Sequence[Path] = ()) -> None:
        """Raises ActorError for an overlay that cannot be read."""
        self.paths = tuple(overlays)
        self._overlays = [files.read(path) for path in overlays]

    def sections(self, names: Sequence[str], office: Callable[[str], str] = str) -> dict[str, Any]:
        """The named sections: the shipped files, then overlay after overlay, each with its own changes.

        ``office`` tells the normalised name of an office, by which changes find the tenures they mean.
        """
        whole = files.merge([files.read(path) for path in files.shipped(names)], names)
        for overlay in self._overlays:
            whole = files.merge([whole, overlay], names)
            changes.apply(whole, overlay.get("changes", []), names, office)
        return whole
