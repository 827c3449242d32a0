"""The declaration: tables, columns, allowed values, the instrument. Imports nothing of ours."""
