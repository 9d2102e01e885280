"""How kinds of actors and of relations look: colours that colour-blind readers tell apart, shapes, lines.

Blue is cooperation and orange conflict (a pair that all common forms of colour blindness keep apart);
the stronger shade is deeds, the lighter words. Kinds of actors differ in shape and in lightness, so
that the picture reads in black and white too.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.views.plain import plain, shortened

if TYPE_CHECKING:
    from kg.views.layout import Size
    from kg.views.picture import Node, Tie

__all__ = [
    "DASHES",
    "GROUP_NAMES",
    "KINDS",
    "QUADS",
    "affiliation_style",
    "box",
    "label_lines",
    "length",
    "node_style",
    "tie_style",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the legend calls it and how it is drawn."""

    name: str
    fill: str
    border: str = ""
    shape: str = ""
    size: int = 0


KINDS = {
    "state": Look(name="State", fill="#22406b", border="#22406b", shape="dot", size=13),
    "organization": Look(name="Organisation", fill="#7b5ea7", border="#7b5ea7", shape="square", size=10),
    "person": Look(name="Person", fill="#ffffff", border="#22406b", shape="dot", size=7),
    "armed-group": Look(name="Armed group", fill="#3d3d3d", border="#3d3d3d", shape="triangle", size=10),
}
QUADS = {
    "MaterialCooperation": Look(name="Cooperation in deeds", fill="#1261a0"),
    "VerbalCooperation": Look(name="Cooperation in words", fill="#6fa9d6"),
    "VerbalConflict": Look(name="Conflict in words", fill="#e39a4f"),
    "MaterialConflict": Look(name="Conflict in deeds", fill="#b8430f"),
}
_AFFILIATION = "#c3c9d1"
GROUP_NAMES = {
    "occurred": "Occurred",
    "planned": "Planned",
    "proposed": "Proposed",
    "unconfirmed": "Alleged, denied, disputed or not done",
}
DASHES: dict[str, bool | list[int]] = {
    "occurred": False,
    "planned": [9, 6],
    "proposed": [9, 6],
    "unconfirmed": [2, 5],
}

_LINE, _CHARACTER = 15.0, 7.0  # pixels of a label's line and of its average character
_LINE_LENGTH, _LINES = 20, 2
_CURVE = 0.19


def label_lines(text: str) -> list[str]:
    """A name as it stands below its sign: two lines at most, huge ones cut short."""
    text = shortened(plain(text).strip() or "(no name)", 200)
    return textwrap.wrap(text, _LINE_LENGTH, max_lines=_LINES, placeholder=" …", break_long_words=True) or [
        text[:_LINE_LENGTH]
    ]


def box(node: Node) -> Size:
    """Width and height in pixels that an actor takes up with its label and some air."""
    lines = label_lines(node.label)
    width = max(2.0 * _size(node), _CHARACTER * max(len(line) for line in lines))
    # The label hangs below, so the box is as high above the centre as below.
    return width + 24, 2 * (_size(node) + _LINE * len(lines)) + 12


def length(tie: Tie) -> float:
    """Pixels between two actors that leave room for the label of their tie."""
    return 185 + 0.4 * _CHARACTER * len(tie.label)


def node_style(node: Node) -> dict[str, Any]:
    """What pyvis is told of an actor, beside its place."""
    look = KINDS.get(node.kind, KINDS["organization"])
    colours = {"background": look.fill, "border": look.border}
    return {
        "shape": look.shape,
        "size": _size(node),
        "color": colours | {"highlight": colours, "hover": colours},
        "borderWidth": 2.5 if node.kind == "person" else 1,
        "borderWidthSelected": 3,
    }


def tie_style(tie: Tie, slot: float) -> dict[str, Any]:
    """What pyvis is told of a tie; ``slot`` is its place among the ties of its pair: 0, 1, -1, ..."""
    colour = QUADS[tie.quad].fill if tie.quad in QUADS else "#777777"
    bend = min(abs(slot), 1.0) * _CURVE + max(0.0, abs(slot) - 1.0) * _CURVE * 0.7
    turned = (slot > 0) == (tie.source < tie.target)
    smooth: bool | dict[str, Any] = False
    if slot:
        kind = "curvedCW" if turned else "curvedCCW"
        smooth = {"enabled": True, "type": kind, "roundness": round(bend, 3)}
    return {
        "color": {"color": colour, "highlight": colour, "hover": colour, "inherit": False},
        "width": round(1.6 + 1.5 * math.log2(len(tie.events)), 2),
        "dashes": DASHES[tie.group],
        "arrows": {"to": {"enabled": tie.directed, "scaleFactor": 0.55}},
        "smooth": smooth,
    }


def affiliation_style() -> dict[str, Any]:
    """What pyvis is told of the line from a person to its state."""
    return {
        "color": dict.fromkeys(("color", "highlight", "hover"), _AFFILIATION) | {"inherit": False},
        "width": 1.5,
        "arrows": {"to": {"enabled": False}},
        "smooth": False,
    }


def _size(node: Node) -> int:
    look = KINDS.get(node.kind, KINDS["organization"])
    return look.size + min(8, round(1.5 * math.log2(node.weight + 1)))
