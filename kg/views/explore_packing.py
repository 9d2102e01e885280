"""Bytes as printable characters in a page, with less overhead than base64 (23% instead of 33%).

Thirteen bits become two of 91 characters, which are all printable ones of ASCII but ``<``, ``>`` and ``&``:
nothing in them can end a script element, and neither an editor nor a mail program changes them.
"""

from __future__ import annotations

__all__ = ["ALPHABET", "packed"]

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "<>&")
_BITS = 13


def packed(data: bytes) -> str:
    """The characters; the last pair is filled up with zero bits, so a reader must know ``len(data)``."""
    import numpy as np

    bits = np.unpackbits(np.frombuffer(data, dtype=np.uint8))
    filled = np.pad(bits, (0, -len(bits) % _BITS)).reshape(-1, _BITS)
    values = filled @ (1 << np.arange(_BITS)[::-1])
    letters = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
    high, low = np.divmod(values, len(ALPHABET))
    return str(letters[np.stack([high, low], axis=1).ravel()].tobytes(), "ascii")
