"""Whether sessions and change go together."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.missing_people import JUDGED, MEASURES, how_sampled, judgements_of_page
from rmdata.findings.selection import Selection
from rmdata.findings.wording import Judgement, Verdict
from rmdata.statistics import Association

FEW_FOR_ASSOCIATION = 10
IN_WORDS = {"n_sessions": "sessions", "minutes": "minutes in sessions"}
ASSOCIATION_FIELDS = (
    Field("label", "Measure"),
    Field("n", "People", Form.COUNT),
    Field("tau_b", "Kendall's tau-b with change in total", Form.DECIMAL),
)
TESTED = (Field("p", "Permutation p", Form.P), JUDGED)


def sessions_and_change(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Whether people with more sessions, or more minutes in them, changed differently."""
    named = evidence.instrument.role(role)
    found = evidence.rows("dose", selection.only(role)).records()
    joint: dict[str, dict[tuple[float, float], int]] = {measure: {} for measure in MEASURES}
    for row in found:
        for measure, cells in joint.items():
            if row[measure] is not None:
                key = (float(row[measure]), float(row["change"]))
                cells[key] = cells.get(key, 0) + row["n"]
    links = {measure: statistics.kendall_tau_b(cells) for measure, cells in joint.items()}
    name = f"sessions-and-change-{role}"
    if not any(links.values()):
        title = (
            f"Sessions and change of {named.plural.lower()} cannot be laid side by side: too few "
            "people, or all alike."
        )
        return Finding(name, title)
    tested = [(measure, _tested(link)) for measure, link in links.items()]
    judgements = judgements_of_page(evidence, selection, tested)
    records: list[dict[str, Any]] = [
        {"measure": judgement.about, "label": MEASURES[judgement.about], "n": link.n,
         "tau_b": link.tau_b, "p": link.p, "p_judged": judgement.p}
        for link, judgement in zip(links.values(), judgements, strict=True)
        if link
    ]  # fmt: skip
    return Finding(
        name=name,
        title=f"{named.plural}: {_together(records, judgements)}",
        table=table(ASSOCIATION_FIELDS, records),
        basis=f"{named.plural} with a total before and after. People who met more may differ in "
        "other ways too.",
        notes=how_sampled(*(link.method for link in links.values() if link)),
        details=table((ASSOCIATION_FIELDS[0], *TESTED), records),
        judgements=judgements,
    )


def _together(records: list[dict[str, Any]], judgements: Sequence[Judgement]) -> str:
    """In which measure, and in which direction, chance is excluded."""
    most = max(record["n"] for record in records)
    if most < FEW_FOR_ASSOCIATION:
        return f"{words.things(most, 'person', 'people')} are too few to link sessions to change"
    verdicts = {told.about: told.verdict for told in judgements}
    shown = [r for r in records if verdicts[r["measure"]] is Verdict.SHOWN]
    if not shown:
        whether = "is judged" if Verdict.NOT_JUDGED in verdicts.values() else "is clear"
        return f"no link between sessions and change {whether}"
    parts = []
    for how, rises in (("rise more, or fall less", True), ("rise less, or fall more", False)):
        alike = [f"more {IN_WORDS[r['measure']]}" for r in shown if (r["tau_b"] > 0) is rises]
        if alike:
            parts.append(f"those with {words.listed(alike)} tended to {how}")
    return f"{'; '.join(parts)}: more than chance explains"


def _tested(link: Association | None) -> float | None:
    """The p of a link, or none where it has too few people to be read at all."""
    return link.p if link and link.n >= FEW_FOR_ASSOCIATION else None
