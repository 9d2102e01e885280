"""Scores, tables and error lists on gold small enough to count by hand."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import UnreadableSource
from kg.evaluation import Claim, as_json, evaluate, load_gold, marked, render
from kg.evaluation.calibration import calibration_error
from kg.evaluation.gold import Gold
from kg.evaluation.levels import LEVELS, keys
from kg.evaluation.scores import score
from kg.model import Actor, ActorKind, Article, EventMention, Mention, Party, Status
from kg.ontology import classes

TEXT = "Oman and Iran met on Friday. Oman will sell boats to Iran. Iran thanked Qatar."


def claim(trigger, type_, source, target, **more):
    start = TEXT.index(trigger)
    end = TEXT.index(".", start) + 1
    begin = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
    values = {
        "article": "a", "type": type_, "source": tuple(source.split()), "target": tuple(target.split()),
        "reciprocal": False, "status": Status.OCCURRED, "speaker": None, "date": None, "field": "text",
        "start": start, "end": start + len(trigger), "trigger": trigger, "sentence": (begin, end),
    }  # fmt: skip
    return Claim(**(values | more))


MET = claim("met", "Meeting", "OMN", "IRN", reciprocal=True, date="2024-05-10")
SELL = claim("sell", "ArmsTransfer", "OMN", "IRN", status=Status.PLANNED)
THANKED = claim("thanked", "Praise", "IRN", "QAT")
GOLD = Gold(
    articles=(Article(id="a", text=TEXT), Article(id="b", text="Nothing happened. Nobody came.")),
    claims=(MET, SELL, THANKED),
)


def test_gold_itself_is_perfect():
    evaluation = evaluate(GOLD, GOLD.claims)
    for level in LEVELS:
        assert (evaluation.levels[level].f1, evaluation.levels[level].macro) == (1, 1)
        assert evaluation.levels[level].interval == (1, 1)
    assert evaluation.findings == ()
    assert evaluation.mentions.shares()["speaker state"] is None


def test_nothing_found_is_all_missed():
    evaluation = evaluate(GOLD, [])
    assert evaluation.levels["pair+root"].f1 == 0
    assert [f.claim.trigger for f in evaluation.misses] == ["met", "sell", "thanked"]


def test_a_wrong_class_misses_the_root_but_not_the_pair():
    evaluation = evaluate(GOLD, [MET, SELL, replace(THANKED, type="Criticism")])
    assert evaluation.levels["pair"].f1 == 1
    assert evaluation.levels["pair+root"].hits == 2
    (miss,), (alarm,) = evaluation.misses, evaluation.false_alarms
    assert (miss.claim.type, miss.others) == ("Praise", ("Accusation",))
    assert (alarm.claim.type, alarm.others) == ("Criticism", ("Support",))


def test_a_transfer_the_other_way_round_is_the_right_pair_in_the_wrong_direction():
    turned = replace(SELL, source=SELL.target, target=SELL.source)
    levels = evaluate(GOLD, [MET, turned, THANKED]).levels
    assert levels["pair+root"].f1 == 1
    assert levels["directed+root"].hits == 2


def test_a_meeting_has_no_direction():
    turned = replace(MET, source=MET.target, target=MET.source, reciprocal=False)
    assert evaluate(GOLD, [turned, SELL, THANKED]).levels["directed+root"].f1 == 1


def test_denied_counts_as_negated():
    denied = replace(MET, status=Status.DENIED)
    negated = replace(MET, status=Status.NEGATED)
    assert score([denied], [negated])["pair+root+status"].f1 == 1
    assert score([denied], [MET])["pair+root+status"].f1 == 0


def test_every_two_parties_of_a_reciprocal_event_are_a_pair():
    three = replace(MET, source=("OMN",), target=("IRN", "QAT"))
    assert {key.states for key in keys(three, "pair")} == {("IRN", "OMN"), ("OMN", "QAT"), ("IRN", "QAT")}
    one_sided = replace(three, type="Praise", reciprocal=False)
    assert {key.states for key in keys(one_sided, "pair")} == {("IRN", "OMN"), ("OMN", "QAT")}


def test_a_state_is_no_pair_with_itself_or_with_nobody():
    assert not list(keys(replace(MET, target=("OMN",)), "pair"))
    assert not list(keys(replace(MET, target=("",)), "pair"))


def test_telling_an_event_twice_counts_once():
    assert score([MET], [MET, MET])["pair"].predicted == 1


def test_a_mention_is_met_where_triggers_overlap_and_a_pair_is_shared():
    wide = replace(MET, end=MET.end + 10, trigger=TEXT[MET.start : MET.end + 10], date=None)
    apart = replace(MET, start=0, end=4, trigger="Oman")
    assert evaluate(GOLD, [wide]).mentions.met == 1
    assert evaluate(GOLD, [wide]).mentions.shares()["date"] == 0
    assert evaluate(GOLD, [apart]).mentions.met == 0


def test_what_is_found_in_a_quiet_article_is_counted_apart():
    stray = replace(MET, article="b", start=0, end=7, trigger="Nothing", sentence=None)
    quiet = evaluate(GOLD, [stray]).quiet
    assert (quiet.articles, quiet.sentences, quiet.found, quiet.per_thousand) == (1, 2, 1, 500)
    assert evaluate(GOLD, [stray]).levels["pair"].predicted == 1


def test_predictions_outside_of_gold_are_left_out():
    assert evaluate(GOLD, [replace(MET, article="elsewhere")]).levels["pair"].predicted == 0


def test_reliability_bins_hold_claims_by_tenths():
    found = [
        replace(MET, confidence=0.85), replace(SELL, confidence=0.8), replace(THANKED, confidence=1.0),
        replace(THANKED, type="Criticism", confidence=0.3),
    ]  # fmt: skip
    bins = evaluate(GOLD, found).reliability
    assert [(b.low, b.claims, b.right) for b in bins] == [(0.3, 1, 0), (0.8, 2, 2), (0.9, 1, 1)]
    assert calibration_error(bins) == pytest.approx((0.3 + 2 * 0.175 + 0) / 4)
    assert calibration_error(()) is None


def test_class_rows_add_up_to_their_root():
    found = [MET, SELL, replace(SELL, type="EconomicAid")]
    rows = {row.name: (row.gold, row.predicted, row.hits) for row in evaluate(GOLD, found).by_class}
    assert rows["Consultation"] == rows["Meeting"] == (1, 1, 1)
    assert rows["Aid"] == (1, 1, 1)
    assert rows["EconomicAid"] == (0, 1, 0)


def test_extracted_mentions_are_scored_like_claims():
    parties = {
        code: Party(actor=Actor(id=code, name=code, kind=ActorKind.STATE, country=code), start=0, end=4)
        for code in ("OMN", "IRN")
    }
    mention = EventMention(
        type="Meeting", root="Consultation", sentence=(0, 28), reciprocal=True, confidence=0.9,
        trigger=Mention(article="a", start=MET.start, end=MET.end, text="met"),
        source=(parties["OMN"],), target=(parties["IRN"],), speaker=parties["IRN"], date="2024-05-10",
    )  # fmt: skip
    assert Claim.of(mention) == replace(MET, speaker="IRN", confidence=0.9)
    assert evaluate(GOLD, [mention]).levels["pair+root"].hits == 1


def test_the_report_marks_triggers_and_is_the_same_each_time():
    evaluation = evaluate(GOLD, [SELL])
    text = render(evaluation, GOLD)
    assert text == render(evaluate(GOLD, [SELL]), GOLD)
    assert "Oman and Iran [[met]] on Friday." in text
    assert "[[" not in render(evaluation, GOLD, errors=False)
    assert json.dumps(as_json(evaluation, GOLD))
    assert marked(replace(SELL, sentence=None), GOLD, width=5) == "will [[sell]] boat"


def test_the_interval_is_seeded_and_holds_the_figure():
    claims = [replace(MET, article=str(n)) for n in range(20)]
    found = claims[:13]
    first, again = (score(claims, found, seed=7)["pair"] for _ in range(2))
    assert first == again
    assert first.interval[0] < first.f1 < first.interval[1]


CODES = st.sampled_from(["OMN", "IRN", "QAT", ""])
CLAIMS = st.builds(
    lambda article, kind, source, target, mutual, status, start, date: Claim(
        article=article, type=kind, source=tuple(source), target=tuple(target), reciprocal=mutual,
        status=status, speaker=None, date=date, field="text", start=start, end=start + 3, trigger="met",
    ),
    st.sampled_from("ab"), st.sampled_from(list(classes())), st.lists(CODES, min_size=1, max_size=3),
    st.lists(CODES, min_size=1, max_size=3), st.booleans(), st.sampled_from(Status), st.integers(0, 9),
    st.sampled_from([None, "2024", "2024-05"]),
)  # fmt: skip


@given(st.lists(CLAIMS, max_size=8), st.lists(CLAIMS, max_size=8))
def test_figures_stay_in_bounds_and_finer_levels_are_no_better(gold, found):
    figures = score(gold, found, samples=3)
    for s in figures.values():
        assert 0 <= s.hits <= min(s.gold, s.predicted)
        assert 0 <= s.macro <= 1
        assert 0 <= s.interval[0] <= s.interval[1] <= 1
    assert figures["pair+root+status"].hits <= figures["pair+root"].gold * len(Status)
    assert (figures["pair"].hits > 0) >= (figures["pair+root"].hits > 0) >= (figures["pair+type"].hits > 0)


def write(folder, articles, events):
    (folder / "articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    (folder / "events.jsonl").write_text("".join(json.dumps(e) + "\n" for e in events), encoding="utf-8")
    return folder


ROW = {
    "article": "a", "type": "Meeting", "root": "Consultation", "source": [{"country": "OMN"}],
    "target": [{"country": "IRN"}], "reciprocal": True, "status": "occurred", "speaker": None, "date": None,
    "trigger": {"field": "text", "start": 14, "end": 17, "text": "met"},
}  # fmt: skip


def test_gold_is_read_from_a_folder(tmp_path):
    gold = load_gold(write(tmp_path, [{"id": "a", "text": TEXT, "split": "open"}], [ROW]))
    assert gold.claims == (replace(MET, date=None, sentence=None),)
    assert gold.only("open").articles == gold.articles
    assert gold.only("held") == Gold(articles=(), claims=())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "Party"}, "not an event class"),
        ({"type": "Praise"}, "has the root Support, not Consultation"),
        ({"status": "hoped"}, "not a valid Status"),
        ({"article": "z"}, "no article 'z'"),
        ({"date": "May"}, "not a date"),
        ({"source": [{}]}, "lacks the key 'country'"),
        ({"trigger": {"start": 15, "end": 18, "text": "met"}}, "count the offsets anew"),
        ({"trigger": {"field": "title", "start": 14, "end": 17, "text": "met"}}, "has no field 'title'"),
    ],
)
def test_a_line_of_gold_that_cannot_be_right_is_named(tmp_path, change, message):
    folder = write(tmp_path, [{"id": "a", "text": TEXT}], [ROW, ROW | change])
    with pytest.raises(UnreadableSource, match=message) as error:
        load_gold(folder)
    assert "events.jsonl, line 2" in str(error.value)


def test_a_missing_or_broken_file_is_named(tmp_path):
    with pytest.raises(UnreadableSource, match=r"Cannot read .*articles\.jsonl"):
        load_gold(tmp_path)
    folder = write(tmp_path, [{"id": "a", "text": TEXT}] * 2, [])
    with pytest.raises(UnreadableSource, match="line 2, the id 'a' is taken"):
        load_gold(folder)
    (tmp_path / "articles.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="line 1, is not JSON"):
        load_gold(folder)
