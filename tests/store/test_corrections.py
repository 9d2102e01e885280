"""Corrections: what people say of reports outlives articles, rules and rebuilds."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.errors import CorrectionError
from kg.store import Store
from kg.store.correction_quads import correction_quads, corrections_from
from kg.store.corrections import EDITABLE, Correction, append, in_force, made, read
from kg.store.overlay import overlay_of
from kg.store.terms import Names
from made_reports import groups, report

from made_graph import BASE, extractions, fill, put

NAMES = Names(BASE)


def correction(act: str, *reports: str, when: int = 0, **given) -> Correction:
    return Correction(
        act=act, who="Ada", when=f"2026-01-01T00:00:{when:02}Z", reports=tuple(sorted(reports)), **given
    )


def merged(*rows, corrections=()):
    """How reports merge under corrections: groups of ids."""
    overlay = overlay_of(corrections)
    return groups(*(row for each in rows if (row := overlay.apply(each)) is not None))


MEETING = report("a", "Meeting", "IRN", "PAK", "2024-05-03")
SAME = report("b", "Meeting", "IRN", "PAK", "2024-05-03")
OTHER = report("c", "Meeting", "IRN", "PAK", "2024-05-09")


def test_a_rejected_report_founds_nothing_and_an_accepted_one_does_again():
    reject, accept = correction("reject", "a", when=1), correction("accept", "a", when=2)
    assert merged(MEETING, OTHER, corrections=[reject]) == ["c"]
    assert merged(MEETING, OTHER, corrections=[reject, accept]) == ["a", "c"]
    assert merged(MEETING, OTHER, corrections=[accept, reject]) == ["a", "c"]  # times count, not lines


def test_merged_reports_are_one_happening_and_draw_others_along():
    one = correction("merge", "a", "c", key="IRN+PAK Consultation 2024-05")
    assert merged(MEETING, SAME, OTHER, corrections=[one]) == ["abc"]


def test_reports_of_different_months_and_classes_can_be_merged():
    june = report("d", "Visit", "PAK", "IRN", "2024-06-01")
    one = correction("merge", "a", "d", key="IRN+PAK Consultation 2024-05")
    assert merged(MEETING, june, corrections=[one]) == ["ad"]


def test_split_reports_part_and_stay_together_among_themselves():
    third = report("d", "Meeting", "IRN", "PAK", "2024-05-03")
    one = correction("split", "a", "b", apart=("d",))
    assert merged(MEETING, SAME, third, corrections=[one]) == ["ab", "d"]


def test_a_merge_after_a_split_counts_and_a_split_after_a_merge_too():
    split = correction("split", "a", when=1, apart=("b",))
    merge = correction("merge", "a", "b", when=2, key="IRN+PAK Consultation 2024-05")
    again = replace(split, when="2026-01-01T00:00:03Z")
    assert merged(MEETING, SAME, corrections=[split]) == ["a", "b"]
    assert merged(MEETING, SAME, corrections=[split, merge]) == ["ab"]
    assert merged(MEETING, SAME, corrections=[split, merge, again]) == ["a", "b"]


def test_an_outsider_does_not_bring_together_what_was_kept_apart():
    bound = correction("merge", "a", "c", when=1, key="IRN+PAK Consultation 2024-05")
    apart = correction("split", "b", when=2, apart=("c",))
    assert merged(MEETING, SAME, OTHER, corrections=[bound, apart]) == ["ac", "b"]


def test_an_edited_class_brings_its_symmetry_and_an_edited_side_its_state():
    edit = correction("edit", "a", changes=(("class", "Visit"), ("source", "CHN/wang-yi")))
    row = overlay_of([edit]).apply(MEETING)
    assert (row.cls, row.reciprocal, row.source, row.source_state) == (
        "Visit",
        False,
        ("CHN/wang-yi",),
        ("CHN",),
    )


def test_later_edits_change_what_they_name_and_nothing_else():
    edits = [
        correction("edit", "a", when=1, changes=(("status", "planned"), ("date", "2024-06"))),
        correction("edit", "a", when=2, changes=(("date", ""),)),
    ]
    row = overlay_of(edits).apply(MEETING)
    assert (row.status, row.date) == ("planned", None)


def test_a_merged_actor_takes_its_state_along_and_merges_chain():
    row = report("a", "Meeting", "IRN/m-baqeri", "PAK", "2024-05-03", names=(("IRN/m-baqeri", "M. Baqeri"),))
    first = correction("merge-actors", when=1, actor="IRN/baqeri", actors=("IRN/m-baqeri",))
    second = correction(
        "merge-actors", when=2, actor="IRN/mohammad-baqeri", actors=("IRN/baqeri",), name="Mohammad Baqeri"
    )
    moved = overlay_of([first, second]).apply(row)
    assert moved.source == ("IRN/mohammad-baqeri",)
    assert moved.source_state == ("IRN",)
    assert moved.names == (("IRN/mohammad-baqeri", "Mohammad Baqeri"),)


def test_a_split_actor_is_another_one_in_the_reports_named_alone():
    one = report("a", "Meeting", "PAK/sidhu", "IRN", "2024-05-03")
    two = report("b", "Meeting", "PAK/sidhu", "IRN", "2024-06-03")
    split = correction("split-actor", "a", actor="IND/sidhu", actors=("PAK/sidhu",), name="Another Sidhu")
    overlay = overlay_of([split])
    assert (overlay.apply(one).source, overlay.apply(one).source_state) == (("IND/sidhu",), ("IND",))
    assert overlay.apply(two) == two


def test_undoing_an_undo_brings_back_what_it_undid():
    reject = correction("reject", "a", when=1)
    undo = correction("undo", when=2, undoes=reject.id)
    redo = correction("undo", when=3, undoes=undo.id)
    assert in_force([reject, undo]) == []
    assert in_force([reject, undo, redo]) == [reject]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"act": "praise"}, "no correction 'praise'"),
        ({"act": "reject"}, "at least one report"),
        ({"act": "merge", "reports": ("a",)}, "two reports"),
        ({"act": "split", "reports": ("a",), "apart": ("a",)}, "reports that stay"),
        ({"act": "edit", "reports": ("a",)}, "say what to change"),
        ({"act": "edit", "reports": ("a",), "changes": (("class", "Party"),)}, "no event class 'Party'"),
        ({"act": "edit", "reports": ("a",), "changes": (("status", "hoped"),)}, "no status 'hoped'"),
        ({"act": "edit", "reports": ("a",), "changes": (("date", "May"),)}, "'May' is not a date"),
        ({"act": "edit", "reports": ("a",), "changes": (("trigger", "x"),)}, "'trigger' cannot be edited"),
        ({"act": "edit", "reports": ("a",), "changes": (("source", ""),)}, "source cannot be empty"),
        ({"act": "merge-actors", "actor": "a", "actors": ("a",)}, "into itself"),
        ({"act": "undo"}, "name the correction"),
    ],
)
def test_a_correction_that_says_too_little_cannot_be_made(values, why):
    with pytest.raises(CorrectionError, match=why):
        Correction(who="Ada", when="2026-01-01T00:00:00Z", **values)


ids = st.text("abcdef0123456789", min_size=3, max_size=3)
people = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
)
corrections = st.one_of(
    st.builds(correction, st.sampled_from(["accept", "reject"]), ids, why=people),
    st.builds(lambda a, b, key: correction("merge", *{a, b, "zzz", "yyy"}, key=key), ids, ids, people),
    st.builds(
        lambda a, name: correction("split-actor", a, actor=f"IRN/{name}", actors=("IRN/x y",), name=name),
        ids,
        people,
    ),
    st.builds(lambda a, place: correction("edit", a, changes=(("date", ""), ("place", place))), ids, people),
    st.builds(lambda who: replace(correction("undo", undoes="00"), who=who), people),
)


@given(st.lists(corrections, max_size=6))
@settings(max_examples=60)
def test_corrections_come_back_from_the_graph_and_from_the_file_as_they_were(tmp_path_factory, found):
    quads = [quad for each in found for quad in correction_quads(each, NAMES)]
    assert {c.id for c in corrections_from(quads, NAMES)} == {c.id for c in found}
    path = tmp_path_factory.mktemp("corrections") / "c.jsonl"
    for each in found:
        append(path, each)
    assert read(path) == found


def test_a_file_says_which_line_is_wrong(tmp_path):
    path = tmp_path / "c.jsonl"
    append(path, correction("reject", "a"))
    path.write_text(path.read_text() + '{"act": "reject", "who": "Ada"}\n')
    with pytest.raises(CorrectionError, match=r"line 2: A correction says act, who and when\. Mend the line"):
        read(path)
    path.write_text("[]\n")
    with pytest.raises(CorrectionError, match="line 1: A line is one JSON object"):
        read(path)


def test_a_line_that_was_cut_off_does_not_spoil_the_next(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(correction("reject", "a").as_dict()))
    append(path, correction("reject", "b"))
    assert [c.reports for c in read(path)] == [("a",), ("b",)]


def test_a_line_with_an_unknown_field_is_refused():
    with pytest.raises(CorrectionError, match="no field 'reprots'"):
        made({"act": "reject", "who": "Ada", "when": "2026", "reprots": ["a"]})


def quads_of(store):
    graphs = (store.names.occurrence_graph, store.names.relation_graph)
    return {quad for graph in graphs for quad in store.engine.quads_for_pattern(None, None, None, graph)}


def _some(rng: random.Random, reports: list[str], persons: list[str], when: int) -> Correction:
    chosen = tuple(sorted(rng.sample(reports, 4)))
    act = rng.choice(["reject", "accept", "edit", "merge", "split", "merge-actors", "split-actor"])
    more = {
        "edit": lambda: {"changes": tuple(sorted({
            rng.choice(EDITABLE[5:7]): rng.choice(["2021-05-03", "2022-01", ""]),
            "class": rng.choice(["Visit", "Meeting", "Strike"]),
        }.items()))},
        "merge": lambda: {"key": f"merged {when}"},
        "split": lambda: {"apart": tuple(r for r in rng.sample(reports, 3) if r not in chosen) or ("x",)},
        "merge-actors": lambda: {"actor": persons[0], "actors": tuple(rng.sample(persons[1:], 2)), "name": "Kept"},
        "split-actor": lambda: {"actor": "IRN/new", "actors": (rng.choice(persons),), "name": "New"},
    }.get(act, dict)()  # fmt: skip
    return correction(act, *(() if act == "merge-actors" else chosen), when=when, **more)


@pytest.mark.parametrize("seed", range(6))
def test_corrections_and_articles_in_any_order_give_the_same_as_making_all_anew(seed):
    rng = random.Random(seed)
    found = list(extractions(160, seed=seed, days=40))
    reports = [mention.id for extraction in found for mention in extraction.mentions]
    persons = sorted({p.actor.id for e in found for m in e.mentions for p in m.source if "/" in p.actor.id})
    said: list[Correction] = []
    with Store.memory(BASE) as store:
        fill(store, found)
        for when in range(8):
            made_ = _some(rng, reports, persons, when)
            said.append(made_)
            if rng.random() < 0.3:
                said.append(correction("undo", when=when, undoes=rng.choice(said).id))
            store.correct(said)
            extraction = rng.choice(found)
            if rng.random() < 0.5:
                store.remove(extraction.article.id)
            else:
                put(store, extraction)
            store.refresh()
            kept = quads_of(store)
            store.rebuild()
            assert quads_of(store) == kept
        store.correct([])
        for extraction in found:
            put(store, extraction)
        store.refresh()
        with Store.memory(BASE) as plain:
            fill(plain, found)
            assert quads_of(store) == quads_of(plain)


def test_a_rejected_report_takes_its_relation_along_and_comes_back_when_undone(tmp_path):
    with Store.open(tmp_path / "store", create=True, base=BASE) as store:
        fill(store, list(extractions(60, seed=3)))
        before = quads_of(store)
        event = next(e for e in store.events() if e.happened and e.reports == 1)
        report_ = event.iri.removeprefix(store.names.events)
        reject = correction("reject", report_)
        assert store.correct([reject])
        assert not store.correct([reject])
        store.refresh()
        assert event.iri not in {e.iri for e in store.events()}
        assert ox.NamedNode(event.iri) not in {quad.object for quad in quads_of(store)}
    with Store.open(tmp_path / "store") as store:
        assert store.corrections() == [reject]
        store.correct([reject, correction("undo", when=1, undoes=reject.id)])
        store.refresh()
        assert quads_of(store) == before
