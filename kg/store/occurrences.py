"""Layer 2: which reports tell of the same happening.

Pure functions over report rows. The result depends on the set of reports alone, never on the
order in which they arrive, and every decision stays inside one group (same parties, same root
class, same month), so that a changed article moves no more than the groups it touches.

Inside a group reports are taken in a fixed order, the best dated and most specific first. A
report joins the one happening that fits it; where several fit equally well it stays on its own,
because a false merge costs an analyst more than a missed one. ``docs/store.md`` gives the rules
with examples.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.store.dates import Span, day, span
from kg.store.wording import other_days, same_wording, tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.store.reports import Report
    from kg.store.taxonomy import Taxonomy

__all__ = ["Cluster", "group_key", "merge"]

OFTEN = frozenset(
    {
        "Accusation",
        "Assault",
        "Coercion",
        "Mobilization",
        "Protest",
        "Rejection",
        "Request",
        "Support",
        "Threat",
    }
)
"""Roots whose events recur from day to day; two reports without a date are told apart by the day."""

PLACED = frozenset({"Assault", "Coercion", "Mobilization", "Protest"})
"""Roots whose events in two towns of one country are two events."""

_PLANS = frozenset({"planned", "proposed"})
_DENIALS = frozenset({"denied", "negated"})
_SLACK = 2  # days from a happening to an undated report of it, where the root is not one of OFTEN
_LONG = 62  # days; longer ranges are compared with every happening of the group
_BY_HAND = "merged by hand"
_COPY_SLACK = 3  # days between an article and a syndicated copy of it


def group_key(report: Report, taxonomy: Taxonomy) -> str:
    """What reports must share to be compared at all: ``"IRN+PAK Cooperation 2024-05"``.

    The last part is the month of the date (else of publication); a year where no more is known of
    the date; the article itself where there is no date whatever. Reports that somebody merged are
    compared where that person said.
    """
    if report.key is not None:
        return report.key
    return f"{'+'.join(report.parties)} {taxonomy.root(report.cls)} {_bucket(report)}"


def _bucket(report: Report) -> str:
    if (when := report.date) is not None and span(when) is not None:
        return when[:7]
    if day(report.published) is not None:
        return str(report.published)[:7]
    return report.article


def merge(reports: Iterable[Report], taxonomy: Taxonomy) -> Iterator[Cluster]:
    """The happenings that the reports tell of, sorted by group, then by their smallest report."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[group_key(report, taxonomy)].append(report)
    for key in sorted(groups):
        yield from sorted(_merge_group(key, groups[key], taxonomy), key=lambda cluster: cluster.id)


@dataclass(slots=True)
class Cluster:
    """The reports of one happening. ``members[0]`` leads: the best dated, most specific one."""

    key: str
    root: str
    cls: str
    members: list[Report]
    when: Span | None  # the days that the leader gives
    common: Span | None  # those of them that every overlapping range covers too: ranges do not chain
    persons: Mapping[str, frozenset[str]]
    direction: tuple[str, ...] | None
    because: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The smallest report's."""
        return min(report.id for report in self.members)

    @property
    def leader(self) -> Report:
        """The member that the others joined."""
        return self.members[0]


def _merge_group(key: str, reports: list[Report], taxonomy: Taxonomy) -> list[Cluster]:
    clusters: list[Cluster] = []
    by_day: dict[int, list[Cluster]] = defaultdict(list)
    long: list[Cluster] = []  # they come first in a group
    bound: dict[str, Cluster] = {}  # reports that somebody merged
    classes = {report.cls for report in reports}
    kin = {cls: {other for other in classes if taxonomy.comparable(cls, other)} for cls in classes}
    for report in sorted(reports, key=lambda r: _rank(r, taxonomy)):
        when = span(report.date, report.date_end)
        days = _days(when)
        nearby = [*long, *{id(c): c for d in days for c in by_day[d]}.values()] if days else clusters
        found = bound.get(report.together or "")
        if found is not None:
            _join(report, when, found, taxonomy, _BY_HAND)
            continue
        found = _choose(report, when, [cluster for cluster in nearby if cluster.cls in kin[report.cls]])
        if found is not None:
            _join(report, when, found, taxonomy)
            if report.together is not None:
                bound[report.together] = found
            continue
        root, persons = taxonomy.root(report.cls), report.persons
        found = Cluster(key, root, report.cls, [report], when, when, persons, _direction(report))
        clusters.append(found)
        if report.together is not None:
            bound[report.together] = found
        for number in days:
            by_day[number].append(found)
        if not days:
            long.append(found)
    return clusters


