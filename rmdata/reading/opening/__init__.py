"""Bytes to sheets of text. Runs in a process of its own, which imports no more than this."""
