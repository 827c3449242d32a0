"""A cell's text to a value: one module a kind of answer."""
