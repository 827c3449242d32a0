"""A sheet's XML read cell by cell, by the standard's own rules: slow, and sure of every address."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.sheets import UnreadableFile, address, column_letter

EMPTY, FILLED, UNSTORED = 1, 2, 3
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
KINDS = frozenset({"", "n", "s", "str", "inlineStr", "b", "e", "d"})
ERRORS = frozenset(("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"))
DEEPEST = 100
REMEDY = "Open it in Excel, save it as .xlsx and upload it again."
FILLED_CELL = rb'<c r="(%s)(\d{1,7})"[^>]*(?<!/)>\s*<(?:v|is|f)\b'
ANY_COLUMN = rb"[A-Z]{1,3}"
Place = tuple[int, int]
Far = tuple[Place, Place]
CLEAR = "Clear that cell in Excel, or delete its row and column, save and upload the file again."


def column_index(letters: str) -> int:
    """The index of a column by its letters; A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def refusal(sheet: str, cell: str, what: str, remedy: str = REMEDY) -> UnreadableFile:
    """What is wrong with one cell, with its place and the remedy."""
    return UnreadableFile(f"Sheet {sheet}, cell {cell}: {what}. {remedy}")


def beyond_all(limits: Limits) -> str:
    """What is wrong with a cell that lies further out than any may."""
    return (
        f"it lies beyond {limits.rows:,} rows and {limits.tool_columns} columns, which is as far "
        "as a sheet is read"
    )


@dataclass
class Cells:
    """What every cell of a sheet holds: for each column index a mark for each row from 1 on."""

    marks: dict[int, bytearray] = field(default_factory=dict)

    def mark(self, row: int, index: int) -> int:
        """The mark of one cell; 0 where there is none."""
        marks = self.marks.get(index, b"")
        return marks[row - 1] if row <= len(marks) else 0

    def put(self, row: int, index: int, mark: int) -> None:
        """Mark one cell."""
        marks = self.marks.setdefault(index, bytearray())
        marks.extend(bytes(max(0, row - len(marks))))
        marks[row - 1] = mark


