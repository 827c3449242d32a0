"""Every word of the command line about files reaches the reading, and what is stored."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rmdata.reading.choices import (
    DAY_FIRST,
    FIRST,
    HIGHEST_FIRST,
    LAST,
    LOWEST_FIRST,
    MONTH_FIRST,
    Choices,
    Mapping,
    to_toml,
)
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading, peek
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store
from tests.command_line.conftest import Call, Understand
from tests.conftest import saved

Write = Callable[[str, bytes], str]

PLAIN = "Participant code,Role,Stage,Strengths\nM1,mentor,pre,2\nM2,mentor,post,5\n"
NO_STAGE = "Participant code,Role,Strengths\nM1,mentor,2\n"
NO_ROLE = "Participant code,Stage,Strengths\nM1,pre,2\n"
DATED = "Participant code,Role,Stage,Completed on,Strengths\nM1,mentor,pre,03/04/2025,2\n"
TWICE = "Participant code,Role,Stage,Strengths\nM1,mentor,pre,2\nM1,mentor,pre,5\n"
CODED = "Participant code,Role,Stage,Strengths\n" + "".join(
    f"M{n},mentor,pre,{code}\n" for n, code in enumerate((0, 1, 2, 3, 4, 1), start=1)
)
IN_WORDS = "Your code,Stage,Role,Rate the strengths\nM1,pre,1,A bit\nM2,pre,2,A lot\n"
MEANT = "1 = mentee; 2 = mentor; A bit = 2; A lot = 4"
OWN_NAMES = "Ref,Which side,When asked,Item A\nM1,mentor,pre,2\n"
COLUMNS = "Ref = Participant code; Which side = Role; When asked = Stage; Item A = Strengths"
GRIDS = (
    "Participant code,Role,Strengths [one],Approachability [one],Strengths [two],"
    "Approachability [two]\nM1,mentor,2,3,5,4\n"
)
SIGNED = "Email,Role,Stage,Strengths\none@example.org,mentor,pre,2\n"

# The words, the file, one column, and what is read of it.
REACHING = [
    (("--programme", "North"), PLAIN, "programme", ["North", "North"]),
    (("--cohort", "2025"), PLAIN, "cohort", ["2025", "2025"]),
    (("--stage", "after"), NO_STAGE, "stage", ["post"]),
    (("--stage", "baseline"), NO_STAGE, "stage", ["pre"]),
    (("--role", "consultant"), NO_ROLE, "role", ["mentee"]),
    (("--role", "junior"), NO_ROLE, "role", ["mentor"]),
    (("--dates", DAY_FIRST), DATED, "completed_on", [date(2025, 4, 3)]),
    (("--dates", MONTH_FIRST), DATED, "completed_on", [date(2025, 3, 4)]),
    (("--duplicates", FIRST), TWICE, "strengths", [2]),
    (("--duplicates", LAST), TWICE, "strengths", [5]),
    (("--scale", LOWEST_FIRST), CODED, "strengths", [1, 2, 3, 4, 5, 2]),
    (("--scale", HIGHEST_FIRST), CODED, "strengths", [5, 4, 3, 2, 1, 4]),
    (("--scale", "4-0"), CODED, "strengths", [5, 4, 3, 2, 1, 4]),
    (("--meanings", MEANT), IN_WORDS, "role", ["mentee", "mentor"]),
    (("--meanings", MEANT), IN_WORDS, "strengths", [2, 4]),
    (("--columns", COLUMNS), OWN_NAMES, "strengths", [2]),
    (("--grids", "pre, post"), GRIDS, "stage", ["pre", "post"]),
    (("--grids", "post, pre"), GRIDS, "stage", ["post", "pre"]),
    (("--code-from", "none"), SIGNED, "participant_code", [None]),
]


def values(reading: Reading, column: str) -> list[Any]:
    return [value for source in reading.sources for value in source.data[column].to_pylist()]


@pytest.mark.parametrize(("words", "text", "column", "read"), REACHING)
def test_what_is_said_reaches_the_reading(
    words: tuple[str, str], text: str, column: str, read: list[Any],
    check: Understand, written: Write,
) -> None:  # fmt: skip
    reading = check(*words, written("answers.csv", text.encode()))
    assert values(reading, column) == read


ASKING = list(dict.fromkeys(text for _, text, _, _ in REACHING if text != PLAIN))


@pytest.mark.parametrize("text", ASKING, ids=lambda text: text.partition("\n")[0])
def test_the_same_file_with_nothing_said_waits(
    text: str, check: Understand, written: Write
) -> None:
    assert check(written("answers.csv", text.encode()), exits=1).stopped


@pytest.mark.parametrize(("merged", "read"), [("fill", [2, 2, 5]), ("first", [2, None, 5])])
def test_what_merged_cells_hold_reaches_the_reading(
    merged: str, read: list[Any], check: Understand, written: Write
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Participant code", "Role", "Stage", "Strengths"])
    for code, score in (("M1", 2), ("M2", None), ("M3", 5)):
        sheet.append([code, "mentor", "pre", score])
    sheet.merge_cells("D2:D3")
    file = written("answers.xlsx", saved(book))
    assert check(file, exits=1).stopped
    assert values(check("--merged", merged, file), "strengths") == read


def test_codes_are_made_from_the_column_that_is_said(check: Understand, written: Write) -> None:
    text = f"{SIGNED}ONE@example.org,mentor,post,3\ntwo@example.org,mentor,pre,4\n"
    one, again, other = values(
        check("--code-from", "Email", written("answers.csv", text.encode())), "participant_code"
    )
    assert one[:2] == "P-"
    assert one == again != other


def kept(path: Path, *columns: str) -> list[tuple[Any, ...]]:
    """What is stored of some columns, in the order of the sheets and their rows."""
    store = Store(path, load_instrument())
    asked = f"select {', '.join(columns)} from imported.questionnaires order by all"
    found = store.run(asked).rows
    store.close()
    return list(found)


def test_what_is_said_reaches_the_store(call: Call, written: Write, tmp_path: Path) -> None:
    text = "Participant code,Completed on,Strengths\nM1,03/04/2025,2\nM1,03/04/2025,5\n"
    file = written("answers.csv", text.encode())
    told = call("load", file, exits=1).output
    assert "Nothing was stored." in told
    said = {"programme": "North", "cohort": "2025", "stage": "after", "role": "consultant",
            "dates": MONTH_FIRST, "duplicates": LAST}  # fmt: skip
    call("load", *(word for name, value in said.items() for word in (f"--{name}", value)), file)
    columns = ("programme", "cohort", "stage", "role", "completed_on", "strengths", "source_no",
               "row_no")  # fmt: skip
    assert kept(tmp_path / "store.duckdb", *columns) == [
        ("North", "2025", "post", "mentee", date(2025, 3, 4), 5, 0, 3)
    ]


def test_every_row_is_stored_with_its_sheet_and_its_row(
    call: Call, written: Write, workbook: Callable[..., SourceFile], tmp_path: Path
) -> None:
    """Two titles stand above the first sheet, one row of the second sheet is blank."""
    header = ["Participant code", "Role", "Stage", "Strengths"]
    before = [["Title"], ["Title"], header, ["M1", "mentor", "pre", 2], ["M2", "mentor", "pre", 3]]
    after = [header, ["M2", "mentor", "post", 5], [], ["M1", "mentor", "post", 4]]
    more = written("more.csv", b"Code,Role,Stage,Strengths\nM3,mentor,pre,1\n")
    file = written("answers.xlsx", workbook(Before=before, After=after).content)
    call("load", file, more)
    columns = ("source_no", "row_no", "participant_code", "strengths")
    assert kept(tmp_path / "store.duckdb", *columns) == [
        (0, 4, "M1", 2), (0, 5, "M2", 3), (1, 2, "M2", 5), (1, 4, "M1", 4), (2, 2, "M3", 1),
    ]  # fmt: skip


def test_a_file_that_was_loaded_is_not_loaded_again(
    call: Call, written: Write, tmp_path: Path
) -> None:
    one = written("one.csv", PLAIN.encode())
    other = written("other.csv", PLAIN.replace("M", "N").encode())
    call("load", one)
    told = call("load", one, other).output
    assert "one.csv: already loaded on" in told
    assert "other.csv: 2 new, 0 changed, 0 unchanged" in told
    assert len(kept(tmp_path / "store.duckdb", "participant_code")) == 4


def test_people_who_are_stored_keep_their_roles(call: Call, written: Write, tmp_path: Path) -> None:
    call("load", written("before.csv", PLAIN.replace("M2,mentor", "M2,mentee").encode()))
    later = "Participant code,Stage,Strengths\nM2,follow-up,4\nM1,follow-up,1\n"
    call("load", written("later.csv", later.encode()))
    found = kept(tmp_path / "store.duckdb", "participant_code", "stage", "role", "strengths")
    assert [row for row in found if row[1] == "follow_up"] == [
        ("M1", "follow_up", "mentor", 1),
        ("M2", "follow_up", "mentee", 4),
    ]


def test_what_the_store_keeps_of_a_survey_is_used_again(
    call: Call, written: Write, tmp_path: Path
) -> None:
    """The mapping says the columns and the 3rd of April; the command says the 4th of March."""
    text = DATED.replace("Strengths", "Item A")
    header = peek(parse(SourceFile("answers.csv", text.encode()))).fingerprint
    choices = Choices(columns="Item A = Strengths", dates=DAY_FIRST, programme="South")
    store = Store(tmp_path / "store.duckdb", load_instrument())
    store.keep_mapping(header, to_toml(Mapping(header, choices)))
    store.close()
    file = written("answers.csv", text.encode())
    call("load", "--dates", MONTH_FIRST, "--cohort", "2025", file)
    columns = ("programme", "cohort", "completed_on", "strengths")
    assert kept(tmp_path / "store.duckdb", *columns) == [("South", "2025", date(2025, 3, 4), 2)]


def test_what_is_said_now_goes_before_the_mapping_of_that_survey_alone(
    check: Understand, written: Write
) -> None:
    text = DATED.replace("Strengths", "Item A")
    header = peek(parse(SourceFile("answers.csv", text.encode()))).fingerprint
    choices = Choices(columns="Item A = Strengths", dates=DAY_FIRST, programme="South")
    survey = written("survey.toml", to_toml(Mapping(header, choices)).encode())
    files = written("answers.csv", text.encode()), written("other.csv", PLAIN.encode())
    reading = check("--map", survey, "--dates", MONTH_FIRST, "--cohort", "2025", *files)
    assert values(reading, "programme") == ["South", "Our programme", "Our programme"]
    assert values(reading, "cohort") == ["2025"] * 3
    assert reading.sources[0].data["completed_on"].to_pylist() == [date(2025, 3, 4)]
    assert reading.sources[0].data["strengths"].to_pylist() == [2]


def test_a_mapping_that_is_none_is_wrong_use(call: Call, written: Write) -> None:
    words = ("--map", written("survey.toml", b"what = "), written("answers.csv", PLAIN.encode()))
    assert "is not a mapping file" in call("check", *words, exits=2).output


def test_a_code_is_made_with_the_secret_of_its_store(
    call: Call, written: Write, tmp_path: Path
) -> None:
    before = written("before.csv", SIGNED.encode())
    after = written("after.csv", SIGNED.replace("pre,2", "post,5").encode())
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    for path, file in ((one, before), (one, after), (other, after)):
        call("load", "--code-from", "Email", file, store=path)
    codes = [{code for (code,) in kept(path, "participant_code")} for path in (one, other)]
    assert [len(found) for found in codes] == [1, 1]
    assert codes[0] != codes[1]


@pytest.mark.parametrize(
    ("text", "exits"),
    [(PLAIN, 0), (PLAIN.replace("M2", "one@example.org"), 0), (NO_STAGE, 1),
     (PLAIN.replace("5", "9"), 1)],
    ids=["good", "a warning", "a question", "an error"],
)  # fmt: skip
def test_a_check_ends_as_the_load_would(text: str, exits: int, call: Call, written: Write) -> None:
    file = written("answers.csv", text.encode())
    call("check", file, exits=exits)
    call("load", file, exits=exits)


def test_problems_are_printed_with_their_places_the_worst_first(call: Call, written: Write) -> None:
    text = (
        "Participant code,Role,Stage,Experience\none@example.org,mentor,pre,2\nM2,mentor,post,9\n"
    )
    lines = call("check", written("answers.csv", text.encode()), exits=1).output.splitlines()
    assert [line.split(":")[0].split() for line in lines] == [
        ["answers.csv"],
        ["error", "D3"],
        ["warning", "A2"],
    ]


def test_the_encoding_reaches_the_reading(
    check: Understand, written: Write, tmp_path: Path
) -> None:
    text = (
        "Participant code,Role,Stage,Experience,Concerns in your own words\nM1,mentor,pre,9,řeka\n"
    )
    file = written("answers.csv", text.encode("cp1250"))
    asked = check(file, exits=1)
    assert [problem.asks for problem in asked.problems if problem.asks] == ["encoding"]
    folder = tmp_path / "back"
    folder.mkdir()
    reading = check("--encoding", "cp1250", "--annotate", str(folder), file, exits=1)
    assert values(reading, "concerns_text") == ["řeka"]
    assert [problem.cell for problem in reading.problems] == ["D2"]
    [copy] = folder.iterdir()
    assert openpyxl.load_workbook(copy).worksheets[1]["E2"].value == "řeka"


def test_the_encoding_of_a_file_finds_what_was_said_of_its_survey(
    check: Understand, written: Write
) -> None:
    """What is kept is found by the headers, and these are read in that encoding."""
    text = "Participant code,Role,Stage,Pořadí\nM1,mentor,pre,2\n"
    file = written("answers.csv", text.encode("cp1250"))
    fingerprint = peek(parse(SourceFile("a.csv", text.encode()))).fingerprint
    said = to_toml(Mapping(fingerprint, Choices(columns="Pořadí = Strengths")))
    kept = written("kept.toml", said.encode())
    assert values(check("--encoding", "cp1250", "--map", kept, file), "strengths") == [2]
