"""How people were matched from before to after: who was, who was not, who may be the same."""

from typing import Any

from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.schema.look_alikes import near_misses
from rmdata.schema.vocabulary import POST, PRE

BOTH, BEFORE_ONLY, AFTER_ONLY = "Before and after", "Before only", "After only"
SILENT = "Sessions, no questionnaire"
NEVER_MET = "Questionnaire, no session"
COMPARED = ("role", "site", "specialty")


def audit(evidence: Evidence, selection: Selection) -> Finding:
    """How many people of each role answered before and after, once, or not at all."""
    people = _people(evidence, selection)
    if not people:
        return Finding("matching", "Nobody is known in this selection.")
    counted: dict[tuple[str, str], int] = {}
    for person in people:
        for standing in _standings(person):
            key = (standing, person["role_label"])
            counted[key] = counted.get(key, 0) + 1
    order = (BOTH, BEFORE_ONLY, AFTER_ONLY, SILENT, NEVER_MET)
    records: list[dict[str, Any]] = [
        {"standing": standing, "role": role, "n": counted[(standing, role)]}
        for standing in order
        for role in [*(r.heading for r in evidence.instrument.roles), wording.NOT_SAID]
        if (standing, role) in counted
    ]
    both = sum(r["n"] for r in records if r["standing"] == BOTH)
    once = sum(r["n"] for r in records if r["standing"] in (BEFORE_ONLY, AFTER_ONLY))
    return Finding(
        name="matching",
        title=f"{wording.first_up(wording.things(both, 'person', 'people'))} answered before and "
        f"after under the same code, {wording.count(once)} only once",
        table=table(
            (
                Field("standing", "Answered"),
                Field("role", "Role"),
                Field("n", "People", Form.COUNT),
            ),
            records,
        ),
        basis="People with a code. Answers without a code cannot be matched.",
    )


def unmatched(evidence: Evidence, selection: Selection) -> Finding:
    """Everybody who answered only once, or met and did not answer, or the reverse; by code."""
    records = [
        {**person, "role": person["role_label"], "standing": standing}
        for person in _people(evidence, selection)
        for standing in _standings(person)
        if standing != BOTH
    ]
    fields = (
        Field("standing", "Answered"),
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("n_sessions", "Sessions held", Form.COUNT),
    )
    title = "Who could not be matched" if records else "Nobody with a code is left over."
    return Finding("unmatched", title, table(fields, records), basis="For the team.")


def suggestions(evidence: Evidence, selection: Selection) -> Finding:
    """Codes that may be one person's: somebody who answered before only, somebody after only."""
    people = _people(evidence, selection)
    apart = _kept_apart(evidence, selection)
    records: list[dict[str, Any]] = []
    for cohort in sorted({person["cohort"] for person in people}):
        early = _by_code(people, cohort, BEFORE_ONLY)
        late = _by_code(people, cohort, AFTER_ONLY)
        records += [
            {
                "cohort": cohort,
                "before": code,
                "after": other,
                "reason": wording.first_up(reason),
                "evidence": _evidence(early[code], late[other]),
            }
            for code, other, reason in near_misses(early, late)
            if (cohort, code, other) not in apart
        ]
    fields = (
        Field("cohort", "Cohort"),
        Field("before", "Code before"),
        Field("after", "Code after"),
        Field("reason", "Why they may be the same"),
        Field("evidence", "What speaks for it, what against"),
    )
    title = (
        f"{wording.first_up(wording.things(len(records), 'pair'))} of codes may be the same person"
        if records
        else "No two codes look like the same person's."
    )
    return Finding("suggestions", title, table(fields, records))


def _people(evidence: Evidence, selection: Selection) -> list[dict[str, Any]]:
    labels = {role.id: role.heading for role in evidence.instrument.roles}
    found = evidence.ask("answered_stages", selection).records()
    # A cohort without any session keeps no list of them; then nobody is missing from it.
    logged = {person["cohort"] for person in found if person["n_sessions"]}
    return [
        {
            **person,
            "role_label": labels.get(person["role"], wording.NOT_SAID),
            "is_logged": person["cohort"] in logged,
        }
        for person in found
    ]


def _kept_apart(evidence: Evidence, selection: Selection) -> set[tuple[str, str, str]]:
    """Pairs of codes of which somebody said that they are two people."""
    return {
        (row["cohort"], row["same_as"], row["code"])
        for row in evidence.ask("decisions", selection).records()
        if not row["joined"]
    }


def _standings(person: dict[str, Any]) -> list[str]:
    stages = person["stages"]
    standings = []
    if PRE in stages and POST in stages:
        standings.append(BOTH)
    elif PRE in stages:
        standings.append(BEFORE_ONLY)
    elif POST in stages:
        standings.append(AFTER_ONLY)
    if person["n_sessions"] and not stages:
        standings.append(SILENT)
    if stages and person["is_logged"] and not person["n_sessions"]:
        standings.append(NEVER_MET)
    return standings


def _by_code(people: list[dict[str, Any]], cohort: str, standing: str) -> dict[str, dict[str, Any]]:
    return {
        person["code"]: person
        for person in people
        if person["cohort"] == cohort and standing in _standings(person)
    }


def _evidence(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Same role, other site: what is known of both."""
    told = []
    for name in COMPARED:
        if one[name] and other[name]:
            same = "same" if one[name] == other[name] else "different"
            told.append(f"{same} {name}")
    return wording.first_up(wording.listed(told)) or "Nothing else is known of both"
