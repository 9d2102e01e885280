"""The reference of the ontology: ``python -m kg.ontology.reference`` writes ``docs/ontology.md`` and .html.

Everything on it comes from ``defence-diplomacy.ttl``, ``shapes.ttl`` and ``codes.toml``; a test fails
where the page is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import Status
from kg.ontology.classes import EventClass, classes, relations
from kg.ontology.codes import codes, rules
from kg.ontology.reference_html import html_page
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
    from collections.abc import Iterator, Sequence

__all__ = ["main", "page"]

_ONTOLOGY = ox.NamedNode("https://w3id.org/bilateral-kg/ontology")

_DIAGRAM = """```mermaid
flowchart LR
  article["schema:NewsArticle"]
  subgraph one ["1: what each article says (a graph of its own)"]
    report["kg:TextReport<br/>class, status, speaker, date"]
    evidence["oa:SpecificResource<br/>position, quotation"]
    tenure["kg:Tenure"]
  end
  subgraph two ["2: what happened, and what did not"]
    event["kg:Event<br/>an event class as its type"]
    prospect["kg:Prospect<br/>planned, proposed, negated, denied"]
  end
  subgraph three ["3: plain triples"]
    relation["kg:Relation<br/>count, first and last date"]
  end
  actor["kg:Actor<br/>State, Organization, Person, ArmedGroup"]
  report -- "kg:evidence" --> evidence -- "oa:hasSource" --> article
  report -- "kg:source, kg:target, kg:speaker" --> actor
  event -- "kg:report" --> report
  prospect -- "kg:report" --> report
  relation -- "kg:event" --> event
  relation -- "rdf:subject, rdf:object" --> actor
  tenure -- "kg:holder" --> actor
  tenure -- "kg:evidence" --> evidence
```"""


def page() -> str:
    """The whole page as Markdown."""
    sections = (_head(), _event_classes(), _statuses(), _codes(), _relations(), _structure(), _shapes())
    return "\n".join(line for section in sections for line in section).rstrip() + "\n"


def main(arguments: Sequence[str] = ()) -> None:
    """Write the page to the path given, or to the checkout's ``docs/ontology.md``; the web page beside it."""
    default = Path(__file__).parent.parent.parent / "docs" / "ontology.md"
    path = Path(arguments[0]) if arguments else default
    path.write_text(page(), encoding="utf-8", newline="\n")
    path.with_suffix(".html").write_text(html_page(), encoding="utf-8", newline="\n")


def _head() -> Iterator[str]:
    about = {
        quad.predicate.value: _shown(quad.object) for quad in ontology_quads() if quad.subject == _ONTOLOGY
    }
    title = about["http://purl.org/dc/terms/title"]
    yield f"# {title}\n"
    yield "<!-- Written by python -m kg.ontology.reference from ontologies/: edit the files there. -->\n"
    yield about["http://purl.org/dc/terms/description"] + "\n"
    yield f"Version {about['http://www.w3.org/2002/07/owl#versionInfo']}, namespace `kg:` <{KG_NAMESPACE}>,"
    yield f"licence <{about['http://purl.org/dc/terms/license']}>. {about[RDFS.comment.value]}\n"
    yield _DIAGRAM + "\n"


def _event_classes() -> Iterator[str]:
    known = classes().values()
    yield "## Event classes\n"
    roots = sum(not cls.ancestors for cls in known)
    yield f"{len(known)} classes under {roots} roots. An event carries its class, all superclasses, its quad"
    yield "class and `kg:Event` as types. Weights lie in [-10, 10], 10 most cooperative.\n"
    for root in (c for c in known if not c.ancestors):
        yield f"### {root.name}\n"
        yield f"{root.note}\n"
        yield "| class | definition | example | note | PLOVER | CAMEO | quad | weight | two-way | relation |"
        yield "|---|---|---|---|---|---|---|---|---|---|"
        for cls in (c for c in known if c.root == root.name):
            yield _row(
                "↳ " * len(cls.ancestors) + f"`{cls.name}`",
                cls.definition,
                cls.example,
                cls.note if cls.ancestors else "",
                cls.plover,
                cls.cameo,
                _spaced(cls.quad),
                f"{cls.intensity:+.1f}",
                "yes" if cls.symmetric else "",
                f"`{cls.relation}`",
            )
        yield ""


def _statuses() -> Iterator[str]:
    yield "## Statuses\n"
    yield "| status | meaning | example |"
    yield "|---|---|---|"
    for node, about in _of_type(KG.Status):
        yield _row(f"`{_local(node)}`", _one(about, SKOS.definition), _one(about, SKOS.example))
    yield ""


