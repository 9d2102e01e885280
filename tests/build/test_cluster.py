"""Partitions on a Dask cluster, and partitions into a graph: the same bytes as one process makes.

Schedulers, workers and the S3 server are real, on the loopback. Without ``bilateral-kg[dask]`` and moto these
tests are skipped; with ``KG_REQUIRE_DASK=1``, as in CI, they fail.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kg.build import samples
from kg.model import Article
from kg.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KG = [sys.executable, "-m", "kg"]
PATIENCE = 120  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", autouse=True)
def _extra() -> None:
    missing = [n for n in ("distributed", "s3fs", "polars", "moto") if importlib.util.find_spec(n) is None]
    if missing:
        what = f"needs {', '.join(missing)} (pip install 'bilateral-kg[dask]' 'moto[server]')"
        if os.environ.get("KG_REQUIRE_DASK"):
            pytest.fail(f"KG_REQUIRE_DASK is set, but the test {what}")
        pytest.skip(what)


def kg(*args: object, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [*KG, *map(str, args)], capture_output=True, text=True, env={**os.environ, **env}, timeout=PATIENCE
    )
    assert run.returncode == code, run.stderr
    return run


shared_cluster: list[str] = []


def parts(source: object, out: object, *, at: str = "", code: int = 0, **env: str) -> dict[str, Any]:
    """``kg build --cluster --out``, with small partitions; what it prints as JSON."""
    options = ("--cluster", at or shared_cluster[0], "--partition", 0.003, "--json")
    return json.loads(kg("build", source, "--out", out, *options, code=code, **env).stdout)


def exported(store: Path) -> bytes:
    out = store.parent / f"{store.stem}.nq"
    kg("export", "--store", store, "--format", "nquads", "-o", out)
    return out.read_bytes()


def built(source: object, folder: Path, code: int = 0) -> bytes:
    kg("build", source, "--store", folder / "built", code=code)
    return exported(folder / "built")


def loaded(path: object, folder: Path, code: int = 0, **env: str) -> bytes:
    kg("load", path, "--store", folder / "loaded", code=code, **env)
    return exported(folder / "loaded")


def texts() -> list[str]:
    return [article.text for article in read([samples()]) if isinstance(article, Article)]


def wire(path: Path, articles: list[dict[str, str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Partitions of the sample articles; tests copy them before they change anything."""
    out = tmp_path_factory.mktemp("made") / "parts"
    assert parts(samples(), out)["articles"] == 11
    return out


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What ``kg build`` makes of the sample articles."""
    return built(samples(), tmp_path_factory.mktemp("graph"))


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(made, tmp_path / "parts"))


@contextmanager
def cluster_of_two(workers: int = 2) -> Iterator[tuple[str, Callable[[], None]]]:
    """A scheduler and (two) worker processes; its address, and what kills the last of them."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [
        subprocess.Popen([*scheduler, "--host", "127.0.0.1", "--port", address.rpartition(":")[2]], **quiet),
        *(subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(workers)),
    ]
    try:
        yield address, running[-1].kill
    finally:
        for process in running:
            process.kill()
            process.wait()


@pytest.fixture(scope="module", autouse=True)
def _cluster(_extra: None) -> Iterator[None]:
    """One cluster for all tests but those that kill a worker, or that start processes of their own."""
    with cluster_of_two() as (address, _):
        shared_cluster[:] = [address]
        yield


def test_a_worker_killed_half_way_costs_no_article_and_changes_no_byte(tmp_path: Path, graph: bytes) -> None:
    with cluster_of_two() as (address, kill):
        half_way(address, kill, tmp_path / "parts")
    assert loaded(tmp_path / "parts", tmp_path) == graph


