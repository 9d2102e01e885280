"""The reference page follows from the files it describes."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.ontology import classes, relations
from kg.ontology.reference import main, page
from kg.ontology.terms import KG

PAGE = Path(__file__).parent.parent.parent / "docs" / "ontology.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="the docs are not beside the tests")
def test_the_page_in_the_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m kg.ontology.reference"


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
