"""Pictures of a network: who deals with whom, as a matrix and as a map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from kg.analysis.centrality import strength
from kg.analysis.network import undirected
from kg.errors import UsageError
from kg.views.charts.frame import CONFLICT, COOPERATION, INK, chart, events
from kg.views.layout import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.views.charts.frame import Chart

__all__ = ["heat_map", "network_map"]

_PRINTED = 20  # actors up to which the numbers stand in the cells
_FONT = 8  # points
_CHARACTER = 4.9  # points that a character of that size takes, on average
_POINT = 0.72  # of a pixel of matplotlib's, which are 100 an inch


def heat_map(
    graph: Any, *, actors: int = 20, title: str | None = None, source: str = "bilateral-kg"
) -> Chart:
    """Dyads as a matrix: rows act towards columns, the darker the more; the strongest ``actors`` are shown.

    Takes a collapsed network. Shades are logarithmic; numbers stand in the cells of small matrices, a scale
    beside large ones.
    """
    names = [score.actor for score in strength(graph)][:actors]
    if not names:
        raise UsageError("There is no dyad to draw; widen the period or the statuses.")
    cells = [[_weight(graph, u, v) for v in names] for u in names]
    most = max(max(row) for row in cells)
    shades = [[math.nan if n == 0 else math.log1p(n) for n in row] for row in cells]
    labels = [graph.nodes[name].get("label", name) for name in names]
    room = 0.25 + 0.075 * max(map(len, labels))  # inches for the longest name
    side = max(2.2, 0.3 * len(names))
    printed = len(names) <= _PRINTED
    width, height = max(5.2, room + side + (0.35 if printed else 1.0)), 0.45 + 0.9 * room + side + 0.35
    told = (
        f"Source: {source}. n = {_counted(graph, names)}; {len(names)} of {len(graph)} actors. "
        "Rows act towards columns."
    )
    picture, axes = chart(title or "Who acts towards whom", told, width=width, height=height)
    from matplotlib import colormaps

    blues = colormaps["Blues"].with_extremes(bad="white")
    image = axes.imshow(shades, cmap=blues, vmin=0, vmax=math.log1p(most), aspect="equal")
    axes.set_xticks(range(len(names)), labels, rotation=60, ha="left", rotation_mode="anchor", fontsize=7.5)
    axes.set_yticks(range(len(names)), labels, fontsize=7.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_position((room / width, 0.35 / height, side / width, side / height))
    for spine in axes.spines.values():
        spine.set_visible(True)
    if not printed:
        _scale(picture, image, most, ((room + side + 0.2) / width, 0.35 / height, 0.15 / width, 2 / height))
        return picture
    for i, row in enumerate(cells):
        for j, n in enumerate(row):
            if n:
                dark = math.log1p(n) > 0.55 * math.log1p(most)
                axes.text(j, i, f"{n:g}", ha="center", va="center", fontsize=7,
                          color="white" if dark else INK)  # fmt: skip
    return picture


def network_map(
    graph: Any, *, actors: int = 30, title: str | None = None, source: str = "bilateral-kg"
) -> Chart:
    """Actors and the ties between them, the wider the more events, among the strongest ``actors``.

    A tie is solid where the events behind it are cooperative on average, dashed where they are conflictual.
    Takes a collapsed network.
    """
    plain = undirected(graph)
    names = [score.actor for score in strength(plain)][:actors]
    if not names:
        raise UsageError("There is no tie to draw; widen the period or the statuses.")
    drawn = plain.subgraph(sorted(names)).copy()
    drawn.remove_nodes_from([name for name in names if not drawn[name]])  # all whose partners are not drawn
    labels = {name: graph.nodes[name].get("label", name) for name in drawn}
    most = max((w for _, _, w in drawn.edges(data="weight")), default=1)
    sizes = {name: (40 + 8 * len(label), 46) for name, label in labels.items()}
    lengths = [(u, v, 260 - 140 * w / most) for u, v, w in drawn.edges(data="weight")]
    places = positions(sizes, lengths, ())
    told = (
        f"Source: {source}. n = {_counted(graph, names)}; {len(drawn)} of {len(graph)} actors. "
        "Solid: cooperation outweighs; dashed: conflict."
    )
    picture, axes = chart(title or "Who deals with whom", told, width=7.0, height=6.2)
    for u, v, weight in sorted(drawn.edges(data="weight")):
        mean = _mean(graph, u, v)
        wide = 0.5 + 4 * weight / most
        colour, style = (CONFLICT, _dashes(wide)) if mean < 0 else (COOPERATION, "solid")
        (x0, y0), (x1, y1) = places[u], places[v]
        axes.plot([x0, x1], [y0, y1], color=colour, linestyle=style, linewidth=wide,
                  alpha=0.75, zorder=1, solid_capstyle="round")  # fmt: skip
    busiest = max(d for _, d in drawn.degree(weight="weight"))
    radii = {name: 3 + 6 * math.sqrt(d / busiest) for name, d in drawn.degree(weight="weight")}
    for name in sorted(drawn):
        axes.plot(
            *places[name], "o", color="white", markeredgecolor=INK, markersize=2 * radii[name], zorder=2
        )
    axes.margins(0.1)
    axes.invert_yaxis()
    axes.axis("off")
    axes.set_position((0.02, 0.06, 0.96, 0.86))
    below = _below({name: axes.transData.transform(places[name]) * _POINT for name in drawn}, labels, radii)
    for name in sorted(drawn):
        away = -radii[name] - 3 - _FONT if name in below else radii[name] + 3
        axes.annotate(labels[name], places[name], xytext=(0, away),
                      textcoords="offset points", ha="center", fontsize=_FONT, zorder=3,
                      bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.6})  # fmt: skip
    return picture


def _below(places: Mapping[str, Any], labels: Mapping[str, str], radii: Mapping[str, float]) -> set[str]:
    """Whose names stand below, because above they would lie on another name or on another actor.

    Places and radii in points.
    """
    taken = [(x - radii[name], y - radii[name], x + radii[name], y + radii[name])
             for name, (x, y) in places.items()]  # fmt: skip
    found = set()
    for name in sorted(places):
        x, y = places[name]
        half, near = _CHARACTER * len(labels[name]) / 2, radii[name] + 2
        above = (x - half, y + near, x + half, y + near + _FONT)
        under = (x - half, y - near - _FONT, x + half, y - near)
        chosen = min((above, under), key=lambda box: sum(_meet(box, other) for other in taken))
        if chosen is under:
            found.add(name)
        taken.append(chosen)
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _dashes(width: float) -> tuple[int, tuple[float, float]]:
    """Dashes long enough for that width to be seen as dashes; matplotlib stretches them by width."""
    return 0, (max(1.2, 4 / width), max(0.8, 2 / width))


def _scale(picture: Chart, image: Any, most: float, place: tuple[float, float, float, float]) -> None:
    """A bar that says which shade is how many."""
    bar = picture.figure.colorbar(image, cax=picture.figure.add_axes(place))
    steps = sorted({1, *(round(math.expm1(math.log1p(most) * share / 4)) for share in (1, 2, 3, 4))} - {0})
    bar.set_ticks([math.log1p(n) for n in steps], labels=[f"{n:g}" for n in steps])
    bar.ax.tick_params(labelsize=7)
    bar.ax.set_title("weight", fontsize=7)
    bar.outline.set_visible(False)


def _weight(graph: Any, u: str, v: str) -> float:
    return float(graph[u][v].get("weight", 1)) if u != v and graph.has_edge(u, v) else 0.0


def _mean(graph: Any, u: str, v: str) -> float:
    """The mean weight of the events between two; 0 where it is unknown."""
    edges = [graph[a][b] for a, b in ((u, v), (v, u)) if graph.has_edge(a, b)]
    known = [(edge["intensity"], edge.get("event_count", 1)) for edge in edges if "intensity" in edge]
    total = sum(count for _, count in known)
    return sum(value * count for value, count in known) / total if total else 0.0


def _counted(graph: Any, names: list[str]) -> str:
    """How many events stand behind what is drawn; pairs are counted where the network lists no events."""
    drawn = graph.subgraph(names)
    found = {iri for _, _, data in drawn.edges(data=True) for iri in data.get("events", ())}
    if found or not drawn.number_of_edges():
        return events(len(found))
    pairs = sum(data["event_count"] for _, _, data in drawn.edges(data=True))
    shared = (
        sum(data.get("shared", 0) for _, _, data in drawn.edges(data=True)) // 2 if drawn.is_directed() else 0
    )
    return events(pairs - shared)
