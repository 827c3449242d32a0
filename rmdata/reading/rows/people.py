"""Who a row is about: programme, cohort, stage, role; and what the tables say of one person."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from rmdata.reading.choices import Choices
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.rows.draft import Draft
from rmdata.schema.vocabulary import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, Choice, squash

Person = tuple[str, str, str]
KnownRoles = Mapping[Person, str | None]

LOOKS_PERSONAL = {
    "an e-mail address": re.compile(r"[^@\s]+@[^@\s]+\.\w+"),
    "a name": re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*,? [A-Z][a-z]+"),
    "a staff or registration number": re.compile(r"\d{6,10}"),
}


def people(draft: Draft) -> Iterator[tuple[int, Person]]:
    """The position and the person of every row that has a code; a session names none."""
    if draft.table == SESSIONS:
        return
    columns = (draft.values[name] for name in ("programme", "cohort", "participant_code"))
    for i, (programme, cohort, code) in enumerate(zip(*columns, strict=True)):
        if code:
            yield i, (programme, cohort, code)


def fill_defaults(draft: Draft, choices: Choices) -> list[Problem]:
    """Give every row its programme, cohort and stage: from its column, else from the choice."""
    n = len(draft.rows)
    for column in draft.layout.table.columns:
        draft.values.setdefault(column.name, [None] * n)
    for name, chosen in (("programme", choices.programme), ("cohort", choices.cohort)):
        draft.values[name] = [value or chosen for value in draft.values[name]]
    return _fill_stage(draft, choices) if draft.table == QUESTIONNAIRES else []


def _fill_stage(draft: Draft, choices: Choices) -> list[Problem]:
    if choices.stage:
        draft.values["stage"] = [stage or choices.stage for stage in draft.values["stage"]]
        return []
    if not _says(draft, "stage"):
        named = _named_by_sheet(draft, "stage")
        if named:
            draft.values["stage"] = [named.value] * len(draft.rows)
            message = (
                f"These answers count as {named.label}, from the name of the sheet. Choose the "
                "stage for this file if that is wrong."
            )
            return [draft.problem(Level.WARNING, message)]
        message = (
            "No column says whether these answers were given before or after. "
            "Choose the stage for this file, or add a “Stage” column."
        )
        return [draft.problem(Level.QUESTION, message, asks=Asks.STAGE)]
    message = "The stage is blank. Type pre, post or follow-up."
    blank = [
        (i, Level.ERROR, message)
        for i, stage in enumerate(draft.values["stage"])
        if stage is None and not draft.typed("stage", i)
    ]
    return draft.cell_problems("stage", blank)


def _named_by_sheet(draft: Draft, column: str) -> Choice | None:
    """The choice of a column that the sheet's name is a spelling of, if it is one."""
    for choice in draft.layout.table.column(column).choices:
        if squash(draft.sheet) in {squash(name) for name in choice.names()}:
            return choice
    return None


def _says(draft: Draft, column: str) -> bool:
    """Whether anything is typed in a column; a template may bring it empty."""
    return any(draft.typed(column, i) for i in range(len(draft.rows)))


def fill_roles(drafts: list[Draft], choices: Mapping[str, Choices], known: KnownRoles) -> None:
    """Give every row without a role its person's, from the other tables, else from the choice."""
    roles = {**known, **_roles_of_sessions(drafts), **_roles_of_rows(drafts)}
    for draft in drafts:
        if draft.table == SESSIONS:
            continue
        for i, person in people(draft):
            draft.values["role"][i] = draft.values["role"][i] or roles.get(person)
        chosen = choices[draft.file].role
        if chosen:
            draft.values["role"] = [role or chosen for role in draft.values["role"]]


def _roles_of_rows(drafts: list[Draft]) -> dict[Person, str]:
    ordered = sorted(drafts, key=lambda draft: draft.table == PARTICIPANTS)
    return {
        person: draft.values["role"][i]
        for draft in ordered
        for i, person in people(draft)
        if draft.values["role"][i]
    }


def _roles_of_sessions(drafts: list[Draft]) -> dict[Person, str]:
    return {
        person: role
        for draft in drafts
        if draft.table == SESSIONS
        for _, person, role, _ in said_roles(draft)
    }


def said_roles(draft: Draft) -> Iterator[tuple[int, Person, str, str]]:
    """Position, person, role and the column that says it; a session says it of everyone in it."""
    if draft.table != SESSIONS:
        for i, person in people(draft):
            if draft.values["role"][i]:
                yield i, person, draft.values["role"][i], "role"
        return
    for i, group in enumerate(zip(draft.values["programme"], draft.values["cohort"], strict=True)):
        for role in ("mentor", "mentee"):
            for code in draft.values[f"{role}_code"][i] or ():
                yield i, (*group, code), role, f"{role}_code"


