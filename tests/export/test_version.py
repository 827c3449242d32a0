"""The version that files carry is the project's."""

import tomllib
from pathlib import Path

from rmdata.export.cells import VERSION

ROOT = Path(__file__).parents[2]


def test_the_version_is_that_of_the_project():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert declared["project"]["version"] == VERSION