def _codes() -> Iterator[str]:
    yield "## PLOVER and CAMEO codes\n"
    yield "An event that occurred has the codes of its class. For the rest, from `ontologies/codes.toml`; the"
    yield "first rule that fits holds. `asked` is proposed by somebody who is no party.\n"
    yield "| status | quad class | PLOVER | PLOVER context | CAMEO | why |"
    yield "|---|---|---|---|---|---|"
    for rule in rules():
        quads = ", ".join(map(_spaced, rule.get("quad", ("any",)))) + "".join(
            f", not {name}" for name in rule.get("except", ())
        )
        yield _row(
            ", ".join(rule["status"]),
            quads,
            "of the class" if rule["plover"] == "class" else rule["plover"],
            rule.get("context", ""),
            "of the class" if rule["cameo"] == "own" else rule["cameo"],
            rule["why"],
        )
    yield "\n| class | " + " | ".join(Status) + " | asked |"
    yield "|---" * (len(Status) + 2) + "|"
    for cls in classes().values():
        yield _row(f"`{cls.name}`", *_coded(cls))
    yield ""


def _coded(cls: EventClass) -> Iterator[str]:
    for status in Status:
        found = codes(cls.name, status)
        yield f"{found.plover} {found.cameo}" + (f" ({found.context})" if found.context else "")
    asked = codes(cls.name, Status.PROPOSED, asked=True)
    yield f"{asked.plover} {asked.cameo}"


def _relations() -> Iterator[str]:
    yield "## Direct relations\n"
    yield "Stated between actors, and between what they stand for, by what happened and nobody denies.\n"
    yield "| property | meaning | below | both ways | inverse (inferred) |"
    yield "|---|---|---|---|---|"
    for relation in relations().values():
        yield _row(
            f"`{relation.name}`",
            relation.definition,
            ", ".join(f"`{name}`" for name in relation.ancestors),
            "yes" if relation.symmetric else "",
            f"`{relation.inverse}`" if relation.inverse else "",
        )
    yield ""


def _structure() -> Iterator[str]:
    owl, rdfs = PREFIXES["owl"], PREFIXES["rdfs"]
    founded = set(relations()) | {r.inverse for r in relations().values()}
    for title, kind in (
        ("Classes of the graph", owl + "Class"),
        ("Properties between nodes", owl + "ObjectProperty"),
        ("Properties with values", owl + "DatatypeProperty"),
        ("Annotations on event classes", owl + "AnnotationProperty"),
        ("Datatypes", rdfs + "Datatype"),
    ):
        yield f"## {title}\n"
        yield "| term | above | used on | values | meaning | example | note |"
        yield "|---|---|---|---|---|---|---|"
        for node, about in _of_type(ox.NamedNode(kind)):
            if _local(node) not in founded and _local(node) not in classes():
                yield _row(f"`{_local(node)}`", *_term(about))
        yield ""


def _term(about: About) -> Iterator[str]:
    schema = PREFIXES["schema"]
    yield _names(about, RDFS.subClassOf, RDFS.subPropertyOf)
    yield _names(about, ox.NamedNode(schema + "domainIncludes"), RDFS.domain)
    yield _names(about, ox.NamedNode(schema + "rangeIncludes"), RDFS.range)
    yield _one(about, SKOS.definition)
    yield f"`{_one(about, SKOS.example)}`"
    yield _one(about, SKOS.editorialNote)


def _shapes() -> Iterator[str]:
    yield "## What must hold\n"
    yield "`kg validate` checks these (`ontologies/shapes.ttl`, SHACL core).\n"
    for shape in shipped_shapes():
        targets = ", ".join(f"`{_short(target)}`" for target in shape.targets)
        yield f"- {targets}"
        messages = [shape.message, *(inner.message for inner in shape.properties)]
        yield from (f"    - {message}" for message in dict.fromkeys(filter(None, messages)))
    yield ""


def _of_type(kind: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, About]]:
    return ((node, about) for node, about in ontology_index().items() if kind in about.get(RDF.type, ()))


def _names(about: About, *predicates: ox.NamedNode) -> str:
    return ", ".join(f"`{_short(value)}`" for p in predicates for value in about.get(p, ()))


def _one(about: About, predicate: ox.NamedNode) -> str:
    return next((_shown(value) for value in about.get(predicate, ())), "")


def _shown(value: object) -> str:
    return str(getattr(value, "value", value))


def _short(node: object) -> str:
    iri = _shown(node)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _local(node: ox.NamedNode) -> str:
    return node.value.removeprefix(KG_NAMESPACE)


def _spaced(quad: str) -> str:
    """``MaterialCooperation`` -> material cooperation."""
    for kind in ("Cooperation", "Conflict"):
        quad = quad.replace(kind, f" {kind}")
    return quad.lower()


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])
