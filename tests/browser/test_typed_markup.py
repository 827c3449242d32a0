"""What people type stays text, on every page and in every download: nothing comes of it."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rmdata.schema.instrument_file import load_instrument
from tests.reliability.typed import MARK, PAYLOADS, payload, typed_workbook

pytestmark = pytest.mark.browser
Visitor = Any
LOADS_OR_LEADS = "a[href*='example.org'], a[href^=mailto], img[src='x'], script, :scope svg image"
FORMATTED = "b, strong, em, del, code, .katex, h1, h2, h3, [style*='color:']"
# What a spreadsheet program takes for the beginning of a formula, also after blanks.
LIVE = re.compile(r"[\s\ufeff\u200b]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
WORD_JOINER = "\u2060"
FILE_NAME = "<b>typed<b> **x** [y](http---example.org-5).xlsx"
# Chromium hands out no more than ten of one document.
MOST_DOWNLOADS = 10
EXPANDERS = "[data-testid=stMain] details:not([open]) > summary"


@pytest.fixture(scope="module")
def typed_address(
    tmp_path_factory: pytest.TempPathFactory,
    filled: Callable[..., None],
    serve: Callable[..., Any],
) -> Iterator[str]:
    """A dashboard on a programme in which every field was typed with bad intent."""
    folder = tmp_path_factory.mktemp("typed")
    file = typed_workbook(load_instrument(), payload, FILE_NAME)
    (folder / file.name).write_bytes(file.content)
    filled(folder / "typed.duckdb", folder / file.name)
    with serve(folder / "typed.duckdb") as running:
        yield running


def test_typed_markup_reads_as_typed_on_every_page_and_in_every_download(
    typed_address: str, welcomes: Callable[..., Visitor], any_title: str
) -> None:
    visitor, dialogs = welcomes(typed_address), []
    visitor.page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    visitor.opens(any_title)
    if any_title == "Upload":
        wrong = typed_workbook(load_instrument(), payload, FILE_NAME, everywhere=True)
        visitor.uploads((FILE_NAME, wrong.content))
    opens_everything(visitor)
    assert made_from_data(visitor) == []
    assert dialogs == []
    buttons = visitor.page.get_by_test_id("stDownloadButton").filter(visible=True)
    for number in range(buttons.count()):
        if number % MOST_DOWNLOADS == MOST_DOWNLOADS - 1:
            visitor.opens(any_title)
            opens_everything(visitor)
        button = buttons.nth(number)
        with visitor.page.expect_download() as download:
            button.get_by_role("button").click()
        assert live_parts(download.value.path(), download.value.suggested_filename) == []


def test_free_text_and_themes_are_shown_whole(
    typed_address: str, welcomes: Callable[..., Visitor]
) -> None:
    visitor = welcomes(typed_address)
    visitor.opens("Concerns and benefits")
    opens_everything(visitor)
    cells = visitor.page.get_by_role("table").locator("td").all_inner_texts()
    assert set(PAYLOADS) <= {cell.replace(WORD_JOINER, "") for cell in cells}
    visitor.goes_to("Overview")
    title = visitor.page.get_by_role("heading", level=1).inner_text().replace(WORD_JOINER, "")
    assert title.startswith("[mine](http://example.org/3)")


def opens_everything(visitor: Visitor) -> None:
    """Look at every table tab and into every closed list."""
    for tab in visitor.page.get_by_role("tab", name="Table").filter(visible=True).all():
        tab.click()
    for _ in range(50):
        closed = visitor.page.locator(EXPANDERS).filter(visible=True)
        if not closed.count():
            break
        closed.first.click()
    visitor.rests()


def made_from_data(visitor: Visitor) -> list[str]:
    """Elements that only typed markup could have made."""
    found: list[str] = visitor.page.get_by_test_id("stMain").evaluate(
        """(main, [leading, formatted, mark]) => [
            ...main.querySelectorAll(leading),
            ...[...main.querySelectorAll(formatted)].filter(
                e => new RegExp(`^${mark}[a-z]*$`).test(e.textContent.trim())),
        ].map(e => e.outerHTML.slice(0, 150))""",
        [LOADS_OR_LEADS, FORMATTED, MARK],
    )
    return found


def live_parts(path: Path, name: str) -> list[str]:
    """What of a downloaded file a program would run, follow or take for a formula."""
    content = path.read_bytes()
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        cells = [cell for row in rows for cell in row if not is_number(cell)]
        return [cell for cell in cells if LIVE.match(cell)]
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        filled = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        texts = [cell for cell in filled if isinstance(cell.value, str)]
        # A person's own sheets come back as they were: their texts are texts, whatever they say.
        theirs = book.sheetnames[1:] if name.endswith("errors to fix.xlsx") else []
        ours = [cell for cell in texts if cell.parent.title not in theirs]
        live = [cell.value for cell in texts if cell.data_type == "f"]
        # Ours have Excel's own mark for text, so that they stay one when they are edited.
        live += [cell.value for cell in ours if LIVE.match(cell.value) and not cell.quotePrefix]
        return live + [c.hyperlink.target for c in filled if c.hyperlink and c.hyperlink.target]
    with zipfile.ZipFile(io.BytesIO(content)) as document:
        parts = {
            part: document.read(part).decode() for part in document.namelist() if "rels" in part
        }
    return [part for part, text in parts.items() if "example.org" in text]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
