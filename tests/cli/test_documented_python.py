"""The Python of docs/analysis.md and docs/interchange.md runs as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.model
@pytest.mark.parametrize("page", ["analysis.md", "interchange.md"])
def test_the_python_of_a_page_runs_from_top_to_bottom(
    page: str, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(sample_store, tmp_path / "kg-store")
    monkeypatch.chdir(tmp_path)
    text = (DOCS / page).read_text(encoding="utf-8")
    known: dict[str, Any] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    for block in blocks:
        exec(block, known)
    known["graph"].close()
    assert len(blocks) == {"analysis.md": 7, "interchange.md": 1}[page]
