"""Queries that fetch, read files or write are refused before an engine sees them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kg.errors import QueryError
from kg.ontology.terms import PREFIXES
from kg.store import Store
from kg.store.guard import guard

# A port to which no HTTP client connects: reaching out shows as an error, and nothing leaves.
AWAY = "http://127.0.0.1:9/x"
PLACE = r"Query refused at line \d+, column \d+: "

HARMLESS = [
    "SELECT * WHERE { ?s ?p ?o }",
    "SELECT ?service ?load ?from WHERE { ?service ?load ?from }",
    'SELECT * { ?s ?p "SERVICE <http://x> { }" }',
    "SELECT * { ?s ?p 'it is \\'LOAD\\' here' }",
    'SELECT * { ?s ?p """a "SERVICE" \n b""" }',
    "SELECT * { ?s ?p '''don't''' } # SERVICE <x>",
    "# LOAD <file:///etc/passwd>\nASK { ?s ?p ?o }",
    "SELECT * { ?s <http://example.org/service#load> <http://example.org/SERVICE> }",
    "SELECT * { ?s kg:source ?a FILTER(?a < 3 && ?b>2 || ?c<=?d) }",
    "SELECT * { ?s ?p ?o FILTER(?o<5&&?o>3) }",
    "SELECT * { ?s ?p 'x'@en-GB, 1.5e3, -2, .5, true, \"x\"^^xsd:string }",
    "SELECT * { [] ?p _:b1 . (1 2) ?q [ kg:date ?d ; kg:place [] ] }",
    "SELECT * { ?s (kg:meets|^kg:visits)/kg:calls*/!kg:x ?o }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) FROM <http://example.org/kg/article/x> FROM NAMED kg:g { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:a\\,b ex:caf\u00e9 ; ex:%41 ex:a.b }",
    "CONSTRUCT { ?s kg:meets ?o } WHERE { VALUES (?s ?o) { (UNDEF kg:x) } }",
    "DESCRIBE <http://example.org/kg/actor/IRN>",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s kg:disputed true } MINUS { ?s a kg:Prospect } } ORDER BY DESC(?s) LIMIT 5",
]  # fmt: skip

REFUSED = [
    ("SELECT * { SERVICE <%s> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { service silent <%s> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { SeRvIcE ?x { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { {}SERVICESILENT<%s>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p trueSERVICE<%s>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p 1SERVICE<%s>{ ?s ?p ?o } }", "SERVICE"),
    ("PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p kg:y.SERVICE<%s>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p ?o # '\n SERVICE <%s> { ?s ?p ?o } # '\n }", "SERVICE"),
    ("SELECT * { BIND(1 AS ?a) FILTER(?a!=2&&?a<'>')SERVICE<%s>{ ?s ?p ?o } FILTER(1!='') }", "quote"),
    ("SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }", "backslash"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "read a file"),
    ("SELECT * FROM NAMED <FILE:/etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "read a file"),
    ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }", "read a file"),
    ("BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }", "read a file"),
    ("LOAD <%s>", "LOAD"),
    ("load silent <file:///etc/passwd> into graph <urn:g>", "LOAD"),
    ("INSERT DATA { <urn:s> <urn:p> <urn:o> }", "INSERT is an update"),
    ("DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ("PREFIX kg: <urn:x> WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is an update"),
    ("DROP ALL", "DROP is an update"),
    ("CLEAR ALL", "CLEAR is an update"),
    ("CREATE GRAPH <urn:g>", "CREATE is an update"),
    ("COPY <urn:a> TO <urn:b>", "COPY is an update"),
    ("SELECT * { ?s ?p 'open }", "has no end"),
    ("SELECT * { ?s ?p \u00a7 }", "no SPARQL token"),
    ("SELECT * " + "{" * 101 + "}" * 101, "brackets are open"),
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_harmless_query_passes_and_means_the_same(query):
    engine = ox.Store()
    prefixes = dict(PREFIXES)
    assert type(engine.query(guard(query).text, prefixes=prefixes)) is type(
        engine.query(query, prefixes=prefixes)
    )


@pytest.mark.parametrize(("query", "why"), REFUSED)
def test_what_reaches_out_or_writes_is_refused_with_its_place(query, why):
    with pytest.raises(QueryError, match=PLACE + f".*{why}"):
        guard(query.replace("%s", AWAY))


def test_an_update_that_follows_a_query_does_not_run():
    with Store.memory() as store:
        with pytest.raises(QueryError):
            store.query("SELECT * { ?s ?p ?o } ; INSERT DATA { <urn:s> <urn:p> <urn:o> }")
        assert len(store.engine) == 0


def test_the_place_of_a_refusal_is_counted_from_one():
    with pytest.raises(QueryError, match="line 3, column 4"):
        guard("SELECT *\n{\n   SERVICE <urn:x> {} }")


def test_the_place_of_a_syntax_error_is_that_in_the_query_as_written():
    query = 'PREFIX ex: <http://example.org/#> # a comment\nSELECT * { ?s ex:a "x" . # more\n ?s ex:b }'
    with Store.memory() as store, pytest.raises(QueryError, match=r"line 3, column 10\n   \?s ex:b \}\n +\^"):
        store.query(query)


@pytest.mark.parametrize("form", ["select", "ask", "construct", "describe"])
def test_the_form_of_a_query_is_known(form):
    assert (
        guard(f"PREFIX select: <urn:ask> # construct\n{form.upper()} {{ ?describe ?b 'ask' }}").form == form
    )


PIECES = st.sampled_from(
    [
        "SERVICE", "service", "SILENT", f"<{AWAY}>", "{ ?s ?p ?o }", "{", "}", "?s", "?a<", ">", "<", "<'>", "'", '"',
        "'''", '"""', "#", "\n", " ", ".", ";", "FILTER(", ")", "FILTER(?s<", "1", "true", "kg:x", "x:y", ":", "\\",
        "<http://x/#>", "<?b#>", "_:b", "@en", "BIND(1 AS ?z)", "FROM", "OPTIONAL", "&&", "^^", "/", "\\u0053",
    ]
)  # fmt: skip


@settings(max_examples=1500)
@given(st.lists(PIECES, max_size=12).map("".join))
@example(f"?s ?p ?a FILTER(?a<2#>'''\n)SERVICE<{AWAY}>{{ ?s ?p ?o }}#'''\n")
@example(f"?s ?p ?a FILTER(?a<kg:x#>'''\n)SERVICE<{AWAY}>{{ ?s ?p ?o }}#'''\n")
@example(f"BIND(1 AS ?a) FILTER(?a!=2&&?a<'>')SERVICE<{AWAY}>{{ ?s ?p ?o }} FILTER(1!='')")
def test_nothing_that_the_guard_lets_through_reaches_out(body):
    """Oxigraph raises OSError as soon as it evaluates SERVICE with this address."""
    engine = ox.Store()
    engine.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(1)))
    for query in (f"SELECT * {{ {body} }}", body, f"SELECT * {{ ?s ?p ?o . {body}"):
        try:
            guarded = guard(query)
        except QueryError:
            continue
        try:
            answer = engine.query(
                guarded.text, prefixes={**PREFIXES, "": "http://127.0.0.1:9/", "x": "urn:x"}
            )
            list(answer) if not isinstance(answer, ox.QueryBoolean) else None
        except SyntaxError:
            continue
