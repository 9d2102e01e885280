"""An evaluation as plain text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.evaluation.calibration import LEVEL, calibration_error
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluation.claims import Claim
    from kg.evaluation.gold import Gold
    from kg.evaluation.judging import Evaluation, Finding

__all__ = ["as_json", "marked", "render"]


def render(evaluation: Evaluation, gold: Gold, *, errors: bool = True) -> str:
    """The whole evaluation as text: figures, tables, and (with ``errors``) every error in its sentence."""
    parts = [
        _levels(evaluation),
        _mentions(evaluation),
        _by_class(evaluation),
        _statuses(evaluation),
        _reliability(evaluation),
        _quiet(evaluation),
    ]
    if errors:
        parts += [
            _errors("Misses", evaluation.misses, gold),
            _errors("False alarms", evaluation.false_alarms, gold),
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def marked(claim: Claim, gold: Gold, *, width: int = 60) -> str:
    """The claim's sentence on one line, its trigger in double brackets: "They [[met]] in Oman."

    Where the sentence is unknown, ``width`` characters to either side.
    """
    article = next(a for a in gold.articles if a.id == claim.article)
    text = article.field(claim.field)
    start, end = claim.sentence or (max(0, claim.start - width), min(len(text), claim.end + width))
    whole = f"{text[start : claim.start]}[[{text[claim.start : claim.end]}]]{text[claim.end : end]}"
    return " ".join(whole.split())


def as_json(evaluation: Evaluation, gold: Gold) -> dict[str, Any]:
    """The same as an object of plain values; figures are rounded to four digits."""
    return {
        "articles": evaluation.articles,
        "levels": {
            level: {
                "precision": round(s.precision, 4),
                "recall": round(s.recall, 4),
                "f1": round(s.f1, 4),
                "interval": [round(bound, 4) for bound in s.interval],
                "macro": round(s.macro, 4),
                "gold": s.gold,
                "predicted": s.predicted,
            }
            for level, s in evaluation.levels.items()
        },
        "mentions": {
            name: None if share is None else round(share, 4)
            for name, share in evaluation.mentions.shares().items()
        },
        "classes": [
            {
                "class": c.name,
                "root": c.root,
                "gold": c.gold,
                "predicted": c.predicted,
                "hits": c.hits,
                "f1": round(c.f1, 4),
            }
            for c in evaluation.by_class
        ],
        "statuses": [
            {"gold": str(wanted), "predicted": str(found), "count": count}
            for (wanted, found), count in evaluation.statuses.items()
        ],
        "reliability": [
            {
                "low": b.low,
                "high": b.high,
                "claims": b.claims,
                "confidence": round(b.confidence, 4),
                "precision": round(b.precision, 4),
            }
            for b in evaluation.reliability
        ],
        "quiet": {
            "articles": evaluation.quiet.articles,
            "sentences": evaluation.quiet.sentences,
            "found": evaluation.quiet.found,
        },
        "errors": [
            {
                "kind": f.kind,
                "article": f.claim.article,
                "states": list(f.states),
                "type": f.claim.type,
                "others": list(f.others),
                "sentence": marked(f.claim, gold),
            }
            for f in evaluation.findings
        ],
    }


def _levels(evaluation: Evaluation) -> str:
    rows = [
        (level, _two(s.precision), _two(s.recall), _two(s.f1), f"{_two(s.interval[0])}-{_two(s.interval[1])}",
         _two(s.macro), str(s.gold), str(s.predicted))
        for level, s in evaluation.levels.items()
    ]  # fmt: skip
    head = ("level", "P", "R", "F1", "90%", "macro", "gold", "found")
    return f"Events in {evaluation.articles} articles\n{_table(head, rows)}"


def _mentions(evaluation: Evaluation) -> str:
    shares = "  ".join(f"{name} {_two(share)}" for name, share in evaluation.mentions.shares().items())
    return f"Mentions: {evaluation.mentions.met} of {evaluation.mentions.gold} met\n{shares}"


def _by_class(evaluation: Evaluation) -> str:
    rows = [
        (
            c.name if c.name == c.root else f"  {c.name}",
            str(c.gold),
            str(c.predicted),
            str(c.hits),
            _two(c.f1),
        )
        for c in evaluation.by_class
    ]
    return (
        f"Pairs of states by class\n{_table(('class', 'gold', 'found', 'both', 'F1'), rows)}" if rows else ""
    )


def _statuses(evaluation: Evaluation) -> str:
    if not evaluation.statuses:
        return ""
    rows = [
        (str(wanted), *(str(evaluation.statuses.get((wanted, found), 0)) for found in Status))
        for wanted in Status
    ]
    return f"Status, gold by row, found by column\n{_table(('', *map(str, Status)), rows)}"


def _reliability(evaluation: Evaluation) -> str:
    if not evaluation.reliability:
        return ""
    rows = [
        (f"{b.low:.1f}-{b.high:.1f}", str(b.claims), _two(b.confidence), _two(b.precision))
        for b in evaluation.reliability
    ]
    error = _two(calibration_error(evaluation.reliability))
    table = _table(("confidence", "found", "mean", "right"), rows)
    return f"Reliability, right at {LEVEL} (expected calibration error {error})\n{table}"


def _quiet(evaluation: Evaluation) -> str:
    quiet = evaluation.quiet
    if not quiet.articles:
        return ""
    rate = "-" if quiet.per_thousand is None else f"{quiet.per_thousand:.1f}"
    return (
        f"Articles without an event: {quiet.articles}, with {quiet.sentences} sentences and "
        f"{quiet.found} events found there ({rate} per 1,000 sentences)"
    )


def _errors(title: str, findings: Sequence[Finding], gold: Gold) -> str:
    lines = [f"{title} at pair+root: {len(findings)}"]
    for finding in findings:
        claim = finding.claim
        other = f", other side has {', '.join(finding.others)}" if finding.others else ""
        lines.append(f"  {claim.article}: {'-'.join(finding.states)} {claim.type} {claim.status}{other}")
        lines.append(f"    {marked(claim, gold)}")
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns padded to their widest cell, the first to the left, the others to the right."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _two(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"
