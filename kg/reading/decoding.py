"""Bytes -> characters, exactly: a wrong guess would shift every offset and garble every name.

UTF-8, with or without a byte order mark, and UTF-16 with one. The mark is no part of the text. A web
page may also be in the charset that it declares. Nothing is guessed beyond that.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import UnreadableSource

__all__ = ["UTF16_MARKS", "check_characters", "decode", "decode_page"]

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Charsets of the web; Python knows further codecs that are no charsets, or take quadratic time.
_CHARSETS = re.compile(r"(iso8859|cp\d|koi8|mac|gb|big5|euc|shift|iso2022|tis|hz$|johab|kz1048|ptcp154)")
# HTML pages that say Latin-1 or ASCII mean Windows-1252 (WHATWG Encoding Standard).
_AS_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
# Lone surrogates stand for no character; NUL cannot be stored in RDF and marks a binary file.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The characters of ``data``. Raises ``UnreadableSource`` with the offset of the first bad byte."""
    if data.startswith(UTF16_MARKS):
        return _decode(data, "utf-16", "the byte order mark says UTF-16, but")
    if (at := data.find(0)) >= 0:
        raise UnreadableSource(f"binary data, not text: byte {at} is NUL")
    return _decode(data, "utf-8-sig", "not UTF-8:", "; convert it, say with: iconv -f windows-1252 -t utf-8")


def decode_page(data: bytes) -> str:
    """As ``decode``, but a page that is not UTF-8 may be in the charset that its ``<meta>`` declares."""
    try:
        return decode(data)
    except UnreadableSource as not_utf8:
        declared = _CHARSET.search(data, 0, _DECLARED_WITHIN)
        charset = _known(declared[1].decode("ascii")) if declared and 0 not in data else None
        if charset is None:
            raise
        try:
            return data.decode(charset)
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"{not_utf8}; nor is it {charset}, as it declares: {_where(error)}"
            ) from error


def check_characters(field: str, value: str | None) -> None:
    """Raise ``UnreadableSource`` where ``value`` holds NUL or half of a surrogate pair."""
    if value and (bad := _NO_CHARACTER.search(value)):
        raise UnreadableSource(f"{field} holds U+{ord(bad[0]):04X}, which is no character, at {bad.start()}")


def _decode(data: bytes, encoding: str, complaint: str, advice: str = "") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{complaint} {_where(error, len(data))}{advice}") from error


def _where(error: UnicodeDecodeError, size: int | None = None) -> str:
    # An encoding that strips the mark counts from behind it.
    at = error.start + (size - len(error.object) if size is not None else 0)
    return f"byte {at} is 0x{error.object[error.start]:02x}"


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _AS_WINDOWS.get(name, name)
    return name if _CHARSETS.match(name) else None
