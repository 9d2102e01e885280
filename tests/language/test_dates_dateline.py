import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.language.dates import dateline

PUBLISHED = "2024-05-04"


def parts(text, published=PUBLISHED):
    date, place, agency, _ = dateline(text, published)
    return (date and date.date, place and place.text, agency and agency.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TEHRAN, May 3 (IRNA) - The minister left.", ("2024-05-03", "TEHRAN", "IRNA")),
        ("TEHRAN, May 3 (IRNA) – The minister left.", ("2024-05-03", "TEHRAN", "IRNA")),
        ("ISTANBUL, Sept 18 (AA) The minister left.", ("2023-09-18", "ISTANBUL", "AA")),
        ("TEHRAN (Tasnim) - The minister left.", (None, "TEHRAN", "Tasnim")),
        ("Tehran, 3 May, IRNA – The minister left.", ("2024-05-03", "Tehran", "IRNA")),
        ("KABUL, Afghanistan (AP) — Troops left.", (None, "KABUL", "AP")),
        ("LONDON — The minister left.", (None, "LONDON", None)),
        ("RIYADH: The minister left.", (None, "RIYADH", None)),
        ("YEREVAN/BAKU, May 3 (Reuters) - He left.", ("2024-05-03", "YEREVAN/BAKU", "Reuters")),
        ("VIENTIANE, May 3. /TASS/. The minister left.", ("2024-05-03", "VIENTIANE", "TASS")),
        ("Dakar - The minister left.", (None, "Dakar", None)),
        ("Minister: the talks go on.", (None, None, None)),
        ("NEW DELHI, Aug. 12 -- The minister left.", ("2023-08-12", "NEW DELHI", None)),
        ("WASHINGTON, D.C. (AFP) - The minister left.", (None, "WASHINGTON", "AFP")),
        ("May 3 (UPI) -- The minister left.", ("2024-05-03", None, "UPI")),
        ("(Reuters) - The minister left.", (None, None, "Reuters")),
        ("Friday, January 4, 2019\n\nThe minister left.", ("2019-01-04", None, None)),
        ("Published: 4 January 2019\n\nThe minister left.", ("2019-01-04", None, None)),
        ("Oman, Qatar hold drills\n\nMUSCAT, May 3 (ONA) - Ships left.", ("2024-05-03", "MUSCAT", "ONA")),
        ("Ships leave\n\nJanuary 4, 2019\n\nMUSCAT (ONA) - Ships left.", ("2019-01-04", "MUSCAT", "ONA")),
        ("The minister left on Friday, January 4, 2019.", (None, None, None)),
        ("Foreign Minister Ali Karim (centre) - a veteran - left.", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_the_opening_of_an_article_tells_when_where_and_by_whom(text, expected):
    assert parts(text) == expected


def test_parts_point_into_the_text():
    text = "  Headline\n\nTEHRAN, May 3 (IRNA) - The minister left."
    *parts, end = dateline(text, PUBLISHED)
    for part in parts:
        assert text[part.start : part.end] == part.text
    assert text[end:] == "The minister left."


def test_without_a_publication_date_only_a_full_date_is_known():
    assert parts("TEHRAN, May 3 (IRNA) - The minister left.", None) == (None, "TEHRAN", "IRNA")
    assert parts("Friday, January 4, 2019\n\nThe minister left.", None)[0] == "2019-01-04"


@given(st.one_of(st.text(), st.text(alphabet="ABc ,()-–:.\n3May")))
def test_any_text_gives_parts_of_it_or_none(text):
    *parts, end = dateline(text, PUBLISHED)
    for part in parts:
        assert part is None or text[part.start : part.end] == part.text
    assert end is None or 0 < end <= len(text)
