"""Who still owes a questionnaire that is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation import n_without_code, stages_due, unlinked_words
from rmdata.findings.selection import Selection
from rmdata.findings.windows import Standing, Window, in_words, windows
from rmdata.schema import POST

OWING_FIELDS = (
    Field("standing", "Standing"),
    Field("stage", "Questionnaire"),
    Field("due_on", "Due on", Form.DATE),
    Field("role", "Role"),
    Field("cohort", "Cohort"),
    Field("code", "Participant code"),
    Field("site", "Site"),
    Field("specialty", "Specialty"),
    Field("n_sessions", "Sessions held", Form.COUNT),
)


def owing(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Who still owes a questionnaire that is due: a list for the team, by code."""
    frame = windows(evidence, selection, as_of)
    asked = evidence.rows("owing", selection, stages=list(stages_due(evidence))).records()
    standing = [(frame[row["cohort"]].standing(row["stage"], as_of), row) for row in asked]
    records = [
        _owed(evidence, row, frame[row["cohort"]], stands)
        for wanted in (Standing.OVERDUE, Standing.DUE)
        for stands, row in standing
        if stands is wanted
    ]
    closed = sum(stands is Standing.CLOSED for stands, _ in standing)
    notes = [in_words(frame.values(), as_of)] if frame else []
    if closed:
        one = words.things(closed, "questionnaire")
        is_closed = "is closed: it" if closed == 1 else "are closed: they"
        notes.append(f"{words.first_up(one)} without an answer {is_closed} can no longer be given.")
    if unlinked := n_without_code(evidence, selection, POST):
        notes.append(unlinked_words(unlinked))
    title = _owing_title(records, standing) if asked else "Nobody taking part owes a questionnaire."
    basis = "People who agreed, met or answered, and have not left. For the team."
    return Finding(
        "owing",
        title,
        table(OWING_FIELDS, records),
        basis=basis if records else "",
        notes=tuple(notes) if asked else (),
    )


def _owed(
    evidence: Evidence, row: dict[str, Any], window: Window, stands: Standing
) -> dict[str, Any]:
    roles = {role.id: role.label for role in evidence.instrument.roles}
    span = window.span(row["stage"])
    return {
        **row,
        "stage": evidence.instrument.stage_label(row["stage"]),
        "role": roles.get(row["role"], "Not said"),
        "standing": words.first_up(stands),
        "due_on": span.due if span else None,
    }


def _owing_title(records: list[dict[str, Any]], standing: Sequence[tuple[Standing, Any]]) -> str:
    if not records:
        return "No questionnaire is due that somebody taking part has not answered."
    people = len({(r["cohort"], r["code"]) for r in records})
    overdue = sum(stands is Standing.OVERDUE for stands, _ in standing)
    owed = words.things(len(records), "questionnaire")
    told = f"{words.first_up(words.people(people))} taking part {'owes' if people == 1 else 'owe'}"
    if len(records) == 1:
        return f"{told} {owed}{', overdue' if overdue else ''}"
    late = words.of(overdue, len(records)).split()[0]
    return f"{told} {owed}, {late} of them overdue"
