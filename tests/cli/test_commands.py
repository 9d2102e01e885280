"""Every command on the graph of the sample articles."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import click
import pytest
import rdflib
from kg import __version__
from kg.analysis import STANDINGS
from kg.cli.root import COMMANDS
from kg.cli.selection import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Kg = Callable[..., Result]

RUNNABLE = [
    (command.name, *inner)
    for command in COMMANDS
    for inner in ([(name,) for name in command.commands] if isinstance(command, click.Group) else [()])
]


@pytest.mark.parametrize("words", RUNNABLE, ids=" ".join)
def test_help_shows_an_example_and_offers_json(kg: Kg, words: tuple[str, ...]) -> None:
    text = kg(*words, "--help").stdout
    _, heading, example = text.partition("Example:")
    assert heading
    assert f"    kg {' '.join(words)}" in example
    assert "--json" in text


def test_the_statuses_offered_are_those_that_the_analysis_knows() -> None:
    assert set(STATUSES) == set(STANDINGS)


def test_the_version_is_that_of_the_package(kg: Kg) -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom kg.cli import group\ntry: group(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'pandas', 'pyvis', 'trafilatura', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stderr.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_ends_the_command_as_the_shell_expects(sample_store: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "export", "--store", sample_store],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
    assert process.returncode == 141
    assert complaint == ""


def test_an_interrupt_ends_the_command_with_130_and_leaves_a_store_that_can_be_used(kg: Kg) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "-"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("".join(f'{{"id": "{n}", "text": ""}}\n' for n in range(100)))
        process.stdin.flush()
        told = process.stderr.readline()  # it is at work, and waits for more
        assert re.fullmatch(r"100 articles read, \d+\.\d a second, now standard input:100\n", told)
        process.send_signal(signal.SIGINT)
        complaint = process.stderr.read()
    assert process.returncode == 130
    assert complaint == "What was stored is kept; the same command goes on from there.\nInterrupted.\n"
    assert kg("info").exit_code == 0


def test_query_prints_a_table_for_people(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "--store", sample_store, "SELECT ?b WHERE { :actor\\/IRN kg:meets ?b } ORDER BY ?b")
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "b"
    assert ":actor/PAK" in lines


def test_query_prints_csv_and_standard_json(kg: Kg, sample_store: Path) -> None:
    query = "SELECT ?label WHERE { <https://w3id.org/bilateral-kg/data/actor/IRN> rdfs:label ?label }"
    table = list(csv.DictReader(io.StringIO(kg("query", "--store", sample_store, "-f", "csv", query).stdout)))
    document = json.loads(kg("query", "--store", sample_store, "--json", query).stdout)
    assert table == [{"label": "Iran"}]
    assert document["head"] == {"vars": ["label"]}
    assert document["results"]["bindings"][0]["label"]["value"] == "Iran"


def test_query_reads_a_file_and_prints_the_graph_of_a_construct(
    kg: Kg, sample_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "met.rq").write_text(
        "CONSTRUCT { ?a kg:meets ?b } WHERE { ?a kg:meets ?b }", encoding="utf-8"
    )
    turtle = kg("query", "--store", sample_store, "met.rq").stdout
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 0


def test_a_named_query_takes_parameters_and_shows_evidence(kg: Kg, sample_store: Path) -> None:
    result = kg(
        "query", "--store", sample_store, "who-met", "-p", "a=IRN/mohammad-baqeri", "-p", "b=PAK",
        "--evidence", "--format", "jsonl",
    )  # fmt: skip
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    sentences = [quotation["sentence"] for row in rows for quotation in row["evidence"]]
    assert any("met Sidhu" in sentence for sentence in sentences)


def test_the_parameters_of_a_named_query_are_options(kg: Kg, sample_store: Path) -> None:
    by_pair = kg("query", "--store", sample_store, "who-met", "-p", "a=IRN", "-p", "b=PAK", "-f", "csv")
    by_option = kg("query", "who-met", "--a", "IRN", "--b=PAK", "-f", "csv", "--store", sample_store)
    assert by_option.stdout == by_pair.stdout != ""
    wrong = kg("query", "--store", sample_store, "who-met", "--a", "IRN", "--evidnce", "x")
    assert wrong.exit_code == 2
    assert "has no parameter 'evidnce'" in wrong.stderr
    assert "without a value" in kg("query", "--store", sample_store, "who-met", "--a").stderr


def test_no_parameter_of_a_named_query_is_called_like_an_option(kg: Kg) -> None:
    from kg.cli.query import command

    options = {name.lstrip("-") for option in command.params for name in option.opts}
    listed = json.loads(kg("query", "--list", "--json").stdout)
    assert {p["name"] for query in listed for p in query["parameters"]}.isdisjoint(options)


def test_a_named_query_without_its_parameter_says_what_is_missing(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "--store", sample_store, "who-met")
    assert result.exit_code == 2
    assert "needs a" in result.stderr


def test_the_named_queries_are_listed(kg: Kg) -> None:
    listed = json.loads(kg("query", "--list", "--json").stdout)
    assert {"who-met", "disputed"} <= {query["name"] for query in listed}
    assert all(query["title"] and query["description"] for query in listed)


def test_a_limit_says_that_it_cut(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "--store", sample_store, "--limit", "2", "-f", "csv", "SELECT ?e { ?e a kg:Event }")
    assert len(result.stdout.splitlines()) == 3
    assert "Cut off after 2" in result.stderr


@pytest.mark.parametrize(
    ("format_", "rdflib_name"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("trig", "trig"), ("nquads", "nquads"),
     ("jsonld", "json-ld")],
)  # fmt: skip
def test_every_rdf_format_parses_in_rdflib(
    kg: Kg, sample_store: Path, tmp_path: Path, format_: str, rdflib_name: str
) -> None:
    assert kg("export", "--store", sample_store, "-f", format_, "-o", "graph").exit_code == 0
    graph = rdflib.Dataset() if format_ in {"trig", "nquads", "jsonld"} else rdflib.Graph()
    graph.parse(tmp_path / "graph", format=rdflib_name)
    assert len(graph) > 1000


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_the_suffix_chooses_the_format_of_a_network(
    kg: Kg, sample_store: Path, tmp_path: Path, suffix: str
) -> None:
    result = kg("export", "--store", sample_store, "-o", f"network.{suffix}", "--json")
    assert json.loads(result.stdout)["format"] == suffix
    assert ElementTree.parse(tmp_path / f"network.{suffix}").getroot().tag.endswith(suffix)


def test_csv_has_a_row_for_each_event_that_was_asked_for(kg: Kg, sample_store: Path) -> None:
    held = list(csv.DictReader(io.StringIO(kg("export", "--store", sample_store, "-f", "csv").stdout)))
    every = kg("export", "--store", sample_store, "-f", "csv", "--status", "all").stdout
    assert {row["status"] for row in held} == {"occurred"}
    assert all(row["sentence"] for row in held)
    assert len(every.splitlines()) - 1 > len(held)


def test_an_export_that_fails_leaves_the_file_as_it_was(kg: Kg, sample_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    target.write_text("before", encoding="utf-8")
    result = kg("export", "--store", sample_store, "-o", target, "--class", "NoSuchClass")
    assert result.exit_code == 2
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_network_prints_the_strongest_first(kg: Kg, sample_store: Path) -> None:
    document = json.loads(kg("network", "--store", sample_store, "--json", "--limit", "5").stdout)
    strengths = [actor["strength"] for actor in document["actors"]]
    assert strengths == sorted(strengths, reverse=True)
    assert len(strengths) == 5
    rows = list(csv.DictReader(io.StringIO(kg("network", "--store", sample_store, "--csv").stdout)))
    assert len(rows) == document["network"]["actors"]


@pytest.mark.parametrize(
    ("format_", "options"),
    [
        ("turtle", ("--class", "Meeting")),
        ("nquads", ("--status", "occurred")),
        ("jsonld", ("--level", "all")),
        ("plover", ("--level", "persons")),
        ("csv", ("--multigraph",)),
    ],
)
def test_an_export_refuses_what_its_format_cannot_heed(
    kg: Kg, sample_store: Path, tmp_path: Path, format_: str, options: tuple[str, ...]
) -> None:
    result = kg("export", "--store", sample_store, "-f", format_, "-o", "out", *options)
    assert result.exit_code == 2
    assert f"takes no {options[0]}" in result.stderr
    assert "graphml" in result.stderr  # what does heed it
    assert not (tmp_path / "out").exists()


def test_view_writes_one_page(kg: Kg, sample_store: Path, tmp_path: Path) -> None:
    result = kg("view", "--store", sample_store, "--dyad", "IRN", "PAK", "-o", "page.html", "--json")
    page = Path(json.loads(result.stdout)["html"])
    assert page == tmp_path / "page.html"
    assert "Baqeri" in page.read_text(encoding="utf-8")


def test_view_of_nobody_known_names_the_nearest(kg: Kg, sample_store: Path) -> None:
    result = kg("view", "--store", sample_store, "--ego", "Irak")
    assert result.exit_code == 2
    assert "Iraq" in result.stderr


def test_the_graph_of_the_samples_keeps_its_promises(kg: Kg, sample_store: Path) -> None:
    result = kg("validate", "--store", sample_store, "--json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 0


def test_a_broken_promise_is_told_in_words_with_exit_code_3(
    kg: Kg, sample_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/bilateral-kg/ontology#> .
        <urn:x> a sh:NodeShape ; sh:targetClass kg:State ; sh:property [
            sh:path kg:anthem ; sh:minCount 1 ; sh:message "A state must have an anthem." ] .""",
        encoding="utf-8",
    )
    result = kg("validate", "--store", sample_store, "--shapes", "mine.ttl")
    assert result.exit_code == 3
    assert "actor/IRN: A state must have an anthem." in result.stdout


