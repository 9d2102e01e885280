"""What decides which mentions an article yields, as one hash.

An article is read again when its text changes or when this does: another model, another threshold,
other frames or actors, shipped or the user's own, or another version of the rules.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import ontologies
from kg.errors import UsageError
from kg.extraction.frames import overlay_files
from kg.model import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.config import Config

__all__ = ["fingerprint"]

_RULES = ("reading", "actors", "language", "extraction", "ontology")


def fingerprint(config: Config) -> str:
    """20 hex digits, the same as long as the same article yields the same reports.

    Raises ``UsageError`` for a file of frames or actors that cannot be read.
    """
    return digest(
        config.model,
        _version_of(config.model),
        repr(config.min_confidence),
        repr(config.full_parse),
        _shipped(),
        *(_hash_of_file(path) for path in (*overlay_files(config.frames), *config.actors)),
    )


@cache
def _shipped() -> str:
    """The rules and data that come with kg: what this process has loaded does not change under it."""
    package = Path(__file__).parent.parent
    rules = (path for floor in _RULES for path in (package / floor).rglob("*.py"))
    data = (path for path in ontologies().rglob("*") if path.suffix in {".toml", ".ttl", ".tsv", ".csv"})
    return digest(_hash_of_files(rules, package), _hash_of_files(data, ontologies()))


def _version_of(model: str) -> str:
    try:
        return version(model)
    except (PackageNotFoundError, ValueError):  # a pipeline in a directory of its own
        return ""


def _hash_of_files(paths: Iterable[Path], root: Path) -> str:
    return digest(*_named(sorted(paths), root))


def _named(paths: Iterable[Path], root: Path) -> Iterator[str]:
    for path in paths:
        yield path.relative_to(root).as_posix()
        yield _hash_of_file(path)


def _hash_of_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}. Check the paths in kg.toml.") from error
