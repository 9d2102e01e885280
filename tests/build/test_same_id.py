"""Articles that share an id: a changed version takes the place of the older one, another article never unasked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import kg
import pytest
from click.testing import CliRunner
from kg.cli import group
from kg.model import Article, alike

if TYPE_CHECKING:
    from pathlib import Path

ONE = "France and Japan held joint naval exercises off Toulon on Monday, the French navy said.\n"
OTHER = "Kenya recalled its ambassador to Somalia over a maritime boundary that both countries claim.\n"


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two folders whose only files have one name."""
    for name, text in (("a", ONE), ("b", OTHER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "01.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.model
def test_a_second_folder_does_not_push_out_the_articles_of_the_first(folders: Path) -> None:
    store = folders / "store"
    kg.build(folders / "a", store=store)
    summary = kg.build(folders / "b", store=store)
    assert (summary.articles_added, summary.articles_replaced) == (0, 0)
    assert not summary.complete
    assert "another article with the id '01'" in str(summary)
    with kg.open(store) as graph:
        assert [event.source for event in graph.events()] == [("FRA",)]


@pytest.mark.model
def test_another_article_takes_the_place_when_that_is_asked_for(folders: Path) -> None:
    store = folders / "store"
    kg.build(folders / "a", store=store)
    assert kg.build(folders / "b", store=store, replace=True).articles_replaced == 1
    with kg.open(store) as graph:
        assert "FRA" not in {party for event in graph.events() for party in event.source}


@pytest.mark.model
def test_a_rewritten_article_of_the_same_url_replaces_the_older_one(tmp_path: Path) -> None:
    url = "https://example.org/news/1"
    kg.build(Article(id="x", text=ONE, url=url), store=tmp_path)
    assert kg.build(Article(id="x", text=OTHER, url=url), store=tmp_path).articles_replaced == 1


@pytest.mark.model
def test_the_file_that_shares_an_id_within_a_run_is_named_and_the_exit_code_is_3(folders: Path) -> None:
    store, a, b = (str(folders / name) for name in ("store", "a", "b"))
    result = CliRunner().invoke(group, ["build", a, b, "--store", store, "--json"])
    assert result.exit_code == 3
    (missing,) = json.loads(result.stdout)["not_read"]
    assert missing["input"] == f"{b}/01.txt"
    assert f"{a}/01.txt" in missing["detail"]
    assert f"{b}/01.txt" in result.stderr


def test_a_text_and_its_correction_are_alike_and_two_reports_are_not() -> None:
    longer = Article(id="x", text=f"{ONE} The exercises will end on Friday, the ministry of defence added.")
    assert alike(Article(id="x", text=ONE).sketch, longer.sketch)
    assert not alike(Article(id="x", text=ONE).sketch, Article(id="x", text=OTHER).sketch)
    assert alike(Article(id="x", text="").sketch, Article(id="x", text="!").sketch)
