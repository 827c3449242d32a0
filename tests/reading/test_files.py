"""What is no spreadsheet, and the many ways of text files."""

import random
from collections.abc import Callable

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading

Understood = Callable[..., Reading]

NO_TABLE = (
    "No sheet of this file holds rows of Questionnaires, Sessions, Participants. Use the headers "
    "of the template in one row, with the rows below it."
)
BINARY = "The file is not a spreadsheet: it holds binary data. Upload .xlsx or .csv."
EMPTY = "The file is empty. Export it again and upload the new file."

REFUSED = [
    (b"", EMPTY),
    (b" \r\n ", EMPTY),
    (b"%PDF-1.7 ...", "The file is a PDF. Upload the .xlsx or .csv export instead."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "The file is an old Office file or is protected by a password. Open it in Excel, save it "
        "as .xlsx and upload it again.",
    ),
    (
        b"PK\x03\x04" + bytes(200),
        "The file is damaged or was made unusually: its end is missing, as when a download breaks "
        "off. Export it again, or open it in Excel and save it as .xlsx.",
    ),
    (random.Random(7).randbytes(4000), BINARY),
    (b"Participant code,Role,Experience\nM1\x00,mentor,4\n", BINARY),
    (b"sep=", NO_TABLE),
    (b"sep=\n\n", NO_TABLE),
    (
        b"<html><table><tr><td>Participant code</td></tr></table></html>",
        "The file is a web page, whatever its name says. Open it in Excel, save it as .xlsx and "
        "upload it again.",
    ),
    (
        b'Participant code,Role\n"' + b"x" * 140_000,
        "A double quote is opened in this file and never closed, so its rows cannot be told apart. "
        "Export it again, or save it as .xlsx.",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
def test_what_is_no_spreadsheet_is_refused(
    content: bytes, sentence: str, understood: Understood
) -> None:
    [problem] = understood(SourceFile("file.csv", content)).problems
    assert (problem.level, problem.file, problem.message) == (Level.ERROR, "file.csv", sentence)


def test_a_file_above_the_limits_is_refused(understood: Understood) -> None:
    wide = ",".join(["Participant code", "Experience"] + [f"c{i}" for i in range(59)])
    [problem] = understood(SourceFile("wide.csv", f"{wide}\nM1,4".encode())).problems
    assert problem.message == (
        "The file has 2 rows and 61 columns; the limit is 50,000 rows by 60 columns. Split the "
        "file, or load it with the command line."
    )
    [problem] = understood(SourceFile("big.csv", b"1" * (20 * 1024**2 + 1))).problems
    assert problem.message == "The file is larger than 20 MB. Split it by cohort or by year."


TABLE = (
    "Participant code;Role;Stage;Experience;Concerns in your own words\r\n"
    "M1;mentor;pre;4;Café, no, not, really, once, more\r\n"
    "001;mentee;pre;;\r\n"
)
TEXTS = [
    TABLE.encode("utf-8"),
    TABLE.encode("utf-8-sig"),
    TABLE.encode("utf-16"),
    TABLE.encode("cp1252"),
    TABLE.replace(";", "\t").encode(),
    TABLE.replace(";", "|").encode(),
    TABLE.replace("Café, no, not, really, once, more", '"Café, no, not, really, once, more"')
    .replace(";", ",")
    .encode(),
    f"sep=;\r\n{TABLE}".encode(),
    TABLE.replace("\r\n", "\n").encode(),
    f"An export\r\n\r\n{TABLE}".encode(),
    TABLE.replace("4;Café", "4;Café").replace("pre;;\r\n", "pre;;;;\r\n").encode(),
]


@pytest.mark.parametrize("content", TEXTS, ids=range(len(TEXTS)))
def test_text_files_of_every_kind_say_the_same(content: bytes, understood: Understood) -> None:
    reading = understood(SourceFile("file.csv", content))
    [source] = reading.sources
    assert reading.problems == ()
    assert source.sheet == ""
    assert source.data.select(["participant_code", "experience", "concerns_text"]).to_pylist() == [
        {
            "participant_code": "M1",
            "experience": 4,
            "concerns_text": "Café, no, not, really, once, more",
        },
        {"participant_code": "001", "experience": None, "concerns_text": None},
    ]


def test_rows_that_do_not_line_up_are_refused_by_number(understood: Understood) -> None:
    text = (
        "sep=,\nParticipant code,Role,Stage,Experience\n"
        "M1,mentor,pre,4\nM2,mentor\nM3,mentor,pre,4,5\n"
    )
    [problem] = [
        p
        for p in understood(SourceFile("file.csv", text.encode())).problems
        if p.level is Level.ERROR and p.cell.startswith("A")
    ]
    assert (problem.sheet, problem.cell) == ("", "A4")
    assert problem.message == (
        "The header has 4 fields, but rows 4, 5 have another number, so the cells do not line up. "
        "Put text that holds the separator in double quotes, or save the file as .xlsx."
    )


def test_addresses_in_a_text_file_are_those_a_spreadsheet_shows(understood: Understood) -> None:
    text = (
        "sep=;\nParticipant code;Concerns in your own words;Stage;Experience;Role\n"
        'M1;"two\nlines";pre;4;mentor\n\nM2;;pre;6;mentor\n'
    )
    [problem] = understood(SourceFile("file.csv", text.encode())).problems
    assert (problem.cell, problem.value) == ("D5", "6")


def test_excel_errors_in_a_text_file_are_named(understood: Understood) -> None:
    text = "Participant code,Role,Stage,Experience\nM1,mentor,pre,#REF!\n"
    [problem] = understood(SourceFile("file.csv", text.encode())).problems
    assert (problem.level, problem.cell) == (Level.ERROR, "D2")
    assert problem.message == (
        "The cell holds the Excel error #REF!. Correct the formula or clear the cell."
    )


def test_two_files_of_one_name_are_not_mixed_up(understood: Understood) -> None:
    text = "Participant code,Role,Stage,Experience\n{},mentor,pre,4\n"
    files = [SourceFile("file.csv", text.format(code).encode()) for code in ("M1", "M2")]
    reading = understood(*files)
    assert [(p.level, p.message) for p in reading.problems] == [
        (Level.ERROR, "Two files have this name, and only the first is read. Rename one of them.")
    ]
    assert [source.n_rows for source in reading.sources] == [1]
    assert [file.sha256 for file in reading.files] == [files[0].sha256]
