"""The tables a workbook may hold, under one instrument."""

from functools import cache

from rmdata.schema.columns import Table
from rmdata.schema.instrument import Instrument
from rmdata.schema.participants import participants
from rmdata.schema.questionnaires import QUESTIONNAIRES, WHOSE_AND_WHEN, questionnaires
from rmdata.schema.sessions import sessions


@cache
def declared_tables(instrument: Instrument) -> tuple[Table, ...]:
    """The tables of one instrument, in the order in which the template shows them."""
    return (questionnaires(instrument), sessions(), participants(instrument))


def declared_table(instrument: Instrument, name: str) -> Table:
    """One table by its name; raises ``KeyError`` where there is none."""
    return {table.name: table for table in declared_tables(instrument)}[name]


def answer_columns(instrument: Instrument) -> tuple[str, ...]:
    """The questionnaire columns that hold an answer rather than say whose and when."""
    table = declared_table(instrument, QUESTIONNAIRES)
    return tuple(column.name for column in table.columns if column.name not in WHOSE_AND_WHEN)
