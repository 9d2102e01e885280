"""An article to its event mentions: every mechanism, in order.

lay out and parse -> names, titles -> people -> coreference
-> per sentence: nouns, verbs, nouns that point back -> settle -> mentions
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.actors import Registry
from kg.config import DEFAULT_MODEL
from kg.extraction import frames, people
from kg.extraction.attribution import Attribution
from kg.extraction.circumstances import Circumstances
from kg.extraction.clauses import Clauses
from kg.extraction.completion import FILLED, Completion
from kg.extraction.confidence import confidence
from kg.extraction.coreference import Coreference
from kg.extraction.denials import Denials
from kg.extraction.hearsay import Hearsay
from kg.extraction.memory import Memory, Remembered
from kg.extraction.nominals import Nominals
from kg.extraction.referents import Referents
from kg.extraction.retelling import retold
from kg.extraction.scanning import scan, tells
from kg.extraction.scene import Referent, Scene, lay_out
from kg.extraction.settle import gate, settle
from kg.extraction.slots import Slots
from kg.extraction.status import StatusReader
from kg.extraction.unnamed import unnamed
from kg.language import dates, pipeline
from kg.language.parse import Parsed, Parser, parse
from kg.model import Article, EventMention, Extraction, Mention, Party, Reason, Rejected, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.extraction.candidates import Candidate
    from kg.extraction.explanation import Account

__all__ = ["Extractor", "read"]


@dataclass(eq=False)
class Extractor:
    """Reads articles with one pipeline, lexicon and registry.

    ``model`` is an installed spaCy pipeline; ``frames`` and ``actors`` are overlay files;
    mentions below ``min_confidence`` [0, 1] are set aside. ``full_parse`` parses every line and looks for
    entities in it; without it, a scan passes over what cannot matter (``kg.extraction.scanning``). Raises
    ``ModelMissing``, ``FrameError`` or ``ActorError`` when made, never while reading.
    """

    model: str = DEFAULT_MODEL
    frames: Sequence[Path] = ()
    actors: Sequence[Path] = ()
    min_confidence: float = 0.0
    full_parse: bool = False

    def __post_init__(self) -> None:
        self.lexicon = frames.load(tuple(self.frames))
        self.registry = Registry.load(tuple(self.actors))
        self.nlp = pipeline.load(self.model)

    def extract(self, article: Article) -> Extraction:
        """What one article says."""
        with pipeline.forgetting(self.nlp):
            return self._extracted(article)

    def _extracted(self, article: Article) -> Extraction:
        parser = Parser(article, self.nlp, frames.fold, entities=self.full_parse)
        if not self.full_parse:
            seen = scan(article, parser.lines, self.registry)
            if seen.reason is not None:
                first = self._read(parser.parsed(seen.lines)) if seen.lines else Extraction(article=article)
                if not tells(first):
                    return replace(first, passed_over=seen.reason)
        return self._read(parser.parsed())

    def _read(self, parsed: Parsed) -> Extraction:
        return read(parsed, self.lexicon, self.registry, self.min_confidence)

    def explain(self, article: Article) -> Account:
        """Why the article says so: every candidate with its grounds, and the words passed over."""
        from kg.extraction.explaining import account

        parsed = parse(article, self.nlp, frames.fold, entities=self.full_parse)
        return account(parsed, self.lexicon, self.registry, self.min_confidence)

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article says, in the order given."""
        return map(self.extract, articles)


def read(
    parsed: Parsed, lexicon: frames.Lexicon, registry: Registry, min_confidence: float = 0.0
) -> Extraction:
    """The event mentions of a parsed article."""
    reader = Reader.of(parsed, lexicon, registry)
    found = list(reader.outcomes(min_confidence))
    outcomes = [outcome for _, outcome in found]
    open_ends = {
        mention
        for candidate, outcome in found
        if isinstance(outcome, Rejected) and outcome.reason in _PARTYLESS
        for head in {candidate.head, candidate.clause or candidate.head}
        for mention in unnamed(reader.scene, head)
    }
    return Extraction(
        article=parsed.article,
        mentions=tuple(o for o in outcomes if isinstance(o, EventMention)),
        tenures=tuple(reader.scene.tenures),
        rejected=tuple(o for o in outcomes if isinstance(o, Rejected)),
        unresolved=tuple(sorted(open_ends, key=lambda m: (m.field != "title", m.start, m.end))),
    )


