"""What a parsed article names: actors, titles and people, each on its tokens.

A ``Scene`` is the stage on which the rules work: the tree, which tokens spell a registered name
(``names``), a title (``titles``) or a person (``people``), and the quotation marks. It decides
nothing about events.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.actors import Form, Hit, Registry, Title
from kg.model import Actor, ActorKind, Mention, Tenure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.actors.records import TitleHit
    from kg.language.parse import Parsed
    from kg.language.tree import Tree

__all__ = ["Name", "Person", "Quote", "Referent", "Scene", "TitleSpan", "hits_in", "lay_out", "titles_in"]

PLACE_FORMS = frozenset({Form.CAPITAL, Form.CITY})


@dataclass(frozen=True, slots=True)
class Name:
    """A registered name on tokens [first, last]; ``head`` is the token that rules the others."""

    first: int
    last: int
    head: int
    hit: Hit

    @property
    def actor(self) -> Actor:
        """Whom it names."""
        return self.hit.actor

    @property
    def form(self) -> Form:
        """How it names: by name, adjective, capital, seat, ..."""
        return self.hit.form


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title on tokens [first, last] ("Defence Minister")."""

    first: int
    last: int
    title: Title


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article; ``titles`` are the lemmas by which "the general" can mean them.

    ``tie`` says what gave them their state (title, apposition, list, home, or nothing), ``phrase`` on
    which tokens [first, last].
    """

    name: str
    actor: Actor
    office: str | None = None
    titles: frozenset[str] = frozenset()
    certainty: float = 1.0
    assumed: bool = False  # the state is the article's own, for want of a better
    tie: str = ""
    phrase: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a phrase means. ``how`` is the mechanism that found it, ``certainty`` its worth in [0, 1].

    ``antecedent``: tokens [first, last] of the earlier phrase that this one repeats.
    ``standing``: state, organization, official, body, force, people, private, place.
    """

    actor: Actor
    first: int
    last: int
    standing: str
    how: str
    certainty: float = 1.0
    office: str | None = None
    antecedent: tuple[int, int] | None = None

    @property
    def country(self) -> str | None:
        """The code that the actor counts for."""
        return self.actor.country

    def again(self, first: int, last: int, how: str, certainty: float) -> Referent:
        """The same actor, meant once more by tokens [first, last]."""
        told = (self.first, self.last)
        return replace(self, first=first, last=last, how=how, certainty=certainty, antecedent=told)


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted tokens [first, last], without the marks."""

    first: int
    last: int


@dataclass(eq=False)
class Scene:
    """The article as the rules see it; ``people`` and ``tenures`` are filled by ``people.find``."""

    parsed: Parsed
    registry: Registry
    names: dict[int, Name]
    titles: Mapping[int, TitleSpan]
    quotes: tuple[Quote, ...]
    quoted: Mapping[int, Quote]
    home: str | None = None
    people: dict[int, tuple[Person, int, int]] = field(default_factory=dict)
    tenures: list[Tenure] = field(default_factory=list)

    @cached_property
    def tree(self) -> Tree:
        """The article's tokens."""
        return self.parsed.tree

    @cached_property
    def named(self) -> dict[int, list[int]]:
        """``id`` of a person -> the tokens that name them, in order; asked for once ``people`` is full."""
        out: dict[int, list[int]] = {}
        for i in sorted(self.people):
            out.setdefault(id(self.people[i][0]), []).append(i)
        return out

    @cached_property
    def citizens(self) -> dict[str | None, list[Person]]:
        """Country -> its persons, those last who were read last; asked for once ``people`` is full."""
        latest = {id(p): (n, p) for n, (p, _, _) in enumerate(self.people.values())}
        out: dict[str | None, list[Person]] = {}
        for _, p in sorted(latest.values(), key=lambda entry: entry[0]):
            out.setdefault(p.actor.country, []).append(p)
        return out

    def field_of(self, token: int) -> str:
        """``text`` or ``title``."""
        return self.parsed.blocks[self.tree.block[token]].field

    def headline(self, token: int) -> bool:
        """True for a token of the title, a headline or a heading."""
        return self.parsed.blocks[self.tree.block[token]].headline

    def mention(self, first: int, last: int, label: str = "") -> Mention:
        """Tokens [first, last] as a span of the article."""
        name = self.field_of(first)
        start, end = self.tree.start[first], self.tree.end(last)
        text = self.parsed.article.field(name)[start:end]
        return Mention(
            article=self.parsed.article.id, field=name, start=start, end=end, text=text, label=label
        )


