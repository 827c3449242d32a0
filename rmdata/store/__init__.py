"""The store of imports. Nothing else knows a DuckDB connection."""

from rmdata.store.errors import StoreBusy, StoreError
from rmdata.store.folding import LOAD, REMOVAL, SAMPLE
from rmdata.store.records import Change, Comparison, Import, LoadedFile, Rows
from rmdata.store.store import Store

__all__ = [
    "LOAD",
    "REMOVAL",
    "SAMPLE",
    "Change",
    "Comparison",
    "Import",
    "LoadedFile",
    "Rows",
    "Store",
    "StoreBusy",
    "StoreError",
]
