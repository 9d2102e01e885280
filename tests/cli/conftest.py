"""The command, run in this process so that the language model is loaded once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from kg.build import samples
from kg.cli import group

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample articles; tests only read it."""
    from kg.build import build

    store = tmp_path_factory.mktemp("samples") / "kg-store"
    build(samples(), store=store)
    return store


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``kg("build", path, input=...)``: what the command does in an empty directory."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str | Path, **options: object) -> Result:
        result = CliRunner().invoke(group, [str(arg) for arg in args], prog_name="kg", **options)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception  # a traceback on the user's screen is never right
        return result

    return run
