"""One frame file -> records. What is wrong in it becomes ``Problem`` values, one for each fault.

``SCHEMA`` is the whole grammar of the tables (docs/frames.md says the same in words).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from kg.extraction.lexicon_records import (
    NONE,
    LightVerb,
    MatrixVerb,
    NounFrame,
    Phrase,
    SpeechVerb,
    VerbFrame,
    Words,
)
from kg.extraction.lexicon_spelling import fold
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["PREPOSITIONS", "SCHEMA", "FrameFile", "Problem", "Record", "read", "resolve"]

PREPOSITIONS = frozenset(
    fold(word)
    for word in (
        "about above across after against ahead along alongside amid among around as at atop before behind "
        "below beneath beside between beyond by concerning despite down during for from in including inside "
        "into like near of off on onto opposite out outside over past regarding round since through "
        "throughout till to towards under until up via with within without"
    ).split()
)
_VERB_SLOTS = frozenset({"subject", "object", "recipient", "complement", "condition", "speaker"})
_NOUN_SLOTS = frozenset({"poss", "adjective", "compound", "governor", "complement"})
_CHOICES = {
    "status": frozenset(status.value for status in Status),
    "number": frozenset({"plural", "singular"}),
    "light_subject": frozenset({"source", "target", "host", "none"}),
    "control": frozenset({"subject", "object"}),
    "pos": frozenset({"verb", "noun", "adj"}),
    "kind": frozenset({"say", "deny", "promise", "ask"}),
}
_COMPLEMENTS = frozenset({"to", "that", "ing", "predicate"})
_REQUIRES = frozenset({"object-actor", "no-object", "no-predicate", "no-complement"})

_EVENT = {
    "lemmas": "lemmas",
    "class": "class",
    "root": "name",
    "private": "flag",
    "context": "names",
    "status": "status",
    "reciprocal": "flag",
    "speech": "flag",
    "prep": "preps",
    "prep_object": "words",
    "complement": "complements",
    "complement_head": "words",
}
SCHEMA: Mapping[str, Mapping[str, str]] = {
    "verb": {
        **_EVENT,
        "object": "words",
        "not_object": "words",
        "object_modifiers": "words",
        "subject": "words",
        "not_subject": "words",
        "particle": "plain",
        "complement_modal": "plain",
        "requires": "requires",
        "source": "verb_slots",
        "target": "verb_slots",
    },
    "noun": {
        **_EVENT,
        "number": "number",
        "modifiers": "words",
        "not_modifiers": "words",
        "of": "words",
        "definite": "flag",
        "source": "noun_slots",
        "target": "noun_slots",
        "parties": "noun_slots",
    },
    "light": {
        "lemmas": "lemmas",
        "object": "words",
        "prep": "preps",
        "status": "status",
        "subject": "light_subject",
        "ends": "flag",
    },
    "matrix": {
        "lemmas": "lemmas",
        "status": "status",
        "of": "matrix_of",
        "negated": "status",
        "control": "control",
        "pos": "pos",
    },
    "speech": {"lemmas": "lemmas", "kind": "kind"},
}
_RECORDS: Mapping[str, type[Any]] = {
    "verb": VerbFrame,
    "noun": NounFrame,
    "light": LightVerb,
    "matrix": MatrixVerb,
    "speech": SpeechVerb,
}
_FIELDS = {"class": "type"}
_HEADER = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")

Record = VerbFrame | NounFrame | LightVerb | MatrixVerb | SpeechVerb
R = TypeVar("R", VerbFrame, NounFrame, LightVerb, MatrixVerb, SpeechVerb)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in a frame file: where (``verb 3 (line 41): impose``), and what to do about it."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFile:
    """A file that is valid TOML, not yet checked beyond that."""

    name: str
    root: str | None
    words: Mapping[str, Any]
    tables: tuple[tuple[str, str, int, Mapping[str, Any]], ...]  # kind, where, line, content
    problems: tuple[Problem, ...]


class _Fault(Exception):
    """What is wrong with one value; becomes a Problem."""


def read(path: Path) -> FrameFile:
    """The tables of one file with their lines; a file that cannot be read has only a problem."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        return _broken(path, f"cannot be read ({error.strerror}); check the name in kg.toml")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return _broken(path, f"is not valid TOML: {error}")
    problems = []
    root = content.pop("root", None)
    if root is not None and not isinstance(root, str):
        problems.append(Problem(file=path.name, where="root", message=f"must be a class name, not {root!r}"))
        root = None
    words = content.pop("words", {})
    if not isinstance(words, dict):
        problems.append(Problem(file=path.name, where="words", message="must be a table: write [words]"))
        words = {}
    lines = _lines(text)
    tables = []
    for kind, entries in content.items():
        if (
            kind not in SCHEMA
            or not isinstance(entries, list)
            or not all(isinstance(e, dict) for e in entries)
        ):
            known = ", ".join(f"[[{name}]]" for name in SCHEMA)
            message = f"is not a table of frames; a file holds root, [words], {known}"
            problems.append(Problem(file=path.name, where=repr(kind), message=message))
            continue
        for number, entry in enumerate(entries):
            line = dict(enumerate(lines.get(kind, ()))).get(number, 0)
            tables.append((kind, _where(kind, number, line, entry), line, entry))
    return FrameFile(name=path.name, root=root, words=words, tables=tuple(tables), problems=tuple(problems))


