"""Real SPARQL servers on the loopback, each with a directory of its own, gone when the tests are."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60  # seconds that a server may take to come up, on a machine under load

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
MaxKeepAlives = 4
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[dict[str, str]]:
    """The Oxigraph server; yields the settings of its endpoint. ``stop_oxigraph`` kills the newest one."""
    program = _found("KG_REQUIRE_OXIGRAPH", "oxigraph", "the oxigraph server (pip install oxigraph)")
    port = port or free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}"
    with _running(command, folder, f"{url}/query?query=ASK%7B%7D") as server:
        running.append(server)
        yield {
            "query": f"{url}/query?union-default-graph",
            "update": f"{url}/update",
            "graphs": f"{url}/store",
        }


running: list[subprocess.Popen[bytes]] = []


def stop_oxigraph() -> None:
    """Kill the server that was started last."""
    server = running.pop()
    server.kill()
    server.wait()


@contextmanager
def virtuoso(folder: Path, *, rows: int = 10_000_000) -> Iterator[dict[str, str]]:
    """Virtuoso, with digest authentication; yields the settings of its endpoint (password in KG_TEST_PASSWORD)."""
    program = _found(
        "KG_REQUIRE_VIRTUOSO", "virtuoso-t", "Virtuoso (on Debian: apt-get install virtuoso-opensource)"
    )
    http = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http, rows=rows))
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    url = f"http://127.0.0.1:{http}"
    os.environ["KG_TEST_PASSWORD"] = "dba"  # what a new database of Virtuoso has
    with _running(command, folder, f"{url}/sparql?query=ASK%7B%7D"):
        yield {
            "query": f"{url}/sparql",
            "update": f"{url}/sparql-auth",
            "graphs": f"{url}/sparql-graph-crud-auth",
            "user": "dba",
            "password_env": "KG_TEST_PASSWORD",
        }


def endpoint_file(path: Path, settings: dict[str, object]) -> Path:
    """The settings as a TOML file."""
    lines = (
        f"{name} = {value if isinstance(value, int | float) else f'{chr(34)}{value}{chr(34)}'}"
        for name, value in settings.items()
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _found(required: str, name: str, what: str) -> str:
    beside = Path(sys.executable).parent / name
    program = str(beside) if beside.exists() else shutil.which(name)
    if program is None:
        if os.environ.get(required):
            pytest.fail(f"{required} is set, but the test needs {what}")
        pytest.skip(f"needs {what}")
    return program


@contextmanager
def _running(command: list[str], folder: Path, probe: str) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                urllib.request.urlopen(probe, timeout=5).close()
                break
            except (OSError, urllib.error.URLError):
                if server.poll() is not None or time.monotonic() > end:
                    log_text = (folder / "server.log").read_text(errors="replace")[-2000:]
                    pytest.fail(f"{command[0]} did not come up: {log_text}")
                time.sleep(0.1)
        yield server
    finally:
        server.kill()
        server.wait()
