"""The Medical Education Research Study Quality Instrument: points, each with its reason."""

from collections.abc import Callable
from datetime import date

from rmdata.findings import wording
from rmdata.findings.appraisal import answers
from rmdata.findings.appraisal.answers import NOT_STATED, checklist
from rmdata.findings.appraisal.known import Known
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Metric, table
from rmdata.findings.participation.took_part import unlinked_words

Points = tuple[float, str]
MOST = 18.0
# 1.5 for the design, 3 for sampling, 1 for self-assessment, 3 for validity, 3 for the analysis and
# 2 for behaviour, which is the most that people can say of themselves.
MOST_OF_ONE_GROUP = 13.5
FIELDS = (
    Field("number", "Item"),
    Field("asks", "What it asks"),
    Field("points", "Points", Form.SCORE),
    Field("most", "Of", Form.SCORE),
    Field("answer", "Reason"),
)


def mersqi(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """The ten items with their points and the reason of each; at most 13.5 of 18 here."""
    known, asked = Known(evidence, selection, as_of), checklist("mersqi")
    if not evidence.ask("scores", selection).rows:
        return Finding(
            "checklist-mersqi",
            f"{asked.title}: nobody rated anything, so there is nothing to score.",
        )
    records = []
    for item in asked.items:
        points, reason = SCORES[item.number](known)
        records.append({**vars(item), "points": points, "answer": wording.ended(reason)})
    score = wording.number(sum(record["points"] for record in records))
    return Finding(
        name="checklist-mersqi",
        title=f"{asked.title}: {score} of {wording.number(MOST)} points",
        table=table(FIELDS, records),
        basis=f"Source: {asked.source}. As of {wording.day(as_of)}.",
        sentences=(
            f"One group that rates itself cannot pass {wording.number(MOST_OF_ONE_GROUP)} points.",
        ),
        notes=selection.words(),
        metrics=(Metric("MERSQI", f"{score} of {wording.number(MOST)}"),),
    )


def _design(known: Known) -> Points:
    if known.changes:
        return 1.5, "One group in each role, the same people before and after"
    return 1.0, "One group in each role; nobody can be followed from before to after"


def _institutions(known: Known) -> Points:
    n = len(answers.sites(known))
    if not n:
        return 0.5, "No site is named, so one is counted"
    told = f"{wording.first_up(wording.things(n, 'site'))} named"
    return min(n, 3) / 2, f"{told}; each is taken for an institution"


def _response(known: Known) -> Points:
    """The bands are below 50 %, below 75 % and from 75 % on, of those taking part where due."""
    found = known.whole_due
    if not found.taking_part:
        return 0.5, "Not known: nobody known by a code takes part where the questionnaire is due"
    told = f"{found.after:,} of {found.taking_part:,} taking part answered after, where it is due"
    if known.n_unlinked:
        told = f"{told}. {unlinked_words(known.n_unlinked)}"
    share = found.after / found.taking_part
    return (1.5 if share >= 0.75 else 1.0 if share >= 0.5 else 0.5), told


def _data(known: Known) -> Points:
    return 1.0, "People assess themselves; nothing is measured from outside"


def _structure(known: Known) -> Points:
    if known.reliability:
        return 1.0, ". ".join(known.reliability)
    return 0.0, "Not reported: too few people, or answers too alike, for Cronbach's alpha"


def _content(known: Known) -> Points:
    return 0.0, f"{NOT_STATED}: how the questions were chosen and by whom"


def _relations(known: Known) -> Points:
    return 0.0, f"{NOT_STATED}: how the scores relate to any other measure"


def _suits(known: Known) -> Points:
    if known.changes:
        return 1.0, "Tests for pairs on an ordered scale; who cannot be paired is counted apart"
    return 1.0, "Answers that cannot be paired are counted and not tested"


def _goes_beyond(known: Known) -> Points:
    if known.tested:
        return 2.0, "Exact tests and intervals besides counts and medians"
    return 1.0, "Counts and medians; nobody followed has changed, so nothing is tested"


def _outcome(known: Known) -> Points:
    constructs = wording.listed([wording.inside(role.construct) for role in known.roles])
    return 1.0, f"How people see themselves: {constructs}"


SCORES: dict[str, Callable[[Known], Points]] = {
    "1": _design,
    "2": _institutions,
    "3": _response,
    "4": _data,
    "5": _structure,
    "6": _content,
    "7": _relations,
    "8": _suits,
    "9": _goes_beyond,
    "10": _outcome,
}
