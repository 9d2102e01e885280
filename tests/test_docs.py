"""The documentation is true: its commands run, its outputs are real, and every command is in it.

``KG_UPDATE_DOCS=1 pytest tests/test_docs.py`` writes the real outputs into the README.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from kg.cli.root import COMMANDS

CHECKOUT = Path(__file__).parent.parent
README = CHECKOUT / "README.md"
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's reader sits: each block finds what the ones before it made."""
    return tmp_path_factory.mktemp("readme")


def shell(command: str, folder: Path) -> str:
    """What a command prints on standard output, run with this environment's ``kg`` and ``python``."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def played(block: str, folder: Path) -> str:
    """A console block with what its commands really print."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{shell(command[2:], folder)}" for command in commands)


def test_the_readme_shows_what_its_commands_print(workplace: Path) -> None:
    text = README.read_text(encoding="utf-8")
    real = _CONSOLE.sub(lambda block: f"```console\n{played(block[1], workplace)}```", text)
    if os.environ.get("KG_UPDATE_DOCS"):
        README.write_text(real, encoding="utf-8")
    assert _CONSOLE.findall(text) == _CONSOLE.findall(real), "KG_UPDATE_DOCS=1 writes the real output"


def test_the_example_of_the_contract_is_what_extract_prints(workplace: Path) -> None:
    text = README.read_text(encoding="utf-8")
    (command,) = re.findall(r"^(echo .* kg extract -)$", text, flags=re.MULTILINE)
    (shown,) = re.findall(r"^```json\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    printed = json.loads(shell(command, workplace))
    assert json.loads(shown) == printed
    assert list(json.loads(shown)) == list(printed)


def test_the_readmes_python_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    if not Path("kg-store").is_dir():
        shell("kg build --samples", workplace)
    (block,) = _PYTHON.findall(README.read_text(encoding="utf-8"))
    example = doctest.DocTestParser().get_doctest(block, {}, "README.md", str(README), 0)
    failed, attempted = doctest.DocTestRunner().run(example)
    assert attempted > 5
    assert failed == 0


def test_the_worked_example_of_frames_is_a_file_that_does_what_is_said(tmp_path: Path) -> None:
    page = CHECKOUT / "docs" / "frames.md"
    text = page.read_text(encoding="utf-8")
    (example,) = _TOML.findall(text)
    (tmp_path / "my-frames.toml").write_text(example, encoding="utf-8")
    real = _CONSOLE.sub(lambda block: f"```console\n{played(block[1], tmp_path)}```", text)
    if os.environ.get("KG_UPDATE_DOCS"):
        page.write_text(real, encoding="utf-8")
    assert _CONSOLE.findall(text) == _CONSOLE.findall(real), "KG_UPDATE_DOCS=1 writes the real output"


def sections() -> dict[str, str]:
    """The text of docs/cli.md by command."""
    parts = re.split(
        r"^## (kg [\w-]+)$", (CHECKOUT / "docs" / "cli.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True)) | {"shared": parts[0]}


def test_every_command_has_its_section_and_no_section_is_left_over() -> None:
    assert set(sections()) - {"shared"} == {f"kg {command.name}" for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_of_a_command_is_documented(command: click.Command) -> None:
    text = sections()
    described = text[f"kg {command.name}"] + text["shared"]
    inner = command.commands.values() if isinstance(command, click.Group) else [command]
    options = {
        name for each in inner for param in each.params for name in (*param.opts, *param.secondary_opts)
    }
    missing = sorted(name for name in options if name.startswith("--") and f"{name}" not in described)
    assert missing == []
    assert all(f"kg {command.name} {each.name}" in described for each in inner if each is not command)


@pytest.mark.parametrize(
    "page", [README, *sorted((CHECKOUT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
