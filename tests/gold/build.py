"""Builds ``articles.jsonl`` and ``events.jsonl`` from the marked texts in ``source/``.

    python tests/gold/build.py            write both files
    python tests/gold/build.py --check    fail if they are not what the sources give

An article in a source file:

    ## drills-01 | 2024-05-15
    T: A title that stands apart from the text (optional; "L: fr" would give a language)
    ZAGREB, May 14 (Wire) - Croatia {began a joint exercise;JointExercise HRV=HUN} with Hungary.

``{words;CLASS SOURCE>TARGET ...}`` marks an event at its trigger words, so that offsets are right by
construction; ``||`` parts several events of the same words. ``=`` instead of ``>`` makes it reciprocal,
``+`` joins parties. After that, in any order: a status (default occurred), ``@SPEAKER``, a date. A party
is a code (``HRV``, ``NATO``), a person ``HRV/Ana_Horvat`` or an armed group ``YEM/!Houthis``. An article
without a mark holds no event between states.

Half of the articles, drawn with a fixed seed file by file, are ``held``: rules are tuned on ``open`` only.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20240515
STATUSES = ("occurred", "planned", "proposed", "negated", "denied")
ORGANISATIONS = {
    "UN": "United Nations", "EU": "European Union", "NATO": "NATO", "AU": "African Union", "ASEAN": "ASEAN",
    "IAEA": "International Atomic Energy Agency", "ECOWAS": "ECOWAS", "GCC": "Gulf Cooperation Council",
    "OSCE": "OSCE", "IMF": "International Monetary Fund", "CSTO": "CSTO", "LAS": "Arab League",
}  # fmt: skip
STATES = dict(line.split(" ", 1) for line in (HERE / "states.txt").read_text(encoding="utf-8").splitlines())
MARK = re.compile(r"\{([^{};]+);([^{}]+)\}")
EVENT = re.compile(r"(?P<type>[A-Z]\w+) (?P<source>[^ =>]+)(?P<way>[=>])(?P<target>\S+)(?P<rest>.*)", re.S)
# a full stop after these ends no sentence
NO_END = re.compile(
    r"\b(?:U\.S|U\.N|U\.K|Mr|Mrs|Ms|Dr|Gen|Lt|Maj|Col|Adm|Capt|Sgt|Cmdr|No|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.$"
)
SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?=\s+[\"“‘A-Z0-9(]|\s*$)")


class Mistake(Exception):
    """A source that says what cannot be."""


def articles() -> list[tuple[dict[str, object], list[dict[str, object]]]]:
    """Every article with its events, in the order of the files and the text."""
    found = []
    for path in sorted((HERE / "source").glob("*.txt")):
        blocks = [b for b in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:] if b.strip()]
        names = [block.split("|")[0].strip() for block in blocks]
        held = set(random.Random(f"{SEED} {path.stem}").sample(sorted(names), len(names) // 2))
        found += [
            _article(block, "held" if name in held else "open")
            for name, block in zip(names, blocks, strict=True)
        ]
    ids = [article["id"] for article, _ in found]
    if doubled := {i for i in ids if ids.count(i) > 1}:
        raise Mistake(f"ids used twice: {sorted(doubled)}")
    return found


def _article(block: str, split: str) -> tuple[dict[str, object], list[dict[str, object]]]:
    head, _, body = block.partition("\n")
    name, published = (part.strip() for part in head.split("|"))
    title = None
    if body.startswith("T: "):
        line, _, body = body.partition("\n")
        title = line[3:].strip()
    article: dict[str, object] = {"id": name}
    events: list[dict[str, object]] = []
    if title is not None:
        article["title"], marked = _unmarked(name, "title", title)
        events += marked
    article["text"], marked = _unmarked(name, "text", body.strip() + "\n")
    events += marked
    article |= {"published": published or None, "language": "en", "split": split}
    return article, events


def _unmarked(name: str, field: str, marked: str) -> tuple[str, list[dict[str, object]]]:
    text, triggers, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        start, last = len(text), mark.end()
        text += mark[1]
        triggers += [(start, len(text), notes.strip()) for notes in mark[2].split("||")]
    text += marked[last:]
    if "{" in text or "}" in text:
        raise Mistake(f"{name}: a mark is not well formed near {text[max(0, text.find('{') - 20) :][:80]!r}")
    bounds = _sentences(text)
    return text, [_event(name, field, text, bounds, *trigger) for trigger in triggers]


def _event(
    name: str, field: str, text: str, bounds: list[tuple[int, int]], start: int, end: int, notes: str
) -> dict[str, object]:
    match = EVENT.fullmatch(" ".join(notes.split()))
    if match is None:
        raise Mistake(f"{name}: {notes!r} is not CLASS SOURCE>TARGET")
    status, speaker, date = "occurred", None, None
    for word in match["rest"].split():
        if word in STATUSES:
            status = word
        elif word.startswith("@"):
            speaker = _actor(name, word[1:])
        elif re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", word):
            date = word
        else:
            raise Mistake(f"{name}: {word!r} in {notes!r} is no status, speaker or date")
    source, target = ([_actor(name, a) for a in match[side].split("+")] for side in ("source", "target"))
    if {a["country"] for a in source} & {a["country"] for a in target}:
        raise Mistake(f"{name}: the same state on both sides in {notes!r}")
    sentence = next((b for b in bounds if b[0] <= start and end <= b[1]), None)
    if sentence is None:
        raise Mistake(f"{name}: {text[start:end]!r} crosses a sentence's end")
    return {
        "article": name,
        "type": match["type"],
        "root": _root(name, match["type"]),
        "source": source,
        "target": target,
        "reciprocal": match["way"] == "=",
        "status": status,
        "speaker": speaker,
        "date": date,
        "trigger": {"field": field, "start": start, "end": end, "text": text[start:end]},
        "sentence": {"start": sentence[0], "end": sentence[1]},
    }


def _actor(name: str, token: str) -> dict[str, object]:
    code, _, person = token.partition("/")
    if code in ORGANISATIONS:
        label, kind = ORGANISATIONS[code], "organization"
    elif code in STATES:
        label, kind = STATES[code], "state"
    else:
        raise Mistake(f"{name}: {code!r} is no state or organisation that build.py knows")
    if not person:
        return {"id": code, "name": label, "kind": kind, "country": code}
    group = person.startswith("!")
    full = person.lstrip("!").replace("_", " ")
    plain = unicodedata.normalize("NFKD", full.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return {
        "id": f"{code}/{slug}",
        "name": full,
        "kind": "armed-group" if group else "person",
        "country": code,
    }


def _root(name: str, type_: str) -> str:
    from kg.ontology.classes import classes

    if type_ not in classes():
        raise Mistake(f"{name}: {type_!r} is no class of the ontology")
    return classes()[type_].root


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in SENTENCE_END.finditer(text, line.start(), line.end()):
            if NO_END.search(text, line.start(), stop.start() + 1) and stop.end() < line.end():
                continue
            bounds.append((start, stop.end()))
            start = (
                stop.end() + len(text[stop.end() : line.end()]) - len(text[stop.end() : line.end()].lstrip())
            )
        if start < line.end():
            bounds.append((start, line.end()))
    return bounds


def build() -> dict[str, str]:
    """File name -> content."""
    both = articles()
    lines = {
        "articles.jsonl": [article for article, _ in both],
        "events.jsonl": [event for _, events in both for event in events],
    }
    return {
        name: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        for name, rows in lines.items()
    }


def main() -> int:
    """Write the files, or compare them."""
    built = build()
    if "--check" in sys.argv:
        stale = [n for n, content in built.items() if (HERE / n).read_text(encoding="utf-8") != content]
        if stale:
            print(
                f"{', '.join(stale)} differ from the sources: run python tests/gold/build.py", file=sys.stderr
            )
        return bool(stale)
    for name, content in built.items():
        (HERE / name).write_text(content, encoding="utf-8")
    both = articles()
    quiet = [a for a, events in both if not events]
    count = sum(len(_sentences(str(a["text"]))) for a, _ in both)
    silent = sum(len(_sentences(str(a["text"]))) for a in quiet)
    print(f"{len(both)} articles, {count} sentences and headlines, {sum(len(e) for _, e in both)} events")
    print(f"{len(quiet)} of the articles, with {silent} sentences, hold no event")
    return 0


if __name__ == "__main__":
    sys.exit(main())
