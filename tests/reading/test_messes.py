"""Every mess that is normal, in one list: the rows that are read and every sentence said of them.

The messes of each part of a file (a cell, a date, a header, an export) have files of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rmdata.reading.answers.cells import read_distinct
from rmdata.reading.choices import DAY_FIRST, FILL, Choices, worth_keeping
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import UNCALCULATED, OpenedFile, Sheet, SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.read import read
from rmdata.reading.recognising.tools.arranged import rebuilt
from rmdata.reading.understood import Reading
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.conftest import saved

Rows = Sequence[Sequence[Any]]
Said = tuple[str, str, str]
Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]

HEADER = ("Participant code", "Role", "Stage", "Experience")
DATED = ("Participant code", "Role", "Stage", "Completed on", "Experience")
DAY = date(2025, 3, 27)


@dataclass(frozen=True)
class Mess:
    """One mess: what arrives, what is said of it, and what is read from one column."""

    name: str
    rows: Rows | bytes
    said: Sequence[Said] = ()
    reads: tuple[str, Sequence[Any]] = ("experience", ())
    choices: dict[str, str] = field(default_factory=dict)
    alter: Callable[[Any, Any], None] | None = None


def people(*scores: Any, header: Sequence[str] = HEADER) -> list[Sequence[Any]]:
    """One mentor a row, from M1 on, who differs in the fourth column alone."""
    more = (4,) * (len(header) - 4)
    return [header, *((f"M{n}", "mentor", "pre", said, *more) for n, said in enumerate(scores, 1))]


def coded(*codes: Any) -> list[Sequence[Any]]:
    return [HEADER, *((code, "mentor", "pre", 4) for code in codes)]


def hidden(book: Any, sheet: Any) -> None:
    sheet.sheet_state = "hidden"
    book.create_sheet("Front")


def merging(*ranges: str) -> Callable[[Any, Any], None]:
    def merge(_: Any, sheet: Any) -> None:
        for found in ranges:
            sheet.merge_cells(found)

    return merge


def from_1904(book: Any, _: Any) -> None:
    book.epoch = CALENDAR_MAC_1904


CSV = "Participant code;Role;Stage;Experience;Concerns in your own words\n"
CAFE = ("concerns_text", ["Café, no"])
MERGED = (
    "Cells are merged among the answers ({}), and only the first cell of each holds the value. Say "
    "whether it holds for all the cells or for the first alone, or unmerge them and type every "
    "value."
)
CODES = (
    "The answers in Experience are the numbers {}, and the scale is 1 to 5: they are codes. Say "
    "whether the lowest or the highest code is the lowest answer."
)
FALLING = (
    "In Experience the words rise as their numbers fall (“1 - Strongly agree”, “5 - Strongly "
    "disagree”). Say whether the lowest or the highest number is the lowest answer."
)
LOOKS = "“{}” looks like “{}” in row 2, but {}. Type the code alike in both if they are one person."
SAME = (
    "Row 2 is about the same person and stage but differs in Experience. Delete one of the two "
    "rows, or choose which one counts."
)
LAST = "The last row sums up the others (“{}”) and is left out. If it holds a person's answers, "
LAST += "type the code in its first cell."
OUTSIDE = "Type a whole number from 1 to 5, or leave the cell blank."
ORDER = (
    "“03/04/2025” can be read day first or month first, and no date in Completed on tells which. "
    "Say which order the file uses."
)
RAGGED = (
    "The header has 4 fields, but row 3 has another number, so the cells do not line up. Put text "
    "that holds the separator in double quotes, or save the file as .xlsx."
)
NOT_CALCULATED = (
    "The formula in this cell has no calculated value. Open the file in Excel, save it and upload "
    "it again."
)
BINARY = "The file is not a spreadsheet: it holds binary data. Upload .xlsx or .csv."

MESSES = [
    Mess(
        "headers in other words, order and case",
        [("experience:", "STAGE", " your\u00a0role", "Participant_Code"),
         (2, "T1", "Junior", "M1")],
        reads=("experience", [2]),
    ),
    Mess("title rows above the header", [("Our survey",), (), *people(2)],
         reads=("experience", [2])),
    Mess("a hidden sheet", people(2),
         [("warning", "", "This sheet is hidden in the workbook; it is read all the same. Unhide "
           "it to look at it.")], ("experience", [2]), alter=hidden),
    Mess("merged cells", people(2, None, None, 5), [("question", "D2", MERGED.format("D2:D4"))],
         ("experience", [2, 2, 2, 5]), alter=merging("D2:D4")),
    Mess("merged cells, filled", people(2, None, None, 5),
         [("warning", "D2", "Cells are merged (D2:D4); the value holds for all the cells of each, "
           "as chosen.")],
         ("experience", [2, 2, 2, 5]), {"merged": "fill"}, merging("D2:D4")),
    Mess("merged cells, not filled", people(2, None),
         [("warning", "D2", "Cells are merged (D2:D3); the value holds for the first cell alone of "
           "each, as chosen.")],
         ("experience", [2, None]), {"merged": "first"}, merging("D2:D3")),
    Mess("merged over two columns, filled",
         [(*HEADER, "Site", "Specialty"), ("M1", "mentor", "pre", 4, "Leeds"),
          ("M2", "mentor", "pre", 4)],
         [("warning", "E2", "Cells are merged (E2:F3); the value holds for all the cells of each, "
           "as chosen.")],
         ("specialty", ["Leeds", "Leeds"]), {"merged": "fill"}, merging("E2:F3")),
    Mess("merged cells over blank rows", [*people(2, None), (), (), ("M3", "mentor", "pre", 5)],
         [("warning", "D2", "Cells are merged (D2:D5); the value holds for all the cells of each, "
           "as chosen.")],
         ("experience", [2, 2, 5]), {"merged": "fill"}, merging("D2:D5")),
    Mess("a merged title", [("Our survey",), *people(2)], reads=("experience", [2]),
         alter=merging("A1:D1")),
    Mess("a merged header", [(*HEADER, None), ("M1", "mentor", "pre", 2, 3)],
         [("warning", "D1", "The header “Experience” is merged over D1:E1; it names column D "
           "alone, and column E has no name and is ignored. Type a header over each column.")],
         ("experience", [2]), alter=merging("D1:E1")),
    Mess("trailing blanks", [(*row, "\u00a0 ", None) for row in people(2)] + [(" ", "\u00a0")],
         reads=("experience", [2])),
    Mess("numbers as text", people("2", "3.0", "4,0"), reads=("experience", [2, 3, 4])),
    Mess("no-break spaces", people("\u00a02\u00a0"), reads=("experience", [2])),
    Mess("words for numbers", people("Agree", "4 - Agree", "Agree (4)", "Strongly agree"),
         reads=("experience", [4, 4, 4, 5])),
    Mess("spellings", people("Very unfavourable", "Favorable", "Very unfavorable", "Favourable"),
         reads=("experience", [1, 4, 1, 4])),
    Mess("no answer is not the middle", people("N/A", "n/a", "-", "Not applicable", 3),
         reads=("experience", [None, None, None, None, 3])),
    Mess("a scale of 0 to 4", people(0, 1, 2, 3, 4), [("question", "D2", CODES.format("0 to 4"))],
         ("experience", [None, 1, 2, 3, 4])),
    Mess("a scale of 0 to 4, as said", people(0, 1, 2, 3, 4), (),
         ("experience", [1, 2, 3, 4, 5]), {"scale": "lowest-first"}),
    Mess("a scale around 0", people(-2, -1, 0, 1, 2), [("question", "D2", CODES.format("-2 to 2"))],
         ("experience", [None, None, None, 1, 2])),
    Mess("a scale around 0, as said", people(-2, -1, 0, 1, 2), (),
         ("experience", [5, 4, 3, 2, 1]), {"scale": "highest-first"}),
    Mess("one 0 among 1 to 5 is a slip", people(0, 1, 2, 3, 4, 5),
         [("error", "D2", f"0 is outside the scale of 1 to 5. {OUTSIDE}")],
         ("experience", [None, 1, 2, 3, 4, 5])),
    Mess("one 6 among 2 to 5 is a slip", people(2, 3, 4, 5, 6),
         [("error", "D6", f"6 is outside the scale of 1 to 5. {OUTSIDE}")],
         ("experience", [2, 3, 4, 5, None])),
    Mess("a reversed scale", people("1 - Strongly agree", "5 - Strongly disagree"),
         [("question", "D2", FALLING)], ("experience", [None, None])),
    Mess("a reversed scale, as said", people("1 - Strongly agree", "5 - Strongly disagree"), (),
         ("experience", [5, 1]), {"scale": "highest-first"}),
    Mess("TRUE and FALSE", people(True, False, header=(*HEADER[:3], "Benefited")),
         reads=("benefited", [True, False])),
    Mess("TRUE is no score", people(True),
         [("error", "D2", f"“true” is not a number. {OUTSIDE}")], ("experience", [None])),
    Mess("codes are text", coded("001", 1, "1.0"),
         reads=("participant_code", ["001", "1", "1.0"])),
    Mess("a Cyrillic letter in a code", coded("M1", "\u041c1"),
         [("warning", "A3", LOOKS.format("\u041c1", "M1", "one “\u041c” is a Cyrillic letter"))],
         ("participant_code", ["M1", "\u041c1"])),
    Mess("a letter for a digit in a code", coded("M01", "MO1", "NORA"),
         [("warning", "A3", LOOKS.format("MO1", "M01", "a letter stands for a digit in one of "
           "them"))],
         ("participant_code", ["M01", "MO1", "NORA"])),
    Mess("an invisible character in a code", coded("M1", "M\u20601"),
         [("warning", "A3", LOOKS.format("M\u20601", "M1", "one of them holds an invisible "
           "character"))],
         ("participant_code", ["M1", "M\u20601"])),
    Mess("one person twice, alike", coded("M1", "M1"),
         [("warning", "A3", "The same row stands in row 2; it is counted once.")],
         ("experience", [4])),
    Mess("one person twice, differently", [HEADER, ("M1", "mentor", "pre", 2),
                                           ("M1", "mentor", "pre", 3)],
         [("question", "D3", SAME)], ("experience", [2])),
    *(Mess(f"a summary row: {label}", [*people(2, 5), (label, None, None, figure)],
           [("warning", "A4", LAST.format(label))], ("experience", [2, 5]))
      for label, figure in (("Total", 7), ("Average", 3.5), ("Mean:", "3,5"), ("n = 2", None),
                            ("Total (n=2)", "#DIV/0!"), ("Median", 3.5), ("Std. dev.", "1.2"),
                            ("Number of responses: 2", None), ("Grand total", "7"))),
    Mess("a total between answers is an answer", [*people(2), ("Total", None, None, 3),
                                                  ("M3", "mentor", "pre", 5)],
         [("error", "C3", "The stage is blank. Type pre, post or follow-up."),
          ("warning", "B3", "The role is blank, and no other table tells it; the row stays out of "
           "figures by role. Type it to count the row.")],
         ("experience", [2, 3, 5])),
    Mess("nor a total with words beside it", [*people(2), ("Total", "mentor", "pre", 5)],
         reads=("experience", [2, 5])),
    Mess("several summary rows", [*people(2, 5), (), ("n", None, None, 2), ("Mean", "", "", 3.5)],
         [("warning", "A5", "The last 2 rows sum up the others (“n”, “Mean”) and are left out. If "
           "they hold a person's answers, type the code in their first cell.")],
         ("experience", [2, 5])),
    Mess("somebody called Max is no summary", [*people(2), ("Max", "mentor", "pre", 5),
                                               ("Mean", "mentor", "pre", 5)],
         reads=("experience", [2, 5, 5])),
    Mess("nor where nothing else is typed of anybody", [HEADER[::3], ("M1", 2), ("Max", 5)],
         reads=("experience", [2, 5]), choices={"stage": "pre", "role": "mentor"}),
    Mess("dates that count from 1904", people(DAY, header=DATED), reads=("completed_on", [DAY]),
         alter=from_1904),
    Mess("serial numbers", people(45743, 45744, header=DATED),
         [("warning", "D1", "The whole column holds serial numbers; they are read as dates.")],
         ("completed_on", [DAY, date(2025, 3, 28)])),
    Mess("serial numbers that count from 1904", people(44281, header=DATED),
         [("warning", "D1", "The whole column holds serial numbers; they are read as dates.")],
         ("completed_on", [DAY]), alter=from_1904),
    Mess("a formula that nobody calculated", people("=1+1"),
         [("error", "D2", NOT_CALCULATED)], ("experience", [None])),
    Mess("a code that nobody calculated", coded('="M"&1'),
         [("error", "A2", NOT_CALCULATED)], ("participant_code", [None])),
    Mess("an Excel error", people("#DIV/0!"),
         [("error", "D2", "The cell holds the Excel error #DIV/0!. Correct the formula or clear "
           "the cell.")], ("experience", [None])),
    *(Mess(f"words: {words[0]}", people(*words), reads=("experience", [1, 2, 3, 4, 5]))
      for words in (
          ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
          ("Not at all confident", "Slightly confident", "Somewhat confident", "Very confident",
           "Extremely confident"),
          ("Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied",
           "Very satisfied"),
          ("Never", "Rarely", "Sometimes", "Often", "Always"),
          ("Very poor", "Poor", "Fair", "Good", "Very good"),
      )),
    Mess("dates that tell their order", people("03/04/2025", "27/04/2025", header=DATED),
         reads=("completed_on", [date(2025, 4, 3), date(2025, 4, 27)])),
    Mess("dates month first", people("03/04/2025", "04/27/2025", header=DATED),
         [("warning", "D1", "These dates only make sense month first; they are read so.")],
         ("completed_on", [date(2025, 3, 4), date(2025, 4, 27)])),
    Mess("dates of either order", people("03/04/2025", header=DATED), [("question", "D2", ORDER)],
         ("completed_on", [date(2025, 4, 3)])),
    *(Mess(f"text in {encoding}", f"{CSV}M1;mentor;pre;4;Café, no\n".encode(encoding), reads=CAFE)
      for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    *(Mess(f"text with {mark!r}", f"{CSV}M1;mentor;pre;4;Yes\n".replace(";", mark).encode(),
           reads=("experience", [4])) for mark in ",;\t|"),
    Mess("decimal commas", f"{CSV}M1;mentor;pre;4,0;Café, no\n".encode(), reads=CAFE),
    Mess("a line that names the delimiter", f"sep=;\r\n{CSV}M1;mentor;pre;4;Café, no\n".encode(),
         reads=CAFE),
    Mess("ragged rows", b"Participant code,Role,Stage,Experience\nM1,mentor,pre,4\nM2,mentor\n",
         [("error", "C3", "The stage is blank. Type pre, post or follow-up."),
          ("error", "A3", RAGGED)], ("experience", [4, None])),
    Mess("NUL bytes", b"Participant code,Role,Stage,Experience\nM1\x00,mentor,pre,4\n",
         [("error", "", BINARY)]),
]  # fmt: skip


def arrived(mess: Mess) -> SourceFile:
    if isinstance(mess.rows, bytes):
        return SourceFile("answers.csv", mess.rows)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in mess.rows:
        sheet.append(cells)
    if mess.alter:
        mess.alter(book, sheet)
    return SourceFile("answers.xlsx", saved(book))


@pytest.mark.parametrize("mess", MESSES, ids=lambda mess: mess.name)
def test_every_mess_has_its_sentence(mess: Mess, understood: Understood) -> None:
    reading = understood(arrived(mess), **mess.choices)
    said = [(str(p.level), p.cell, p.message.replace(" of Sheet", "")) for p in reading.problems]
    assert sorted(said) == sorted(mess.said)
    column, values = mess.reads
    assert [v for s in reading.sources for v in s.data[column].to_pylist()] == list(values)


def test_a_later_import_is_counted_and_wins(
    store: Store, workbook: Workbook, understood: Understood, answer: Make
) -> None:
    old, new = [answer("M1"), answer("M2")], [answer("M1"), answer("M2", Experience=5),
                                               answer("M3")]  # fmt: skip
    store.load(understood(workbook(Questionnaires=old)))
    made = store.load(understood(workbook(Questionnaires=new), known=store.known_people()))
    assert (made.n_new, made.n_changed, made.n_unchanged) == (1, 1, 1)
    shown = store.run("select experience from questionnaires order by participant_code").rows
    assert shown == ((4,), (5,), (4,))


def test_a_stated_total_is_compared_with_the_sum(
    understood: Understood, workbook: Workbook, answer: Make, instrument: Instrument
) -> None:
    threes = {domain.label: 3 for domain in instrument.domains} | {"Understanding of role": 5}
    stated = ((1, 21), (2, 20), (3, "n/a"), (4, "22,0"))
    rows = [threes | answer(f"M{n}", Total=total) for n, total in stated]
    rows.append(threes | answer("M5", Total=5) | {"Strengths": None})
    reading = understood(workbook(Questionnaires=rows))
    sentence = (
        "The total says {}, but the domains of this row add up to 21; that sum is what counts. "
        "Correct a domain if the total is right."
    )
    assert [(p.level, p.cell, p.message) for p in reading.problems] == [
        (Level.WARNING, "N3", sentence.format(20)),
        (Level.WARNING, "N5", sentence.format("22,0")),
    ]
    assert "total" not in reading.sources[0].data.column_names


def test_a_code_that_looks_like_a_stored_one_is_named(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    stored = [("All", "M01"), ("B", "M02"), ("All", "M03"), ("All", "MO3")]
    known = {("Our programme", cohort, code): "mentor" for cohort, code in stored}
    rows = [answer(code) for code in ("MO1", "MO2", "M03")]
    reading = understood(workbook(Q=rows), known=known)
    assert [(p.cell, p.message) for p in reading.problems] == [
        (
            "A2",
            "“MO1” looks like “M01” in what is stored, but a letter stands for a digit in one of "
            "them. Type the code alike in both if they are one person.",
        )
    ]


def test_the_rest_of_a_grid_is_coded_as_its_other_columns(
    understood: Understood, workbook: Workbook, answer: Make, instrument: Instrument
) -> None:
    """A column that happens to hold no 0 is of the same 0 to 4."""
    first, *others = [domain.label for domain in instrument.domains]
    points = enumerate((0, 1, 2, 3, 4))
    rows = [answer(f"M{n}") | {first: p} | dict.fromkeys(others, max(p, 1)) for n, p in points]
    file = workbook(Questionnaires=rows)
    assert understood(file).asked("answers.xlsx") == (Asks.SCALE,)
    [source] = understood(file, scale="lowest-first").sources
    assert source.data["strengths"].to_pylist() == [2, 2, 3, 4, 5]
    assert source.data["experience"].to_pylist() == [4] * 5
    rows[4] |= {others[0]: 5}
    [problem] = understood(workbook(Questionnaires=rows)).problems
    assert problem.level is Level.ERROR, "a 5 elsewhere in the grid says that it is 1 to 5"


def test_a_formula_without_a_value_is_an_error_in_every_kind_of_column(
    instrument: Instrument,
) -> None:
    columns = [c for t in declared_tables(instrument) for c in t.columns if c.kind != "date"]
    for column in columns:
        [trouble] = read_distinct(column, [UNCALCULATED]).values()
        assert trouble.message == NOT_CALCULATED
        assert trouble.level is Level.ERROR


def test_an_excel_error_is_never_a_word_to_be_explained(understood: Understood) -> None:
    """Also in an export of other words, where strange answers are asked about."""
    text = (
        "Your code,What is your role in the programme?,Which time point is this?,Rate [Strengths]"
    )
    rows = f"{text}\nM1,junior,before,4\nM2,#N/A,before,5\n"
    reading = understood(SourceFile("answers.csv", rows.encode()))
    assert [
        (p.level, p.cell, p.asks) for p in reading.problems if p.level is not Level.WARNING
    ] == [(Level.ERROR, "B3", None)]


def test_no_code_is_made_of_an_address_that_is_none(instrument: Instrument) -> None:
    file = SourceFile("answers.csv", (
        b"Email,Role,Stage,Experience\na@example.org,mentor,pre,4\n#REF!,mentor,pre,5\n"
    ))  # fmt: skip
    reading = read([parse(file)], instrument, Choices(code_from="Email"), salt="s")
    [problem] = [p for p in reading.problems if p.level is Level.ERROR]
    assert (problem.cell, problem.value) == ("A3", "#REF!")


def test_a_wide_sheet_does_not_name_all_its_columns(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    [problem] = understood(workbook(Q=[answer() | {f"Zz{n}": 1 for n in range(20)}])).problems
    assert problem.message.endswith("“Zz11” and 8 others; the columns are ignored.")


def test_merged_cells_are_asked_about_anew_in_every_file() -> None:
    assert worth_keeping(Choices(merged=FILL, dates=DAY_FIRST)) == Choices(dates=DAY_FIRST)


def opened_sheet(rows: Rows, **said: Any) -> OpenedFile:
    """A file of one sheet, as the readers hand it on."""
    columns = {i: [None if row[i] is None else str(row[i]) for row in rows]
               for i in range(len(rows[0]))}  # fmt: skip
    return OpenedFile("answers.xlsx", "", (Sheet("Sheet", False, columns, **said),))


def test_what_a_formula_without_a_value_shows_as_typed(instrument: Instrument) -> None:
    [problem] = read([opened_sheet(people(UNCALCULATED))], instrument).problems
    assert problem.value == "a formula"


def test_a_tool_s_sheet_keeps_its_merged_cells() -> None:
    sheet = Sheet("Form1", False, {0: ["Code", "M1"]}, merged=((2, 0, 3, 0),), from_1904=True)
    kept = rebuilt(sheet, 1, {0: "Participant code"})
    assert (kept.merged, kept.from_1904) == (sheet.merged, True)