def cells_of(data: bytes, sheet: str, n_strings: int, limits: Limits) -> Cells:
    """Every cell of a sheet.

    Raises :class:`UnreadableFile`, with the cell, for whatever could be read in two ways: two
    cells of one address, a row that says one number and its cells another, a text that is not
    there, and for cells beyond the limits.
    """
    reader = _Reader(sheet, n_strings, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.CommentHandler = reader.interrupted
    parser.StartCdataSectionHandler = reader.interrupted
    parser.ProcessingInstructionHandler = reader.interrupted
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFile(
            f"Sheet {sheet} breaks off or is damaged after cell {reader.cell or 'A1'}. {REMEDY}"
        ) from error
    return reader.cells


class _Reader:
    """The state between the elements of one sheet."""

    def __init__(self, sheet: str, n_strings: int, limits: Limits) -> None:
        self.sheet, self.n_strings, self.limits = sheet, n_strings, limits
        self.cells, self.cell = Cells(), ""
        self.depth, self.row, self.index = 0, 0, -1
        self.kind, self.formula, self.n_values = "", False, 0
        self.words: list[str] = []
        self.inside = self.value = self.phonetic = False

    def start(self, tag: str, said: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFile(f"Sheet {self.sheet} is nested too deeply to be read. {REMEDY}")
        if tag == "row":
            self._start_row(said)
        elif tag == "c":
            self._start_cell(said)
        elif self.inside:
            self.formula = self.formula or tag == "f"
            self.n_values += tag in ("v", "is")
            self.phonetic = self.phonetic or tag == "rPh"
            self.value = tag in ("v", "t") and not self.phonetic

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self.depth -= 1
        if tag in ("v", "t"):
            self.value = False
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "c" and self.inside:
            self._end_cell("".join(self.words))

    def text(self, words: str) -> None:
        if self.value:
            self.words.append(words)

    def interrupted(self, *_: str) -> None:
        if self.value:
            raise self._wrong("its value is interrupted by a note")

    def _wrong(self, what: str, remedy: str = REMEDY) -> UnreadableFile:
        return refusal(self.sheet, self.cell, what, remedy)

    def _start_row(self, said: dict[str, str]) -> None:
        number = said.get("r", str(self.row + 1))
        if not re.fullmatch(r"[1-9]\d{0,6}", number):
            raise UnreadableFile(
                f"Sheet {self.sheet} has a row without a number after row {self.row}. {REMEDY}"
            )
        self.row, self.index = int(number), -1

    def _start_cell(self, said: dict[str, str]) -> None:
        here = f"{column_letter(self.index + 1)}{self.row}"
        self.cell = said.get("r", here)
        place = ADDRESS.fullmatch(self.cell)
        if self.inside or not place:
            self.cell = here
            raise self._wrong("it has no address of its own")
        if int(place[2]) != self.row:
            raise self._wrong(f"it stands in row {self.row} of the file")
        self.index = column_index(place[1])
        self.kind, self.formula, self.n_values = said.get("t", ""), False, 0
        self.words, self.inside = [], True

    def _end_cell(self, words: str) -> None:
        self.inside = self.value = self.phonetic = False
        if not self.n_values and not self.formula:
            return
        if self.row > self.limits.last_row or self.index >= self.limits.tool_columns:
            raise self._wrong(beyond_all(self.limits), CLEAR)
        if self.cells.mark(self.row, self.index):
            raise self._wrong("the sheet holds two cells of this address")
        if self.n_values > 1:
            raise self._wrong("it holds two values")
        self._check_value(words)
        unstored = self.formula and not words and self.kind != "str"
        unstored = unstored or (self.formula and not self.n_values)
        mark = UNSTORED if unstored else FILLED if words else EMPTY
        self.cells.put(self.row, self.index, mark)

    def _check_value(self, words: str) -> None:
        if self.kind not in KINDS:
            raise self._wrong(f"its kind, {self.kind[:20]}, is not known")
        if self.kind == "e" and words not in ERRORS:
            raise self._wrong(
                f"it holds the Excel error {words[:20]}",
                "Correct the formula or clear the cell, save and upload the file again.",
            )
        known = words.isdecimal() and int(words[:9]) < self.n_strings
        if self.kind == "s" and words and not known:
            raise self._wrong("its text is missing from the file")


def far_cells(data: bytes, last_row: int, limits: Limits) -> Far | None:
    """The outermost filled cells of a sheet's bytes where it spans too much: see :func:`_far`.

    Cheap for every other sheet: one look for a cell beyond the columns that its rows leave room
    for.
    """
    room = min(limits.tool_columns, limits.area // max(last_row, 1))
    if not re.search(FILLED_CELL % _columns_from(room), data):
        return None
    # Their addresses are compared as they are written, since there may be millions.
    first_in: dict[tuple[int, bytes], int] = {}
    low = (0, b"")
    for found in re.finditer(FILLED_CELL % ANY_COLUMN, data):
        letters, row = found[1], int(found[2])
        first_in.setdefault((len(letters), letters), row)
        if row > low[0]:
            low = row, letters
    (_, letters), row = max(first_in.items())
    far = row, column_index(letters.decode())
    return _far((low[0], column_index(low[1].decode())), far, limits)


def check_cells(cells: Cells, sheet: str, limits: Limits) -> None:
    """Raise :class:`UnreadableFile` for cells that span too much, with the outermost of them."""
    if not cells.marks:
        return
    n_rows, index = max(map(len, cells.marks.values())), max(cells.marks)
    low = min(column for column, marks in cells.marks.items() if len(marks) == n_rows)
    row = next(row for row, mark in enumerate(cells.marks[index], 1) if mark)
    check_far(_far((n_rows, low), (row, index), limits), sheet, limits)


def check_far(far: Far | None, sheet: str, limits: Limits) -> None:
    """Raise :class:`UnreadableFile` where there are cells too far out, with their addresses."""
    if not far:
        return
    (last_row, low), (row, index) = far
    cell, other = address(index, row), address(low, last_row)
    if index >= limits.tool_columns:
        raise refusal(sheet, cell, beyond_all(limits), CLEAR)
    also = "" if cell == other else f", and so does cell {other},"
    raise refusal(
        sheet,
        cell,
        f"it lies so far out{also} that the sheet spans {last_row:,} rows by {index + 1} columns; "
        f"the limit is {limits.area:,} cells, blank ones included",
        CLEAR,
    )


def _far(low: Place, far: Place, limits: Limits) -> Far | None:
    """The first cell of the last row and that of the last column, if they lie too far out."""
    wide = far[1] >= limits.tool_columns
    return (low, far) if wide or low[0] * (far[1] + 1) > limits.area else None


def _columns_from(index: int) -> bytes:
    """A pattern of the letters of a column and of all after it, for the first 702."""
    letters = column_letter(index)
    if len(letters) == 1:
        return f"[{letters}-Z]|[A-Z]{{2,3}}".encode()
    first, second = letters[0], letters[1]
    after = f"|[{chr(ord(first) + 1)}-Z][A-Z]" if first < "Z" else ""
    return f"{first}[{second}-Z]{after}|[A-Z]{{3}}".encode()
