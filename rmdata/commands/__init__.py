"""The commands of ``python -m rmdata``."""
