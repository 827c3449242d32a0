"""The extension of CONSORT 2010 to pilot and feasibility studies, as far as the data answer it."""

from datetime import date

from rmdata.findings import change_in_words as in_words
from rmdata.findings import words
from rmdata.findings.appraisal.consort_methods import METHODS
from rmdata.findings.appraisal.consort_results import RESULTS
from rmdata.findings.appraisal.items import Answer, State, answer, checklist
from rmdata.findings.appraisal.known import Known
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, table
from rmdata.findings.paired import TOTAL
from rmdata.findings.selection import Selection

FIELDS = (
    Field("number", "Item"),
    Field("asks", "What it asks"),
    Field("answer", "Answer"),
    Field("state", "State"),
)
ANSWERS: dict[str, Answer] = {**METHODS, **RESULTS}


def consort(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Every item of the checklist, answered from the data or named as the team's to write."""
    known, asked = Known(evidence, selection, as_of), checklist("consort")
    records = []
    for item in asked.items:
        state, told = answer(item, ANSWERS, known)
        records.append({"number": item.number, "asks": item.asks, "answer": told, "state": state})
    found = [record["state"] for record in records]
    told_states = [f"{found.count(s):,} {s}" for s in State if s in found]
    return Finding(
        name="checklist-consort",
        title=f"{asked.title}, {words.figure(len(records), 'item')}: {words.listed(told_states)}",
        table=table(FIELDS, records),
        basis=f"Source: {asked.source}. As of {words.day(as_of)}.",
        notes=selection.words(),
        judgements=in_words.judgements([c for c in known.changes if c.domain == TOTAL]),
    )
