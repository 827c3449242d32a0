"""The rows themselves, filtered, and what in them wants a second look before it is believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.findings.participation.took_part import known_by_answers_alone, takes_part
from rmdata.schema.tables import declared_table, declared_tables
from rmdata.schema.vocabulary import Column, Kind

FORMS = {
    Kind.DATE: Form.DATE,
    Kind.RATING: Form.SCORE,
    Kind.NUMBER: Form.SCORE,
    Kind.MINUTES: Form.SCORE,
}
FEWEST_ALIKE = 5
CHECK_FIELDS = (
    Field("check", "What was found"),
    Field("whose", "Whose"),
    Field("n", "Found", Form.COUNT),
    Field("n_of", "Looked at", Form.COUNT),
    Field("to_do", "What to do"),
)
REVERSED = (
    "Look whether the two days or the two questionnaires were swapped; correct the file and load "
    "it again."
)
ALIKE = "Look whether these are answers at all: a column that was filled down looks like this."
STRAIGHT = "Nothing is left out. Many of them can mean that the form was clicked through."
ALONE = (
    "Load a list of participants: without one nobody knows who did not answer, and there is no "
    "response rate before."
)
Found = tuple[list[dict[str, Any]], str]


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
    found = evidence.ask("row_counts", selection).records()
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
    found = evidence.ask(f"rows_{table}", selection, **(page or Page()).parameters())
    places = [(found.columns.index(column.name), _labels(column)) for column in columns]
    cells = tuple(tuple(_cell(row[i], labels) for i, labels in places) for row in found.rows)
    n = n_rows(evidence, selection, table)
    noun = declared.title.lower().removesuffix("s")
    title = f"{wording.first_up(wording.things(n, noun))} in this selection"
    return Finding(
        name=table, title=title if n else f"{title}.", table=Table(_row_fields(columns), cells)
    )


def table_names(evidence: Evidence) -> dict[str, str]:
    """The tables there are: name to title."""
    return {table.name: table.title for table in declared_tables(evidence.instrument)}


def _row_fields(columns: list[Column]) -> tuple[Field, ...]:
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


def checks(evidence: Evidence, selection: Selection) -> Finding:
    """What was looked for in the data, how often it was found, of how many, and what to do."""
    looked = (
        _reversed(evidence, selection),
        _in_two_cohorts(evidence, selection),
        *_ways(evidence, selection),
        _alone(evidence, selection),
    )
    made = [(found, told) for found, told in looked if told]
    if not made:
        return Finding("checks", "There is nothing in this selection that could be checked.")
    records = [record for found, _ in made for record in found]
    n_found = sum(bool(found) for found, _ in made)
    which = wording.who(n_found, len(made), "check of the data", "checks of the data")
    thing = "something" if n_found else "anything"
    return Finding(
        name="checks",
        title=f"{wording.first_up(which)} found {thing} to look at",
        table=table(CHECK_FIELDS, records),
        sentences=(f"Looked for: {'; '.join(told for _, told in made)}.",),
        basis="Counts of what is stored, no judgement; nothing is left out of any figure for it.",
    )


def _reversed(evidence: Evidence, selection: Selection) -> Found:
    """People whose answers after bear an earlier day than those before."""
    found = evidence.ask("days_of_answers", selection).records()
    n, n_of = sum(r["n"] for r in found if r["is_reversed"]), sum(r["n"] for r in found)
    whose = "People with a day before and after"
    record = _check_record("After is dated earlier than before", whose, n, n_of, REVERSED)
    told = f"answers after dated earlier than before ({n:,} of {_figure(n_of)} with both days)"
    return record, told if n_of else ""


def _in_two_cohorts(evidence: Evidence, selection: Selection) -> Found:
    """Codes that stand in more than one cohort, and as how many people they count."""
    found = evidence.ask("codes_in_cohorts", selection).records()
    several = [row for row in found if row["n_cohorts"] > 1]
    n, n_of = sum(row["n"] for row in several), sum(row["n"] for row in found)
    n_people = sum(row["n"] * row["n_cohorts"] for row in several)
    to_do = (
        f"They count as {n_people:,} people, one in each cohort. Where it is the same person, load "
        "them under one cohort; where the code was given twice, nothing is wrong."
    )
    record = _check_record("A code stands in more than one cohort", "Codes", n, n_of, to_do)
    told = f"codes in more than one cohort ({n:,} of {wording.figure(n_of, 'code')})"
    return record, told if n_of else ""


def _ways(evidence: Evidence, selection: Selection) -> tuple[Found, Found]:
    """Roles and stages in which all gave the same answers; answers of one point throughout."""
    n_domains = len(evidence.instrument.domains)
    found = evidence.ask("ways_of_answering", selection, n_domains=n_domains).records()
    many = [row for row in found if row["n"] >= FEWEST_ALIKE]
    alike = [row for row in many if row["n_ways"] == 1]
    same = [
        record
        for row in alike
        for record in _check_record(
            "Everybody gave every domain the same answer as all the others",
            _whose(evidence, row), row["n"], row["n"], ALIKE,
        )
    ]  # fmt: skip
    told = (
        f"roles and stages in which all of {FEWEST_ALIKE} or more people answered every domain "
        f"alike ({len(alike)} of {len(many)})"
    )
    # One domain alone always has the same point.
    straight = [
        record
        for row in found
        for record in _check_record(
            "Gave every domain the same point",
            _whose(evidence, row), row["n_straight"], row["n"], STRAIGHT,
        )
        if n_domains > 1
    ]  # fmt: skip
    n, n_of = sum(r["n_straight"] for r in found), sum(r["n"] for r in found)
    throughout = f"one point for every domain ({n:,} of {wording.figure(n_of, 'whole answer')})"
    is_asked = n_of and n_domains > 1
    return (same, told if many else ""), (straight, throughout if is_asked else "")


def _alone(evidence: Evidence, selection: Selection) -> Found:
    """Roles of which nobody is known but by answering."""
    steps = [row for row in evidence.ask("steps", selection).records() if takes_part(row)]
    records: list[dict[str, Any]] = []
    roles = [r for r in evidence.instrument.roles if any(row["role"] == r.id for row in steps)]
    for role in roles:
        mine = [row for row in steps if row["role"] == role.id]
        n = sum(row["n"] for row in mine)
        if known_by_answers_alone(mine):
            records += _check_record("Known by their answers alone", role.heading, n, n, ALONE)
    whole = wording.figure(len(roles), "role")
    told = f"roles known by their answers alone ({len(records)} of {whole})"
    return records, told if roles else ""


def _whose(evidence: Evidence, row: dict[str, Any]) -> str:
    role, stage = evidence.instrument.role(row["role"]), row["stage"]
    return f"{role.heading}, {wording.inside(evidence.instrument.stage_label(stage))}"


def _check_record(check: str, whose: str, n: int, n_of: int, to_do: str) -> list[dict[str, Any]]:
    """One line of the table where something was found."""
    found: Sequence[Any] = (check, whose, n, n_of, to_do)
    return [dict(zip((field.name for field in CHECK_FIELDS), found, strict=True))] if n else []


def _figure(n: int) -> str:
    return wording.figure(n, "person", "people")
