"""Starting and stopping: what is said, and what stands in the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from serving import running


def kg(*args, cwd=None, **env):
    return subprocess.run(
        [sys.executable, "-m", "kg", "serve", *args],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        env={**os.environ, **env},
    )


def test_it_says_where_it_listens(sample_store):
    with running(sample_store) as server:
        assert set(server.said) == {"url", "sparql", "explorer", "api", "write", "pid"}
        assert server.said["write"] is False
        assert server.said["pid"] == server.process.pid
        assert server.ask("/api/info").json["writable"] is False


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_in_good_order_and_answers_what_is_under_way(sample_store, sent):
    with running(sample_store) as server:
        with socket.create_connection((server.host, server.port), timeout=30) as sock:
            query = "query=SELECT (COUNT(*) AS ?n) { ?a kg:status ?b . ?c kg:status ?d }"
            head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(query)}\r\n\r\n"
            sock.sendall((head + query).encode())
            sock.sendall(b"")
            server.ask("/api/info")
            server.process.send_signal(sent)
            assert sock.recv(100).startswith(b"HTTP/1.1 200")
        assert server.process.wait(20) == 0


def test_a_port_that_is_taken_is_told_with_what_to_do(sample_store):
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        port = sock.getsockname()[1]
        run = kg("--store", str(sample_store), "--port", str(port))
    assert run.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken by another program. Choose another with --port" in run.stderr


def test_a_host_that_is_not_ours_is_told(sample_store):
    run = kg("--store", str(sample_store), "--host", "192.0.2.1", "--port", "0")
    assert run.returncode == 2
    assert "192.0.2.1" in run.stderr


def test_a_store_that_is_locked_or_not_there_is_told(sample_store, tmp_path):
    from kg.store import Store

    with Store.open(tmp_path / "held", create=True):
        run = kg("--store", str(tmp_path / "held"), "--port", "0")
        assert run.returncode == 1
        assert f"is open in process {os.getpid()}" in run.stderr
    run = kg("--store", str(tmp_path / "none"), "--port", "0")
    assert run.returncode == 1
    assert "There is no store" in run.stderr


def test_several_servers_may_read_one_store(sample_store):
    with running(sample_store) as one, running(sample_store) as other:
        assert one.is_well()
        assert other.is_well()


@pytest.mark.parametrize(
    ("args", "env", "why"),
    [
        (["--token-file", "t"], {}, "--token-file is for --write"),
        (["--write", "--token-file", "none"], {}, "Cannot read the token in none"),
        (["--write"], {"KG_TOKEN": "short"}, "at least 16 ASCII characters"),
    ],
)
def test_a_token_that_cannot_be_is_refused(sample_store, tmp_path, args, env, why):
    run = kg("--store", str(sample_store), *args, cwd=tmp_path, **env)
    assert run.returncode == 2
    assert why in run.stderr


def test_an_empty_store_is_served_too(tmp_path):
    from kg.store import Store

    with Store.open(tmp_path / "empty", create=True, base="https://example.org/kg/"):
        pass
    with running(tmp_path / "empty") as server:
        assert "No events yet" in server.page("/")
        assert "explorer.js" in server.page("/explore")
        assert "SPARQL" in server.page("/sparql")
        assert json.loads(server.ask("/api/dyads").body)["total"] == 0
        assert server.ask("/kg/actor/IRN").status == 404
