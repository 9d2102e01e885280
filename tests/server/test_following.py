"""A server that only reads keeps nobody from building, and shows what was built."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pytest
from serving import running

NEWS = "Peru and Chile held joint naval exercises on 3 May 2024."


@pytest.fixture
def store(sample_store, tmp_path):
    """A copy of the sample graph."""
    shutil.copytree(sample_store, tmp_path / "store", ignore=shutil.ignore_patterns("readers"))
    return tmp_path / "store"


def build(store, folder):
    (folder / "news").mkdir()
    (folder / "news" / "peru.txt").write_text(NEWS)
    command = [sys.executable, "-m", "kg", "build", folder / "news", "--store", store]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def test_a_build_beside_a_server_is_shown_without_a_new_start(store, tmp_path):
    with running(store) as server:
        before = server.ask("/api/info").json
        exercise = "ASK { ?e a kg:NavalExercise ; kg:source|kg:target :actor\\/PER }"
        assert server.ask("/sparql", query=exercise).json["boolean"] is False

        run = build(store, tmp_path)
        assert run.returncode == 0, run.stderr
        while server.ask("/api/info").json["version"] == before["version"]:
            assert server.process.poll() is None
            time.sleep(0.2)

        assert server.ask("/api/info").json["events"] == before["events"] + 1
        assert server.ask("/sparql", query=exercise).json["boolean"] is True
        assert "naval exercise" in server.page("/bilateral-kg/data/dyad/CHL/PER")
        assert len(list((store / "readers").iterdir())) == 2  # the new copy and its mark; the old one is gone
        # The page asks for texts of what it loaded: it is told to load the core anew.
        assert server.ask("/api/explorer/texts", version=before["version"], rows="0").status == 409
    assert not (store / "readers").exists()


def test_a_store_that_is_taken_away_is_served_on(store):
    with running(store) as server:
        before = server.ask("/api/info").json
        shutil.rmtree(store / "quads")
        time.sleep(3)  # long enough to have looked
        assert server.ask("/api/info").json == before
        assert server.ask("/sparql", query="ASK { ?e a kg:Event }").json["boolean"] is True
