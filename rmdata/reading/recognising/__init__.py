"""A sheet to its table, its tool and its columns."""
