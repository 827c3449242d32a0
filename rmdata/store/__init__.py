"""The store of imports. Nothing else knows a DuckDB connection."""
