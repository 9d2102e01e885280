"""Other languages are set aside; a short English text, thick with foreign names, is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from kg.model import Article, Reason, Rejected
from kg.reading import read, read_text
from kg.reading.language import language_of

if TYPE_CHECKING:
    from pathlib import Path

# The same news in fourteen languages, by the authors.
OTHERS = {
    "ar": "أجرت إيران وباكستان مناورات بحرية مشتركة في خليج عمان الأسبوع الماضي.",
    "de": "Iran und Pakistan haben in der vergangenen Woche Marineübungen im Golf von Oman abgehalten.",
    "es": "Irán y Pakistán realizaron la semana pasada maniobras navales conjuntas en el golfo de Omán.",
    "fa": "ایران و پاکستان هفته گذشته رزمایش دریایی مشترکی در دریای عمان برگزار کردند.",
    "fr": "L'Iran et le Pakistan ont mené la semaine dernière des exercices navals dans le golfe d'Oman.",
    "hi": "ईरान और पाकिस्तान ने पिछले सप्ताह ओमान की खाड़ी में संयुक्त नौसैनिक अभ्यास किया।",
    "it": "Iran e Pakistan hanno svolto la settimana scorsa esercitazioni navali nel golfo di Oman.",
    "nl": "Iran en Pakistan hielden vorige week gezamenlijke marineoefeningen in de Golf van Oman.",
    "pl": "Iran i Pakistan przeprowadziły w zeszłym tygodniu wspólne ćwiczenia morskie w Zatoce Omańskiej.",
    "pt": "Irã e Paquistão realizaram na semana passada exercícios navais conjuntos no golfo de Omã.",
    "ru": "Иран и Пакистан провели на прошлой неделе совместные военно-морские учения в Оманском заливе.",
    "sv": "Iran och Pakistan höll förra veckan gemensamma marinövningar i Omanbukten.",
    "tr": "İran ve Pakistan geçen hafta Umman Körfezi'nde ortak deniz tatbikatı düzenledi.",
    "zh": "伊朗和巴基斯坦上周在阿曼湾举行了联合海军演习。",
}

SHORT = [
    "Iran, Pakistan hold drills",
    "Sidhu meets Baqeri in Tehran",
    "Hosni Mubarak visits Jakarta",
    "Sultan Qaboos of Oman dies",
    "Xi, Kishida, Yoon talk",
    "Benin, Nigeria join African Union continental free trade bloc",
    "Iranian government official Mohammad Mir-Mohammadi dies of COVID-19",
    "Burundi President Pierre Nkurunziza in Bujumbura, Gitega",
    "INDIA, CHINA AGREE",
    "NATO",
    "12:30",
    "-",
]


@pytest.mark.parametrize("language", OTHERS)
def test_an_article_in_another_language_is_set_aside_and_the_language_named(language: str) -> None:
    item = read_text(OTHERS[language], id="x")
    assert item == Rejected(article="x", reason=Reason.OTHER_LANGUAGE, detail=language)


@pytest.mark.parametrize("text", SHORT)
def test_a_short_text_in_english_is_not_taken_for_another_language(text: str) -> None:
    assert language_of(text, default="en") == "en"


@pytest.mark.parametrize("text", ["NATO", "12:30", "-", "Ankara, Baku, Tbilisi"])
def test_a_text_too_short_to_tell_is_in_the_default_language(text: str) -> None:
    assert language_of(text, default="xx") == "xx"


def test_plain_english_is_told_whatever_the_default() -> None:
    text = "The two countries agreed to hold the talks in the spring."
    assert language_of(text, default="xx") == "en"
    assert isinstance(read_text(text, default_language="xx"), Article)
    assert isinstance(read_text("NATO", default_language="xx"), Rejected)


def test_an_english_article_that_quotes_another_language_is_kept() -> None:
    text = f"The minister said on Thursday that the drills had ended: {OTHERS['fr']} He then left for Muscat."
    assert isinstance(read_text(text), Article)


def test_the_title_helps_to_tell_the_language_of_a_short_text() -> None:
    item = read_text("Oman.", title=OTHERS["de"])
    assert isinstance(item, Rejected)
    assert item.detail == "de"


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "eng", "English"])
def test_a_language_that_the_input_gives_is_believed(tmp_path: Path, language: str) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": OTHERS["de"], "language": language}), encoding="utf-8")
    (item,) = read([path])
    assert isinstance(item, Article)
    assert item.language == language


def test_an_english_text_that_is_said_to_be_in_another_language_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(
        json.dumps({"id": "x", "text": "The talks ended.", "language": "fr-CA"}), encoding="utf-8"
    )
    assert list(read([path])) == [Rejected(article="x", reason=Reason.OTHER_LANGUAGE, detail="fr-CA")]


def test_no_english_article_is_set_aside(shared: Path) -> None:
    found = list(
        read([shared / "corpus", shared / "seed", shared / "gold" / "wire", shared / "gold" / "dev"])
    )
    assert len(found) > 330
    assert [item for item in found if isinstance(item, Rejected)] == []
