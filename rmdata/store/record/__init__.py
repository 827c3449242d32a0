"""The append-only list: imports, decisions, explanations, settings, and who is taken out of it."""
