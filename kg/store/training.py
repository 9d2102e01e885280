"""Corrections as a table for training: what was read beside what people say it should have been."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final, cast

from kg.store.corrections import in_force
from kg.store.terms import local, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from kg.store.corrections import Correction
    from kg.store.store import Store

__all__ = ["COLUMNS", "training_rows", "training_table"]

COLUMNS: Final = (
    "correction", "decision", "who", "when", "why", "report", "article", "published", "sentence",
    "trigger_start", "trigger_end", "class", "status", "source", "target", "reciprocal", "date", "date_end",
    "confidence", "extractor", "corrected_class", "corrected_status", "corrected_source",
    "corrected_target", "corrected_reciprocal", "corrected_date", "corrected_date_end",
)  # fmt: skip
"""The table for training: a row for each report that a decision in force is about."""


def training_rows(store: Store) -> Iterator[dict[str, str]]:
    """Rows by ``COLUMNS`` for the decisions in force, oldest first; all values are text."""
    for correction in in_force(store.corrections()):
        if correction.act in {"accept", "reject", "edit"}:
            for report in correction.reports:
                yield _row(store, correction, report)


def training_table(store: Store) -> str:
    """The same as comma-separated values."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(training_rows(store))
    return sheet.getvalue()


def _row(store: Store, correction: Correction, report: str) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    row |= {"correction": correction.id, "decision": correction.act, "report": report}
    row |= {"who": correction.who, "when": correction.when, "why": correction.why}
    iri = f"{store.names.reports}{report}"
    words = next(iter(store.evidence(iri)), None)
    if words is not None:
        row |= {"article": words.article, "published": words.date or "", "sentence": words.sentence}
        row |= {"trigger_start": str(words.start), "trigger_end": str(words.end)}
        row |= _reading(store, iri)
    for name, value in correction.changes:
        if f"corrected_{name}" in row:
            row[f"corrected_{name}"] = value
    return row


def _reading(store: Store, iri: str) -> dict[str, str]:
    """What the extractor made of the words."""
    about: dict[str, list[str]] = {}
    for quad in store.engine.quads_for_pattern(node(iri), None, None, None):
        about.setdefault(local(quad.predicate.value), []).append(cast("ox.NamedNode", quad.object).value)
    actor = store.names.actor_id
    one = {name: min(values) for name, values in about.items()}
    return {
        "class": local(one.get("reportedClass", "")),
        "status": local(one.get("status", "")),
        "source": " ".join(sorted(map(actor, about.get("source", [])))),
        "target": " ".join(sorted(map(actor, about.get("target", [])))),
        "reciprocal": one.get("reciprocal", "false"),
        "date": one.get("date", ""),
        "date_end": one.get("dateEnd", ""),
        "confidence": one.get("confidence", ""),
        "extractor": one.get("extractor", ""),
    }
