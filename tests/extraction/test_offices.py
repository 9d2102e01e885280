"""Offices that texts teach: who holds one on the article's day, and the words that say so."""

from __future__ import annotations

import pytest
from kg.extraction import Extractor
from kg.model import Article


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def learnt(extractor: Extractor, text: str, published: str = "2023-05-03") -> list[tuple[str, str]]:
    found = extractor.extract(Article(id="a", text=text, published=published)).tenures
    return [(tenure.person_name, tenure.office.id) for tenure in found]


def test_a_title_with_its_state_before_or_after_the_name_teaches_an_office(extractor: Extractor) -> None:
    text = "Omani Defence Minister Khalid Zarwani met Peter Novak, the army chief of Slovakia, on Monday."
    assert learnt(extractor, text) == [
        ("Khalid Zarwani", "OMN/minister-of-defence"),
        ("Peter Novak", "SVK/chief-of-staff-of-the-army"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Former Omani Defence Minister Khalid Zarwani died on Monday.",
        "Khalid Zarwani, then the defence minister of Oman, visited Iran in 1999.",
        "Oman's defence minister-designate Khalid Zarwani visited Iran.",
        "Defence Minister Khalid Zarwani spoke on Monday.",
        "Among them were Peter Novak, Omani army chief Saleh and others.",
    ],
)
def test_a_former_or_future_holder_and_one_of_no_state_teach_nothing(extractor: Extractor, text: str) -> None:
    assert learnt(extractor, text) == []


def test_who_is_listed_for_another_time_or_for_whom_another_is_listed_holds_nothing(
    extractor: Extractor,
) -> None:
    text = "A statue of US President Abraham Lincoln was moved. US President Barack Obama had praised it."
    assert learnt(extractor, text, "2020-07-25") == []
    assert learnt(extractor, text, "2012-07-25") == [("Barack Obama", "USA/president")]


def test_a_chief_of_forces_is_one_person(extractor: Extractor) -> None:
    text = "Major General Peter Novak, the chief of staff of Oman's armed forces, met the minister."
    assert learnt(extractor, text) == [("Peter Novak", "OMN/chief-of-staff-of-the-armed-forces")]


def test_the_words_are_kept_as_evidence(extractor: Extractor) -> None:
    text = "Omani Defence Minister Khalid Zarwani spoke."
    tenure = extractor.extract(Article(id="a", text=text, published="2023-05-03")).tenures[0]
    assert tenure.seen == "2023-05-03"
    assert tenure.evidence is not None
    assert "Defence Minister Khalid Zarwani" in tenure.evidence.text
