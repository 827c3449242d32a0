"""Results as a journal prints them: what was declared first, who took part, what changed."""

from collections.abc import Iterator, Sequence
from datetime import date

from rmdata.findings import wording
from rmdata.findings.appraisal.strength import strength
from rmdata.findings.chance import Verdict
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, margins
from rmdata.findings.confidence.changes import Change
from rmdata.findings.confidence.in_words import beyond_counts, in_order, smallest
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.data.rows import checks
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.overview.criteria import criteria
from rmdata.findings.overview.overview import WORTH_SAYING
from rmdata.findings.participation import missing_totals
from rmdata.findings.participation.partners import shared_partners
from rmdata.findings.participation.took_part import funnel
from rmdata.schema.vocabulary import Role


def results(evidence: Evidence, selection: Selection, found: Sequence[Change], as_of: date) -> str:
    """Paragraphs: the criteria, the people, the primary outcome, then each role in turn."""
    parts = [
        " ".join(criteria(evidence, selection, as_of).sentences),
        " ".join(_people(evidence, selection)),
        _primary(evidence, selection, found),
    ]
    for role in evidence.instrument.roles:
        if selection.has(role.id):
            mine = [change for change in found if change.role == role.id]
            parts.append(" ".join(_of_role(evidence, selection, role, mine)))
            missing = missing_totals.missing(evidence, selection, role.id, as_of)
            if not missing.is_empty:
                parts.append(" ".join((wording.ended(missing.title), *missing.sentences)))
            parts.append(wording.ended(strength(evidence, selection, role.id, as_of).title))
    return "\n\n".join(part for part in parts if part)


def _people(evidence: Evidence, selection: Selection) -> Iterator[str]:
    """Who took part, who shares a partner with whom, and what looks odd in the data."""
    yield wording.ended(funnel(evidence, selection).title)
    for found in (shared_partners(evidence, selection), checks(evidence, selection)):
        if not found.is_empty:
            yield wording.ended(found.title)


def _primary(evidence: Evidence, selection: Selection, found: Sequence[Change]) -> str:
    """The outcome that was declared to be the first, before everything else."""
    outcome = evidence.primary_outcome(selection.programme)
    if outcome is None:
        return ""
    chosen = [change for change in found if (change.role, change.domain) == outcome]
    if not chosen:
        return "Primary outcome: nobody in this selection answered it before and after."
    [change] = chosen
    return f"Primary outcome: {_in_full(change, evidence.instrument.role(change.role))}"


def _of_role(
    evidence: Evidence, selection: Selection, role: Role, mine: Sequence[Change]
) -> Iterator[str]:
    many = wording.inside(role.plural)
    total = next((change for change in mine if change.domain == TOTAL), None)
    domains = [change for change in in_order(mine) if change.domain != TOTAL]
    if total:
        yield f"{role.construct}, {wording.inside(role.heading)}: {_in_full(total, role)}"
    if domains:
        yield _domains(domains, many)
    else:
        yield f"No {wording.inside(role.label)} can be followed from before to after in any domain."
    for further in (beside_the_total.filled_total, margins.important_change,
                    beside_the_total.looking_back, feared.feared_and_happened):  # fmt: skip
        told = further(evidence, selection, role.id)
        if not told.is_empty:
            yield wording.ended(told.title)
    afterwards = answers.harm_and_benefit(evidence, selection, role.id)
    if afterwards:
        yield f"Afterwards, {many}: {afterwards}."


def _in_full(change: Change, role: Role) -> str:
    """Counts and shares with their intervals first, then sizes, then the p that decided."""
    people = wording.things(change.n_pairs, wording.inside(role.label), wording.inside(role.plural))
    what = "a total" if change.domain == TOTAL else wording.inside(change.label)
    sizes = [f"median {wording.number(change.pre_median)} to {wording.number(change.post_median)}"]
    if change.net_change is not None:
        limits = f"{change.net_low:.2f} to {change.net_high:.2f}"
        sizes.append(f"net change {change.net_change:+.2f} (95% score interval {limits})")
    if change.typical_change is not None:
        low, high = wording.number(change.typical_low), wording.number(change.typical_high)
        sizes.append(f"typical change {change.typical_change:+g} (95% CI {low} to {high})")
    return (
        f"of {people} with {what} at both times, {wording.count(change.n_up)} rose "
        f"({_share(change.share_up, change.share_up_low, change.share_up_high)}), "
        f"{wording.count(change.n_same)} stayed and {wording.count(change.n_down)} fell "
        f"({_share(change.share_down, change.share_down_low, change.share_down_high)}); "
        f"{', '.join(sizes)}; {_p(change)}{beyond_counts(change)}."
    )


def _share(share: float | None, low: float | None, high: float | None) -> str:
    return f"{wording.limit(share)}, 95% CI {wording.limit(low)} to {wording.limit(high)}"


def _p(change: Change) -> str:
    """The p values of one question: the sign test as it was judged, and the signed-rank test."""
    told = [f"exact sign test p {_equals(change.p_sign)}"]
    if change.p_judged is not None:
        told[0] += f" ({wording.p_value(change.p_judged)} allowing for all that was tested)"
    if change.p_exact is not None:
        told.append(f"exact signed-rank p {_equals(change.p_exact)}")
    else:
        told.append(f"large-sample signed-rank p {_equals(change.p_asymptotic)}")
    if change.p_floor_changed > WORTH_SAYING:
        told.append(smallest(change))
    return ", ".join(told)


def _equals(p: float | None) -> str:
    written = wording.p_value(p)
    return written if written.startswith("<") else f"= {written}"


def _domains(domains: Sequence[Change], many: str) -> str:
    """The domains in which chance is excluded, each with its adjusted p, or that there is none."""
    told = [
        f"{wording.inside(change.label)} ({wording.of(change.n_up, change.n_pairs)} rose, "
        f"{wording.count(change.n_down)} fell; adjusted p {_equals(change.p_judged)})"
        for change in domains
        if change.verdict is Verdict.SHOWN
    ]
    if told:
        return f"Among {many} chance was excluded in {wording.listed(told)}."
    if any(change.verdict is Verdict.NOT_JUDGED for change in domains):
        return f"The domains of {many} are in the table; no direction is claimed."
    return f"Among {many} chance was excluded in no single domain."
