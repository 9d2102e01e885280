"""Pictures of the pages in a headless Chromium: two for the README, all main views as artefacts.

The chart of ``docs/analysis.md`` is drawn as well, from the invented events that ship with the package.

Usage: python .ci/screens.py FOLDER [ARTEFACTS]. Needs chromium and chromedriver
(on Debian: apt-get install chromium chromium-driver).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import kg
from kg.build.flow import samples
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHDRAWAL = "TUR|withdrawsForcesFrom>|IRQ|occurred"
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
SCALE = 1.25  # a picture stays under 300 kB
LAPTOP, TABLET = (1280, 720), (820, 1180)


class Shot(NamedTuple):
    """A picture: its file, the page and the part of its address after #, its size and light."""

    file: str
    page: str
    fragment: str = ""
    size: tuple[int, int] = LAPTOP
    dark: bool = False
    script: str = ""


README = (
    Shot("explorer.png", "explorer.html", "#show=CHN&show=PHL"),
    Shot("explorer-dark.png", "explorer.html", "#level=all&show=IRN", dark=True),
)
VIEWS = (
    Shot("first.png", "explorer.html"),
    Shot("persons.png", "explorer.html", "#level=persons"),
    Shot("everybody.png", "explorer.html", "#level=all"),
    Shot("plans.png", "explorer.html", "#status=occurred&status=planned&status=proposed"),
    Shot("ego.png", "explorer.html", "#ego=USA&steps=2&show=USA"),
    Shot("paths.png", "explorer.html", "#from=KEN&to=CHN"),
    Shot("table.png", "explorer.html", "#table=relations"),
    Shot("dark.png", "explorer.html", "#show=BLR&show=CAN", dark=True),
    Shot("tablet.png", "explorer.html", "#show=CHN&show=PHL", size=TABLET),
    Shot("graph.png", "graph.html", script=f"kgView.choose('{WITHDRAWAL}')"),
    Shot("samples.png", "samples.html"),
)

DATA = "bilateral-kg/data"
SERVED = (
    Shot("served-first.png", ""),
    Shot("served-actor.png", f"{DATA}/actor/CHN"),
    Shot("served-dyad.png", f"{DATA}/dyad/CHN/PHL"),
    Shot("served-review.png", "review"),
    Shot("served-api.png", "api"),
    Shot("served-sparql.png", "sparql"),
    Shot("served-dyad-dark.png", f"{DATA}/dyad/CHN/PHL", size=TABLET, dark=True),
)


def main(folder: Path, artefacts: Path) -> None:
    """Write the README's pictures to ``folder`` and all the others to ``artefacts``."""
    with tempfile.TemporaryDirectory() as work:
        pages, store = Path(work), Path(work, "store")
        kg.build(samples(), store=store)
        with kg.open(store) as graph:
            graph.explore(pages / "explorer.html", title="Eleven sample articles")
            graph.view(pages / "graph.html", ego="IRQ")
            graph.view(pages / "samples.html", title="Eleven sample articles")
        options = webdriver.ChromeOptions()
        for switch in SWITCHES:
            options.add_argument(switch)
        with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as chrome:
            for target, shots in ((folder, README), (artefacts, VIEWS)):
                target.mkdir(parents=True, exist_ok=True)
                for shot in shots:
                    _shoot(chrome, pages.as_uri() + "/", shot, target / shot.file)
            with _serving(store) as url:
                for shot in SERVED:
                    _shoot(chrome, url, shot, artefacts / shot.file)
        _timeline(pages, folder / "timeline.png")


@contextmanager
def _serving(store: Path) -> Iterator[str]:
    """The address of ``kg serve`` on a free port, with a slash at its end, until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            said = ""
            while not said.endswith("}\n"):
                line = server.stdout.readline()
                assert line, "kg serve ended before it said where it listens"
                said += line
            yield json.loads(said)["url"].rstrip("/") + "/"
        finally:
            server.terminate()


def _timeline(work: Path, picture: Path) -> None:
    """The chart of ``docs/analysis.md``."""
    events = Path(kg.__file__).parent.resolve() / "samples" / "invented-events.export.CSV.gz"
    table = "invented-events.parquet"  # in the folder of work: the source line of the chart names it so
    for words in (
        ("import", "gdelt", events, "-o", table),
        ("dyad", "USA", "IND", "--table", table, "--by", "quarter", "--plot", picture.resolve()),
    ):
        command = [sys.executable, "-m", "kg", *map(str, words)]
        subprocess.run(command, check=True, cwd=work, stdout=subprocess.DEVNULL)


def _shoot(chrome: webdriver.Chrome, site: str, shot: Shot, picture: Path) -> None:
    width, height = shot.size
    size = {"width": width, "height": height, "deviceScaleFactor": SCALE, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if shot.dark else "light"}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    chrome.get("about:blank")
    chrome.get(site + shot.page + shot.fragment)
    if shot.script:
        chrome.execute_script(shot.script)
    time.sleep(1.5)  # drawing has no event to wait for
    chrome.save_screenshot(str(picture))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "out/screens"))
