"""Waiting for the engine, with an ear for Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Final, TypeVar

from kg.cli.console import say

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["INTERRUPTED", "interruptible"]

INTERRUPTED: Final = 130  # 128 + SIGINT, what a shell reports for any other command
_Answer = TypeVar("_Answer")


def interruptible(ask: Callable[[], _Answer]) -> _Answer:
    """What ``ask`` gives. It runs in a thread: the engine hears no Ctrl-C while it works, this one does.

    An interrupt ends the whole process at once, since the engine cannot be stopped in another way: for what
    only reads.
    """
    found: list[_Answer] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(ask())
        except BaseException as error:  # raised again where it is waited for
            failed.append(error)

    begun = time.monotonic()
    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
        thread.join()
    except KeyboardInterrupt:
        say(f"Interrupted: the query was stopped after {time.monotonic() - begun:.1f} s.")
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    if failed:
        raise failed[0]
    return found[0]
