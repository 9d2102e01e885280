"""Explain the reading of an article: the same steps as ``extractor.read``, and then why.

Nothing is traced while articles are read: what a referent is and repeats is on its record, and what
else decides is asked anew over the same tree (``counterfactual``). So explaining costs, reading does not.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from kg.extraction.confidence import parts
from kg.extraction.counterfactual import decisive
from kg.extraction.explanation import (
    Account,
    Argument,
    Explanation,
    Ground,
    NearMiss,
    PassedOver,
)
from kg.extraction.extractor import Reader
from kg.extraction.frames import CONDITIONS
from kg.extraction.lexicon_records import NounFrame, VerbFrame
from kg.extraction.syntax import clause
from kg.model import EventMention, Status

if TYPE_CHECKING:
    from kg.actors import Registry
    from kg.extraction.candidates import Candidate
    from kg.extraction.frames import Lexicon
    from kg.extraction.scene import Referent
    from kg.language.parse import Parsed
    from kg.language.tree import Tree
    from kg.model import Mention, Rejected

__all__ = ["account"]

_LINES = 2  # lines around a quotation in which whoever is quoted may be named


def account(parsed: Parsed, lexicon: Lexicon, registry: Registry, min_confidence: float = 0.0) -> Account:
    """Every candidate of the article with its grounds, and every word that has frames but evoked nothing."""
    reader = Reader.of(parsed, lexicon, registry)
    outcomes = reader.outcomes(min_confidence)
    ask = _Asked(reader)
    explained = [ask.explanation(c, outcome) for c, outcome in outcomes]
    explained.sort(key=lambda e: _place(e.trigger))
    heads = {c.head for c, _ in outcomes}
    passed = [ask.passed_over(i) for i in range(len(parsed.tree)) if i not in heads and ask.evokes(i)]
    return Account(
        article=parsed.article,
        explanations=tuple(explained),
        passed_over=tuple(sorted(passed, key=lambda p: _place(p.word))),
        home=reader.scene.home,
        published=reader.published,
    )


def _place(m: Mention) -> tuple[bool, int, int]:
    return m.field != "title", m.start, m.end


@dataclass(eq=False)
class _Asked:
    """A reader that has read, asked for its grounds."""

    reader: Reader

    def explanation(self, c: Candidate, outcome: EventMention | Rejected) -> Explanation:
        reader, scene = self.reader, self.reader.scene
        kept = outcome if isinstance(outcome, EventMention) else None
        verb = scene.tree.is_verb(c.head)
        carrier = c.clause if not verb else None
        speaker = reader.attribution.of(c.head) if kept else None
        return Explanation(
            trigger=scene.mention(c.first, c.last, c.type), sentence=reader.sentence_span(c.head),
            type=c.type, root=c.root, mechanism=c.mechanism, frame=c.frame.origin,
            arguments=tuple(
                self._argument(side, r, c)
                for side, found in (("source", c.source), ("target", c.target))
                for r in found
            ),
            outcome=outcome, status=kept.status if kept else c.status,
            status_ground=self._status(c, kept.status if kept else c.status, kept.date if kept else None),
            headline=scene.headline(c.head), passive=verb and clause(scene.tree, c.head).passive,
            carrier=scene.mention(carrier, carrier) if carrier is not None else None,
            speaker=self._argument("speaker", speaker) if speaker else None,
            speaker_ground=self._speaker(c.head) if speaker else None,
            date_ground=self._date(c, kept) if kept else None,
            confidence=parts(c, scene) if c.reason is None else (),
        )  # fmt: skip

    def _argument(self, side: str, r: Referent, c: Candidate | None = None) -> Argument:
        scene = self.reader.scene
        at = r.antecedent or (r.first, r.last)
        person = next((p for p, _, _ in (scene.people.get(i, (None, 0, 0)) for i in at) if p), None)
        if person is not None and person.actor.country != r.country:
            person = None
        return Argument(
            side=side, actor=r.actor, words=scene.mention(r.first, r.last), how=r.how,
            certainty=round(r.certainty, 2), standing=r.standing,
            slot=self._slot(r, c) if c is not None else None,
            repeats=scene.mention(*r.antecedent) if r.antecedent else None,
            tie=person.tie if person else "",
            tied_by=scene.mention(*person.phrase) if person and person.phrase else None,
        )  # fmt: skip

    def _slot(self, r: Referent, c: Candidate) -> str | None:
        """The first slot of the frame that yields these words, asked again."""
        slots, frame = self.reader.slots, c.frame
        if isinstance(frame, VerbFrame):
            around = clause(self.reader.scene.tree, c.head)
            for name in dict.fromkeys((*frame.source, *frame.target)):
                for venues in (False, True):
                    if _among(r, slots.verb(around, name, venues=venues)):
                        return name
            return None
        anchor = self.reader.nominals.anchor(c.head)
        carrier = slots.carrier(anchor, setting=frame.root == "Consultation")
        for name in frame.parties if frame.reciprocal else dict.fromkeys((*frame.source, *frame.target)):
            if _among(r, slots.noun(anchor, name, carrier)):
                return name
        return None

    def _status(self, c: Candidate, final: Status, date: str | None) -> Ground:
        """The words that make it anything but a plain deed."""
        if final is not c.status:
            published = self.reader.published
            later = bool(date and published and date > published[: len(date)])
            if final is Status.PLANNED and later:
                return Ground(note="its date lies after the article's")
            return Ground(note="as another mention of the happening in this article has it")
        if final is Status.OCCURRED:
            return Ground()
        tree, frame, status = self.reader.scene.tree, c.frame, self.reader.status

        at = c.head if isinstance(frame, VerbFrame) else self.reader.nominals.anchor(c.head)

        def ask(masked: Tree) -> Status:
            return replace(status, tree=masked).of_frame(at, frame)

        first, past = self.reader.sentence_of(c.head)
        words = decisive(tree, [i for i in range(first, past) if not c.first <= i <= c.last], ask)
        if words:
            return Ground(because=self._mentions(words))
        return Ground(note="the frame says so" if frame.status is final else "by the form of the trigger")

    def _speaker(self, head: int) -> Ground:
        """The words that credit somebody: verbs of saying, of wishing, "according to"."""
        scene, lexicon = self.reader.scene, self.reader.status.lexicon
        tree = scene.tree
        quoted = head in scene.quoted
        lines = range(tree.block[head] - _LINES, tree.block[head] + 1) if quoted else (tree.block[head],)
        reporting = [
            i
            for line in lines
            for i in range(*tree.spans.get(line, (0, 0)))
            if tree.lemma[i] in lexicon.speech
            or tree.lemma[i] in lexicon.matrix
            or tree.lower[i] == "according"
        ]

        def ask(masked: Tree) -> tuple[str, int] | None:
            parsed = replace(scene.parsed, tree=masked)
            found = replace(
                self.reader.attribution, scene=replace(scene, parsed=parsed),
                status=replace(self.reader.status, tree=masked), _quotes={}, _busy=set(), _lines={},
            ).of(head)  # fmt: skip
            return (found.actor.id, found.first) if found else None

        words = self._mentions(decisive(tree, reporting, ask))
        return Ground(because=words, note="inside a quotation" if quoted else "")

    def _date(self, c: Candidate, m: EventMention) -> Ground | None:
        if m.date is None:
            return None
        words = self.reader.circumstances.when(c)
        if words is None or self.reader.circumstances.date(c)[0] != m.date:
            return Ground(note="as where the article tells the event with its date")
        return Ground(because=(words,))

    def _mentions(self, tokens: tuple[int, ...]) -> tuple[Mention, ...]:
        """Tokens as spans, neighbours together."""
        runs: list[list[int]] = []
        for i in tokens:
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        return tuple(self.reader.scene.mention(run[0], run[-1]) for run in runs)

    def evokes(self, i: int) -> bool:
        """Is the token a word that has frames?"""
        return bool(self._frames(i))

    def _frames(self, i: int) -> tuple[VerbFrame, ...] | tuple[NounFrame, ...]:
        tree, lexicon = self.reader.scene.tree, self.reader.status.lexicon
        if tree.is_verb(i):
            return lexicon.verbs.get(tree.lemma[i], ())
        if not tree.is_noun(i) or any(
            i in named
            for named in (self.reader.scene.names, self.reader.scene.people, self.reader.scene.titles)
        ):
            return ()
        return lexicon.nouns.get(tree.lemma[i], ())

    def passed_over(self, i: int) -> PassedOver:
        """Why a word that has frames is no candidate."""
        scene, frames = self.reader.scene, self._frames(i)
        blocked = next((f for f in frames if self._fits(f, i)), None)
        near: list[NearMiss] = []
        for frame in () if blocked else frames:
            unmet = None if frame.blocks else self._unmet(frame, i)
            if unmet:
                near.append(NearMiss(type=frame.type, frame=frame.origin, unmet=unmet))
        return PassedOver(
            word=scene.mention(i, i), lemma=scene.tree.lemma[i], frames=len(frames),
            blocked=blocked.origin if blocked else None, near=tuple(near),
        )  # fmt: skip

    def _fits(self, frame: VerbFrame | NounFrame, i: int) -> bool:
        if isinstance(frame, VerbFrame):
            return self.reader.clauses.conditions.hold(frame, clause(self.reader.scene.tree, i))
        return self.reader.nominals.fits(frame, i)

    def _unmet(self, frame: VerbFrame | NounFrame, i: int) -> str | None:
        """The one condition without which the frame would fit; its very words ("take *part*") are none."""
        defaults: dict[str, Any] = {f.name: f.default for f in fields(frame)}
        for name in CONDITIONS[type(frame)]:
            given = getattr(frame, name)
            if (
                name != "words"
                and given != defaults[name]
                and self._fits(replace(frame, **{name: defaults[name]}), i)
            ):
                return name
        return None


def _among(r: Referent, found: list[Referent]) -> bool:
    return any((r.actor.id, r.first, r.last) == (x.actor.id, x.first, x.last) for x in found)
