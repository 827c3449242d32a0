"""How the house is built: how deep, how full, and which rooms of a room stand on which."""

from collections import Counter

import pytest

from tests.architecture.house import files, graph, longest_chain
from tests.architecture.test_sizes import ROOT

MOST_DEEP, MOST_IN_A_FOLDER = 12, 15
EDGES = graph()

# The rooms within a room, from the ground up: each uses only itself and those before it.
READING = ("opening", "problems choices", "answers", "recognising", "understood rows", "read")
STORE = ("results sql", "record", "engine", "file", "proving erasure", "store")
FINDINGS = (
    "finding evidence",
    "wording chance windows",
    "confidence participation concerns data",
    "overview appraisal",
    "catalogue",
)
# Rooms that do not know each other, whatever they use in common.
APART = [
    ("rmdata.charts", "rmdata.export"),
    ("rmdata.findings.concerns", "rmdata.findings.confidence"),
    ("rmdata.reading", "rmdata.statistics"),
]


def test_no_imports_go_in_a_circle_and_no_chain_of_them_is_long():
    chain = longest_chain(EDGES)
    assert len(chain) <= MOST_DEEP, " > ".join(chain)


def test_a_circle_is_seen():
    with pytest.raises(ValueError, match="a > b > a"):
        longest_chain({"a": {"b"}, "b": {"a"}, "c": set()})


def test_no_folder_is_crowded():
    full = Counter(path.parent for path in files(ROOT).values() if path.name != "__init__.py")
    assert not {str(folder): n for folder, n in full.items() if n > MOST_IN_A_FOLDER}


@pytest.mark.parametrize(
    ("room", "floors"),
    [("rmdata.reading", READING), ("rmdata.store", STORE), ("rmdata.findings", FINDINGS)],
)
def test_no_import_runs_back_up(room: str, floors: tuple[str, ...]):
    height = {name: n for n, floor in enumerate(floors) for name in floor.split()}

    def floor(module: str) -> int | None:
        within = module.removeprefix(f"{room}.")
        return height[within.split(".")[0]] if within != module else None

    ups = {
        (upper, lower)
        for lower, used in EDGES.items()
        for upper in used
        if (low := floor(lower)) is not None and (high := floor(upper)) is not None and high > low
    }
    assert not ups


@pytest.mark.parametrize(("one", "other"), APART)
def test_rooms_that_do_not_know_each_other(one: str, other: str):
    strange = {
        (module, used)
        for module, all_used in EDGES.items()
        for used in all_used
        for a, b in ((one, other), (other, one))
        if module.startswith(a) and used.startswith(b)
    }
    assert not strange
