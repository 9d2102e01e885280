"""Beyond one machine: articles from anywhere into partitions, and partitions into a graph.

    manifest = build_partitions("s3://news/2024-05/", out="s3://graphs/2024-05", cluster="tcp://scheduler:8786")
    load("s3://graphs/2024-05", store="kg-store")

``plan`` cuts the sources into partitions, ``partition`` makes one of them (on whatever machine), ``running``
has a Dask cluster make them all, ``manifest`` keeps the account of them, ``loading`` puts them into a home.
Needs ``bilateral-kg[dask]``; Dask and fsspec are imported where they are first used.
"""

from kg.build.cluster.loading import Loaded, load
from kg.build.cluster.manifest import Manifest
from kg.build.cluster.running import build_partitions

__all__ = ["Loaded", "Manifest", "build_partitions", "load"]
