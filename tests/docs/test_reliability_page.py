"""The page of promises names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_promise_names_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    promises = [line for line in page.splitlines() if line.startswith("| ") and line[2].isupper()]
    promises = [line for line in promises if not line.startswith(("| Promise", "| Campaign"))]
    assert len(promises) > 20
    for promise in promises:
        named = NAMED.findall(promise)
        assert named, promise
        for path, test in named:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert "\ndef test_" in text and f"def {test}" in text, (path, test)
