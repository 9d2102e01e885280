"""Words that tell one happening from others of its kind: "INF" treaty, "Eager Lion 16", "third" round.

Two treaties of one pair share class, parties and often the day; what keeps them apart is how they
are called. Read from the words of the trigger and those that stand right beside it, without a
parse: names, numbers and years, ordinals; of an agreement also what it is about ("maritime border",
"on sending soldiers"). What names the parties, the day or the kind itself tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.model import Article, EventMention, Extraction

__all__ = ["ORDINALS", "OTHERS", "party_words", "qualifier"]

ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
OTHERS: Final = frozenset({"next", "future", "another"})
"""Words that set a happening apart from the one that is being told of."""

_WORD = re.compile(r"\w+(?:[.&]\w+)*")
_NEAR = re.compile(r"[ \u00a0-]+")  # what may stand between the words of a name
_FIGURE = re.compile(r"\d{1,4}")
_BARE = re.compile(r"[ \u00a0]+")
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today tonight yesterday tomorrow jan feb mar apr jun jul aug
    sept sep oct nov dec sidelines margins""".split()
)
_KIND = frozenset(
    """treaty treaties agreement agreements accord accords pact pacts deal deals memorandum memoranda
    understanding mou convention protocol charter contract contracts declaration statement document documents
    letter intent plan plans signing signature bilateral trilateral multilateral joint mutual new newly final
    formal official historic landmark recent latest major key important controversial tentative preliminary
    interim initial original existing additional several two three four five""".split()
)
_TITLES = frozenset(
    """president vice prime minister ministers secretary foreign defence defense deputy chief general chairman
    commander ambassador envoy king queen crown prince chancellor premier senior state army navy air force
    mr mrs ms dr sir lord""".split()
)
_SIGNING = re.compile(
    r"(sign|conclud|reach|ink|agree|str[iu]ck|seal|initial|ratif|final|announc|ma[kd]e|forg|clinch|negotiat|approv|draw|resolv)"
)
_DETERMINERS = frozenset("the a an this that these those its their his her our both such".split())
_ABOUT = frozenset({"on", "over", "about", "regarding", "concerning", "for", "to"})
_ENDS = frozenset(
    """on over about regarding concerning for to in at by with between among from after before under during
    and or but that which who whom whose where when while as is are was were be been has have had will would
    should could can may might into of""".split()
)
_BETWEEN = (_KIND | _DETERMINERS | {"of", "was", "were", "is", "has", "been", "reached", "signed"}) - _DAYS
_MANY: Final = 5  # words of what an agreement is about that are read
_STEM: Final = 4  # letters that a state's name and its adjective share
_HEADLINE: Final = 0.8  # of the longer words of a sentence; more with a capital, and capitals tell nothing
_LONGER: Final = 4  # letters


def party_words(extraction: Extraction) -> frozenset[str]:
    """Words by which an article names the parties of its events: they say who, not which."""
    article, texts = extraction.article, set[str]()
    for mention in extraction.mentions:
        for party in (*mention.source, *mention.target):
            texts |= {party.actor.name, party.actor.country or "", *party.actor.aliases}
            texts.add(article.field(party.field)[party.start : party.end])
    words = (word for text in texts for word in _WORD.findall(text))
    return frozenset(word.casefold() for word in words if word[0].isupper())  # "it", "the talks" name nobody


def qualifier(mention: EventMention, article: Article, parties: Collection[str] = frozenset()) -> str:
    """What tells the happening from others, in the order of the text; "" where nothing does."""
    text = article.field(mention.trigger.field)
    first = min(mention.sentence[0], mention.trigger.start)
    sentence = text[first : max(mention.sentence[1], mention.trigger.end)]
    start, end = mention.trigger.start - first, mention.trigger.end - first
    phrase = _Phrase(sentence, article.text.replace(sentence, "\n"), _headline(sentence))
    words = list(_WORD.finditer(sentence))
    inside = [w for w in words if w.start() >= start and w.end() <= end]
    after = [w for w in words if w.start() >= end]
    noun, agreement = mention.extractor != "clauses", mention.root == "Agreement"
    found = [
        *(phrase.before([w for w in words if w.end() <= start], start) if noun else ()),
        *phrase.inside(inside, noun=noun, agreement=agreement),
        *(phrase.behind(after, end) if noun else ()),
        *(phrase.about(after, end) if agreement else ()),
    ]
    return " ".join(dict.fromkeys(word for word in found if not _names_party(word.casefold(), parties)))


def _names_party(word: str, parties: Collection[str]) -> bool:
    """Is it a party's name, or made from one ("Turkish" from "Turkey")?"""
    if word in parties or word.rstrip("s") in parties:
        return True
    return len(word) > _STEM and any(name.startswith(word[:_STEM]) for name in parties if len(name) >= _STEM)