# A line is looked at by the scan, and again once it is parsed.
@lru_cache(maxsize=512)
def hits_in(registry: Registry, text: str) -> tuple[Hit, ...]:
    """The listed names in a line."""
    return tuple(registry.find(text))


@lru_cache(maxsize=512)
def titles_in(registry: Registry, text: str) -> tuple[TitleHit, ...]:
    """The titles in a line."""
    return tuple(registry.find_titles(text, hits_in(registry, text)))


def lay_out(parsed: Parsed, registry: Registry) -> Scene:
    """Scan every line for names, titles and quotation marks."""
    tree = parsed.tree
    names: dict[int, Name] = {}
    titles: dict[int, TitleSpan] = {}
    for number, block in enumerate(parsed.blocks):
        if number not in tree.spans:
            continue
        hits = hits_in(registry, block.text)
        for hit in hits:
            first, last = _tokens(tree, number, block.start + hit.start, block.start + hit.end)
            if first is None or last is None:
                continue
            if _national(tree, first, hit, names):
                continue
            head = _head(tree, first, last)
            for i in range(first, last + 1):
                names[i] = Name(first, last, head, hit)
        for found in titles_in(registry, block.text):
            first, last = _tokens(tree, number, block.start + found.start, block.start + found.end)
            if first is None or last is None:
                continue
            for i in range(first, last + 1):
                titles[i] = TitleSpan(first, last, found.title)
    quotes = tuple(_quotes(tree))
    quoted = {i: q for q in quotes for i in range(q.first, q.last + 1)}
    return Scene(parsed, registry, names, titles, quotes, quoted)


def _national(tree: Tree, first: int, hit: Hit, names: dict[int, Name]) -> bool:
    """ "the Ghanaian *Security Council*": a body of that state, not the world's of the same name."""
    if hit.form != Form.ORGANIZATION or hit.actor.kind != ActorKind.ORGANIZATION:
        return False
    if hit.text.isupper() or hit.text.casefold() in {hit.actor.name.casefold(), hit.actor.id.casefold()}:
        return False
    before = first - 2 if first > 1 and tree.tag[first - 1] == "POS" else first - 1
    if before < 0 or tree.block[before] != tree.block[first]:
        return False
    owner = names.get(before)
    if owner is None:
        return tree.lower[before] in ("national", "supreme")
    possessed = before == first - 2
    return owner.actor.kind == ActorKind.STATE and (possessed or owner.form in (Form.ADJECTIVE, Form.DEMONYM))


def _tokens(tree: Tree, block: int, start: int, end: int) -> tuple[int | None, int | None]:
    return tree.at(block, start), tree.at(block, end - 1)


def _head(tree: Tree, first: int, last: int) -> int:
    """The token of a span whose head lies outside it."""
    for i in range(last, first - 1, -1):
        if not first <= tree.head[i] <= last or tree.head[i] == i:
            return i
    return last


def _quotes(tree: Tree) -> list[Quote]:
    """Quotations line by line; one that a line leaves open runs to the line's end."""
    out: list[Quote] = []
    for first, past in tree.spans.values():
        begin: int | None = None
        for i in range(first, past):
            if tree.words[i] not in ('"', "``", "''"):
                continue
            if begin is None:
                begin = i
            else:
                if i - begin > 1:
                    out.append(Quote(begin + 1, i - 1))
                begin = None
        if begin is not None and past - begin > 2:
            out.append(Quote(begin + 1, past - 1))
    return out
