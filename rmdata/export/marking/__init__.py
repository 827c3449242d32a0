"""A person's own workbook with its problems marked, in a process of its own."""
