"""The rows themselves, how people were matched, what wants a second look."""
