"""The reference of the ontology as a web page: every term at its own anchor, a diagram, nothing fetched.

``python -m kg.ontology.reference`` writes it to ``docs/ontology.html`` beside the Markdown page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg.ontology.classes import classes, relations
from kg.ontology.shapes import shipped_shapes
from kg.ontology.terms import (
    KG,
    KG_NAMESPACE,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    About,
    ontology_index,
    ontology_quads,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["html_page"]

_ONTOLOGY: Final = ox.NamedNode("https://w3id.org/bilateral-kg/ontology")
_OWL, _SCHEMA = PREFIXES["owl"], PREFIXES["schema"]

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem 1.5rem 6rem;
  color: #1c2733; }
h1 { font-size: 1.7rem; } h2 { margin-top: 3rem; border-bottom: 2px solid #2b5c8a; }
h3 { margin: 1.6rem 0 .2rem; } h3 a { color: inherit; text-decoration: none; } a { color: #1f5f99; }
code, .iri { font: 13px ui-monospace, monospace; } .iri, dt { color: #5a6773; } dd { margin: 0; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .15rem 1rem; margin: .3rem 0; }
.tree { columns: 3 15rem; } .tree ul { padding-left: 1.1rem; margin: 0; }
.tree > ul > li { break-inside: avoid; margin-bottom: .6rem; } svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { body { background: #14191f; color: #dde4ea; } a { color: #7db8ee; } }
"""


class _Box(NamedTuple):
    x: int
    y: int
    title: str
    text: str
    anchor: str


_WIDE, _HIGH = 210, 56
_SHADE: Final = 'fill="#8fb3d4" fill-opacity=".18"'
_FRAME: Final = 'fill="#f4f8fc" stroke="#2b5c8a"'
_BOXES: Final = {
    "article": _Box(20, 70, "schema:NewsArticle", "a named graph of its own", ""),
    "evidence": _Box(20, 190, "oa:SpecificResource", "position and quotation", ""),
    "report": _Box(290, 190, "kg:TextReport", "class, status, speaker, date", "TextReport"),
    "tenure": _Box(20, 310, "kg:Tenure", "who held which office when", "Tenure"),
    "event": _Box(560, 70, "kg:Event", "happened: event classes as types", "Event"),
    "prospect": _Box(560, 190, "kg:Prospect", "planned, negated, denied ...", "Prospect"),
    "relation": _Box(830, 70, "kg:Relation", "count, first and last date", "Relation"),
    "actor": _Box(560, 310, "kg:Actor", "state, organisation, person ...", "Actor"),
}
_ARROWS: Final = (
    ("report", "evidence", "kg:evidence"),
    ("evidence", "article", "oa:hasSource"),
    ("event", "report", "kg:report"),
    ("prospect", "report", "kg:report"),
    ("relation", "event", "kg:event"),
    ("report", "actor", "kg:source, kg:target, kg:speaker"),
    ("relation", "actor", "rdf:subject, rdf:object"),
    ("tenure", "actor", "kg:holder"),
)
_LAYERS: Final = (
    (10, 500, "1: what each article says"),
    (550, 230, "2: what happened"),
    (820, 230, "3: plain triples"),
)


def html_page() -> str:
    """The whole page."""
    body = "\n".join(part for section in (_head(), _tree(), _terms(), _shapes()) for part in section)
    title = escape(_about_ontology()["http://purl.org/dc/terms/title"])
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _about_ontology() -> dict[str, str]:
    return {q.predicate.value: _shown(q.object) for q in ontology_quads() if q.subject == _ONTOLOGY}


def _head() -> Iterator[str]:
    about = _about_ontology()
    yield f"<h1>{escape(about['http://purl.org/dc/terms/title'])}</h1>"
    yield f"<p>{escape(about['http://purl.org/dc/terms/description'])}</p>"
    yield "<dl>"
    for label, text in (
        ("Namespace", KG_NAMESPACE),
        ("Version", about[_OWL + "versionIRI"]),
        ("Licence", about["http://purl.org/dc/terms/license"]),
        ("Weights", about[RDFS.comment.value]),
    ):
        yield f"<dt>{label}</dt><dd>{escape(text)}</dd>"
    yield "</dl>"
    yield _diagram()


def _diagram() -> str:
    parts = [
        '<svg viewBox="0 0 1060 390" width="1060" height="390" role="img" '
        'aria-label="The three layers of the graph">',
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0L10 5L0 10z" fill="#2b5c8a"/></marker></defs>',
        '<g font-family="system-ui, sans-serif" font-size="13">',
    ]
    for x, width, title in _LAYERS:
        parts.append(f'<rect x="{x}" y="10" width="{width}" height="370" rx="10" {_SHADE}/>')
        parts.append(f'<text x="{x + 12}" y="34" fill="currentColor" font-weight="600">{title}</text>')
    for start, end, label in _ARROWS:
        (x1, y1), (x2, y2) = _edge(_BOXES[start], _BOXES[end]), _edge(_BOXES[end], _BOXES[start])
        parts.append(
            f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#2b5c8a" marker-end="url(#head)"/>'
            f'<text x="{(x1 + x2) // 2}" y="{(y1 + y2) // 2 - 5}" text-anchor="middle" font-size="11" '
            f'fill="currentColor">{label}</text>'
        )
    for box in _BOXES.values():
        name = f'<text x="{box.x + 12}" y="{box.y + 23}" font-weight="600" fill="#12324f">{box.title}</text>'
        parts.append(
            f'<rect x="{box.x}" y="{box.y}" width="{_WIDE}" height="{_HIGH}" rx="6" {_FRAME}/>'
            + (f'<a href="#{box.anchor}">{name}</a>' if box.anchor else name)
            + f'<text x="{box.x + 12}" y="{box.y + 43}" font-size="12" fill="#40566b">{box.text}</text>'
        )
    return "\n".join([*parts, "</g></svg>"])


