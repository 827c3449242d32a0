"""The version that files made here carry; a test holds it to ``pyproject.toml``."""

VERSION = "0.1.0"
