"""Corrections as quads of ``:graph/corrections``, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology.iris import actor_iri
from kg.ontology.terms import DCTERMS, KG, RDFS
from kg.store.corrections import made
from kg.store.terms import LABEL, TYPE, XSD, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.corrections import Correction
    from kg.store.terms import Names

__all__ = ["correction_quads", "corrections_from"]

_DATE_TIME = NamedNode(XSD + "dateTime")
_NAME = "name"  # in a change: what an actor is called


def correction_quads(correction: Correction, names: Names) -> Iterator[Quad]:
    """The quads of one correction, undone or not; a new actor is introduced with its name."""
    graph, subject = names.correction_graph, node(f"{names.corrections}{correction.id}")

    def quad(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, graph)

    yield quad(TYPE, KG.Correction)
    yield quad(KG.decision, Literal(correction.act))
    yield quad(DCTERMS.creator, Literal(correction.who))
    yield quad(DCTERMS.created, Literal(correction.when, datatype=_DATE_TIME))
    if correction.why:
        yield quad(RDFS.comment, Literal(correction.why))
    for report in correction.reports:
        yield quad(KG.corrects, node(names.reports + report))
    for report in correction.apart:
        yield quad(KG.apartFrom, node(names.reports + report))
    if correction.key is not None:
        yield quad(KG.mergeKey, Literal(correction.key))
    named = ((_NAME, correction.name),) if correction.name else ()
    for field, value in (*correction.changes, *named):
        yield quad(KG.change, Literal(f"{field}={value}"))
    if correction.actor is not None:
        kept = node(actor_iri(names.base, correction.actor))
        yield quad(KG.keptActor, kept)
        if correction.act == "split-actor":
            yield from _introduced(kept, correction, names)
    for actor in correction.actors:
        merged = node(actor_iri(names.base, actor))
        yield quad(KG.mergedActor, merged)
    if correction.undoes is not None:
        yield quad(KG.undoes, node(f"{names.corrections}{correction.undoes}"))


def _introduced(actor: NamedNode, correction: Correction, names: Names) -> Iterator[Quad]:
    """A person whom no article introduces under this id."""
    graph, id_ = names.correction_graph, correction.actor or ""
    yield Quad(actor, LABEL, Literal(correction.name or id_), graph)
    if "/" in id_:
        yield Quad(actor, TYPE, KG.Person, graph)
        yield Quad(actor, KG.actorOf, node(actor_iri(names.base, id_.split("/", 1)[0])), graph)
    else:
        yield Quad(actor, TYPE, KG.Organization, graph)


def corrections_from(quads: Iterable[Quad], names: Names) -> list[Correction]:
    """The corrections that the quads of ``:graph/corrections`` describe, oldest first."""
    about: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        subject = cast("NamedNode", quad.subject).value
        if subject.startswith(names.corrections):
            values = about.setdefault(subject, {})
            values.setdefault(quad.predicate.value, []).append(cast("NamedNode", quad.object).value)
    found = [_correction(values, names) for values in about.values()]
    return sorted(found, key=lambda correction: (correction.moment, correction.id))


def _correction(about: dict[str, list[str]], names: Names) -> Correction:
    def many(predicate: NamedNode, head: str = "") -> list[str]:
        return [value.removeprefix(head) for value in about.get(predicate.value, [])]

    def one(predicate: NamedNode, head: str = "") -> str | None:
        return next(iter(many(predicate, head)), None)

    changes = dict(change.split("=", 1) for change in many(KG.change))
    kept = one(KG.keptActor)
    values: dict[str, Any] = {
        "act": one(KG.decision),
        "who": one(DCTERMS.creator),
        "when": one(DCTERMS.created),
        "why": one(RDFS.comment),
        "reports": many(KG.corrects, names.reports),
        "apart": many(KG.apartFrom, names.reports),
        "key": one(KG.mergeKey),
        "name": changes.pop(_NAME, None),
        "changes": changes,
        "actor": names.actor_id(kept) if kept else None,
        "actors": [names.actor_id(actor) for actor in many(KG.mergedActor)],
        "undoes": one(KG.undoes, names.corrections),
    }
    return made({name: value for name, value in values.items() if value})
