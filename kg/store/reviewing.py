"""Making corrections: by event, report or actor, into the file and the store at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from kg.errors import CorrectionError
from kg.ontology.terms import DCTERMS, KG
from kg.store.corrections import Correction, append, in_force, made, read
from kg.store.terms import LABEL, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from kg.actors import Registry
    from kg.store.rows import EvidenceRow
    from kg.store.store import Store

__all__ = ["Review"]

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Review:
    """Corrections of one open store; its file is read first, so that what others added counts too.

    Events and reports are named by IRI or by id; an event stands for all its reports. Every method that
    decides returns the correction, already in the file, with the derived layers brought up to date.
    Raises ``CorrectionError`` where something named is not in the store.
    """

    def __init__(self, store: Store, path: Path, overlays: Sequence[Path] = ()) -> None:
        self.store = store
        self.path = path
        self._overlays = tuple(overlays)  # actor files of the analyst's own, beside those that come with kg
        self._registry: Registry | None = None
        self._synchronise()

    def _synchronise(self) -> None:
        """The file and the store say the same; a file that is gone is written again from the store."""
        if not self.path.exists():
            for correction in self.store.corrections():
                append(self.path, correction)
            return
        if self.store.correct(read(self.path)):
            self.store.refresh()

    def all(self) -> list[Correction]:
        """Every correction, undone ones and undoings too, oldest first."""
        return self.store.corrections()

    def in_force(self) -> list[Correction]:
        """Those that count, oldest first."""
        return in_force(self.all())

    def about(self, reports: Iterable[str]) -> list[Correction]:
        """Those in force that bear on any of the reports, by id."""
        wanted = set(reports)
        return [c for c in self.in_force() if wanted & {*c.reports, *c.apart}]

    # Deciding

    def accept(self, *named: str, who: str, why: str = "") -> Correction:
        """The reports say what the graph says."""
        return self._decide("accept", who, why, reports=self._all_reports(named))

    def reject(self, *named: str, who: str, why: str = "") -> Correction:
        """The reports say no such thing: nothing rests on them any more."""
        return self._decide("reject", who, why, reports=self._all_reports(named))

    def edit(self, *named: str, changes: Mapping[str, str], who: str, why: str = "") -> Correction:
        """The reports say something else (``kg.store.corrections.EDITABLE``), of actors that are known."""
        for side in ("source", "target"):
            for actor in changes.get(side, "").split():
                self._known(actor)
        if country := changes.get("place_country"):
            self._known(country)
        return self._decide("edit", who, why, reports=self._all_reports(named), changes=dict(changes))

    def merge(self, *named: str, who: str, why: str = "", anyway: bool = False) -> Correction:
        """The events are one; others are compared with it where the first of them stood.

        Events without a party in common are merged ``anyway`` only: a slip of the hand joins them, mostly.
        """
        if len(named) < 2:
            raise CorrectionError("Name two events at least to merge.")
        event = self._event(named[0])
        if event and not anyway:
            self._alike(event, named[1:])
        key = self._text(event, KG.mergeKey) if event else None
        return self._decide("merge", who, why, reports=self._all_reports(named), key=key)

    def split(self, *named: str, who: str, why: str = "") -> Correction:
        """The reports tell of another happening than the rest of their event."""
        reports = self._all_reports(named)
        events = {event for report in reports if (event := self._event(report))}
        rest = {report for event in events for report in self._reports(event)} - set(reports)
        if not rest:
            raise CorrectionError("Nothing would stay: name some reports of an event, not all of them.")
        return self._decide("split", who, why, reports=reports, apart=sorted(rest))

    def merge_actors(self, kept: str, *others: str, who: str, why: str = "") -> Correction:
        """The other actors are the first one, by id or IRI."""
        kept, *same = (self._actor(actor) for actor in (kept, *others))
        name = self._name(kept)
        return self._decide("merge-actors", who, why, actor=kept, actors=same, name=name)

    def split_actor(
        self, actor: str, *named: str, new: str, name: str, who: str, why: str = ""
    ) -> Correction:
        """The reports mean another person than ``actor``: the one with the id ``new``, called ``name``."""
        old = self._actor(actor)
        reports = self._all_reports(named)
        return self._decide("split-actor", who, why, reports=reports, actor=new, actors=[old], name=name)

    def undo(self, id_: str | None = None, *, who: str, why: str = "") -> Correction:
        """Take a correction back, or the latest one; taking back an ``undo`` makes it count again."""
        every = self.all()
        undone = {c.undoes for c in every if c.act == "undo"}
        if id_ is None:
            chosen = next((c for c in reversed(self.in_force())), None)
        else:
            found = [c for c in every if c.id.startswith(id_)]
            if len(found) > 1:
                raise CorrectionError(f"{id_!r} begins the ids of {len(found)} corrections. Give more of it.")
            chosen = found[0] if found and found[0].id not in undone else None
        if chosen is None:
            raise CorrectionError(
                f"There is no correction {id_!r} in force. See kg review list." if id_ else "Nothing to undo."
            )
        return self._decide("undo", who, why, undoes=chosen.id)

    def _decide(self, act: str, who: str, why: str, **values: Any) -> Correction:
        given = {name: value for name, value in values.items() if value}
        correction = made({"act": act, "who": who, "when": self._now(), "why": why, **given})
        append(self.path, correction)
        self._synchronise()
        return correction

    def _now(self) -> str:
        """The time, later than that of every correction there is, as engines write it back."""
        now = datetime.now(UTC)
        if every := self.all():
            now = max(now, max(c.moment for c in every) + timedelta(microseconds=1))
        return f"{now.strftime('%Y-%m-%dT%H:%M:%S.%f').rstrip('0').rstrip('.')}Z"

    def _alike(self, event: str, others: Iterable[str]) -> None:
        """Raises ``CorrectionError`` where another event has no party in common with this one."""
        parties = self._parties(event)
        for other in filter(None, map(self._event, others)):
            if not parties & self._parties(other):
                labels = (self._text(event, LABEL), self._text(other, LABEL))
                raise CorrectionError(
                    f"{labels[0]!r} and {labels[1]!r} have no party in common. "
                    "If they are one happening all the same: kg review merge --anyway."
                )

    def _parties(self, event: str) -> set[str]:
        """The IRIs of the states, organisations and others on either side."""
        quads = self.store.engine.quads_for_pattern(
            node(event), None, None, self.store.names.occurrence_graph
        )
        sides = {KG.source, KG.target, KG.sourceState, KG.targetState}
        return {cast("ox.NamedNode", quad.object).value for quad in quads if quad.predicate in sides}

    # Naming

    def _all_reports(self, named: Iterable[str]) -> list[str]:
        found: list[str] = []
        for name in named:
            event = self._event(name)
            reports = self._reports(event) if event and not self._is_report(name) else [self._report(name)]
            found += reports
        return sorted(set(found))

    def _is_report(self, name: str) -> bool:
        """An IRI of a report; a bare id is taken for the event's where one has it."""
        return name.startswith((self.store.names.reports, "report/", ":report/"))

    def _report(self, name: str) -> str:
        id_ = _bare(name, self.store.names.reports)
        iri = f"{self.store.names.reports}{id_}"
        if self._first(iri, KG.reportedClass) is None:
            raise CorrectionError(
                f"The store has no event and no report {name!r}. Copy its id from kg review list."
            )
        return id_

    def _event(self, name: str) -> str | None:
        """The IRI of the event that is, or holds the report that is, or took the place of what is named."""
        names = self.store.names
        id_ = _bare(_bare(name, names.events), names.reports)
        report = f"{names.reports}{id_}"
        if not self._is_report(name):
            iri = f"{names.events}{id_}"
            if self._first(iri, KG.mergeKey) is not None:
                return iri
            newer = self._first(iri, DCTERMS.isReplacedBy)
            if newer is not None:
                return newer
        try:
            found = self.store.engine.quads_for_pattern(None, KG.report, node(report), names.occurrence_graph)
        except ValueError:  # no IRI, so nobody's
            return None
        return next((cast("ox.NamedNode", quad.subject).value for quad in found), None)

    def _reports(self, event: str) -> list[str]:
        names = self.store.names
        found = self.store.engine.quads_for_pattern(node(event), KG.report, None, names.occurrence_graph)
        return sorted(cast("ox.NamedNode", quad.object).value.removeprefix(names.reports) for quad in found)

    def _actor(self, name: str) -> str:
        names = self.store.names
        id_ = (
            names.actor_id(name)
            if name.startswith(names.base)
            else name.removeprefix(":").removeprefix("actor/")
        )
        from kg.ontology.iris import actor_iri

        iri = node(actor_iri(names.base, id_))
        if next(self.store.engine.quads_for_pattern(iri, None, None, None), None) is None:
            raise CorrectionError(
                f"The store knows no actor {name!r}. Look it up with kg query, or in kg serve."
            )
        return id_

    def _known(self, actor: str) -> None:
        """Raises ``CorrectionError`` for an id that neither the graph nor the registry knows.

        Of a known state or organisation any person or body is taken: texts name many whom no file lists.
        """
        from kg.actors import Registry
        from kg.ontology.iris import actor_iri

        iri = node(actor_iri(self.store.base, actor))
        if next(self.store.engine.quads_for_pattern(iri, None, None, None), None) is not None:
            return
        code, slash, rest = actor.partition("/")
        if self._registry is None:
            self._registry = Registry.load([path for path in self._overlays if path.exists()])
        if self._registry.resolve_code(code) != code or (slash and not _SLUG.fullmatch(rest)):
            raise CorrectionError(
                f"No actor has the id {actor!r}; ids are IRN, NATO or IRN/mohammad-baqeri. "
                "Look it up with kg actors search, or add it with kg actors add."
            )

    def _name(self, actor: str) -> str:
        from kg.ontology.iris import actor_iri

        return self._text(actor_iri(self.store.base, actor), LABEL) or actor

    def _first(self, subject: str, predicate: ox.NamedNode) -> str | None:
        try:
            found = self.store.engine.quads_for_pattern(node(subject), predicate, None, None)
        except ValueError:
            return None
        return next((cast("ox.NamedNode", quad.object).value for quad in found), None)

    def _text(self, subject: str, predicate: ox.NamedNode) -> str | None:
        found = self.store.engine.quads_for_pattern(node(subject), predicate, None, None)
        return min((cast("ox.Literal", quad.object).value for quad in found), default=None)

    def queue(self, *, reviewed: bool = False) -> Iterator[tuple[str, EvidenceRow]]:
        """Events with their most certain words, the least certain first; ``reviewed`` ones too if wanted."""
        engine = self.store.engine
        seen = set() if reviewed else {report for c in self.in_force() for report in c.reports}
        rated = sorted(
            (float(cast("ox.Literal", quad.object).value), cast("ox.NamedNode", quad.subject).value)
            for quad in engine.quads_for_pattern(None, KG.confidence, None, None)
        )
        for _, report in rated:
            event = self._event(report)
            if event is None or seen & set(self._reports(event)):
                continue
            rows = self.store.evidence(event)
            best = max(rows, key=lambda row: (row.confidence, row.report))
            if best.report == report:  # each event once, where its best report stands
                yield event, best


def _bare(name: str, head: str) -> str:
    """The id in an IRI, or in a short form of it: ``:event/ab12``, ``event/ab12``."""
    kind = head.rstrip("/").rpartition("/")[2]
    return name.removeprefix(head).removeprefix(":").removeprefix(f"{kind}/")
