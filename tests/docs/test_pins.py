"""The short lists that a person reads and the lock that is installed say the same."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9.-]+)==([^\s;\\]+)", re.M)
SHORT = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    return {name.lower(): version for name, version in PIN.findall(text)}


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.parent.name)
def test_every_pin_is_locked_at_the_same_version(path: Path) -> None:
    listed = pins(path.read_text(encoding="utf-8"))
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    assert len(listed) == len(lines), "a line that pins nothing"
    assert listed.items() <= pins(LOCK).items()


def test_every_locked_package_has_its_hashes_and_names_no_index() -> None:
    parts = [part for part in re.split(r"^(?=[A-Za-z0-9.-]+==)", LOCK, flags=re.M) if "==" in part]
    assert len(pins(LOCK)) == len(parts) > len(pins(SHORT[0].read_text()))
    assert all("--hash=sha256:" in part for part in parts)
    assert "://" not in LOCK


def test_the_documents_count_the_pins_rightly() -> None:
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert len(pins(SHORT[0].read_text(encoding="utf-8"))) == 12
    assert "## Twelve packages run the app" in decisions
    section = decisions.split("## Twelve packages run the app")[1].split("\n## ")[0]
    named = section.replace("**", "").lower()
    assert [name for name in pins(SHORT[0].read_text(encoding="utf-8")) if name not in named] == []
