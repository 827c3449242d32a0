"""The declaration: tables, columns, allowed values, the instrument. Imports nothing of ours."""

from rmdata.schema.columns import Choice, Column, Kind, Table, clean, squash
from rmdata.schema.instrument import (
    POST,
    PRE,
    Instrument,
    InstrumentError,
    Rated,
    Role,
    Scale,
)
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.participants import PARTICIPANTS
from rmdata.schema.questionnaires import QUESTIONNAIRES, STATED_TOTAL, WHOSE_AND_WHEN
from rmdata.schema.sessions import SESSIONS
from rmdata.schema.tables import answer_columns, declared_table, declared_tables

__all__ = [
    "PARTICIPANTS",
    "POST",
    "PRE",
    "QUESTIONNAIRES",
    "SESSIONS",
    "STATED_TOTAL",
    "WHOSE_AND_WHEN",
    "Choice",
    "Column",
    "Instrument",
    "InstrumentError",
    "Kind",
    "Rated",
    "Role",
    "Scale",
    "Table",
    "answer_columns",
    "clean",
    "declared_table",
    "declared_tables",
    "load_instrument",
    "squash",
]
