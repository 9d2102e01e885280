"""Several processes read: the same bytes whatever their number, and none of them can take an article along."""

from __future__ import annotations

import io
import os
import signal
from typing import TYPE_CHECKING

import kg
import pytest
from kg.build import Summary, samples, to_line, workers
from kg.build.flow import extractions
from kg.build.workers import in_processes
from kg.config import Config
from kg.errors import KgError, ModelMissing
from kg.model import Article, Extraction, Reason, Rejected
from kg.reading import read

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = [item for item in read([samples()]) if isinstance(item, Article)]


def lines(number: int) -> list[str]:
    found = extractions(ARTICLES, config=Config(), summary=Summary(), workers=number)
    return [to_line(mention) for extraction in found for mention in extraction.mentions]


def exported(store: Path) -> bytes:
    file = io.BytesIO()
    with kg.open(store) as graph:
        graph.export(file, "trig")
    return file.getvalue()


def test_the_mentions_are_the_same_whatever_the_number_of_processes() -> None:
    alone = lines(1)
    assert alone
    assert lines(3) == alone


def test_the_graph_is_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    one = kg.build(ARTICLES, store=tmp_path / "one")
    two = kg.build(ARTICLES, store=tmp_path / "two", workers=2)
    assert two.as_dict() == one.as_dict()
    assert exported(tmp_path / "two") == exported(tmp_path / "one")


def test_what_is_stored_is_not_handed_out_again(tmp_path: Path) -> None:
    kg.build(ARTICLES[:4], store=tmp_path / "store")
    summary = kg.build(ARTICLES, store=tmp_path / "store", workers=2)
    assert (summary.articles_unchanged, summary.articles_added) == (4, len(ARTICLES) - 4)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of all workers, as they start."""
    found: list[int] = []
    start = workers._Pool.start

    def noted(pool: workers._Pool) -> None:
        start(pool)
        found.append(pool._workers[-1].process.pid or 0)

    monkeypatch.setattr(workers._Pool, "start", noted)
    return found


def test_the_article_of_a_process_that_is_killed_is_read_by_another(started: list[int]) -> None:
    found = in_processes(ARTICLES * 3, Config(), 2, quads=False)
    first, _ = next(found)
    os.kill(started[0], signal.SIGKILL)
    outcomes = [first, *(outcome for outcome, _ in found)]
    assert all(isinstance(outcome, Extraction) for outcome in outcomes)
    assert [o.article for o in outcomes if isinstance(o, Extraction)] == ARTICLES * 3
    assert len(started) == 3


def test_an_article_that_kills_two_processes_is_set_aside_and_the_others_are_read(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    give = workers._Pool._give

    def poisoned(pool: workers._Pool, worker: workers._Worker, job: workers._Job) -> None:
        give(pool, worker, job)
        if job.article.id == "poison":
            while worker.jobs[0] is not job or not worker.ready:
                pool._listen()
            os.kill(worker.process.pid or 0, signal.SIGKILL)

    monkeypatch.setattr(workers._Pool, "_give", poisoned)
    poison = Article(id="poison", text="France and Japan held joint naval exercises. " * 400)
    given = [*ARTICLES[:3], poison, *ARTICLES[3:6]]
    outcomes = [outcome for outcome, _ in in_processes(given, Config(), 2, quads=False)]
    aside = outcomes.pop(3)
    assert isinstance(aside, Rejected)
    assert (aside.article, aside.reason) == ("poison", Reason.UNREADABLE)
    assert aside.detail == "the process that read it was killed by signal 9, twice"
    assert [o.article for o in outcomes if isinstance(o, Extraction)] == ARTICLES[:6]
    assert len(started) == 4


def test_what_goes_wrong_in_a_process_is_raised_here() -> None:
    with pytest.raises(ModelMissing, match="no_such_model"):
        list(in_processes(ARTICLES, Config(model="no_such_model"), 2, quads=False))


def test_a_process_that_ends_before_it_reads_is_an_error_that_says_what_to_do(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    give = workers._Pool._give

    def stillborn(pool: workers._Pool, worker: workers._Worker, job: workers._Job) -> None:
        give(pool, worker, job)
        os.kill(worker.process.pid or 0, signal.SIGKILL)

    monkeypatch.setattr(workers._Pool, "_give", stillborn)
    with pytest.raises(KgError, match=r"before it read anything.*--workers"):
        list(in_processes(ARTICLES, Config(), 1, quads=False))


def test_leaving_early_ends_the_processes(started: list[int]) -> None:
    found = in_processes(ARTICLES, Config(), 2, quads=False)
    next(found)
    found.close()  # type: ignore[attr-defined]
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
