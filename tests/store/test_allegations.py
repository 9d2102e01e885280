"""What no article vouches for: kept, marked, asked for, and the ground of no direct relation."""

from __future__ import annotations

import pytest
from kg.model import Status
from kg.store import Store
from made_news import BASE, news, told

ALLEGED = {"date": "2024-03-01", "alleged": True}
ACCUSED = told(
    "accused", "2024-03-02",
    ("India accused China of *arming* Pakistan.", "ArmsTransfer", "CHN", "PAK", {**ALLEGED, "speaker": "IND"}),
    publisher="Courier",
)  # fmt: skip
VOUCHED = told(
    "vouched", "2024-03-03",
    ("China *delivered* howitzers to Pakistan.", "ArmsTransfer", "CHN", "PAK", {"date": "2024-03-01"}),
)  # fmt: skip
DENIED = told(
    "denied", "2024-03-03",
    ("China denied *arming* Pakistan.", "ArmsTransfer", "CHN", "PAK", {"date": "2024-03-01", "status": Status.DENIED}),
)  # fmt: skip


@pytest.fixture
def store():
    with Store.memory(BASE) as store:
        yield store


def test_an_event_that_is_only_alleged_is_marked_and_founds_no_relation(store):
    news(store, (ACCUSED,))
    (event,) = store.events()
    assert (event.statuses, event.alleged, event.disputed, event.happened) == (
        ("occurred",),
        True,
        False,
        False,
    )
    assert event.label == "China to Pakistan: arms transfer, alleged (2024-03-01)"
    assert not list(store.edges())
    assert store.info().alleged == 1


def test_one_article_that_vouches_for_it_lifts_the_mark(store):
    news(store, (ACCUSED, VOUCHED))
    (event,) = store.events()
    assert (event.reports, event.alleged, event.happened) == (2, False, True)
    assert list(store.edges())


def test_the_mark_returns_when_that_article_is_taken_back(store):
    news(store, (ACCUSED, VOUCHED))
    store.remove(store.article("vouched"))
    store.refresh()
    (event,) = store.events()
    assert event.alleged
    assert not list(store.edges())


def test_an_allegation_that_is_denied_is_disputed_as_well(store):
    news(store, (ACCUSED, DENIED))
    (event,) = store.events()
    assert (event.alleged, event.disputed, event.happened) == (True, True, False)


def test_the_question_of_allegations_names_who_is_credited_with_them(store):
    news(store, (ACCUSED,))
    (row,) = store.run("alleged", a="PAK")
    assert (row["speaker"].short, str(row["publisher"])) == (":actor/IND", "Courier")
    assert not list(store.run("alleged", a="IRN"))
    assert not list(store.run("alleged", a="PAK", since="2025"))
    assert len(store.run("alleged", **{"class": "Aid"})) == 1
    assert not list(store.run("arms-and-aid"))
