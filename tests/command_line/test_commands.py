"""The command line: what it prints, what it stores, how it exits."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from rmdata.__main__ import main
from rmdata.export.dictionary import shown_keys
from rmdata.reading.choices import (
    Choices,
    Mapping,
    to_toml,
)
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import peek
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data"
STUDY = str(SAMPLES / "raju2022.xlsx")
GROUP_KEYS = ["cohort", "site", "specialty"]

Run = Callable[..., Result]
Make = Callable[..., SourceFile]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


@pytest.fixture
def run(path: Path) -> Run:
    def invoke(*words: str, exits: int = 0) -> Result:
        result = CliRunner().invoke(main, ["--store", str(path), *words])
        assert result.exit_code == exits, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def saved(tmp_path: Path, workbook: Make) -> Callable[..., str]:
    def save(name: str, **sheets: Any) -> str:
        (tmp_path / name).write_bytes(workbook(name, **sheets).content)
        return str(tmp_path / name)

    return save


def rows_stored(path: Path) -> int:
    store = Store(path, load_instrument())
    tables = ("questionnaires", "sessions", "participants")
    counted = [store.run(f"select count(*) from {table}").rows[0][0] for table in tables]
    store.close()
    return sum(counted)


def shown(run: Run, what: str, *words: str) -> list[dict[str, Any]]:
    return json.loads(run("show", what, "--format", "json", *words).stdout)


def test_the_founding_study_comes_out(run: Run):
    run("load", STUDY)
    found = {r["domain"]: r for r in shown(run, "change", "--role", "mentor")}
    assert {r["n_pairs"] for r in found.values()} == {6}
    assert len(found) == 8
    published = {"total": (23, 29), "clinical_practice": (3, 4), "areas_for_improvement": (3, 5)}
    for domain, medians in published.items():
        change = found[domain]
        assert (change["pre_median"], change["post_median"]) == medians
        assert round(change["p_asymptotic"], 4) == 0.0412
        assert (change["p_exact"], change["p_floor"]) == (0.0625, 0.03125)
        assert change["p_floor_changed"] == 0.0625


@pytest.mark.parametrize("what", shown_keys())
def test_what_is_shown_has_the_keys_that_the_dictionary_explains(run: Run, what: str):
    run("load", STUDY)
    keys = list(shown_keys()[what])
    without = [key for key in keys if key not in GROUP_KEYS]
    assert {tuple(record) for record in shown(run, what)} == {tuple(without)}
    if what != "overview":
        by = [word for group in GROUP_KEYS for word in ("--by", group)]
        assert {tuple(record) for record in shown(run, what, *by)} == {tuple(keys)}
    header = run("show", what, "--format", "csv").stdout.splitlines()[0]
    assert header == ",".join(without)


def test_groups_without_pairs_are_left_out(run: Run, saved: Callable[..., str], answer: Any):
    rows = [
        answer("M1", "pre", Cohort="A", Strengths=3),
        answer("M1", "post", Cohort="A", Strengths=4),
        answer("M2", "pre", Cohort="B", Strengths=3),
    ]
    run("load", saved("two.xlsx", Questionnaires=rows))
    assert [r["cohort"] for r in shown(run, "change", "--by", "cohort")] == ["A"]


@pytest.mark.parametrize("command", ["load", "check"])
def test_what_was_understood_as_json(run: Run, command: str):
    found = json.loads(run(command, "--json", STUDY).stdout)
    (file,) = found["files"]
    assert list(file) == ["file", "recognised", "tables", "problems"]
    assert (file["file"], file["recognised"]) == ("raju2022.xlsx", "template")
    assert file["tables"] == {"questionnaires": 22, "sessions": 29, "participants": 11}
    problems = json.loads(run("check", "--json", str(SAMPLES / "problems.xlsx"), exits=1).stdout)
    keys = {tuple(problem) for problem in problems["files"][0]["problems"]}
    assert keys == {("level", "sheet", "cell", "value", "message")}


def test_warnings_and_files_loaded_before_are_no_failure(
    run: Run, path: Path, saved: Callable[..., str], answer: Any
):
    file = saved("warned.xlsx", Questionnaires=[answer("jane@example.org", Strengths=3)])
    assert "warning" in run("load", file).output
    assert rows_stored(path) == 1
    assert "already loaded on" in run("load", file).output


def test_coded_answers_and_their_key_come_again_without_an_empty_import(run: Run):
    pair = [str(SAMPLES / "exports" / f"jisc_before{end}.csv") for end in ("", "_key")]
    run("load", *pair, "--stage", "pre")
    assert "already loaded on" in run("load", *pair, "--stage", "pre").output
    assert len(run("imports").output.splitlines()) == 1


def test_a_mapping_file_says_once_what_the_columns_of_a_survey_mean(run: Run, tmp_path: Path):
    odd = tmp_path / "odd.csv"
    odd.write_text("Ref,Which side,When asked,Item A\nP1,mentor,pre,2\nP1,mentor,post,4\n")
    columns = "Ref = Participant code; Which side = Role; When asked = Stage"
    said = Mapping(
        peek(parse(SourceFile(odd.name, odd.read_bytes()))).fingerprint,
        Choices(columns=f"{columns}; Item A = Strengths"),
    )
    kept = tmp_path / "survey.toml"
    kept.write_text(to_toml(said))
    run("load", str(odd), exits=1)
    run("load", "--map", str(kept), str(odd))
    (change,) = json.loads(run("show", "change", "--format", "json").stdout)
    assert (change["domain"], change["n_pairs"], change["n_up"]) == ("strengths", 1, 1)
    assert len(run("imports").output.splitlines()) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"Strengths": 9}, (), id="an error"),
        pytest.param({"Stage": None}, ("--stage", "after"), id="no stage"),
        pytest.param({"Role": None}, ("--role", "junior"), id="no role"),
    ],
)
def test_nothing_is_stored_before_a_question_is_answered(
    run: Run, path: Path, saved: Callable[..., str], answer: Any, row: Any, words: tuple[str, ...]
):
    file = saved("asks.xlsx", Questionnaires=[{**answer("M1", Strengths=3), **row}])
    assert "Nothing was stored." in run("load", file, exits=1).output
    assert rows_stored(path) == 0
    if words:
        run("load", *words, file)
        assert rows_stored(path) == 1


def test_one_bad_file_keeps_all_files_out(run: Run, path: Path, tmp_path: Path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    assert "its end is missing" in run("load", STUDY, str(bad), exits=1).output
    assert rows_stored(path) == 0


def test_programme_and_cohort_that_no_row_names(
    run: Run, path: Path, saved: Callable[..., str], answer: Any
):
    run("load", saved("plain.xlsx", Questionnaires=[answer("M1", Strengths=3)]))
    store = Store(path, load_instrument())
    assert store.run("select programme, cohort from people").rows == (("Our programme", "All"),)
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("load", "no-such-file.xlsx"),
        ("load", "--stage", "sometime", STUDY),
        ("load", "--role", "nurse", STUDY),
        ("show", "happiness"),
        ("show", "change"),
        ("undo", "7"),
        ("template", "no/such/folder/blank.xlsx"),
    ],
    ids=" ".join,
)
def test_wrong_use(run: Run, words: tuple[str, ...]):
    run(*words, exits=2)


def test_one_programme_must_be_named_where_there_are_several(
    run: Run, saved: Callable[..., str], answer: Any
):
    run("load", STUDY, saved("own.xlsx", Questionnaires=[answer("M1", Strengths=3)]))
    several = run("show", "change", exits=2).output
    assert "Our programme" in several and "Founding study" in several
    assert "Our programme" in run("show", "change", "--programme", "Other", exits=2).output
    assert run("show", "overview", "--programme", "Our programme").output


def test_a_store_that_another_process_holds(run: Run, path: Path):
    hold = (
        "import sys; from pathlib import Path; from rmdata.store.store import Store; "
        "from rmdata.schema.instrument_file import load_instrument; "
        "store = Store(Path(sys.argv[1]), load_instrument()); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        assert "in use by another process" in run("imports", exits=2).output
        other.communicate()


def test_check_makes_no_store(run: Run, path: Path):
    run("check", STUDY)
    assert not path.exists()


def test_imports_and_undo(run: Run, path: Path):
    run("load", STUDY)
    assert "raju2022.xlsx: 62 new" in run("imports").output
    assert "(undone " in run("undo", "1").output
    assert rows_stored(path) == 0
    run("undo", "1", exits=2)


def test_template_and_dictionary(run: Run, path: Path, tmp_path: Path):
    run("template", str(tmp_path / "blank.xlsx"))
    assert "holds rows of" in run("check", str(tmp_path / "blank.xlsx"), exits=1).output
    written = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert run("dictionary").stdout == written
    assert not path.exists()


def test_csv_runs_no_formula(run: Run, saved: Callable[..., str], answer: Any):
    site = "@SUM(A1)"
    rows = [answer("M1", stage, Site=site, Strengths=3) for stage in ("pre", "post")]
    run("load", saved("formula.xlsx", Questionnaires=rows))
    text = run("show", "change", "--by", "site", "--format", "csv").stdout
    assert [row["site"] for row in csv.DictReader(io.StringIO(text))] == [f"'{site}"]


def test_the_command_line_imports_no_heavy_library(path: Path):
    watched = (
        "import atexit, runpy, sys; heavy = ('pandas', 'streamlit', 'plotly', 'openpyxl'); "
        "atexit.register(lambda: print(*sorted(set(heavy) & set(sys.modules)), file=sys.stderr)); "
        "sys.argv[0] = 'rmdata'; runpy.run_module('rmdata', run_name='__main__', alter_sys=True)"
    )
    for words in (["load", STUDY], ["show", "overview"]):
        done = subprocess.run(
            [sys.executable, "-c", watched, "--store", str(path), *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.strip() == ""


def test_check_writes_every_file_with_problems_back(
    run: Run, saved: Callable[..., str], answer: Any, tmp_path: Path
) -> None:
    good = saved("good.xlsx", Questionnaires=[answer()])
    bad = saved("bad.xlsx", Questionnaires=[answer(Experience=9)])
    shouted = tmp_path / "refused.csv"
    shouted.write_bytes(b"a,b\x00")
    folder = tmp_path / "back"
    folder.mkdir()
    run("check", "--annotate", str(folder), good, bad, str(shouted), exits=1)
    titles = {
        path.name: openpyxl.load_workbook(path).sheetnames for path in sorted(folder.iterdir())
    }
    assert titles == {
        "bad - errors to fix.xlsx": ["Errors to fix", "Questionnaires"],
        "refused - errors to fix.xlsx": ["Errors to fix"],
    }
