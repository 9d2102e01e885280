"""The JSON of ``kg explain``: how an article was read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from kg.build.contract import to_json
from kg.model import Actor, EventMention, Mention, Rejected

if TYPE_CHECKING:
    from kg.extraction.explanation import Account

__all__ = ["account_json"]


def account_json(account: Account) -> dict[str, Any]:
    """An account as plain data: spans as in the contract of ``kg extract``, empty grounds left out."""
    return {
        "article": account.article.id,
        "home": account.home,
        "published": account.published,
        "explanations": [_plain(e) for e in account.explanations],
        "passed_over": [_plain(p) for p in account.passed_over],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, EventMention):
        return to_json(value)
    if isinstance(value, Rejected):
        return {"reason": value.reason.value, "detail": value.detail}
    if isinstance(value, Mention):
        return {"field": value.field, "start": value.start, "end": value.end, "text": value.text}
    if isinstance(value, Actor):
        return {"id": value.id, "name": value.name, "kind": value.kind.value, "country": value.country}
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(v) for name, v in given.items() if v not in (None, "", ())}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