def half_way(address: str, kill: Callable[[], None], out: Path) -> None:
    """Build partitions of the samples there, and kill a worker when one of them is done."""
    options = ["--cluster", address, "--out", str(out), "--partition", "0.001", "--json"]
    build = subprocess.Popen(
        [*KG, "build", str(samples()), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    done = wait_for_a_record(build, out)
    kill()
    printed, complaints = build.communicate(timeout=PATIENCE)
    assert build.returncode == 0, complaints
    assert len(done) < json.loads(printed)["partitions"] == 11


def wait_for_a_record(build: subprocess.Popen[str], out: Path) -> list[Path]:
    """The records of the partitions that are made, as soon as there is one."""
    end = time.monotonic() + PATIENCE
    while not (done := list(out.glob("records/0*.json"))):
        assert build.poll() is None, build.stderr.read() if build.stderr else ""
        assert time.monotonic() < end
        time.sleep(0.02)
    return done


def test_a_cluster_without_workers_is_told_of_and_given_up_and_a_later_run_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "parts"
    with cluster_of_two(workers=0) as (address, _):
        command = ("build", samples(), "--cluster", address, "--out", out, "--patience", 6)
        run = kg(*command, code=1)
    assert "The cluster has no worker; waiting up to 6 seconds" in run.stderr
    assert "for 6 seconds now" in run.stderr
    assert f"dask worker {address}" in run.stderr
    (missing,) = json.loads((out / "manifest.json").read_text())["failed"]
    assert missing["reason"].startswith("not yet made")
    assert parts(samples(), out)["articles"] == 11


def test_workers_that_all_vanish_half_way_end_the_run_with_what_was_made(tmp_path: Path) -> None:
    out = tmp_path / "parts"
    with cluster_of_two(workers=1) as (address, kill):
        options = ["--cluster", address, "--out", str(out), "--partition", "0.001", "--patience", "6"]
        build = subprocess.Popen(
            [*KG, "build", str(samples()), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for_a_record(build, out)
        kill()
        _, complaints = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert "has no worker, for 6 seconds now" in complaints
    manifest = json.loads((out / "manifest.json").read_text())
    assert len(manifest["partitions"]) + len(manifest["failed"]) == 11
    assert manifest["partitions"]
    assert manifest["failed"]


def test_the_same_sources_give_the_same_partitions_and_manifest(made: Path, tmp_path: Path) -> None:
    parts(samples(), tmp_path / "again")
    names = [path.relative_to(made) for path in sorted(made.rglob("*.*"))]
    assert len([name for name in names if name.suffix == ".parquet"]) > 3
    for name in names:
        assert (tmp_path / "again" / name).read_bytes() == (made / name).read_bytes(), name


def test_a_run_that_lost_a_partition_makes_that_one_alone(copy: Path, made: Path) -> None:
    (copy / "records" / "000002.json").unlink()
    (copy / "partitions" / "000002.nq.zst").unlink()
    before = {path.name: path.stat().st_mtime_ns for path in copy.glob("partitions/*")}
    parts(samples(), copy)
    after = {path.name: path.stat().st_mtime_ns for path in copy.glob("partitions/*")}
    assert {name for name in after if after[name] != before.get(name)} == {"000002.nq.zst", "000002.parquet"}
    assert (copy / "manifest.json").read_bytes() == (made / "manifest.json").read_bytes()


def test_a_partition_that_cannot_be_made_is_set_aside_with_its_reason_and_made_by_the_next_run(
    tmp_path: Path, graph: bytes
) -> None:
    out = tmp_path / "parts"
    (out / "partitions" / "000001.nq.zst").mkdir(parents=True)
    (failed,) = parts(samples(), out, code=3)["failed"]
    assert failed["number"] == 1
    assert "000001.nq.zst" in failed["reason"]
    assert "tried 3 times" in failed["reason"]
    assert len(json.loads((out / "manifest.json").read_text())["partitions"]) == 4
    assert "1 partitions had been set aside" in kg("load", out, "--store", tmp_path / "some", code=3).stderr
    (out / "partitions" / "000001.nq.zst").rmdir()
    assert parts(samples(), out)["failed"] == []
    assert loaded(out, tmp_path) == graph


def test_a_damaged_partition_is_named_and_nothing_is_loaded(copy: Path, tmp_path: Path) -> None:
    file = copy / "partitions" / "000001.nq.zst"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    run = kg("load", copy, "--store", tmp_path / "loaded", code=3)
    assert "000001.nq.zst is not the file that the manifest describes" in run.stderr
    assert b"article" not in exported(tmp_path / "loaded")


def test_a_partition_that_comes_twice_in_the_manifest_is_noticed_by_counting(
    copy: Path, tmp_path: Path
) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["partitions"].append(manifest["partitions"][0])
    (copy / "manifest.json").write_text(json.dumps(manifest))
    run = kg("load", copy, "--store", tmp_path / "loaded", code=3)
    assert "statements were to be stored" in run.stderr
    assert exported(tmp_path / "loaded") == b""


def test_a_store_that_holds_something_is_not_loaded_into(made: Path, tmp_path: Path) -> None:
    kg("build", "--samples", "--store", tmp_path / "store")
    run = kg("load", made, "--store", tmp_path / "store", code=1)
    assert "empty store" in run.stderr


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_a_large_file_of_lines_is_cut_and_its_articles_keep_their_names(tmp_path: Path, packing: str) -> None:
    plain = wire(tmp_path / "in" / "wire.jsonl", [{"text": text} for text in texts()])
    if packing:
        from zstandard import ZstdCompressor

        pack = gzip.compress if packing == ".gz" else ZstdCompressor().compress
        Path(f"{plain}{packing}").write_bytes(pack(plain.read_bytes()))
        plain.unlink()
    assert parts(tmp_path / "in", tmp_path / "parts")["partitions"] > 3
    graph = loaded(tmp_path / "parts", tmp_path)
    assert b"wire%3A7" in graph or b"wire:7" in graph
    assert graph == built(tmp_path / "in", tmp_path)


def test_an_article_that_two_partitions_hold_is_kept_once(tmp_path: Path) -> None:
    every = [{"id": str(number), "text": text} for number, text in enumerate(texts())]
    wire(tmp_path / "in" / "a.jsonl", every)
    wire(tmp_path / "in" / "b.jsonl", [every[3], {"id": "5", "text": texts()[6]}])
    totals = parts(tmp_path / "in", tmp_path / "parts", code=3)
    assert (totals["articles"], totals["set_aside"]) == (len(every), {"duplicate id": 1})
    graph = loaded(tmp_path / "parts", tmp_path)
    assert graph == built(tmp_path / "in", tmp_path, code=3)
    assert parts(tmp_path / "in", tmp_path / "parts", code=3) == totals


def test_a_run_that_ends_before_it_compares_partitions_is_made_good_by_the_next(tmp_path: Path) -> None:
    from kg.build.cluster import build_partitions

    every = [{"id": str(number), "text": text} for number, text in enumerate(texts()[:4])]
    wire(tmp_path / "in" / "a.jsonl", every)
    wire(tmp_path / "in" / "b.jsonl", every[2:])
    wanted = parts(tmp_path / "in", tmp_path / "whole")
    assert wanted["articles"] == len(every)

    def stop(articles: int, _: str) -> None:
        if articles == len(every) + 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_partitions(
            [tmp_path / "in"], out=tmp_path / "parts", cluster=shared_cluster[0], size=3000, progress=stop
        )
    totals = parts(tmp_path / "in", tmp_path / "parts")
    assert {**totals, "out": None} == {**wanted, "out": None}


def test_what_a_partition_cannot_read_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    wire(tmp_path / "in" / "a.jsonl", [{"text": texts()[0], "published": "May"}, {"title": "none"}])
    (tmp_path / "in" / "b.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "in" / "c.txt").symlink_to("c.txt")
    (tmp_path / "elsewhere.txt").write_text(texts()[1], encoding="utf-8")
    (tmp_path / "in" / "d.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "in" / "e.pdf").write_bytes(b"%PDF")
    totals = parts(tmp_path / "in", tmp_path / "parts", code=3)
    assert totals["articles"] == 1
    assert totals["set_aside"] == {"other format": 1, "unreadable": 4}
    (pdf,) = json.loads((tmp_path / "parts" / "manifest.json").read_text())["left_out"]
    assert (Path(pdf["input"]).name, pdf["reason"]) == ("e.pdf", "other format")
    assert totals["warnings"] == 1


@pytest.fixture
def s3() -> Iterator[dict[str, str]]:
    """moto's S3 server with two buckets; the environment in which programs find it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    env = {
        "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < end
                time.sleep(0.1)
        yield env
    finally:
        server.kill()
        server.wait()


def test_articles_and_partitions_may_lie_in_object_stores(s3: dict[str, str], tmp_path: Path) -> None:
    wire(tmp_path / "in" / "wire.jsonl", [{"text": text} for text in texts()[:6]])
    (tmp_path / "in" / "asia").mkdir()
    (tmp_path / "in" / "asia" / "one.txt.gz").write_bytes(gzip.compress(texts()[6].encode(), mtime=0))
    put = (
        "import s3fs, sys; fs = s3fs.S3FileSystem(); fs.mkdir('news'); fs.mkdir('graphs');"
        "fs.put(sys.argv[1] + '/', 'news/may/', recursive=True)"
    )
    subprocess.run([sys.executable, "-c", put, str(tmp_path / "in")], check=True, env={**os.environ, **s3})
    totals = parts("s3://news/may", "s3://graphs/may", at="local", **s3)
    assert (totals["articles"], totals["failed"]) == (7, [])
    assert totals["partitions"] > 2
    assert parts("s3://news/may", "s3://graphs/may", at="local", **s3) == totals
    assert loaded("s3://graphs/may", tmp_path, **s3) == built(tmp_path / "in", tmp_path)


def test_an_endpoint_is_loaded_over_several_connections_and_holds_the_same(
    made: Path, tmp_path: Path, graph: bytes
) -> None:
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        if os.environ.get("KG_REQUIRE_OXIGRAPH"):
            pytest.fail("KG_REQUIRE_OXIGRAPH is set, but oxigraph is not installed")
        pytest.skip("needs the oxigraph server (pip install oxigraph)")
    bind = f"127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--location", str(tmp_path / "data"), "--bind", bind]
    home = tmp_path / "server.toml"
    home.write_text(
        f'query = "http://{bind}/query?union-default-graph"\nupdate = "http://{bind}/update"\n'
        f'graphs = "http://{bind}/store"\n'
    )
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        kg("load", made, "--store", home, "--parallel", 3)
        assert exported(home) == graph
        assert "holds something" in kg("load", made, "--store", home, code=1).stderr
    finally:
        server.kill()
        server.wait()


def test_dask_is_imported_by_nothing_that_does_not_run_it() -> None:
    code = (
        "import sys, kg.build.cluster, kg.cli.root;"
        "print({'dask', 'distributed', 'fsspec', 's3fs', 'polars'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
