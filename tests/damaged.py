"""Damaged inputs, made on the spot: what a folder of scraped news can hold, and worse.

Each is a file name and its bytes. ``LOST`` can yield no article: such a file, or its line, is to be
named with a reason. ``ODD`` can be read, and must do no harm.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import zstandard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEWS = "Chile and Peru held joint naval exercises near Arica on Monday."


def _line(**fields: Any) -> bytes:
    return json.dumps({"text": NEWS, **fields}).encode() + b"\n"


def _zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


_LONG = (NEWS + " ").encode() * 2000

LOST: dict[str, bytes] = {
    # nothing there
    "empty.txt": b"",
    "empty.html": b"",
    "blank.txt": b" \n\t\r\n\x0b ",
    "only-bom.txt": b"\xef\xbb\xbf",
    "no-text.html": b"<html><head><title>x</title></head><body></body></html>",
    "only-script.html": b"<html><body><script>alert('Chile and Peru')</script></body></html>",
    "only-comment.html": b"<!-- Chile and Peru held joint drills. -->",
    # bytes that are no text
    "binary.txt": bytes(range(256)) * 40,
    "png.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "elf.txt": b"\x7fELF" + b"\x00\x01\x02" * 500,
    "nuls.txt": b"\x00" * 5000,
    "utf16-without-mark.txt": NEWS.encode("utf-16-be"),
    "latin-1.jsonl": '{"text": "Perú y Chile se reunieron"}\n'.encode("latin-1"),
    "cut-in-a-character.jsonl": b'{"text": "Per\xc3"}\n',
    "overlong.jsonl": b'{"text": "\xc0\xaf\xc0\xae"}\n',
    # JSON that is none, or no article
    "broken.jsonl": b'{"text": "Chile and Peru\n',
    "not-an-object.jsonl": b'["text"]\n',
    "a-number.jsonl": b"42\n",
    "a-string.jsonl": b'"text"\n',
    "null.jsonl": b"null\n",
    "no-text-key.jsonl": b'{"title": "Chile and Peru"}\n',
    "text-null.jsonl": b'{"text": null}\n',
    "text-number.jsonl": b'{"text": 7}\n',
    "text-list.jsonl": b'{"text": ["Chile", "Peru"]}\n',
    "text-object.jsonl": b'{"text": {"en": "Chile"}}\n',
    "text-empty.jsonl": b'{"text": ""}\n',
    "text-blank.jsonl": b'{"text": " \\n "}\n',
    "id-list.jsonl": _line(id=["a"]),
    "id-number.jsonl": _line(id=3.5),
    "title-list.jsonl": _line(title=["a"]),
    "publisher-object.jsonl": _line(publisher={"name": "x"}),
    "date-word.jsonl": _line(published="yesterday"),
    "date-month-13.jsonl": _line(published="2024-13-01"),
    "date-30-february.jsonl": _line(published="2024-02-30"),
    "date-year-0.jsonl": _line(published="0000-00-00"),
    "language-number.jsonl": _line(language=7),
    "deep-list.jsonl": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "deep-object.jsonl": b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"\n",
    "endless-number.jsonl": b'{"text": ' + b"9" * 100_000 + b"}\n",
    "single-quotes.jsonl": b"{'text': 'Chile'}\n",
    "two-objects-a-line.jsonl": b'{"text": "Chile"} {"text": "Peru"}\n',
    "cut.jsonl": _line()[:-12],
    "surrogate-alone.jsonl": b'{"text": "Chile and Peru \\ud800 met."}\n',
    "surrogates-swapped.jsonl": b'{"text": "Chile \\udc00\\ud800 met."}\n',
    "surrogate-in-id.jsonl": b'{"id": "\\ud800", "text": "Chile and Peru met."}\n',
    # packed, and damaged
    "not-packed.txt.gz": NEWS.encode(),
    "cut.txt.gz": gzip.compress(_LONG)[:200],
    "cut-early.txt.gz": gzip.compress(_LONG)[:11],
    "empty.txt.gz": b"",
    "altered.txt.gz": gzip.compress(_LONG)[:-8] + b"\x00" * 8,
    "not-packed.txt.zst": NEWS.encode(),
    "cut.txt.zst": _zst(_LONG)[:40],
    "empty.txt.zst": b"",
    "nothing.txt.gz": gzip.compress(b""),
    "nothing.txt.zst": _zst(b""),
    "packed-binary.txt.gz": gzip.compress(bytes(range(256)) * 40),
    "bomb.txt.gz": gzip.compress(b" " * 30_000_000, 9),
    "bomb.txt.zst": _zst(b" " * 30_000_000),
    "too-long.txt.gz": gzip.compress(b"x" * 10_000_001),
    # too much for one article
    "too-long.txt": b"x" * 10_000_001,
    "too-long.html": b"<p>" + b"x" * 10_000_001,
    "too-long.jsonl": b'{"text": "' + b"x" * 10_000_001 + b'"}\n',
    "a-paragraph-without-end.txt": (NEWS.rstrip(".") + " and ").encode() * 76_000,
    "a-name-a-million-times.txt": (NEWS + " " + "Peru " * 1_000_000).encode(),
    "page-of-20-MB.html": b"<html><body>" + f"<p>{NEWS}</p>".encode() * 290_000 + b"</body></html>",
    "other-language.txt": (
        "Die Außenminister beider Länder trafen sich am Montag in Wien und sprachen über den Handel. "
        "Sie vereinbarten weitere Gespräche im Herbst."
    ).encode(),
}

ODD: dict[str, bytes] = {
    "bom.txt": b"\xef\xbb\xbf" + NEWS.encode(),
    "utf16-with-mark.txt": NEWS.encode("utf-16"),
    "crlf.txt": NEWS.replace(" ", "\r\n", 1).encode(),
    "only-cr.txt": (NEWS + "\r" + NEWS).encode(),
    "no-line-end.jsonl": _line().rstrip(b"\n"),
    "blank-lines.jsonl": b"\n\n" + _line() + b"\n\n",
    "extra-keys.jsonl": _line(extra={"a": [1]}, url=None),
    "same-key-twice.jsonl": b'{"text": "x", "text": "' + NEWS.encode() + b'"}\n',
    "giant-id.jsonl": _line(id="i" * 100_000),
    "id-with-newline.jsonl": _line(id="a\nb\x07"),
    "id-like-a-path.jsonl": _line(id="../../etc/passwd"),
    "id-like-an-iri.jsonl": _line(id="http://example.org/<script>"),
    "giant-title.jsonl": _line(title="t" * 100_000),
    "giant-url.jsonl": _line(url="http://example.org/" + "a" * 100_000),
    "javascript-url.jsonl": _line(url="javascript:alert(1)"),
    "url-that-is-none.jsonl": _line(url="http://[::1"),
    "title-with-markup.jsonl": _line(title="<img src=x onerror=alert(1)>"),
    "id-empty.jsonl": _line(id=""),
    "date-number.jsonl": _line(published=20240501),
    "date-with-time.jsonl": _line(published="2024-05-01T10:00:00Z"),
    "control-characters.txt": NEWS.replace(" ", " \x01\x02 ", 2).encode(),
    "bidi.txt": ("\u202e" + NEWS + "\u202c\u2066").encode(),
    "zero-width.txt": NEWS.replace("e", "e\u200b").encode(),
    "combining.txt": NEWS.replace("e", "e" + "\u0301" * 200).encode(),
    "emoji.txt": (NEWS + " \U0001f600" * 500).encode(),
    "private-use.txt": (NEWS + "\ue000\ufffe").encode(),
    "no-break-spaces.txt": NEWS.replace(" ", "\u00a0").encode(),
    "one-word-a-line.txt": NEWS.replace(" ", "\n").encode(),
    "capitals.txt": NEWS.upper().encode(),
    "no-full-stop.txt": (NEWS.rstrip(".") + " and ").encode() * 60,
    "brackets.txt": (NEWS + " " + "(" * 3000 + ")" * 3000).encode(),
    "quotes.txt": (NEWS + ' "' * 3001).encode(),
    "dashes.txt": (NEWS + " -" * 3000).encode(),
    "digits.txt": (NEWS + " " + "9" * 20_000).encode(),
    "one-long-word.txt": (NEWS + " " + "a" * 200_000).encode(),
    "a-name-many-times.txt": (NEWS + " " + "Peru " * 5000).encode(),
    "dates-many-times.txt": (NEWS + " " + "3 May 2024, " * 1000).encode(),
    "commas.txt": (NEWS + " Chile, Peru, " * 400).encode(),
    "urls.txt": (NEWS + " http://example.org/" + "a/" * 5000).encode(),
    "table.txt": ("Chile\tPeru\t1\t2\n" * 500).encode(),
    "deep.html": b"<div>" * 3000 + f"<p>{NEWS}</p>".encode() + b"</div>" * 3000,
    "unclosed.html": f"<html><body><p>{NEWS}<b><i><table><tr>".encode(),
    "no-tags.html": NEWS.encode(),
    "entities.html": f"<p>{NEWS}</p>".encode() + b"&lol;&#x110000;&#0;&amp;amp;" * 200,
    "doctype-bomb.html": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    + f"<p>{NEWS} &b;</p>".encode(),
    "external-entity.html": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + f"<p>{NEWS} &x;</p>".encode(),
    "base-and-scripts.html": b"<base href='javascript:1'><script>while(1);</script>"
    + f"<article><p>{NEWS}</p></article>".encode(),
    "wrong-charset.html": b"<meta charset=utf-7>" + f"<p>{NEWS}</p>".encode(),
    "charset-of-another.html": b"<meta charset=utf-16>" + f"<p>{NEWS}</p>".encode(),
    "many-attributes.html": b"<p " + b"a=1 " * 5000 + f">{NEWS}</p>".encode(),
    "two-members.txt.gz": gzip.compress(NEWS.encode()) + gzip.compress(b" " + NEWS.encode()),
    "two-frames.txt.zst": _zst(NEWS.encode()) + _zst(b" " + NEWS.encode()),
    "trailing-rubbish.jsonl.gz": gzip.compress(_line()) + b"rubbish",
    ".hidden.txt": NEWS.encode(),
    "name with spaces.txt": NEWS.encode(),
    "naïve-ñame.txt": NEWS.encode(),
    "a'quote\".txt": NEWS.encode(),
    "-starts-with-a-dash.txt": NEWS.encode(),
    "percent%20.txt": NEWS.encode(),
}


def place(folder: Path) -> None:
    """All of them in ``folder``, the odd ones in a folder of their own beside good articles."""
    for name, content in _all():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "lost" / "dir.txt").mkdir()
    (folder / "lost" / "loop").symlink_to(folder / "lost")
    (folder / "lost" / "nowhere.txt").symlink_to(folder / "does-not-exist.txt")
    with (folder / "lost" / "sparse.txt").open("wb") as sparse:
        sparse.truncate(10_000_000_000)


def _all() -> Iterator[tuple[str, bytes]]:
    yield from ((f"lost/{name}", content) for name, content in LOST.items())
    yield from ((f"odd/{name}", content) for name, content in ODD.items())
    for n in range(3):
        yield f"good/{n}.txt", f"{NEWS} It was drill number {n}.".encode()
