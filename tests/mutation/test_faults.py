"""The list of faults is whole, each with its place and its tests; the job tells truly."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.mutation.run import BROKEN, KILLED, ROOT, SURVIVED, Fault, faults, outcome, some

ROOMS, FEWEST = 12, 150


def test_every_fault_has_its_place_once_and_its_tests() -> None:
    written = faults()
    gone = [
        f"{fault.room}: {fault.name}"
        for fault in written
        if (ROOT / fault.file).read_text(encoding="utf-8").count(fault.old) != 1
        or fault.old == fault.new
        or not fault.tests
        or not all(is_there(test) for test in fault.tests)
    ]
    assert gone == []
    assert len(written) >= FEWEST
    assert len({fault.room for fault in written}) >= ROOMS
    named = Counter((fault.room, fault.name) for fault in written)
    assert [name for name, times in named.items() if times > 1] == []


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    found = ROOT / path
    return found.exists() and (not name or f"def {name}(" in found.read_text(encoding="utf-8"))


def test_every_fault_has_its_turn() -> None:
    written = faults()
    days = -(-len(written) // 30) + 1
    seen = {
        fault for n in range(days) for fault in some(written, 30, date(2026, 1, 1) + timedelta(n))
    }
    assert seen == set(written)


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        ("a + b", "a - b", KILLED),
        ("a + b", "b + a", SURVIVED),
        ("a * b", "a - b", BROKEN),
        ("a + b", "a +", BROKEN),
    ],
    ids=["noticed", "not noticed", "place gone", "nothing left to run"],
)
def test_what_becomes_of_a_fault(tmp_path: Path, old: str, new: str, result: str) -> None:
    text = "def add(a, b):\n    return a + b\n"
    (tmp_path / "adding.py").write_text(text)
    test = "from adding import add\n\n\ndef test_add():\n    assert add(2, 3) == 5\n"
    (tmp_path / "test_adding.py").write_text(test)
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    fault = Fault("room", "fault", "adding.py", old, new, ("test_adding.py",))
    assert outcome(fault, tmp_path).result == result
    assert (tmp_path / "adding.py").read_text() == text
