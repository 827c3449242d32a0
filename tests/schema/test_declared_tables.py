from pathlib import Path

import pytest

from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.tables import answer_columns, declared_tables
from rmdata.schema.vocabulary import Column, Instrument

FOUR_DOMAINS = Path(__file__).with_name("four_domains.toml")


@pytest.mark.parametrize("file", [None, FOUR_DOMAINS], ids=["default", "four domains"])
def test_no_header_stands_for_two_columns_of_a_table(file: Path | None) -> None:
    for table in declared_tables(load_instrument(file)):
        owners: dict[str, Column] = {}
        for column in table.columns:
            for header in column.headers():
                assert owners.setdefault(header, column) is column, (table.name, header)


def test_no_answer_stands_for_two_values_of_a_column(instrument: Instrument) -> None:
    for table in declared_tables(instrument):
        for column in table.columns:
            labels = [choice.label for choice in column.choices]
            assert len(set(labels)) == len(labels), column.name


def test_another_instrument_makes_its_own_tables() -> None:
    other = load_instrument(FOUR_DOMAINS)
    questionnaires, _, _ = declared_tables(other)
    listening = questionnaires.column("listening")
    assert (listening.low, listening.high, listening.sql_type) == (1, 7, "utinyint")
    assert other.highest_total == 28
    assert answer_columns(other)[:4] == ("listening", "order", "fairness", "presence")
