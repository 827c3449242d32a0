"""What the campaigns share: whether the whole of each is wanted, and where its figures go.

RM_WHOLE=1 runs every campaign in full; RM_FIGURES names a file that gets their figures, a line of
JSON each.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

WHOLE = os.environ.get("RM_WHOLE") == "1"
Record = Callable[..., None]


@pytest.fixture(scope="session")
def whole() -> bool:
    """Whether the campaigns are wanted in full length."""
    return WHOLE


@pytest.fixture(scope="session")
def record() -> Record:
    """Say the figures of a campaign: ``record("mutants", n=200, refused=150)``."""

    def say(name: str, **figures: float | str) -> None:
        print(f"{name}:", ", ".join(f"{figure}={value}" for figure, value in figures.items()))
        file = os.environ.get("RM_FIGURES")
        if WHOLE and file:
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"name": name, **figures}) + "\n")

    return say
