from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.views.plain import as_json, link, long_date, plain, shortened

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_nothing_that_acts_on_a_page_survives_in_shown_text(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in shown)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    shown.encode("utf-8")  # raises on a lone surrogate
    assert plain(shown) == shown


def test_what_is_replaced_stays_visible() -> None:
    assert plain("nul\x00l") == "nul␀l"
    assert plain("\u202egpj.exe") == "[U+202E]gpj.exe"
    assert plain("two\r\n lines\u2028more") == "two  lines more"
    assert plain("half \ud83d") == "half \ufffd"


@pytest.mark.parametrize(
    "text", ["Ибрагим Раиси", "ابراهیم رئیسی\u200f", "習近平", "Recep Tayyip Erdoğan", "{{7*7}}", "<b>"]
)
def test_names_in_any_script_and_any_markup_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@given(st.recursive(ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner), max_leaves=8))
def test_json_in_a_page_says_the_same_and_cannot_end_its_element(value: object) -> None:
    text = as_json(value)
    assert json.loads(text) == value
    assert text.isascii()
    assert not set("<>&\u2028") & set(text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//courier.example/x",
        "https:///x",
        "https://courier.example/\u202egpj",
        'https://courier.example/" onclick="x',
        "https://courier.example/a b",
        "http://[broken",
        "",
        None,
    ],
)
def test_only_the_web_is_linked(url: str | None) -> None:
    assert link(url) is None


@pytest.mark.parametrize("url", ["https://courier.example/a?b=1&c=2#d", "http://пример.example/статья"])
def test_an_article_on_the_web_is_linked_as_it_is(url: str) -> None:
    assert link(url) == url


def test_dates_are_spelt_out_as_far_as_they_are_known() -> None:
    assert long_date("2024-05-03") == "3 May 2024"
    assert long_date("2024-12") == "December 2024"
    assert long_date("2024") == "2024"
    assert long_date(None) is None
    assert long_date("soon\x00") == "soon␀"


def test_long_text_is_cut_with_a_sign() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc def", 5) == "abc…"
