"""The explorer's page with what a person sees and does on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement


class Page:
    """An explorer that is ready. Numbers of actors are places in the core."""

    def __init__(self, browser: Chrome, url: str, *, width: int = 1280, height: int = 720) -> None:
        self.browser = browser
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get("about:blank")
        browser.get(url)
        self.until(lambda: self.run("return 'ready' in document.documentElement.dataset"))

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(script, *arguments)

    def until(self, condition: Callable[[], Any]) -> Any:
        return WebDriverWait(self.browser, 15, poll_frequency=0.05).until(lambda _: condition())

    def find(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def undo(self) -> None:
        ActionChains(self.browser).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()

    # The graph

    @property
    def drawn(self) -> set[tuple[str, str]]:
        """The relations on the canvas, by ids."""
        pairs = self.run(
            "const {state, context} = explorer, id = context.atlas.core.actors.id;"
            "return state.scene.edges.map(e => [id[e.a], id[e.b]])"
        )
        return {(a, b) for a, b in pairs}

    @property
    def actors(self) -> set[str]:
        script = "return explorer.state.scene.nodes.map(n => explorer.context.atlas.core.actors.id[n.actor])"
        return set(self.run(script))

    def at(self, actor: str) -> tuple[float, float]:
        """Where an actor is on the screen."""
        script = (
            "const at = explorer.graph.whereIs(explorer.context.atlas.actorOf.get(arguments[0])),"
            "box = explorer.graph.container.getBoundingClientRect(); return [box.left + at.x, box.top + at.y]"
        )
        x, y = self.run(script, actor)
        return x, y

    def click_at(self, x: float, y: float, *, double: bool = False) -> None:
        chain = ActionChains(self.browser)
        chain.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        chain.pause(0.15)
        (chain.double_click() if double else chain.click()).pause(0.5).perform()

    def hover(self, x: float, y: float) -> None:
        chain = ActionChains(self.browser)
        chain.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        chain.pause(0.3).perform()

    def click_actor(self, actor: str, *, double: bool = False) -> None:
        self.click_at(*self.at(actor), double=double)

    def click_relation(self, a: str, b: str) -> None:
        (ax, ay), (bx, by) = self.at(a), self.at(b)
        self.click_at((ax + bx) / 2, (ay + by) / 2)

    # Beside it

    @property
    def heading(self) -> str:
        return self.one("#panel h2").text

    @property
    def cards(self) -> list[str]:
        self.until(lambda: not self.find("#panel [aria-busy=true]"))
        return [card.text for card in self.find("#panel .event")]

    @property
    def notice(self) -> str:
        """What the page says, to screen readers at once; on the screen it fades in."""
        text: str = self.until(lambda: self.one(".notice").get_attribute("textContent"))
        return text

    @property
    def total(self) -> int:
        return int(self.one(".total strong").text.replace(",", ""))

    def count_of(self, control: str) -> int:
        """The number beside a check box."""
        label = self.run("return document.getElementById(arguments[0]).closest('label')", control)
        return int(label.find_element(By.CSS_SELECTOR, ".count").text.replace(",", ""))

    @property
    def link(self) -> str:
        return self.run("return location.hash")

    def export(self, format: str, folder: Path) -> bytes:
        """A file as the menu gives it."""
        self.browser.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
        )
        before = set(folder.iterdir())
        self.click("#export")
        self.click(f"#export-{format}")
        (path,) = self.until(
            lambda: [path for path in set(folder.iterdir()) - before if path.suffix != ".crdownload"]
        )
        content: bytes = self.until(path.read_bytes)
        path.unlink()
        return content

    @property
    def errors(self) -> list[str]:
        """What the page wrote to the console, without the driver's remarks on its own speed."""
        entries = [entry["message"] for entry in self.browser.get_log("browser")]
        return [text for text in entries if "GL Driver Message" not in text]
