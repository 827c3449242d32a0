"""What DuckDB makes of the list: tables, relations, the rows that are shown."""