def test_info_counts(kg: Kg, sample_store: Path) -> None:
    info = json.loads(kg("info", "--store", sample_store, "--json").stdout)
    assert info["articles"] == 11
    assert info["pending"] == 0
    assert "articles" in kg("info", "--store", sample_store).stdout


def test_eval_scores_against_a_gold_set(kg: Kg, tmp_path: Path) -> None:
    text = "France and Japan held joint naval exercises."
    (line,) = kg("extract", "-", input=json.dumps({"id": "x", "text": text})).stdout.splitlines()
    (tmp_path / "articles.jsonl").write_text(
        json.dumps({"id": "x", "text": text, "split": "a"}), encoding="utf-8"
    )
    (tmp_path / "events.jsonl").write_text(line, encoding="utf-8")
    figures = json.loads(kg("eval", tmp_path, "--json").stdout)
    assert figures["levels"]["pair+type"]["f1"] == 1
    assert "pair+type" in kg("eval", tmp_path, "--no-errors").stdout
    wrong = kg("eval", tmp_path, "--split", "b")
    assert wrong.exit_code == 2
    assert "its splits are a" in wrong.stderr


def test_a_figure_below_its_floor_ends_evaluation_with_3(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"id": "a", "text": "Iran thanked Oman.", "split": "s"}\n')
    event = {
        "article": "a", "type": "Praise", "source": [{"country": "IRN"}], "target": [{"country": "OMN"}],
        "status": "planned", "trigger": {"start": 5, "end": 12, "text": "thanked"},
    }  # fmt: skip
    (tmp_path / "events.jsonl").write_text(json.dumps(event) + "\n")
    floors = tmp_path / "floors.toml"
    floors.write_text('[s]\n"pair+root" = 0.9\n[other]\n"pair" = 1.0\n')
    assert kg("eval", ".", "--floors", floors).exit_code == 0
    floors.write_text('[all]\n"pair+root+status" = 0.9\n')
    result = kg("eval", ".", "--floors", floors, "--json")
    assert result.exit_code == 3
    assert "pair+root+status F1 0.000 is below its floor 0.900" in result.stderr
    assert json.loads(result.stdout)["below"][0]["figure"] == "pair+root+status"
    floors.write_text("[all]\npear = 0.9\n")
    wrong = kg("eval", ".", "--floors", floors)
    assert wrong.exit_code == 1
    assert "no figure 'pear'" in wrong.stderr