def _broken(path: Path, message: str) -> FrameFile:
    problem = Problem(file=path.name, where="file", message=message)
    return FrameFile(name=path.name, root=None, words={}, tables=(), problems=(problem,))


def _lines(text: str) -> dict[str, list[int]]:
    """Line numbers of the headers, which tomllib does not tell."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            found.setdefault(match[1], []).append(number)
    return found


def _where(kind: str, number: int, line: int, entry: Mapping[str, Any]) -> str:
    lemmas = entry.get("lemmas")
    first = str(lemmas[0]) if isinstance(lemmas, list) and lemmas else "no lemmas"
    return f"{kind} {number + 1} (line {line}): {first}"


def resolve(
    files: list[FrameFile], roots: Mapping[str, str] | None = None
) -> tuple[dict[str, Words], list[tuple[str, Record, int]], list[Problem]]:
    """Word classes, records as (lemma, record, index of the file), and every problem on the way.

    ``roots`` maps classes to roots for frames whose file names no root (overlays).
    """
    problems = [problem for file in files for problem in file.problems]
    raw: dict[str, Any] = {}
    for file in reversed(files):  # the first file to define a class wins
        raw |= file.words
    origin = {name: file.name for file in reversed(files) for name in file.words}
    classes: dict[str, Words] = {}
    for name in sorted(raw):
        try:
            classes[name] = _expand_class(name, raw, ())
        except _Fault as fault:
            problems.append(Problem(file=origin[name], where=f"words.{name}", message=str(fault)))
            classes[name] = frozenset()
    records: list[tuple[str, Record, int]] = []
    for index, file in enumerate(files):
        for kind, where, line, entry in file.tables:
            try:
                for lemma, record in _records(kind, entry, file, line, classes, roots or {}):
                    records.append((lemma, record, index))
            except _Fault as fault:
                problems.append(Problem(file=file.name, where=where, message=str(fault)))
    return classes, records, problems


def _expand_class(name: str, raw: Mapping[str, Any], inside: tuple[str, ...]) -> Words:
    if name in inside:
        raise _Fault(f"contains itself: {' -> '.join((*inside, name))}")
    if name not in raw:
        raise _Fault(f"@{name} is not defined; add it to a [words] table")
    entries = _strings(name, raw[name])
    found: set[Phrase] = set()
    for entry in entries:
        found |= _expand_class(entry[1:], raw, (*inside, name)) if entry[:1] == "@" else {_phrase(entry)}
    return frozenset(found)


def _strings(key: str, value: Any) -> list[str]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise _Fault(f"{key} must be a list of words that is not empty, not {value!r}")
    return value


@lru_cache(maxsize=1 << 14)
def _phrase(entry: str) -> Phrase:
    words = tuple(folded for word in entry.split() if (folded := fold(word)))
    if not words:
        raise _Fault(f"{entry!r} holds no word")
    return words


def _records(
    kind: str,
    entry: Mapping[str, Any],
    file: FrameFile,
    line: int,
    classes: Mapping[str, Words],
    roots: Mapping[str, str],
) -> Iterator[tuple[str, Record]]:
    """One record for each shape of lemma in the table; all lemmas of a shape share it."""
    schema = SCHEMA[kind]
    if unknown := sorted(set(entry) - set(schema)):
        raise _Fault(f"has no key {unknown[0]!r}; keys of [[{kind}]] are {', '.join(sorted(schema))}")
    needed = ("lemmas", "class") if kind in {"verb", "noun"} else ("lemmas",)
    for key in needed:
        if key not in entry:
            raise _Fault(f"needs {key}")
    values = {_FIELDS.get(k, k): _value(schema[k], k, v, classes) for k, v in entry.items() if k != "lemmas"}
    lemmas = [_phrase(lemma) for lemma in _strings("lemmas", entry["lemmas"])]
    if len(set(lemmas)) < len(lemmas):
        twice = next(lemma for i, lemma in enumerate(lemmas) if lemma in lemmas[:i])
        raise _Fault(f"lemmas name {' '.join(twice)!r} twice")
    if kind in {"verb", "noun"}:
        values["root"] = _root(str(values["type"]), values.get("root"), file, roots)
    for key in ("source", "target", "parties"):
        if key in values:
            values[key] = _spread(values[key], "object" if kind == "verb" else "of")
    base = _RECORDS[kind](
        lemmas=tuple(" ".join(lemma) for lemma in lemmas), origin=f"{file.name}:{line}", **values
    )
    shapes: dict[Phrase, Record] = {}
    for lemma in lemmas:
        head, words = (lemma[-1], lemma[:-1]) if kind == "noun" else (lemma[0], lemma[1:])
        if words not in shapes:
            shapes[words] = replace(base, words=words) if words else base
        yield head, shapes[words]


def _root(type_: str, own: object, file: FrameFile, roots: Mapping[str, str]) -> str:
    if type_ == NONE:
        return ""
    root = own or file.root or roots.get(type_)
    if not root:
        raise _Fault(f'the root class of {type_!r} is not known; write root = "..." above the tables')
    return str(root)


def _spread(slots: tuple[str, ...], through: str) -> tuple[str, ...]:
    """A bare preposition is looked for on the word itself, then on its object (or "of" complement)."""
    found: list[str] = []
    for slot in slots:
        found.append(slot)
        name = slot.removesuffix("!")
        if name in PREPOSITIONS and name != through:
            found.append(f"{through}.{slot}")
    return tuple(dict.fromkeys(found))


def _value(type_: str, key: str, value: Any, classes: Mapping[str, Words]) -> Any:
    """A TOML value as its field holds it. Raises _Fault."""
    if type_ == "flag":
        if not isinstance(value, bool):
            raise _Fault(f"{key} must be true or false, not {value!r}")
        return value
    if type_ in {"class", "name"}:
        if not isinstance(value, str) or not value.isidentifier():
            raise _Fault(f"{key} must be a class name, not {value!r}")
        return value
    if type_ in _CHOICES:
        if not isinstance(value, str) or value not in _CHOICES[type_]:
            raise _Fault(f"{key} must be one of {', '.join(sorted(_CHOICES[type_]))}, not {value!r}")
        return Status(value) if type_ == "status" else value
    entries = _strings(key, value)
    if type_ == "words":
        return _words(entries, classes)
    if type_ == "names":
        return tuple(entries)
    if type_ in {"verb_slots", "noun_slots"}:
        return tuple(_slot(entry, key, type_) for entry in entries)
    folded = frozenset(fold(entry) for entry in entries)
    allowed = {
        "preps": PREPOSITIONS,
        "complements": _COMPLEMENTS,
        "requires": frozenset(fold(name) for name in _REQUIRES),
        "matrix_of": PREPOSITIONS | _COMPLEMENTS | {"object", "noun", "deed"},
    }.get(type_)
    if allowed is not None and (bad := sorted(folded - allowed)):
        raise _Fault(f"{key} cannot hold {bad[0]!r}; allowed are {', '.join(sorted(allowed))}")
    return frozenset(entries) if type_ == "requires" else folded


def _words(entries: list[str], classes: Mapping[str, Words]) -> Words:
    found: set[Phrase] = set()
    for entry in entries:
        if entry.startswith("@"):
            if entry[1:] not in classes:
                raise _Fault(f"{entry} is not defined; add {entry[1:]} to a [words] table")
            found |= classes[entry[1:]]
        else:
            found.add(_phrase(entry))
    return frozenset(found)


def _slot(entry: str, key: str, type_: str) -> str:
    name = entry.removesuffix("!")
    through, _, prep = name.rpartition(".")
    plain = _VERB_SLOTS if type_ == "verb_slots" else _NOUN_SLOTS
    stem = "object" if type_ == "verb_slots" else "of"
    folded = fold(prep)
    if name in plain or (folded in PREPOSITIONS and through in {"", stem}):
        return entry if name in plain else entry.replace(prep, folded)
    raise _Fault(f"{key} has no slot {entry!r}; slots are {', '.join(sorted(plain))}, prepositions, {stem}.P")
