"""Where actors stand in the picture: computed in advance, the same on every run.

Each connected piece is laid out by stress majorisation (Gansner, Koren and North 2005): distances on
paper follow distances in the network (networkx), from seeded starts of which the least strained wins.
A piece is turned so that it is wide rather than high, boxes that overlap (an actor with its label)
are pushed apart, and the pieces are packed side by side in the shape of a screen.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Point", "Size", "positions"]

Point: TypeAlias = tuple[int, int]
Size: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]

AFFILIATION = 110.0
"""Pixels between a person and its state, which stand near each other."""
LANE, FARTHEST = 25.0, 320.0
"""Pixels that each further tie adds to the distance of a pair, up to a limit."""
CLEAR = 46.0
"""Pixels between a tie and actors that it passes."""
GAP = 70.0
ASPECT = 1.5  # width : height of the canvas beside the panel

_STARTS = 6
_ROUNDS = 300
_ASIDE = 60


def positions(
    sizes: Mapping[str, Size],
    ties: Sequence[tuple[str, str, float]],
    affiliations: Sequence[tuple[str, str]],
) -> dict[str, Point]:
    """The centre of each actor's box in whole pixels, y down; ``sizes`` are widths and heights of boxes.

    A tie comes with the length that it would like to have; a pair with several ties lies farther apart.
    """
    graph = nx.Graph()
    graph.add_nodes_from(sorted(sizes))
    graph.add_edges_from(sorted(affiliations), length=AFFILIATION)
    for length, u, v in sorted((length, *sorted((u, v))) for u, v, length in ties):
        wider = min(FARTHEST, graph.get_edge_data(u, v, {}).get("length", -LANE) + LANE)
        graph.add_edge(u, v, length=max(length, wider))
    pieces = sorted((sorted(piece) for piece in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    return _packed([_piece(graph.subgraph(piece), piece, sizes) for piece in pieces], sizes)


def _piece(graph: Any, names: Sequence[str], sizes: Mapping[str, Size]) -> dict[str, tuple[float, float]]:
    import numpy as np

    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    boxes = np.array([sizes[name] for name in names], dtype=float)
    wanted = _distances(graph, names)
    starts = (np.random.RandomState(seed).rand(len(names), 2) for seed in range(_STARTS))
    solved = [_majorised(start * wanted.max(), wanted) for start in starts]
    _, best = min(
        ((_stress(_lengths(points), wanted), i) for i, points in enumerate(solved)),
        key=lambda s: (round(s[0], 3), s[1]),
    )
    lines = [(names.index(u), names.index(v)) for u, v in sorted(graph.edges)]
    points = _apart(_off_lines(_turned(solved[best]), lines), boxes)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _distances(graph: Any, names: Sequence[str]) -> Any:
    """Lengths of shortest paths; a hub gets more room round it, since its neighbours share the circle."""
    import numpy as np

    spread = {name: max(1.0, math.sqrt(graph.degree(name) / 7)) for name in names}
    roomy = nx.Graph()
    roomy.add_weighted_edges_from(
        (u, v, length * max(spread[u], spread[v]) if length != AFFILIATION else length)
        for u, v, length in sorted(graph.edges(data="length"))
    )
    lengths = dict(nx.all_pairs_dijkstra_path_length(roomy))
    return np.array([[lengths[u][v] for v in names] for u in names], dtype=float)


def _majorised(points: Any, wanted: Any) -> Any:
    """Points whose distances come near ``wanted``, each pair weighted by 1 / distance squared."""
    import numpy as np

    n = len(points)
    weights = np.where(wanted > 0, 1 / np.maximum(wanted, 1) ** 2, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / n) - 1 / n
    pulled = weights * wanted
    last, lengths = math.inf, _lengths(points)
    for _ in range(_ROUNDS):
        ratio = pulled / np.maximum(lengths, 1e-9)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        points = inverse @ (pull @ points)
        lengths = _lengths(points)
        stress = _stress(lengths, wanted)
        if last - stress < 1e-7 * stress:
            break
        last = stress
    return points


def _lengths(points: Any) -> Any:
    import numpy as np

    x, y = points[:, 0], points[:, 1]  # a sum over an axis of two takes three times as long
    return np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)


def _stress(lengths: Any, wanted: Any) -> float:
    import numpy as np

    strain = np.where(wanted > 0, (lengths / np.maximum(wanted, 1) - 1) ** 2, 0)
    return float(strain.sum() / 2)


def _turned(points: Any) -> Any:
    """Turned so that the longest axis lies level; mirrored so that the first actor is at the top left."""
    import numpy as np

    points = points - points.mean(axis=0)
    (xx, xy), (_, yy) = points.T @ points
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    points = points @ np.array([[cos, -sin], [sin, cos]])
    return points * np.where(points[0] > 0, -1.0, 1.0)


def _off_lines(points: Any, lines: Sequence[tuple[int, int]]) -> Any:
    """Actors moved aside where a tie of others runs through them or close by."""
    import numpy as np

    points, (start, end) = points.copy(), np.array(lines).T
    others = np.ones((len(lines), len(points)), dtype=bool)
    others[np.arange(len(lines)), start] = others[np.arange(len(lines)), end] = False
    for _ in range(_ASIDE):
        along = points[end] - points[start]
        length = np.maximum(np.sqrt((along**2).sum(axis=1)), 1e-9)
        normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None]
        offset = points[None, :, :] - points[start][:, None, :]
        share = (offset * along[:, None, :]).sum(axis=2) / length[:, None] ** 2
        distance = (offset * normal[:, None, :]).sum(axis=2)
        close = others & (share > 0.08) & (share < 0.92) & (np.abs(distance) < CLEAR)
        if not close.any():
            break
        push = np.where(close, (CLEAR - np.abs(distance)) * np.where(distance < 0, -1.0, 1.0), 0)
        points += 0.25 * (push[:, :, None] * normal[:, None, :]).sum(axis=0)
    return points


def _apart(points: Any, boxes: Any) -> Any:
    """Pushed apart until no two boxes overlap, along the axis on which less is needed."""
    import numpy as np

    points = points.copy()
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    order = np.arange(len(points))
    sign = np.sign(order[:, None] - order[None, :])[:, :, None]
    for _ in range(_ROUNDS):
        between = points[:, None, :] - points[None, :, :]
        lack = need - np.abs(between)
        overlap = (lack > 0.5).all(axis=2)
        np.fill_diagonal(overlap, False)
        if not overlap.any():
            break
        along_x = lack[:, :, 0] <= lack[:, :, 1]
        push = np.where(np.stack([along_x, ~along_x], axis=2) & overlap[:, :, None], lack, 0)
        direction = np.where(between == 0, sign, np.sign(between))
        points += (push * direction).sum(axis=1) * 0.3
    return points


def _packed(
    pieces: Sequence[Mapping[str, tuple[float, float]]], sizes: Mapping[str, Size]
) -> dict[str, Point]:
    """Pieces in rows, the highest first; of several widths the one that fills the canvas best."""
    framed = sorted(((piece, _frame(piece, sizes)) for piece in pieces), key=_highest)
    widest = max((right - left + GAP for _, (left, _, right, _) in framed), default=0)
    tries = [_rows(framed, widest * stretch) for stretch in (1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0, 4.0, 6.0)]
    placed, _ = min(tries, key=lambda item: item[1])
    return {name: placed[name] for name in sorted(placed)}


def _rows(
    framed: Sequence[tuple[Mapping[str, tuple[float, float]], Frame]], width: float
) -> tuple[dict[str, Point], float]:
    """Places in rows of at most ``width``, and the width of the canvas that shows them all."""
    placed: dict[str, Point] = {}
    x = y = row = used = 0.0
    for piece, (left, top, right, low) in framed:
        if x and x + right - left + GAP > width:
            x, y, row = 0.0, y + row, 0.0
        for name, (px, py) in piece.items():
            placed[name] = round(x + px - left), round(y + py - top)
        x += right - left + GAP
        row, used = max(row, low - top + GAP), max(used, x)
    return placed, max(used, (y + row) * ASPECT)


def _highest(item: tuple[Mapping[str, tuple[float, float]], Frame]) -> tuple[float, list[str]]:
    piece, (_, top, _, low) = item
    return top - low, sorted(piece)


def _frame(piece: Mapping[str, tuple[float, float]], sizes: Mapping[str, Size]) -> Frame:
    """Left, top, right and lower edge."""
    return (
        min(x - sizes[name][0] / 2 for name, (x, _) in piece.items()),
        min(y - sizes[name][1] / 2 for name, (_, y) in piece.items()),
        max(x + sizes[name][0] / 2 for name, (x, _) in piece.items()),
        max(y + sizes[name][1] / 2 for name, (_, y) in piece.items()),
    )
