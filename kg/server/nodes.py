"""Nodes of the graph as resources: which IRI a path stands for, and what the graph says of it.

A node lives at the path of its own IRI: with the base ``https://example.org/kg/`` Iran is
``/kg/actor/IRN`` here, and a proxy for example.org makes the IRIs of the data lead to their pages.
Where the base has no path of its own (``urn:...``, ``...#``), nodes live below ``/data/``.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, unquote, urlsplit

from kg.ontology.classes import relations
from kg.ontology.iris import actor_iri, relation_iri
from kg.ontology.terms import DCTERMS, KG, OA
from kg.store.overlay import overlay_of
from kg.store.terms import LABEL, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from kg.store import Store

__all__ = ["KINDS", "Nodes", "dyad_path"]

KINDS: Final = ("actor", "article", "event", "office", "relation", "report", "tenure", "correction")
_TRIPLES: Final = 20_000  # statements that a description gives at most


class Nodes:
    """Paths and descriptions of the nodes of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        parts = urlsplit(store.base)
        lives = parts.scheme in {"http", "https"} and store.base.endswith("/") and not parts.query
        self.root = parts.path if lives else "/data/"

    def iri(self, path: str) -> str | None:
        """The IRI that stands at a path as it came (percent-encoded); None for one that is no node's."""
        if not path.startswith(self.root):
            return None
        rest = path[len(self.root) :]
        return self._store.base + rest if rest.partition("/")[0] in KINDS and "/" in rest else None

    def path(self, iri: str) -> str:
        """Where a node's page is; the IRI itself for one that is not ours."""
        base = self._store.base
        return self.root + iri[len(base) :] if iri.startswith(base) else iri

    def dyad(self, path: str) -> tuple[str, str] | None:
        """The two actors, by id, whose page a path stands for: ``dyad/IRN/PAK``."""
        head = f"{self.root}dyad/"
        parts = path[len(head) :].split("/") if path.startswith(head) else []
        return (unquote(parts[0]), unquote(parts[1])) if len(parts) == 2 and all(parts) else None

    def exists(self, iri: str) -> bool:
        """Whether the graph says anything of it."""
        try:
            subject = node(iri)
        except ValueError:
            return False
        return next(self._store.engine.quads_for_pattern(subject, None, None, None), None) is not None

    def newer(self, iri: str) -> str | None:
        """What an event or an actor that was merged away is called now."""
        actors = self._store.names.actors
        if iri.startswith(actors):  # merged by somebody; the articles keep its name
            kept = overlay_of(self._store.corrections()).actors.get(iri.removeprefix(actors))
            if kept is not None:
                return actors + kept
        if next(self._store.engine.quads_for_pattern(node(iri), LABEL, None, None), None) is not None:
            return None
        found = self._store.engine.quads_for_pattern(node(iri), DCTERMS.isReplacedBy, None, None)
        return next((cast("ox.NamedNode", quad.object).value for quad in found), None)

    def describe(self, iri: str) -> list[ox.Quad]:
        """What the graph says of a node, and of what belongs to it: an event's reports, their words."""
        names = self._store.names
        if iri.startswith(f"{self._store.base}article/"):
            quads = self._store.engine.quads_for_pattern(None, None, None, node(iri))
        elif iri.startswith(names.events):
            reports = self._objects(iri, KG.report)
            quads = chain(self._about([iri]), *(self._report(report) for report in reports))
        elif iri.startswith(names.reports):
            quads = self._report(iri)
        elif iri.startswith(names.actors):
            held = self._store.engine.quads_for_pattern(None, KG.holder, node(iri), None)
            tenures = {cast("ox.NamedNode", quad.subject).value for quad in held}
            quads = self._about([iri, *sorted(tenures)])
        else:
            quads = self._about([iri])
        return self._with_labels(list(islice(quads, _TRIPLES)))

    def describe_dyad(self, one: str, other: str) -> list[ox.Quad]:
        """The relations between two actors, both ways, with the plain triples."""
        base, graph = self._store.base, self._store.names.relation_graph
        found: list[ox.Quad] = []
        for subject, object_ in ((one, other), (other, one)):
            for name in relations():
                relation = node(relation_iri(base, subject, name, object_))
                found += self._store.engine.quads_for_pattern(relation, None, None, graph)
            pair = (node(actor_iri(base, actor)) for actor in (subject, object_))
            found += self._store.engine.quads_for_pattern(next(pair), None, next(pair), graph)
        return self._with_labels(found[:_TRIPLES]) if found else []

    def _about(self, subjects: Iterable[str]) -> Iterator[ox.Quad]:
        for subject in subjects:
            yield from self._store.engine.quads_for_pattern(node(subject), None, None, None)

    def _report(self, report: str) -> Iterator[ox.Quad]:
        yield from self._about([report])
        for evidence in self._objects(report, KG.evidence):
            yield from self._about([evidence, *self._objects(evidence, OA.hasSelector)])

    def _objects(self, subject: str, predicate: ox.NamedNode) -> list[str]:
        found = self._store.engine.quads_for_pattern(node(subject), predicate, None, None)
        return sorted({cast("ox.NamedNode", quad.object).value for quad in found})

    def _with_labels(self, quads: list[ox.Quad]) -> list[ox.Quad]:
        """And what the actors in it are called, so that the description reads by itself."""
        described = {quad.subject for quad in quads}
        actors = {
            quad.object
            for quad in quads
            if str(quad.object).startswith(f"<{self._store.names.actors}") and quad.object not in described
        }
        for actor in sorted(actors, key=str):
            labels = self._store.engine.quads_for_pattern(cast("ox.NamedNode", actor), LABEL, None, None)
            quads += {quad.object: quad for quad in labels}.values()
        return quads


def dyad_path(one: str, other: str) -> str:
    """``dyad/IRN/PAK``: below the root of the data, slashes inside ids encoded."""
    return f"dyad/{quote(one, safe='')}/{quote(other, safe='')}"
