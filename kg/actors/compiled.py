"""Large imported overlays, compiled: tens of thousands of persons are ready in a hundredth of a second.

An overlay in JSON is read once in full; what it says of persons is then kept, by the hash of the file, in the
user's cache directory in a form that needs no parsing. Where that cannot be written, every run reads in full.
"""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.actors import files
from kg.actors.names import consonants
from kg.actors.tenures import plain_name
from kg.errors import ActorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Coded", "compiled"]

_FORMAT: Final = "1"
_HASH: Final = 32  # bytes of SHA-256


@dataclass(frozen=True, slots=True)
class Coded:
    """Persons of whom a role is known, by plain name, by first or last word, by the sound of these.

    Values are texts that are taken apart when asked for: that is what makes them quick to load.
    """

    persons: Mapping[
        str, str
    ]  # plain name -> lines of country, name, role, from, until, source, parted by tabs
    words: Mapping[str, str]  # first or last word -> plain names, parted by bars
    sounds: Mapping[str, str]  # consonants -> words, parted by bars

    def of(self, plain: str) -> Iterator[tuple[str, str, list[str]]]:
        """Country, person and [role, from, until, source] of a plain name."""
        for line in filter(None, self.persons.get(plain, "").split("\n")):
            country, person, *span = line.split("\t")
            yield country, person, span

    def plains(self, word: str) -> list[str]:
        """Plain names that begin or end with the word."""
        return [plain for plain in self.words.get(word, "").split("|") if plain]

    def spelt(self, sound: str) -> list[str]:
        """First and last words that sound so."""
        return [word for word in self.sounds.get(sound, "").split("|") if word]


def compiled(path: Path) -> tuple[dict[str, Any], Coded]:
    """The sections of an overlay without ``codes``, and those persons. Raises ActorError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ActorError(f"Cannot read the actor file {path}: {error.strerror}.") from error
    kept = _cache() / f"{hashlib.sha256(content).hexdigest()}-{_FORMAT}"
    if (found := _load(kept)) is None:
        sections = files.read(path)
        found = (sections, *_indexed(sections.pop("codes", {})))
        _save(kept, found)
    sections, persons, words, sounds = found
    return sections, Coded(persons, words, sounds)


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("bilateral-kg") / "actors"


def _indexed(codes: Mapping[str, Mapping[str, list[list[str]]]]) -> tuple[dict[str, str], ...]:
    persons: dict[str, list[str]] = {}
    for country, spelt_spans in sorted(codes.items()):
        for spelt, spans in spelt_spans.items():
            names = [name.replace("\t", " ").replace("\n", " ") for name in spelt.split("|")]
            lines = ["\t".join((country, names[0], *(*span, "", "", "")[:4])) for span in spans]
            for name in names:
                persons.setdefault(plain_name(name), []).extend(lines)
    words: dict[str, list[str]] = {}
    for plain in persons:
        for word in {plain.partition("-")[0], plain.rpartition("-")[2]}:
            words.setdefault(word, []).append(plain)
    sounds: dict[str, list[str]] = {}
    for word in sorted(words):
        sounds.setdefault(consonants(word), []).append(word)
    return (
        {plain: "\n".join(lines) for plain, lines in persons.items()},
        {word: "|".join(plains) for word, plains in words.items()},
        {sound: "|".join(spelt) for sound, spelt in sounds.items()},
    )


def _load(path: Path) -> Any:
    """What was kept there, if it is whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content[_HASH:]).digest() != content[:_HASH]:
        return None
    try:
        return marshal.loads(content[_HASH:])
    except (EOFError, TypeError, ValueError):
        return None


def _save(path: Path, found: Any) -> None:
    content = marshal.dumps(found, 4)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(hashlib.sha256(content).digest() + content)
        partial.replace(path)
    except OSError:
        return  # a cache that cannot be written costs time, nothing else
