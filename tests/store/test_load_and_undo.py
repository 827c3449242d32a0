"""Imports, undo and removal: what is shown can always be rebuilt from the list."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading
from rmdata.store.results import LOAD, REMOVAL, Change, Import, StoreError
from rmdata.store.store import Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]

SHOWN = """
    select participant_code as code, stage, experience from questionnaires
    order by programme, participant_code, stage
"""


def shown(store: Store) -> list[tuple[Any, ...]]:
    return list(store.run(SHOWN).rows)


def counts(made: Any) -> tuple[int, int, int]:
    return made.n_new, made.n_changed, made.n_unchanged


def test_the_newest_import_wins_and_undo_brings_the_older_back(
    store: Store, load: Load, answer: Make
) -> None:
    load(Questionnaires=[answer(Experience=2), answer("M2")])
    newer = load(Questionnaires=[answer(Experience=5)])
    assert shown(store) == [("M1", "pre", 5), ("M2", "pre", 4)]
    assert store.undo(newer.import_id).undone_at
    assert shown(store) == [("M1", "pre", 2), ("M2", "pre", 4)]
    load(Questionnaires=[answer(Experience=5)])
    assert shown(store) == [("M1", "pre", 5), ("M2", "pre", 4)]


def test_undo_of_the_middle_import_leaves_the_others(
    store: Store, load: Load, answer: Make
) -> None:
    load(Questionnaires=[answer("M1", Experience=1), answer("M2", Experience=1)])
    middle = load(Questionnaires=[answer(f"M{i}", Experience=2) for i in (1, 2, 3)])
    load(Questionnaires=[answer("M2", Experience=3)])
    store.undo(middle.import_id)
    assert shown(store) == [("M1", "pre", 1), ("M2", "pre", 3)]


def test_undo_is_refused_with_a_sentence(store: Store, load: Load, answer: Make) -> None:
    made = load(Questionnaires=[answer()])
    store.undo(made.import_id)
    with pytest.raises(StoreError, match=r"^Import 1 is undone already\.$"):
        store.undo(made.import_id)
    with pytest.raises(StoreError, match=r"^There is no import 9\.$"):
        store.undo(9)


def test_a_new_export_of_everything_is_compared_and_loaded(
    store: Store, load: Load, answer: Make, workbook: Workbook, understood: Understood
) -> None:
    old = [answer(f"M{i}") for i in range(20)]
    load(Questionnaires=old)
    changed = [old[3] | {"Experience": 1}, old[7] | {"Experience": None}]
    new = [answer(f"N{i}") for i in range(5)]
    reading = understood(workbook(Questionnaires=[*old[:3], *changed, *old[8:], *new]))
    compared = store.compare(reading)
    assert counts(compared) == (5, 2, 15)
    assert compared.changes == (
        Change("answers.xlsx", "Questionnaires", 5, "Experience", "4", "1"),
        Change("answers.xlsx", "Questionnaires", 6, "Experience", "4", None),
    )
    made = store.load(reading)
    assert (made.kind, counts(made), made.files[0].n_rows) == (LOAD, (5, 2, 15), 22)
    assert counts(store.compare(reading)) == (0, 0, 22)
    assert len(shown(store)) == 25


def test_a_supplement_keeps_the_scores(store: Store, load: Load, answer: Make) -> None:
    load(Questionnaires=[answer("M1", Experience=3)])
    concerns = {"Participant code": "M1", "Stage": "pre", "Concerns": "Lack of time"}
    made = load(Concerns=[concerns])
    assert counts(made) == (0, 1, 0)
    found = store.run("select role, experience, concerns from answers").rows
    assert found == (("mentor", 3, ["time"]),)
    assert counts(load(Questionnaires=[answer("M2")], Concerns=[concerns])) == (1, 0, 1)


def test_two_sheets_about_one_questionnaire_are_one_new_row(
    store: Store, load: Load, answer: Make
) -> None:
    concerns = {"Participant code": "M1", "Stage": "pre", "Concerns": "Lack of time"}
    assert counts(load(Questionnaires=[answer("M1")], Concerns=[concerns])) == (1, 0, 0)


def test_a_removed_programme_comes_back_by_undo(store: Store, load: Load, answer: Make) -> None:
    load(Questionnaires=[answer("M1", Programme="A"), answer("M2", Programme="B")])
    removal = store.remove("A")
    assert (removal.kind, removal.programme) == (REMOVAL, "A")
    assert shown(store) == [("M2", "pre", 4)]
    load(Questionnaires=[answer("M3", Programme="A")])
    assert shown(store) == [("M3", "pre", 4), ("M2", "pre", 4)]
    store.undo(removal.import_id)
    assert [code for code, _, _ in shown(store)] == ["M1", "M3", "M2"]


def test_the_same_bytes_are_known_while_they_are_shown(
    store: Store, load: Load, answer: Make, workbook: Workbook, understood: Understood
) -> None:
    file = workbook(Questionnaires=[answer("M1", Programme="A")])
    load(Questionnaires=[answer("M2", Programme="B")])
    assert store.loaded_before(file.sha256) is None
    made = store.load(understood(file))
    assert store.loaded_before(file.sha256) == made
    store.remove("B")
    assert store.loaded_before(file.sha256) == made
    removal = store.remove("A")
    assert store.loaded_before(file.sha256) is None
    store.undo(removal.import_id)
    assert store.loaded_before(file.sha256) == made
    store.undo(made.import_id)
    assert store.loaded_before(file.sha256) is None


def test_anonymous_answers_loaded_again_stay_as_they_were(
    store: Store, load: Load, answer: Make
) -> None:
    rows = [answer(None), answer(None), answer(None, Experience=1)]
    load(Questionnaires=rows)
    assert counts(load(Questionnaires=rows)) == (0, 0, 3)
    assert shown(store) == [(None, "pre", 4), (None, "pre", 4), (None, "pre", 1)]


def test_the_version_changes_with_every_change(store: Store, load: Load, answer: Make) -> None:
    versions = [store.version]
    made = load(Questionnaires=[answer(Programme="A")])
    versions.append(store.version)
    store.undo(made.import_id)
    versions.append(store.version)
    store.remove("A")
    versions.append(store.version)
    assert len(set(versions)) == 4


def test_files_with_errors_are_not_loaded(
    store: Store, answer: Make, workbook: Workbook, understood: Understood
) -> None:
    reading = understood(workbook(Questionnaires=[answer(Experience=9)]))
    with pytest.raises(StoreError, match="errors or open questions; nothing was stored"):
        store.load(reading)


def test_a_load_that_fails_leaves_nothing(
    store: Store, load: Load, answer: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(Questionnaires=[answer("M1")])
    before = (store.version, store.imports(), shown(store))
    with monkeypatch.context() as broken, pytest.raises(FileNotFoundError):
        broken.setattr("rmdata.store.engine.relations.RELATIONS", ("sittings", "no such relation"))
        load(Questionnaires=[answer("M1", Experience=1), answer("M2")])
    assert (store.version, store.imports(), shown(store)) == before
    assert store.run("select count(*) from imported.questionnaires").rows == ((1,),)
    assert load(Questionnaires=[answer("M2")]).import_id == 2


def test_what_a_person_is_follows_participants_then_the_earliest_answer(
    store: Store, load: Load, answer: Make, meeting: Make
) -> None:
    load(
        Questionnaires=[answer("M1", "post", Site="York"), answer("M1", Site="Leeds")],
        Sessions=[meeting("M1", "E1"), meeting("M1; M2", "E1")],
    )
    people = store.run("select code, role, site, n_sessions from people order by code").rows
    assert people == (
        ("E1", "mentee", None, 2),
        ("M1", "mentor", "York", 2),
        ("M2", "mentor", None, 1),
    )
    load(Participants=[{"Participant code": "M1", "Site": "Hull", "Grade": "A"}])
    sites = "select site from people where code = 'M1' union all select distinct site from sittings"
    assert set(store.run(sites).rows) == {("Hull",)}


def test_a_total_needs_every_domain(
    store: Store, load: Load, answer: Make, instrument: Any
) -> None:
    threes = {domain.label: 3 for domain in instrument.domains}
    load(Questionnaires=[answer("M1") | threes, answer("M2") | threes | {"Strengths": None}])
    assert store.run("select total from answers order by code").rows == ((21,), (None,))
