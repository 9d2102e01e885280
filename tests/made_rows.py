"""Rows as the store hands them out, made by hand: for tests of what stands above the store."""

from __future__ import annotations

from typing import Any

from kg.store.rows import ActorRow, EventRow, EvidenceRow

DATA = "https://w3id.org/bilateral-kg/data/"

_CLASSES = {
    "Meeting": ("Consultation", "VerbalCooperation", 2.8, True),
    "Visit": ("Consultation", "VerbalCooperation", 1.9, False),
    "JointExercise": ("Cooperation", "MaterialCooperation", 6.5, True),
    "NavalExercise": ("Cooperation", "MaterialCooperation", 6.5, True),
    "MilitaryAid": ("Aid", "MaterialCooperation", 8.3, False),
    "Praise": ("Support", "VerbalCooperation", 3.4, False),
    "Criticism": ("Accusation", "VerbalConflict", -2.2, False),
    "Threat": ("Threat", "VerbalConflict", -5.8, False),
    "SanctionsImposed": ("Sanction", "MaterialConflict", -4.5, False),
    "Strike": ("Assault", "MaterialConflict", -9.0, False),
}


def event(key: str, cls: str, source: str, target: str, date: str | None = None, **fields: Any) -> EventRow:
    """An event by its key; ``source``/``target`` are ids separated by blanks, states are read off the ids."""
    root, quad, intensity, reciprocal = _CLASSES[cls]
    sides = {"source": tuple(sorted(source.split())), "target": tuple(sorted(target.split()))}
    states = {f"{side}_state": tuple(sorted({i.split("/")[0] for i in ids})) for side, ids in sides.items()}
    row: dict[str, Any] = {
        "iri": f"{DATA}event/{key}",
        "cls": cls,
        "root": root,
        "quad": quad,
        "label": f"{source} {cls} {target}",
        "date": date,
        "date_end": None,
        "statuses": ("occurred",),
        "disputed": False,
        "reciprocal": reciprocal,
        "reports": 1,
        "articles": 1,
        "intensity": intensity,
    }
    return EventRow(**(row | sides | states | fields))


def actor(key: str, label: str | None = None, kind: str | None = None) -> ActorRow:
    """A state, or a person where the id has a slash."""
    return ActorRow(
        iri=f"{DATA}actor/{key}",
        id=key,
        label=label or key,
        kind=kind or ("person" if "/" in key else "state"),
        country=key.split("/")[0],
    )


def evidence(report: str, sentence: str, trigger: str, **fields: Any) -> EvidenceRow:
    """The evidence of a report: the first place of ``trigger`` in ``sentence``."""
    start = sentence.index(trigger)
    row: dict[str, Any] = {
        "sentence": sentence,
        "start": start,
        "end": start + len(trigger),
        "trigger": trigger,
        "article": f"{DATA}article/{report}",
        "title": "A title",
        "publisher": "The Courier",
        "date": "2024-05-04",
        "url": f"https://courier.example/{report}",
        "speaker": None,
        "status": "occurred",
        "confidence": 0.9,
        "report": f"{DATA}report/{report}",
        "cls": "Meeting",
        "field": "text",
        "field_start": start,
        "field_end": start + len(trigger),
    }
    return EvidenceRow(**(row | fields))
