"""The rows themselves, filtered, for the team."""

from dataclasses import dataclass

from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Table
from rmdata.findings.selection import Selection
from rmdata.schema import Column, Kind, declared_table, declared_tables

FORMS = {
    Kind.DATE: Form.DATE,
    Kind.RATING: Form.SCORE,
    Kind.NUMBER: Form.SCORE,
    Kind.MINUTES: Form.SCORE,
}


@dataclass(frozen=True)
class Page:
    """Which part of the rows: ``size`` rows from ``number`` (from 1) on; no size means all."""

    size: int | None = None
    number: int = 1

    def parameters(self) -> dict[str, int | None]:
        """The page as the queries take it."""
        return {"limit": self.size, "offset": (self.number - 1) * (self.size or 0)}


def n_rows(evidence: Evidence, selection: Selection, table: str) -> int:
    """How many rows of a table the selection has."""
    found = evidence.counts("row_counts", selection).records()
    return next((record["n"] for record in found if record["table_name"] == table), 0)


def rows(
    evidence: Evidence,
    selection: Selection,
    table: str,
    page: Page | None = None,
    free_text: bool = False,
) -> Finding:
    """The rows of one table; free text stays out unless it is asked for."""
    declared = declared_table(evidence.instrument, table)
    columns = [c for c in declared.columns if free_text or c.kind is not Kind.FREE_TEXT]
    found = evidence.rows(f"rows_{table}", selection, **(page or Page()).parameters())
    places = [(found.columns.index(column.name), _labels(column)) for column in columns]
    cells = tuple(tuple(_cell(row[i], labels) for i, labels in places) for row in found.rows)
    n = n_rows(evidence, selection, table)
    noun = declared.title.lower().removesuffix("s")
    title = f"{words.first_up(words.things(n, noun))} in this selection"
    return Finding(
        name=table, title=title if n else f"{title}.", table=Table(_fields(columns), cells)
    )


def table_names(evidence: Evidence) -> dict[str, str]:
    """The tables there are: name to title."""
    return {table.name: table.title for table in declared_tables(evidence.instrument)}


def _fields(columns: list[Column]) -> tuple[Field, ...]:
    return tuple(Field(c.name, c.label, FORMS.get(c.kind, Form.TEXT)) for c in columns)


def _labels(column: Column) -> dict[object, str]:
    """What a stored choice or theme is called; the table keeps no word of the database's own."""
    named = column.kind in (Kind.CHOICE, Kind.THEMES) and column.name != "role"
    return {choice.value: choice.label for choice in column.choices} if named else {}


def _cell(value: object, labels: dict[object, str]) -> object:
    if isinstance(value, list):
        return "; ".join(labels.get(part, str(part)) for part in value) or labels.get("")
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
