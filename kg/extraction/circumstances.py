"""When and where: the date and the place that a trigger's own clause gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.actors import Form
from kg.extraction.syntax import clause
from kg.language import dates
from kg.model import ActorKind, EventMention, Mention, Place, Status

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.extraction.scene import Scene

__all__ = ["Circumstances", "dated"]

_FAR = 8  # steps in the tree beyond which a date belongs to something else


@dataclass(frozen=True, slots=True)
class _Span:
    token: int
    span: dates.DateSpan


@dataclass(eq=False)
class Circumstances:
    """Dates and places of one scene."""

    scene: Scene
    _by_sentence: dict[int, list[_Span]] | None = field(default=None)
    published: str | None = None

    def date(self, candidate: Candidate) -> tuple[str | None, str | None]:
        """(date, end) of the event, no finer than the text says; (None, None) if it says nothing."""
        nearest = self._nearest(candidate)
        if nearest is None:
            return None, None
        tense: dates.Tense = "future" if candidate.status in (Status.PLANNED, Status.PROPOSED) else "past"
        found = dates.resolve(nearest.span, self.published, tense)
        return found.date, found.date_end

    def when(self, candidate: Candidate) -> Mention | None:
        """The words that date the event, if any do."""
        nearest = self._nearest(candidate)
        if nearest is None:
            return None
        block = self.scene.parsed.blocks[self.scene.tree.block[nearest.token]]
        span, text = nearest.span, block.text[nearest.span.start : nearest.span.end]
        return Mention(
            article=self.scene.parsed.article.id, field=block.field, start=block.start + span.start,
            end=block.start + span.end, text=text, label="date",
        )  # fmt: skip

    def _nearest(self, candidate: Candidate) -> _Span | None:
        """The date that hangs nearest to the trigger in the tree of its sentence."""
        tree = self.scene.tree
        spans = self._spans().get(tree.sent[candidate.head], [])
        best: tuple[tuple[int, int], _Span] | None = None
        for s in spans:
            distance = self._distance(candidate, s.token)
            if distance is None:
                continue
            key = (distance, abs(s.token - candidate.head))
            if best is None or key < best[0]:
                best = (key, s)
        return best[1] if best is not None else None

    def _spans(self) -> dict[int, list[_Span]]:
        if self._by_sentence is not None:
            return self._by_sentence
        tree = self.scene.tree
        out: dict[int, list[_Span]] = {}
        for number, block in enumerate(self.scene.parsed.blocks):
            if number not in tree.spans:
                continue
            for span in dates.find(block.text, self.published):
                token = tree.at(number, block.start + span.start)
                if token is None:
                    token = tree.at(number, block.start + span.end - 1)
                if token is not None:
                    out.setdefault(tree.sent[token], []).append(_Span(token, span))
        self._by_sentence = out
        return out

    def _distance(self, candidate: Candidate, token: int) -> int | None:
        """Steps from the trigger to what the date hangs on; None if that is another clause's."""
        tree = self.scene.tree
        up = {a: n for n, a in enumerate([candidate.head, *tree.ancestors(candidate.head)])}
        own = candidate.clause
        i = token
        for steps, a in enumerate([token, *tree.ancestors(token)]):
            if a in up:
                if own is not None and up[a] > up.get(own, 0) + 2:
                    return None
                return up[a] + steps if up[a] + steps <= _FAR else None
            if (tree.is_verb(a) and tree.dep[a] not in ("amod",)) and a != i and a != own and tree.dep[a] in (
                "relcl", "ccomp", "advcl", "conj", "acl"):  # fmt: skip
                return None
        return None

    def place(self, candidate: Candidate) -> Place | None:
        """A city, capital or country under "in", "at", "near" on the trigger or its verb."""
        tree = self.scene.tree
        heads: list[int] = []
        for at in (candidate.head, candidate.clause):
            if at is None:
                continue
            if tree.is_verb(at):
                preps = clause(tree, at).preps
                heads += [h for p in ("in", "at", "near", "off", "outside") for h in preps.get(p, ())]
            for k in tree.children(at, "prep"):
                if tree.lower[k] in ("in", "at", "near", "off", "outside"):
                    heads += tree.children(k, "pobj")
        for h in heads:
            name = self.scene.names.get(h)
            if (
                name is not None
                and name.form in (Form.CAPITAL, Form.CITY, Form.NAME)
                and name.actor.kind == ActorKind.STATE
            ):
                return Place(name=name.hit.text, country=name.actor.country)
        return None


def dated(mentions: list[EventMention]) -> list[EventMention]:
    """A headline, or a noun that points back, has the date of the event that it retells."""
    known: dict[tuple[str, frozenset[str | None]], EventMention] = {}
    for m in mentions:
        if m.date:
            known.setdefault(_happening(m), m)
    out = []
    for m in mentions:
        told = known.get(_happening(m))
        if (
            m.date is None
            and told is not None
            and (m.extractor == "event coreference" or m.trigger.start < told.trigger.start)
        ):
            m = replace(m, date=told.date, date_end=told.date_end)
        out.append(m)
    return out


def _happening(m: EventMention) -> tuple[str, frozenset[str | None]]:
    return m.type, frozenset(p.actor.country for p in (*m.source, *m.target))
