"""The total with a domain filled in that somebody left out: for comparison only."""

from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.schema import Role

FIELDS = (
    Field("label", "Whose total"),
    Field("n_pairs", "Answered before and after", Form.COUNT),
    Field("n_up", "Rose", Form.COUNT),
    Field("n_same", "Stayed", Form.COUNT),
    Field("n_down", "Fell", Form.COUNT),
)


def filled_total(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Who rose and fell in the total with one missing domain filled by the person's own mean."""
    name, named = f"filled-total-{role}", evidence.instrument.role(role)
    n_domains = len(evidence.instrument.domains)
    found = evidence.counts("filled_totals", selection.only(role), n_domains=n_domains).records()
    if not any(row["is_filled"] for row in found):
        many = words.inside(named.plural)
        return Finding(name, f"No total of {many} lacks just one domain, so none was filled in.")
    whole = _record("Every domain answered", [row for row in found if not row["is_filled"]])
    filled = _record("One missing domain filled in", found)
    return Finding(
        name=name,
        title=_title(named, whole, filled),
        table=table(FIELDS, [whole, filled]),
        basis=f"{named.construct}. {named.plural} who left out at most one domain each time; it "
        "counts as the mean of their own others at that time.",
        notes=("For comparison only: everything else rests on totals that were answered whole.",),
    )


def _record(label: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    pairs: dict[tuple[int, int], int] = {}
    for row in found:
        key = (row["before"], row["after"])
        pairs[key] = pairs.get(key, 0) + row["n"]
    moved = statistics.movement(pairs)
    return {
        "label": label,
        "n_pairs": moved.n,
        "n_up": moved.up,
        "n_same": moved.same,
        "n_down": moved.down,
    }


def _title(named: Role, whole: dict[str, Any], filled: dict[str, Any]) -> str:
    many = words.inside(named.plural)
    counts = (
        f"{filled['n_up']:,} of {filled['n_pairs']:,} {many} rise and {filled['n_down']:,} fall"
    )
    if not whole["n_pairs"]:
        return f"With one missing domain filled in {counts}; nobody answered every domain"
    return (
        f"With one missing domain filled in {counts}; of those who answered every domain "
        f"{whole['n_up']:,} of {whole['n_pairs']:,} and {whole['n_down']:,}"
    )
