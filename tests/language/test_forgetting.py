"""A pipeline that knows enough words forgets those that a text brings: a long run takes no more memory."""

from __future__ import annotations

from threading import Thread

import pytest
from kg.extraction import Extractor
from kg.language import pipeline
from kg.model import Article

pytestmark = pytest.mark.model

TEXT = (
    "France and Japan held joint naval exercises near {0} on Monday. Colonel {0} of Chile met Peru's envoy."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def article(word: str) -> Article:
    return Article(id=word, text=TEXT.format(word), language="en")


def test_new_words_are_forgotten_when_many_are_known(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor.extract(article("Vokzilan"))
    assert "Vokzilan" in extractor.nlp.vocab.strings
    monkeypatch.setattr(pipeline, "_KEPT", 0)
    known = len(extractor.nlp.vocab.strings)
    for number in range(20):
        assert extractor.extract(article(f"Zorvek{'abcdefghijklmnopqrst'[number]}an")).mentions
    assert "Zorvekaan" not in extractor.nlp.vocab.strings
    assert len(extractor.nlp.vocab.strings) == known


def test_what_an_article_says_is_the_same_whether_its_words_are_kept_or_not(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [extractor.extract(article(f"Kuvan{n}ic")) for n in range(3)]
    monkeypatch.setattr(pipeline, "_KEPT", 0)
    assert [extractor.extract(article(f"Kuvan{n}ic")) for n in range(3)] == kept


def test_a_text_that_fails_leaves_the_pipeline_as_it_was(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_KEPT", 0)
    with pytest.raises(RuntimeError), pipeline.forgetting(extractor.nlp):
        raise RuntimeError
    assert extractor.extract(article("Brenovar")).mentions


def test_threads_that_share_a_pipeline_wait_for_one_another(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_KEPT", 0)
    wanted = extractor.extract(article("Talmirek")).mentions
    found: list[object] = []

    def read() -> None:
        found.extend(extractor.extract(article("Talmirek")).mentions for _ in range(5))

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 20
