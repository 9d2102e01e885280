"""What the floors promise and import-linter cannot hold: what loads when, what is public, how long it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import kg
import pytest

PACKAGE = Path(kg.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
CHECKOUT = PACKAGE.parent

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "pandas",
    "networkx",
    "pyvis",
    "IPython",
    "trafilatura",
    "py3langid",
    "lxml",
    "jinja2",
)


def loaded_after(statement: str) -> set[str]:
    """The heavy libraries that are loaded in a fresh Python after ``statement``."""
    code = f"import sys; {statement}; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=CHECKOUT
    )
    return set(ran.stdout.split()) & set(HEAVY)


def test_importing_kg_loads_no_heavy_library() -> None:
    assert loaded_after("import kg") == set()


def test_the_command_line_loads_no_heavy_library_before_a_command_runs() -> None:
    assert loaded_after("import kg.cli") == set()


def test_the_help_of_every_command_loads_no_heavy_library() -> None:
    run = (
        "from click.testing import CliRunner; from kg.cli import group; "
        "helps = [CliRunner().invoke(group, [name, '--help']) for name in group.commands]; "
        "assert helps and all(help.exit_code == 0 for help in helps)"
    )
    assert loaded_after(run) == set()


def test_reading_a_text_in_a_known_language_loads_no_heavy_library() -> None:
    assert loaded_after("from kg.reading import read_text; read_text('x', language='en')") == set()


def test_the_public_names_are_these_and_no_others() -> None:
    assert kg.__all__ == ["build", "extract", "open"]
    assert set(kg.__all__) <= set(dir(kg))
    for name in kg.__all__:
        assert callable(getattr(kg, name)), name


def test_a_name_that_kg_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'bilud'"):
        kg.bilud  # noqa: B018


def test_no_module_is_above_400_lines() -> None:
    lengths = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8").count("\n") for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in MODULES if not path.read_text("utf-8").startswith('"""')] == []
