"""The contract of ``kg extract``: one JSON object an event mention.

Keys and their order are fixed; ``kg/schemas/extract.schema.json`` describes them. Offsets point into
the article's text, or into its title where the object says ``"field": "title"``.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import EventMention, Party, Place

__all__ = ["schema", "to_json", "to_line"]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line."""
    text = files("kg").joinpath("schemas/extract.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def to_line(mention: EventMention) -> str:
    """One line of JSON, without its line end; non-ASCII characters stand as they are."""
    return json.dumps(to_json(mention), ensure_ascii=False)


def to_json(mention: EventMention) -> dict[str, Any]:
    """The mention as plain data, keys in the order of the contract."""
    from kg.ontology import codes

    trigger = mention.trigger
    start, end = mention.sentence
    return {
        "article": mention.article,
        "type": mention.type,
        "root": mention.root,
        "plover": codes.plover(mention.type, mention.status),
        "cameo": codes.cameo(mention.type, mention.status),
        "context": list(mention.context),
        "source": [_actor(party) for party in mention.source],
        "target": [_actor(party) for party in mention.target],
        "reciprocal": mention.reciprocal,
        "id": mention.id,
        "status": mention.status.value,
        "speaker": _actor(mention.speaker) if mention.speaker else None,
        "alleged": mention.alleged,
        "date": mention.date,
        "date_end": mention.date_end,
        "date_precision": mention.date_precision.value if mention.date_precision else None,
        "place": _place(mention.place) if mention.place else None,
        "trigger": {"field": trigger.field, "start": trigger.start, "end": trigger.end, "text": trigger.text},
        "sentence": {"start": start, "end": end} | _field(trigger.field),
        "confidence": mention.confidence,
        "extractor": mention.extractor,
    }


def _actor(party: Party) -> dict[str, Any]:
    actor = party.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "office": party.office,
        "start": party.start,
        "end": party.end,
    } | _field(party.field)


def _place(place: Place) -> dict[str, Any]:
    return {"name": place.name, "country": place.country}


def _field(name: str) -> dict[str, str]:
    """Named only where it is not the text, which is what a reader assumes."""
    return {} if name == "text" else {"field": name}
