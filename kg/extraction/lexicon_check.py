"""The linter of frame files: what would fail, and what would silently never happen.

``kg frames check`` prints what ``check`` finds. Faults of form come from the reader
(``lexicon_reading``); here are those that need all files at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.frames import CONDITIONS, assemble, overlay_files, roots_of, shipped
from kg.extraction.lexicon_reading import PREPOSITIONS, FrameFile, Problem, Record, read, resolve
from kg.extraction.lexicon_records import NounFrame, VerbFrame

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["check", "covers"]


def check(overlays: Sequence[Path] = (), classes: Collection[str] = ()) -> list[Problem]:
    """Every problem of the shipped files and ``overlays`` (files, folders), by file and line; empty where all
    is well.

    ``classes`` are the names that the ontology knows; without them class names are not checked. An overlay
    may cover our frames: that is what it is for.
    """
    ours, theirs = [read(path) for path in shipped()], [read(path) for path in overlay_files(overlays)]
    files = [*theirs, *ours]
    words, records, problems = resolve(files, roots_of(ours))
    lines = {f"{file.name}:{line}": (file.name, where) for file in files for _, where, line, _ in file.tables}
    problems += _unknown(records, lines, classes)
    problems += _odd_lemmas(files)
    lexicon = assemble(words, records, len(theirs))
    added = {id(record) for _, record, index in records if index < len(theirs)}
    for by_lemma in (lexicon.verbs, lexicon.nouns, lexicon.light, lexicon.matrix, lexicon.speech):
        for lemma, group in by_lemma.items():
            problems += _shadowed(lemma, [r for r in group if id(r) in added], lines)
            problems += _shadowed(lemma, [r for r in group if id(r) not in added], lines)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, _line(p), p.message))


def _line(problem: Problem) -> int:
    digits = problem.where.partition("(line ")[2].partition(")")[0]
    return int(digits) if digits.isdigit() else 0


def _unknown(
    records: Sequence[tuple[str, Record, int]],
    lines: Mapping[str, tuple[str, str]],
    classes: Collection[str],
) -> Iterator[Problem]:
    for _, record, _ in records:
        if not classes or not isinstance(record, VerbFrame | NounFrame) or record.blocks:
            continue
        file, where = lines[record.origin]
        for name in (record.type, record.root):
            if name not in classes:
                message = f"the ontology has no class {name!r}; use one of its classes, or add it there"
                yield Problem(file=file, where=where, message=message)


def _odd_lemmas(files: Sequence[FrameFile]) -> Iterator[Problem]:
    """Nouns written with what follows them, which never match: the last word is taken for the head."""
    for file in files:
        for kind, where, _, entry in file.tables:
            lemmas = entry.get("lemmas")
            if kind != "noun" or not isinstance(lemmas, list):
                continue
            for lemma in lemmas:
                inside = [word for word in str(lemma).split()[1:-1] if word in PREPOSITIONS]
                if inside:
                    head = str(lemma).split(f" {inside[0]} ")[0]
                    message = (
                        f"{lemma!r} can never match; write {head!r} with {inside[0]} = [...] or modifiers"
                    )
                    yield Problem(file=file.name, where=where, message=message)


def _shadowed(lemma: str, group: Sequence[Record], lines: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    for i, late in enumerate(group):
        for early in group[:i]:
            if covers(early, late):
                file, where = lines[late.origin]
                message = (
                    f"is never reached for {lemma!r}: {early.origin} always comes first; add a condition"
                )
                yield Problem(file=file, where=where, message=f"{message} or take {lemma!r} out")
                break


def covers(early: Record, late: Record) -> bool:
    """Does ``early`` fit wherever ``late`` does?"""
    return type(early) is type(late) and all(_holds(name, early, late) for name in CONDITIONS[type(early)])


def _holds(name: str, early: Record, late: Record) -> bool:
    wider, narrower = getattr(early, name), getattr(late, name)
    if name == "words" or isinstance(wider, str):
        return bool(wider == narrower) or (name != "words" and not wider)
    if isinstance(wider, bool):
        return not wider or bool(narrower)
    if name == "requires":
        return bool(wider <= narrower)
    if name.startswith("not_"):
        asked: frozenset[object] = getattr(late, name.removeprefix("not_"), frozenset())
        return bool(wider <= narrower) or (bool(asked) and not wider & asked)
    return not wider or (bool(narrower) and narrower <= wider)