# What sets a candidate aside because somebody in it counts for no state.
_PARTYLESS = frozenset({Reason.MISSING_PARTY, Reason.UNRESOLVED_PARTY, Reason.PRIVATE_PERSON})
# Events with both sides said, a sentence: from here on an article is about relations.
_DENSE = 0.2


class Reader:
    """The mechanisms of one article, tied together."""

    def __init__(self, scene: Scene, lexicon: frames.Lexicon) -> None:
        tree = scene.tree
        self.scene = scene
        self.status = StatusReader(tree, lexicon)
        self.hearsay = Hearsay(self.status)
        self.memory = Memory(tree, scene.headline, lexicon.nouns)
        self.coreference = Coreference(scene, lambda i: self.attribution.first_person(i), self.memory)
        self.referents = Referents(scene, self.coreference)
        self.attribution = Attribution(scene, self.status, lambda i: self.referents.of(i, inside=True))
        self.slots = Slots(scene, self.referents, self.status, self.memory)
        self.completion = completion = Completion(
            scene, self.slots, self.status, self.memory, self.coreference, lambda i: self.attribution.of(i)
        )
        self.clauses = Clauses(scene, self.slots, self.status, completion)
        self.nominals = Nominals(scene, self.slots, self.status, completion)
        self.denials = Denials(scene, self.referents, self.status)
        self.published = _published(scene)
        self.circumstances = Circumstances(scene, self.status.light, published=self.published)
        self.coreference.prepare(self.referents)
        self._read_with: dict[int, tuple[int, bool]] = {}  # token -> what was told when it was last read

    @classmethod
    def of(cls, parsed: Parsed, lexicon: frames.Lexicon, registry: Registry) -> Reader:
        """Names, titles and people found, everything else still to be read."""
        scene = lay_out(parsed, registry)
        people.find(scene)
        return cls(scene, lexicon)

    def outcomes(self, min_confidence: float) -> list[tuple[Candidate, EventMention | Rejected]]:
        """What becomes of each candidate: mentions in text order, then what was set aside."""
        stops = [stop for c in self.candidates() for stop in self.circumstances.stops(c)]
        read = [(c, self.mention(c, min_confidence)) for c in stops]
        kept = [(c, m) for c, m in read if isinstance(m, EventMention)]
        kept.sort(
            key=lambda x: (x[1].trigger.field != "title", x[1].trigger.start, x[1].trigger.end, x[1].type)
        )
        heads = {id(m): self.scene.headline(c.head) for c, m in kept}
        mentions = retold([m for _, m in kept], lambda m: heads[id(m)], self.published)
        rejected = [(c, m) for c, m in read if isinstance(m, Rejected)]
        return [*zip((c for c, _ in kept), mentions, strict=True), *rejected]

    def candidates(self) -> list[Candidate]:
        """Every candidate, sentence by sentence, those without two parties included."""
        out: list[Candidate] = []
        headlines = [s for s in self.scene.tree.sentences if self.scene.headline(s[0])]
        body = [s for s in self.scene.tree.sentences if not self.scene.headline(s[0])]
        # A body may point back to what the headline tells; the headline is read again once the
        # body has told it in full.
        for first, past in headlines:
            self._sentence(first, past)
        for first, past in body:
            out += self._sentence(first, past)
        # What the text leaves unsaid is filled in where it is about relations between states.
        self.completion.daring = self._dense(len(body))
        if self.completion.daring:
            self.coreference.forget()
            out = [self._again(c) for c in out]
        for first, past in body:
            out += [d for i in range(first, past) if (d := self.denials.read(i, out)) is not None]
        # Headlines last: they may lean on what the body tells in full.
        for first, past in headlines:
            out += self._sentence(first, past)
        return settle(self.scene.tree, out)

    def _dense(self, sentences: int) -> bool:
        return self.memory.said >= _DENSE * sentences

    def _again(self, c: Candidate) -> Candidate:
        """Read once more what lacked a party."""
        if c.reason not in (Reason.MISSING_PARTY, Reason.UNRESOLVED_PARTY, Reason.SAME_STATE):
            return c
        if self._read_with.get(c.head) == self._told():
            return c  # nothing was learnt since
        again = self._read(c.head)
        if again is None or again.reason is not None:
            return c
        again = gate(again)
        if again.reason is None:
            self._remember(again)
        return again

    def _sentence(self, first: int, past: int) -> list[Candidate]:
        tree = self.scene.tree
        self.coreference.forget()
        found: list[Candidate] = []
        nouns, verbs = self.status.lexicon.nouns, self.status.lexicon.verbs
        for i in range(first, past):
            lemma = tree.lemma[i]
            if not (lemma in nouns and tree.is_noun(i)) and not (lemma in verbs and tree.is_verb(i)):
                continue
            candidate = self._read(i)
            if candidate is None:
                continue
            if candidate.reason is None:
                candidate = gate(candidate)
            found.append(candidate)
            if candidate.reason is None:
                self._remember(candidate)
        # A word may leave out a party that only the rest of its sentence tells.
        return [self._again(c) for c in found]

    def _read(self, i: int) -> Candidate | None:
        self._read_with[i] = self._told()
        return self.clauses.read(i) if self.scene.tree.is_verb(i) else self.nominals.read(i)

    def _told(self) -> tuple[int, bool]:
        """What a reading rests on beside its sentence: events known by then, and what may be filled in."""
        return len(self.memory.events), self.completion.daring

    def _remember(self, c: Candidate) -> None:
        filled = c.mechanism == "event coreference" or any(r.how in FILLED for r in (*c.source, *c.target))
        self.memory.add(
            Remembered(
                at=c.head, lemma=self.scene.tree.lemma[c.head], type=c.type, root=c.root,
                source=c.source, target=c.target, reciprocal=c.reciprocal,
                said=not filled,
            )
        )  # fmt: skip

    def mention(self, c: Candidate, min_confidence: float) -> EventMention | Rejected:
        """A candidate with all its circumstances, or why it is none."""
        scene = self.scene
        trigger = scene.mention(c.first, c.last, c.type)
        about = f"{c.type} {trigger.text!r}"
        if c.reason is not None:
            return self._rejected(trigger, c.reason, about)
        denial = c.mechanism == "denial"
        speaker = self.attribution.subject(c.head) if denial else self.attribution.of(c.head)
        date, date_end = self.circumstances.date(c)
        status = c.status
        published = self.published
        if status is Status.OCCURRED and date and published and date > published[: len(date)]:
            if c.frame.speech:
                date = date_end = None  # a deadline is made today
            else:
                status = Status.PLANNED
        certainty = confidence(c, scene)
        if certainty < min_confidence:
            return self._rejected(trigger, Reason.BELOW_CONFIDENCE, f"{about} {certainty:.2f}")
        return EventMention(
            type=c.type, root=c.root, trigger=trigger, sentence=self.sentence_span(c.head),
            source=tuple(self._party(r) for r in c.source), target=tuple(self._party(r) for r in c.target),
            reciprocal=c.reciprocal, status=status, speaker=self._party(speaker) if speaker else None,
            alleged=self.hearsay.of(c),
            date=date, date_end=date_end, place=self.circumstances.place(c), context=tuple(c.frame.context),
            confidence=certainty, extractor=c.mechanism,
        )  # fmt: skip

    @staticmethod
    def _rejected(trigger: Mention, reason: Reason, detail: str) -> Rejected:
        span = (trigger.start, trigger.end)
        return Rejected(article=trigger.article, reason=reason, detail=detail, span=span, field=trigger.field)

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The tokens [first, past) of its sentence."""
        sentences = self.scene.tree.sentences
        return sentences[bisect_right(sentences, token, key=lambda s: s[0]) - 1]

    def sentence_span(self, token: int) -> tuple[int, int]:
        """The characters [start, end) of its sentence, in its field."""
        first, past = self.sentence_of(token)
        return self.scene.tree.start[first], self.scene.tree.end(past - 1)

    def _party(self, r: Referent) -> Party:
        span = self.scene.mention(r.first, r.last)
        return Party(actor=r.actor, start=span.start, end=span.end, field=span.field, office=r.office)


def _published(scene: Scene) -> str | None:
    """The article's date; where the input gives none, that of its dateline."""
    article = scene.parsed.article
    if article.published:
        return article.published
    date = dates.dateline(article.text).date
    return date.date if date and date.date and len(date.date) == 10 else None
