"""The extension of CONSORT 2010 to pilot and feasibility studies, as far as the data answer it."""

from datetime import date

from rmdata.findings import wording
from rmdata.findings.appraisal import answers
from rmdata.findings.appraisal.answers import Answer, State, answer, checklist
from rmdata.findings.appraisal.consort_results import RESULTS
from rmdata.findings.appraisal.known import Known
from rmdata.findings.confidence import in_words
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, table
from rmdata.findings.participation import sessions
from rmdata.schema.vocabulary import Role

FIELDS = (
    Field("number", "Item"),
    Field("asks", "What it asks"),
    Field("answer", "Answer"),
    Field("state", "State"),
)


def _design(known: Known) -> str:
    follow_up = known.whole.follow_up
    later = f"; {wording.people(follow_up)} answered a follow-up" if follow_up else ""
    return (
        "One group in each role, asked before and after; nobody is allocated and there is no "
        f"comparison group{later}"
    )


def _places(known: Known) -> str:
    found = answers.sites(known)
    named = [f"{site} ({n:,})" for site, n in found.items()]
    n_known = sum(row["n"] for row in known.steps)
    of = f"of {n_known:,} people known by a code, {sum(found.values()):,} have a site"
    return f"{wording.listed(named)}; {of}" if named else ""


def _found(known: Known) -> str:
    """How many agreed, and on which way they were found."""

    def of_role(role: Role) -> str:
        mine = known.flow(role.id)
        told = [f"{mine.agreed:,} agreed of {mine.listed:,} listed"] if mine.agreed else []
        ways = [
            row
            for row in known.traits
            if (row["role"], row["trait"]) == (role.id, "how_recruited") and row["took_part"]
        ]
        counted = answers.count_by("value", ways)
        named = [f"{way} {n:,}" for way, n in sorted(counted.items(), key=lambda w: (-w[1], w[0]))]
        n = sum(counted.values())
        told += [f"found by {', '.join(named)} (of {n:,} of whom it is known)"] if named else []
        return ", ".join(told)

    return known.by_role(of_role)


def _sessions(known: Known) -> str:
    ever = sessions.Period()
    told = [sessions.over_time(known.evidence, known.selection, ever).title]
    if not known.selection.specialties:
        length = sessions.lengths(known.evidence, known.selection, ever)
        told += [] if length.is_empty else [length.title]
    return " ".join(wording.ended(part) for part in told)


def _measures(known: Known) -> str:
    instrument = known.evidence.instrument
    scale = instrument.scale
    told = [
        f"{wording.things(len(instrument.domains), 'item')} on a scale of {scale.low} to "
        f"{scale.high}, with a total of up to {instrument.highest_total} ({instrument.source}), "
        "asked before and after",
        answers.primary_outcome(known) or "No primary outcome was declared before answers came in",
        answers.looking_back(known),
    ]
    return " ".join(wording.ended(wording.first_up(part)) for part in told if part)


def _blinding(known: Known) -> str:
    return "Nobody: people rate themselves and know that they took part"


def _methods(known: Known) -> str:
    judged = "the total is tested before the domains, and each role has an equal share of the 5%"
    if known.selection.is_filtered:
        judged = "under this filter nothing is judged"
    elif answers.primary_outcome(known):
        judged = f"the primary outcome is tested alone and first; behind it, {judged}"
    return (
        "Counts with their denominators, shares with 95% Clopper-Pearson intervals and two-sided "
        f"exact sign tests of who rose and fell: {judged}"
    )


METHODS: dict[str, Answer] = {
    "3a": _design,
    "4b": _places,
    "4c": _found,
    "5": _sessions,
    "6a": _measures,
    "6c": answers.criteria_to_go_on,
    "11a": _blinding,
    "12a": _methods,
}
ANSWERS: dict[str, Answer] = {**METHODS, **RESULTS}


def consort(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Every item of the checklist, answered from the data or named as the team's to write."""
    known, asked = Known(evidence, selection, as_of), checklist("consort")
    records = []
    for item in asked.items:
        state, told = answer(item, ANSWERS, known)
        records.append({"number": item.number, "asks": item.asks, "answer": told, "state": state})
    found = [record["state"] for record in records]
    states = wording.listed([f"{found.count(s):,} {s}" for s in State if s in found])
    return Finding(
        name="checklist-consort",
        title=f"{asked.title}, {wording.figure(len(records), 'item')}: {states}",
        table=table(FIELDS, records),
        basis=f"Source: {asked.source}. As of {wording.day(as_of)}.",
        notes=selection.words(),
        judgements=in_words.judgements([c for c in known.changes if c.domain == TOTAL]),
    )
