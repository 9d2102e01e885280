"""Files are there complete or not at all, and what cannot be written is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from kg.errors import UsageError
from kg.views.saving import saving


def test_a_read_only_file_system_is_told_as_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "open", read_only)
    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(UsageError, match="Read-only file system"), saving(tmp_path / "graph.ttl") as file:
        file.write(b"lost")


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"whole")
    with pytest.raises(ValueError, match="range"), saving(path) as file:
        file.writelines(bytes([number]) for number in (65, 66, 256))
    assert path.read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