def _edge(box: _Box, other: _Box) -> tuple[int, int]:
    """Where the line from the middle of a box to that of another leaves it."""
    x, y = box.x + _WIDE / 2, box.y + _HIGH / 2
    dx, dy = other.x - box.x, other.y - box.y
    share = min(
        _WIDE / 2 / abs(dx) if dx else float("inf"),
        _HIGH / 2 / abs(dy) if dy else float("inf"),
    )
    return round(x + dx * share), round(y + dy * share)


def _tree() -> Iterator[str]:
    known = classes().values()
    yield f'<h2 id="event-classes">Event classes</h2><p>{len(known)} classes; each links to its entry.</p>'
    yield '<div class="tree"><ul>'
    for root in (cls for cls in known if not cls.ancestors):
        yield _branch(root.name)
    yield "</ul></div>"


def _branch(name: str) -> str:
    below = [cls.name for cls in classes().values() if cls.ancestors[:1] == (name,)]
    inner = f"<ul>{''.join(map(_branch, below))}</ul>" if below else ""
    return f'<li><a href="#{name}">{name}</a>{inner}</li>'


def _terms() -> Iterator[str]:
    sections: dict[str, list[ox.NamedNode]] = {}
    for node, about in ontology_index().items():
        sections.setdefault(_section(node, about), []).append(node)
    for title, nodes in sections.items():
        yield f"<h2>{title}</h2>"
        for node in nodes:
            yield from _entry(node, ontology_index()[node])


def _section(node: ox.NamedNode, about: About) -> str:
    name = _local(node)
    inverses = {relation.inverse for relation in relations().values()}
    kinds = {_shown(kind) for kind in about.get(RDF.type, ())}
    if name in classes():
        return "Event classes, one by one"
    if name in relations() or name in inverses:
        return "Direct relations"
    if _OWL + "Class" in kinds:
        return "Classes of the graph"
    if _OWL + "ObjectProperty" in kinds or _OWL + "DatatypeProperty" in kinds:
        return "Properties"
    if _OWL + "AnnotationProperty" in kinds:
        return "Annotations"
    return "Statuses, schemes and datatypes"


def _entry(node: ox.NamedNode, about: About) -> Iterator[str]:
    name = _local(node)
    yield f'<h3 id="{name}"><a href="#{name}">{name}</a></h3>'
    yield f'<div class="iri">{escape(node.value)}</div>'
    yield f"<p>{escape(_one(about, SKOS.definition))}</p><dl>"
    rows = (
        ("Label", escape(_one(about, RDFS.label))),
        ("Example", f"<code>{escape(_one(about, SKOS.example))}</code>"),
        ("Note", escape(_one(about, SKOS.editorialNote))),
        ("Below", _links(about, RDFS.subClassOf, RDFS.subPropertyOf)),
        ("Matches", _links(about, SKOS.closeMatch, SKOS.broadMatch, SKOS.exactMatch)),
        ("Codes", ", ".join(escape(_shown(code)) for code in about.get(SKOS.notation, ()))),
        ("Weight", escape(_one(about, KG.intensity))),
        ("Weight from", escape(_one(about, KG.intensityBasis))),
        ("Quad class", _links(about, KG.quad)),
        ("Relation", _links(about, KG.relationProperty)),
        ("Used on", _links(about, RDFS.domain, ox.NamedNode(_SCHEMA + "domainIncludes"))),
        ("Values", _links(about, RDFS.range, ox.NamedNode(_SCHEMA + "rangeIncludes"))),
        ("Inverse", _links(about, ox.NamedNode(_OWL + "inverseOf"))),
        ("Excludes", _links(about, ox.NamedNode(_OWL + "disjointWith"))),
    )
    yield from (f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows if value)
    yield "</dl>"


def _shapes() -> Iterator[str]:
    yield "<h2>What must hold</h2><p><code>kg validate</code> checks these (SHACL core).</p>"
    for shape in shipped_shapes():
        yield f"<h3>{', '.join(escape(_short(target)) for target in shape.targets)}</h3><ul>"
        messages = (shape.message, *(inner.message for inner in shape.properties))
        yield from (f"<li>{escape(message)}</li>" for message in dict.fromkeys(filter(None, messages)))
        yield "</ul>"


def _links(about: About, *predicates: ox.NamedNode) -> str:
    return ", ".join(_link(value) for predicate in predicates for value in about.get(predicate, ()))


def _link(value: object) -> str:
    iri = _shown(value)
    if iri.startswith(KG_NAMESPACE):
        return f'<a href="#{iri.removeprefix(KG_NAMESPACE)}">{iri.removeprefix(KG_NAMESPACE)}</a>'
    return f"<code>{escape(_short(value))}</code>"


def _one(about: About, predicate: ox.NamedNode) -> str:
    return next((_shown(value) for value in about.get(predicate, ())), "")


def _shown(value: object) -> str:
    return str(getattr(value, "value", value))


def _short(value: object) -> str:
    iri = _shown(value)
    prefix = next((p for p, namespace in PREFIXES.items() if iri.startswith(namespace)), None)
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


def _local(node: ox.NamedNode) -> str:
    return node.value.removeprefix(KG_NAMESPACE)
