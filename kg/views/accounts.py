"""Why a mention was read so, in words: the rows that the terminal and the page both show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.extraction.explanation import how
from kg.model import EventMention
from kg.views.plain import long_date, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.explanation import Account, Argument, Explanation, Ground, PassedOver
    from kg.model import Mention

__all__ = ["heading", "passed_over", "quoted", "rows", "summary"]

_TIES = {
    "title": "by the title",
    "apposition": "by the apposition",
    "list": "by the list of office holders",
    "home": "no state is named with the title, so that of the article",
}
_UNMET = {
    "object": "object",
    "not_object": "other object",
    "object_modifiers": "modifier of the object",
    "subject": "subject",
    "not_subject": "other subject",
    "particle": "particle",
    "prep": "preposition",
    "prep_object": "word under the preposition",
    "complement": "complement",
    "complement_head": "word in the complement",
    "requires": "actor as object",
    "number": "number",
    "modifiers": "modifier",
    "not_modifiers": "absence of a modifier",
    "of": 'word under "of"',
    "definite": "determiner",
}


def heading(e: Explanation) -> str:
    """``NavalExercise, planned, 0.85`` or ``Meeting: missing party``."""
    if isinstance(e.outcome, EventMention):
        alleged = ", alleged" if e.outcome.alleged else ""
        return f"{e.type}, {e.outcome.status}{alleged}, {e.outcome.confidence:.2f}"
    return f"{e.type}: {e.outcome.reason}"


def rows(e: Explanation) -> list[tuple[str, str]]:
    """(label, what is to be said), top down; a label may come twice."""
    out = [("trigger", _trigger(e))]
    out += [(a.side, _argument(a)) for a in e.arguments]
    if not isinstance(e.outcome, EventMention):
        out.append(("status", _grounded(str(e.status), e.status_ground)))
        out.append(("set aside", str(e.outcome.reason)))
        return out
    m = e.outcome
    if m.reciprocal:
        out.append(("reciprocal", "both sides are alike"))
    out.append(("status", _grounded(str(m.status), e.status_ground)))
    if m.alleged:
        out.append(("alleged", "the article does not vouch for it"))
    if e.speaker is not None and e.speaker_ground is not None:
        out.append(("speaker", _grounded(_argument(e.speaker), e.speaker_ground)))
    if m.date is not None and e.date_ground is not None:
        when = " to ".join(long_date(d) or d for d in (m.date, m.date_end) if d)
        out.append(("date", _grounded(when, e.date_ground)))
    if m.place is not None:
        out.append(("place", plain(m.place.name) + (f" ({m.place.country})" if m.place.country else "")))
    if e.confidence:
        parts = ", ".join(f"{part.feature} {part.value:+.2f}" for part in e.confidence)
        out.append(("confidence", f"{m.confidence:.2f}, in log-odds: {parts}"))
    return out


def passed_over(p: PassedOver) -> str:
    """Why a word that has frames evoked nothing."""
    if p.blocked:
        return f"this use evokes nothing ({p.blocked})"
    many = "its one frame does not fit" if p.frames == 1 else f"none of its {p.frames} frames fits"
    near = [f"{n.type} but for its {_UNMET.get(n.unmet, n.unmet)} ({n.frame})" for n in p.near]
    return many + (f"; nearly {', '.join(near)}" if near else "")


def summary(accounts: Sequence[Account]) -> str:
    """How much was kept and set aside, and why."""
    found = [e for account in accounts for e in account.explanations]
    kept = sum(isinstance(e.outcome, EventMention) for e in found)
    reasons = Counter(str(e.outcome.reason) for e in found if not isinstance(e.outcome, EventMention))
    why = ", ".join(f"{reason} {n}" for reason, n in sorted(reasons.items(), key=lambda kv: (-kv[1], kv[0])))
    passed = sum(len(account.passed_over) for account in accounts)
    return (
        f"{kept} event mentions; {len(found) - kept} candidates set aside{f' ({why})' if why else ''}; "
        f"{passed} words with frames evoked nothing"
    )


def quoted(m: Mention) -> str:
    """The words in quotation marks, on one line."""
    return f"“{plain(m.text)}”"


def _trigger(e: Explanation) -> str:
    how_so = [e.mechanism]
    if e.headline:
        how_so.append("in a headline")
    if e.passive:
        how_so.append("passive")
    if e.carrier is not None:
        how_so.append(f"under {quoted(e.carrier)}")
    at = f"{e.trigger.start}-{e.trigger.end}" + (" of the title" if e.trigger.field == "title" else "")
    return f"{quoted(e.trigger)} at {at} by {', '.join(how_so)}; frame {e.frame}"


def _argument(a: Argument) -> str:
    country = a.actor.country
    who = plain(a.actor.name) + (f" ({country})" if country else "")
    text = f"{who}: {quoted(a.words)}, {how(a.how)}"
    if a.repeats is not None:
        text += f", which goes back to {quoted(a.repeats)}"
    if a.tie:
        text += f"; {_TIES.get(a.tie, a.tie)}" + (f" {quoted(a.tied_by)}" if a.tied_by else "")
    if a.side != "speaker":
        text += f"; {f'slot {a.slot}' if a.slot else 'filled in'}"
    return f"{text}; certainty {a.certainty:.2f}"


def _grounded(finding: str, ground: Ground) -> str:
    words = ", ".join(map(quoted, ground.because))
    because = "; ".join(part for part in (ground.note, f"because of {words}" if words else "") if part)
    return f"{finding}: {because}" if because else finding
