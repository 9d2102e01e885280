"""Realistic graphs of any size: the same seed gives the same articles.

A few dyads make most of the news, an article tells of several events and of some twice, papers copy
one another, some events are planned before and denied after, and a good part carries no date.

``SMALL`` is a world of two dozen states for tests; ``LARGE`` has two hundred, for graphs of a million
reports, which then spread over ten years (``days_of``).
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kg.model import (
    Actor,
    ActorKind,
    Article,
    EventMention,
    Extraction,
    Mention,
    Office,
    Party,
    Place,
    Status,
    Tenure,
)
from kg.ontology.classes import classes
from kg.ontology.grounding import article_quads, registry_quads

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox
    from kg.store import Store

BASE = "https://example.org/kg/"
CODES = (
    "IRN PAK IND CHN RUS UKR USA GBR FRA DEU TUR SAU ISR EGY JPN KOR PRK VNM PHL AUS POL SWE NOR FIN".split()
)


class World(NamedTuple):
    """The states that news are about, the most active first, and their people."""

    states: dict[str, Actor]
    people: dict[str, list[Actor]]

    @property
    def codes(self) -> list[str]:
        return list(self.states)


def _world(codes: list[str], persons: int) -> World:
    states = {
        code: Actor(id=code, name=f"State {code}", kind=ActorKind.STATE, country=code) for code in codes
    }
    people = {
        code: [
            Actor(
                id=f"{code}/person-{n}",
                name=f"Person {n} of {code}",
                kind=ActorKind.PERSON,
                country=code,
                role=("GOV", "MIL", "LEG")[n % 3],
            )
            for n in range(persons)
        ]
        for code in codes
    }
    return World(states, people)


SMALL = _world(CODES, 3)
LARGE = _world([*CODES, *(f"Q{a}{b}" for a, b in product("ABCDEFGHIJKLMNOP", "ABCDEFGHIJK"))], 12)
STATES, PEOPLE = SMALL.states, SMALL.people
FREQUENT = (
    "Meeting Meeting Meeting Visit PhoneCall Negotiation Criticism Criticism Praise Strike Strike "
    "Cooperation JointExercise NavalExercise MilitaryCooperation DefenceAgreement ArmsTransfer "
    "SanctionsImposed Warning Demand"
).split()
STATUSES = [Status.OCCURRED] * 14 + [Status.PLANNED] * 3 + [Status.PROPOSED, Status.NEGATED, Status.DENIED]
START = date(2021, 1, 1)


def days_of(reports: int) -> int:
    """Days over which so many reports spread in a large world: a million over ten years."""
    return max(7, reports * 3650 // 1_000_000)


def extractions(reports: int, seed: int = 1, days: int = 1000, world: World = SMALL) -> Iterator[Extraction]:
    """Articles with ``reports`` event mentions in all, spread over ``days`` days."""
    rng = random.Random(seed)
    left, number = reports, 0
    previous: Extraction | None = None
    while left > 0:
        if previous is not None and len(previous.mentions) <= left and rng.random() < 0.1:
            found = _copy(previous, number)
        else:
            found = _extraction(rng, number, min(left, rng.randint(2, 10)), days, world)
        left -= len(found.mentions)
        number += 1
        previous = found
        yield found


def graphs(reports: int, base: str = BASE, seed: int = 1) -> Iterator[tuple[Extraction, list[ox.Quad]]]:
    """The same with the quads of each article's graph."""
    for extraction in extractions(reports, seed):
        yield extraction, list(article_quads(extraction, base, STATES))


def registry(base: str = BASE) -> Iterator[ox.Quad]:
    """The states that the articles name."""
    return registry_quads(STATES.values(), base)


def fill(store: Store, found: list[Extraction]) -> None:
    """Store the articles and bring the derived layers up to date."""
    store.register(registry(store.base))
    for extraction in found:
        put(store, extraction)
    store.refresh()


def put(store: Store, extraction: Extraction) -> str:
    """Store one article."""
    quads = article_quads(extraction, store.base, STATES)
    return store.replace(extraction.article.id, quads, extraction.article.content_hash)


