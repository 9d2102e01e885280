"""The front end's own tests and types, run with the Node that builds it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

CHECKOUT = Path(__file__).parent.parent
FRONTEND = CHECKOUT / "frontend"


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the development packages installed: ``make test`` sees to both."""
    npm = hook()._npm()
    if npm is None or not (FRONTEND / "node_modules" / "typescript").is_dir():
        pytest.skip("needs Node and its packages: python hatch_build.py --dev")
    return str(npm[0])


def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", CHECKOUT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ran(command: list[str]) -> None:
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_front_end_passes_its_own_tests(node: str) -> None:
    ran([node, "test.mjs"])


def test_the_front_end_is_typed_strictly(node: str) -> None:
    ran([node, "node_modules/typescript/bin/tsc", "-p", "."])


def test_what_is_built_is_what_the_sources_make() -> None:
    assert hook()._is_built(CHECKOUT), "run: make explorer"


def test_the_lock_of_the_front_end_names_versions_and_hashes_and_no_address() -> None:
    lock: dict[str, Any] = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(
        "resolved" not in entry and entry["integrity"].startswith("sha512-") for entry in packages.values()
    )


def test_the_program_brings_the_licences_of_what_is_in_it() -> None:
    licences = (CHECKOUT / "kg" / "views" / "built" / "LICENSES.txt").read_text(encoding="utf-8")
    assert {"sigma", "graphology"} <= {line.split(" ")[0] for line in licences.splitlines()}
