"""When and where: the date and the place that a trigger's own clause gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.actors import Form
from kg.extraction.syntax import clause
from kg.language import dates
from kg.model import ActorKind, Mention, Place, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.candidates import Candidate
    from kg.extraction.lexicon_records import LightVerb
    from kg.extraction.scene import Scene

__all__ = ["Circumstances"]

_TIMES = frozenset(
    """hour morning afternoon evening night day week weekend month year spring summer autumn winter end
    beginning start middle eve dawn noon half quarter decade""".split()
)
_UNITS = frozenset({"hour", "day", "week", "month", "year"})
_FIRST = 10  # tokens before "since 2012" in which "first" says that it dates the one before
_FAR = 8  # steps in the tree beyond which a date belongs to something else


@dataclass(frozen=True, slots=True)
class _Span:
    """A date expression on tokens [token, last]."""

    token: int
    last: int
    span: dates.DateSpan


@dataclass(eq=False)
class Circumstances:
    """Dates and places of one scene."""

    scene: Scene
    light: Callable[[int, int], LightVerb | None]
    _by_sentence: dict[int, list[_Span]] | None = field(default=None)
    published: str | None = None

    def date(self, candidate: Candidate) -> tuple[str | None, str | None]:
        """(date, end) of the event, no finer than the text says; (None, None) if it says nothing."""
        nearest = self._nearest(candidate)
        lasts = self._lasts(candidate)
        if nearest is None:
            # "is on a four-day visit": some day of this month
            current = lasts and candidate.status is Status.OCCURRED and self._present(candidate.clause)
            return (self.published[:7] if current and self.published else None), None
        tense: dates.Tense = "future" if candidate.status in (Status.PLANNED, Status.PROPOSED) else "past"
        found = dates.resolve(nearest.span, self.published, tense)
        if found.date is None and self.published is None and nearest.span.kind == "yearless":
            found = self._in_year(nearest.span)
        if found.date and len(found.date) == 10 and self._ends(candidate, lasts):
            return found.date[:7], None  # a day that closes it says no more than the month when it was
        return found.date, found.date_end

    def _in_year(self, span: dates.DateSpan) -> dates.DateSpan:
        """A day or month without its year, in an article without a date that names one year alone."""
        years = {
            s.span.date[:4]
            for spans in self._spans().values()
            for s in spans
            if s.span.date and s.span.date[:2] == "20"
        }
        if len(years) != 1:
            return span
        # the nearest such day to the middle of a year lies in that year
        return dates.resolve(span, f"{years.pop()}-07-02")

    def _lasts(self, candidate: Candidate) -> bool:
        """Does the trigger say how long it lasts: "a four-day visit", "a week-long exercise"?"""
        tree = self.scene.tree
        if not tree.is_noun(candidate.head):
            return False
        nouns = [candidate.head, *(a for a in tree.kids[candidate.head] if tree.dep[a] == "appos")]
        before = [k for noun in nouns for k in tree.kids[noun] if k < noun and tree.dep[k] != "poss"]
        return any(tree.lemma[x] in _UNITS for k in before for x in (k, *tree.kids[k]))

    def _present(self, verb: int | None) -> bool:
        return verb is not None and self.scene.tree.tag[verb] in ("VBZ", "VBP")

    def _ends(self, candidate: Candidate, lasts: bool) -> bool:
        """Is the date that of its end: "ended a ten-day exercise on Tuesday", "left after a visit"?"""
        tree, noun = self.scene.tree, candidate.head
        if not lasts:
            return False
        if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("after", "following"):
            return True
        carrier = candidate.clause
        light = self.light(carrier, noun) if carrier is not None and carrier != noun else None
        return light is not None and light.ends

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

    def stops(self, candidate: Candidate) -> list[Candidate]:
        """The event, or one for each target where each has a date right behind it: a journey's stops.

        "Visited Chad on Monday and Niger on Tuesday". The trigger of a later stop runs on to its name.
        """
        targets = sorted(candidate.target, key=lambda r: r.first)
        if candidate.reciprocal or len(targets) < 2 or candidate.reason is not None:
            return [candidate]
        spans = self._spans().get(self.scene.tree.sent[candidate.head], [])
        ends = [*(r.first for r in targets[1:]), len(self.scene.tree)]
        dated = [any(r.last < s.token < end for s in spans) for r, end in zip(targets, ends, strict=True)]
        if (
            targets[0].first < candidate.last
            or len({r.first for r in targets}) < len(targets)
            or not all(dated)
        ):
            return [candidate]
        return [
            replace(candidate, target=(r,), last=r.last if n else candidate.last, stop=r.last)
            for n, r in enumerate(targets)
        ]

    def _nearest(self, candidate: Candidate) -> _Span | None:
        """The date that hangs nearest to the trigger in the tree of its sentence.

        A finer date within it wins over a coarse one: "Summit 2016 was held on 3 March 2016". Without
        any, that of a verb coordinated behind counts: "seized two boats and held the crew on Tuesday".
        """
        spans = self._spans().get(self.scene.tree.sent[candidate.head], [])
        if candidate.stop is not None:
            return next(s for s in spans if s.token > candidate.stop)
        reach = self._reach(candidate)
        near = sorted(
            (distance, abs(s.token - candidate.head), n)
            for n, s in enumerate(spans)
            if (distance := self._distance(candidate, reach, s)) is not None
        )
        found = [spans[n] for _, _, n in near]
        if not found:
            return self._behind(candidate, spans)
        best = found[0].span.date
        return next((s for s in found[1:] if best and (s.span.date or "").startswith(f"{best}-")), found[0])

    def _reach(self, candidate: Candidate) -> dict[int, int]:
        """The tokens whose dates can be the trigger's -> steps up to them: its phrase and its clause."""
        tree = self.scene.tree
        reach, i = {candidate.head: 0}, candidate.head
        for k in tree.children(candidate.head, "acl", "relcl"):
            if tree.is_noun(candidate.head) and k > candidate.head:
                reach[k] = 1  # "the accord signed in 2012", "talks to be held in May"
        while tree.head[i] != i and not self._bounds(i):
            i = tree.head[i]
            reach[i] = len(reach)
        return reach

    def _bounds(self, i: int) -> bool:
        """Does a clause with a time of its own end here?"""
        tree = self.scene.tree
        if tree.dep[i] == "prep" and tree.lower[i] in ("of", "for") and tree.child(i, "pcomp") is not None:
            return True  # "accused on Monday of arming": who accuses, and not what for, is dated
        if not (tree.is_verb(i) or tree.pos[i] == "AUX"):
            return False
        if tree.dep[i] in ("ccomp", "relcl", "csubj", "parataxis"):
            return True
        if tree.dep[i] in ("advcl", "acl"):
            return tree.child(i, "nsubj", "nsubjpass") is not None
        return False

    def _distance(self, candidate: Candidate, reach: dict[int, int], span: _Span) -> int | None:
        """Steps from the trigger to what the date hangs on; None if that is something else's."""
        tree, token = self.scene.tree, span.token
        irrealis = candidate.status in (Status.PLANNED, Status.PROPOSED)
        if span.span.since and {"first", "last"} & set(tree.lower[max(0, token - _FIRST) : token]):
            return None  # "would be his first since 2012"
        below = token
        steps = 0
        for a in [span.token, *tree.ancestors(span.token)]:
            if a in reach:
                # "called on Monday for talks": the call is dated, not the talks
                if irrealis and a < token < candidate.head and self._wishes(a, candidate):
                    return None
                if a < token and self._apart(candidate.head, a):
                    return None
                if tree.lower[below] == "for" and tree.is_verb(a) and not irrealis:
                    return None  # "signed a plan for 2023"
                return reach[a] + steps if reach[a] + steps <= _FAR else None
            if not span.token <= a <= span.last:
                if self._other(a, below):
                    return None
                steps += tree.tag[a] not in ("IN", "TO")
            below = a
        return None

    def _apart(self, trigger: int, above: int) -> bool:
        """Does a coordinated clause with a subject or a tense of its own lie between?

        Only what opens the sentence dates both: "On Monday A met B, and C hailed it".
        """
        tree = self.scene.tree
        i = trigger
        while i != above and tree.head[i] != i:
            own = ("nsubj", "nsubjpass", "aux", "auxpass")
            if tree.dep[i] == "conj" and tree.is_verb(i) and tree.child(i, *own) is not None:
                return True
            i = tree.head[i]
        return False

    def _wishes(self, verb: int, candidate: Candidate) -> bool:
        """Is ``verb`` above what the trigger names, and not its light verb or its own?"""
        tree = self.scene.tree
        if not tree.is_verb(verb) or verb == candidate.head:
            return False
        under = [verb, *tree.children(verb, "aux")]
        return verb != candidate.clause or not any(tree.tag[k] == "MD" for k in under)

    def _other(self, a: int, below: int) -> bool:
        """Does a word on the way up from the date make it the date of something else?"""
        tree = self.scene.tree
        if tree.is_verb(a) and tree.dep[a] != "amod":
            timed = any(tree.lower[k] == "when" for k in tree.kids[a])
            return tree.dep[a] in ("relcl", "ccomp", "advcl", "conj", "acl") and not timed
        if not tree.is_noun(a) or tree.lemma[a] in _TIMES:
            return False
        # "the 2003 truce", "a treaty of 2002", "the plan for 2023"
        return tree.dep[below] in ("nummod", "amod", "compound", "nmod", "poss") or (
            tree.dep[below] == "prep" and tree.lower[below] in ("of", "for")
        )

    def _behind(self, candidate: Candidate, spans: list[_Span]) -> _Span | None:
        tree, verb = self.scene.tree, candidate.clause
        happened = candidate.status is Status.OCCURRED and not candidate.frame.speech
        if verb is None or not happened or not tree.is_verb(verb):
            return None
        for other in tree.conjuncts(verb)[1:]:
            if tree.child(other, "nsubj", "nsubjpass") is not None:
                return None
            for s in spans:
                if self._distance(candidate, {other: 0}, s) is not None:
                    return s
        return None

    def _spans(self) -> dict[int, list[_Span]]:
        if self._by_sentence is not None:
            return self._by_sentence
        tree = self.scene.tree
        out: dict[int, list[_Span]] = {}
        for number, block in enumerate(self.scene.parsed.blocks):
            if number not in tree.spans:
                continue
            for span in dates.find(block.text, self.published):
                if span.kind == "vague" or (span.until and span.text.lower().startswith(("until", "till"))):
                    continue  # "in recent years"; and when it ended is not when it was
                last = tree.at(number, block.start + span.end - 1)
                token = tree.at(number, block.start + span.start)
                token = last if token is None else token
                if token is not None:
                    found = _Span(token, token if last is None else last, span)
                    out.setdefault(tree.sent[token], []).append(found)
        self._by_sentence = out
        return out

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
