"""An occurrence as a record, and as statements of ``:graph/occurrences``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from kg.model import is_disputed
from kg.ontology.terms import DCTERMS, SEM
from kg.store.dates import span
from kg.store.histories import history_lines
from kg.store.nquads import date_term, kg_iri, number, text_literal
from kg.store.terms import LABEL, TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.store.occurrences import Cluster
    from kg.store.reports import Report
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names

__all__ = ["Occurrence", "occurrence_lines", "occurrence_of"]

_TRUE: Final = str(Literal(True))
_TYPE, _LABEL, _SEM_EVENT, _REPLACED = map(str, (TYPE, LABEL, SEM.Event, DCTERMS.isReplacedBy))
_MANY: Final = 3  # parties named in a label before it says "and others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One happening (or prospect): what its reports say, taken together.

    Actors are parts of IRIs after ``:actor/``, sorted. ``first_reported``/``last_reported`` are dates of
    publication. ``reports`` are ids, sorted; ``articles`` is a count.
    """

    id: str
    key: str
    cls: str
    reports: tuple[str, ...]
    articles: int
    statuses: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_state: tuple[str, ...]
    target_state: tuple[str, ...]
    reciprocal: bool
    date: str | None
    date_end: str | None
    place: str | None
    place_country: str | None
    context: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    because: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    alleged: bool = (
        False  # some report says that it occurred, and none of these is vouched for by its article
    )

    @property
    def happened(self) -> bool:
        """Some report says that it occurred (others may deny it)."""
        return "occurred" in self.statuses

    @property
    def disputed(self) -> bool:
        """Some report denies it, or one says it occurred and another that it did not."""
        return is_disputed(self.statuses)


def occurrence_of(cluster: Cluster) -> Occurrence:
    """What the reports of one happening say, taken together."""
    members = sorted(cluster.members, key=lambda report: report.id)
    sides = [_sides(report, cluster.leader) for report in members]
    date, date_end = _dates(cluster)
    places = [(m.place or "", m.place_country or "") for m in cluster.members if m.place or m.place_country]
    place = min((p for p in places if p[0]), default=min(places, default=("", "")))
    country = place[1] or min((c for _, c in places if c), default="")
    published = sorted(m.published for m in members if m.published)
    names: dict[str, str] = {}
    for member in members:
        for actor, label in member.names:
            names.setdefault(actor, label)
    return Occurrence(
        id=cluster.id,
        key=cluster.key,
        cls=cluster.cls,
        reports=tuple(report.id for report in members),
        articles=len({report.article for report in members}),
        statuses=tuple(sorted({report.status for report in members})),
        source=tuple(sorted({a for source, _, _, _ in sides for a in source})),
        target=tuple(sorted({a for _, target, _, _ in sides for a in target})),
        source_state=tuple(sorted({a for _, _, source, _ in sides for a in source})),
        target_state=tuple(sorted({a for _, _, _, target in sides for a in target})),
        reciprocal=cluster.direction is None,
        date=date,
        date_end=date_end,
        place=place[0] or None,
        place_country=country or None,
        context=tuple(sorted({label for report in members for label in report.context})),
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        because=tuple(sorted(cluster.because)),
        names=tuple(sorted(names.items())),
        alleged=all(m.alleged for m in members if m.status == "occurred")
        and any(m.status == "occurred" for m in members),
    )


_Sides = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _sides(report: Report, leader: Report) -> _Sides:
    """Source, target and their states, turned to the leader's side where both ways say the same."""
    ours, theirs = set(report.source_state), set(leader.source_state)
    if report.reciprocal and not ours & theirs and ours & set(leader.target_state):
        return report.target, report.source, report.target_state, report.source_state
    return report.source, report.target, report.source_state, report.target_state


