"""Sixty texts that want to be more than text, and a world in which every field holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes import Scene

from made_rows import actor, event, evidence

if TYPE_CHECKING:
    from kg.store.rows import EventRow

CORPUS = [
    # markup that runs
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 1</script>",
    "<!--<script>",
    "]]><script>window.pwned = 1</script>",
    "</title></style></textarea><script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg/onload=window.pwned=1>",
    '"><iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
    "<a href='javascript:window.pwned=1'>click</a>",
    "<style>*{display:none}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<body onload=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.pwned=1>",
    "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
    "<form action=https://evil.example><input name=a autofocus onfocus=window.pwned=1>",
    "<object data=https://evil.example></object><embed src=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<video><source onerror=window.pwned=1>",
    # addresses that run
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    " \tjavascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:msgbox(1)",
    "https://evil.example/\u202egpj.exe",
    "//evil.example/x.js",
    "file:///etc/passwd",
    # strings that end their quotes
    "'-window.pwned=1-'",
    '"-window.pwned=1-"',
    "' onmouseover='window.pwned=1",
    '" autofocus onfocus="window.pwned=1',
    "`;window.pwned=1;`",
    '\\";window.pwned=1//',
    "\\u003cscript\\u003e \\x3c",
    "a\\\nb",
    # templates and entities
    "${window.pwned=1}",
    "{{7*7}}",
    "{{constructor.constructor('window.pwned=1')()}}",
    "{% raw %}{{ data }}{% endraw %}",
    "<%= 7*7 %> #{7*7} *{7*7}",
    "&lt;script&gt; &amp; &#x3c;b&#x3e;",
    # other programs' syntax
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "<x> <y> <z> . } ; DROP ALL #",
    "'; DROP TABLE events; --",
    # characters
    "\u202egnp.exe \u2066hidden\u2069",
    "nul\x00l \x07bell \x1b[31mred \x7f",
    "lone \ud800 surrogate",
    "line\u2028separator\u2029paragraph\r\nend",
    "Z\u0335\u0321\u0321a\u0336\u0322l\u0334\u0327g\u0335\u0328o",
    "\U000e0041\U000e0042 tags \ufffe\uffff",
    "نص عربي مع <b>وسم</b>",
    "שלום <b>עולם</b> 2024",
    # names of the language
    "__proto__",
    "constructor",
    # sizes
    "very " * 2000 + "long",
    "W" * 3000,
    "   ",
]


def hostile_world() -> Scene:
    """Texts as names, aliases, titles, publishers, sentences, speakers, places, links and statuses."""
    made, cast, said = [], [], {}
    for i, text in enumerate(CORPUS):
        a, b = (
            (text, f"{text}b/b") if text in {"__proto__", "constructor"} else (f"A{i:02d}", f"B{i:02d}/b{i}")
        )
        first, second = actor(a, text, "state"), actor(b, f"{text} (person)", "person")
        cast += [with_fields(first, aliases=(text, f"{i} {text}")), second]
        sides = {"source": (a,), "target": (b,), "source_state": (a,), "target_state": (b,)}
        met: EventRow = with_fields(
            event(f"{i:02d}", "Meeting", "A", "B", "2024-01-01"),
            **sides, label=text, place=text, context=(text,),
        )  # fmt: skip
        made.append(met)
        quote = f"{text} said they met. {text}"
        said[met.iri] = [
            evidence(
                f"{i:02d}", quote, "met", speaker=text, status=text, date="2024-01-01",
                article=f"https://w3id.org/bilateral-kg/data/article/{i:02d}",
                title=text, publisher=text, url=text if i % 2 else f"javascript:window.pwned=1//{i}",
            )
        ]  # fmt: skip
    return Scene(made, cast, said)


def with_fields(row, **fields):  # type: ignore[no-untyped-def]
    """A copy with other values, also of a frozen row."""
    return type(row)(**({name: getattr(row, name) for name in row.__slots__} | fields))
