"""What notebooks show of graphs, dyads and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg
from hostile_corpus import CORPUS
from kg.analysis import dyad
from kg.analysis.cells import table
from kg.model import Article
from scenes import neighbours

if TYPE_CHECKING:
    from pathlib import Path


def test_a_graph_shows_what_it_holds(tmp_path: Path) -> None:
    kg.build(kg.build.samples(), store=tmp_path / "store")  # type: ignore[attr-defined]
    with kg.open(tmp_path / "store") as graph:
        shown = graph._repr_html_()
        assert f"<td><bdi>{graph.info().articles}</bdi></td>" in shown
    assert "consultation" in shown


def test_a_dyad_shows_counts_by_status_and_its_latest_events() -> None:
    shown = dyad(neighbours().events(), "IRN", "PAK")._repr_html_()
    assert shown.startswith("<h4>IRN – PAK</h4>")
    assert "<th>planned</th>" in shown
    assert "PAK → IRN" in shown


def test_an_article_shows_its_text_as_text() -> None:
    shown = Article(id="a", title="<b>T</b>", text="one\n<script>two</script>", publisher="P")._repr_html_()
    assert "&lt;script&gt;two&lt;/script&gt;" in shown
    assert "<b>" not in shown
    assert "<bdi>P</bdi>" in shown


def test_hostile_texts_stay_text_in_tables() -> None:
    shown = table(["x"], [[text] for text in CORPUS])
    assert set(shown.split("<")) & {"script>", "img", "svg/onload=window.pwned=1>"} == set()
    assert shown.count("<td>") == len(CORPUS)