def _dates(cluster: Cluster) -> tuple[str | None, str | None]:
    """First and last of the best-known dates; no end where it is the start."""
    dated = [m for m in cluster.members if m.date and span(m.date) is not None]
    if not dated:
        return None, None
    known = max(len(m.date or "") for m in dated)
    best = [m for m in dated if len(m.date or "") == known]
    first = min(m.date or "" for m in best)
    last = max((m.date_end or "" for m in best if span(m.date_end) is not None), default="")
    return first, last if last > first else None


def occurrence_lines(
    event: Occurrence, taxonomy: Taxonomy, names: Names, name_of: Callable[[str], str | None]
) -> Iterator[str]:
    """The statements of one occurrence, and its lines in histories; ``name_of`` gives a state's name."""
    subject, end = f"<{names.events}{event.id}>", f" {names.occurrence_graph} .\n"

    def line(predicate: str, value: str) -> str:
        return f"{subject} {predicate} {value}{end}"

    if event.happened:
        known = taxonomy.classes.get(event.cls)
        for name in known.types if known else (event.cls, "Event"):
            yield line(_TYPE, kg_iri(name))
        yield line(_TYPE, _SEM_EVENT)
    else:
        yield line(_TYPE, kg_iri("Prospect"))
        yield line(kg_iri("prospectOf"), kg_iri(event.cls))
    label = _label(event, taxonomy, name_of)
    yield line(_LABEL, text_literal(label, "en"))
    for role, actors in (
        ("source", event.source),
        ("target", event.target),
        ("sourceState", event.source_state),
        ("targetState", event.target_state),
    ):
        for actor in actors:
            yield line(kg_iri(role), f"<{names.actors}{actor}>")
    if event.reciprocal:
        yield line(kg_iri("reciprocal"), _TRUE)
    for status in event.statuses:
        yield line(kg_iri("status"), kg_iri(status))
    if event.disputed:
        yield line(kg_iri("disputed"), _TRUE)
    if event.alleged:
        yield line(kg_iri("alleged"), _TRUE)
    for name, date in (
        ("date", event.date),
        ("dateEnd", event.date_end),
        ("firstReported", event.first_reported),
        ("lastReported", event.last_reported),
    ):
        if date is not None:
            yield line(kg_iri(name), date_term(date))
    if event.place is not None:
        yield line(kg_iri("placeName"), text_literal(event.place))
    if event.place_country is not None:
        yield line(kg_iri("placeCountry"), f"<{names.actors}{event.place_country}>")
    for context in event.context:
        yield line(kg_iri("context"), text_literal(context))
    yield line(kg_iri("reportCount"), number(len(event.reports)))
    yield line(kg_iri("articleCount"), number(event.articles))
    for report in event.reports:
        yield line(kg_iri("report"), f"<{names.reports}{report}>")
    for reason in event.because:
        yield line(kg_iri("mergedBecause"), text_literal(reason))
    yield line(kg_iri("mergeKey"), text_literal(event.key))
    for report in event.reports[1:]:  # an occurrence that this report once led, or would have
        yield f"<{names.events}{report}> {_REPLACED} {subject}{end}"
    yield from history_lines(event, label, names)


def _label(event: Occurrence, taxonomy: Taxonomy, name_of: Callable[[str], str | None]) -> str:
    """ "Iran and Pakistan: joint exercise (2024-05)"; "United States to Iran: sanctions"."""
    given = dict(event.names)

    def named(actors: tuple[str, ...]) -> str:
        texts = [given.get(actor) or name_of(actor) or actor for actor in actors]
        if len(texts) > _MANY:
            texts = [*texts[: _MANY - 1], f"{len(texts) - _MANY + 1} others"]
        return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"

    known = taxonomy.classes.get(event.cls)
    what = known.label if known else event.cls
    if event.reciprocal:
        who = named(tuple(dict.fromkeys((*event.source, *event.target))))
    else:
        who = f"{named(event.source)} to {named(event.target)}"
    when = f" ({event.date})" if event.date else ""
    stands = ("alleged",) if event.alleged else () if event.happened else event.statuses
    doubt = f", {' and '.join(stands)}" if stands else ""
    return f"{who}: {what}{doubt}{when}"