def test_frames_of_ones_own_are_checked(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(
        '[[verb]]\nlemmas = ["befriend"]\nclass = "Praise"\n', encoding="utf-8"
    )
    (tmp_path / "bad.toml").write_text(
        '[[verb]]\nlemmas = ["befriend"]\nclass = "Friendship"\nroot = "Support"\n[[noun]]\nlemmas = []\n',
        encoding="utf-8",
    )
    assert kg("frames", "check", "good.toml").exit_code == 0
    result = kg("frames", "check", "bad.toml")
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "bad.toml, verb 1 (line 1)",
        "bad.toml, noun 1 (line 5)",
    ]
    assert "the ontology has no class 'Friendship'" in lines[0]
    assert [
        p["where"] for p in json.loads(kg("frames", "check", "bad.toml", "--json").stdout)["problems"]
    ] == [
        "verb 1 (line 1): befriend",
        "noun 1 (line 5): no lemmas",
    ]
    assert kg("frames", "check", "absent.toml").exit_code == 2


def test_frames_of_ones_own_are_read_from_the_option_or_the_settings(kg: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    (folder / "mine.toml").write_text('[[verb]]\nlemmas = ["befriend"]\nclass = "Praise"\n', encoding="utf-8")
    text = "France befriended Oman."
    assert kg("extract", "-", input=text).stdout == ""
    chosen = kg("extract", "-", "--frames", "frames", input=text).stdout
    assert json.loads(chosen)["type"] == "Praise"
    (tmp_path / "kg.toml").write_text('frames = ["frames"]\n', encoding="utf-8")
    assert kg("extract", "-", input=text).stdout == chosen
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    assert json.loads(kg("build", "news.txt", "--json").stdout)["mentions"]["kept"] == 1


def test_settings_come_from_the_file_named_before_or_after_the_command(
    kg: Kg, sample_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(f'store = "{sample_store}"\n', encoding="utf-8")
    before = kg("--config", "mine.toml", "info", "--json")
    after = kg("info", "--config", "mine.toml", "--json")
    assert before.stdout == after.stdout != ""


def test_a_misspelt_question_is_told_with_the_nearest_name(kg, sample_store):
    result = kg("query", "who_met", "--store", sample_store)
    assert result.exit_code == 2
    assert "no question 'who_met'; nearest is 'who-met'" in result.stderr


@pytest.mark.parametrize("form", ["{}", "event/{}", ":event/{}"])
def test_the_words_behind_an_event_are_found_by_any_form_of_its_name(kg, sample_store, form):
    asked = kg("query", "SELECT ?e { ?e a kg:Meeting }", "--limit", "1", "--json", "--store", sample_store)
    iri = json.loads(asked.stdout)["results"]["bindings"][0]["e"]["value"]
    whole = kg("query", "evidence", "--of", iri, "--json", "--store", sample_store).stdout
    short = kg(
        "query", "evidence", "--of", form.format(iri.rpartition("/")[2]), "--json", "--store", sample_store
    )
    assert json.loads(whole)["results"]["bindings"]
    assert short.stdout == whole


def test_evidence_for_rows_that_name_no_event_says_what_to_ask_instead(kg, sample_store):
    result = kg("query", "SELECT ?a { ?a kg:meets ?b }", "--evidence", "--store", sample_store)
    assert "Select events, as in: kg query" in result.stderr
    assert "names no event" not in result.stdout


@pytest.mark.parametrize("command", ["build", "explain", "extract"])
def test_an_empty_argument_is_refused_instead_of_reading_the_folder(kg, tmp_path, command):
    (tmp_path / "a.txt").write_text("Iran and Pakistan held joint naval exercises.", encoding="utf-8")
    result = kg(command, "")
    assert result.exit_code in {1, 2, 3}
    assert "empty argument" in result.stderr
    assert "Iran" not in result.stdout


def test_an_unknown_class_is_told_with_all_roots(kg, sample_store):
    result = kg("network", "--class", "Foo", "--store", sample_store)
    assert "no event class 'Foo'; roots are Accusation, Agreement, Aid" in result.stderr


def test_no_path_between_two_actors_is_said(kg, sample_store):
    result = kg("network", "--show", "path", "--of", "LTU", "BRA", "--store", sample_store)
    assert "No path leads from LTU to BRA; --undirected takes ties either way." in result.stderr


def test_undated_events_of_a_dyad_are_called_so(kg, sample_store):
    result = kg("dyad", "IRN", "PAK", "--store", sample_store)
    assert result.stdout.splitlines()[2].split()[0] == "undated"
    promises = kg("dyad", "IRN", "PAK", "--show", "promises", "--store", sample_store).stdout
    assert "event/" in promises
    assert "https://" not in promises


def test_void_and_json_exclude_each_other(kg, sample_store):
    assert kg("info", "--void", "--json", "--store", sample_store).exit_code == 2


def test_an_article_in_another_language_is_named(kg, tmp_path):
    german = (
        "Der iranische Minister traf am Montag seinen Kollegen aus Pakistan, um über die Lage zu sprechen. "
        * 3
    )
    (tmp_path / "bericht.txt").write_text(german, encoding="utf-8")
    result = kg("build", tmp_path / "bericht.txt", "--store", tmp_path / "s", "--json")
    assert result.exit_code == 0
    assert "Left out: bericht: other language (de)" in result.stderr
    assert json.loads(result.stdout)["left_out"] == [
        {"input": "bericht", "reason": "other language", "detail": "de"}
    ]


def test_an_empty_explorer_and_a_dyad_of_one_are_told(kg, sample_store):
    empty = kg("explore", "--since", "2050", "-o", "e.html", "--store", sample_store)
    assert "holds no event" in empty.stderr
    one = kg("view", "--dyad", "IRN", "Iran", "-o", "v.html", "--store", sample_store)
    assert one.exit_code == 2
    assert "A dyad is of two actors" in one.stderr


def test_an_article_that_is_removed_leaves_the_graph_as_if_it_had_never_been_read(
    kg: Kg, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("Iran and Pakistan held joint naval exercises in May 2024.")
    kg("build", news, "--store", "without")
    (news / "two.txt").write_text("Iran and Oman held joint naval exercises in June 2024.")
    kg("build", news, "--store", "with")
    assert kg("remove", "two", "three", "--store", "with").exit_code == 2
    removed = kg("remove", "two", "--store", "with", "--json")
    assert json.loads(removed.stdout)["articles"] == 1
    left, never = (kg("export", "--format", "nquads", "--store", name).stdout for name in ("with", "without"))
    assert left == never
    assert kg("remove", "two", "--store", "with").exit_code == 2
    assert kg("remove", ":article/one", "--store", "with").exit_code == 0


def test_a_day_that_there_is_not_is_no_date(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "who-met", "--a", "IRN", "--since", "2024-02-30", "--store", sample_store)
    assert result.exit_code == 2
    assert "there is no such day" in result.stderr


@pytest.mark.parametrize(
    "options",
    [["dyads", "--json", "--format", "csv"], ["CONSTRUCT { ?e a kg:Event } { ?e a kg:Event }", "--evidence"]],
)
def test_a_query_refuses_options_that_do_not_go_together(
    kg: Kg, sample_store: Path, options: list[str]
) -> None:
    assert kg("query", *options, "--store", sample_store).exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_export_that_finds_no_room_is_a_failure_not_a_wrong_command(kg: Kg, sample_store: Path) -> None:
    result = kg("export", "--store", sample_store, "--format", "nquads", "--output", "/dev/full")
    assert result.exit_code == 1
    assert "Make room" in result.stderr
