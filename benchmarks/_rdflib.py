"""rdflib's own engine on a graph in memory: what named questions cost there."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import rdflib

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["seconds_in_rdflib"]

_LONGEST: Final = 5.0  # seconds; a question that takes longer counts as having taken as long


def seconds_in_rdflib(engine: Any, texts: Mapping[str, str]) -> dict[str, float]:
    """Seconds by question, parsing included; of those that rdflib cannot answer none."""
    from kg.ontology.terms import PREFIXES

    data = ox.serialize(iter(engine), format=ox.RdfFormat.N_QUADS)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=data, format="nquads")
    taken = {}
    signal.signal(signal.SIGALRM, _stop)
    for name, text in texts.items():
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, _LONGEST)
        try:
            list(graph.query(text, initNs={**PREFIXES, "": "https://example.org/kg/"}))
        except TimeoutError:
            pass
        except Exception:
            continue
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        taken[name] = time.perf_counter() - start
    return taken


def _stop(*_: object) -> None:
    raise TimeoutError
