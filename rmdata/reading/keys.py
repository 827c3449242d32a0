"""What makes a row the same row as another, and what happens when it comes twice."""

import hashlib
from collections.abc import Mapping
from typing import Any

from rmdata.reading.problems import FIRST, LAST, Asks, Choices, Level, Problem
from rmdata.reading.rows import Draft
from rmdata.schema import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, WHOSE_AND_WHEN

SEPARATOR = "\x1f"
DELETE_OR_CHOOSE = "Delete one of the two rows, or choose which one counts."
SAME = {
    QUESTIONNAIRES: ("about the same person and stage", DELETE_OR_CHOOSE),
    PARTICIPANTS: ("the same person", DELETE_OR_CHOOSE),
    SESSIONS: (
        "the same session",
        "Delete one of the two rows, give each its own session id, or choose which one counts.",
    ),
}


def fill_keys(draft: Draft) -> None:
    """Give every row its key, as text: equal keys are the same row of the same table.

    A row that lacks a part of its key has none (""); that lack is a problem of its own.
    """
    seen: dict[str, int] = {}
    for i in range(len(draft.rows)):
        parts = _parts(draft, i)
        key = SEPARATOR.join(str(part) for part in parts) if all(parts) else ""
        if draft.table == QUESTIONNAIRES and not draft.values["participant_code"][i]:
            key = _anonymous_key(draft, i, seen)
        draft.row_keys.append(key)


def _parts(draft: Draft, i: int) -> tuple[Any, ...]:
    value = {name: values[i] for name, values in draft.values.items()}
    if draft.table != SESSIONS or value["session_id"]:
        return tuple(value[name] for name in draft.layout.table.key)
    codes = [";".join(sorted(value[name] or ())) for name in ("mentor_code", "mentee_code")]
    return (value["programme"], value["cohort"], *codes, value["held_on"])


def _anonymous_key(draft: Draft, i: int, seen: dict[str, int]) -> str:
    """An answer without a code is known by its content and by how often that content came.

    So the same export loaded again changes nothing, and two people who ticked alike stay two.
    """
    content = repr([draft.values[name][i] for name in sorted(draft.values)])
    digest = hashlib.sha256(content.encode()).hexdigest()[:24]
    seen[digest] = seen.get(digest, 0) + 1
    return SEPARATOR.join(("anonymous", digest, str(seen[digest])))


def resolve_repeats(drafts: list[Draft], choices: Mapping[str, Choices]) -> list[Problem]:
    """Keep one row of each key: identical repeats with a warning, different ones by choice."""
    first: dict[tuple[str, str], tuple[Draft, int]] = {}
    dropped: dict[int, set[int]] = {id(draft): set() for draft in drafts}
    problems = []
    for draft in drafts:
        for i, key in enumerate(draft.row_keys):
            if not key:
                continue
            other, j = first.setdefault((draft.table, key), (draft, i))
            if (other, j) == (draft, i) or _supplements(other, draft):
                continue
            choice = choices[draft.file].duplicates
            problems.append(_repeat(draft, i, other, j, choice))
            if choice == LAST and _differ(draft, i, other, j):
                dropped[id(other)].add(j)
                first[(draft.table, key)] = (draft, i)
            else:
                dropped[id(draft)].add(i)
    for draft in drafts:
        if dropped[id(draft)]:
            draft.keep([i not in dropped[id(draft)] for i in range(len(draft.rows))])
    return problems


def _supplements(one: Draft, other: Draft) -> bool:
    """Whether two sheets answer different questions about the same people and stages."""
    return one is not other and not (set(one.carried) & set(other.carried)) - WHOSE_AND_WHEN


def _differ(draft: Draft, i: int, other: Draft, j: int) -> list[str]:
    both = [name for name in draft.carried if name in other.carried]
    return [name for name in both if draft.values[name][i] != other.values[name][j]]


def _repeat(draft: Draft, i: int, other: Draft, j: int, choice: str | None) -> Problem:
    where, differing = other.place(j, draft), _differ(draft, i, other, j)
    if not differing:
        message = f"The same row stands in {where}; it is counted once."
        return draft.problem(Level.WARNING, message, _key_column(draft, i), i)
    column = differing[0] if draft.table == QUESTIONNAIRES else _key_column(draft, i)
    labels = ", ".join(draft.layout.table.column(name).label for name in differing[:4])
    if choice in (FIRST, LAST):
        message = f"Differs from {where} in {labels}; the {choice} of the two is used, as chosen."
        return draft.problem(Level.WARNING, message, column, i)
    same, remedy = SAME[draft.table]
    message = f"R{where[1:]} is {same} but differs in {labels}. {remedy}"
    return draft.problem(Level.QUESTION, message, column, i, Asks.DUPLICATES)


def _key_column(draft: Draft, i: int) -> str:
    """The cell that makes a row the same as another one."""
    if draft.table != SESSIONS:
        return "participant_code"
    return "session_id" if draft.values["session_id"][i] else "held_on"