def _days(when: Span | None) -> range:
    """The days to look for company on; none for a date that is not known to the day, or is a long range."""
    if when is None or when.known != 10 or when.last - when.first > _LONG:
        return range(0)
    return range(when.first, when.last + 1)


def _rank(report: Report, taxonomy: Taxonomy) -> tuple[int, int, int, int, int, bool, str, str]:
    when = span(report.date, report.date_end)
    people = sum(len(named) for named in report.persons.values())
    known, first, last = (when.known, when.first, when.last) if when else (0, 0, 0)
    return (
        -known,
        first - last,
        first,
        -taxonomy.depth(report.cls),
        -people,
        not report.qualifier,
        report.published or "",
        report.id,
    )


def _direction(report: Report) -> tuple[str, ...] | None:
    return None if report.reciprocal else report.source_state


def _choose(report: Report, when: Span | None, clusters: Iterable[Cluster]) -> Cluster | None:
    """Of happenings of comparable class the one that fits best; None where none does, or several equally."""
    fitting = [
        (distance, cluster)
        for cluster in clusters
        if _same_thing(report, cluster) and (distance := _distance(report, when, cluster)) is not None
    ]
    if not fitting:
        return None
    nearest = min(distance for distance, _ in fitting)
    best = [cluster for distance, cluster in fitting if distance == nearest]
    if len(best) > 1:
        best = [cluster for cluster in best if _twin(report, cluster.leader)]
    return best[0] if len(best) == 1 else None


def _twin(one: Report, other: Report) -> bool:
    """Equal in all that tells happenings apart: what is said of one may be said of the other."""
    return (one.cls, one.persons, one.date, one.date_end, one.place, one.place_country) == (
        other.cls,
        other.persons,
        other.date,
        other.date_end,
        other.place,
        other.place_country,
    )


def _same_thing(report: Report, cluster: Cluster) -> bool:
    """Direction, people, place, names, what people decided: nothing in them speaks against."""
    if not (report.reciprocal or cluster.direction is None or cluster.direction == report.source_state):
        return False
    for party, people in report.persons.items():
        known = cluster.persons.get(party)
        if known and not (people <= known or known <= people):
            return False
    return all(
        _places_agree(report, member, cluster.root)
        and not tell_apart(report.qualifier, member.qualifier)
        and not _other_days(report, member)
        and not _told_and_denied(report, member)
        and member.id not in report.apart
        and report.id not in member.apart
        for member in cluster.members
    )


def _told_and_denied(one: Report, other: Report) -> bool:
    """An undated denial, and a deed for which the same article vouches elsewhere: too little in common."""
    if one.article != other.article or one.date or other.date or one.sentence == other.sentence:
        return False
    denial, deed = (one, other) if one.status in _DENIALS else (other, one)
    return denial.status in _DENIALS and deed.status == "occurred" and not deed.alleged


def _other_days(one: Report, other: Report) -> bool:
    """Undated reports whose sentences name days all the same: of a year that the article does not tell."""
    return one.date is None and other.date is None and other_days(one.sentence, other.sentence)


def _places_agree(one: Report, other: Report, root: str) -> bool:
    if one.place_country and other.place_country:
        if one.place_country != other.place_country:
            return False
        if root not in PLACED:
            return True  # Rawalpindi and Islamabad: one visit goes to both
    if one.place and other.place:
        return one.place.casefold() == other.place.casefold()
    return True


