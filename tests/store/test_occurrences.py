"""Which reports are one happening: small cases, the traps among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.store.events import occurrence_of
from kg.store.occurrences import merge
from kg.store.taxonomy import taxonomy
from made_reports import groups, reasons, report

SENTENCE = "Iranian and Pakistani warships took part in a joint drill in the Gulf of Oman."
EDITED = "Iranian and Pakistani warships took part in a joint drill in the Gulf of Oman, state media said."


def r(id_, cls="Meeting", source="IRN", target="PAK", date=None, **given):
    return report(id_, cls, source, target, date, **given)


# Dates


def test_two_articles_that_date_a_meeting_to_one_day_tell_of_one_meeting():
    assert groups(r("a", date="2024-05-03"), r("b", date="2024-05-03")) == ["ab"]


def test_meetings_on_different_days_are_two():
    assert groups(r("a", date="2024-05-03"), r("b", date="2024-05-04")) == ["a", "b"]


def test_a_day_inside_a_range_is_part_of_the_same_exercise():
    assert groups(
        r("a", "JointExercise", date="2024-05-03/2024-05-07"), r("b", "JointExercise", date="2024-05-05")
    ) == ["ab"]


def test_days_of_one_exercise_join_it_even_where_they_do_not_meet_one_another():
    reports = [
        r("a", "JointExercise", date="2024-05-03/2024-05-07"),
        r("b", "JointExercise", date="2024-05-03"),
        r("c", "JointExercise", date="2024-05-07"),
    ]
    assert groups(*reports) == ["abc"]


def test_ranges_that_overlap_in_turn_do_not_chain_a_whole_month():
    spans = [
        "2024-05-01/2024-05-06",
        "2024-05-05/2024-05-11",
        "2024-05-10/2024-05-16",
        "2024-05-15/2024-05-21",
    ]
    reports = [r(name, "JointExercise", date=span) for name, span in zip("abcd", spans, strict=True)]
    assert groups(*reports) == ["a", "bc", "d"]


def test_a_week_of_strikes_is_not_the_strike_of_one_of_its_days():
    reports = [
        r("a", "Strike", "RUS", "UKR", "2024-05-03/2024-05-09"),
        r("b", "Strike", "RUS", "UKR", "2024-05-05"),
    ]
    assert groups(*reports) == ["a", "b"]


def test_a_day_within_years_of_training_joins_the_training():
    reports = [
        r("a", "MilitaryTraining", date="2024-05-01/2026-05-01"),
        r("b", "MilitaryTraining", date="2024-05-09"),
    ]
    assert groups(*reports) == ["ab"]


def test_a_report_that_knows_only_the_month_joins_the_one_meeting_of_that_month():
    assert groups(r("a", date="2024-05-03"), r("b", date="2024-05")) == ["ab"]


def test_a_report_that_knows_only_the_month_joins_none_of_several_meetings():
    assert groups(r("a", date="2024-05-03"), r("b", date="2024-05-20"), r("c", date="2024-05")) == [
        "a",
        "b",
        "c",
    ]


def test_two_reports_of_an_exercise_in_may_are_one_exercise():
    assert groups(r("a", "JointExercise", date="2024-05"), r("b", "JointExercise", date="2024-05")) == ["ab"]


def test_monthly_exercises_stay_apart():
    months = ["2024-04", "2024-05", "2024-06"]
    assert groups(*(r(n, "NavalExercise", date=m) for n, m in zip("abc", months, strict=True))) == [
        "a",
        "b",
        "c",
    ]


def test_monthly_meetings_on_the_same_day_of_the_month_stay_apart():
    days = ["2024-04-15", "2024-05-15", "2024-06-15"]
    assert groups(*(r(n, date=d) for n, d in zip("abc", days, strict=True))) == ["a", "b", "c"]


def test_exercises_of_one_year_in_two_articles_are_not_taken_for_one():
    assert groups(r("a", "JointExercise", date="2023"), r("b", "JointExercise", date="2023")) == ["a", "b"]


def test_exercises_of_one_year_in_one_article_are_one():
    reports = [r(n, "JointExercise", date="2023", article="x") for n in "ab"]
    assert groups(*reports) == ["ab"]


def test_a_year_does_not_join_a_day_in_it():
    assert groups(r("a", date="2023-05-03", article="x"), r("b", date="2023", article="x")) == ["a", "b"]


def test_daily_strikes_stay_apart():
    days = [f"2024-05-{day:02}" for day in range(1, 8)]
    strikes = [r(n, "Strike", "RUS", "UKR", d) for n, d in zip("abcdefg", days, strict=True)]
    assert groups(*strikes) == list("abcdefg")


def test_a_month_of_strikes_is_not_the_one_strike_that_is_dated():
    assert groups(
        r("a", "Strike", "RUS", "UKR", "2024-05-03"), r("b", "Strike", "RUS", "UKR", "2024-05")
    ) == ["a", "b"]


def test_a_date_that_does_not_exist_counts_as_none():
    assert groups(r("a", date="2023-02-30", article="x"), r("b", article="x")) == ["ab"]


# No date


def test_an_article_that_tells_its_story_twice_tells_of_one_meeting():
    assert groups(r("a", article="x"), r("b", article="x")) == ["ab"]


def test_undated_reports_in_articles_of_one_day_are_one_meeting():
    assert groups(r("a", published="2024-05-03"), r("b", published="2024-05-03")) == ["ab"]


def test_undated_reports_in_articles_of_two_days_are_two_meetings():
    assert groups(r("a", published="2024-05-03"), r("b", published="2024-05-05")) == ["a", "b"]


def test_undated_reports_in_articles_without_a_date_stay_apart():
    assert groups(r("a"), r("b")) == ["a", "b"]


def test_an_undated_report_joins_the_meeting_of_the_day_before_it_was_published():
    assert groups(r("a", date="2024-05-03"), r("b", published="2024-05-04")) == ["ab"]


def test_an_undated_report_joins_no_meeting_of_the_week_before():
    assert groups(r("a", date="2024-05-03"), r("b", published="2024-05-10")) == ["a", "b"]


def test_an_undated_report_joins_the_nearer_of_two_meetings():
    reports = [r("a", date="2024-05-02"), r("b", date="2024-05-03"), r("c", published="2024-05-04")]
    assert groups(*reports) == ["a", "bc"]


def test_an_undated_report_of_today_is_not_the_meeting_of_tomorrow():
    assert groups(r("a", date="2024-05-05"), r("b", published="2024-05-04")) == ["a", "b"]


def test_an_undated_strike_is_not_that_of_the_day_before():
    strikes = [
        r("a", "Strike", "RUS", "UKR", "2024-05-03"),
        r("b", "Strike", "RUS", "UKR", published="2024-05-04"),
    ]
    assert groups(*strikes) == ["a", "b"]


def test_undated_strikes_in_the_papers_of_one_day_count_once():
    strikes = [r(n, "Strike", "RUS", "UKR", published="2024-05-03") for n in "ab"]
    assert groups(*strikes) == ["ab"]


def test_a_report_published_while_an_exercise_lasts_is_of_that_exercise():
    reports = [
        r("a", "JointExercise", date="2024-05-03/2024-05-10"),
        r("b", "JointExercise", published="2024-05-06"),
    ]
    assert groups(*reports) == ["ab"]


def test_syndicated_copies_of_different_days_are_one_report_told_twice():
    copies = [
        r("a", "JointExercise", published="2024-05-03", sentence=SENTENCE),
        r("b", "JointExercise", published="2024-05-05", sentence=EDITED),
    ]
    assert groups(*copies) == ["ab"]


def test_the_same_words_a_fortnight_later_are_another_exercise():
    copies = [
        r(n, "JointExercise", published=d, sentence=SENTENCE)
        for n, d in (("a", "2024-05-03"), ("b", "2024-05-17"))
    ]
    assert groups(*copies) == ["a", "b"]


def test_a_short_sentence_is_no_fingerprint():
    copies = [r(n, published=d, sentence="They met.") for n, d in (("a", "2024-05-03"), ("b", "2024-05-05"))]
    assert groups(*copies) == ["a", "b"]


# Parties


def test_the_order_of_the_parties_of_a_meeting_makes_no_difference():
    assert groups(
        r("a", source="IRN", target="PAK", date="2024-05-03"),
        r("b", source="PAK", target="IRN", date="2024-05-03"),
    ) == ["ab"]


def test_a_visit_and_a_return_visit_on_one_day_are_two():
    visits = [r("a", "Visit", "IRN", "PAK", "2024-05-03"), r("b", "Visit", "PAK", "IRN", "2024-05-03")]
    assert groups(*visits) == ["a", "b"]


def test_meetings_with_different_people_on_one_day_are_two():
    reports = [
        r("a", source="PAK/sidhu", target="IRN/baqeri", date="2024-05-03"),
        r("b", source="PAK/sidhu", target="IRN/ashtiani", date="2024-05-03"),
    ]
    assert groups(*reports) == ["a", "b"]


def test_a_report_that_names_only_states_joins_the_one_meeting_of_people():
    reports = [r("a", source="PAK/sidhu", target="IRN/baqeri", date="2024-05-03"), r("b", date="2024-05-03")]
    assert groups(*reports) == ["ab"]


def test_a_report_that_names_only_states_joins_neither_of_two_meetings():
    reports = [
        r("a", source="PAK/sidhu", target="IRN/baqeri", date="2024-05-03"),
        r("b", source="PAK/sidhu", target="IRN/ashtiani", date="2024-05-03"),
        r("c", date="2024-05-03"),
        r("d", date="2024-05-03"),
    ]
    assert groups(*reports) == ["a", "b", "cd"]


def test_a_summary_that_names_more_people_takes_in_the_report_that_names_fewer():
    reports = [
        r("a", source="PAK/sidhu", target="IRN/baqeri+IRN/ashtiani", date="2024-05-03"),
        r("b", source="PAK/sidhu", target="IRN/baqeri", date="2024-05-03"),
    ]
    assert groups(*reports) == ["ab"]


def test_another_dyad_is_another_meeting():
    assert groups(r("a", date="2024-05-03"), r("b", target="IND", date="2024-05-03")) == ["a", "b"]


def test_a_meeting_of_three_is_not_the_meeting_of_two_of_them():
    assert groups(r("a", date="2024-05-03"), r("b", source="IRN+CHN", date="2024-05-03")) == ["a", "b"]


# Classes


def test_a_visit_and_the_meeting_during_it_are_two():
    assert groups(
        r("a", "Visit", date="2024-05-03", article="x"), r("b", "Meeting", date="2024-05-03", article="x")
    ) == ["a", "b"]


def test_a_naval_exercise_and_a_joint_exercise_of_one_day_are_one_naval_exercise():
    (cluster,) = merge(
        [r("a", "JointExercise", date="2024-05-03"), r("b", "NavalExercise", date="2024-05-03")], taxonomy()
    )
    assert cluster.cls == "NavalExercise"


def test_a_naval_and_a_land_exercise_are_two_and_the_general_report_joins_neither():
    classes = [("a", "NavalExercise"), ("b", "LandExercise"), ("c", "JointExercise")]
    assert groups(*(r(n, c, date="2024-05-03") for n, c in classes)) == ["a", "b", "c"]


def test_the_root_class_joins_the_only_event_below_it():
    assert groups(r("a", "Cooperation", date="2024-05-03"), r("b", "JointPatrol", date="2024-05-03")) == [
        "ab"
    ]


def test_the_root_class_without_a_date_joins_nothing_below_it():
    assert groups(r("a", "Visit", article="x"), r("b", "Consultation", article="x")) == ["a", "b"]


def test_a_broader_class_without_a_date_joins_in_the_same_article():
    assert groups(r("a", "NavalExercise", article="x"), r("b", "JointExercise", article="x")) == ["ab"]


def test_praise_and_criticism_of_one_day_are_two():
    assert groups(r("a", "Praise", date="2024-05-03"), r("b", "Criticism", date="2024-05-03")) == ["a", "b"]


# Places


def test_one_visit_goes_to_two_towns_of_a_country():
    visits = [
        r("a", "Visit", date="2024-05-03", place="Tehran", place_country="IRN"),
        r("b", "Visit", date="2024-05-03", place="Isfahan", place_country="IRN"),
    ]
    assert groups(*visits) == ["ab"]


def test_strikes_on_two_towns_are_two_strikes():
    strikes = [
        r("a", "Strike", "RUS", "UKR", "2024-05-03", place="Kharkiv", place_country="UKR"),
        r("b", "Strike", "RUS", "UKR", "2024-05-03", place="Odesa", place_country="UKR"),
    ]
    assert groups(*strikes) == ["a", "b"]


def test_meetings_in_two_countries_on_one_day_are_two():
    meetings = [
        r("a", date="2024-05-03", place="Tehran", place_country="IRN"),
        r("b", date="2024-05-03", place="Islamabad", place_country="PAK"),
    ]
    assert groups(*meetings) == ["a", "b"]


def test_a_report_without_a_place_joins_the_one_that_has_it():
    assert groups(
        r("a", date="2024-05-03", place="Tehran", place_country="IRN"), r("b", date="2024-05-03")
    ) == ["ab"]


# Names, numbers, subjects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INF", "Open Skies"),
        ("New START", "Open Skies"),
        ("Paris Climate", "maritime EastMed"),
        ("Eager Lion 16", "Eager Lion 17"),
        ("Eager Lion 2016", "Eager Lion 17"),
        ("Eager Lion 16", "Juniper Oak 16"),
        ("2015", "2016"),
        ("second", "third"),
        ("maritime border", "sending soldiers"),
        ("border", "sending soldiers"),
        ("Cairo", "future"),
    ],
)
def test_treaties_drills_and_rounds_that_are_called_differently_are_two(one, other):
    treaties = [
        r("a", "Treaty", "USA", "RUS", "2024-05-03", article="x", qualifier=one),
        r("b", "Treaty", "USA", "RUS", "2024-05-03", article="x", qualifier=other),
    ]
    assert groups(*treaties) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INF", ""),
        ("INF", "INF"),
        ("INF", "nuclear"),
        ("INF", "Intermediate Range Nuclear Forces"),
        ("AfCFTA", "African Continental Free Trade Area"),
        ("New START", "START"),
        ("Eager Lion 16", "Eager Lion"),
        ("Eager Lion 16", "Eager Lion 2016"),
        ("Eager Lion 16", "16"),
        ("Eager Lion", "third"),
        ("maritime border", "border"),
        ("maritime border", "maritime borders"),
        ("security", "defence"),
        ("loan guarantee", "guarantee"),
        ("peace", "maritime border"),
    ],
)
def test_one_name_in_short_and_in_full_or_none_is_no_reason_against_one_happening(one, other):
    treaties = [
        r("a", "Treaty", "USA", "RUS", "2024-05-03", qualifier=one),
        r("b", "Treaty", "USA", "RUS", "2024-05-03", qualifier=other),
    ]
    assert groups(*treaties) == ["ab"]


def test_a_report_without_a_name_joins_the_one_treaty_that_has_one():
    treaties = [r("a", "Treaty", date="2024-05-03"), r("b", "Treaty", date="2024-05-03", qualifier="INF")]
    assert groups(*treaties) == ["ab"]


def test_a_report_without_a_name_joins_neither_of_two_treaties_and_does_not_make_them_one():
    names = [("a", ""), ("b", "INF"), ("c", "Open Skies")]
    treaties = [r(n, "Treaty", date="2024-05-03", qualifier=name) for n, name in names]
    assert groups(*treaties) == ["a", "b", "c"]


def test_meetings_of_an_unknown_year_on_two_days_are_two():
    meetings = [
        r("a", article="x", status="planned", sentence="In Baghdad on November 22 he will meet officials."),
        r("b", article="x", status="planned", sentence="He visits Erbil on 23 November, to meet officials."),
    ]
    assert groups(*meetings) == ["a", "b"]


@pytest.mark.parametrize(
    "other",
    [
        "He will travel to Iraq November 22-23.",
        "He will travel to Iraq on the 22nd.",
        "He may travel to Iraq after his talks.",
        "He leaves on November 20th and is in Iraq on November 22nd.",
    ],
)
def test_a_day_within_the_days_of_the_other_sentence_is_no_reason_against_one_visit(other):
    visits = [
        r("a", "Visit", article="x", sentence="He visits Iraq on 22 November."),
        r("b", "Visit", article="x", sentence=other),
    ]
    assert groups(*visits) == ["ab"]


def test_a_dated_report_is_held_to_its_date_and_not_to_other_days_that_its_sentence_names():
    reports = [
        r("a", date="2024-05-03", sentence="They met on 3 May, after talks on 2 May."),
        r("b", published="2024-05-03", sentence="They met, weeks after the meeting of April 9."),
    ]
    assert groups(*reports) == ["ab"]


# Status


def test_held_in_one_paper_and_denied_in_another_is_one_disputed_event():
    (cluster,) = merge([r("a", date="2024-05-03"), r("b", date="2024-05-03", status="denied")], taxonomy())
    event = occurrence_of(cluster)
    assert (event.statuses, event.happened, event.disputed) == (("denied", "occurred"), True, True)


def test_reported_and_negated_is_disputed():
    (cluster,) = merge([r("a", date="2024-05-03"), r("b", date="2024-05-03", status="negated")], taxonomy())
    assert occurrence_of(cluster).disputed


def test_what_an_article_vouches_for_and_what_is_denied_elsewhere_in_it_are_two_if_undated():
    told = {"article": "x", "sentence": "Korea has ruled out sending arms."}
    denied = {"article": "x", "sentence": "Korea denied a report on shells.", "status": "denied"}
    sent = [r("a", "ArmsTransfer", "KOR", "UKR", **told), r("b", "ArmsTransfer", "KOR", "UKR", **denied)]
    assert groups(*sent) == ["a", "b"]


@pytest.mark.parametrize(
    "told", [{"alleged": True}, {"date": "2024-05-03"}, {"sentence": "It was seized, which he denied."}]
)
def test_a_denial_meets_what_the_same_article_only_alleges_dates_alike_or_tells_in_the_same_sentence(told):
    given = {"article": "x", "sentence": "He was accused of it."} | told
    denied = given | {"sentence": told.get("sentence", "He denied it."), "status": "denied", "alleged": False}
    seized = [r("a", "Seizure", "VEN", "COL", **given), r("b", "Seizure", "VEN", "COL", **denied)]
    assert groups(*seized) == ["ab"]


def test_a_plan_that_was_called_off_is_no_dispute():
    (cluster,) = merge(
        [r("a", date="2024-05-03", status="planned"), r("b", date="2024-05-03", status="negated")], taxonomy()
    )
    event = occurrence_of(cluster)
    assert (event.happened, event.disputed) == (False, False)


def test_a_planned_visit_that_took_place_is_one_visit_with_both_statuses():
    reports = [
        r("a", "Visit", date="2024-05-03", status="planned", published="2024-05-01"),
        r("b", "Visit", date="2024-05-03", published="2024-05-04"),
    ]
    (cluster,) = merge(reports, taxonomy())
    assert occurrence_of(cluster).statuses == ("occurred", "planned")


def test_an_undated_past_exercise_does_not_make_a_plan_come_true():
    reports = [
        r("a", "JointExercise", date="2024-05", status="planned", article="x", published="2024-04-01"),
        r("b", "JointExercise", article="x", published="2024-04-01"),
    ]
    assert groups(*reports) == ["a", "b"]


def test_an_article_that_tells_of_a_plan_and_of_a_deed_tells_of_two():
    reports = [
        r("a", "Treaty", date="2024-05-03", article="x", status="planned"),
        r("b", "Treaty", date="2024-05-03", article="x"),
    ]
    assert groups(*reports) == ["a", "b"]


def test_an_undated_plan_does_not_turn_into_what_was_held():
    reports = [r("a", "JointExercise", article="x"), r("b", "JointExercise", article="x", status="planned")]
    assert groups(*reports) == ["a", "b"]


def test_a_plan_told_after_the_deed_is_a_plan_for_another_time():
    reports = [
        r("a", "JointExercise", date="2024-05", published="2024-05-10"),
        r("b", "JointExercise", date="2024-05", status="planned", published="2024-05-20"),
    ]
    assert groups(*reports) == ["a", "b"]


def test_planned_and_proposed_for_one_day_is_one_prospect():
    assert groups(
        r("a", date="2024-05-03", status="planned"), r("b", date="2024-05-03", status="proposed")
    ) == ["ab"]


# What is written of a merge


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"date": "2024-05-03"}, {"date": "2024-05-03"}, "same parties, same class, same day"),
        (
            {"date": "2024-05-03/2024-05-06"},
            {"date": "2024-05-05"},
            "same parties, same class, dates overlap",
        ),
        ({"date": "2024-05-03"}, {"date": "2024-05"}, "same parties, same class, day within the month"),
        ({"date": "2024-05"}, {"date": "2024-05"}, "same parties, same class, same month"),
        ({"article": "x"}, {"article": "x"}, "same parties, same class, same article"),
        (
            {"published": "2024-05-03"},
            {"published": "2024-05-03"},
            "same parties, same class, published the same day",
        ),
        (
            {"date": "2024-05-03"},
            {"published": "2024-05-05"},
            "same parties, same class, published while it lasted or within two days",
        ),
        (
            {"published": "2024-05-03", "sentence": SENTENCE},
            {"published": "2024-05-05", "sentence": EDITED},
            "same parties, same class, same wording",
        ),
        (
            {"cls": "NavalExercise", "date": "2024-05-03"},
            {"cls": "Cooperation", "date": "2024-05-03"},
            "same parties, broader class, same day",
        ),
    ],
)
def test_a_merge_says_why(one, other, reason):
    assert reasons([r("a", **one), r("b", **other)]) == [reason]


def test_a_single_report_needs_no_reason():
    assert reasons([r("a")]) == []


def test_an_occurrence_takes_the_best_known_date_and_the_full_span():
    reports = [
        r("b", "JointExercise", date="2024-05"),
        r("c", "JointExercise", date="2024-05-03/2024-05-07"),
        r("d", "JointExercise", date="2024-05-05"),
    ]
    (cluster,) = merge(reports, taxonomy())
    event = occurrence_of(cluster)
    assert (event.id, event.date, event.date_end) == ("b", "2024-05-03", "2024-05-07")


def test_the_sides_of_a_meeting_are_those_of_its_leading_report():
    reports = [
        r("a", source="IRN/baqeri", target="PAK/sidhu", date="2024-05-03"),
        r("b", source="PAK", target="IRN", date="2024-05-03"),
    ]
    (cluster,) = merge(reports, taxonomy())
    event = occurrence_of(cluster)
    assert (event.source_state, event.target_state) == (("IRN",), ("PAK",))


# The order of arrival

DAYS = st.sampled_from(
    [None, "2024", "2024-05", "2024-05-03", "2024-05-04", "2024-05-03/2024-05-06", "2024-06-01"]
)
ONE = st.fixed_dictionaries(
    {
        "cls": st.sampled_from(
            ["Meeting", "Visit", "Consultation", "JointExercise", "NavalExercise", "Strike"]
        ),
        "source": st.sampled_from(["IRN", "PAK", "IRN/a", "IRN/b", "IRN/a+IRN/b"]),
        "target": st.sampled_from(["IND", "IND/c", "IND/d"]),
        "date": DAYS,
        "article": st.sampled_from(["x", "y", "z"]),
        "status": st.sampled_from(["occurred", "planned", "denied", "negated"]),
        "place": st.sampled_from([None, "Tehran", "Delhi"]),
        "published": st.sampled_from([None, "2024-05-03", "2024-05-04", "2024-05-05"]),
        "sentence": st.sampled_from(["", SENTENCE, EDITED, f"On 3 May {SENTENCE}", f"On 4 May {SENTENCE}"]),
        "qualifier": st.sampled_from(["", "INF", "Open Skies", "Eager Lion 16", "third", "maritime border"]),
    }
)


@given(st.data(), st.lists(ONE, min_size=2, max_size=12))
def test_the_order_of_arrival_makes_no_difference(data, drawn):
    reports = [r(f"{number:02}", **one) for number, one in enumerate(drawn)]
    shuffled = data.draw(st.permutations(reports))
    first = [occurrence_of(cluster) for cluster in merge(reports, taxonomy())]
    again = [occurrence_of(cluster) for cluster in merge(shuffled, taxonomy())]
    assert first == again


@given(st.lists(ONE, min_size=1, max_size=12))
def test_every_report_is_in_exactly_one_occurrence(drawn):
    reports = [r(f"{number:02}", **one) for number, one in enumerate(drawn)]
    held = [member.id for cluster in merge(reports, taxonomy()) for member in cluster.members]
    assert sorted(held) == [report.id for report in reports]
