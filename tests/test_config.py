"""Settings: what a kg.toml may say, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.config import DEFAULT_BASE_IRI, DEFAULT_MODEL, Config, load, ontologies
from kg.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "kg.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_every_setting_has_its_default(folder: Path) -> None:
    assert load() == Config()
    assert (Config().base_iri, Config().model) == (DEFAULT_BASE_IRI, DEFAULT_MODEL)


def test_a_file_in_the_working_directory_is_read(folder: Path) -> None:
    written(folder, 'base_iri = "https://example.org/kg#"\nmin_confidence = 1\n')
    assert load() == Config(base_iri="https://example.org/kg#", min_confidence=1.0)


def test_paths_in_the_file_are_relative_to_it(folder: Path) -> None:
    (folder / "project").mkdir()
    path = written(
        folder / "project", 'store = "graph"\nframes = ["mine.toml"]\nactors = ["/etc/actors.toml"]\n'
    )
    config = load(path)
    assert config.store == folder / "project" / "graph"
    assert config.frames == (folder / "project" / "mine.toml",)
    assert config.actors == (Path("/etc/actors.toml"),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("modell = 'x'", "no setting 'modell'; settings are actors, base_iri,"),
        ("model = 5", "model must be a string, not 5"),
        ("frames = 'mine.toml'", "frames must be a list of file names, not 'mine.toml'"),
        ("actors = [1]", r"actors must be a list of file names, not \[1\]"),
        ("min_confidence = '0.3'", "min_confidence must be a number, not '0.3'"),
        ("min_confidence = true", "min_confidence must be a number, not True"),
        ("min_confidence = 1.5", r"min_confidence 1.5 must lie in \[0, 1\]"),
        ("min_confidence = nan", r"min_confidence nan must lie in \[0, 1\]"),
        ("base_iri = 'data/'", "base_iri 'data/' must be an absolute IRI"),
        ("base_iri = 'https://example.org/kg'", "must be an absolute IRI that ends in / or #"),
        ("base_iri = ''", "must be an absolute IRI"),
        ("base_iri = 'https://example.org/a b/'", "must be an absolute IRI"),
        ("base_iri =", "not valid TOML"),
        (b"model = '\xff'", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_a_usage_error_that_names_it(
    folder: Path, text: str | bytes, complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint) as raised:
        load(written(folder, text))
    assert raised.value.exit_code == 2


def test_a_settings_file_that_is_named_but_missing_is_a_usage_error(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"mine\.toml: No such file"):
        load(folder / "mine.toml")


def test_the_shipped_data_is_found() -> None:
    assert (ontologies() / "LICENSE").is_file()
