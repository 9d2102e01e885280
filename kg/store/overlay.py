"""Corrections as the merging of reports sees them: what is left out, changed, bound together, kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from kg.ontology.iris import actor_iri
from kg.ontology.terms import KG
from kg.store.corrections import in_force
from kg.store.taxonomy import taxonomy
from kg.store.terms import node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import NamedNode

    from kg.store.corrections import Correction
    from kg.store.reports import Report
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Overlay", "differing", "overlay_of", "renamed"]


class _Treatment(NamedTuple):
    """What corrections do to one report."""

    rejected: bool
    changes: tuple[tuple[str, str], ...]
    swapped: tuple[tuple[str, str], ...]
    together: str | None
    key: str | None
    apart: frozenset[str]


_UNTOUCHED = _Treatment(False, (), (), None, None, frozenset())


@dataclass(slots=True)
class Overlay:
    """All corrections in force, by what they are about. Actors are parts of IRIs after ``:actor/``."""

    rejected: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    swaps: dict[str, dict[str, str]] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _set_of: dict[str, int] = field(default_factory=dict)
    _members: dict[int, set[str]] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rejected or self.edits or self.swaps or self.actors or self._set_of or self._apart)

    def touched(self) -> set[str]:
        """The reports that are not taken as they are, by id; those of merged actors are not among them."""
        return {*self.rejected, *self.edits, *self.swaps, *self._set_of, *self._apart}

    def treatment(self, report: str) -> _Treatment:
        """What is done to a report; equal treatments of two overlays mean that nothing changes for it."""
        number = self._set_of.get(report)
        members = self._members[number] if number is not None else {report}
        apart = frozenset(other for member in members for other in self._apart.get(member, ()))
        return _Treatment(
            report in self.rejected,
            tuple(sorted(self.edits.get(report, {}).items())),
            tuple(sorted(self.swaps.get(report, {}).items())),
            min(members) if number is not None and len(members) > 1 else None,
            self._keys.get(number) if number is not None else None,
            apart,
        )

    def apply(self, report: Report) -> Report | None:
        """The report as corrected; None for one that was rejected."""
        treatment = self.treatment(report.id)
        if treatment.rejected:
            return None
        if treatment != _UNTOUCHED:
            report = renamed(report, dict(treatment.swapped), self.names)
            report = _edited(report, dict(treatment.changes))
            report = replace(report, together=treatment.together, key=treatment.key, apart=treatment.apart)
        if self.actors and any(
            actor in self.actors for actor in (*report.source, *report.target, *report.parties)
        ):
            report = renamed(report, self.actors, self.names)
        return report

    # Building, one correction after the other

    def _take(self, correction: Correction) -> None:
        reports = correction.reports
        match correction.act:
            case "accept":
                self.accepted |= set(reports)
                self.rejected -= set(reports)
            case "reject":
                self.rejected |= set(reports)
                self.accepted -= set(reports)
            case "edit":
                for report in reports:
                    self.edits[report] = {**self.edits.get(report, {}), **dict(correction.changes)}
            case "merge":
                self._bind(reports, correction.key)
            case "split":
                self._set_apart(reports, correction.apart)
            case "merge-actors":
                self._merge_actors(correction)
            case "split-actor":
                new = _part(correction.actor or "")
                self.names[new] = correction.name or new
                for report in reports:
                    given = dict.fromkeys(map(_part, correction.actors), new)
                    self.swaps[report] = {**self.swaps.get(report, {}), **given}

    def _bind(self, reports: tuple[str, ...], key: str | None) -> None:
        old = {number for report in reports if (number := self._set_of.get(report)) is not None}
        members = {*reports, *(report for number in old for report in self._members.pop(number))}
        for number in old:
            self._keys.pop(number, None)
        self._make_set(members, key)
        for report in members:
            self._apart[report] = self._apart.get(report, set()) - members
        self._apart = {report: others for report, others in self._apart.items() if others}

    def _set_apart(self, reports: tuple[str, ...], others: tuple[str, ...]) -> None:
        for report in reports:
            number = self._set_of.pop(report, None)
            if number is not None:
                self._members[number].discard(report)
        self._make_set(set(reports), None)
        for report in reports:
            self._apart.setdefault(report, set()).update(others)
        for other in others:
            self._apart.setdefault(other, set()).update(reports)

    def _make_set(self, members: set[str], key: str | None) -> None:
        number = max(self._members, default=0) + 1
        self._members[number] = members
        self._set_of.update(dict.fromkeys(members, number))
        if key is not None:
            self._keys[number] = key

    def _merge_actors(self, correction: Correction) -> None:
        kept = _part(correction.actor or "")
        self.actors.pop(kept, None)  # the latest word counts
        for actor in map(_part, correction.actors):
            self.actors[actor] = kept
        self.actors = {one: self.actors.get(other, other) for one, other in self.actors.items()}
        if correction.name:
            self.names[kept] = correction.name


def overlay_of(corrections: Iterable[Correction]) -> Overlay:
    """What the corrections in force come to."""
    overlay = Overlay()
    for correction in in_force(corrections):
        overlay._take(correction)
    return overlay


def differing(before: Overlay, after: Overlay, engine: Engine, names: Names) -> set[str]:
    """The reports of a store, by id, that two overlays treat differently."""
    touched = before.touched() | after.touched()
    found = {report for report in touched if before.treatment(report) != after.treatment(report)}
    moved: set[str] = set()
    for one, other in ((before.actors, after.actors), (before.names, after.names)):
        moved |= {actor for actor in {*one, *other} if one.get(actor) != other.get(actor)}
    moved |= {one for one, kept in (*before.actors.items(), *after.actors.items()) if kept in moved}
    for actor in sorted(moved):
        for role in (KG.source, KG.target, KG.sourceState, KG.targetState):
            for quad in engine.quads_for_pattern(None, role, node(names.actors + actor), None):
                iri = cast("NamedNode", quad.subject).value
                if iri.startswith(names.reports):
                    found.add(iri[len(names.reports) :])
    return found


def _part(actor: str) -> str:
    """An actor's id as the part of its IRI."""
    return actor_iri("", actor).removeprefix("actor/")


