"""The data dictionary is what the code declares, and explains every key that is printed."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from rmdata.export.dictionary import data_dictionary, shown_keys
from rmdata.findings.concerns.feared import Feared
from rmdata.findings.confidence.changes import Change
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.tables import declared_tables

PAGE = Path(__file__).parents[2] / "docs" / "data_dictionary.md"
COMMAND = "python -m rmdata dictionary > docs/data_dictionary.md"


@pytest.fixture
def text(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("RM_INSTRUMENT", raising=False)
    return data_dictionary(load_instrument())


def test_the_page_is_up_to_date(text: str):
    assert PAGE.exists(), f"There is no {PAGE.name}. Run: {COMMAND}"
    assert PAGE.read_text(encoding="utf-8") == text, f"{PAGE.name} is stale. Run: {COMMAND}"


def test_every_column_is_described(text: str):
    for table in declared_tables(load_instrument()):
        section = text.split(f"## {table.title}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| {column.label} | `{column.name}` | {column.meaning} |" in section


def test_no_wording_breaks_a_table():
    declared = load_instrument()
    rated = (replace(declared.rated[0], wording="Yes | no,\n\nor neither"), *declared.rated[1:])
    text = data_dictionary(replace(declared, rated=rated))
    blocks = [block for block in text.split("\n\n") if block.startswith("|")]
    assert len(blocks) == len(declared_tables(declared)) + 1 + len(shown_keys())
    for block in blocks:
        bars = {line.replace("\\|", "").count("|") for line in block.splitlines()}
        assert len(bars) == 1, block.splitlines()[0]


@pytest.mark.parametrize(("question", "shown"), [("change", Change), ("concerns", Feared)])
def test_every_key_is_explained_in_the_order_printed(question: str, shown: type):
    assert list(shown_keys()[question]) == [field.name for field in fields(shown)]
