"""The graph in its home: reports, occurrences, direct relations, questions, evidence.

with Store.open("kg-store", create=True) as store:
    store.register(registry_quads(actors, store.base))
    store.replace(article.id, article_quads(extraction, store.base), article.content_hash)
    store.refresh()
    store.run("who-met", a="IRN", b="PAK").rows
"""

from __future__ import annotations

from kg.store.answers import Iri, Result
from kg.store.apart import Apart, open_apart, state_of
from kg.store.info import StoreInfo
from kg.store.queries import NamedQuery, named, question
from kg.store.rows import ActorRow, EventRow, EvidenceRow, RelationRow
from kg.store.store import Store

__all__ = [
    "ActorRow",
    "Apart",
    "EventRow",
    "EvidenceRow",
    "Iri",
    "NamedQuery",
    "RelationRow",
    "Result",
    "Store",
    "StoreInfo",
    "named",
    "open_apart",
    "question",
    "state_of",
]
