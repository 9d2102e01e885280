"""All that is known of one actor: from the registry, and from the graph where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnknownActor

if TYPE_CHECKING:
    from kg.actors import Registry
    from kg.config import Config
    from kg.store import Store

__all__ = ["portrait"]

_RELATIONS: Final = 20
_MENTIONS: Final = """
SELECT ?as (COUNT(DISTINCT ?r) AS ?reports) (COUNT(DISTINCT ?g) AS ?articles)
{ VALUES (?p ?as) { (kg:source "source") (kg:target "target") (kg:speaker "speaker") }
  GRAPH ?g { ?r ?p ?who ; kg:reportedClass ?c } VALUES ?who { %(who)s } } GROUP BY ?as ORDER BY ?as"""
_OFFICES: Final = """
SELECT ?office ?seen ?article ?sentence
{ GRAPH ?article { ?t a kg:Tenure ; kg:holder ?who ; kg:office ?o ; kg:evidence ?e .
    ?o rdfs:label ?office . OPTIONAL { ?t kg:seen ?seen }
    ?e oa:hasSelector ?s . ?s oa:exact ?exact .
    OPTIONAL { ?s oa:prefix ?before } OPTIONAL { ?s oa:suffix ?after } }
  VALUES ?who { %(who)s } BIND(CONCAT(COALESCE(?before, ""), ?exact, COALESCE(?after, "")) AS ?sentence) }
ORDER BY ?seen ?office ?article"""
_RELATED: Final = """
SELECT ?relation ?other ?events ?reports ?first ?last
{ ?n rdf:subject %(one)s ; rdf:predicate ?relation ; rdf:object ?other ;
    kg:eventCount ?events ; kg:reportCount ?reports .
  OPTIONAL { ?n kg:firstDate ?first } OPTIONAL { ?n kg:lastDate ?last } }
ORDER BY DESC(?events) ?relation ?other LIMIT %(limit)s"""
_SAME: Final = """
SELECT ?spelling ?because
{ ?other dcterms:isReplacedBy %(one)s ; kg:linkedBecause ?because . BIND(STR(?other) AS ?spelling) }
ORDER BY ?spelling"""


def portrait(identifier: str, config: Config) -> dict[str, Any]:
    """Names, offices with dates, members; of the store mentions, offices told, relations, spellings linked.

    Keys without anything to say are absent. Raises UnknownActor where neither knows the id.
    """
    from kg.actors import Registry

    found = _listed(identifier, Registry.load(config.actors))
    if config.store.is_dir():
        from kg.store import Store

        with Store.open(config.store, read_only=True) as store:
            found |= _told(identifier, store)
    if not found:
        raise UnknownActor(f"no actor has the id {identifier!r}. Find ids with kg actors search.")
    return {"id": identifier} | found


def _listed(identifier: str, registry: Registry) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (actor := registry.get(identifier)) is not None:
        found = {
            "name": actor.name, "kind": actor.kind.value, "country": actor.country, "role": actor.role,
            "other names": list(actor.aliases), "wikidata": list(actor.same_as),
        }  # fmt: skip
    held = registry.people.of_person(identifier) if "/" in identifier else []
    if held:
        found = {"name": held[-1].person_name, "kind": "person", "country": held[-1].office.country}
        found["offices"] = [
            {
                "office": t.office.name,
                "of": t.office.country,
                "from": t.start,
                "until": t.end,
                "source": t.source,
            }
            for t in held
        ]
    memberships = list(registry.memberships())
    for key, own, other in (("members", "organization", "member"), ("member of", "member", "organization")):
        rows = [m for m in memberships if getattr(m, own) == identifier]
        if rows:
            found[key] = [{other: getattr(m, other), "from": m.start, "until": m.end} for m in rows]
    return {key: value for key, value in found.items() if value}


def _told(identifier: str, store: Store) -> dict[str, Any]:
    from kg.ontology.iris import actor_iri

    one = f"<{actor_iri(store.base, identifier)}>"
    same = _rows(store, _SAME % {"one": one})
    who = " ".join([one, *(f"<{row['spelling']}>" for row in same)])
    for row in same:
        row["spelling"] = row["spelling"].removeprefix(f"{store.base}actor/")
    found = {
        "mentions": _rows(store, _MENTIONS % {"who": who}),
        "offices told": _rows(store, _OFFICES % {"who": who}),
        "relations": _rows(store, _RELATED % {"one": one, "limit": _RELATIONS}),
        "spellings linked": same,
    }
    return {key: value for key, value in found.items() if value}


def _rows(store: Store, query: str) -> list[dict[str, Any]]:
    result = store.query(query)
    return [dict(zip(result.columns, row, strict=True)) for row in result.shortened]
