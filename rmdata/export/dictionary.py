"""The data dictionary: what every column holds, written from the declaration itself."""

from collections.abc import Iterable, Sequence

from rmdata.export.shown_keys import shown_keys
from rmdata.export.validations import listed, scale_words
from rmdata.schema import (
    QUESTIONNAIRES,
    SESSIONS,
    Choice,
    Column,
    Instrument,
    Kind,
    Table,
    declared_tables,
)

COLUMN_HEADERS = (
    *("Header", "Stored as", "What it holds", "Allowed values", "Required"),
    "Other headers accepted",
)
IN_WORDS = {
    Kind.TEXT: "text",
    Kind.CODE: "a code, kept as typed",
    Kind.CODES: "codes, `;` between",
    Kind.TAGS: "words, `;` between",
    Kind.DATE: "a date, day/month/year",
    Kind.FREE_TEXT: "any text",
}
# What a key does where a part of it is missing is no property of a column.
WITHOUT_KEY = {
    QUESTIONNAIRES: "An answer without a code is known by its content and cannot be paired.",
    SESSIONS: "A session without an id is known by programme, cohort, mentor, mentee and date.",
}


def data_dictionary(instrument: Instrument) -> str:
    """The data dictionary of one instrument as Markdown, ending with a line feed."""
    tables = declared_tables(instrument)
    parts = [
        "# Data dictionary",
        "This page is written by `python -m rmdata dictionary > docs/data_dictionary.md`.",
        f"Instrument: {_cell(instrument.title)} (`{instrument.id}`). {_source(instrument)}".strip(),
        "Headers and words match whatever their case, spaces, underscores and punctuation. "
        "Programme and cohort may be given for the whole file where there is no such column.",
        *(part for table in tables for part in _table_section(table, instrument)),
        *_words_section(tables),
        *_shown_section(),
    ]
    return "\n\n".join(parts) + "\n"


def _source(instrument: Instrument) -> str:
    return f"Source: {_cell(instrument.source)}." if instrument.source else ""


def _table_section(table: Table, instrument: Instrument) -> list[str]:
    key = " + ".join(table.column(name).label for name in table.key)
    rows = [
        (
            column.label,
            f"`{column.name}`",
            column.meaning,
            _allowed(column, instrument),
            "yes" if column.required else "",
            ", ".join(column.aliases),
        )
        for column in table.columns
    ]
    told = f"Grain: {table.grain}. Key: {key}. {WITHOUT_KEY.get(table.name, '')}".strip()
    return [f"## {table.title}", told, _markdown(COLUMN_HEADERS, rows)]


def _allowed(column: Column, instrument: Instrument) -> str:
    ends = f"{column.low or 0:g} to {column.high or 0:g}"
    if column.kind is Kind.RATING:
        # A rating without choices has a scale of its own, not the instrument's.
        words = scale_words(instrument.scale) if column.choices else ""
        return f"a whole number, {ends}" + (f": {words}" if words else "")
    if column.kind in (Kind.NUMBER, Kind.MINUTES):
        return f"a number, {ends}"
    if column.kind is Kind.THEMES:
        return f"one or more, `;` between: {'; '.join(listed(column))}"
    return "; ".join(listed(column)) or IN_WORDS[column.kind]


def _words_section(tables: Sequence[Table]) -> list[str]:
    """Every word that may be chosen, once, with what is stored and what else is understood."""
    columns: dict[tuple[Choice, str], list[str]] = {}
    for column in (column for table in tables for column in table.columns if listed(column)):
        for choice in column.choices:
            labels = columns.setdefault((choice, _stored(column, choice)), [])
            if column.label not in labels:
                labels.append(column.label)
    rows = [
        (", ".join(labels), choice.label, stored, ", ".join(choice.aliases))
        for (choice, stored), labels in columns.items()
    ]
    headers = ("Column", "Value", "Stored as", "Also understood")
    return ["## Values", "What may stand in a column of choices.", _markdown(headers, rows)]


def _stored(column: Column, choice: Choice) -> str:
    if column.kind is Kind.YES_NO:
        return "`true`" if choice.value == "yes" else "`false`"
    return f"`{choice.value}`" if choice.value else "an empty list, which is an answer"


def _shown_section() -> list[str]:
    parts = [
        "## What `show` prints",
        "The keys of `python -m rmdata show`, in any format. A figure that does not exist is "
        "blank, `null` in JSON.",
    ]
    for question, keys in shown_keys().items():
        rows = [(f"`{key}`", meaning) for key, meaning in keys.items()]
        parts += [f"### `show {question}`", _markdown(("Key", "Meaning"), rows)]
    return parts


def _markdown(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    """Text that a cell of a Markdown table can hold: one line, no bar that ends it."""
    return " ".join(text.split()).replace("|", "\\|")
