"""Extractions built by hand, for the tests of this folder: no model, no spaCy."""

from __future__ import annotations

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

BASE = "https://example.org/kg/"
IRN = Actor(
    id="IRN",
    name="Iran",
    kind=ActorKind.STATE,
    country="IRN",
    role="GOV",
    aliases=("Islamic Republic of Iran", "Iran"),
)
PAK = Actor(
    id="PAK",
    name="Pakistan",
    kind=ActorKind.STATE,
    country="PAK",
    same_as=("http://www.wikidata.org/entity/Q843",),
)
NATO = Actor(id="NATO", name="NATO", kind=ActorKind.ORGANIZATION, country="NATO", role="IGO")
BAQERI = Actor(
    id="IRN/mohammad-baqeri", name="Mohammad Baqeri", kind=ActorKind.PERSON, country="IRN", role="MIL"
)
CHIEF = Office(id="IRN/chief-of-staff", name="Chief of Staff", country="IRN", role="MIL")
TEXT = (
    "Iran and Pakistan held joint naval exercises, chief of staff Mohammad Baqeri said. "
    "They will meet again.\n"
)


def span(text: str, words: str, article: str = "x", field: str = "text") -> Mention:
    start = text.index(words)
    return Mention(article=article, field=field, start=start, end=start + len(words), text=words)


def party(actor: Actor, start: int = 0) -> Party:
    return Party(actor=actor, start=start, end=start + 4)


def exercise(text: str = TEXT, article: str = "x", **change: object) -> EventMention:
    values: dict[str, object] = {
        "type": "NavalExercise",
        "root": "Cooperation",
        "trigger": span(text, "joint naval exercises", article),
        "sentence": (0, text.index(".") + 1),
        "source": (party(IRN),),
        "target": (party(PAK, 9),),
        "reciprocal": True,
        "speaker": party(BAQERI),
        "date": "2024-05",
        "place": Place(name="Chabahar", country="IRN"),
        "context": ("military",),
        "confidence": 0.9,
        "extractor": "nominals",
    }
    return EventMention(**(values | change))  # type: ignore[arg-type]


def meeting(text: str = TEXT, article: str = "x") -> EventMention:
    return exercise(
        text,
        article,
        type="Meeting",
        root="Consultation",
        trigger=span(text, "meet", article),
        sentence=(text.index("They"), len(text.rstrip())),
        status=Status.PLANNED,
        speaker=None,
        date=None,
        place=None,
        context=(),
        extractor="clauses",
    )


def extraction(article: str = "x", text: str = TEXT) -> Extraction:
    return Extraction(
        article=Article(
            id=article,
            text=text,
            title="Drill in the gulf",
            url="https://news.example/x",
            publisher="Example Wire",
            language="en",
            published="2024-05-03",
        ),
        mentions=(exercise(text, article), meeting(text, article)),
        tenures=(
            Tenure(
                person=BAQERI.id,
                person_name=BAQERI.name,
                office=CHIEF,
                seen="2024-05-03",
                evidence=span(text, "chief of staff Mohammad Baqeri", article),
            ),
        ),
    )
