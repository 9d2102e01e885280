"""What a server on somebody's own machine must withstand; after each the same server answers as before."""

from __future__ import annotations

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import TOKEN, running

DATA = "/bilateral-kg/data/"


@pytest.fixture(autouse=True)
def _it_goes_on(server):
    """Every test leaves a server that answers."""
    yield
    assert server.is_well()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "localhost.evil.example", "127.0.0.1.evil.example:PORT", "", "localhost@evil.example",
     "localhost/evil", "[::1", "127.0.0.1:PORT, evil.example"],
)  # fmt: skip
def test_another_name_in_the_host_header_gets_nothing(server, host):
    answer = server.ask("/api/info", headers={"Host": host.replace("PORT", str(server.port))})
    assert answer.status in {400, 421}
    assert b"events" not in answer.body


@pytest.mark.parametrize(
    "host", ["localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "LOCALHOST", "localhost."]
)
def test_the_machines_own_names_are_answered(server, host):
    assert server.ask("/api/info", headers={"Host": host.replace("PORT", str(server.port))}).status == 200


def test_further_names_are_answered_if_the_server_is_told_so(sample_store):
    with running(sample_store, "--allow-host", "kg.example.org") as server:
        assert server.ask("/api/info", headers={"Host": "kg.example.org"}).status == 200
        assert server.ask("/api/info", headers={"Host": "example.org"}).status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_a_post_that_another_sites_page_causes_is_refused(server, headers):
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    assert server.ask("/sparql", method="POST", body="query=ASK+{}", headers=form).status == 403


def test_another_sites_page_may_link_here_and_no_more(server):
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
    assert server.ask("/", headers=link).status == 200
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert server.ask("/sparql", query="ASK {}", headers=image).status == 403
    assert (
        "Access-Control-Allow-Origin"
        not in server.ask("/api/info", headers={"Origin": "https://evil.example"}).headers
    )


def test_our_own_page_may_post(server):
    own = f"http://{server.host}:{server.port}"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": own,
        "Sec-Fetch-Site": "same-origin",
    }
    assert server.ask("/sparql", method="POST", body="query=ASK+{}", headers=headers).status == 200


