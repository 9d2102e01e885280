"""Fuzzing that looks where it has not been: ``python tests/fuzz_with_atheris.py [SECONDS] [readers|contract]``.

atheris changes bytes so that they reach lines of kg that no input reached before. It is no dependency: where it is
not installed (``pip install atheris``) this says so and ends well. A finding ends it with an error, and the bytes are
kept in a file ``crash-*`` in the working folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

PIECE = 4000  # bytes of an input


def main(seconds: int, target: str) -> None:
    """Fuzz for so long; ends the process."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed, so this part is skipped; pip install atheris")
        return
    with atheris.instrument_imports(include=["kg.reading", "kg.language", "kg.extraction", "kg.model"]):
        import fuzzing
    from kg.model import Article

    names = [f"wire{suffix}{packing}" for suffix in fuzzing.SUFFIXES for packing in fuzzing.PACKINGS]

    def readers(data: bytes) -> None:
        if data:
            fuzzing.readers_hold(names[data[0] % len(names)], data[1:])

    def contract(data: bytes) -> None:
        text = data.decode(errors="ignore").replace("\0", "")
        if text.strip():
            fuzzing.contract_holds(Article(id="a", text=text, language="en"))

    chosen = {"readers": readers, "contract": contract}[target]
    chosen(b"\0Chile and Peru held joint naval exercises near Arica on Monday.")
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", f"-max_len={PIECE}", "-timeout=60"], chosen)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300, sys.argv[2] if sys.argv[2:] else "readers")