def _headline(sentence: str) -> bool:
    """Is nearly every word written with a capital?"""
    longer = [word for word in _WORD.findall(sentence)[1:] if len(word) >= _LONGER]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) > _HEADLINE * len(longer)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Reads the words around a trigger. ``text``: that of the article without the sentence; ``headline``:
    capitals there tell nothing by themselves.
    """

    sentence: str
    text: str
    headline: bool

    def name(self, word: re.Match[str]) -> bool:
        """Is it a name, not the first word of a sentence or one of a headline that the text writes small?"""
        text = word.group()
        if not text[0].isupper() or text.casefold() in _DETERMINERS | _KIND | _ENDS | _DAYS | _TITLES:
            return False
        if word.start() > 0 and not self.headline:
            return True
        if re.search(rf"\b{re.escape(text.lower())}\b", self.text):
            return False
        return re.search(rf"[a-z,] {re.escape(text)}\b", self.text) is not None

    def before(self, words: list[re.Match[str]], at: int) -> list[str]:
        """The name right before a noun: "the *New START* treaty", "the *2016* summit"."""
        out: list[str] = []
        for number in reversed(range(len(words))):
            word = words[number]
            dated = number > 0 and words[number - 1].group().casefold() in _DAYS
            figure = _FIGURE.fullmatch(word.group()) is not None and not dated
            if not _NEAR.fullmatch(self.sentence[word.end() : at]) or not (self.name(word) or figure):
                break
            out.insert(0, word.group())
            at = word.start()
        return out

    def inside(self, words: list[re.Match[str]], *, noun: bool, agreement: bool) -> list[str]:
        """What the trigger says beside its head: "*Paris Climate* Accord", "*seventh trilateral* summit"."""
        marks = [t for word in words if (t := word.group().casefold()) in ORDINALS | OTHERS]
        if not noun:
            folded = [word.group().casefold() for word in words]
            start = next((n for n, text in enumerate(folded) if text in _DETERMINERS), None)
            words = words[start + 1 if start is not None else int(bool(_SIGNING.match(folded[0]))) :]
        named = [word.group() for word in words[:-1] if self.name(word)]
        return marks + (self._told(words[:-1]) if agreement else named)

    def behind(self, words: Iterable[re.Match[str]], at: int) -> list[str]:
        """The name right behind a noun: "Exercise *Eager Lion 16*"."""
        out: list[str] = []
        for word in words:
            figure = _FIGURE.fullmatch(word.group()) and (out or len(word.group()) == 4)
            if not _BARE.fullmatch(self.sentence[at : word.start()]) or not (self.name(word) or figure):
                break
            out.append(word.group())
            at = word.end()
        return out

    def about(self, words: list[re.Match[str]], at: int) -> list[str]:
        """What an agreement is about, said behind it: "on *sending soldiers*", "of *Lausanne*"."""
        if not words or not _BARE.fullmatch(self.sentence[at : words[0].start()]):
            return []
        on = next((n for n, w in enumerate(words) if w.group().casefold() not in _BETWEEN), len(words) - 1)
        if words[on].group().casefold() in _ABOUT - {"to", "for"}:
            words = words[on:]  # "signing of a memorandum *on*", "no agreement was reached *on*"
        lead, rest = words[0].group().casefold(), self._run(words[0].end(), words[1:])
        if lead == "of":
            return [word.group() for word in rest if self.name(word)]
        if lead not in _ABOUT or (lead == "to" and rest and not rest[0].group().islower()):
            return []  # "a deal to build", not "to Libya"
        return self._told(rest)

    def _told(self, words: Iterable[re.Match[str]]) -> list[str]:
        """Names as they are written, other words that say something small."""
        plain = _KIND | _DETERMINERS | _ENDS | _DAYS | ORDINALS | OTHERS
        texts = ((word.group(), self.name(word)) for word in words)
        return [
            text if name else text.casefold()
            for text, name in texts
            if len(text) > 1 and text.casefold() not in plain and not text.isdigit()
        ]

    def _run(self, at: int, words: Iterable[re.Match[str]]) -> list[re.Match[str]]:
        """The words up to the end of a phrase."""
        out: list[re.Match[str]] = []
        for word in words:
            if not _NEAR.fullmatch(self.sentence[at : word.start()]) or word.group().casefold() in _ENDS:
                break
            if out and out[0].group()[0].isupper() and word.group().islower():
                break  # "the treaty on Open Skies binds"
            out.append(word)
            at = word.end()
            if len(out) == _MANY:
                break
        return out
