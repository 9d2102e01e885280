"""The reference page follows from the files it describes."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from kg.ontology import classes, relations
from kg.ontology.reference import main, page
from kg.ontology.reference_html import html_page
from kg.ontology.terms import KG

PAGE = Path(__file__).parent.parent.parent / "docs" / "ontology.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="the docs are not beside the tests")
def test_the_page_in_the_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m kg.ontology.reference"
    web = PAGE.with_suffix(".html").read_text(encoding="utf-8")
    assert web == html_page(), "run: python -m kg.ontology.reference"


def test_the_page_names_every_class_relation_and_property() -> None:
    text = page()
    hidden = {"PLOVER", "Statuses", "EventClasses"}  # concept schemes
    for name in (KG.terms() - hidden) | set(classes()) | set(relations()):
        assert f"`{name}`" in text, name


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page()


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    width = None
    for line in page().splitlines():
        if not line.startswith("|"):
            width = None
            continue
        cells = line.replace("\\|", "").count("|")
        width = width or cells
        assert cells == width, line


class Tags(HTMLParser):
    """Anchors, links and whether every tag is closed."""

    VOID = frozenset({"meta", "line", "rect", "path", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not {"src", "srcset", "onload", "onclick"} & given.keys()
        self.anchors += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_web_page_has_an_entry_for_every_term_and_fetches_nothing() -> None:
    tags = Tags()
    tags.feed(html_page())
    assert tags.open == []
    assert KG.terms() <= set(tags.anchors)
    assert len(set(tags.anchors)) == len(tags.anchors)
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.anchors)
