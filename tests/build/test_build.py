"""From articles to a graph: what is counted, what is done again, and that order makes no difference."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import kg
import pytest
from kg.build import samples
from kg.build.graph import NETWORK_FORMATS, RDF_FORMATS
from kg.build.summary import Summary
from kg.config import Config
from kg.errors import UsageError
from kg.model import Article
from kg.reading import read
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

FRANCE = "France and Japan held joint naval exercises near Toulon on Monday."
ARTICLES = [item for item in read([samples()]) if isinstance(item, Article)]


def exported(store: Path) -> list[bytes]:
    """The N-Quads of a store, sorted as a shell would."""
    file = io.BytesIO()
    with kg.open(store) as graph:
        graph.export(file, "nquads")
    return sorted(file.getvalue().splitlines())


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """What the sample articles become in an empty store."""
    store = tmp_path_factory.mktemp("once") / "store"
    kg.build(samples(), store=store)
    return exported(store)


def test_a_second_build_skips_everything_and_changes_no_byte(tmp_path: Path, once: list[bytes]) -> None:
    kg.build(samples(), store=tmp_path / "store")
    summary = kg.build(samples(), store=tmp_path / "store")
    assert (summary.articles_unchanged, summary.articles_read, summary.mentions) == (11, 11, 0)
    assert exported(tmp_path / "store") == once


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_articles_makes_no_difference(tmp_path: Path, once: list[bytes], seed: int) -> None:
    shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    for some in (shuffled[:3], shuffled[3:9], shuffled[9:]):
        kg.build(some, store=tmp_path / "store")
    assert exported(tmp_path / "store") == once


def test_an_interrupted_build_is_finished_by_the_next(
    tmp_path: Path, once: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, _name: str) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kg.build(samples(), store=tmp_path / "store", progress=interrupt)
    with kg.open(tmp_path / "store") as graph:
        assert graph.info().pending == 0
        assert graph.info().reports > 0
    summary = kg.build(samples(), store=tmp_path / "store")
    assert summary.articles_unchanged > 0
    assert summary.articles_added > 0
    assert exported(tmp_path / "store") == once


def test_a_changed_article_takes_the_place_of_what_it_said(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kg.build(Article(id="a", text=FRANCE), store=store)
    summary = kg.build(Article(id="a", text=FRANCE.replace("Japan", "Greece")), store=store)
    assert (summary.articles_added, summary.articles_replaced) == (0, 1)
    with kg.open(store) as graph:
        assert [event.source + event.target for event in graph.events()] == [("FRA", "GRC")]


def test_other_settings_read_an_unchanged_article_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kg.build(Article(id="a", text=FRANCE), store=store)
    summary = kg.build(Article(id="a", text=FRANCE), store=store, config=Config(min_confidence=1))
    assert summary.articles_replaced == 1
    assert summary.rejected == {"below confidence": 1}
    with kg.open(store) as graph:
        assert graph.info().reports == 0


def test_nothing_is_dropped_without_being_counted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "in" / "france.txt").write_text(FRANCE, encoding="utf-8")
    (tmp_path / "in" / "lines.jsonl").write_text(
        '{"id": "france", "text": "Other words."}\n', encoding="utf-8"
    )
    summary = kg.build(tmp_path / "in", store=tmp_path / "store")
    assert summary.articles_added == 1
    assert summary.set_aside == {"empty": 1, "duplicate id": 1}
    assert not summary.complete
    assert "empty.txt" in str(summary)
    assert summary.as_dict()["mentions"]["kept"] == 1


def test_progress_names_every_article_also_those_that_are_skipped(tmp_path: Path) -> None:
    seen: list[tuple[int, str]] = []
    for _ in range(2):
        kg.build(
            [Article(id="a", text=FRANCE), Article(id="b", text=FRANCE)],
            store=tmp_path / "store",
            progress=lambda done, name: seen.append((done, name)),
        )
    assert seen == [(1, "a"), (2, "b")] * 2


def test_two_agencies_that_contradict_each_other_make_a_disputed_event(tmp_path: Path) -> None:
    egypt = [article for article in ARTICLES if article.id.startswith("egypt-sudan")]
    kg.build(egypt, store=tmp_path / "store")
    with kg.open(tmp_path / "store") as graph:
        (exercise,) = graph.events(classes=["AirExercise"], statuses=["disputed"])
        articles = {row.article.rsplit("/", 1)[-1]: row.status for row in graph.evidence(exercise.iri)}
        assert set(articles) == {"egypt-sudan-exercise", "egypt-sudan-denial"}
        assert not graph.query("ASK { ?a kg:exercisesWith ?b }")


def test_the_module_is_the_function_whether_imported_or_not() -> None:
    program = (
        "import kg; first = kg.build; import kg.build; "
        "assert callable(first) and callable(kg.build) and callable(kg.build.build); "
        "import kg.build.graph; print(len(list(kg.extract(text='France and Japan met.'))), kg.build.__name__)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "1 kg.build\n"


def test_calling_the_module_builds(tmp_path: Path) -> None:
    import kg.build

    summary = kg.build(Article(id="a", text=FRANCE), store=tmp_path / "store")
    assert summary.articles_added == 1


def test_extract_takes_sources_or_text_and_not_both() -> None:
    assert [mention.type for mention in kg.extract(text=FRANCE)] == ["NavalExercise"]
    assert [mention.article for mention in kg.extract(Article(id="a", text=FRANCE))] == ["a"]
    for wrong in ({}, {"sources": "x", "text": "y"}):
        with pytest.raises(UsageError, match="either"):
            kg.extract(**wrong)
    with pytest.raises(UsageError, match="no-such"):
        kg.extract("no-such.txt")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "store"
    kg.build(samples(), store=path)
    return path


def test_a_graph_can_be_open_more_than_once(store: Path) -> None:
    with kg.open(store) as one, kg.open(str(store)) as two:
        assert one.info() == two.info()


def test_a_question_is_sparql_or_a_name(store: Path) -> None:
    with kg.open(store) as graph:
        assert graph.query("ASK { :actor\\/IRN kg:meets :actor\\/PAK }")
        assert len(graph.query("who-met", a="IRN", b="PAK")) > 0
        with pytest.raises(UsageError, match="this is SPARQL"):
            graph.query("ASK { ?a ?b ?c }", a="IRN")


def test_networks_and_views_come_from_the_same_events(store: Path, tmp_path: Path) -> None:
    with kg.open(store) as graph:
        assert graph.network(classes=["Meeting"])["IRN"]["PAK"]["event_count"] == 2
        graph.view(tmp_path / "page.html", ego="IRN")
        assert len(graph.rdflib()) > 1000
        assert graph.validate() == ()
    assert "Iran" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", [*RDF_FORMATS, *NETWORK_FORMATS])
def test_every_format_is_written_to_a_path_and_to_a_file(store: Path, tmp_path: Path, format_: str) -> None:
    file = io.BytesIO()
    with kg.open(store) as graph:
        graph.export(file, format_)
        graph.export(tmp_path / "out", format_)
    assert (tmp_path / "out").read_bytes() == file.getvalue() != b""


def test_a_format_that_does_not_exist_names_those_that_do(store: Path) -> None:
    with kg.open(store) as graph, pytest.raises(UsageError, match="turtle"):
        graph.export(io.BytesIO(), "n3")


def test_the_suffix_says_what_is_written_and_one_that_says_nothing_is_refused(
    store: Path, tmp_path: Path
) -> None:
    with kg.open(store) as graph:
        graph.export(tmp_path / "net.graphml")
        with pytest.raises(UsageError, match=r"foo\.docx names no format"):
            graph.export(tmp_path / "foo.docx")
    assert b"<graphml" in (tmp_path / "net.graphml").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["net.graphml"]


def test_a_disputed_plan_is_not_counted_among_what_happened(store: Path) -> None:
    with kg.open(store) as graph:
        info = graph.info()
    summary = Summary(graph=info)
    assert "that happened (" not in str(summary)
    assert f"{info.disputed} of all these disputed" in str(summary)


def test_a_graph_that_a_killed_build_left_unfinished_says_so_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(Store, "refresh", lambda self: 0)
        kg.build(Article(id="a", text=FRANCE), store=tmp_path)
    kg.open(tmp_path).close()
    assert "is not finished" in caplog.text
    caplog.clear()
    kg.build(Article(id="a", text=FRANCE), store=tmp_path)
    with kg.open(tmp_path) as graph:
        assert len(graph.events()) == 1
    assert not caplog.text
