"""The twelve questions on before-after studies without a comparison group, answered."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.appraisal import answers
from rmdata.findings.appraisal.answers import NOT_STATED, Item, checklist
from rmdata.findings.appraisal.known import Known
from rmdata.findings.chance import ALPHA
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, table
from rmdata.findings.participation import sessions
from rmdata.schema.vocabulary import Role


class Reply(StrEnum):
    """What a reader can answer."""

    YES = "Yes"
    NO = "No"
    UNKNOWN = "Cannot determine"
    NOT_REPORTED = "Not reported"
    NOT_APPLICABLE = "Not applicable"


Replied = tuple[Reply, str]
MOST_LOST = 0.2
FIELDS = (
    Field("number", "Item"),
    Field("asks", "What it asks"),
    Field("answer", "Answer"),
    Field("reason", "Reason"),
)


def nhlbi(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Every question answered with its reason; the rating is left to readers, as the tool does."""
    known, asked = Known(evidence, selection, as_of), checklist("nhlbi")
    records = [{**vars(item), **_reply(item, known)} for item in asked.items]
    found = [record["answer"] for record in records]
    told = [f"{found.count(reply):,} {reply.lower()}" for reply in Reply if reply in found]
    return Finding(
        name="checklist-nhlbi",
        title=f"{asked.title}, {wording.figure(len(records), 'question')}: {wording.listed(told)}",
        table=table(FIELDS, records),
        basis=f"Source: {asked.source}. As of {wording.day(as_of)}.",
        sentences=("Whether the study is good, fair or poor is for two readers to say.",),
        notes=selection.words(),
    )


def _reply(item: Item, known: Known) -> dict[str, str]:
    missing = f"{NOT_STATED}: {item.missing}." if item.missing else ""
    if item.number not in REPLIES:
        return {"answer": Reply.NOT_REPORTED, "reason": missing}
    reply, told = REPLIES[item.number](known)
    return {"answer": reply, "reason": " ".join(p for p in (wording.ended(told), missing) if p)}


def _like_others(known: Known) -> Replied:
    told = answers.took_part(known) or "Who was invited is not known"
    return Reply.UNKNOWN, f"{told}; whom the programme is meant for is not known"


def _all_took_part(known: Known) -> Replied:
    found = known.whole
    if not found.invited:
        return Reply.UNKNOWN, "Who was invited is not known"
    told = answers.took_part(known)
    if found.invited_took_part < found.invited:
        return Reply.NO, told
    return Reply.UNKNOWN, f"{told}; who else could have taken part is not known"


def _enough(known: Known) -> Replied:
    """No where even a rise of all would not exclude chance; else nobody knows what was planned."""
    told, is_few = [], []
    for role in known.roles:
        n, n_tests = _judged_first(known, role)
        least = min(1.0, n_tests * statistics.smallest_p(n))
        is_few.append(least > ALPHA)
        one, many = wording.inside(role.label), wording.inside(role.plural)
        told.append(
            f"with {wording.figure(n, one, many)} followed p can be no smaller than "
            f"{wording.p_value(least)}"
            if n
            else f"no {one} is followed"
        )
    listed = wording.first_up(wording.listed(told))
    if any(is_few):
        return Reply.NO, listed
    return Reply.UNKNOWN, f"{listed}; how many were planned is not known"


def _judged_first(known: Known, role: Role) -> tuple[int, int]:
    """How many are followed in what is judged first of a role, and over how many tests."""
    outcome = known.evidence.primary_outcome(known.selection.programme)
    if outcome and outcome[0] == role.id:
        return sum(c.n_pairs for c in known.changes if (c.role, c.domain) == outcome), 1
    total = known.total(role.id)
    return (total.n_pairs if total else 0), len(known.evidence.instrument.roles)


def _delivered(known: Known) -> Replied:
    return Reply.UNKNOWN, sessions.over_time(
        known.evidence, known.selection, sessions.Period()
    ).title


def _measures(known: Known) -> Replied:
    n = len(known.evidence.instrument.domains)
    told = [
        f"The same {wording.things(n, 'question')} for all, before and after",
        answers.primary_outcome(known) or "No primary outcome was declared before answers came in",
        *known.reliability,
        "Validity is not reported",
    ]
    return Reply.UNKNOWN, " ".join(wording.ended(part) for part in told)


def _blinded(known: Known) -> Replied:
    return Reply.NO, "People rate themselves and know that they took part"


def _losses(known: Known) -> Replied:
    """At most 20 % lost in every role; who was lost stands in no figure on change."""
    told, found = answers.lost(known), [known.flow_due(role.id) for role in known.roles]
    if known.due is None or not any(flow.before for flow in found):
        return Reply.UNKNOWN, told
    if not any(flow.lost for flow in found):
        return Reply.YES, told
    if known.n_unlinked:
        return Reply.UNKNOWN, told
    if any(flow.lost > MOST_LOST * flow.before for flow in found):
        return Reply.NO, told
    return Reply.NO, (
        f"{told}. That is at most 20%, but who was lost is compared with the others where they "
        "began, and is left out of the change"
    )


def _tested(known: Known) -> Replied:
    if known.tested:
        n, n_of = len(known.tested), len(known.changes)
        return Reply.YES, (
            f"Exact tests with p values for {n:,} of {n_of:,} questions and totals that anybody "
            "answered before and after"
        )
    if known.changes:
        return Reply.NO, "Nobody who can be followed has changed, so there is nothing to test"
    return Reply.NO, "Nobody can be followed from before to after"


def _several_times(known: Known) -> Replied:
    told = ["Asked once before and once after"]
    if known.whole.follow_up:
        told.append(
            f"{wording.first_up(wording.people(known.whole.follow_up))} answered a follow-up"
        )
    return Reply.NO, " ".join(wording.ended(p) for p in (*told, answers.looking_back(known)) if p)


def _groups(known: Known) -> Replied:
    return Reply.NOT_APPLICABLE, "People take part one by one, and their own answers are counted"


REPLIES: dict[str, Callable[[Known], Replied]] = {
    "3": _like_others,
    "4": _all_took_part,
    "5": _enough,
    "6": _delivered,
    "7": _measures,
    "8": _blinded,
    "9": _losses,
    "10": _tested,
    "11": _several_times,
    "12": _groups,
}
