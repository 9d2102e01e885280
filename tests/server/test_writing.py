"""Corrections through the server: for those who have the token, and for nobody else."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest
from accessible import serious_faults
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait
from serving import TOKEN, running

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def writable(sample_store, tmp_path_factory):
    """A server that may be written through, on a copy of the graph."""
    store = tmp_path_factory.mktemp("writable") / "kg-store"
    shutil.copytree(sample_store, store)
    with running(store, "--write", KG_TOKEN=TOKEN) as server:
        server.corrections = store.parent / "kg-store.corrections.jsonl"
        yield server


def correct(server, token=TOKEN, **said):
    headers = {**JSON, "Authorization": f"Bearer {token}"} if token else JSON
    return server.ask("/api/corrections", method="POST", body=json.dumps(said), headers=headers)


def some_event(server, **query):
    """An event with one report, by its last part."""
    events = server.ask("/api/events", limit="1000", **query).json["events"]
    return next(event for event in events if event["reports"] == 1)


def key(event):
    return event["iri"].rpartition("/")[2]


def test_without_the_token_nothing_is_written(writable):
    event = key(some_event(writable))
    said = {"act": "reject", "named": [event], "who": "Eve"}
    for token in (None, "", "wrong", TOKEN[:-1], TOKEN + "x"):
        assert correct(writable, token, **said).status == 401
    form = urlencode({"do": "reject", "named": event})
    assert writable.ask("/review", method="POST", body=form, headers=FORM).status == 401
    assert (
        writable.ask("/review", method="POST", body=form, headers={**FORM, "Cookie": "kg_session=x"}).status
        == 401
    )
    assert writable.ask("/review", method="POST", body="do=sign-in&token=x", headers=FORM).status == 401
    assert not writable.corrections.exists()


def test_another_sites_page_cannot_use_a_session(writable):
    signed = writable.ask(
        "/review",
        method="POST",
        body=urlencode({"do": "sign-in", "token": TOKEN, "who": "Ada"}),
        headers=FORM,
    )
    cookies = "; ".join(value.partition(";")[0] for value in signed.headers.get_all("Set-Cookie"))
    assert all(
        "HttpOnly" in value and "SameSite=strict" in value for value in signed.headers.get_all("Set-Cookie")
    )
    assert TOKEN not in cookies
    headers = {**FORM, "Cookie": cookies, "Origin": "https://evil.example"}
    body = urlencode({"do": "reject", "named": key(some_event(writable))})
    assert writable.ask("/review", method="POST", body=body, headers=headers).status == 403
    assert not writable.corrections.exists()


def test_a_rejected_event_is_gone_everywhere_until_it_is_undone(writable):
    before = writable.ask("/api/events", limit="1000", standing="any").json
    event = some_event(writable)
    made = correct(writable, act="reject", named=[event["iri"]], who="Ada", why="no such thing")
    assert made.status == 201
    assert made.json["act"] == "reject"
    after = writable.ask("/api/events", limit="1000", standing="any").json
    assert after["total"] == before["total"] - 1
    assert writable.ask(urlsplit(event["iri"]).path).status == 404
    ask = f"ASK {{ ?r kg:event <{event['iri']}> }}"
    assert writable.ask("/sparql", query=ask).json["boolean"] is False
    listed = writable.ask("/api/corrections").json["corrections"]
    assert [(c["who"], c["why"], c["in_force"]) for c in listed] == [("Ada", "no such thing", True)]
    assert correct(writable, act="undo", who="Bo", undo=made.json["id"]).status == 201
    assert writable.ask("/api/events", limit="1000", standing="any").json == before
    assert [c["in_force"] for c in writable.ask("/api/corrections").json["corrections"]] == [False, True]
    lines = [json.loads(line) for line in writable.corrections.read_text().splitlines()]
    assert [line["act"] for line in lines] == ["reject", "undo"]


def test_the_explorer_is_told_that_the_graph_has_changed(writable):
    version = writable.ask("/api/info").json["version"]
    made = correct(
        writable, act="edit", named=[key(some_event(writable))], changes={"status": "planned"}, who="Ada"
    ).json
    assert writable.ask("/api/info").json["version"] != version
    assert writable.ask("/api/explorer/texts", version=version, rows="0").status == 409
    correct(writable, act="undo", undo=made["id"], who="Ada")
    assert writable.ask("/api/info").json["version"] == version


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"act": "reject", "named": ["none"], "who": "Ada"}, "no event and no report 'none'"),
        ({"act": "reject", "named": "abc", "who": "Ada"}, "named is a list"),
        ({"act": "reject", "named": ["EVENT"]}, "who makes it"),
        ({"act": "praise", "who": "Ada"}, "no correction 'praise'"),
        ({"act": "edit", "named": ["EVENT"], "who": "Ada"}, "changes is an object"),
        ({"act": "edit", "named": ["EVENT"], "changes": {"class": "Party"}, "who": "Ada"}, "no event class"),
        ({"act": "merge", "named": ["EVENT"], "who": "Ada"}, "two events"),
        ({"act": "merge-actors", "named": ["IRN"], "who": "Ada"}, "two actors"),
        ({"act": "undo", "undo": "none", "who": "Ada"}, "no correction 'none'"),
        ({"act": "reject", "named": ["EVENT"], "who": ["Ada"]}, "who is a string"),
    ],
)
def test_what_cannot_be_done_is_a_bad_request_and_leaves_no_line(writable, said, why):
    event = key(some_event(writable))
    said = json.loads(json.dumps(said).replace("EVENT", event))
    lines = len(writable.ask("/api/corrections").json["corrections"])
    answer = correct(writable, **said)
    assert answer.status == 400
    assert why in answer.json["error"]
    assert len(writable.ask("/api/corrections").json["corrections"]) == lines


def test_bodies_that_are_no_json_are_refused(writable):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert (
        writable.ask("/api/corrections", method="POST", body="x", headers={**headers, **JSON}).status == 400
    )
    assert (
        writable.ask("/api/corrections", method="POST", body="[]", headers={**headers, **JSON}).status == 400
    )
    assert (
        writable.ask("/api/corrections", method="POST", body="{}", headers={**headers, **FORM}).status == 415
    )


def test_a_form_leads_back_to_our_own_pages_only(writable):
    signed = writable.ask(
        "/review",
        method="POST",
        body=urlencode({"do": "sign-in", "token": TOKEN, "who": "Ada"}),
        headers=FORM,
    )
    cookies = "; ".join(value.partition(";")[0] for value in signed.headers.get_all("Set-Cookie"))
    for back in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:1",
        "/a\r\nX-Y: z",
    ):
        body = urlencode({"do": "accept", "named": key(some_event(writable)), "back": back})
        answer = writable.ask("/review", method="POST", body=body, headers={**FORM, "Cookie": cookies})
        assert answer.status == 303
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith("//")
        assert "X-Y" not in answer.headers


def test_a_person_signs_in_corrects_an_event_and_takes_it_back(writable, browser):
    event = some_event(writable, **{"class": "Meeting"})
    page = writable.url.rstrip("/") + urlsplit(event["iri"]).path
    browser.get(f"{writable.url}review")
    browser.find_element(By.NAME, "who").send_keys("Ada Lovelace")
    browser.find_element(By.NAME, "token").send_keys(TOKEN + "\n")
    WebDriverWait(browser, 20).until(lambda it: "Sign out" in it.page_source)
    assert serious_faults(browser) == []
    browser.get(page)
    assert serious_faults(browser) == []
    Select(browser.find_element(By.NAME, "class")).select_by_visible_text("PhoneCall")
    date = browser.find_element(By.CSS_SELECTOR, 'input[name="date"]')
    date.clear()
    date.send_keys("2024-01-02")
    browser.find_element(By.XPATH, "//button[text()='Change']").click()
    WebDriverWait(browser, 20).until(lambda it: it.current_url == page)
    text = browser.find_element(By.TAG_NAME, "main").text
    assert "phone call" in text
    assert "2 January 2024" in text
    assert "by Ada Lovelace" in text
    rows = list(csv.DictReader(io.StringIO(writable.ask("/api/corrections.csv").text)))
    assert [
        (row["corrected_class"], row["corrected_status"]) for row in rows if row["decision"] == "edit"
    ] == [("PhoneCall", "")]
    browser.get(f"{writable.url}review")
    shown = browser.find_element(By.TAG_NAME, "table")
    browser.find_element(By.CSS_SELECTOR, "tbody form button").click()
    WebDriverWait(browser, 20).until(staleness_of(shown))
    browser.get(page)
    assert "phone call" not in browser.find_element(By.TAG_NAME, "h1").text
    browser.get(f"{writable.url}review")
    browser.find_element(By.XPATH, "//button[text()='Sign out']").click()
    WebDriverWait(browser, 20).until(lambda it: it.find_elements(By.NAME, "token"))


def test_events_are_merged_and_split_on_their_pages(writable):
    signed = writable.ask(
        "/review",
        method="POST",
        body=urlencode({"do": "sign-in", "token": TOKEN, "who": "Ada"}),
        headers=FORM,
    )
    cookies = "; ".join(value.partition(";")[0] for value in signed.headers.get_all("Set-Cookie"))
    headers = {**FORM, "Cookie": cookies}
    events = [e for e in writable.ask("/api/events", a="IRN", b="PAK").json["events"] if e["reports"] == 1][
        :2
    ]
    one, other = sorted(key(event) for event in events)
    path = urlsplit(events[0]["iri"]).path.replace(key(events[0]), one)
    merge = urlencode({"do": "merge", "named": f"{one} {other}", "back": path})
    assert writable.ask("/review", method="POST", body=merge, headers=headers).status == 303
    page = unescape(writable.ask(path, headers={"Accept": "text/html", "Cookie": cookies}).text)
    assert "merged by hand" in page
    moved = writable.ask(path.replace(one, other), headers={"Accept": "text/html"})
    assert (moved.status, moved.headers["Location"]) == (301, path)
    split = re.search(r'<option value="(report/[0-9a-f]+)">', page)
    assert split
    body = urlencode({"do": "split", "named": f"report/{other}", "back": path})
    assert writable.ask("/review", method="POST", body=body, headers=headers).status == 303
    assert writable.ask(path.replace(one, other), headers={"Accept": "text/html"}).status == 200


def signed_in(browser, server):
    browser.get(f"{server.url}review")
    browser.find_element(By.NAME, "who").send_keys("Ada Lovelace")
    browser.find_element(By.NAME, "token").send_keys(TOKEN + "\n")
    WebDriverWait(browser, 20).until(lambda it: "Sign out" in it.page_source)


def told_of(server, actor):
    """How many reports there are of what an actor did or had done to it."""
    events = server.ask("/api/events", actor=actor, standing="any", limit="1000").json["events"]
    return sum(event["reports"] for event in events)


def sent(browser, button):
    """Press a button, found by XPath, and wait for the next page."""
    before = browser.find_element(By.TAG_NAME, "main")
    browser.find_element(By.XPATH, button).click()
    WebDriverWait(browser, 20).until(staleness_of(before))


def test_actors_are_merged_and_told_apart_on_their_pages_and_it_is_taken_back(
    sample_store, tmp_path, browser
):
    store = tmp_path / "kg-store"
    shutil.copytree(sample_store, store)
    sidhu, baqeri = "PAK/zaheer-ahmad-babar-sidhu", "IRN/mohammad-baqeri"
    path = "/bilateral-kg/data/actor/"
    with running(store, "--write", KG_TOKEN=TOKEN) as server:
        before = told_of(server, baqeri)
        of_ashtiani = told_of(server, "IRN/mohammad-reza-ashtiani")
        assert min(before, of_ashtiani) > 0
        site = server.url.rstrip("/")
        browser.get(site + path + baqeri)
        assert not browser.find_elements(By.NAME, "others")  # nobody has signed in
        signed_in(browser, server)
        browser.get(site + path + "IRN")
        assert not browser.find_elements(By.NAME, "others")  # a state is nobody else

        browser.get(site + path + baqeri)
        browser.find_element(By.NAME, "others").send_keys("IRN/mohammad-reza-ashtiani")
        sent(browser, "//button[@value='merge-actors']")
        assert browser.current_url == site + path + baqeri
        assert told_of(server, baqeri) == before + of_ashtiani
        moved = server.ask(path + "IRN/mohammad-reza-ashtiani", headers={"Accept": "text/html"})
        assert (moved.status, moved.headers["Location"]) == (301, path + baqeri)

        event = some_event(server, actor=sidhu)
        browser.get(site + urlsplit(event["iri"]).path)
        Select(browser.find_element(By.NAME, "actor")).select_by_visible_text(sidhu)
        browser.find_element(By.NAME, "new").send_keys("PAK/another-sidhu")
        browser.find_element(By.NAME, "name").send_keys("Another Sidhu")
        sent(browser, "//button[text()='Tell apart']")
        assert "Another Sidhu" in browser.find_element(By.TAG_NAME, "main").text
        assert told_of(server, "PAK/another-sidhu") == 1

    with running(store, "--write", KG_TOKEN=TOKEN) as server:  # and after a new start
        assert told_of(server, baqeri) == before + of_ashtiani
        browser.get(f"{server.url}review")  # signed in still: the token is the same
        for act in ("merge-actors", "split-actor"):
            sent(browser, f"//button[starts-with(@aria-label, 'Undo {act}')]")
        assert told_of(server, baqeri) == before
        assert told_of(server, "IRN/mohammad-reza-ashtiani") == of_ashtiani
        assert server.ask("/api/events", actor="PAK/another-sidhu").status == 404  # nobody is called so


def test_what_was_decided_is_there_when_the_server_starts_again(sample_store, tmp_path):
    store = tmp_path / "kg-store"
    shutil.copytree(sample_store, store)
    with running(store, "--write", KG_TOKEN=TOKEN) as server:
        event = some_event(server)
        correct(server, act="reject", named=[key(event)], who="Ada")
    with running(store) as server:
        assert server.ask(urlsplit(event["iri"]).path).status == 404
        assert len(server.ask("/api/corrections").json["corrections"]) == 1
