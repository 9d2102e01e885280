"""The reference page of the lexicon (docs/frames-reference.md), made from the frame files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.extraction.frames import load, shipped
from kg.extraction.lexicon_reading import FrameFile, read
from kg.extraction.lexicon_records import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["reference"]

_KINDS = {
    "light": ("Light verbs", "They carry an event noun without an event of their own."),
    "matrix": ("Matrix words", "What stands under them did not necessarily happen."),
    "speech": ("Verbs of saying", "Their subject is the speaker of what they report."),
}
_SHOWN_FIRST = ("lemmas", "class", "root")


def reference() -> str:
    """Markdown: what evokes each class, how it is built, and the words the files share."""
    files = [read(path) for path in shipped()]
    return "\n".join(_page(files)).rstrip() + "\n"


def _page(files: list[FrameFile]) -> Iterator[str]:
    lexicon = load()
    yield "# What evokes which event\n"
    yield "Made from `ontologies/frames/` by `kg.extraction.lexicon_reference`; do not edit by hand. How to"
    yield "read and extend it: [frames.md](frames.md). `@name` stands for a list at the end of the page.\n"
    verbs, nouns = _count(lexicon.verbs), _count(lexicon.nouns)
    yield f"{verbs} verbs (phrasal ones counted apart) and {nouns} nouns evoke {len(lexicon.classes)}"
    others = f"{len(lexicon.light)} light verbs, {len(lexicon.matrix)} matrix words"
    yield f"classes; {others} and {len(lexicon.speech)} verbs of saying set roles, status and speaker.\n"
    for file in files:
        if file.root:
            yield f"## {file.root}\n"
            for name in _classes(file):
                yield f"### {name}\n"
                yield from _frames(file, name)
                yield ""
    for kind, (title, line) in _KINDS.items():
        yield f"## {title}\n\n{line}\n"
        yield from (_row(entry) for f in files for k, _, _, entry in f.tables if k == kind)
        yield ""
    yield "## Uses that evoke nothing\n"
    for file in files:
        yield from _frames(file, NONE)
    yield "\n## Word classes\n"
    words: dict[str, Any] = {name: entries for file in files for name, entries in file.words.items()}
    for name in sorted(words):
        yield f"- `@{name}`: {', '.join(words[name])}"


def _count(frames: Mapping[str, tuple[Any, ...]]) -> int:
    """Lemmas, those of several words included, with at least one frame that evokes something."""
    found = {lemma for group in frames.values() for f in group if not f.blocks for lemma in f.lemmas}
    return len(found)


def _classes(file: FrameFile) -> list[str]:
    named = [str(entry["class"]) for _, _, _, entry in file.tables if "class" in entry]
    return [name for name in dict.fromkeys(named) if name != NONE]


def _frames(file: FrameFile, name: str) -> Iterator[str]:
    for kind, _, _, entry in file.tables:
        if entry.get("class") == name:
            yield _row(entry, kind)


def _row(entry: Mapping[str, Any], kind: str = "") -> str:
    lemmas = ", ".join(entry["lemmas"])
    rest = "; ".join(f"{key} {_text(value)}" for key, value in entry.items() if key not in _SHOWN_FIRST)
    prefix = f"{kind} " if kind else ""
    return f"- {prefix}**{lemmas}**" + (f" ({rest})" if rest else "")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
