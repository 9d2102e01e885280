"""PLOVER JSON, in and out: one record an event, as JSON lines or as one array.

The fields are those of the PLOVER manual's records: ``id``, ``date``, ``source`` and ``target`` (lists of
``actorText``, ``code``, ``sector``), ``event``, ``mode``, ``context``, ``text``, ``publication``. What PLOVER
cannot say stands under ``bilateral-kg`` in the same record, which other programs pass over: out and in again,
an event is the same event.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.analysis.selection import reported
from kg.interchange.coding import data, plover
from kg.interchange.parties import by_code, by_name, person
from kg.model import is_disputed
from kg.ontology.codes import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.store.rows import ActorRow, EventRow, EvidenceRow

__all__ = ["OWN", "coded_row", "records"]

OWN = "bilateral-kg"

_KEPT = (
    "cls", "statuses", "alleged", "date_end", "reciprocal", "reports", "articles",
    "place", "place_country", "first_reported", "last_reported",
)  # fmt: skip


def records(
    events: Iterable[EventRow],
    actors: Iterable[ActorRow] = (),
    best_of: Callable[[EventRow], EvidenceRow | None] = lambda _event: None,
) -> Iterator[dict[str, Any]]:
    """A PLOVER record for each event; ``best_of`` gives the report whose sentence is shown."""
    described = {actor.id: actor for actor in actors}
    for event in events:
        best = best_of(event)
        coded = codes(event.cls, reported(event))
        context = ";".join(part for part in (coded.context, *event.context) if part)
        own = {name: getattr(event, name) for name in _KEPT}
        yield {
            "id": event.iri,
            "date": event.date or "",
            "source": _sides(event.source, event.source_state, described),
            "target": _sides(event.target, event.target_state, described),
            "event": coded.plover,
            "mode": "",
            "context": context,
            "eventText": best.trigger if best else "",
            "text": best.sentence if best else "",
            "language": "en",
            "publication": (best.publisher if best else None) or "",
            "url": (best.url if best else None) or "",
            "coder": OWN,
            "version": "PLOVER 0.7b1",
            OWN: own | {"source_state": event.source_state, "target_state": event.target_state,
                        "context": event.context},
        }  # fmt: skip


def coded_row(text: str) -> dict[str, Any]:
    """A coded row of one record; with a reason where it is none."""
    try:
        record = json.loads(text)
    except ValueError as error:
        return {"reason": "unreadable", "detail": f"{error}: {text[:60]}"}
    if not isinstance(record, dict) or not isinstance(record.get("event"), str):
        return {"reason": "unreadable", "detail": f"no PLOVER record: {text[:60]}"}
    own = record.get(OWN)
    try:
        sides = {side: list(_parties(record.get(side))) for side in ("source", "target")}
        row = _ours(record, own) if isinstance(own, dict) else _theirs(record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return {"reason": "unreadable", "detail": f"{error!r}: {text[:60]}"}
    if not sides["target"]:  # a compound source: every two of them are a pair
        sides["target"], row["reciprocal"] = sides["source"][1:], True
        sides["source"] = sides["source"][:1]
    for side, parties in sides.items():
        row[side] = ";".join(sorted({actor for actor, _, _ in parties})) or None
        row.setdefault(f"{side}_state", ";".join(sorted({state for _, state, _ in parties})) or None)
        row[f"{side}_name"] = "|".join(f"{actor}={name}" for actor, _, name in parties)
    unknown = next((p for side in ("source", "target") for p in _unknown(record.get(side))), None)
    if unknown and not (row["source"] and row["target"]):
        row |= {"reason": "unknown actor", "detail": unknown[:80]}
    return row


def _sides(
    named: tuple[str, ...], states: tuple[str, ...], described: Mapping[str, ActorRow]
) -> list[dict[str, str]]:
    found = []
    for actor in named:
        known = described.get(actor)
        country = known.country if known and known.country else actor.split("/")[0]
        entry = {
            "actorText": known.label if known else actor,
            "code": country if country in states else states[0],
        }
        if known and known.role:
            entry["sector"] = known.role
        found.append(entry | {"id": actor})
    return found


def _parties(side: Any) -> Iterator[tuple[str, str, str]]:
    """Actor, what it stands for, and its name, of those that act for a state or an organisation."""
    for entry in side if isinstance(side, list) else []:
        text, code = str(entry.get("actorText") or ""), str(entry.get("code") or "")
        sector = entry.get("sector") or ""
        if "id" in entry:
            yield str(entry["id"]), code, text
        elif not sector or sector in data("actors")["acts_for_state"] or sector == "IGO":
            state = by_code(code) or by_name(text)
            if state is not None:
                yield (
                    (person(text, state) if sector in {"GOV", "MIL"} and " " in text else None) or state,
                    state,
                    text,
                )


def _unknown(side: Any) -> Iterator[str]:
    for entry in side if isinstance(side, list) else []:
        if "id" not in entry and not by_code(str(entry.get("code") or "")):
            yield f"{entry.get('code')!r} ({entry.get('actorText')})"


def _theirs(record: Mapping[str, Any]) -> dict[str, Any]:
    found = plover(record["event"], _words(record.get("mode")), _words(record.get("context")))
    return {
        "row": str(record.get("id") or ""),
        "date": record.get("date") or None,
        "cls": found.cls if found else None,
        "status": found.status if found else None,
        "turned": found.turned if found else False,
        "context": ";".join(_words(record.get("context"))) or None,
        "url": record.get("url") or None,
    }


def _ours(record: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    statuses = sorted(own["statuses"])
    asserted = [s for s in ("occurred", "planned", "proposed", "negated") if s in statuses]
    return {
        "row": str(record["id"]),
        "date": record.get("date") or None,
        "date_end": own["date_end"],
        "cls": own["cls"],
        "status": "denied" if not asserted else "disputed" if is_disputed(statuses) else asserted[0],
        "statuses": ";".join(statuses),
        "alleged": bool(own.get("alleged")),
        "reciprocal": bool(own["reciprocal"]),
        "reports": own["reports"],
        "articles": own["articles"],
        "place": own["place"],
        "place_country": own["place_country"],
        "context": ";".join(own["context"]) or None,
        "published": own["first_reported"],
        "last_published": own["last_reported"],
        "source_state": ";".join(own["source_state"]) or None,
        "target_state": ";".join(own["target_state"]) or None,
        "url": record.get("url") or None,
    }


def _words(value: Any) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else value or []
    return [str(part).strip() for part in parts if str(part).strip()]
