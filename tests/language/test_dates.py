"""Dates in text, against a calendar: 15 May 2024 was a Wednesday."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.language.dates import DateKind, find, resolve

WEDNESDAY = "2024-05-15"


def dates(text, published=WEDNESDAY, tense=None):
    return [(s.date, s.date_end) for s in (resolve(s, published, tense) for s in find(text, published))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on 3 May 2024.", "2024-05-03"),
        ("They met on 3rd May, 2024.", "2024-05-03"),
        ("They met on the 3rd of May 2021.", "2021-05-03"),
        ("They met on May 3, 2024.", "2024-05-03"),
        ("They met on May 3rd 2024 in Baku.", "2024-05-03"),
        ("They met on Sept. 30, 2023.", "2023-09-30"),
        ("Published 2024-05-03.", "2024-05-03"),
        ("Published 2024-05-03T10:15:00Z.", "2024-05-03"),
        ("They met in March 2022.", "2022-03"),
        ("the March 2022 summit", "2022-03"),
        ("They met in 2015.", "2015"),
        ("the 2015 accord", "2015"),
        ("a treaty (1955)", "1955"),
        ("2019's drills", "2019"),
        ("in early 2023", "2023"),
        ("in mid-2018", "2018"),
        ("in the summer of 2015", "2015"),
        ("in late March 2020", "2020-03"),
        ("Fri, 4 Jan 2019", "2019-01-04"),
        ("Friday, January 4, 2019", "2019-01-04"),
        ("on 25/05/2023", "2023-05-25"),
        ("on 05/25/2023", "2023-05-25"),
        ("on 03.05.2023", "2023-05-03"),
        ("on 03/05/2023", "2023"),  # May or March: the year is all that is known
        ("on 03/03/2023", "2023-03-03"),
        ("in 2023-04", "2023-04"),
        ("before the 9/11 attacks", "2001-09-11"),
    ],
)
def test_a_date_with_a_year_needs_no_publication_date(text, date):
    (span,) = find(text)
    assert (span.date or span.date_end) == date
    assert span.kind == DateKind.ABSOLUTE


@pytest.mark.parametrize(
    ("text", "tense", "date"),
    [
        ("They met on Tuesday.", "past", "2024-05-14"),
        ("They will meet on Tuesday.", "future", "2024-05-21"),
        ("The talks begin on Friday.", "present", "2024-05-17"),
        ("They met on Tuesday.", None, "2024-05-14"),
        ("They met Wednesday.", "past", "2024-05-15"),
        ("They will meet on Wednesday.", "future", "2024-05-15"),
        ("late Tuesday", "past", "2024-05-14"),
        ("on Tuesday evening", "past", "2024-05-14"),
        ("Monday's meeting", "past", "2024-05-13"),
        ("last Friday", "past", "2024-05-10"),
        ("last Wednesday", "past", "2024-05-08"),
        ("this coming Friday", "future", "2024-05-17"),
        ("in October last year", "past", "2023-10"),
        ("on 3 April of this year", None, "2024-04-03"),
        ("in May next year", "future", "2025-05"),
        ("two weeks from now", "future", "2024"),
        ("two months from now", "future", "2024-07"),
        ("a fortnight ago", "past", "2024"),
        ("earlier in the month", "past", "2024-05"),
        ("over the past 48 hours", "past", "2024-05"),
        ("on 10 May (Friday)", "past", "2024-05-10"),
        ("next Wednesday", "future", "2024-05-22"),
        ("next Monday", "future", "2024-05-20"),
        ("next Friday", "future", "2024-05"),  # 17 or 24 May
        ("this Friday", "future", "2024-05-17"),
        ("this Monday", "future", "2024-05-20"),
        ("this Friday", "past", "2024-05-10"),
        ("Monday of next week", "future", "2024-05-20"),
        ("on Thursday last week", "past", "2024-05-09"),
        ("yesterday", "past", "2024-05-14"),
        ("the day before yesterday", "past", "2024-05-13"),
        ("earlier today", "past", "2024-05-15"),
        ("tonight", "future", "2024-05-15"),
        ("tomorrow", "future", "2024-05-16"),
        ("this morning", "past", "2024-05-15"),
        ("last night", "past", "2024-05-14"),
        ("two days ago", "past", "2024-05-13"),
        ("10 days ago", "past", "2024-05-05"),
        ("a week ago", "past", "2024-05"),
        ("two months ago", "past", "2024-03"),
        ("three years ago", "past", "2021"),
        ("this week", "past", "2024-05"),
        ("earlier this month", "past", "2024-05"),
        ("later this year", "future", "2024"),
        ("next month", "future", "2024-06"),
        ("last month", "past", "2024-04"),
        ("last year", "past", "2023"),
        ("next year", "future", "2025"),
        ("by the end of the year", "future", "2024"),
        ("over the weekend", "past", "2024-05"),
        ("this weekend", "future", "2024-05"),
        ("next weekend", "future", "2024-05"),
        ("in February", "past", "2024-02"),
        ("in February", "future", "2025-02"),
        ("in November", "past", "2023-11"),
        ("in November", "future", "2024-11"),
        ("in May", "past", "2024-05"),
        ("last May", "past", "2023-05"),
        ("next May", "future", "2025-05"),
        ("on 3 May", "past", "2024-05-03"),
        ("on May 20", "future", "2024-05-20"),
        ("on December 29", "past", "2023-12-29"),
        ("on December 29", None, "2023-12-29"),
        ("on May 17", "past", "2024-05-17"),  # a year ago it would have its year: the tense is a wrong hint
        ("in three days", "future", "2024-05-18"),
        ("this spring", "past", "2024"),
        ("last summer", "past", "2023"),
        ("overnight", "past", "2024-05"),
        ("over the past two days", "past", "2024-05"),
    ],
)
def test_a_date_without_a_year_is_placed_by_publication_and_tense(text, tense, date):
    assert dates(text, tense=tense) == [(date, None)]


def test_friday_on_a_friday_is_today():
    assert dates("They met on Friday.", "2024-05-17", "past") == [("2024-05-17", None)]
    assert dates("They will meet on Friday.", "2024-05-17", "future") == [("2024-05-17", None)]


def test_last_week_is_a_month_only_if_the_whole_week_lies_in_it():
    assert dates("last week", "2024-05-15", "past") == [("2024-05", None)]
    assert dates("last week", "2024-05-08", "past") == [("2024", None)]  # 29 April to 5 May
    assert dates("last week", "2024-01-04", "past") == [("2023-12", None)]
    assert dates("next week", "2024-12-27", "future") == [(None, None)]  # 30 December to 5 January


@pytest.mark.parametrize(
    ("text", "date", "date_end"),
    [
        ("from May 15 to 24", "2024-05-15", "2024-05-24"),
        ("May 15-24", "2024-05-15", "2024-05-24"),
        ("on 15–24 May 2023", "2023-05-15", "2023-05-24"),
        ("from 28 May to 3 June", "2024-05-28", "2024-06-03"),
        ("from 28 December to 3 January 2024", "2023-12-28", "2024-01-03"),
        ("from 2011 to 2014", "2011", "2014"),
        ("between 2011 and 2014", "2011", "2014"),
        ("the 1980-88 war", "1980", "1988"),
        ("the 1914–1918 war", "1914", "1918"),
        ("between May and July", "2024-05", "2024-07"),
        ("from November to February", "2023-11", "2024-02"),
        ("from Monday to Wednesday", "2024-05-13", "2024-05-15"),
        ("on Monday and Tuesday", "2024-05-13", "2024-05-14"),
        ("next Monday and Tuesday", "2024-05-20", "2024-05-21"),
        ("from May to July 2022", "2022-05", "2022-07"),
    ],
)
def test_a_range_has_a_beginning_and_an_end(text, date, date_end):
    assert dates(text, tense="past") == [(date, date_end)]


def test_what_is_moved_from_one_day_to_another_lasts_from_neither():
    assert dates("The visit was postponed from May 20 to June 3.", tense="past") == [
        ("2024-05-20", None),
        ("2024-06-03", None),
    ]


def test_since_is_open_and_before_gives_the_end_only():
    (since,) = find("The two have traded fire since 2011.")
    assert (since.date, since.since, since.until, since.text) == ("2011", True, False, "since 2011")
    (by,) = find("Deliveries are to end by 2026.")
    assert (by.date, by.until, by.text) == ("2026", True, "by 2026")
    (before,) = find("No ship called before June 2020.")
    assert (before.date, before.date_end) == (None, "2020-06")
    (during,) = find("after the 2015 accord")
    assert (during.date, during.since, during.text) == ("2015", False, "2015")


def test_a_weekday_and_its_date_are_one_expression():
    assert dates("on Sunday (July 3)", "2022-07-05", "past") == [("2022-07-03", None)]
    assert dates("on Sunday, July 3,", "2022-07-05", "past") == [("2022-07-03", None)]
    text = "It began on Friday (May 10) in Oran."
    (span,) = find(text, WEDNESDAY)
    assert span.text == "Friday (May 10)"


def test_the_weekday_decides_the_year():
    assert dates("on Sunday, July 3,", "2023-02-01", "past") == [("2022-07-03", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Washington may impose sanctions.",
        "Troops march to the border.",
        "May the talks succeed.",
        "Theresa May said so, and May left.",
        "March on, the general said.",
        "August Weber and June Carter met.",
        "about 2015 troops crossed",
        "in 2000 villages",
        "Resolution 1929 was adopted",
        "USA Today wrote",
        "the Vision 2030 plan",
        "at 1900 GMT",
        "a $2015 fine",
        "the S-2000 missile",
        "12,015 people and 3.2015 litres",
        "on Resolutions 1718",
        "The sun set on wed couples; they sat.",
        "on 45/45/2024 there",
    ],
)
def test_words_and_numbers_that_only_look_like_dates_are_none(text):
    assert not find(text, WEDNESDAY)


@pytest.mark.parametrize(
    "text",
    ["in recent years", "in the 1990s", "over the past few weeks", "the following day", "several months ago",
     "every Friday", "on Black Friday", "more than two years ago", "the next day", "three days later",
     "in the coming days"],
)  # fmt: skip
def test_vague_time_is_found_but_gives_no_date(text):
    (span,) = find(text, WEDNESDAY)
    assert span.kind == DateKind.VAGUE
    assert span.date is None


def test_habitual_weekdays_are_no_dates():
    assert dates("They meet on Fridays.") == []


def test_without_a_publication_date_nothing_relative_is_resolved():
    assert dates("yesterday, on Friday, in May, on May 3 and last year", None) == [(None, None)] * 5


def test_a_publication_month_or_year_keeps_only_what_holds_throughout():
    assert dates("this year", "2024-05") == [("2024", None)]
    assert dates("in February", "2024-05", "past") == [("2024-02", None)]
    assert dates("in February", "2024", "past") == [(None, None)]
    assert dates("yesterday", "2024-05", "past") == [("2024", None)]
    assert dates("yesterday", "2023-02-30", "past") == [("2023", None)]


def test_offsets_count_from_the_given_start():
    text = "Oman and Iran met on 3 May 2024 and in 2019."
    spans = find(text, offset=100)
    assert [text[s.start - 100 : s.end - 100] for s in spans] == ["3 May 2024", "2019"]


def test_a_bad_publication_date_raises():
    with pytest.raises(ValueError, match="invalid literal"):
        find("yesterday", "soon")


WORDS = (
    "on in since by from to between and until the last next this May March June 3 24 2015 2011-14 "
    "Friday Sunday ( ) , . - week month year ago two days yesterday 03/05/2024 1990s 31 February "
    "weekend past coming early mid- Sept. Jan 's of 9999 1500 0 00 'tonight' overnight 2024-05-03 "
    "2024-13 every"
).split(" ")
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[:4]),
)
TENSES = st.sampled_from([None, "past", "present", "future"])
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)), PUBLISHED, TENSES)
def test_any_text_gives_valid_spans_in_order(text, published, tense):
    end = 0
    for span in find(text, published):
        span = resolve(span, published, tense)
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        end = span.end
        for value in (span.date, span.date_end):
            assert value is None or ISO.fullmatch(value)
        if span.date and span.date_end:
            assert span.date_end[:4] >= span.date[:4]


@given(st.dates(), st.sampled_from([4, 7, 10]), TENSES)
def test_precision_never_exceeds_what_the_words_or_the_publication_give(day, size, tense):
    published = day.isoformat()[:size]
    for text, most in (
        ("in March", 7),
        ("last year", 4),
        ("this month", 7),
        ("yesterday", 10),
        ("on Friday", 10),
    ):
        (span,) = find(text, published)
        date = resolve(span, published, tense).date
        assert len(date or "") <= most
        if size < 10 and most == 10:
            assert len(date or "") < 10


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2090, 1, 1)))
def test_a_full_date_reads_back_however_it_is_written(day):
    for form in ("%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%A, %B %-d, %Y", "%d.%m.%Y"):
        assert [s.date for s in find(f"It was on {day.strftime(form)}.")] == [day.isoformat()]
