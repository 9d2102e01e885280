"""The page of ``kg explain``: other people's words stay words, and nothing is asked of the network."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from kg.extraction.explanation import Account, Argument, Explanation, Ground, PassedOver
from kg.model import Actor, ActorKind, Article, EventMention, Mention, Party, Reason, Rejected, Status
from kg.views.account_page import account_html
from kg.views.accounts import rows, summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

TEXT = "<b>Iran</b> & \u202eOman\u202c met.\nThey <script>alert(1)</script> parted."
IRAN = Actor(id="IRN", name="Iran", kind=ActorKind.STATE, country="IRN")
OMAN = Actor(id="OMN", name='Oman"><script>', kind=ActorKind.STATE, country="OMN")


def span(words: str, label: str = "") -> Mention:
    start = TEXT.index(words)
    return Mention(article="a", start=start, end=start + len(words), text=words, label=label)


def argument(side: str, actor: Actor, words: str) -> Argument:
    return Argument(side=side, actor=actor, words=span(words), how="name", certainty=0.9, standing="state")


def account() -> Account:
    met, parted = span("met"), span("parted")
    parties = [Party(actor=a, start=0, end=1) for a in (IRAN, OMAN)]
    mention = EventMention(
        type="Meeting", root="Consultation", trigger=met, sentence=(0, TEXT.index("\n")),
        source=(parties[0],), target=(parties[1],), reciprocal=True, confidence=0.9,
    )  # fmt: skip
    common = {"root": "Consultation", "mechanism": "clauses", "frame": "mine.toml:1"}
    return Account(
        article=Article(id="a", title="<i>Title</i>", text=TEXT, url="javascript:alert(1)"),
        explanations=(
            Explanation(
                trigger=met, sentence=(0, TEXT.index("\n")), type="Meeting", outcome=mention, **common,
                arguments=(argument("source", IRAN, "Iran"), argument("target", OMAN, "Oman")),
                status=Status.OCCURRED, status_ground=Ground(),
            ),
            Explanation(
                trigger=parted, sentence=(TEXT.index("They"), len(TEXT)), type="ReducedTies", arguments=(),
                outcome=Rejected(article="a", reason=Reason.MISSING_PARTY), **common,
                status=Status.PLANNED, status_ground=Ground(because=(span("They"),)),
            ),
        ),
        passed_over=(PassedOver(word=span("alert"), lemma="alert", frames=2),),
    )  # fmt: skip


def test_words_of_an_article_never_become_markup() -> None:
    page = account_html([account()])
    assert "<script" not in page
    assert "<b>Iran" not in page
    assert "&lt;script&gt;" in page
    assert "javascript:" not in page
    assert "\u202e" not in page


def test_the_policy_of_the_page_allows_its_style_sheet_alone() -> None:
    page = account_html([account()])
    assert "default-src 'none'; style-src 'sha256-" in unescape(page)
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")


def test_the_same_accounts_give_the_same_bytes() -> None:
    assert account_html([account()]) == account_html([account()])


def test_every_ground_is_said_in_words() -> None:
    met, parted = account().explanations
    assert ("status", "occurred") in rows(met)
    assert ("set aside", "missing party") in rows(parted)
    assert dict(rows(parted))["status"] == "planned: because of “They”"
    assert summary([account()]) == (
        "1 event mentions; 1 candidates set aside (missing party 1); 1 words with frames evoked nothing"
    )


def test_a_browser_shows_marks_and_cards_and_asks_for_nothing(
    browser: Chrome, requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(account_html([account()]), encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.get_log("browser") == []
    assert requested() == [path.as_uri()]
    marks = browser.find_elements("css selector", "blockquote mark.trigger")
    assert [m.text for m in marks] == ["met", "parted"]
    background = marks[0].value_of_css_property("background-color")
    assert background != "rgba(0, 0, 0, 0)", "the style sheet was refused"
    browser.find_element("css selector", ".text a.kept").click()
    assert browser.current_url.endswith("#e0-0")
    assert "<script>" in browser.find_element("css selector", ".text").text


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "]]>", "{{ 7 * 7 }}"])
def test_odd_characters_are_shown_and_the_page_stays_utf_8(text: str) -> None:
    odd = Account(article=Article(id="a", text=text), explanations=(), passed_over=())
    page = account_html([odd])
    assert page.encode("utf-8")
    assert "\x00" not in page
    assert "49" not in page
