"""Who left, and what they gave as the reason."""

from typing import Any

from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection

FIELDS = (
    Field("reason", "Reason for leaving"),
    Field("role", "Role"),
    Field("day", "Day of leaving"),
    Field("n", "People", Form.COUNT),
)


def leaving(evidence: Evidence, selection: Selection) -> Finding:
    """How many of each role left, by the reason as it was typed; a list for the team."""
    found = evidence.rows("leaving", selection).records()
    if not found:
        return Finding("leaving", "Nobody in this selection is known to have left.")
    left = [row for row in found if row["has_day"]]
    undated = sum(row["n"] for row in found if not row["has_day"])
    return Finding(
        name="leaving",
        title=_title(left),
        table=table(FIELDS, _records(evidence, found)),
        basis="People with a day of leaving or a reason for it; reasons as they were typed. For "
        "the team.",
        notes=(_undated(undated),) if undated else (),
    )


def _records(evidence: Evidence, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons of most people first, those who gave none last."""
    roles = {role.id: role.label for role in evidence.instrument.roles}
    ordered = sorted(found, key=lambda row: (row["reason"] is None, -row["n"]))
    return [
        {
            "reason": row["reason"] or words.NOT_SAID,
            "role": roles.get(row["role"], words.NOT_SAID),
            "day": "stored" if row["has_day"] else "not stored",
            "n": row["n"],
        }
        for row in ordered
    ]


def _title(left: list[dict[str, Any]]) -> str:
    n = sum(row["n"] for row in left)
    with_reason = sum(row["n"] for row in left if row["reason"])
    told = f"{words.first_up(words.people(n))} left"
    if not n:
        return "Nobody has a day of leaving"
    if not with_reason:
        return f"{told}; no reason is stored"
    of = f" of {words.of(with_reason, n)}" if n > 1 else ""
    return f"{told}; a reason is stored{of}"


def _undated(n: int) -> str:
    has, are = ("has", "is") if n == 1 else ("have", "are")
    who = words.first_up(words.people(n))
    return f"{who} {has} a reason and no day of leaving, and {are} not counted as having left."