def _distance(report: Report, when: Span | None, cluster: Cluster) -> tuple[int, int] | None:
    """How far in time a report is from a happening, the article itself before others; None: too far."""
    here = any(member.article == report.article for member in cluster.members)
    if not _plan_fits(report, when, cluster):
        return None
    if when is None and report.cls != cluster.cls and cluster.root in {report.cls, cluster.cls}:
        return None  # "they spoke" and "he visited", neither dated: too little in common
    if when is None:
        apart = _undated_distance(report, here, cluster)
    elif cluster.when is None:
        return None  # dated reports come first: never met
    elif when.known == 4 or cluster.when.known == 4:
        apart = 0 if here or same_wording(report.sentence, cluster.leader.sentence) else None
    elif when == cluster.when:
        apart = 0
    elif cluster.root in OFTEN and not here:
        return None  # a day of a week of strikes, or of a month: too little to tie one of many by
    else:
        apart = 1 if _covers(cluster.when, when) or _overlap(cluster.common, when) else None
    return None if apart is None else (0 if here else 1, apart)


def _covers(whole: Span, part: Span) -> bool:
    """A day inside a range, but also a month that a day of the other's lies in."""
    if whole.known != part.known:
        return part.first <= whole.first <= part.last
    return whole.first <= part.first and part.last <= whole.last


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one.first <= other.last and other.first <= one.last


def _undated_distance(report: Report, here: bool, cluster: Cluster) -> int | None:
    """An undated report: told in the same article, in the same words, or published right after."""
    if here:
        return 0
    published, theirs = day(report.published), day(cluster.leader.published)
    if published is None:
        return None
    if theirs is not None and abs(published - theirs) <= _COPY_SLACK:
        wordings = {member.sentence for member in cluster.members if member.sentence}
        if any(same_wording(report.sentence, wording) for wording in sorted(wordings)):
            return 0
    if cluster.when is None:
        return 1 if published == theirs else None
    if cluster.when.known != 10 or report.status in _PLANS:
        return None
    slack = 0 if cluster.root in OFTEN else _SLACK
    if cluster.when.first <= published <= cluster.when.last:
        return 1
    late = published - cluster.when.last
    return 1 + late if 0 < late <= slack else None


def _plan_fits(report: Report, when: Span | None, cluster: Cluster) -> bool:
    """A plan and a deed are one only where both are dated, and a later article tells of the deed."""
    for member in cluster.members:
        if {report.status, member.status} & _PLANS and "occurred" in {report.status, member.status}:
            plan, deed = (report, member) if report.status in _PLANS else (member, report)
            if when is None or when.known == 4 or not member.date or plan.article == deed.article:
                return False
            if plan.published and deed.published and plan.published > deed.published:
                return False
    return True


def _join(
    report: Report, when: Span | None, cluster: Cluster, taxonomy: Taxonomy, because: str | None = None
) -> None:
    cluster.because.add(because or _reason(report, when, cluster, taxonomy))
    if taxonomy.depth(report.cls) > taxonomy.depth(cluster.cls):
        cluster.cls = report.cls
    if when and cluster.when and cluster.common and not _covers(cluster.when, when):
        first, last = max(when.first, cluster.common.first), min(when.last, cluster.common.last)
        cluster.common = Span(first, last, when.known)
    for party, people in report.persons.items():
        cluster.persons = {**cluster.persons, party: cluster.persons.get(party, frozenset()) | people}
    if cluster.direction is None:
        cluster.direction = _direction(report)
    cluster.members.append(report)


def _reason(report: Report, when: Span | None, cluster: Cluster, taxonomy: Taxonomy) -> str:
    """Why this report joins: a few fixed phrases."""
    if report.cls == cluster.cls:
        kind = "same class"
    elif taxonomy.depth(report.cls) < taxonomy.depth(cluster.cls):
        kind = "broader class"
    else:
        kind = "narrower class"
    return f"same parties, {kind}, {_time_phrase(report, when, cluster)}"


def _time_phrase(report: Report, when: Span | None, cluster: Cluster) -> str:
    here = any(member.article == report.article for member in cluster.members)
    if when is not None and cluster.when is not None and when.known != 4:
        if when.known != cluster.when.known:
            return "day within the month"
        if when.known == 7:
            return "same month"
        return (
            "same day"
            if when.first == when.last == cluster.when.first == cluster.when.last
            else "dates overlap"
        )
    if here:
        return "same article"
    if any(same_wording(report.sentence, member.sentence) for member in cluster.members if member.sentence):
        return "same wording"
    if cluster.when is None or day(report.published) == cluster.when.last:
        return "published the same day"
    return "published while it lasted or within two days"
