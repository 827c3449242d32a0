"""The store of imports. Nothing else knows a DuckDB connection."""

from rmdata.store.errors import StoreBusy, StoreError
from rmdata.store.folding import APART, JOIN, LOAD, REMOVAL, SAMPLE
from rmdata.store.records import Change, Comparison, Decision, Import, LoadedFile, Rows
from rmdata.store.store import Store

__all__ = [
    "APART",
    "JOIN",
    "LOAD",
    "REMOVAL",
    "SAMPLE",
    "Change",
    "Comparison",
    "Decision",
    "Import",
    "LoadedFile",
    "Rows",
    "Store",
    "StoreBusy",
    "StoreError",
]