def _extraction(rng: random.Random, number: int, count: int, days: int, world: World) -> Extraction:
    published = START + timedelta(days=rng.randrange(days))
    drafts = [_draft(rng, published, world) for _ in range(count)]
    sentences = [text for text, _, _ in drafts]
    text = " ".join(sentences)
    article = Article(
        id=f"https://paper-{number % 40}.example/{number}",
        text=text,
        title=f"News {number}",
        publisher=f"Paper {number % 40}",
        published=published.isoformat(),
        language="en",
    )
    mentions, start = [], 0
    for sentence, trigger, values in drafts:
        at = start + sentence.index(trigger)
        span = Mention(article=article.id, start=at, end=at + len(trigger), text=trigger)
        mentions.append(
            EventMention(trigger=span, sentence=(start, start + len(sentence)), extractor="clauses", **values)
        )
        start += len(sentence) + 1
    return Extraction(article=article, mentions=tuple(mentions), tenures=_tenures(rng, article, world))


def _draft(rng: random.Random, published: date, world: World) -> tuple[str, str, dict]:
    one, other = _dyad(rng, world.codes)
    cls = classes()[rng.choice(FREQUENT)]
    source = [rng.choice(world.people[one])] if rng.random() < 0.4 else [world.states[one]]
    target = [rng.choice(world.people[other])] if rng.random() < 0.3 else [world.states[other]]
    when, end = _date(rng, published)
    trigger = cls.label
    middle = f"{source[0].name} and {target[0].name} in the matter of a {trigger}"
    sentence = f"{middle}, number {rng.randrange(500)} of the {rng.choice(['old', 'new', 'long'])} series."
    values = {
        "type": cls.name,
        "root": cls.root,
        "source": tuple(Party(actor=actor, start=0, end=4) for actor in source),
        "target": tuple(Party(actor=actor, start=0, end=4) for actor in target),
        "reciprocal": cls.symmetric,
        "status": rng.choice(STATUSES),
        "speaker": Party(actor=rng.choice(world.people[one]), start=0, end=4) if rng.random() < 0.2 else None,
        "date": when,
        "date_end": end,
        "place": Place(name=f"Town {rng.randrange(3)} of {other}", country=other)
        if rng.random() < 0.2
        else None,
        "context": ("military",) if rng.random() < 0.3 else (),
        "confidence": rng.randint(30, 99) / 100,
    }
    return sentence, trigger, values


def _dyad(rng: random.Random, codes: list[str]) -> tuple[str, str]:
    """A few pairs make most of the news: indexes fall off as in Zipf's law."""
    while True:
        one, other = (codes[min(int(rng.paretovariate(0.7)) - 1, len(codes) - 1)] for _ in range(2))
        if one != other:
            return one, other


def _date(rng: random.Random, published: date) -> tuple[str | None, str | None]:
    day = published - timedelta(days=rng.randrange(4))
    match rng.randrange(10):
        case 0 | 1 | 2 | 3:
            return None, None
        case 4:
            return day.isoformat()[:7], None
        case 5:
            return (day.isoformat()[:4], None) if rng.random() < 0.3 else (None, None)
        case 6:
            return day.isoformat(), (day + timedelta(days=rng.randint(1, 6))).isoformat()
    return day.isoformat(), None


def _tenures(rng: random.Random, article: Article, world: World) -> tuple[Tenure, ...]:
    code = rng.choice(world.codes)
    office = Office(id=f"{code}/minister-of-defence", name="Minister of Defence", country=code, role="GOV")
    person = world.people[code][0]
    words = article.text.partition(" and ")[0]
    said = Mention(article=article.id, start=0, end=len(words), text=words)
    found = Tenure(
        person=person.id, person_name=person.name, office=office, seen=article.published, evidence=said
    )
    return (found,)


def _copy(previous: Extraction, number: int) -> Extraction:
    """The same text in another paper a day later."""
    day = date.fromisoformat(str(previous.article.published)) + timedelta(days=1)
    article = replace(
        previous.article,
        id=f"https://paper-{number % 40}.example/{number}",
        publisher=f"Paper {number % 40}",
        published=day.isoformat(),
    )
    mentions = tuple(replace(m, trigger=replace(m.trigger, article=article.id)) for m in previous.mentions)
    tenures = tuple(replace(t, evidence=replace(t.evidence, article=article.id)) for t in previous.tenures)
    return Extraction(article=article, mentions=mentions, tenures=tenures)
