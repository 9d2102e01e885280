"""What a rebuild finds written already: the quads that stand are compared with the new ones, not dropped.

Oxigraph drops a graph in one transaction over all its statements: five million took five minutes and
4.7 GB. Compared by their hashes they take eight bytes each, and only what differs is written.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt
    from pyoxigraph import Quad

__all__ = ["Compared"]

_PART: Final = 10_000  # quads compared at a time


class Compared:
    """Stored quads by their hashes, and which of them came again.

    A hash has 64 bits (SipHash): two of 50 million quads share one in one of some 15,000 rebuilds.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._hashes = np.unique(np.fromiter(map(hash, quads), np.int64))
        self._again = np.zeros(len(self._hashes), np.bool_)

    def lacking(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Those of the new quads that do not stand; of the others it is noted that they came again."""
        for part in _parts(quads):
            at, stands = _found(self._hashes, part)
            self._again[at[stands]] = True
            yield from (quad for quad, is_there in zip(part, stands.tolist(), strict=True) if not is_there)

    def outdated(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Those of the stored quads that did not come again, once all new ones were looked at."""
        gone = self._hashes[~self._again]
        for part in _parts(quads) if len(gone) else ():
            _, goes = _found(gone, part)
            yield from (quad for quad, is_gone in zip(part, goes.tolist(), strict=True) if is_gone)


def _parts(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    rest = iter(quads)
    return iter(lambda: list(islice(rest, _PART)), [])


def _found(
    hashes: npt.NDArray[np.int64], quads: list[Quad]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Where each quad's hash would stand among sorted hashes, and whether it does."""
    sought = np.fromiter(map(hash, quads), np.int64, len(quads))
    at = np.searchsorted(hashes, sought)
    at[at == len(hashes)] = 0
    return at, hashes[at] == sought if len(hashes) else np.zeros(len(quads), np.bool_)
