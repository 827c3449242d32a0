"""What an import would change, row by row; whose row it is; and what is listed of it."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading
from rmdata.store.engine import relations
from rmdata.store.engine import relations as ddl
from rmdata.store.results import Change, Import, LoadedFile, StoreError
from rmdata.store.store import Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]

CODES_OF_TWO_COHORTS = [("A", "2023"), ("A", "2024"), ("B", "2023")]


def counts(made: Any) -> tuple[int, int, int]:
    return made.n_new, made.n_changed, made.n_unchanged


def concerned(code: str, *concerns: str) -> dict[str, Any]:
    return {"Participant code": code, "Stage": "pre", "Concerns": "; ".join(concerns)}


def test_a_code_is_another_person_in_every_programme_and_cohort(
    store: Store, load: Load, answer: Make, meeting: Make
) -> None:
    def sheets(experience: int, minutes: int, grade: str) -> dict[str, Any]:
        """The same code and session id in each; the last of them may say something else."""
        said = dict.fromkeys(CODES_OF_TWO_COHORTS, (2, 30, "ST1"))
        said["B", "2023"] = (experience, minutes, grade)
        answers, meetings, people = [], [], []
        for (programme, cohort), (rated, length, rank) in said.items():
            whose = {"Programme": programme, "Cohort": cohort}
            answers.append(answer("M1", Experience=rated, **whose))
            meetings.append(meeting("M1", "E1", Minutes=length, **{"Session id": "S1"}, **whose))
            people.append({"Participant code": "M1", "Role": "mentor", "Grade": rank, **whose})
        return {"Questionnaires": answers, "Sessions": meetings, "Participants": people}

    assert counts(load(**sheets(2, 30, "ST1"))) == (9, 0, 0)
    assert counts(load(**sheets(5, 45, "ST3"))) == (0, 3, 6)
    changed = store.run("""
        select programme, cohort, experience, minutes, grade from questionnaires
        inner join sessions using (programme, cohort)
        inner join participants using (programme, cohort)
        order by programme, cohort
    """)
    assert changed.rows == (
        ("A", "2023", 2, 30, "ST1"),
        ("A", "2024", 2, 30, "ST1"),
        ("B", "2023", 5, 45, "ST3"),
    )


def test_a_row_of_two_sheets_is_changed_where_either_changes_it(load: Load, answer: Make) -> None:
    load(Questionnaires=[answer(Experience=2)], Concerns=[concerned("M1", "Lack of time")])
    first = load(Questionnaires=[answer(Experience=3)], Concerns=[concerned("M1", "Lack of time")])
    assert counts(first) == (0, 1, 0)
    second = load(Questionnaires=[answer(Experience=3)], Concerns=[concerned("M1", "Hierarchy")])
    assert counts(second) == (0, 1, 0)


def test_a_session_and_a_person_of_one_name_are_two_rows(load: Load, meeting: Make) -> None:
    people = [{"Participant code": code, "Role": "mentor"} for code in ("M1", "M2", "M3")]
    made = load(Participants=people, Sessions=[meeting("M1", "E1", **{"Session id": "M1"})])
    assert counts(made) == (4, 0, 0)


def test_a_blank_cell_takes_the_value_away_and_a_missing_column_leaves_it(
    store: Store, load: Load, workbook: Workbook, understood: Understood, answer: Make
) -> None:
    load(Questionnaires=[answer(Experience=2, Site="Leeds", Specialty="Surgery")])
    later = {"Participant code": "M1", "Stage": "pre", "Experience": 5, "Specialty": None}
    # No column says the role, but whoever uploads the file.
    file = workbook(Questionnaires=[later | {"Concerns": "Hierarchy"}])
    reading = understood(file, role="mentee")
    found = store.compare(reading)
    assert (counts(found), len(found.changes)) == ((0, 1, 0), 3)
    where = ("answers.xlsx", "Questionnaires", 2)
    assert found.changes == (
        Change(*where, "Specialty", "Surgery", None),
        Change(*where, "Concerns", None, "[hierarchy]"),
        Change(*where, "Experience", "2", "5"),
    )
    store.load(reading)
    held = store.run("select role, site, specialty, experience from questionnaires").rows
    assert held == (("mentee", "Leeds", None, 5),)


def test_every_file_of_an_import_is_listed_and_known_by_its_own_bytes(
    store: Store, workbook: Workbook, understood: Understood, answer: Make, meeting: Make
) -> None:
    two_sheets = workbook(
        "one.xlsx",
        Questionnaires=[answer(code, Programme="A") for code in ("M1", "M2")],
        Participants=[{"Participant code": "M1", "Role": "mentor", "Programme": "A"}],
    )
    sessions_alone = workbook("another.xlsx", Sessions=[meeting("M1", "E1", Programme="B")])
    store.remove("B")
    made = store.load(understood(two_sheets, sessions_alone))
    assert made.files == (LoadedFile("one.xlsx", 3), LoadedFile("another.xlsx", 1))
    assert store.programmes() == ["A", "B"]
    assert [entry.import_id for entry in store.imports()] == [2, 1]
    assert [store.loaded_before(f.sha256) for f in (two_sheets, sessions_alone)] == [made, made]
    store.remove("B")
    assert [store.loaded_before(f.sha256) for f in (two_sheets, sessions_alone)] == [made, None]


def test_a_removed_programme_is_gone_from_every_table_and_the_other_stays(
    store: Store, load: Load, answer: Make, meeting: Make
) -> None:
    load(
        Questionnaires=[answer("M1", Programme="A"), answer("M2", Programme="B")],
        Sessions=[meeting("M1", "E1", Programme="A"), meeting("M2", "E2", Programme="B")],
        Participants=[{"Participant code": "M1", "Programme": "A"},
                      {"Participant code": "M2", "Programme": "B"}],
    )  # fmt: skip
    store.remove("A")
    for table in ("questionnaires", "sessions", "participants"):
        assert store.run(f"select programme from {table}").rows == (("B",),), table
    assert {programme for programme, _, _ in store.known_people()} == {"B"}


def test_rows_that_the_commit_did_not_store_are_missed(
    load: Load, answer: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = relations.insert_statement
    with monkeypatch.context() as broken:
        broken.setattr(ddl, "insert_statement", lambda table: f"{whole(table)} limit 2")
        with pytest.raises(StoreError, match="Import 1 was to store 3 rows and stored 2"):
            load(Questionnaires=[answer(code) for code in ("M1", "M2", "M3")])


def test_every_kind_of_change_makes_a_new_version(store: Store, load: Load, answer: Make) -> None:
    seen = [store.version]
    load(Questionnaires=[answer()])
    seen.append(store.version)
    store.keep_mapping("a1", "x = 1")
    seen.append(store.version)
    store.set_keep_until("Our programme", None)
    seen.append(store.version)
    store.erase("M1")
    seen.append(store.version)
    assert seen == sorted(set(seen))
