"""Pictures of the page for the README: the sample articles' graph in a headless Chromium.

Usage: python .ci/screens.py FOLDER. Needs chromium and chromedriver
(on Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.build.flow import samples
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from kg.views import View

WITHDRAWAL = "TUR|withdrawsForcesFrom>|IRQ|occurred"
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


def main(folder: Path) -> None:
    """Write ``graph.png`` (a relation and its sentences) and ``samples.png`` (everything, as it opens)."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        store, page = Path(work, "store"), Path(work, "graph.html")
        kg.build(samples(), store=store)
        with kg.open(store) as graph:
            _shoot(graph.view(ego="IRQ"), page, folder / "graph.png", WITHDRAWAL)
            _shoot(graph.view(title="Eleven sample articles"), page, folder / "samples.png", None)


def _shoot(view: View, page: Path, picture: Path, chosen: str | None) -> None:
    view.save(page)
    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as chrome:
        size = {"width": 1280, "height": 720, "deviceScaleFactor": 1.5, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        chrome.get(page.as_uri())
        if chosen is not None:
            for status in ("planned", "proposed"):
                chrome.find_element("css selector", f"[value={status}]").click()
            chrome.execute_script("kgView.choose(arguments[0])", chosen)
        time.sleep(1)  # drawing has no event to wait for
        chrome.save_screenshot(str(picture))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
