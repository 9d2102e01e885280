"""What can go wrong, as one tree.

KgError                  exit code 1; every message says what, on which value, and what to do next
  UsageError             2: the call itself is wrong (unknown format, missing folder)
  UnreadableSource       an input that cannot be read; in a run it is set aside as a ``Rejected``
  ModelMissing           the spaCy pipeline is not installed
  FrameError             a frame file breaks its schema
  ActorError             an actor file breaks its schema
    UnknownActor         2: nobody is called so
  StoreError             the store cannot do it
    StoreLocked          another process holds the directory
    StoreReadOnly        the directory cannot be written
    StoreVersion         written by an incompatible version
    Incomplete           3: not everything that was to be stored arrived
  QueryError             a query that does not parse, or asks for what is refused
    QuestionError        2: a named question that there is not, or a parameter that it does not take
    QueryStopped         it took too long, or too much memory
  CorrectionError        a correction that says too little, or names what is not there
"""

from __future__ import annotations

__all__ = [
    "ActorError",
    "CorrectionError",
    "FrameError",
    "Incomplete",
    "KgError",
    "ModelMissing",
    "QueryError",
    "QueryStopped",
    "QuestionError",
    "StoreError",
    "StoreLocked",
    "StoreReadOnly",
    "StoreVersion",
    "UnknownActor",
    "UnreadableSource",
    "UsageError",
]


class KgError(Exception):
    """Any failure that a user can act on; ``exit_code`` is what the command returns."""

    exit_code = 1


class UsageError(KgError):
    """The call is wrong as written."""

    exit_code = 2


class UnreadableSource(KgError):
    """An input cannot be read."""


class ModelMissing(KgError):
    """The named spaCy pipeline is not installed."""


class FrameError(KgError):
    """A frame file breaks its schema."""


class ActorError(KgError):
    """An actor file breaks its schema."""


class UnknownActor(ActorError):
    """No actor has this name or id."""

    exit_code = 2


class StoreError(KgError):
    """The store cannot do what was asked."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class StoreReadOnly(StoreError):
    """The store's directory cannot be written."""


class StoreVersion(StoreError):
    """The store was written by a version that this one cannot read."""


class Incomplete(StoreError):
    """What was to be stored did not arrive as it should, by count or check sum."""

    exit_code = 3


class QueryError(KgError):
    """A query does not parse or asks for a refused form."""


class QuestionError(QueryError):
    """A named question that there is not, or one with parameters that it does not take."""

    exit_code = 2


class QueryStopped(QueryError):
    """A query was stopped because it took too long, or too much memory."""


class CorrectionError(KgError):
    """A correction cannot be made, or its file cannot be read."""
