"""Nine small articles whose answers are known: the graph that the questions are tested on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from collections.abc import Iterable

    from kg.store import Store

BASE = "https://example.org/kg/"


def _state(code: str, name: str) -> Actor:
    return Actor(id=code, name=name, kind=ActorKind.STATE, country=code)


def _person(code: str, slug: str, name: str) -> Actor:
    return Actor(id=f"{code}/{slug}", name=name, kind=ActorKind.PERSON, country=code, role="MIL")


ACTORS = {
    actor.id: actor
    for actor in (
        _state("IRN", "Iran"),
        _state("PAK", "Pakistan"),
        _state("USA", "United States"),
        _state("RUS", "Russia"),
        _state("ATL", "Atlantis"),
        _state("CHN", "China"),
        _state("IND", "India"),
        _state("TUR", "Turkey"),
        _person("IRN", "baqeri", "Mohammad Baqeri"),
        _person("IRN", "ashtiani", "Mohammad-Reza Ashtiani"),
        _person("PAK", "sidhu", "Zaheer Ahmad Babar Sidhu"),
        _person("TUR", "guler", "Yasar Guler"),
    )
}
REGISTERED = [actor for actor in ACTORS.values() if actor.kind is ActorKind.STATE]


def told(
    article: str,
    published: str,
    *stories: tuple[str, str, str, str, dict[str, Any]],
    publisher: str = "Gazette",
    tenures: tuple[Tenure, ...] = (),
) -> Extraction:
    """An article of one sentence a story: (sentence with *trigger* marked, class, source, target, more)."""
    sentences = [sentence.replace("*", "") for sentence, *_ in stories]
    text = " ".join(sentences)
    record = Article(
        id=article, text=text, title=f"About {article}", publisher=publisher, published=published,
        language="en", url=f"https://news.example/{article}",
    )  # fmt: skip
    mentions, start = [], 0
    for plain, (marked, cls, source, target, more) in zip(sentences, stories, strict=True):
        first, trigger, _ = marked.split("*")
        at = start + len(first)
        span = Mention(article=article, start=at, end=at + len(trigger), text=trigger)
        mentions.append(_mention(span, (start, start + len(plain)), cls, source, target, dict(more)))
        start += len(plain) + 1
    return Extraction(article=record, mentions=tuple(mentions), tenures=tenures)


def _mention(
    span: Mention, sentence: tuple[int, int], cls: str, source: str, target: str, more: dict[str, Any]
) -> EventMention:
    if "speaker" in more:
        more["speaker"] = Party(actor=ACTORS[more["speaker"]], start=0, end=1)
    if "place" in more:
        name, country = more["place"]
        more["place"] = Place(name=name, country=country)
    return EventMention(
        type=cls,
        root=classes()[cls].root,
        trigger=span,
        sentence=sentence,
        source=tuple(Party(actor=ACTORS[actor], start=0, end=1) for actor in source.split("+")),
        target=tuple(Party(actor=ACTORS[actor], start=0, end=1) for actor in target.split("+")),
        reciprocal=classes()[cls].symmetric,
        confidence=0.9,
        extractor="by hand",
        **more,
    )


_CHIEF = Office(id="IRN/chief-of-staff", name="Chief of Staff of the Armed Forces", country="IRN", role="MIL")
_AIR = Office(id="PAK/air-chief", name="Chief of the Air Staff", country="PAK", role="MIL")


def _tenure(person: str, office: Office, seen: str) -> Tenure:
    return Tenure(person=person, person_name=ACTORS[person].name, office=office, seen=seen)


NEWS = (
    told(
        "talks", "2023-07-18",
        ("General Baqeri *met* Air Chief Sidhu on Monday.", "Meeting", "IRN/baqeri", "PAK/sidhu", {"date": "2023-07-17"}),
        ("Sidhu also *met* Defence Minister Ashtiani on Monday.", "Meeting", "PAK/sidhu", "IRN/ashtiani", {"date": "2023-07-17"}),
        ("Sidhu is on a *visit* to Iran.", "Visit", "PAK/sidhu", "IRN", {"date": "2023-07-16", "date_end": "2023-07-19"}),
        ("A Pakistani *delegation* will come in August, Sidhu said.", "Delegation", "PAK", "IRN",
         {"status": Status.PLANNED, "speaker": "PAK/sidhu", "date": "2023-08"}),
        ("Sidhu *praised* Iran.", "Praise", "PAK/sidhu", "IRN", {"speaker": "PAK/sidhu"}),
        tenures=(_tenure("IRN/baqeri", _CHIEF, "2023-07-18"), _tenure("PAK/sidhu", _AIR, "2023-07-18")),
    ),
    told(
        "talks-again", "2023-07-18",
        ("In Tehran, Baqeri *met* Sidhu.", "Meeting", "IRN/baqeri", "PAK/sidhu", {"date": "2023-07-17"}),
        publisher="Courier",
        tenures=(_tenure("IRN/baqeri", _CHIEF, "2023-07-18"),),
    ),
    told(
        "drill", "2024-05-06",
        ("Iran and Pakistan hold a *naval exercise* this week.", "NavalExercise", "IRN", "PAK",
         {"date": "2024-05-04", "date_end": "2024-05-08"}),
        tenures=(_tenure("IRN/baqeri", _CHIEF, "2024-05-06"),),
    ),
    told(
        "drill-copy", "2024-05-07",
        ("The *drill* of Iran and Pakistan goes on.", "JointExercise", "PAK", "IRN", {"date": "2024-05-06"}),
        publisher="Courier",
    ),
    told(
        "arms", "2024-06-02",
        ("Iran *supplied* drones to Russia, the United States said.", "ArmsTransfer", "IRN", "RUS",
         {"speaker": "USA", "date": "2024-05-30"}),
    ),
    told(
        "arms-denied", "2024-06-03",
        ("Baqeri denied that Iran *supplied* drones to Russia.", "ArmsTransfer", "IRN", "RUS",
         {"speaker": "IRN/baqeri", "date": "2024-05-30", "status": Status.DENIED}),
        publisher="Courier",
    ),
    told(
        "sanctions", "2024-06-10",
        ("The United States *imposed* sanctions on Iran.", "SanctionsImposed", "USA", "IRN", {"date": "2024-06-09"}),
        ("Iran *criticised* the United States.", "Criticism", "IRN", "USA", {"speaker": "IRN"}),
    ),
    told(
        "accord", "2024-07-01",
        ("Russia and Iran *signed* a treaty.", "Treaty", "RUS", "IRN", {"date": "2024-06-30"}),
        ("They may hold a joint *patrol*.", "JointPatrol", "RUS", "IRN", {"status": Status.PROPOSED, "date": "2024"}),
    ),
    told(
        "weather", "2024-07-02",
        ("The United States *met* Russia.", "Meeting", "USA", "RUS", {"status": Status.NEGATED}),
    ),
)  # fmt: skip


def news(store: Store, articles: Iterable[Extraction] = NEWS) -> Store:
    """The store, with the articles (the nine, or others) in it and everything derived."""
    store.register(registry_quads(REGISTERED, store.base))
    for extraction in articles:
        quads = article_quads(extraction, store.base, {actor.id for actor in REGISTERED})
        store.replace(extraction.article.id, quads, extraction.article.content_hash)
    store.refresh()
    return store
