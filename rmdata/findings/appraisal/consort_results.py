"""What the data answer of results and limits, for the items 13a to 21 of CONSORT."""

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.appraisal import answers
from rmdata.findings.appraisal.answers import Answer
from rmdata.findings.appraisal.known import Known
from rmdata.findings.concerns.answers import n_answered, theme_counts
from rmdata.findings.confidence import in_words
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.participation.selection_bias import TRAITS
from rmdata.findings.windows import windows
from rmdata.schema.vocabulary import POST, Role


def _flow(known: Known) -> str:
    def of_role(role: Role) -> str:
        mine = known.flow(role.id)
        steps = (
            (mine.invited, "invited"),
            (mine.agreed, "agreed"),
            (mine.taking_part, "took part"),
            (mine.met, "met"),
            (mine.before, "answered before"),
            (mine.after, "answered after"),
        )
        told = [f"{n:,} {step}" for n, step in steps if n]
        return ", ".join([*told, f"{mine.both:,} answered both times"]) if told else ""

    return known.by_role(of_role) or "Nobody is known by a code"


def _losses(known: Known) -> str:
    n_left = known.whole.left
    left = f". {wording.first_up(wording.people(n_left))} left" if n_left else ""
    return f"{answers.lost(known)}{left}"


def _dates(known: Known) -> str:
    found = windows(known.evidence, known.selection, known.as_of).values()
    told = [
        f"{window.cohort} {wording.day(window.first_day)} to {wording.day(window.last_day)}"
        + ("" if window.is_declared else " (from dated events)")
        for window in found
        if window.first_day and window.last_day
    ]
    return f"Cohorts: {wording.listed(told)}" if told else ""


def _at_the_start(known: Known) -> str:
    """The traits that are known, and the total before."""
    baselines = known.evidence.ask("baselines", known.selection).records()

    def of_role(role: Role) -> str:
        counted = answers.count_by(
            "trait", (r for r in known.traits if r["role"] == role.id and r["took_part"])
        )
        told = [
            f"{wording.inside(TRAITS[name])} of {counted[name]:,}"
            for name in TRAITS
            if name in counted
        ]
        totals: dict[float, int] = {}
        for row in baselines:
            if row["role"] == role.id:
                totals[row["total"]] = totals.get(row["total"], 0) + row["n"]
        told = [f"known of those who took part: {', '.join(told)}"] if told else []
        if totals:
            middle = wording.number(statistics.median(totals))
            told.append(f"median total before {middle} (n = {statistics.n_people(totals):,})")
        return "; ".join(told)

    return known.by_role(of_role)


def _numbers(known: Known) -> str:
    def of_role(role: Role) -> str:
        total = known.total(role.id)
        domains = [c.n_pairs for c in known.changes if c.role == role.id and c.domain != TOTAL]
        told = f"total {total.n_pairs if total else 0:,}"
        if not domains:
            return f"{told}, every domain 0"
        low, high = min(domains), max(domains)
        return f"{told}, domains {low:,}" + (f" to {high:,}" if low < high else "")

    return f"Answered before and after. {known.by_role(of_role)}"


def _results(known: Known) -> str:
    """Who rose and fell in the total, how sure the share is, and what may be said beyond it."""

    def of_role(role: Role) -> str:
        total = known.total(role.id)
        if total is None:
            return ""
        limits = f"{wording.limit(total.share_up_low)} to {wording.limit(total.share_up_high)}"
        return (
            f"of {total.n_pairs:,} with a total both times, {total.n_up:,} rose, "
            f"{total.n_same:,} stayed and {total.n_down:,} fell (share that rose: 95% interval "
            f"{limits}){in_words.beyond_counts(total)}"
        )

    return known.by_role(of_role)


def _besides(known: Known) -> str:
    return (
        "Every domain, further items, concerns and benefits, and who is missing; groups by cohort, "
        "site and specialty are shown and never judged"
    )


def _unintended(known: Known) -> str:
    """Which concerns people met in practice, of those who answered the question."""
    found = [
        r
        for r in theme_counts(known.evidence, known.selection, "happened")
        if r["stage_id"] == POST
    ]

    def of_role(role: Role) -> str:
        counted = n_answered(known.evidence, known.selection, role.id, "happened")
        n = dict(counted).get(POST, 0)
        themes = [f"{wording.inside(r['label'])} {r['n']:,}" for r in found if r["role"] == role.id]
        return f"{', '.join(themes) or 'no concern'} met, of {n:,} who answered" if n else ""

    return known.by_role(of_role)


def _limits(known: Known) -> str:
    return (
        "There is no comparison group, so a change is not proof of an effect; people rate "
        f"themselves. {answers.lost(known)}"
    )


def _carries_over(known: Known) -> str:
    n_sites = len(answers.sites(known))
    named = (
        f"{wording.first_up(wording.things(n_sites, 'site'))} named"
        if n_sites
        else "No site is named"
    )
    asked = answers.took_part(known)
    return f"{asked}. {named}" if asked else f"{named}; who was invited is not known"


RESULTS: dict[str, Answer] = {
    "13a": _flow,
    "13b": _losses,
    "14a": _dates,
    "15": _at_the_start,
    "16": _numbers,
    "17a": _results,
    "18": _besides,
    "19": answers.harm,
    "19a": _unintended,
    "20": _limits,
    "21": _carries_over,
}
