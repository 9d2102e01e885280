"""One self-contained page: the small graph that a person reads, with the sentences beside it.

pyvis makes the network and brings vis-network; everything else is ours, since pyvis's own template
loads from elsewhere, escapes nothing and writes in the locale's encoding (DESIGN.md, 6a). The page
asks for nothing, its policy allows only the very scripts and styles in it (by hash), and what comes
from articles travels as JSON and becomes text, never markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.analysis.selection import standing
from kg.views.layout import positions
from kg.views.plain import as_json, link, long_date, plain
from kg.views.style import (
    GROUP_NAMES,
    KINDS,
    QUADS,
    affiliation_style,
    box,
    label_lines,
    length,
    node_style,
    tie_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.rows import EvidenceRow
    from kg.views.picture import Node, Picture, Tie

__all__ = ["MAX_SENTENCES", "view_html"]

MAX_SENTENCES = 25
"""Sentences a tie carries in the page, the newest; the panel says how many more there are."""

_TEMPLATES = Path(__file__).parent / "templates"
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "dragNodes": True, "tooltipDelay": 3600000, "selectConnectedEdges": False},
    "nodes": {"labelHighlightBold": False},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 1, "arrowStrikethrough": False},
}


def view_html(picture: Picture) -> str:
    """The whole page as HTML; write it as UTF-8. The same picture gives the same bytes.

    Needs pyvis, whose import brings IPython along: about half a second, once.
    """
    scripts = [_vis_network(), _asset("graph.js")]
    styles = [_asset("graph.css")]
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, scripts)),
            "style-src " + " ".join(map(_hash, styles)),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("graph.html").render(
        title=plain(picture.title),
        counts=_counts(picture),
        policy=policy,
        styles=[Markup(style) for style in styles],
        scripts=[Markup(script) for script in scripts],
        data=Markup(as_json(_data(picture))),
        kinds=[(kind, KINDS[kind]) for kind in KINDS if any(n.kind == kind for n in picture.nodes)],
        quads=[(quad, QUADS[quad]) for quad in QUADS if any(t.quad == quad for t in picture.ties)],
        groups=[
            (group, GROUP_NAMES[group], sum(t.group == group for t in picture.ties)) for group in GROUP_NAMES
        ],
        mutual=any(not tie.directed for tie in picture.ties),
        one_way=any(tie.directed for tie in picture.ties),
        affiliated=bool(picture.affiliations),
        left_out=picture.left_out,
        drawn=len(picture.ties),
    )


def _data(picture: Picture) -> dict[str, Any]:
    """What the script draws. Keys are numbers of our own: an id from outside may be called ``__proto__``."""
    nodes = {node.id: f"n{i}" for i, node in enumerate(picture.nodes)}
    quoted = {row.report: row for tie in picture.ties for row in tie.evidence[:MAX_SENTENCES]}
    sentences = {report: f"s{i}" for i, report in enumerate(sorted(quoted))}
    network = _network(picture, nodes)
    return {
        "network": {"nodes": network.nodes, "edges": network.edges, "options": _OPTIONS},
        "nodes": {nodes[node.id]: _about_node(node, picture) for node in picture.nodes},
        "ties": {f"t{i}": _about_tie(tie, nodes, sentences) for i, tie in enumerate(picture.ties)},
        "sentences": {key: _sentence(quoted[report], picture) for report, key in sentences.items()},
        "groups": GROUP_NAMES,
    }


def _network(picture: Picture, keys: Mapping[str, str]) -> Any:
    from pyvis.network import Network

    network = Network(directed=True)
    places = positions(
        {node.id: box(node) for node in picture.nodes},
        [(tie.source, tie.target, length(tie)) for tie in picture.ties],
        picture.affiliations,
    )
    for node in picture.nodes:
        x, y = places[node.id]
        network.add_node(keys[node.id], label=" ", x=x, y=y, **node_style(node))
    for i, (person, state) in enumerate(picture.affiliations):
        network.add_edge(keys[person], keys[state], id=f"a{i}", **affiliation_style())
    slots = {tie.id: slot for tie, slot in _slots(picture)}
    for i, tie in enumerate(picture.ties):
        style = tie_style(tie, slots[tie.id])
        network.add_edge(keys[tie.source], keys[tie.target], id=f"t{i}", **style)
    return network


def _slots(picture: Picture) -> Iterable[tuple[Tie, float]]:
    """Where each tie runs among those of its pair, so that lines and labels lie side by side.

    What occurred runs innermost. A pair that an affiliation links keeps the straight line for it.
    """
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in picture.ties:
        pairs[min(tie.source, tie.target), max(tie.source, tie.target)].append(tie)
    linked = {(min(pair), max(pair)) for pair in picture.affiliations}
    groups = list(GROUP_NAMES)
    for pair, ties in sorted(pairs.items()):
        if pair in linked:
            lanes = [i // 2 + 1.0 for i in range(len(ties))]
        elif len(ties) % 2:
            lanes = [(i + 1) // 2 + 0.0 for i in range(len(ties))]
        else:
            lanes = [i // 2 + 0.5 for i in range(len(ties))]
        inward = sorted(ties, key=lambda tie: (groups.index(tie.group), tie.id))
        for i, (tie, lane) in enumerate(zip(inward, lanes, strict=True)):
            yield tie, lane if i % 2 else -lane


def _about_node(node: Node, picture: Picture) -> dict[str, Any]:
    country = picture.labels.get(node.country or "", node.country)
    return {
        "id": node.id,
        "name": plain(node.label).strip() or "(no name)",
        "lines": label_lines(node.label),
        "kind": KINDS[node.kind].name if node.kind in KINDS else plain(node.kind),
        "country": plain(country) if country and node.country != node.id else None,
        "weight": node.weight,
        "rank": list(KINDS).index(node.kind) if node.kind in KINDS else len(KINDS),
    }


def _about_tie(tie: Tie, nodes: Mapping[str, str], sentences: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": tie.id,
        "a": nodes[tie.source],
        "b": nodes[tie.target],
        "label": tie.label,
        "quad": tie.quad,
        "colour": QUADS[tie.quad].fill if tie.quad in QUADS else "#777777",
        "kind": QUADS[tie.quad].name if tie.quad in QUADS else tie.quad,
        "group": tie.group,
        "directed": tie.directed,
        "events": len(tie.events),
        "reports": tie.reports,
        "period": _period(tie),
        "last": max((e.date or e.first_reported or "" for e in tie.events), default=""),
        "sentences": [sentences[row.report] for row in tie.evidence[:MAX_SENTENCES]],
        "more": max(0, len(tie.evidence) - MAX_SENTENCES),
    }


def _period(tie: Tie) -> str:
    """``May 2023 – 3 June 2024``; where no date of an event is known, when it was first reported."""
    if tie.dates:
        return _span(tie.dates[0], tie.dates[-1])
    reported = min((event.first_reported for event in tie.events if event.first_reported), default=None)
    return f"reported {long_date(reported)}" if reported else ""


def _span(first: str, last: str) -> str:
    within = last.startswith(first)  # the 15th of July lies in July
    return str(long_date(first)) if within else f"{long_date(first)} – {long_date(last)}"


def _sentence(row: EvidenceRow, picture: Picture) -> dict[str, Any]:
    speaker = picture.labels.get(row.speaker or "", row.speaker)
    return {
        "before": plain(row.sentence[: row.start]),
        "mark": plain(row.sentence[row.start : row.end]),
        "after": plain(row.sentence[row.end :]),
        "title": plain(row.title or ""),
        "publisher": plain(row.publisher or ""),
        "date": long_date(row.date),
        "url": link(row.url),
        "speaker": plain(speaker) if speaker else None,
        "status": plain(row.stands),
        "confidence": round(100 * row.confidence),
    }


def _counts(picture: Picture) -> str:
    """``11 articles · 42 events that occurred, 1 disputed, 7 planned or other · January 2023 – May 2024``."""
    occurred = [e for e in picture.events if e.happened]
    disputed = sum(standing(e) == "disputed" for e in picture.events)
    alleged = sum(standing(e) == "alleged" for e in picture.events)
    others = len(picture.events) - len(occurred) - disputed - alleged
    events = f"{_number(len(occurred), 'event')} that occurred"
    events += f", {alleged:,} alleged" if alleged else ""
    events += f", {disputed:,} disputed" if disputed else ""
    events += f", {others:,} planned or other" if others else ""
    dates = sorted(e.date for e in occurred if e.date)
    period = [_span(dates[0], dates[-1])] if dates else []
    return " · ".join([_number(picture.articles, "article"), events, *period])


def _number(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _vis_network() -> str:
    """vis-network as pyvis bundles it, with the line ends that the browser hashes."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    return (folder / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8").replace("\r\n", "\n")
