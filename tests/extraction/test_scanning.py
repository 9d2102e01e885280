"""What is parsed and what is passed over: an article yields what it would without the scan, or nothing."""

from __future__ import annotations

import pytest
from kg.actors import Registry
from kg.extraction import Extractor
from kg.extraction.scanning import scan
from kg.language.layout import blocks
from kg.model import Article, Extraction, Reason

PADDING = "The weather was fine, and the market was full of people who bought apples.\n\n" * 6


def article(text: str, published: str | None = None) -> Article:
    return Article(id="a", text=text, published=published)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def everything() -> Extractor:
    return Extractor(full_parse=True)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def reason(text: str, registry: Registry) -> Reason | None:
    found = article(text)
    return scan(found, blocks(found), registry).reason


def facts(extraction: Extraction) -> list[tuple[str, int, tuple[str, ...]]]:
    return [
        (m.type, m.trigger.start, tuple(p.actor.id for p in (*m.source, *m.target)))
        for m in extraction.mentions
    ]


def test_an_article_that_names_one_state_is_passed_over_with_its_reason(extractor: Extractor) -> None:
    found = extractor.extract(article("Iran signed a decree on Monday. It attacked nobody."))
    assert (found.mentions, found.rejected, found.passed_over) == ((), (), Reason.ONE_PARTY)


def test_an_article_that_tells_of_nothing_between_two_is_left_at_the_lines_with_names(
    extractor: Extractor,
) -> None:
    text = f"Iran lies west of here.\n\n{PADDING}Peru is far away. It signed a law."
    assert extractor.extract(article(text)).passed_over is Reason.NOTHING_BETWEEN


def test_an_article_with_an_event_is_read_in_full(extractor: Extractor, everything: Extractor) -> None:
    text = (
        f"Iran and Peru signed a trade agreement on Monday.\n\n{PADDING}The two sides also held naval drills."
    )
    found = extractor.extract(article(text))
    assert found.passed_over is None
    assert {m.type for m in found.mentions} >= {"NavalExercise"}  # from a line that names nobody
    assert facts(found) == facts(everything.extract(article(text)))


def test_states_are_told_by_listed_holders_of_offices_too(registry: Registry) -> None:
    assert reason(f"{PADDING}President Obama met Chancellor Merkel.", registry) is Reason.NOTHING_BETWEEN
    assert reason(f"{PADDING}Barack Obama met Angela Merkel.", registry) is Reason.NOTHING_BETWEEN
    assert reason(f"{PADDING}President Obama met his cook.", registry) is Reason.ONE_PARTY


def test_the_place_that_an_article_was_written_in_counts(registry: Registry) -> None:
    assert reason("The foreign minister met his colleague from Peru.", registry) is Reason.ONE_PARTY
    assert reason("TEHRAN, May 3 (IRNA) - The foreign minister met Peru's envoy.", registry) is None


def test_who_holds_an_office_is_learnt_from_an_article_of_one_state(extractor: Extractor) -> None:
    text = f"Peter Novak, the army chief of Slovakia, spoke on Monday.\n\n{PADDING}"
    found = extractor.extract(article(text, "2023-05-03"))
    assert [t.office.id for t in found.tenures] == ["SVK/chief-of-staff-of-the-army"]
    assert found.passed_over is Reason.ONE_PARTY


def test_an_article_does_not_depend_on_those_read_before_it(extractor: Extractor) -> None:
    texts = [
        "Iran and Peru held talks.",
        PADDING + "Iran struck Peru.",
        "Japan praised Chile. It thanked it.",
    ]
    alone = [extractor.extract(article(text)) for text in texts]
    again = list(extractor.extract_all([article(text) for text in reversed(texts)]))
    assert alone == again[::-1]
