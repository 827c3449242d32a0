"""Backups, the way back from a damaged store, one person's data and a file with its errors."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
WORDS = "A sentence that only one person wrote"
Visitor = Any
AsCsv = Callable[..., tuple[str, bytes]]


def test_the_file_comes_back_with_its_errors_marked(visitor: Visitor) -> None:
    visitor.opens("Upload")
    visitor.uploads(SAMPLES / "problems.xlsx")
    download = visitor.downloads("problems.xlsx with the errors marked")
    assert download.suggested_filename == "problems - errors to fix.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(download.path().read_bytes()))
    assert book.sheetnames[0] == "Errors to fix"
    note = book["Questionnaires"]["K3"].comment
    assert note and "6 is outside the scale of 1 to 5" in note.text


def test_a_backup_takes_the_place_of_what_is_stored(visitor: Visitor, as_csv: AsCsv) -> None:
    visitor.opens("Upload")
    visitor.uploads(as_csv("first.csv", survey("M1", "M2")))
    visitor.loads()
    visitor.uploads(as_csv("second.csv", survey("M3")))
    visitor.loads()
    visitor.page.get_by_text("Backups (1)").click()
    visitor.clicks("Restore")
    visitor.sees(re.compile(r"Restored: the store is as it was on \d\d/\d\d/\d{4}"))
    visitor.sees("Backups (2)")
    visitor.goes_to("Overview")
    assert visitor.metric("Answered before and after") == "2 of 2"


def test_one_person_is_seen_and_then_gone(
    tmp_path: Path, serve: Callable[..., Any], welcomes: Callable[..., Visitor], as_csv: AsCsv
) -> None:
    (tmp_path / "store").mkdir()
    with serve(tmp_path / "store" / "browser.duckdb") as address:
        visitor = welcomes(address)
        visitor.opens("Upload")
        visitor.uploads(as_csv("first.csv", survey("M1", "M2")))
        visitor.loads()
        visitor.page.get_by_text("One person's data").click()
        code = visitor.page.get_by_label("Participant code", exact=True)
        code.fill("M1")
        code.press("Enter")
        visitor.page.get_by_role("table", name="Where this code stands").wait_for()
        visitor.rests()
        download = visitor.downloads("What is stored of this person")
        assert re.fullmatch(r"person_\d{4}-\d\d-\d\d\.xlsx", download.suggested_filename)
        sheet = openpyxl.load_workbook(io.BytesIO(download.path().read_bytes()))["Questionnaires"]
        assert f"{WORDS}, M1" in {cell.value for row in sheet for cell in row}
        visitor.page.get_by_text("Erase all rows of this person for good").click()
        visitor.clicks("Erase this person")
        # Only the words are long enough to be searched for; the code is not.
        visitor.sees(re.compile(r"Erased: two rows of questionnaires.* it was not found\."))
        visitor.goes_to("Overview")
        assert visitor.metric("Answered before and after") == "1 of 1"
    files = [path for path in tmp_path.glob("store/**/*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert f"{WORDS}, M2".encode() in stored
    assert f"{WORDS}, M1".encode() not in stored


def test_everything_is_erased_after_a_typed_word(visitor: Visitor, as_csv: AsCsv) -> None:
    visitor.opens("Upload")
    visitor.uploads(as_csv("first.csv", survey("M1")))
    visitor.loads()
    visitor.page.get_by_text("Erase a programme, or everything").click()
    visitor.chooses("What is to be erased", "Everything in the store")
    erase = visitor.page.get_by_role("button", name="Erase", exact=True)
    erase.wait_for()
    assert erase.is_disabled()
    typed = visitor.page.get_by_label("To go on, type: Everything in the store")
    typed.fill("everything in the store")
    typed.press("Enter")
    visitor.rests()
    erase.click()
    visitor.sees(re.compile("Erased: two rows of questionnaires"))
    visitor.sees("Nothing yet.")


def test_a_damaged_store_says_so_and_is_restored_with_a_click(
    damaged: Path, serve: Callable[..., Any], welcomes: Callable[..., Visitor]
) -> None:
    with serve(damaged) as address:
        visitor = welcomes(address)
        visitor.opens("Overview")
        assert visitor.page.get_by_role("heading", level=1).inner_text() == (
            "The store cannot be used"
        )
        visitor.page.get_by_role("button", name="Restore").first.click()
        visitor.sees("11 of 11")
    assert [path for path in damaged.parent.iterdir() if "aside" in path.name]


@pytest.fixture
def damaged(tmp_path: Path, filled: Callable[..., None]) -> Iterator[Path]:
    """A store with a backup, and some bytes in the middle of its file turned over."""
    path = tmp_path / "damaged.duckdb"
    filled(path, SAMPLES / "raju2022.xlsx")
    filled(path, SAMPLES / "programme.xlsx")
    content = bytearray(path.read_bytes())
    for place in range(4096 * 3, len(content), 4096):
        content[place] ^= 0xFF
    path.write_bytes(content)
    yield path


def survey(*codes: str) -> list[list[Any]]:
    """Mentors who answered before and after, and wrote something."""
    rows = [["Participant code", "Cohort", "Role", "Stage", "Clinical practice", "Strengths",
             "Concerns in your own words"]]  # fmt: skip
    for code in codes:
        rows += [[code, "2025", "mentor", "pre", 3, 3, f"{WORDS}, {code}"],
                 [code, "2025", "mentor", "post", 4, 4, ""]]  # fmt: skip
    return rows
