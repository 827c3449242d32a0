"""The commands that look after a store."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rmdata.__main__ import main
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.file.backups import backups_of
from rmdata.store.store import Store
from tests.command_line.conftest import Call

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


@pytest.fixture
def run(path: Path) -> Run:
    def invoke(*words: str, exits: int = 0, typed: str = "") -> Result:
        result = CliRunner().invoke(main, ["--store", str(path), *words], input=typed)
        assert result.exit_code == exits, result.output
        return result

    return invoke


@pytest.fixture
def loaded(path: Path, workbook: Any, understood: Any, answer: Any, meeting: Any) -> Path:
    """A store of two imports and one backup."""
    store = Store(path, load_instrument())
    store.load(understood(workbook(Questionnaires=[answer("M1"), answer("M2")])))
    store.load(understood(workbook(Sessions=[meeting("M1", "E1", **{"Mentee rating": 1})])))
    store.close()
    return path


def people(path: Path) -> list[str]:
    store = Store(path, load_instrument())
    found = sorted(code for _, _, code in store.known_people())
    store.close()
    return found


def test_a_store_is_verified_and_put_back(run: Run, loaded: Path) -> None:
    (backup,) = backups_of(loaded)
    assert f"{backup.name}  " in run("backups").output
    assert run("verify").output == f"store.duckdb: good\n{backup.name}: good\n"
    loaded.write_bytes(loaded.read_bytes()[:30_000])
    told = run("verify", exits=1).output
    assert "store.duckdb: The file" in told and "damaged" in told and f"{backup.name}: good" in told
    assert f"restore {backup.name}" in run("imports", exits=2).output
    assert "is kept as" in run("restore", backup.name).output
    assert people(loaded) == ["M1", "M2"]
    assert "There is no backup" in run("restore", "nothing", exits=2).output


def test_a_person_is_erased_after_the_code_was_typed(run: Run, loaded: Path) -> None:
    assert "Nothing was erased." in run("erase", "M1", typed="no\n", exits=1).output
    assert people(loaded) == ["E1", "M1", "M2"]
    told = run("erase", "M1", typed="M1\n").output
    assert "M1: Our programme, All, mentor" in told
    assert "Erased: 1 questionnaires, 1 sessions." in told
    assert "Its bytes were not searched: nothing of 6 bytes or more" in told
    assert people(loaded) == ["M2"]
    assert "holds the code “M1”" in run("erase", "M1", "--yes", exits=2).output
    run("erase", exits=2)
    run("erase", "M2", "--everything", exits=2)
    run("erase", "--everything", "--yes")
    assert (people(loaded), backups_of(loaded)) == ([], [])


def test_a_person_can_have_what_is_stored(run: Run, loaded: Path, tmp_path: Path) -> None:
    output = tmp_path / "person.json"
    run("export-person", "M1", str(output))
    found = json.loads(output.read_text())
    assert list(found) == ["person", "questionnaires", "participants", "sessions"]
    assert found["questionnaires"][0]["experience"] == 4
    assert (found["sessions"][0]["mentee_rating"], "E1" in output.read_text()) == (None, False)
    run("export-person", "M9", str(output), exits=2)


def test_a_code_of_two_cohorts_wants_one_of_them_named(
    run: Run, path: Path, tmp_path: Path, workbook: Any, understood: Any, answer: Any
) -> None:
    store, output = Store(path, load_instrument()), str(tmp_path / "person.json")
    rows = [answer("M1", Programme="A", Cohort=cohort) for cohort in ("2024", "2025")]
    store.load(understood(workbook(Questionnaires=rows)))
    store.close()
    two = "The code “M1” stands for 2 people: A, 2024; A, 2025. Say which programme and cohort.\n"
    assert run("export-person", "M1", output, exits=2).output == two
    assert run("erase", "M1", "--yes", exits=2).output == two
    run("export-person", "M1", output, "--cohort", "2025")
    found = json.loads(Path(output).read_text())["questionnaires"]
    assert [row["cohort"] for row in found] == ["2025"]
    assert "Erased: 1 q" in run("erase", "M1", "--cohort", "2025", "--yes").output
    assert "name the CODE" in run("erase", "--cohort", "2024", "--programme", "A", exits=2).output
    assert people(path) == ["M1"]


@pytest.mark.parametrize("typed", ["31/01/2030", "2030-01-31"])
def test_data_are_kept_until_a_day(run: Run, loaded: Path, typed: str) -> None:
    for said, days in ((typed, {"Our programme": date(2030, 1, 31)}), ("never", {})):
        run("keep-until", "Our programme", said)
        store = Store(loaded, load_instrument())
        assert store.keep_until() == days
        store.close()
    assert "is no date" in run("keep-until", "Our programme", "soon", exits=2).output
    assert "There is no programme" in run("keep-until", "Other", "never", exits=2).output


def test_the_command_line_loads_no_large_library() -> None:
    look = (
        "import sys, rmdata.__main__; "
        "print([m for m in ('pandas', 'streamlit', 'plotly', 'scipy') if m in sys.modules])"
    )
    command = [sys.executable, "-c", look]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_command_with_a_store_makes_its_temporary_files_beside_it(
    call: Call, tmp_path: Path
) -> None:
    call("imports")
    assert tempfile.gettempdir() == str(tmp_path / "store.duckdb.unfinished")


def test_a_check_makes_its_temporary_files_where_its_copies_go(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens no store; what a killed one left there goes with the next."""
    folder, seen = tmp_path / "back", []
    left = folder / ".rmdata-unfinished" / "left"
    left.parent.mkdir(parents=True)
    left.write_text("Said by M1")

    def made(*_: object) -> bytes:
        seen.append((tempfile.gettempdir(), Path(tempfile.gettempdir()).stat().st_mode & 0o777))
        return b"copy"

    monkeypatch.setattr("rmdata.export.marking.in_sandbox.file_back", made)
    bad = tmp_path / "bad.csv"
    bad.write_text("Participant code,Role,Stage,Experience\nM1,mentor,pre,9\n")
    call("check", "--annotate", str(folder), str(bad), exits=1)
    assert seen == [(str(left.parent), 0o700)]
    assert [path.name for path in folder.iterdir()] == ["bad - errors to fix.xlsx"]
