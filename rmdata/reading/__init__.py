"""A file to checked rows and problems. Imports nothing of ours but the schema."""
