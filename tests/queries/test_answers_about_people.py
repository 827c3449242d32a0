"""What each question about people answers on the small programme, row by row, counted by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.queries.conftest import Answer, cells, marks
from tests.queries.small_programme import OURS, THEIRS

Ask = Callable[..., Answer]


def test_answered_stages_name_everybody_once(ask: Ask) -> None:
    found = ask("answered_stages")
    for row in found:
        row["answered"] = "+".join(sorted(row["stages"])) or "-"
    columns = ("cohort", "role", "code", "site", "specialty", "answered", "n_sessions")
    assert marks(found, *columns) == [
        "2024 mentee B1 York Surgery post+pre 4",
        "2024 mentee B2 . Surgery pre 0",
        "2024 mentee B4 York . post 1",
        "2024 mentor A1 Leeds Surgery follow_up+post+pre 4",
        "2024 mentor A2 York Medicine pre 2",
        "2024 mentor A3 Leeds Medicine - 0",
        "2025 mentee B3 Leeds Medicine follow_up+pre 4",
        "2025 mentee B5 . . - 1",
        "2025 mentor A1 York Medicine post+pre 2",
        "2025 mentor A4 York Surgery pre 0",
        "2025 mentor A5 Leeds Surgery - 0",
        "2025 mentor A6 Leeds Medicine post+pre 1",
        "2025 mentor A7 . . - 1",
        "2025 . X1 York Medicine post+pre 0",
    ]


def test_options_count_people_and_the_answers_that_have_no_code(ask: Ask) -> None:
    # 14 people and q9, q10, q11, q21; who has no site (specialty, role) is no option.
    assert marks(ask("options"), "filter", "value", "n") == [
        *("cohort 2024 9", "cohort 2025 9", "role mentee 6", "role mentor 11"),
        *("site Leeds 8", "site York 7", "specialty Medicine 7", "specialty Surgery 7"),
    ]
    assert marks(ask("options", programme=THEIRS), "filter", "value", "n") == [
        *("cohort 2024 2", "cohort 2025 1", "role mentee 1", "role mentor 2"),
        *("site Leeds 1", "site York 2", "specialty Medicine 1", "specialty Surgery 2"),
    ]


def test_owing_names_who_is_in_the_programme_and_has_not_answered(ask: Ask) -> None:
    # Not A2, who left, nor A3 and A5, who were invited and no more.
    columns = ("stage", "role", "cohort", "code", "site", "specialty", "n_sessions")
    assert marks(ask("owing"), *columns) == [
        "post mentee 2024 B2 . Surgery 0",
        "post mentee 2025 B3 Leeds Medicine 4",
        "post mentee 2025 B5 . . 1",
        "post mentor 2025 A4 York Surgery 0",
        "post mentor 2025 A7 . . 1",
        "pre mentee 2024 B4 York . 1",
        "pre mentee 2025 B5 . . 1",
        "pre mentor 2025 A7 . . 1",
    ]


STEPS = ("invited", "agreed", "answered_before", "met", "answered_after", "answered_follow_up",
         "answered_any")  # fmt: skip


def test_steps_count_every_way_that_people_went(ask: Ask) -> None:
    found = ask("steps")
    taken = [
        f"{row['role']} {''.join('.x'[row[step]] for step in (*STEPS, 'has_left', 'is_listed'))}"
        for row in found
    ]
    # Invited, agreed, before, met, after, follow-up, any of these; left; listed.
    assert list(zip(taken, (row["n"] for row in found), strict=True)) == [
        ("mentee ...x.....", 1),  # B5
        ("mentee ...xx.x..", 1),  # B4
        ("mentee .xxx.xx.x", 1),  # B3
        ("mentee xxx...x.x", 1),  # B2
        ("mentee xxxxx.x.x", 1),  # B1
        ("mentor ...x.....", 1),  # A7
        ("mentor ..xxx.x..", 1),  # A6
        ("mentor x.......x", 2),  # A3 A5
        ("mentor xxx...x.x", 1),  # A4
        ("mentor xxxx..xxx", 1),  # A2
        ("mentor xxxxx.x.x", 1),  # A1 of 2025
        ("mentor xxxxxxx.x", 1),  # A1 of 2024
    ]


def test_traits_tell_who_took_part_and_who_completed(ask: Ask) -> None:
    # Both times: A1, A6 and A1 of 2025. Took part: A2, A4. Invited and no more: A3, A5.
    found = ask("traits", roles=["mentor"])
    for row in found:
        row["far"] = "both" if row["completed"] else "part" if row["took_part"] else "no"
    assert marks(found, "trait", "value", "far", "n") == [
        *("age_band 31-40 part 1", "age_band 31-40 both 2"),
        *("grade ST3 no 1", "grade ST3 part 1", "grade ST4 both 1", "grade ST5 both 1"),
        *("grade ST6 no 1", "grade ST6 part 1"),
        "how_matched interests both 1",
        *("how_matched site no 1", "how_matched site part 1", "how_matched site both 1"),
        *("how_recruited asked both 1", "how_recruited poster part 1"),
        *("sex F no 2", "sex F both 1", "sex M part 1", "sex M both 1"),
        *("site Leeds no 2", "site Leeds both 2", "site York part 2", "site York both 1"),
        *("specialty Medicine no 1", "specialty Medicine part 1", "specialty Medicine both 2"),
        *("specialty Surgery no 1", "specialty Surgery part 1", "specialty Surgery both 1"),
    ]
    assert [row["n"] for row in found if row["completed"] and not row["took_part"]] == []


def test_years_in_post_are_of_those_who_took_part(ask: Ask) -> None:
    # A1 and A1 of 2025 two each, A2 and A4; not A3 and A5, who were invited, nor X1 without a role.
    assert marks(ask("years_in_post"), "role", "years", "n") == [
        *("mentee 12.0 1", "mentee 20.5 1", "mentor 1.5 1", "mentor 2.0 2", "mentor 3.0 1")
    ]


def test_codes_are_counted_by_the_cohorts_they_stand_in(ask: Ask) -> None:
    # A1 in both; A2 A3 B1 B2 B4 of 2024, A4 A5 A6 A7 B3 B5 X1 of 2025.
    assert marks(ask("codes_in_cohorts"), "n_cohorts", "n") == ["1 12", "2 1"]


def test_totals_are_of_everybody_who_took_part(ask: Ask) -> None:
    # A6 left out questions before, B2 too; not A3 and A5, who were invited and no more.
    columns = ("role", "answered_before", "answered_after", "total_before", "total_after", "n")
    found = ask("totals_of_people")
    assert marks(found, *columns) == [
        "mentee False False . . 1",  # B5
        "mentee False True . 29 1",  # B4
        "mentee True False 27 . 1",  # B3
        "mentee True False . . 1",  # B2
        "mentee True True 28 25 1",  # B1
        "mentor False False . . 1",  # A7
        "mentor True False 10 . 1",  # A4
        "mentor True False 21 . 1",  # A2
        "mentor True True 13 22 1",  # A1
        "mentor True True 17 24 1",  # A1 of 2025
        "mentor True True . 29 1",  # A6
    ]
    assert {row["is_known"] for row in found} == {True}


def test_leaving_has_a_day_or_a_reason(ask: Ask) -> None:
    # A2 left; B2 and X1 said why, and nobody wrote down when.
    assert marks(ask("leaving"), "role", "has_day", "reason", "n") == [
        *("mentee False no time 1", "mentor True moved 1", ". False moved 1")
    ]


def test_without_session_names_who_agreed_and_waits(ask: Ask) -> None:
    columns = ("agreed_on", "role", "cohort", "code", "site")
    assert cells(ask("without_session"), *columns) == [
        (date(2025, 1, 12), "mentor", "2025", "A4", "York"),
        (date(2025, 1, 13), None, "2025", "X1", "York"),
        (date(2025, 1, 14), "mentee", "2024", "B2", None),
    ]


def test_decisions_that_hold_come_newest_first(ask: Ask) -> None:
    assert marks(ask("decisions"), "cohort", "code", "same_as", "joined") == [
        *("2024 A2 A3 False", "2025 B-3 B3 True", "2025 a6 A6 True")
    ]


def test_programmes_count_the_rows_of_all_three_tables(ask: Ask) -> None:
    # 10 + 21 + 13, and 3 + 4 + 3.
    assert marks(ask("programmes"), "programme", "n_rows", "is_sample") == [
        *(f"{OURS} 44 False", f"{THEIRS} 10 False")
    ]


PEOPLE = ("2024 A1", "2024 A2", "2024 A3", "2024 B1", "2024 B2", "2025 A1", "2025 A4", "2025 A5")


@pytest.mark.parametrize(("limit", "offset", "first", "last"), [(4, 0, 0, 4), (3, 5, 5, 8)])
def test_rows_of_participants_come_page_by_page(
    limit: int, offset: int, first: int, last: int, ask: Ask
) -> None:
    found = ask("rows_participants", limit=limit, offset=offset)
    assert marks(found, "cohort", "participant_code") == list(PEOPLE[first:last])


def test_rows_bear_the_code_that_was_typed(ask: Ask) -> None:
    assert marks(ask("rows_participants", offset=8), "participant_code") == ["B-3", "X1"]
    # Cohort, code (no code last), day.
    assert marks(ask("rows_questionnaires"), "cohort", "participant_code", "stage") == [
        *("2024 A1 pre", "2024 A1 post", "2024 A1 follow_up", "2024 A2 pre", "2024 B1 pre"),
        *("2024 B1 post", "2024 B2 pre", "2024 B4 post", "2024 . pre", "2024 . pre"),
        *("2024 . post", "2025 A1 pre", "2025 A1 post", "2025 A4 pre", "2025 A6 pre"),
        *("2025 B3 pre", "2025 B3 follow_up", "2025 X1 post", "2025 X1 pre", "2025 a6 post"),
        "2025 . post",
    ]
