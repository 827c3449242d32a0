"""What an erasure leaves alone: the others, their rows, their decisions, their dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading
from rmdata.store.results import Decision, Import, LoadedFile
from rmdata.store.store import Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
HERE = ("Our programme", "All")


def test_later_imports_leave_out_the_erased_mentee_and_nobody_else(
    store: Store,
    load: Load,
    answer: Make,
    meeting: Make,
    workbook: Workbook,
    understood: Understood,
) -> None:
    """Of E1: one answer, one session alone; one with E2, who keeps it. Three answers, no code."""
    sheets = {
        "Questionnaires": [answer("E1"), answer("E2"),
                           *[answer(None, Experience=n) for n in (1, 3, 5)]],
        "Sessions": [meeting("M1", "E1"), meeting("M1", "E1; E2", date(2025, 4, 8)),
                     meeting("M1", "E2", date(2025, 4, 15))],
    }  # fmt: skip
    load(**sheets)
    store.erase("E1")
    again = understood(workbook(**sheets), known=store.known_people())
    made = store.load(again)
    assert (made.n_erased, made.n_new, made.n_changed, made.n_unchanged) == (2, 0, 0, 6)
    assert sorted(code for _, _, code in store.known_people()) == ["E2", "M1"]
    said = store.run("select participant_code, experience from questionnaires order by all").rows
    assert said == (("E2", 4), (None, 1), (None, 3), (None, 5))
    assert store.run("select mentee_code, day(held_on) from sessions order by 2").rows == (
        (["E2"], 8),
        (["E2"], 15),
    )


def test_a_person_is_erased_from_what_is_shown_at_once(
    store: Store, load: Load, answer: Make
) -> None:
    load(Questionnaires=[answer("M1"), answer("M2"), answer("M3")])
    before = store.version
    assert store.erase("M2").n_rows["questionnaires"] == 1
    for relation in ("questionnaires", "answers", "people"):
        codes = "participant_code" if relation == "questionnaires" else "code"
        found = store.run(f"select {codes} from {relation} order by 1").rows
        assert found == (("M1",), ("M3",)), relation
    assert store.version > before


def test_every_sheet_tells_how_many_of_its_own_rows_are_left(
    store: Store, load: Load, answer: Make, workbook: Workbook, understood: Understood
) -> None:
    """Of three and two answers and one listed person M1 takes one, one and one along."""
    first = workbook(
        "first.xlsx",
        Questionnaires=[answer(code) for code in ("M1", "M2", "M3")],
        Participants=[{"Participant code": "M1", "Role": "mentor"}],
    )
    second = workbook("second.xlsx", Questionnaires=[answer(c, "post") for c in ("M1", "M2")])
    store.load(understood(first, second))
    store.erase("M1")
    assert store.imports()[0].files == (LoadedFile("first.xlsx", 2), LoadedFile("second.xlsx", 1))


def test_decisions_go_whichever_of_their_codes_is_erased(
    store: Store, load: Load, answer: Make
) -> None:
    load(Questionnaires=[answer(code) for code in ("M1", "M2", "M3", "M4", "M5")])
    about_m1 = [Decision(*HERE, "M1", "M2"), Decision(*HERE, "M3", "M1")]
    stays = [Decision(*HERE, "M4", "M5"), Decision("Our programme", "2030", "M1", "M2")]
    for decision in (*about_m1, *stays):
        store.decide(decision, joined=False)
    assert store.erase("M1").n_rows["decisions"] == 2
    assert [made.decision for made in store.imports()] == [*reversed(stays), None]


def test_an_erased_programme_leaves_the_others_their_decisions_and_dates(
    store: Store, load: Load, answer: Make, meeting: Make
) -> None:
    stays = Decision("B", "All", "M1", "M2")
    load(
        Questionnaires=[answer(code, Programme=programme)
                        for programme, code in (("A", "M1"), ("B", "M1"), ("B", "M2"))],
        Sessions=[meeting("M1", "E1", Programme=programme) for programme in ("A", "B")],
        Participants=[{"Participant code": "M1", "Programme": p} for p in ("A", "B")],
    )  # fmt: skip
    store.decide(Decision("A", "All", "M1", "M9"), joined=False)
    store.decide(stays, joined=False)
    store.set_keep_until("A", date(2030, 1, 31))
    store.set_keep_until("B", date(2031, 5, 6))
    gone = store.erase_programme("A").n_rows
    assert {table: n for table, n in gone.items() if n} == {
        "questionnaires": 1, "participants": 1, "sessions": 1, "decisions": 1
    }  # fmt: skip
    assert store.keep_until() == {"B": date(2031, 5, 6)}
    assert [made.decision for made in store.imports()] == [stays, None]
    assert sorted(store.known_people()) == [("B", "All", code) for code in ("E1", "M1", "M2")]


def test_a_person_is_told_the_own_rows_of_every_table_and_nobody_elses(
    store: Store, load: Load, answer: Make, meeting: Make
) -> None:
    load(
        Questionnaires=[answer("M1", Experience=2), answer("M1", "post", Experience=5),
                        answer("M2", Experience=1), answer("M1", Cohort="2030", Experience=3)],
        Sessions=[meeting("M1", "E1", Minutes=25), meeting("M2", "E1", Minutes=55),
                  meeting("M1", "E1", Minutes=75, Cohort="2030")],
        Participants=[{"Participant code": code, "Grade": grade, "Cohort": cohort}
                      for code, grade, cohort in (
                          ("M1", "ST3", "All"), ("M2", "ST7", "All"), ("M1", "ST5", "2030"))],
    )  # fmt: skip
    stored = store.person("M1", *HERE)
    told = {name: rows.records() for name, rows in stored.tables().items()}
    assert [(row["stage"], row["experience"]) for row in told["questionnaires"]] == [
        ("pre", 2),
        ("post", 5),
    ]
    assert [row["grade"] for row in told["participants"]] == ["ST3"]
    assert [row["minutes"] for row in told["sessions"]] == [25]
