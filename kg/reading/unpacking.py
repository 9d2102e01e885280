"""gzip and zstd files as streams: never unpacked as a whole, and no further than text can be packed.

A file that breaks off, or whose check sum is wrong, gives what stands before the damage and then raises.
"""

from __future__ import annotations

import io
import zlib
from gzip import BadGzipFile, GzipFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unpacked"]

_PIECE = 1 << 16
# A block of zstd takes 4 bytes at least and gives 128 KB at most: this much at once gives 32 MB at most.
_ZSTD_PIECE = 1 << 10
_ZSTD_WINDOW = 1 << 27  # bytes that zstd may have to remember; what `zstd` itself takes without --long
# Text packs to a tenth, and lists that repeat themselves to a hundredth; what is made to fill a disk
# or to last for ever packs to a thousandth and less.
_HIGHEST_RATIO = 500
_UNSUSPICIOUS = 20_000_000  # bytes that any file may unpack to


def unpacked(stream: BinaryIO, packing: str | None) -> BinaryIO:
    """The bytes that ``stream`` packs, itself where nothing is packed (None); ``packing`` as in ``Format``.

    Reading raises ``UnreadableSource`` at damage, and where the bytes grow more than 500-fold past 20 MB.
    """
    if packing is None:
        return stream
    counted = _Counted(stream)
    pieces = _gzip(counted) if packing == "gzip" else _zstd(counted)
    return io.BufferedReader(_Pieces(_checked(pieces, counted)), _PIECE)


class _Counted:
    """A stream that knows how much was read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _checked(pieces: Iterator[bytes], counted: _Counted) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _UNSUSPICIOUS and size > _HIGHEST_RATIO * counted.count:
            raise UnreadableSource(
                f"a decompression bomb: {counted.count:,} bytes unpack to more than {size:,}; "
                "if it is meant, unpack it yourself"
            )
        yield piece


def _gzip(stream: _Counted) -> Iterator[bytes]:
    file = GzipFile(fileobj=cast("BinaryIO", stream), mode="rb")  # it calls nothing but read
    try:
        while piece := file.read(_PIECE):
            yield piece
    except EOFError as error:
        raise UnreadableSource(f"gzip that breaks off after {stream.count:,} bytes") from error
    except (BadGzipFile, zlib.error) as error:
        raise UnreadableSource(f"damaged gzip: {error}") from error


def _zstd(stream: _Counted) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor, ZstdError

    unpacker = ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame, begun = unpacker.decompressobj(), False
    try:
        while data := stream.read(_ZSTD_PIECE):
            while data:
                begun = True
                if piece := frame.decompress(data):
                    yield piece
                data = b""
                if frame.eof:
                    data = frame.unused_data
                    frame, begun = unpacker.decompressobj(), False
    except ZstdError as error:
        raise UnreadableSource(f"damaged zstd: {error}") from error
    if begun:
        raise UnreadableSource(f"zstd that breaks off after {stream.count:,} bytes")
