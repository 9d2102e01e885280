"""Actors go by name as well as by id, and unknown ones are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg
import pytest
from kg.build.graph import Graph
from kg.errors import QueryError, UnknownActor
from kg.model import Article
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.model
def test_an_actor_goes_by_name_or_id_and_an_unknown_one_is_an_error_with_the_nearest(tmp_path: Path) -> None:
    kg.build(Article(id="a", text="France and Japan held joint naval exercises on Monday."), store=tmp_path)
    with kg.open(tmp_path) as graph:
        by_id = graph.query("partners", a="FRA").rows
        assert by_id
        assert graph.query("partners", a="France").rows == by_id == graph.query("partners", a="fra").rows
        with pytest.raises(UnknownActor, match=r"'Frence'.*FRA"):
            graph.query("partners", a="Frence")
        with pytest.raises(UnknownActor, match="Wakanda"):
            graph.dyad("Wakanda", "Greece")
        assert graph.dyad("Japan", "France").a == "JPN"


def test_a_word_that_is_no_question_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with Store.memory() as store, pytest.raises(QueryError, match="nearest is 'who-met'"):
        Graph(store).query("who_met")


@pytest.mark.model
def test_a_person_goes_by_the_name_that_articles_use_and_a_surname_is_answered_with_whose_it_is(
    tmp_path: Path,
) -> None:
    text = "President Emmanuel Macron met Chancellor Friedrich Merz in Paris on March 3, 2025."
    kg.build(Article(id="a", text=text), store=tmp_path)
    with kg.open(tmp_path) as graph:
        assert graph.dyad("Emmanuel Macron", "Friedrich Merz").a == "FRA/emmanuel-macron"
        (row,) = graph.query("who-met", a="Emmanuel Macron")
        assert "Macron" in str(row["label"])
        with pytest.raises(UnknownActor, match="nearest are FRA/emmanuel-macron"):
            graph.query("who-met", a="Macron")
