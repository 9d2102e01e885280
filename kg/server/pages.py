"""Pages that people read: rendered here, from autoescaped templates, with no script at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.ontology.classes import classes
from kg.ontology.iris import local_id
from kg.ontology.terms import DCTERMS, KG, KG_NAMESPACE, SCHEMA, SKOS
from kg.server.index import Filter
from kg.server.parts import Parts, class_labels, first, iri_of, short, value_of
from kg.store.terms import LABEL, TYPE, local, node
from kg.views.plain import link, long_date, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from kg.store import EvidenceRow

__all__ = ["Pages"]

PAGE = 50
"""Events on one page of a list."""

_PARTNERS = 30


class Pages(Parts):
    """HTML of one world."""

    def render(self, template: str, **values: Any) -> str:
        """A page; every value is escaped."""
        world = self._world
        return (
            environment()
            .get_template(template)
            .render(
                root=world.nodes.root,
                writable=world.settings.token is not None,
                base=world.store.base,
                **values,
            )
        )

    def home(self) -> str:
        """The first page: what there is, and where to begin."""
        index = self._world.index
        total, rows = index.newest(Filter(), 0, 10)
        return self.render(
            "home.html",
            title="Relations between states",
            happened=total,
            events=len(index),
            actors=len(index.actors),
            publishers=sum(1 for name in index.publishers if name),
            dyads=[self._dyad_row(row) for row in index.dyads(Filter())[:12]],
            newest=[self._event_line(row) for row in rows],
        )

    def search(self, text: str) -> str:
        """Actors that are called like ``text``."""
        found = self._world.index.search(text, 50)
        hits = [
            {
                **row,
                "name": short(row["name"]),
                "href": self._actor_href(row["id"]),
                "matched": short(row["matched"]),
            }
            for row in found
        ]
        return self.render("search.html", title=f"Search: {short(text)}", text=plain(text), hits=hits)

    def actor(self, iri: str, offset: int = 0, *, signed_in: bool = False) -> str:
        """One actor: who it is, whom it deals with, its events."""
        id_ = local_id(self._world.store.base, iri)
        index = self._world.index
        known = index.kind(id_) is not None
        total, rows = index.newest(Filter(actors=(id_,)), offset, PAGE) if known else (0, [])
        partners = []
        if known:
            level: Any = "actors" if "/" in id_ else "states"
            dyads = [row for row in index.dyads(Filter(actors=(id_,)), level) if id_ in (row.a, row.b)]
            partners = [self._dyad_row(row, beside=id_) for row in dyads[:_PARTNERS]]
        people = [{"name": short(index.name(p)), "href": self._actor_href(p)} for p in index.people(id_)[:60]]
        return self.render(
            "actor.html",
            title=plain(index.name(id_) if known else self._label(iri)),
            iri=iri,
            id=plain(id_),
            kind=index.kind(id_) or "actor",
            explored=self._explored(ego=id_, show=[id_]) if known else None,
            country=self._country(id_),
            aliases=[short(text) for text in self._values(iri, SKOS.altLabel)][:20],
            same=[url for text in self._values(iri, SKOS.exactMatch) if (url := link(text))],
            tenures=self._tenures(iri),
            partners=partners,
            people=people,
            mergeable=index.kind(id_) not in {"state", None},
            signed_in=signed_in,
            here=self._world.nodes.path(iri),
            total=total,
            events=[self._event_line(row) for row in rows],
            pages=_pages(offset, total),
        )

    def dyad(self, one: str, other: str, offset: int = 0) -> str:
        """Two actors: how they stand to one another, year by year, event by event."""
        index = self._world.index
        everything = Filter(between=(one, other), standings=())
        happened = Filter(between=(one, other))
        total, rows = index.newest(everything, offset, PAGE)
        years = index.histogram(happened, "year")
        graph = self._world.nodes.describe_dyad(one, other)
        return self.render(
            "dyad.html",
            title=f"{short(index.name(one))} and {short(index.name(other))}",
            explored=self._explored(show=[one, other]),
            one={"name": short(index.name(one)), "href": self._actor_href(one)},
            other={"name": short(index.name(other)), "href": self._actor_href(other)},
            happened=index.newest(happened, 0, 0)[0],
            years=years,
            most=max((year["events"] for year in years), default=1),
            relations=self._relations(graph),
            total=total,
            events=[self._event_line(row) for row in rows],
            pages=_pages(offset, total),
        )

    def _explored(self, show: list[str], **view: str) -> str:
        """The explorer's link to these actors, on the level that has all of them."""
        states = all(self._world.index.kind(id_) == "state" for id_ in show)
        return "/explore#" + urlencode(
            {"level": "states" if states else "all", **view, "show": show}, doseq=True
        )

    def event(self, iri: str, *, signed_in: bool, reviews: Callable[[list[str]], tuple[Any, ...]]) -> str:
        """One event: what it is, and every sentence that says so."""
        about = self._about(iri)
        rows = self._world.store.evidence(iri)
        names = about.get(KG.prospectOf.value) or about.get(TYPE.value, [])
        return self.render(
            "event.html",
            title=plain(first(about, LABEL.value) or "Event"),
            iri=iri,
            id=local_id(self._world.store.base, iri),
            happened=KG_NAMESPACE + "Event" in about.get(TYPE.value, []),
            disputed=bool(about.get(KG.disputed.value)),
            alleged=bool(about.get(KG.alleged.value)),
            statuses=sorted(local(value) for value in about.get(KG.status.value, [])),
            classes=class_labels(names),
            sources=self._actors(about.get(KG.source.value, [])),
            targets=self._actors(about.get(KG.target.value, [])),
            source_states=self._actors(about.get(KG.sourceState.value, [])),
            target_states=self._actors(about.get(KG.targetState.value, [])),
            reciprocal=bool(about.get(KG.reciprocal.value)),
            dates=[long_date(value) for key in (KG.date, KG.dateEnd) for value in about.get(key.value, [])],
            place=", ".join(plain(value) for value in about.get(KG.placeName.value, [])),
            because=[plain(value) for value in about.get(KG.mergedBecause.value, [])],
            reports=[self._evidence(row) for row in reversed(rows)],
            signed_in=signed_in,
            class_names=sorted(classes()),
            here=self._world.nodes.path(iri),
            now=self._now(about, rows),
            reviews=reviews([local_id(self._world.store.base, row.report) for row in rows]),
        )

    def queued(self, iri: str, row: EvidenceRow) -> dict[str, Any]:
        """An event to be reviewed, with its best sentence."""
        return {
            "id": local_id(self._world.store.base, iri),
            "href": self._world.nodes.path(iri),
            "text": plain(self._label(iri)),
            "report": self._evidence(row),
        }

    def article(self, iri: str) -> str:
        """One article: where it appeared, and the sentences in it that report events."""
        about = self._about(iri)
        quads = self._world.store.engine.quads_for_pattern(None, KG.reportedClass, None, node(iri))
        reports = sorted({iri_of(quad.subject) for quad in quads})
        rows = [row for report in reports for row in self._world.store.evidence(report)]
        rows.sort(key=lambda row: (row.field, row.field_start, row.report))
        return self.render(
            "article.html",
            title=plain(first(about, DCTERMS.title.value) or local_id(self._world.store.base, iri)),
            iri=iri,
            publisher=plain(first(about, DCTERMS.publisher.value) or ""),
            date=long_date(first(about, SCHEMA.datePublished.value)),
            url=link(first(about, SCHEMA.url.value)),
            reports=[self._evidence(row) for row in rows],
        )

    def node(self, iri: str) -> str:
        """Any other node: what the graph says of it, as a table."""
        names = self._world.store.names
        rows = []
        for quad in self._world.store.engine.quads_for_pattern(node(iri), None, None, None):
            value = value_of(quad.object)
            ours = isinstance(quad.object, ox.NamedNode) and value.startswith(names.base)
            rows.append(
                {
                    "property": names.short(iri_of(quad.predicate)),
                    "text": plain(names.short(value)) if ours or "://" in value else plain(value),
                    "href": self._world.nodes.path(value) if ours else link(value),
                }
            )
        rows.sort(key=lambda row: (row["property"] or "", row["text"] or ""))
        evidence = self._world.store.evidence(iri) if iri.startswith((names.reports, names.relations)) else []
        return self.render(
            "node.html",
            title=plain(names.short(iri)),
            iri=iri,
            rows=rows,
            reports=[self._evidence(row) for row in evidence[-PAGE:]],
        )

    def error(self, status: int, why: str) -> str:
        """What went wrong, for people."""
        return self.render("error.html", title=f"Error {status}", status=status, why=plain(why))


@cache
def environment() -> Environment:
    """The templates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pages(offset: int, total: int) -> dict[str, int | None]:
    return {
        "first": offset + 1,
        "last": min(offset + PAGE, total),
        "total": total,
        "newer": max(offset - PAGE, 0) if offset else None,
        "older": offset + PAGE if offset + PAGE < total else None,
    }
