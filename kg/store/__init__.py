"""The graph in its home: reports, occurrences, direct relations, questions, evidence."""

from __future__ import annotations

from kg.store.rows import ActorRow, EventRow, EvidenceRow, RelationRow

__all__ = ["ActorRow", "EventRow", "EvidenceRow", "RelationRow"]
