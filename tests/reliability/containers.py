"""Workbooks put together byte by byte, so that every oddity is one of our choosing."""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = f'xmlns="{MAIN}" xmlns:r="{LINKS}"'
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES, RELS, BOOK = "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"
BOOK_RELS, SHEET, SHARED = (
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
)
STYLES = "xl/styles.xml"
FORMATS = ("General", "dd/mm/yyyy", "[h]:mm", "0%", "hh:mm", "0.00", "dd/mm/yyyy hh:mm", "@")
Parts = dict[str, str | bytes]
HEADER = ("Participant code", "Role", "Stage", "Experience")


def text(words: str, **said: str) -> str:
    """A cell with its text inside; ``{}`` stands for the address."""
    attributes = "".join(f' {name}="{value}"' for name, value in said.items())
    return f'<c r="{{}}" t="inlineStr"{attributes}><is><t>{words}</t></is></c>'


def number(value: object, **said: str) -> str:
    """A cell with a number."""
    attributes = "".join(f' {name}="{value}"' for name, value in said.items())
    return f'<c r="{{}}"{attributes}><v>{value}</v></c>'


def row(n: int, cells: Iterable[str | None], first: int = 0) -> str:
    """Cells side by side from a column on; ``None`` leaves one out."""
    placed = (
        cell.replace("{}", f"{chr(65 + first + i)}{n}", 1)
        for i, cell in enumerate(cells)
        if cell is not None
    )
    return f'<row r="{n}">{"".join(placed)}</row>'


def answers(*cells: str, first_row: int = 1, first: int = 0) -> str:
    """The rows of a table of mentors, one for each cell, which is the answer of M1, M2..."""
    rows = [row(first_row, [text(name) for name in HEADER], first)]
    for n, cell in enumerate(cells, 1):
        who = [text(f"M{n}"), text("mentor"), text("pre")]
        rows.append(row(first_row + n, [*who, cell], first))
    return "".join(rows)


PLAIN = answers(number(4), number(5))


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a worksheet around its rows."""
    inside = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f"{DECLARED}<worksheet {NAMESPACES}>{inside}</worksheet>"


def book(*sheets: str, settings: str = "") -> str:
    """The XML that lists sheets, each told by the attributes after its id."""
    listed = "".join(
        f'<sheet sheetId="{n}" r:id="rId{n}" {said}/>' for n, said in enumerate(sheets, 1)
    )
    return f"{DECLARED}<workbook {NAMESPACES}>{settings}<sheets>{listed}</sheets></workbook>"


def relations(*targets: tuple[str, str]) -> str:
    """The XML of relations, each a kind and what it leads to."""
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def parts(rows: str = PLAIN, **changed: str | bytes | None) -> Parts:
    """The parts of a workbook of one sheet; by name: ``sheet``, ``shared``, ``book``, ``rels``."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{f}"/>' for n, f in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(FORMATS)))
    found: dict[str, str | bytes | None] = {
        TYPES: f'{DECLARED}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        RELS: relations(("officeDocument", BOOK)),
        BOOK: changed.pop("book", book('name="Answers"')),
        BOOK_RELS: changed.pop(
            "rels",
            relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
        ),
        SHEET: changed.pop("sheet", sheet(rows)),
        SHARED: changed.pop("shared", shared("one", "two")),
        STYLES: f"{DECLARED}<styleSheet {NAMESPACES}><numFmts>{formats}</numFmts><cellXfs>"
        f"{styles}</cellXfs></styleSheet>",
    }
    return {name: data for name, data in (found | changed).items() if data is not None}


def shared(*texts: str) -> str:
    """The XML of shared texts."""
    told = "".join(f"<si><t>{words}</t></si>" for words in texts)
    return f"{DECLARED}<sst {NAMESPACES}>{told}</sst>"


@dataclass(frozen=True)
class Entry:
    """One member of a zip, and what its headers say that is not so."""

    name: str
    data: bytes
    method: int = 8
    flags: int = 0
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    listed_as: str | None = None
    listed_method: int | None = None
    attributes: int = 0


def entries(found: Mapping[str, str | bytes]) -> list[Entry]:
    return [Entry(n, d.encode() if isinstance(d, str) else d) for n, d in found.items()]


def changed(found: Mapping[str, str | bytes], name: str, **said: object) -> bytes:
    """A zip in which one member says otherwise."""
    told = [replace(e, **said) if e.name == name else e for e in entries(found)]  # type: ignore[arg-type]
    return archive(told)


def zipped(found: Mapping[str, str | bytes]) -> bytes:
    return archive(entries(found))


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def archive(
    members: Sequence[Entry], before: bytes = b"", n_listed: int | None = None, gap: int = 0
) -> bytes:
    """A zip of these members; ``gap`` moves where its list is said to begin."""
    out, listed = bytearray(before), bytearray()
    for e in members:
        packed = e.packed
        if packed is None:
            packed = deflated(e.data) if e.method == 8 else e.data
        crc = zlib.crc32(e.data) if e.crc is None else e.crc
        size = len(e.data) if e.size is None else e.size
        name, other = e.name.encode(), (e.listed_as or e.name).encode()
        figures = struct.pack("<3L", crc, len(packed), size)
        listed_method = e.method if e.listed_method is None else e.listed_method
        listed += struct.pack("<4s6H", b"PK\x01\x02", 0x0314, 20, e.flags, listed_method, 0, 0x21)
        listed += figures + struct.pack("<5H", len(other), 0, 0, 0, 0)
        listed += struct.pack("<2L", e.attributes, len(out)) + other
        out += struct.pack("<4s5H", b"PK\x03\x04", 20, e.flags, e.method, 0, 0x21)
        out += figures + struct.pack("<2H", len(name), 0) + name + packed
    start, n = len(out) + gap, len(members) if n_listed is None else n_listed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, n, n, len(listed), start, 0)
    return bytes(out + listed + end)


def bomb(size: int) -> bytes:
    """What inflates to so many zeros; made without holding them."""
    block = 1 << 24
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * (size // block) + packer.flush()
