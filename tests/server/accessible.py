"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def serious_faults(browser: Chrome) -> list[tuple[str, str]]:
    """Rule and first place of each serious or critical fault of the page that is shown."""
    if not _AXE.is_file():
        pytest.skip("axe-core is installed by `python hatch_build.py --dev`")
    browser.execute_script(_AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run().then(r => arguments[0](r.violations))")
    return [
        (fault["id"], fault["nodes"][0]["html"][:200])
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
