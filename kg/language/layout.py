"""How an article is laid out: title, headline, body lines, and the quotation marks that run through it.

A parser reads one line of meaning at a time, so the text is cut into blocks. Each block's string
has the very length of the span it stands for, character by character: typographic quotes become
plain ones, odd spaces become spaces, a headline loses the capitals that only its style gives it.
So an offset into a block plus the block's start is an offset into the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.language import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Article

__all__ = ["Block", "blocks", "plain", "recase"]

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
        ),
        # Invisible marks stick to the word before them and hide it from the lemmatizer.
        **dict.fromkeys(
            "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", " "
        ),
        **dict.fromkeys("‐‑", "-"),
        "\t": " ",
        "\r": " ",
        "\x0b": " ",
        "\x0c": " ",
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SENTENCE_END = re.compile(r"""[.!?:;…]["')\]]*\s*$""")
# What may stand between the last word of a dateline and its sentence.
_MORE = re.compile(r"[\s.:–—-]+")
_OPENING = 600  # characters: a dateline stands near the top
_UNBROKEN = re.compile(r"\S{1000}")  # no word is so long, and tokenising one takes the square of its length
_LONGEST = 20_000  # characters: a longer line is cut at a space, so that no parse grows without bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line to parse: ``text`` stands for ``article.field(field)[start:start + len(text)]``."""

    field: str
    start: int
    text: str
    headline: bool = False


def plain(text: str) -> str:
    """The same number of characters, with plain quotes, hyphens and spaces."""
    return _CONTROL.sub(" ", text.translate(_PLAIN))


def blocks(article: Article) -> list[Block]:
    """The article's lines of text in reading order, its separate title first."""
    out: list[Block] = []
    if article.title_is_apart and article.title:
        out.append(Block(field="title", start=0, text=plain(article.title), headline=True))
    lines = [_undated(article.text, start, text) for start, text in _lines(plain(article.text))]
    longest = max((len(text) for _, text in lines), default=0)
    for number, (start, text) in enumerate(lines):
        heading = (
            _is_heading(text)
            and (number < 3 or len(text) < 90)
            and not (number == 0 and longest == len(text))
        )
        out.append(Block(field="text", start=start, text=text, headline=heading))
    body = [block.text for block in out if not block.headline]
    familiar = _mid_sentence_capitals(body)
    return [replace(b, text=recase(b.text, familiar)) if b.headline else b for b in out]


def _undated(whole: str, start: int, line: str) -> tuple[int, str]:
    """A line without the dateline that opens it: "TEHRAN, May 3 (IRNA) - " is no part of its sentence."""
    if start > _OPENING:
        return start, line
    end = dates.dateline(whole).end
    if end is None or not start < end < start + len(line):
        return start, line
    more = _MORE.match(line, end - start)
    end = more.end() + start if more else end
    return end, line[end - start :]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(start, line) of each line of meaning; hard-wrapped lines of a paragraph stay together."""
    for paragraph in re.finditer(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*", text):
        raw, base = paragraph.group(), paragraph.start()
        cuts = [m.end() for m in re.finditer(r"\n", raw)]
        wrapped = _is_wrapped(raw)
        pieces: list[tuple[int, int]] = []
        begin = 0
        for cut in [*cuts, len(raw)]:
            if cut < len(raw) and wrapped and not _SENTENCE_END.search(raw[begin:cut]):
                continue
            pieces.append((begin, cut))
            begin = cut
        for a, b in pieces:
            for start, piece in _bounded(raw[a:b].replace("\n", " "), base + a):
                stripped = piece.strip()
                if stripped:
                    yield start + piece.index(stripped[0]), stripped


def _bounded(piece: str, start: int) -> Iterator[tuple[int, str]]:
    while (run := _UNBROKEN.search(piece, 0, _LONGEST)) is not None:
        yield start, piece[: run.end()]
        piece, start = piece[run.end() :], start + run.end()
    while len(piece) > _LONGEST:
        cut = piece.rfind(" ", _LONGEST // 2, _LONGEST) + 1 or _LONGEST
        yield start, piece[:cut]
        piece, start = piece[cut:], start + cut
    yield start, piece


def _is_wrapped(paragraph: str) -> bool:
    """Lines broken at a column: all but the last are long, and some go on in lower case."""
    lines = paragraph.split("\n")
    inner = lines[:-1]
    if not inner or any(not 40 <= len(line) <= 130 for line in inner):
        return False
    return any(line[:1].islower() for line in lines[1:])


def _is_heading(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= 25 and len(text) < 160 and not _SENTENCE_END.search(text)


def _mid_sentence_capitals(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that running text writes (with, without) a capital where grammar asks for none."""
    upper: set[str] = set()
    lower: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].islower():
                lower.add(word)
            elif (
                match.start() > 1
                and text[match.start() - 2] not in '.!?:"'
                and text[match.start() - 1] != '"'
            ):
                upper.add(word)
    return frozenset(upper), frozenset(lower)


def recase(headline: str, familiar: tuple[frozenset[str], frozenset[str]]) -> str:
    """A Title Case headline as a sentence: a word keeps its capital only where the body gives it one.

    ``familiar`` holds the words that the body writes with and without a capital. Words that it
    does not know keep theirs if they follow the pattern of a name (see below). Same length always.
    """
    words = list(_WORD.finditer(headline))
    longer = [m.group() for m in words[1:] if len(m.group()) > 3]
    if not longer or sum(w[0].isupper() for w in longer) < 0.7 * len(longer):
        return headline
    upper, lower = familiar
    out = list(headline)
    for match in words[1:]:
        word = match.group()
        if not word[0].isupper() or word.isupper() or word in upper or _PROPER.fullmatch(word):
            continue
        if word.lower() in lower or word.lower() in _COMMON or _INFLECTED.search(word.lower()):
            out[match.start()] = word[0].lower()
    return "".join(out)


_PROPER = re.compile(r".*[A-Z].*[A-Z].*|.*'s")  # McCain, USAF; a possessive is looked at by its bearer
_INFLECTED = re.compile(r"(?:ing|ed|tion|tions|ment|ments|ity|ness|ship|ships|ance|ence|ally|ism)$")
# Function words and the commonest nouns and verbs of headlines that a short body may lack.
_COMMON = frozenset(
    """
    a about accuse accuses after against agree agrees aid ambassador amid among an and are arms army
    arrive arrives as ask asks at attack attacks back backs ban bans be before begin begins between blame
    blames boost boosts border borders but buy buys by call called calls ceasefire chief commence
    commences complete completes conclude concludes condemn condemns cooperation crisis deal deals deepen
    deepens defence defense deliver delivers denies deny deploy deploys discuss discusses dispute drill
    drills during end ends envoy envoys exercise exercises expand expands expel expels first five for
    force forces foreign four from gas general get gets give gives government had hail hails halt halts
    has have held her his hold holds host hosted hosts in into is its joint kill kills launch launches
    leader leaders leave leaves lift lifts meet meets met military minister ministers missile missiles
    more move navy near new next no nor not nuclear of off official officials oil on or out over pact
    pacts peace phone plan plans praise praises president prime protest recall recalls reject rejects
    relation relations resume resumes return returns row said sanctions say says security seek seeks sell
    sells send sends sign signed signs slam slams start starts state states step steps strengthen
    strengthens strike strikes summit support suspend suspends talk talks thank thanks the their threat
    three tie ties to top tour trade travel travels trip troop troops truce two under up urge urges visit
    visits vow vows war warn warns weapons welcome welcomes will with withdraw withdraws
    """.split()
)
