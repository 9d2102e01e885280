"""A real ``kg serve`` in a process of its own, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "a-token-for-tests-only"


@dataclass
class Answer:
    """One answer, read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.headers.get_content_type()


class Server:
    """A running server, and requests to it."""

    def __init__(self, process: subprocess.Popen, said: dict) -> None:
        self.process = process
        self.said = said
        self.url = said["url"]
        parts = urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port

    def ask(self, path: str, *, method: str = "GET", body=None, headers=None, **query: str) -> Answer:
        """``server.ask("/sparql", query="ASK {}")``; nothing is followed and nothing is sent but what is given."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            target = f"{path}?{urlencode(query)}" if query else path
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def page(self, path: str, **query: str) -> str:
        """A page as a browser gets it."""
        answer = self.ask(path, headers={"Accept": "text/html,*/*;q=0.8"}, **query)
        assert answer.status == 200, answer.text
        return answer.text

    def is_well(self) -> bool:
        """Whether it still answers."""
        return self.process.poll() is None and self.ask("/sparql", query="ASK {}").json["boolean"] is True


@contextmanager
def running(store: Path, *options: str, cwd: Path | None = None, **env: str) -> Iterator[Server]:
    """``kg serve`` on a free port until the block ends; it must end in good order."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, **env},
    )
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("}"):
                break
        assert lines, process.communicate()[1]
        yield Server(process, json.loads("".join(lines)))
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors
