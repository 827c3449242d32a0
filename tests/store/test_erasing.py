"""Erasing a person: from rows, file and backups, and out of later loads."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rmdata.reading.choices import Choices, Mapping, to_toml
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.rows.repeats import SEPARATOR
from rmdata.reading.understood import Reading
from rmdata.store.file.backups import backups_of
from rmdata.store.file.places import Places
from rmdata.store.proving import search
from rmdata.store.record.people import NAME_ERASED
from rmdata.store.results import Comparison, Decision, Import, Person, StoreError
from rmdata.store.store import Store

Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
CODE = "canary-0417"
COHORTS = ("2024", "2025")
WORDS = "Worried about the Canary Wharf clinic"


def files(path: Path) -> list[Path]:
    return [file for file in path.parent.rglob("*") if file.is_file()]


def holding(path: Path, *texts: str) -> list[str]:
    return [f.name for f in files(path) if any(t.encode() in f.read_bytes() for t in texts)]


def everything(answer: Make, meeting: Make) -> dict[str, Any]:
    """Every place in which one person's code and words can stand."""
    said = {"Concerns in your own words": WORDS, "Benefits in your own words": f"{WORDS} too"}
    listed = {"Participant code": CODE, "Role": "mentor", "Grade": "Canary grade"}
    return {
        "Questionnaires": [answer(CODE, **said), answer(CODE, "post", **said), answer("M2")],
        "Sessions": [
            meeting(CODE, "E1", Topics="canary topic; rota"),
            meeting(f"{CODE}; M2", "E1", **{"Session id": f"{CODE}/M2/1"}),
            meeting(f"{CODE}; M2", "E2"),
            meeting("M2", "E2"),
        ],
        "Participants": [
            listed | {"Reason for leaving": "Moved to Canary", "How recruited": "canary mail"},
            {"Participant code": "M2", "Role": "mentor"},
        ],
    }


def test_no_file_holds_an_erased_person(
    kept: Store, put: Put, answer: Make, meeting: Make, path: Path
) -> None:
    sheets = everything(answer, meeting)
    undone = put(**sheets)
    kept.undo(undone.import_id)
    put(**sheets)
    kept.keep_mapping("a1", f'meanings = "{CODE} = M1"')
    kept.decide(Decision("Our programme", "All", CODE, "M9"), joined=False)
    put(Questionnaires=[answer("M3")])
    aside = path.with_name("store.duckdb.set-aside-20250101")
    aside.write_text(CODE)
    marks = (CODE, WORDS, "Canary grade", "Moved to Canary", "canary mail", "canary topic")
    assert len(holding(path, *marks)) == 4, "the store, two backups, and what was set aside"
    done = kept.erase(CODE)
    assert [(p.code, p.role) for p in done.people] == [(CODE, "mentor")]
    assert done.n_rows == {
        "questionnaires": 4, "participants": 2, "sessions": 4, "decisions": 1, "mappings": 1
    }  # fmt: skip
    assert (done.n_rows_left, done.n_hits, done.n_texts) == (0, 0, 8)
    kept.close()
    assert done.n_bytes_searched == sum(file.stat().st_size for file in files(path))
    assert holding(path, *marks) == []
    assert [backup.n_imports for backup in backups_of(path)] == [3]
    assert not aside.exists()


def test_sessions_keep_the_others_and_are_found_again(
    kept: Store, put: Put, answer: Make, meeting: Make
) -> None:
    sheets = everything(answer, meeting)
    put(**sheets)
    kept.erase(CODE)
    left = kept.run("from sessions order by row_key").records()
    assert [(row["mentor_code"], row["mentee_code"]) for row in left] == [
        (["M2"], ["E2"]),
        (["M2"], ["E1"]),
    ]
    about = ("Our programme", "All")
    assert left[0]["row_key"] == SEPARATOR.join((*about, "M2", "E2", "2025-04-01"))
    assert left[1]["row_key"] == SEPARATOR.join((*about, left[1]["session_id"]))
    assert CODE not in left[1]["session_id"]
    assert [made.files[0].n_rows for made in kept.imports()] == [4]


def test_a_later_export_does_not_bring_an_erased_person_back(
    kept: Store, put: Put, answer: Make, meeting: Make, workbook: Workbook, understood: Understood
) -> None:
    sheets = everything(answer, meeting)
    put(**sheets)
    kept.erase(CODE)
    again = understood(workbook("again.xlsx", **sheets), known=kept.known_people())
    assert kept.compare(again) == Comparison(0, 0, 4, (), n_erased=5)
    assert (made := kept.load(again)).n_erased == 5
    assert (made.n_unchanged, made.files[0].n_rows) == (4, 4)
    assert kept.people_of(CODE) == []
    other = put(Questionnaires=[answer(CODE, Programme="Another programme")])
    assert (other.n_new, other.n_erased) == (1, 0)


def test_the_codes_that_were_joined_to_a_person_go_too(kept: Store, put: Put, answer: Make) -> None:
    rows = [answer("M01"), answer("m01", "post"), answer("M10"), answer("M01", Programme="Other")]
    put(Questionnaires=rows)
    kept.decide(Decision("Our programme", "All", "m01", "M01"), joined=True)
    told = [
        Person("Other", "All", "M01", "mentor"),
        Person("Our programme", "All", "M01", "mentor"),
        Person("Our programme", "All", "m01", "mentor"),
    ]
    assert kept.people_of("M01") == told
    assert kept.people_of("m01") == told[1:]
    assert kept.erase("m01").people == tuple(told[1:])
    assert [row[0] for row in kept.run("select code from people order by 1").rows] == ["M01", "M10"]
    assert [made.kind for made in kept.imports()] == ["load"]
    with pytest.raises(StoreError, match="No row in the programme “Other” holds the code “M10”"):
        kept.erase("M10", "Other")


def of_two_cohorts(answer: Make, meeting: Make) -> dict[str, Any]:
    """A code that stands for one person in 2024 and for another in 2025."""
    words = "Concerns in your own words"
    return {
        "Questionnaires": [
            answer("M1", Cohort=cohort, **{words: f"Said in {cohort}"}) for cohort in COHORTS
        ],
        "Sessions": [
            meeting(mentors, "E1", Cohort=cohort)
            for cohort in COHORTS
            for mentors in ("M1", "M1; M2")
        ],
        "Participants": [
            {"Participant code": "M1", "Role": "mentor", "Cohort": cohort} for cohort in COHORTS
        ],
    }


def test_one_code_in_two_cohorts_is_two_people(
    kept: Store, put: Put, answer: Make, meeting: Make, workbook: Workbook, understood: Understood
) -> None:
    sheets = of_two_cohorts(answer, meeting)
    put(**sheets)
    two = "stands for 2 people: Our programme, 2024; Our programme, 2025. Say which programme and"
    for ask in (kept.person, kept.erase):
        with pytest.raises(StoreError, match=f"The code “M1” {two} cohort"):
            ask("M1")
    stored = kept.person("M1", cohort="2024")
    for rows in stored.tables().values():
        assert {row["cohort"] for row in rows.records()} == {"2024"}
    for year in COHORTS:
        kept.decide(Decision("Our programme", year, "M1", "M9"), joined=False)
    done = kept.erase("M1", "Our programme", "2024")
    assert done.people == (Person("Our programme", "2024", "M1", "mentor"),)
    assert done.n_rows == {
        "questionnaires": 1, "participants": 1, "sessions": 1, "decisions": 1, "mappings": 0
    }  # fmt: skip
    assert (done.n_rows_left, done.n_texts, done.n_hits) == (0, 1, 0)
    assert kept.people_of("M1") == [Person("Our programme", "2025", "M1", "mentor")]
    named = kept.run("select cohort, mentor_code from sessions order by 1, len(mentor_code)").rows
    assert named == (("2024", ["M2"]), ("2025", ["M1"]), ("2025", ["M1", "M2"]))
    again = understood(workbook("again.xlsx", **sheets), known=kept.known_people())
    assert kept.load(again).n_erased == 3
    assert kept.people_of("M1", cohort="2024") == []
    later = put(Questionnaires=[answer("M1", Cohort="2026")])
    assert (later.n_new, later.n_erased) == (1, 0)
    with pytest.raises(StoreError, match="in the cohort “2024” holds the code “M1”"):
        kept.erase("M1", cohort="2024")


def test_an_erasure_that_was_interrupted_is_finished_at_the_next_opening(
    kept: Store, put: Put, answer: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Questionnaires=[answer(CODE), answer("M2")])
    put(Questionnaires=[answer("M3")])
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("rmdata.store.erasure._rewrite", interrupt)
        kept.erase(CODE)
    kept.close()
    assert holding(path, CODE)
    n_bytes, n_hits = search(Places(path), [CODE])
    assert (n_bytes, n_hits > 0) == (sum(file.stat().st_size for file in files(path)), True)
    again = Store(path, kept.instrument)
    assert sorted(code for _, _, code in again.known_people()) == ["M2", "M3"]
    again.close()
    assert holding(path, CODE) == []
    assert len(backups_of(path)) == 1


def interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("name", "is_erased"),
    [
        ("feedback_M01.xlsx", True),
        ("M01_answers.xlsx", True),
        ("interview-m01.xlsx", True),
        ("M01.xlsx", True),
        ("M011.xlsx", False),
        ("itemM01.xlsx", False),
    ],
)
def test_a_file_named_after_a_person_loses_its_name(
    name: str,
    is_erased: bool,
    kept: Store,
    answer: Make,
    workbook: Workbook,
    understood: Understood,
) -> None:
    sheets = {"Questionnaires": [answer("M01"), answer("M2")]}
    kept.load(understood(workbook(name, **sheets)))
    kept.erase("M01")
    assert kept.imports()[0].files[0].name == (NAME_ERASED if is_erased else name)


@pytest.mark.parametrize(
    ("code", "choices", "is_erased"),
    [
        ("1", {"meanings": "Agree = 1; 1 = 5"}, False),
        ("M1", {"meanings": "M1 = 3"}, False),
        ("101", {"meanings": "All = 101"}, False),
        ("101", {"meanings": "Agree = 1; 101 = 5"}, True),
        ("m01", {"columns": "Rating of M01_before = Experience"}, True),
        ("M1", {"programme": "M1"}, True),
        ("choices", {"scale": "101-105"}, False),
        ("101", {"scale": "101-105"}, False),
    ],
)
def test_an_explanation_goes_where_it_holds_the_code_and_not_a_number(
    code: str, choices: dict[str, str], is_erased: bool, kept: Store, put: Put, answer: Make
) -> None:
    put(Questionnaires=[answer(code), answer("M2")])
    kept.keep_mapping("a1", to_toml(Mapping("a1", Choices(**choices))))
    assert kept.erase(code).n_rows["mappings"] == int(is_erased)
    assert bool(kept.mappings()) != is_erased


def test_everything_goes_and_an_empty_store_with_another_secret_is_left(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer(CODE)])
    put(Questionnaires=[answer("M2")])
    salt, version = kept.salt, kept.version
    done = kept.erase_everything()
    assert (done.n_rows["questionnaires"], done.n_rows_left, done.n_hits) == (2, 0, 0)
    assert (kept.imports(), kept.backups(), kept.known_people()) == ([], [], {})
    assert kept.salt != salt
    assert kept.version > version
    kept.close()
    assert [file.name for file in files(path)] == ["store.duckdb"]
    assert holding(path, CODE, salt) == []
    Store(path, kept.instrument).close()


def test_a_person_gets_what_is_stored_and_nothing_that_others_said(
    kept: Store, put: Put, answer: Make, meeting: Make
) -> None:
    rated = {"Mentor rating": 2, "Mentee rating": 5, "Topics": "rota"}
    put(
        Questionnaires=[answer("M1", **{"Concerns in your own words": WORDS}), answer("M2")],
        Sessions=[meeting("M1", "E1", **rated), meeting("M1; M2", "E1", **rated)],
    )
    kept.undo(1)
    mentor, mentee = kept.person("M1"), kept.person("E1")
    assert [r["concerns_text"] for r in mentor.questionnaires.records()] == [WORDS]
    shown = ("mentor_code", "mentee_code", "mentor_rating", "mentee_rating")
    other = "another participant"
    assert [tuple(r[c] for c in shown) for r in mentor.sessions.records()] == [
        (["M1"], [other], 2, None),
        (["M1", other], [other], None, None),
    ]
    assert [tuple(r[c] for c in shown) for r in mentee.sessions.records()] == [
        ([other], ["E1"], None, 5),
        ([other, other], ["E1"], None, 5),
    ]
    assert not {"topics", "session_id", "row_key"} & set(mentor.sessions.columns)
    assert mentor.sessions.records()[0]["undone_at"]
    assert "E1" not in repr(mentor) and "M2" not in repr(mentee)


def test_a_programme_goes_with_all_that_was_said_of_it(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    said, stays = {"Concerns in your own words": WORDS}, {"Programme": "Another one"}
    put(Questionnaires=[answer(CODE, **said), answer("M2", **stays)])
    kept.decide(Decision("Our programme", "All", CODE, "M9"), joined=False)
    kept.set_keep_until("Our programme", date(2026, 1, 1))
    kept.keep_mapping("a1", 'programme = "Our programme"')
    kept.remove("Our programme")
    done = kept.erase_programme("Our programme")
    assert {name: n for name, n in done.n_rows.items() if n} == {
        "questionnaires": 1, "decisions": 1, "mappings": 1
    }  # fmt: skip
    assert (done.n_rows_left, done.n_hits, done.n_texts) == (0, 0, 2)
    assert [person[:1] for person in kept.known_people()] == [("Another one",)]
    assert (kept.keep_until(), kept.mappings()) == ({}, {})
    assert [made.kind for made in kept.imports()] == ["load"]
    with pytest.raises(StoreError, match="There is no programme “Our programme”"):
        kept.erase_programme("Our programme")
    put(Questionnaires=[answer(CODE)])
    assert ("Our programme", "All", CODE) in kept.known_people()
    kept.close()
    assert holding(path, WORDS) == []
