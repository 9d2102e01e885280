"""Accounts of articles as one self-contained page without scripts: the text with its triggers marked, and
under it a card for every mention and every candidate that was set aside.

What comes from articles is escaped by the template; the policy of the page allows its one style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.model import EventMention
from kg.views.accounts import heading, passed_over, rows, summary
from kg.views.plain import link, long_date, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extraction.explanation import Account, Explanation

__all__ = ["account_html"]

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class _Mark:
    """[start, end) of a field that bears a label; ``to`` is the card it leads to, if any."""

    start: int
    end: int
    label: str
    to: str = ""


def account_html(accounts: Sequence[Account]) -> str:
    """The whole page as HTML; write it as UTF-8. The same accounts give the same bytes."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    titles = [_title(account) for account in accounts]
    return environment.get_template("account.html").render(
        title=f"How {titles[0]} was read" if len(titles) == 1 else f"How {len(titles)} articles were read",
        summary=summary(accounts),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),
        articles=[_article(account, n) for n, account in enumerate(accounts)],
    )


@cache
def _style() -> str:
    return (_TEMPLATES / "account.css").read_text(encoding="utf-8")


def _title(account: Account) -> str:
    article = account.article
    return plain(article.title or article.id)


def _article(account: Account, number: int) -> dict[str, Any]:
    article = account.article
    cards = [(f"e{number}-{n}", e) for n, e in enumerate(account.explanations)]
    fields = ("title", "text") if article.title_is_apart else ("text",)
    return {
        "title": _title(account),
        "url": link(article.url),
        "facts": ", ".join(
            part
            for part in (
                plain(article.publisher or ""),
                long_date(account.published) or "",
                f"written from {account.home}" if account.home else "",
            )
            if part
        ),
        "lines": [line for field in fields for line in _lines(article.field(field), _triggers(cards, field))],
        "cards": [_card(account, key, e) for key, e in cards],
        "passed_over": [(plain(p.word.text), passed_over(p)) for p in account.passed_over],
    }


def _triggers(cards: Iterable[tuple[str, Explanation]], field: str) -> list[_Mark]:
    """Where each card begins; those that were kept first, since a word leads to one card."""
    marks = [
        (isinstance(e.outcome, EventMention), _Mark(e.trigger.start, e.trigger.end, "", key))
        for key, e in cards
        if e.trigger.field == field
    ]
    return [
        _Mark(m.start, m.end, "kept" if kept else "aside", m.to)
        for kept, m in sorted(marks, key=lambda x: (not x[0], x[1].start))
    ]


def _card(account: Account, key: str, e: Explanation) -> dict[str, Any]:
    field, (start, end) = e.trigger.field, e.sentence
    marks = [_Mark(e.trigger.start, e.trigger.end, "trigger")]
    arguments = [*e.arguments, *([e.speaker] if e.speaker else [])]
    marks += [_Mark(a.words.start, a.words.end, a.side) for a in arguments if a.words.field == field]
    grounds = {"status": e.status_ground, "speaker": e.speaker_ground, "date": e.date_ground}
    for label, ground in grounds.items():
        marks += [
            _Mark(m.start, m.end, label) for m in (ground.because if ground else ()) if m.field == field
        ]
    return {
        "key": key,
        "heading": heading(e),
        "kept": isinstance(e.outcome, EventMention),
        "sentence": _segments(account.article.field(field), start, end, marks),
        "rows": rows(e),
    }


def _lines(text: str, marks: Sequence[_Mark]) -> list[list[dict[str, Any]]]:
    out, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            out.append(_segments(text, start, start + len(line), marks))
        start += len(line)
    return out


def _segments(text: str, start: int, end: int, marks: Sequence[_Mark]) -> list[dict[str, Any]]:
    """[start, end) cut wherever a mark begins or ends; each piece with the labels that cover it."""
    within = [m for m in marks if m.start < end and start < m.end]
    cuts = sorted({start, end, *(p for m in within for p in (m.start, m.end) if start < p < end)})
    out = []
    for a, b in pairwise(cuts):
        over = [m for m in within if m.start <= a and b <= m.end]
        labels = list(dict.fromkeys(m.label for m in over))
        to = next((m.to for m in over if m.to), "")
        out.append({"text": plain(text[a:b]), "labels": labels, "to": to})
    return out
