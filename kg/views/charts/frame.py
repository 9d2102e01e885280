"""What all pictures share: size, type, title, source line, and how they are saved."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CONFLICT", "COOPERATION", "GREY", "INK", "QUADS", "Chart", "chart", "events", "thin_labels"]

INK, GREY = "#1a1a1a", "#767676"
COOPERATION, CONFLICT = "#08519c", "#e6762b"
QUADS: Mapping[str, tuple[str, str, str]] = {
    "MaterialCooperation": ("#08306b", "", "material cooperation"),
    "VerbalCooperation": ("#6baed6", "", "verbal cooperation"),
    "VerbalConflict": ("#fdae6b", "////", "verbal conflict"),
    "MaterialConflict": ("#a63603", "xxxx", "material conflict"),
}
"""Colour, hatching and name of each quad class: all eyes tell blue from orange, and print tells hatching."""

_RC: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture everywhere
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "bilateral-kg",  # ids in SVG from content, not by chance
    "svg.fonttype": "none",
}
_CHARACTERS = 18.5  # of a source line to an inch
_FORMATS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture; ``figure`` is a ``matplotlib.figure.Figure`` to change as you like before saving."""

    figure: Any

    def save(self, path: str | Path) -> None:
        """Write PNG (200 dots an inch), SVG or PDF by suffix; the same picture gives the same bytes.

        Raises ``UsageError`` for another suffix and where the file cannot be written.
        """
        suffix = Path(path).suffix.lower()
        if suffix not in _FORMATS:
            raise UsageError(f"{path}: pictures are {', '.join(_FORMATS)} files.")
        try:
            Path(path).write_bytes(self.data(_FORMATS[suffix]))
        except OSError as error:
            raise UsageError(f"Cannot write {path}: {error.strerror}.") from error

    def data(self, format: str = "png") -> bytes:
        """The picture as the bytes of a ``png``, ``svg`` or ``pdf`` file."""
        import matplotlib as mpl

        stamps = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}
        stamps["pdf"] = {"CreationDate": None, "Producer": None, "Creator": None}
        file = io.BytesIO()
        with mpl.rc_context(_RC):
            self.figure.savefig(file, format=format, dpi=200, metadata=stamps[format])
        return file.getvalue()

    def _repr_png_(self) -> bytes:
        return self.data("png")


def chart(title: str, source: str, *, width: float = 7.0, height: float = 3.8) -> tuple[Chart, Any]:
    """A picture of so many inches with a title and a source line, and the axes to draw on.

    Raises ``UsageError`` where matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise UsageError("Pictures need matplotlib: pip install 'bilateral-kg[analysis]'.") from error
    with mpl.rc_context(_RC):
        figure = Figure(figsize=(width, height), facecolor="white")
        axes = figure.add_axes((0.95 / width, 0.85 / height, 1 - 1.15 / width, 1 - 1.45 / height))
        figure.text(0.1 / width, 1 - 0.12 / height, title, fontsize=11, fontweight="bold", va="top")
        fits = (width - 0.2) * _CHARACTERS / len(source)
        size = 7.5 * min(1.0, max(0.5, fits))
        figure.text(0.1 / width, 0.08 / height, source, fontsize=size, color=GREY, va="bottom")
    return Chart(figure), axes


def events(count: int) -> str:
    """``1 event``, ``2 events``."""
    return f"{count} event{'' if count == 1 else 's'}"


def thin_labels(axes: Any, names: list[str], most: int = 14) -> None:
    """Labels under a row of positions 0, 1, ...: all of them, or every so many where there is no room."""
    step = max(1, -(-len(names) // most))
    shown = range(0, len(names), step)
    axes.set_xticks(list(shown), [names[i] for i in shown], rotation=45 if len(names) > 6 else 0,
                    ha="right" if len(names) > 6 else "center", rotation_mode="anchor")  # fmt: skip
