"""Web pages: the article's text and what the page says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kg.model import Article, Reason, Rejected
from kg.reading import read

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html>
<html lang="en"><head>{head}<title>Navies end drills off Oman | The Gulf Wire</title></head>
<body><nav><a href="/">Front page</a> <a href="/sea">Sea</a></nav>
<article><h1>Navies end drills off Oman</h1>
<p>MUSCAT &#8211; The navies of Oman and India ended a week of joint exercises on Thursday, the Omani
ministry of defence said, and agreed to hold the next ones off Kochi in a year&#8217;s time.</p>
<p>Rear Admiral Saif al-Harrasi received the Indian commander aboard and praised the &#8220;old
friendship&#8221; of the two countries, whose ships have met every second year since the first
drill in 1993.</p></article>
<footer>All rights reserved. <a href="/privacy">Privacy</a></footer></body></html>"""

META = """<meta charset="utf-8"><link rel="canonical" href="https://wire.example/2024/drills">
<meta property="og:site_name" content="The Gulf Wire">
<meta property="article:published_time" content="2024-05-03T23:30:00+04:00">
<meta property="article:modified_time" content="2024-05-09T10:00:00+04:00">"""


def read_page(path: Path, markup: str | bytes) -> Article | Rejected:
    path.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    (item,) = read([path])
    return item


def article(path: Path, markup: str | bytes) -> Article:
    item = read_page(path, markup)
    assert isinstance(item, Article), item
    return item


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drills.html"


def test_the_running_text_is_kept_and_navigation_is_not(path: Path) -> None:
    text = article(path, PAGE.format(head=META)).text
    assert "MUSCAT – The navies of Oman and India ended a week of joint exercises on Thursday" in text
    assert "“old friendship”" in text
    assert not any(word in text for word in ("Front page", "rights reserved", "<p>", "&#"))


def test_title_publisher_date_and_address_come_from_the_page(path: Path) -> None:
    item = article(path, PAGE.format(head=META))
    assert item.title == "Navies end drills off Oman"
    assert item.publisher == "The Gulf Wire"
    assert item.published == "2024-05-03"
    assert item.id == item.url == "https://wire.example/2024/drills"
    assert item.language == "en"


def test_the_same_page_gives_the_same_article(path: Path) -> None:
    assert article(path, PAGE.format(head=META)) == article(path, PAGE.format(head=META))


def test_a_page_without_an_address_is_called_by_its_file(path: Path) -> None:
    item = article(path, PAGE.format(head=""))
    assert (item.id, item.url) == ("drills", None)


def test_a_date_in_the_running_text_is_not_taken_for_the_day_of_publication(path: Path) -> None:
    told = PAGE.format(head="").replace("on Thursday", "on 2 May 2019")
    assert article(path, told).published is None


def test_a_date_of_publication_in_years_to_come_does_not_depend_on_today(path: Path) -> None:
    later = PAGE.format(head=META.replace("2024-05", "2093-05"))
    assert article(path, later).published == "2093-05-03"


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", "iso-8859-15", "utf-16"])
def test_a_page_in_the_charset_that_it_declares_is_read(path: Path, charset: str) -> None:
    page = PAGE.format(head=f"<meta charset={charset}>").replace("Kochi", "Réunion")
    item = article(path, page.encode("utf-16" if charset == "utf-16" else "cp1252"))
    assert "Réunion" in item.text


def test_the_older_form_of_declaring_a_charset_is_understood(path: Path) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    page = PAGE.format(head=head).replace("Kochi", "Сочи")
    assert "Сочи" in article(path, page.encode("cp1251")).text


def test_a_page_that_is_utf8_whatever_it_declares_is_read_as_utf8(path: Path) -> None:
    page = PAGE.format(head="<meta charset=iso-8859-1>").replace("Kochi", "Réunion")
    assert "Réunion" in article(path, page.encode()).text


@pytest.mark.parametrize(
    "charset", ["", "<meta charset=no-such>", "<meta charset=rot13>", "<meta charset=gb2312>"]
)
def test_a_page_that_is_not_in_its_charset_is_set_aside_with_the_offset(path: Path, charset: str) -> None:
    data = PAGE.format(head=charset).replace("Kochi", "R\udce9union").encode("utf-8", "surrogateescape")
    item = read_page(path, data)
    assert isinstance(item, Rejected)
    assert item.reason is Reason.UNREADABLE
    assert f"byte {data.index(0xE9)} is 0xe9" in item.detail


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<html>", "<p>", "<!-- -->", "{}"])
def test_a_page_without_an_article_is_set_aside_as_empty(path: Path, markup: str) -> None:
    item = read_page(path, markup)
    assert isinstance(item, Rejected)
    assert (item.article, item.reason) == (path.as_posix(), Reason.EMPTY)


@pytest.mark.parametrize("depth", [300, 20_000])
def test_a_page_that_is_nested_too_deeply_to_be_parsed_is_set_aside_and_that_is_why(
    path: Path, depth: int
) -> None:
    item = read_page(path, "<div>" * depth + PAGE.format(head=""))
    assert isinstance(item, Rejected)
    assert item.reason is Reason.UNREADABLE
    assert "nested too deeply" in item.detail


def test_a_page_that_is_nested_too_deeply_behind_the_article_is_read_and_that_is_told(path: Path) -> None:
    page = PAGE.format(head="")
    assert article(path, page).unread == ()
    deep = article(path, page.replace("</body>", "<div>" * 300 + "More.</body>"))
    assert "Kochi" in deep.text
    assert "nested too deeply" in deep.unread[0]


def test_markup_in_a_title_stays_text(path: Path) -> None:
    page = PAGE.format(
        head='<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt; talks end">'
    )
    assert article(path, page).title == "<script>alert(1)</script> talks end"


def test_nothing_is_written_to_standard_error(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_page(path, "<html>")
    assert capfd.readouterr().err == ""