def role_problems(drafts: list[Draft]) -> list[Problem]:
    """Rows whose role is unknown, and people who have two roles in one cohort."""
    problems = [problem for draft in drafts for problem in _unknown_roles(draft)]
    first: dict[Person, tuple[str, Draft, int]] = {}
    for draft in sorted(drafts, key=lambda draft: draft.table == SESSIONS):
        for i, person, role, column in said_roles(draft):
            earlier, other, j = first.setdefault(person, (role, draft, i))
            if earlier != role:
                message = (
                    f"{person[2]} is a {role} here and a {earlier} in {other.place(j, draft)}. "
                    "One person has one role in a cohort: correct one of the two."
                )
                problems.append(draft.problem(Level.ERROR, message, column, i))
    return problems


def _unknown_roles(draft: Draft) -> list[Problem]:
    if draft.table != QUESTIONNAIRES:
        return []
    roles = draft.values["role"]
    blank = [i for i, role in enumerate(roles) if role is None and not draft.typed("role", i)]
    if blank and len(blank) == len(roles):
        message = (
            "No column says who is a mentor and who is a mentee, and no other table tells. "
            "Choose the role for this file, or add a “Role” column."
        )
        return [draft.problem(Level.QUESTION, message, asks=Asks.ROLE)]
    message = (
        "The role is blank, and no other table tells it; the row stays out of figures by role. "
        "Type it to count the row."
    )
    return draft.cell_problems("role", [(i, Level.WARNING, message) for i in blank])


def code_problems(draft: Draft) -> list[Problem]:
    """Codes that look like a name, an e-mail address or a staff number."""
    problems = []
    for name in ("participant_code", "mentor_code", "mentee_code"):
        for what, pattern in LOOKS_PERSONAL.items():
            suspect = [
                i for i, text in enumerate(draft.texts.get(name, ())) if _matches(pattern, text)
            ]
            if suspect:
                count = f" ({len(suspect):,} such rows)" if len(suspect) > 1 else ""
                message = f"The code looks like {what}{count}. Use codes that name nobody."
                problems.append(draft.problem(Level.WARNING, message, name, suspect[0]))
    return problems


def _matches(pattern: re.Pattern[str], text: str | None) -> bool:
    return bool(text) and any(pattern.fullmatch(part.strip()) for part in str(text).split(";"))


def disagreements(drafts: list[Draft]) -> list[Problem]:
    """People for whom two rows name different sites or specialties."""
    problems, first = [], dict[tuple[Person, str], str]()
    for draft, i, person in _in_order_of_weight(drafts):
        for name in ("site", "specialty"):
            value = draft.values[name][i]
            if value and first.setdefault((person, name), value) != value:
                problems.append(_disagreement(draft, i, name, first[(person, name)]))
    return problems


def _in_order_of_weight(drafts: list[Draft]) -> list[tuple[Draft, int, Person]]:
    """Every row about a person: Participants first, then the earliest questionnaire."""

    def weight(row: tuple[Draft, int, Person]) -> tuple[bool, date]:
        draft, i, _ = row
        if draft.table == PARTICIPANTS:
            return False, date.min
        return True, draft.values["completed_on"][i] or date.max

    return sorted(((draft, i, p) for draft in drafts for i, p in people(draft)), key=weight)


def _disagreement(draft: Draft, i: int, name: str, earlier: str) -> Problem:
    message = (
        f"Another row gives this person the {name} “{earlier}”; that one is used. "
        "Correct one of the two if it matters."
    )
    return draft.problem(Level.WARNING, message, name, i)


def unanswered(drafts: list[Draft], known: KnownRoles) -> list[Problem]:
    """Codes of sessions that answered no questionnaire here or before."""
    answered = {p for d in drafts if d.table == QUESTIONNAIRES for _, p in people(d)} | set(known)
    problems = []
    for draft in drafts:
        if draft.table == SESSIONS and answered:
            problems += _unanswered(draft, answered)
    return problems


def _unanswered(draft: Draft, answered: set[Person]) -> list[Problem]:
    problems = []
    groups = list(zip(draft.values["programme"], draft.values["cohort"], strict=True))
    for name in ("mentor_code", "mentee_code"):
        silent: dict[str, int] = {}
        for i, codes in enumerate(draft.values[name]):
            for code in codes or ():
                if (*groups[i], code) not in answered:
                    silent.setdefault(code, i)
        if silent:
            some = ", ".join(list(silent)[:5]) + (" and others" if len(silent) > 5 else "")
            codes = "code of these sessions" if len(silent) == 1 else "codes of these sessions"
            message = (
                f"{len(silent)} {codes} answered no questionnaire: {some}. "
                "Check the spelling; the sessions are counted all the same."
            )
            problems.append(
                draft.problem(Level.WARNING, message, name, next(iter(silent.values())))
            )
    return problems
