"""Runs a module with DuckDB in one thread, so that the calls to the disk can be counted.

The name of a file that is being made beside the store is known too: else nobody could watch it.
"""

import runpy
import secrets
import sys
from typing import Any

import duckdb

NEW = "0f"  # each byte of the name
connect, token_hex = duckdb.connect, secrets.token_hex


def in_one_thread(*given: Any, **named: Any) -> duckdb.DuckDBPyConnection:
    """Connect as ever, with one thread."""
    return connect(*given, config={"threads": 1}, **named)


def known(n_bytes: int | None = None) -> str:
    """A name as it is known; secrets of a store are longer and stay secret."""
    return NEW * 4 if n_bytes == 4 else token_hex(n_bytes)


if __name__ == "__main__":
    duckdb.connect, secrets.token_hex = in_one_thread, known
    del sys.argv[0], sys.path[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
