"""Parts that several pages share: a line for an event, a card for a sentence, links to actors.

All text that comes from articles is made plain here; the templates escape it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kg.ontology.classes import classes
from kg.ontology.iris import actor_iri, local_id, relation_key
from kg.ontology.terms import KG, KG_NAMESPACE
from kg.server.nodes import dyad_path
from kg.store.taxonomy import taxonomy
from kg.store.terms import LABEL, TYPE, local, node
from kg.views.plain import link, long_date, plain, shortened

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.server.world import World
    from kg.store import EvidenceRow

__all__ = ["Parts", "class_labels", "first", "iri_of", "short", "value_of"]

_NAME = 120  # characters of a name or title that a page shows in a list


class Parts:
    """What pages are made of."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _event_line(self, row: int) -> dict[str, Any]:
        view = self._world.view
        event = view.index.event(row)
        iri = view.atlas.events[row]
        return {
            **event,
            "href": self._world.nodes.path(iri),
            "text": plain(first(self._about(iri), LABEL.value) or event["label"]),
            "when": long_date(event["date"]) or _reported(event["reported"]),
        }

    def _dyad_row(self, row: Any, beside: str | None = None) -> dict[str, Any]:
        index = self._world.index
        one, other = (row.b, row.a) if beside == row.b else (row.a, row.b)
        name = f"{short(index.name(one))} – {short(index.name(other))}"
        return {
            "name": short(index.name(other)) if beside else name,
            "href": self._world.nodes.root + dyad_path(one, other),
            "events": row.events,
            "reports": row.reports,
            "score": row.score,
            "first": long_date(row.first),
            "last": long_date(row.last),
        }

    def _relations(self, quads: list[ox.Quad]) -> list[dict[str, Any]]:
        store = self._world.store
        about: dict[str, dict[str, str]] = {}
        for quad in quads:
            if (iri := iri_of(quad.subject)).startswith(store.names.relations):
                about.setdefault(iri, {})[iri_of(quad.predicate)] = value_of(quad.object)
        rows = []
        for iri, values in about.items():
            subject, predicate, object_ = relation_key(store.base, iri)
            known = taxonomy().relations.get(predicate)
            if known is not None and known.symmetric and subject > object_:
                continue  # said the other way round already
            rows.append(
                {
                    "href": self._world.nodes.path(iri),
                    "text": f"{short(self._world.index.name(subject))} {_words(predicate)} "
                    f"{short(self._world.index.name(object_))}",
                    "events": int(values.get(KG.eventCount.value, 0)),
                    "first": long_date(values.get(KG.firstDate.value)),
                    "last": long_date(values.get(KG.lastDate.value)),
                }
            )
        return sorted(rows, key=lambda row: (-cast("int", row["events"]), str(row["text"])))

    def _evidence(self, row: EvidenceRow) -> dict[str, Any]:
        nodes, store = self._world.nodes, self._world.store
        article = local_id(store.base, row.article) if row.article.startswith(f"{store.base}article/") else ""
        speaker = row.speaker
        return {
            "id": local_id(store.base, row.report),
            "href": nodes.path(row.report),
            "before": plain(row.sentence[: row.start]),
            "mark": plain(row.sentence[row.start : row.end]),
            "after": plain(row.sentence[row.end :]),
            "title": plain(row.title or article or "record"),
            "article": nodes.path(row.article),
            "publisher": plain(row.publisher or ""),
            "date": long_date(row.date),
            "url": link(row.url),
            "speaker": {"name": short(self._world.index.name(speaker)), "href": self._actor_href(speaker)}
            if speaker
            else None,
            "status": row.status,
            "alleged": row.alleged,
            "confidence": round(100 * row.confidence),
            "class": row.cls,
            "label": class_labels([KG_NAMESPACE + row.cls])[0],
            "event": self._event_of(row.report),
        }

    def _event_of(self, report: str) -> str | None:
        graph = self._world.store.names.occurrence_graph
        found = self._world.store.engine.quads_for_pattern(None, KG.report, node(report), graph)
        return next((self._world.nodes.path(iri_of(quad.subject)) for quad in found), None)

    def _actors(self, iris: list[str]) -> list[dict[str, str]]:
        index, base = self._world.index, self._world.store.base
        return [
            {"name": short(index.name(local_id(base, iri))), "href": self._world.nodes.path(iri)}
            for iri in sorted(iris)
        ]

    def _tenures(self, iri: str) -> list[dict[str, Any]]:
        engine = self._world.store.engine
        rows = []
        for quad in engine.quads_for_pattern(None, KG.holder, node(iri), None):
            about = self._about(iri_of(quad.subject))
            office = first(about, KG.office.value)
            seen = about.get(KG.seen.value, [])
            since, until = first(about, KG.heldFrom.value), first(about, KG.heldUntil.value)
            when = f"{long_date(since) or '?'} – {long_date(until) or ''}" if since or until else None
            rows.append(
                (
                    self._label(office) if office else "?",
                    when or f"seen {long_date(min(seen, default=None)) or ''}",
                )
            )
        return [{"office": plain(office), "when": when} for office, when in sorted(set(rows))][:20]

    def _country(self, id_: str) -> dict[str, str] | None:
        party = id_.split("/", 1)[0]
        if party == id_:
            return None
        return {"name": short(self._world.index.name(party)), "href": self._actor_href(party)}

    def _actor_href(self, id_: str) -> str:
        return self._world.nodes.path(actor_iri(self._world.store.base, id_))

    def _label(self, iri: str) -> str:
        return next(iter(self._values(iri, LABEL)), self._world.store.names.short(iri))

    def _values(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        found = self._world.store.engine.quads_for_pattern(node(iri), predicate, None, None)
        return sorted({value_of(quad.object) for quad in found})

    def _about(self, iri: str) -> dict[str, list[str]]:
        about: dict[str, list[str]] = {}
        for quad in self._world.store.engine.quads_for_pattern(node(iri), None, None, None):
            about.setdefault(iri_of(quad.predicate), []).append(value_of(quad.object))
        return about

    def _now(self, about: dict[str, list[str]], rows: list[EvidenceRow]) -> dict[str, str]:
        """What the fields of an edit hold: the event as it is."""
        base = self._world.store.base
        names = [local(value) for value in about.get(KG.prospectOf.value) or about.get(TYPE.value, [])]
        known = sorted(
            (name for name in names if name in classes()), key=lambda name: -len(classes()[name].ancestors)
        )
        return {
            "class": known[0] if known else "",
            "status": min((local(value) for value in about.get(KG.status.value, [])), default=rows[0].status),
            "source": " ".join(sorted(local_id(base, value) for value in about.get(KG.source.value, []))),
            "target": " ".join(sorted(local_id(base, value) for value in about.get(KG.target.value, []))),
            "date": first(about, KG.date.value) or "",
            "date_end": first(about, KG.dateEnd.value) or "",
            "place": first(about, KG.placeName.value) or "",
        }


def class_labels(iris: list[str]) -> list[str]:
    """What the classes are called, the most specific first; quad classes and ``Event`` left out."""
    known = classes()
    found = [known[name] for iri in iris if (name := local(iri)) in known]
    ordered = sorted(found, key=lambda cls: (-len(cls.ancestors), cls.name))
    return [cls.label for cls in ordered] or [local(iri) for iri in iris[:1]]


def _reported(date: str | None) -> str:
    """When an event without a date was told, at least."""
    return f"reported {long_date(date)}" if date else "no date"


def _words(name: str) -> str:
    """``cooperatesWith`` -> "cooperates with"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def short(text: str) -> str:
    return shortened(plain(text).strip() or "(no name)", _NAME)


def first(about: dict[str, list[str]], predicate: str) -> str | None:
    return min(about.get(predicate, []), default=None)


def iri_of(term: object) -> str:
    return cast("ox.NamedNode", term).value


def value_of(term: object) -> str:
    return cast("ox.NamedNode", term).value
