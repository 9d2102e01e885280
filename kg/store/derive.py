"""The derived graphs: made anew from the articles' graphs, or brought up to date where those changed.

Both ways end with the same quads. What has yet to be done is itself in the store, in
``:graph/pending``, written in the transaction that changed the article: a process killed between a
change and its derivation leaves a store that knows what it owes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import digest
from kg.ontology.terms import ontology_quads
from kg.store.correction_quads import corrections_from
from kg.store.events import occurrence_lines, occurrence_of
from kg.store.histories import history_lines
from kg.store.identities import (
    identity_quads,
    naming_articles,
    standing,
    states_renamed,
    stored_identities,
)
from kg.store.ledger import entries, entry, line_of, report_of_line
from kg.store.nquads import quads_of
from kg.store.occurrences import group_key, merge
from kg.store.overlay import differing, overlay_of, renamed
from kg.store.readback import occurrence_from
from kg.store.relating import Relations, relation_changes
from kg.store.reports import report_of_store, reports_of_article, reports_of_graph
from kg.store.terms import LABEL, PENDING, PERSONS, RULES, node
from kg.store.writing import add_lines, add_many, change, drop, take_many

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from kg.store.comparing import Compared
    from kg.store.events import Occurrence
    from kg.store.ledger import Line
    from kg.store.occurrences import Cluster
    from kg.store.overlay import Overlay
    from kg.store.reports import Report
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Deriver", "pending_quads"]

_SENT: Final = 1_000_000  # derived quads that a server sends to be compared when all are made anew
_PART: Final = 10_000  # lines that a rebuild parses at a time to compare them
_REBUILD_SHARE: Final = 4  # more than a quarter of the articles changed: make all anew
_ALWAYS_UPDATED: Final = 100  # articles; as many take a second, whatever the size of the store


@cache
def rules() -> str:
    """A hash of what derives: the modules that do it, and the ontology. Another hash, other graphs."""
    modules = (
        "corrections", "correction_quads", "dates", "derive", "dyads", "events", "extremes", "identities",
        "ledger", "nquads", "occurrences", "overlay", "relating", "relations", "reports", "wording",
    )  # fmt: skip
    here = Path(__file__).parent
    paths = [here / f"{name}.py" for name in modules]
    paths += [here.parent / "actors" / name for name in ("linking.py", "names.py")]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return digest(*texts, *(str(quad) for quad in ontology_quads()))


def pending_quads(article: NamedNode, groups: Iterable[str], names: Names) -> list[Quad]:
    """What a change of an article leaves to do: itself, and the groups its former reports were in."""
    marks = [Quad(article, PENDING, Literal(group), names.pending_graph) for group in sorted(set(groups))]
    return marks or [Quad(article, PENDING, Literal(""), names.pending_graph)]


class Deriver:
    """Keeps layers 2 and 3 of one engine in step with layer 1."""

    def __init__(self, engine: Engine, names: Names, taxonomy: Taxonomy) -> None:
        self._engine = engine
        self._names = names
        self._taxonomy = taxonomy
        self._corrected: Overlay | None = None
        self._name_of: Callable[[str], str | None] | None = None  # a new registry makes all anew
        self._standing: dict[str, str] | None = (
            None  # person -> the one that stands for it; None: not read yet
        )

    @property
    def overlay(self) -> Overlay:
        """The corrections in the store, as they bear on merging."""
        if self._corrected is None:
            graph = self._names.correction_graph
            quads = self._engine.quads_for_pattern(None, None, None, graph)
            self._corrected = overlay_of(corrections_from(quads, self._names))
        return self._corrected

    def correct(self, overlay: Overlay) -> list[Quad]:
        """What a change of the corrections to those of ``overlay`` leaves to do."""
        before, self._corrected = self.overlay, None
        marks: set[Quad] = set()
        for report in sorted(differing(before, overlay, self._engine, self._names)):
            row = report_of_store(self._engine, self._names.reports + report, self._names)
            if row is not None:
                old = before.apply(row)
                groups = [group_key(old, self._taxonomy)] if old is not None else []
                marks |= set(pending_quads(node(row.article), groups, self._names))
        return sorted(marks, key=str)

    def _taken(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports as people corrected them, without those that they rejected; each person by one id."""
        overlay, stands = self.overlay, self._standing or {}
        for report in reports:
            row = overlay.apply(report) if overlay else report
            if row is not None:
                given = {a: stands[a] for a in (*row.source, *row.target) if a in stands}
                yield renamed(row, given, overlay.names) if given else row

    def marks(
        self, article: NamedNode, stored: Collection[Quad], removed: Iterable[Quad], added: Iterable[Quad]
    ) -> list[Quad]:
        """What a change of an article, before it is made, will leave to do."""
        states = states_renamed(self._engine, self._names, article, chain(removed, added))
        persons = [Quad(article, PERSONS, Literal(state), self._names.pending_graph) for state in states]
        return pending_quads(article, self.groups_of(article, stored), self._names) + persons

    def groups_of(self, article: NamedNode, quads: Iterable[Quad]) -> set[str]:
        """The groups that the reports in an article's graph are in."""
        reports = self._taken(reports_of_article(article.value, quads, self._names))
        return {group_key(report, self._taxonomy) for report in reports}

    def refresh(self) -> int:
        """Do what is pending, or all anew where other rules derived it; how many articles were pending."""
        pending = list(self._engine.quads_for_pattern(None, None, None, self._names.pending_graph))
        if self._made_by() != rules():
            self.rebuild()
            return len({quad.subject for quad in pending} - {node(self._names.base)})
        if not pending:
            return 0
        articles = {quad.subject.value for quad in pending}  # type: ignore[union-attr]
        if self._names.base in articles or self._is_large_share(len(articles)):
            self.rebuild()
        else:
            told = {quad.predicate: set[str]() for quad in pending} | {PENDING: set(), PERSONS: set()}
            for quad in pending:
                told[quad.predicate].add(quad.object.value)  # type: ignore[union-attr]
            before = self._standing
            try:
                self._update(articles, told[PENDING] - {""}, told[PERSONS])
            except BaseException:
                self._standing = before  # nothing was written
                raise
        return len(articles - {self._names.base})

    def _is_large_share(self, changed: int) -> bool:
        """Whether so many articles changed that making all anew is cheaper; a few are never counted."""
        if changed < _ALWAYS_UPDATED:
            return False
        graphs = (graph for graph in self._engine.named_graphs() if self._is_article(graph))
        return sum(1 for _ in islice(graphs, changed * _REBUILD_SHARE)) < changed * _REBUILD_SHARE

    def rebuild(self) -> None:
        """Make both derived graphs anew from the articles' graphs."""
        change(self._engine, (), [self.owed])  # stays until all is written: a killed rebuild is done again
        compared = self._compared()
        lines = self._all_lines()
        if compared is None:
            add_lines(self._engine, lines)
        else:
            parts = iter(lambda: quads_of(islice(lines, _PART)), [])
            add_many(self._engine, compared.lacking(chain.from_iterable(parts)))
            take_many(self._engine, compared.outdated(self._derived()))
        made_by = Quad(node(self._names.base), RULES, Literal(rules()), self._names.rules_graph)
        before = self._engine.quads_for_pattern(None, RULES, None, self._names.rules_graph)
        change(
            self._engine,
            [quad for quad in before if quad != made_by],
            [made_by],
            drop=self._names.pending_graph,
        )

    @property
    def owed(self) -> Quad:
        """The mark that both derived graphs are to be made anew."""
        return Quad(node(self._names.base), PENDING, Literal("rebuild"), self._names.pending_graph)

    def _made_by(self) -> str | None:
        """The rules that made the derived graphs; None where there are none yet."""
        found = next(self._engine.quads_for_pattern(None, RULES, None, self._names.rules_graph), None)
        return found.object.value if found is not None else None  # type: ignore[union-attr]

    def _derived(self) -> Iterator[Quad]:
        """What the derived graphs hold."""
        graphs = self._names.derived_graphs
        return chain.from_iterable(self._engine.quads_for_pattern(None, None, None, g) for g in graphs)

    def _compared(self) -> Compared | None:
        """What the derived graphs hold, to be compared; None: nothing, or too much for a server to send."""
        some = list(islice(self._derived(), 1 if isinstance(self._engine, Store) else _SENT + 1))
        if not some:
            return None
        if len(some) > _SENT:
            for graph in self._names.derived_graphs:
                drop(self._engine, graph)
            return None
        from kg.store.comparing import Compared  # numpy's start takes longer than most questions

        return Compared(self._derived() if isinstance(self._engine, Store) else some)

    def _all_lines(self) -> Iterator[str]:
        identities = identity_quads(self._engine, self._names)
        self._standing = standing(identities, self._names)
        yield from (f"{line} .\n" for line in sorted(map(str, identities)))
        groups: dict[str, list[Line]] = defaultdict(list)
        for graph in [graph for graph in self._engine.named_graphs() if self._is_article(graph)]:
            for report in self._article(graph):  # type: ignore[arg-type]
                groups[group_key(report, self._taxonomy)].append(line_of(report, graph.value))
        name_of = self._name_of = self._registry_names()
        relations = Relations(self._names, self._taxonomy)
        for group in sorted(groups):
            lines = {report_of_line(line): line for line in groups.pop(group)}
            for cluster in merge(lines, self._taxonomy):
                event = occurrence_of(cluster)
                yield from occurrence_lines(event, self._taxonomy, self._names, name_of)
                yield from self._entries(cluster, lines)
                yield from relations.founded_by(event)
        yield from relations.sums()

    def _entries(self, cluster: Cluster, lines: Mapping[Report, Line]) -> Iterator[str]:
        """The ledger of one happening."""
        event = cluster.id
        for report in cluster.members:
            yield entry(cluster.key, event, lines[report], self._names)

    def _update(self, articles: set[str], groups: set[str], states: set[str]) -> None:
        """Derive what a change of these articles moves in the groups, and write it in one transaction."""
        unlinked, linked = self._identify(articles, states)
        fresh: dict[str, dict[Report, Line]] = {group: {} for group in groups}
        for article in sorted(articles):
            for report in self._article(node(article)):
                group = group_key(report, self._taxonomy)
                fresh.setdefault(group, {})[report] = line_of(report, article)
        old: list[str] = []
        new: list[Occurrence] = []
        out, in_ = set(unlinked), set(linked)
        for group in sorted(fresh):
            gone, clusters, lines, left = self._moved(group, articles, fresh[group])
            old += gone
            new += map(occurrence_of, clusters)
            out |= left
            in_ |= {quad for cluster in clusters for quad in quads_of(self._entries(cluster, lines))}
        before = {event: self._event_quads(event) for event in old}
        events = [occurrence_from(quads, self._names, self._taxonomy) for quads in before.values()]
        out |= {quad for quads in before.values() for quad in quads} | self._replacements(events)
        for event, quads in zip(events, before.values(), strict=True):
            label = next(quad.object.value for quad in quads if quad.predicate == LABEL)  # type: ignore[union-attr]
            out |= set(quads_of(history_lines(event, label, self._names)))
        name_of = self._name_of or self._registry_names()
        self._name_of = name_of
        in_ |= {q for e in new for q in quads_of(occurrence_lines(e, self._taxonomy, self._names, name_of))}
        removed, added = relation_changes(self._engine, self._names, self._taxonomy, events, new)
        change(
            self._engine,
            [*(out - in_), *removed],
            [*(in_ - out), *added],
            drop=self._names.pending_graph,
            owed=self.owed,
        )

    def _moved(
        self, group: str, articles: Collection[str], fresh: Mapping[Report, Line]
    ) -> tuple[list[str], list[Cluster], Mapping[Report, Line], set[Quad]]:
        """What new reports of some articles change in a group.

        The events that go, the happenings that come, the lines of the reports, and the entries of what goes.
        An event whose reports are the same as before stays as it is.
        """
        stored = list(entries(self._engine, group, self._names))
        was = {line for _, line in stored if line.graph in articles}
        if was == set(fresh.values()):
            return [], [], {}, set()
        lines, before = dict(fresh), defaultdict[str, set[str]](set)
        moved = {report.id for report, line in fresh.items() if line not in was}
        new = set(fresh.values())
        for event, line in stored:
            report = report_of_line(line)
            before[event].add(report.id)
            if line.graph not in articles:
                lines[report] = line
            elif line not in new:
                moved.add(report.id)
        clusters, kept = [], set()
        for cluster in merge(lines, self._taxonomy):
            members = {report.id for report in cluster.members}
            if before.get(cluster.id) == members and not members & moved:
                kept.add(cluster.id)
            else:
                clusters.append(cluster)
        gone = (entry(group, event, line, self._names) for event, line in stored if event not in kept)
        left = set(quads_of(gone))
        return [event for event in before if event not in kept], clusters, lines, left

    def _identify(self, articles: set[str], states: set[str]) -> tuple[set[Quad], set[Quad]]:
        """Who is who after a change of these articles: links that go, and links that come.

        Adds the articles whose reports name somebody who is now called by another id. Only persons of
        ``states``, about whom something is said that was not said before, can be concerned.
        """
        engine, names = self._engine, self._names
        if self._standing is None:
            self._standing = standing(stored_identities(engine, names), names)
        if not states:
            return set(), set()
        before = stored_identities(engine, names, states)
        after = identity_quads(engine, names, states)
        old, new = standing(before, names), standing(after, names)
        self._standing = {a: b for a, b in self._standing.items() if a not in old} | new
        moved = {actor for actor in old.keys() | new.keys() if old.get(actor) != new.get(actor)}
        articles |= naming_articles(engine, names, moved)
        return before - after, after - before

    def _event_quads(self, event: str) -> list[Quad]:
        """The quads of an occurrence, by its id."""
        iri, graph = node(self._names.events + event), self._names.occurrence_graph
        return list(self._engine.quads_for_pattern(iri, None, None, graph))

    def _replacements(self, events: Iterable[Occurrence]) -> set[Quad]:
        graph = self._names.occurrence_graph
        return {
            quad
            for event in events
            for report in event.reports[1:]
            for quad in self._engine.quads_for_pattern(node(self._names.events + report), None, None, graph)
        }

    def _article(self, graph: NamedNode) -> Iterator[Report]:
        return self._taken(reports_of_graph(self._engine, graph, self._names))

    def _is_article(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and not graph.value.startswith(self._names.graphs)

    def _registry_names(self) -> Callable[[str], str | None]:
        """Names of states and organisations; the English one, else the first in code-point order."""
        best: dict[str, tuple[bool, str]] = {}
        for quad in self._engine.quads_for_pattern(None, LABEL, None, self._names.registry_graph):
            label = quad.object
            assert isinstance(label, Literal)
            actor = quad.subject.value[len(self._names.actors) :]  # type: ignore[union-attr]
            choice = (not (label.language or "en").startswith("en"), label.value)
            best[actor] = min(choice, best.get(actor, choice))
        return lambda actor: best[actor][1] if actor in best else None
