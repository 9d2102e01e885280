"""The command ``kg``: arguments in; tables, JSON and RDF out.

Data goes to standard output; progress, summaries and errors go to standard error. Exit codes: 0 done,
1 failure, 2 wrong usage, 3 done but problems were found, 130 interrupted, 141 the reader went away.

Every command is a module here that imports nothing heavy before it runs: ``kg --help`` answers at once.
"""

from __future__ import annotations

from kg.cli.root import group, main

__all__ = ["group", "main"]