@pytest.mark.parametrize(
    "path",
    ["/../../../etc/passwd", "/assets/../pages.py", "/assets/..%2f..%2fapp.py", "/assets/%2e%2e/app.py", "/assets/....//app.py",
     "/assets//etc/passwd", "/assets/pages.css%00.js", DATA + "../../../etc/passwd", DATA + "article/../../../../etc/passwd",
     DATA + "article/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/assets/", "/assets/openapi.json"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_served(server, path):
    answer = server.ask(path)
    assert answer.status == 404
    assert b"root:" not in answer.body


def test_every_answer_carries_its_policy(server):
    for path in ("/", "/sparql", "/api/info", "/assets/pages.css", "/nothing", f"{DATA}actor/IRN"):
        for accept in ("text/html", "*/*"):
            headers = server.ask(path, headers={"Accept": accept}).headers
            policy = dict(
                part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
            )
            assert policy["default-src"] == "'none'"
            assert "'unsafe-inline'" not in policy["script-src"]
            assert not re.search(r"https?:|\*", headers["Content-Security-Policy"])
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
    assert server.ask("/", headers={"Host": "evil.example"}).headers["Content-Security-Policy"]


def _send(server, *parts: bytes, wait: float = 0.0) -> bytes:
    """Send parts, then read until the server closes the connection."""
    with socket.create_connection((server.host, server.port), timeout=60) as sock:
        for part in parts:
            try:
                sock.sendall(part)
            except OSError:  # closed on us half-way, as it should be
                break
            time.sleep(wait)
        received = b""
        try:
            while piece := sock.recv(65536):
                received += piece
        except OSError:
            pass
        return received


def _head(server, *lines: str) -> bytes:
    return "\r\n".join((*lines, f"Host: {server.host}:{server.port}", "", "")).encode()


def test_a_body_of_a_hundred_megabytes_is_refused_before_it_is_read(server):
    head = _head(
        server, "POST /sparql HTTP/1.1", "Content-Type: application/sparql-query", "Content-Length: 100000000"
    )
    assert _send(server, head).startswith(b"HTTP/1.1 413")


def test_a_body_of_a_hundred_megabytes_that_does_not_say_so_is_cut_off(server):
    head = _head(
        server,
        "POST /sparql HTTP/1.1",
        "Content-Type: application/sparql-query",
        "Transfer-Encoding: chunked",
    )
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    assert b" 413 " in _send(server, head, *[chunk] * 100).splitlines()[0]


@pytest.mark.parametrize("length", ["-1", "1e9", "99999999999999999999", "1, 2"])
def test_odd_lengths_are_bad_requests(server, length):
    head = _head(
        server, "POST /sparql HTTP/1.1", "Content-Type: application/sparql-query", f"Content-Length: {length}"
    )
    assert _send(server, head + b"ASK {}").split(b" ")[1] in {b"400", b"413"}


def test_a_head_that_is_too_large_is_refused(server):
    head = _head(server, f"GET /{'x' * 2_000_000} HTTP/1.1")
    assert _send(server, head).split(b" ")[1] in {b"400", b"431"}


@pytest.fixture(scope="module")
def impatient(sample_store):
    """A server whose limits for slow clients are short, so that tests of them are."""
    from threading import Event, Thread

    import uvicorn
    from kg.server import Limits, Settings, application, listening
    from kg.server.running import serve
    from kg.store import Store

    limits = Limits(head=1.0, body=1.0, answer=1.0)
    settings = Settings(port=0, limits=limits)
    started, servers = Event(), []
    plain = uvicorn.Server.startup

    async def startup(self, sockets=None):
        servers.append(self)
        await plain(self, sockets)

    with pytest.MonkeyPatch.context() as patch, Store.open(sample_store, read_only=True) as store:
        patch.setattr(uvicorn.Server, "startup", startup)
        patch.setattr(uvicorn.Server, "install_signal_handlers", lambda self: None, raising=False)
        patch.setattr("kg.server.running.signal.signal", lambda *args: None)
        with listening(settings) as (sock, url):
            thread = Thread(
                target=serve, args=(application(store, settings), settings, sock, started.set), daemon=True
            )
            thread.start()
            assert started.wait(30)
            from types import SimpleNamespace
            from urllib.parse import urlsplit

            parts = urlsplit(url)
            yield SimpleNamespace(host=parts.hostname, port=parts.port)
            servers[0].should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@pytest.mark.parametrize(
    "parts",
    [
        [],  # connects and says nothing
        [b"GET / HTTP/1.1\r\n"] + [b"X-A: b\r\n"] * 20,  # a header a while
        [b"G"] * 20,
    ],
    ids=["silent", "slow head", "slow line"],
)
def test_a_client_that_never_ends_its_request_is_dropped(impatient, parts):
    begun = time.monotonic()
    _send(impatient, *parts, wait=0.2)
    assert time.monotonic() - begun < 8  # of the minutes that it would have taken


def test_a_client_that_never_ends_its_body_is_told_so_and_dropped(impatient):
    head = _head(
        impatient, "POST /sparql HTTP/1.1", "Content-Type: application/sparql-query", "Content-Length: 500"
    )
    assert _send(impatient, head, *[b"x"] * 20, wait=0.2).startswith(b"HTTP/1.1 408")


def test_a_client_that_does_not_take_its_answer_is_dropped(impatient):
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.settimeout(20)
        sock.connect((impatient.host, impatient.port))
        sock.sendall(_head(impatient, "GET /assets/sparql.js HTTP/1.1") * 30)
        time.sleep(3)  # longer than an answer may take, and nothing read
        received = b""
        try:
            while piece := sock.recv(1 << 20):
                received += piece
        except ConnectionResetError:
            pass
    assert received.startswith(b"HTTP/1.1 200")
    assert len(received) < 20_000_000  # of some 29 million


def test_a_slow_second_request_on_a_connection_is_dropped_too(impatient):
    first = _head(impatient, "GET /api/info HTTP/1.1")
    begun = time.monotonic()
    received = _send(impatient, first, b"GET / HT", *[b"x"] * 20, wait=0.2)
    assert received.startswith(b"HTTP/1.1 200")
    assert time.monotonic() - begun < 8


def test_two_hundred_readers_at_once_all_get_their_answers(server):
    paths = ["/", "/api/dyads", "/api/events?limit=20", f"{DATA}actor/IRN", f"{DATA}dyad/IRN/PAK", "/api/explorer/core",
             "/api/actors?q=iran", "/assets/explorer.js", "/search?q=pakistan", "/sparql?query=ASK%7B%7D"]  # fmt: skip
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda n: server.ask(paths[n % len(paths)]), range(400)))
    assert [answer.status for answer in answers] == [200] * 400


def test_nobody_writes_to_a_server_that_only_reads(server):
    for headers in ({}, {"Authorization": f"Bearer {TOKEN}"}, {"Authorization": "Bearer "}):
        json_ = {"Content-Type": "application/json", **headers}
        assert server.ask("/api/corrections", method="POST", body="{}", headers=json_).status == 403
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask("/review", method="POST", body="do=sign-in&token=", headers=form).status == 403
