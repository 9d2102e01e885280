"""The pages as a person uses them, in a headless Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from accessible import serious_faults
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

DATA = "bilateral-kg/data/"


def own(server, requested):
    """The paths that were asked for; nothing but our own server may be among them."""
    urls = requested()
    assert {urlsplit(url).netloc for url in urls} == {f"{server.host}:{server.port}"}
    return [urlsplit(url).path for url in urls]


def complaints(browser: Chrome) -> list[str]:
    """What the console says of refused content and errors."""
    return [row["message"] for row in browser.get_log("browser") if row["level"] == "SEVERE"]


def text_of(browser: Chrome, selector: str, seconds: float = 20) -> str:
    """The text of an element once it has some."""

    def shown(page: Chrome):
        found = page.find_elements(By.CSS_SELECTOR, selector)
        return found[0].text if found and found[0].text.strip() else False

    return WebDriverWait(browser, seconds).until(shown)


def test_from_the_search_to_the_sentence(server, browser, requested):
    browser.get(server.url)
    browser.find_element(By.ID, "q").send_keys("irann\n")
    WebDriverWait(browser, 10).until(lambda page: "search" in page.current_url)
    browser.find_element(By.LINK_TEXT, "Iran").click()
    assert text_of(browser, "h1") == "Iran"
    browser.find_element(By.LINK_TEXT, "Pakistan").click()
    assert text_of(browser, "h1") == "Iran and Pakistan"
    explored = browser.find_element(By.LINK_TEXT, "See it in the explorer.").get_attribute("href")
    assert explored.endswith("/explore#level=states&show=IRN&show=PAK")
    browser.find_element(By.CSS_SELECTOR, ".events a").click()
    assert browser.find_element(By.CSS_SELECTOR, "blockquote mark").text
    browser.find_element(By.CSS_SELECTOR, ".report .facts a").click()
    assert "What it reports" in browser.find_element(By.TAG_NAME, "main").text
    own(server, requested)
    assert complaints(browser) == []


def test_the_editor_runs_a_query_of_ones_own_and_asks_nobody_else(server, browser, requested):
    query = "SELECT DISTINCT ?name { ?a kg:meets ?b . ?a a kg:State ; rdfs:label ?name } ORDER BY ?name"
    browser.get(f"{server.url}sparql?query={quote(query)}")
    table = text_of(browser, ".yasr table.dataTable tbody")
    assert "Iran" in table
    assert "Pakistan" in table
    browser.find_element(By.CSS_SELECTOR, ".yasqe_queryButton").click()
    assert "Iran" in text_of(browser, ".yasr table.dataTable tbody")
    assert set(own(server, requested)) == {
        "/sparql",
        "/assets/pages.css",
        "/assets/sparql.css",
        "/assets/sparql.js",
    }
    assert complaints(browser) == []


def test_every_question_of_the_menu_is_answered(server, browser):
    browser.get(f"{server.url}sparql")
    menu = Select(browser.find_element(By.ID, "question"))
    values = [option.get_attribute("value") for option in menu.options[1:]]
    assert len(values) > 30
    for query in values:
        answer = server.ask("/sparql", query=query)
        assert answer.status == 200, f"{query}\n{answer.text}"
    menu.select_by_index(2)
    assert text_of(browser, ".yasr .yasr_response_chip, .yasr_header")


def test_a_query_that_does_not_parse_is_told_in_the_editor(server, browser):
    browser.get(f"{server.url}sparql?query={quote('SELECT * {')}")
    assert "does not parse" in text_of(browser, ".yasr .errorResult, .yasr_results")


def test_without_scripts_the_page_is_a_form_that_asks(server):
    page = server.page("/sparql")
    assert '<form id="ask" action="/sparql" method="post"' in page
    assert 'name="query"' in page


def test_the_explorer_is_live_and_leads_to_the_pages(server, browser, requested):
    browser.get(f"{server.url}explore")
    WebDriverWait(browser, 30).until(lambda page: "events" in page.find_element(By.TAG_NAME, "body").text)
    assert {"/explore", "/api/explorer/core", "/assets/explorer.js"} <= set(own(server, requested))
    assert complaints(browser) == []


def test_the_pages_have_no_serious_fault_of_accessibility(server, browser):
    told = server.ask("/api/events", limit="1", evidence="true").json["events"][0]
    event, article = (urlsplit(iri).path for iri in (told["iri"], told["evidence"][0]["article"]))
    for path in (
        "/",
        "/search?q=iran",
        f"/{DATA}actor/IRN",
        f"/{DATA}dyad/IRN/PAK",
        event,
        article,
        "/review",
        "/api",
        "/sparql",
        f"/sparql?query={quote('SELECT * { ?a kg:meets ?b }')}",
        f"/sparql?query={quote('SELECT * {')}",
    ):
        browser.get(server.url.rstrip("/") + path)
        if "?query" in path:  # with the answer, or the error, of the editor
            text_of(browser, ".yasr table.dataTable tbody, .yasr .errorResult")
        assert serious_faults(browser) == [], path
