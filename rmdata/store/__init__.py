"""The store of imports. Nothing else knows a DuckDB connection."""

from rmdata.store.backups import Backup, Verified, backups_of
from rmdata.store.errors import (
    DiskFull,
    NotWritten,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnusable,
)
from rmdata.store.folding import APART, JOIN, LOAD, REMOVAL, SAMPLE
from rmdata.store.persons import Person, StoredOfPerson
from rmdata.store.proving import Erasure
from rmdata.store.records import Change, Comparison, Decision, Import, LoadedFile, Rows
from rmdata.store.restoring import restore_file, verify_file
from rmdata.store.said import Said
from rmdata.store.store import Store
from rmdata.store.unfinished import keep_temporary_files

__all__ = [
    "APART",
    "JOIN",
    "LOAD",
    "REMOVAL",
    "SAMPLE",
    "Backup",
    "Change",
    "Comparison",
    "Decision",
    "DiskFull",
    "Erasure",
    "Import",
    "LoadedFile",
    "NotWritten",
    "Person",
    "Rows",
    "Said",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreUnusable",
    "StoredOfPerson",
    "Verified",
    "backups_of",
    "keep_temporary_files",
    "restore_file",
    "verify_file",
]
