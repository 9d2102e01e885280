"""The frame lexicon: which words evoke which event, and where its parties stand (docs/frames.md).

    lexicon = load()
    lexicon.verbs["impose"]  # VerbFrames, in the order in which they are tried
    lexicon.nouns["visit"]
    lexicon.light["pay"], lexicon.matrix["hope"], lexicon.speech["say"]

For one lemma an overlay's frames come first, then uses that evoke nothing, then frames with more
conditions before frames with fewer, then the order of the files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg import config
from kg.errors import FrameError, UsageError
from kg.extraction.lexicon_reading import FrameFile, Problem, Record, read, resolve
from kg.extraction.lexicon_records import (
    LightVerb,
    MatrixVerb,
    NounFrame,
    Phrase,
    SpeechVerb,
    VerbFrame,
    Words,
    matches,
)
from kg.extraction.lexicon_spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "CONDITIONS",
    "Lexicon",
    "LightVerb",
    "MatrixVerb",
    "NounFrame",
    "Phrase",
    "Problem",
    "SpeechVerb",
    "VerbFrame",
    "Words",
    "assemble",
    "build",
    "fold",
    "load",
    "matches",
    "overlay_files",
    "roots_of",
    "shipped",
    "specificity",
]

R = TypeVar("R", VerbFrame, NounFrame, LightVerb, MatrixVerb, SpeechVerb)

CONDITIONS: Mapping[type, tuple[str, ...]] = {
    VerbFrame: (
        "words",
        "object",
        "not_object",
        "object_modifiers",
        "subject",
        "not_subject",
        "particle",
        "prep",
        "prep_object",
        "complement",
        "complement_head",
        "complement_modal",
        "requires",
    ),
    NounFrame: (
        "words",
        "number",
        "modifiers",
        "not_modifiers",
        "of",
        "prep",
        "prep_object",
        "complement",
        "complement_head",
        "definite",
    ),
    LightVerb: ("words", "object", "prep"),
    MatrixVerb: ("words", "of", "pos"),
    SpeechVerb: ("words",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Frames by the folded head of their lemmas (a verb's first word, a noun's last)."""

    verbs: Mapping[str, tuple[VerbFrame, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[NounFrame, ...]] = field(default_factory=dict)
    light: Mapping[str, tuple[LightVerb, ...]] = field(default_factory=dict)
    matrix: Mapping[str, tuple[MatrixVerb, ...]] = field(default_factory=dict)
    speech: Mapping[str, tuple[SpeechVerb, ...]] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)

    @property
    def classes(self) -> dict[str, str]:
        """Every class that a frame names -> its root, sorted."""
        frames = [f for by_lemma in (self.verbs, self.nouns) for group in by_lemma.values() for f in group]
        return dict(sorted({f.type: f.root for f in frames if not f.blocks}.items()))


_MUST = {kind: [n for n in names if not n.startswith("not_")] for kind, names in CONDITIONS.items()}


def specificity(record: Record) -> int:
    """How many conditions must hold (what must not hold does not count); the more, the sooner it is tried."""
    return sum(1 for name in _MUST[type(record)] if getattr(record, name))


def shipped() -> list[Path]:
    """The frame files that come with the package, sorted by name."""
    return sorted((config.ontologies() / "frames").glob("*.toml"))


def overlay_files(overlays: Iterable[Path]) -> tuple[Path, ...]:
    """The files that overlays name, in the order in which they are read: a folder is its .toml files by name.

    Raises ``UsageError`` for a folder that holds none. Whether a file is there shows when it is read.
    """
    found: list[Path] = []
    for path in map(Path, overlays):
        inside = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"The folder {path} holds no .toml file; name a file of frames or its folder.")
        found += inside
    return tuple(found)


def load(overlays: Iterable[Path] = ()) -> Lexicon:
    """The shipped lexicon, with the frames of ``overlays`` (files, folders) before it; read once a process.

    Raises ``FrameError`` that names the file, the frame and what to do, and ``UsageError`` for a folder
    without frames.
    """
    return _load(overlay_files(overlays))


@lru_cache(maxsize=8)
def _load(overlays: tuple[Path, ...]) -> Lexicon:
    ours = [read(path) for path in shipped()]
    theirs = [read(path) for path in overlays]
    return build(ours, theirs)


def build(ours: list[FrameFile], theirs: list[FrameFile]) -> Lexicon:
    """Files that were read -> lexicon. Raises ``FrameError`` for the first problem in any."""
    words, records, problems = resolve([*theirs, *ours], roots_of(ours))
    if problems:
        more = f" ({len(problems) - 1} more: kg frames check lists them)" if len(problems) > 1 else ""
        raise FrameError(f"{problems[0]}{more}")
    return assemble(words, records, len(theirs))


def assemble(
    words: Mapping[str, Words], records: Iterable[tuple[str, Record, int]], overlays: int = 0
) -> Lexicon:
    """Records in the order in which they are tried; those of the first ``overlays`` files come first."""
    found = [(lemma, record, index < overlays) for lemma, record, index in records]
    return Lexicon(
        verbs=_by_lemma(VerbFrame, found),
        nouns=_by_lemma(NounFrame, found),
        light=_by_lemma(LightVerb, found),
        matrix=_by_lemma(MatrixVerb, found),
        speech=_by_lemma(SpeechVerb, found),
        words=words,
    )


def roots_of(files: Iterable[FrameFile]) -> dict[str, str]:
    """Class -> root, as the files that name their root tell."""
    found: dict[str, str] = {}
    for file in files:
        for _, _, _, entry in file.tables:
            if file.root and isinstance(entry.get("class"), str):
                found.setdefault(entry["class"], file.root)
                found.setdefault(file.root, file.root)
    return found


def _by_lemma(kind: type[R], records: list[tuple[str, Record, bool]]) -> dict[str, tuple[R, ...]]:
    ranks: dict[int, tuple[bool, bool, int]] = {}  # one record serves many lemmas
    found: dict[str, list[R]] = {}
    for lemma, record, overlay in records:
        if isinstance(record, kind):
            if id(record) not in ranks:
                blocks = getattr(record, "blocks", False)
                ranks[id(record)] = (not overlay, not blocks, -specificity(record))
            found.setdefault(lemma, []).append(record)
    return {lemma: tuple(sorted(found[lemma], key=lambda r: ranks[id(r)])) for lemma in sorted(found)}
