"""The vocabulary, the graph that a mention becomes, and what must hold of it.

terms       namespaces and closed vocabularies as pyoxigraph nodes (light)
vocabulary  the same ``KG`` for rdflib users
classes     event classes and direct relations, as the ontology file declares them
codes       PLOVER and CAMEO codes from class and status
iris        the IRI of every node, and the way back
grounding   extraction -> quads of the article's graph; registry -> quads
shapes      SHACL: what must hold, told in plain words
"""

from __future__ import annotations

from kg.ontology.classes import EventClass, RelationProperty, classes, relations

__all__ = ["EventClass", "RelationProperty", "classes", "relations"]
