"""Names of parties that nobody could resolve."""

from __future__ import annotations

import pytest
from kg.build.unknown import unknown_names
from kg.extraction import Extractor
from kg.model import Article


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(full_parse=True)


def test_a_name_that_should_be_a_party_is_told_with_its_sentence(extractor: Extractor) -> None:
    first = "Zorvania attacked Iran on Monday. Nobody was hurt."
    second = "Iran signed an agreement with Zorvania. France attacked Japan."
    found = unknown_names(
        extractor.extract(Article(id=id_, text=text)) for id_, text in (("a", first), ("b", second))
    )
    assert [name.name for name in found] == ["Zorvania"]
    assert (found[0].articles, found[0].examples[0]) == (2, ("a", "Zorvania attacked Iran on Monday."))


def test_names_that_are_resolved_and_days_are_not_told(extractor: Extractor) -> None:
    text = "France attacked Japan on Tuesday. Iran was attacked on Wednesday."
    assert extractor.extract(Article(id="a", text=text)).unresolved == ()