def _party(actor: str) -> str:
    return actor.split("/", 1)[0]


def renamed(report: Report, given: Mapping[str, str], names: Mapping[str, str]) -> Report:
    """The report with actors put in the place of others, and the states that they stand for."""
    if not given:
        return report

    def sides(actors: tuple[str, ...], states: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        new = tuple(sorted({given.get(actor, actor) for actor in actors}))
        moved = {_party(a): _party(given[a]) for a in actors if a in given and _party(a) != _party(given[a])}
        stay = {_party(actor) for actor in actors if actor not in given}
        kept = {given.get(s, s if s in stay else moved.get(s, s)) for s in states}
        return new, tuple(sorted(kept))

    source, source_state = sides(report.source, report.source_state)
    target, target_state = sides(report.target, report.target_state)
    called = {given.get(actor, actor): label for actor, label in report.names}
    called.update({actor: names[actor] for actor in (*source, *target) if actor in names})
    return replace(
        report,
        source=source,
        target=target,
        source_state=source_state,
        target_state=target_state,
        names=tuple(sorted(called.items())),
    )


def _edited(report: Report, changes: Mapping[str, str]) -> Report:
    if not changes:
        return report
    values: dict[str, object] = {}
    for name, value in changes.items():
        match name:
            case "class":
                values["cls"] = value
                if "reciprocal" not in changes:
                    values["reciprocal"] = taxonomy().classes[value].symmetric
            case "source" | "target":
                actors = tuple(sorted({_part(actor) for actor in value.split()}))
                values[name] = actors
                values[f"{name}_state"] = tuple(sorted({_party(actor) for actor in actors}))
            case "reciprocal":
                values[name] = value == "true"
            case "status":
                values |= {name: value, "alleged": False}  # now somebody vouches for it
            case "place_country":
                values[name] = _part(value) if value else None
            case _:
                values[name] = value or None
    return replace(report, **values)  # type: ignore[arg-type]
