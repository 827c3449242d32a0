"""Odd files whose oddity is a sheet: its XML, its cells and their addresses, its name."""

from tests.reliability.containers import (
    DECLARED,
    HEADER,
    MAIN,
    NAMESPACES,
    PLAIN,
    SHEET,
    answers,
    book,
    number,
    parts,
    relations,
    row,
    shared,
    sheet,
    text,
    zipped,
)
from tests.reliability.expected import Odd, accepted, refused, warned, wrong

BREAKS, TWICE = "breaks off or is damaged", "two cells of this address"
FOUR: tuple[tuple[str | None, int | None], ...] = (("M1", 4), ("M2", 5), ("M3", 4), ("M4", 5))
UNCALCULATED = "no calculated value"


def of(rows: str, before: str = "", after: str = "") -> bytes:
    return zipped(parts(sheet=sheet(rows, before, after)))


def raw(xml: str | bytes, **more: str) -> bytes:
    return zipped(parts(sheet=xml, **more))


def two_sheets(second: str, *listed: str, kind: str = "worksheet", settings: str = "") -> bytes:
    found = parts(book=book(*listed, settings=settings), rels=relations(
        ("worksheet", "worksheets/sheet1.xml"), (kind, "worksheets/sheet2.xml"),
        ("styles", "styles.xml"),
    ))  # fmt: skip
    return zipped(found | {"xl/worksheets/sheet2.xml": second})


def prefixed(xml: str) -> str:
    xml = xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        for end in (" ", ">", "/"):
            xml = xml.replace(f"<{tag}{end}", f"<x:{tag}{end}").replace(f"</{tag}>", f"</x:{tag}>")
    return xml


def many(n: int) -> str:
    """Enough people that the sheet is large and is not read cell by cell."""
    return answers(*[number(4)] * n)


THIRD = row(3, [text("M2"), text("mentor"), text("pre"), number(5)])
SECOND = row(2, [text("M1"), text("mentor"), text("pre"), number(4)])
FIRST = row(1, [text(name) for name in HEADER])
MORE = answers(number(4), number(5)).replace("M1", "M3").replace("M2", "M4")
EVERYBODY = tuple((f"M{n}", 4) for n in range(1, 6001))

XML = [
    accepted("prefixes", raw(prefixed(sheet(PLAIN)))),
    accepted("no addresses", of(PLAIN.replace(' r="', ' data-r="'))),
    accepted("rows alone have numbers", of(PLAIN.replace('<c r="', '<c data-r="'))),
    accepted("rows out of order", of(FIRST + THIRD + SECOND), (("M1", 4), ("M2", 5))),
    accepted("cells out of order", of(FIRST + SECOND + (
        f"{row(3, [text('M2'), text('mentor')])[:-6]}"
        '<c r="D3"><v>5</v></c><c r="C3" t="inlineStr"><is><t>pre</t></is></c></row>'
    ))),
    accepted("blanks before", of(answers(number(4), number(5), first_row=7, first=2))),
    accepted("a dimension too small", of(PLAIN, '<dimension ref="A1"/>')),
    accepted("a dimension too large", of(PLAIN, '<dimension ref="A1:XFD1048576"/>')),
    refused("a dimension of nonsense", of(PLAIN, '<dimension ref="??"/>'), "could not be read"),
    accepted("a far cell, empty", of(PLAIN + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
    refused("a far cell", of(PLAIN + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "XFD1048576"),
    refused("a far row", of(PLAIN + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
            "A1048576"),
    refused("a far column", of(PLAIN.replace("</row>", '<c r="XFD1"><v>1</v></c></row>', 1)),
            "XFD1"),
    refused("a far cell in a large sheet", of(
        many(6000) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "XFD1048576"),
    refused("a column beyond all", of(PLAIN.replace(
        "</row>", '<c r="ZZZZ1"><v>1</v></c></row>', 1)),
            "no address of its own"),
    refused("ten million columns", of(PLAIN.replace(
        "</row>", '<c r="FXSHRXX1"><v>1</v></c></row>', 1)), "no address of its own"),
    refused("two cells of one address", of(PLAIN.replace(
        '<c r="D2"><v>4', '<c r="D2"><v>1</v></c><c r="D2"><v>4')), TWICE),
    refused("two rows of one number", of(PLAIN + SECOND), TWICE),
    refused("a row in another row", of(PLAIN.replace('row r="2"', 'row r="9"')), "row 9"),
    refused("row 0", of(PLAIN.replace('row r="2"', 'row r="0"')), "row without a number"),
    refused("small letters", of(PLAIN.replace('r="A2"', 'r="a2"')), "no address"),
    refused("an address with marks", of(PLAIN.replace('r="A2"', 'r="$A$2"')), "no address"),
    refused("a sheet cut short", raw(sheet(PLAIN)[:-40]), BREAKS),
    refused("cut in a cell", raw(sheet(PLAIN)[:-150]), BREAKS),
    refused("large and cut short", raw(sheet(many(6000))[:-40]), BREAKS),
    refused("nested a million deep", raw(f"{DECLARED}<worksheet>{'<a>' * 1_000_000}"), "deep"),
    refused("nested in the rows", of("<a>" * 1_000_000), "deep"),
    refused("no XML at all", raw("hello"), BREAKS),
    refused("an empty part", raw(""), BREAKS),
    refused("an unknown entity", of(PLAIN.replace("mentor", "&who;")), BREAKS),
    refused("a letter XML forbids", of(PLAIN.replace("mentor", "men\x01tor")), BREAKS),
    refused("two lists of rows", raw(sheet(FIRST + SECOND).replace(
        "</worksheet>", f"<sheetData>{THIRD}</sheetData></worksheet>")), "could not be read"),
    refused("two values", of(PLAIN.replace("<v>4</v>", "<v>4</v><v>5</v>")), "two values"),
    refused("a note in a value", of(PLAIN.replace("<v>4</v>", "<v>4<!-- x -->5</v>")), "note"),
    refused("a quoted value", of(PLAIN.replace("<v>4</v>", "<v><![CDATA[4]]></v>")), "note"),
    accepted("a note between cells", of(PLAIN.replace("</row>", "</row><!-- x -->"))),
    accepted("a process instruction", of(PLAIN.replace("</row>", "</row><?x y?>"))),
    accepted("large", of(many(6000)), EVERYBODY),
    refused("large with two of an address", of(many(6000).replace(
        '<c r="D9"><v>4', '<c r="D9"><v>1</v></c><c r="D9"><v>4')), TWICE),
    refused("large with a missing text", of(many(6000).replace(
        '<c r="D9"><v>4', '<c r="D9" t="s"><v>-1')), "cell D9"),
    wrong("large with a formula", of(many(6000).replace(
        '<c r="D9"><v>4</v>', '<c r="D9"><f>1+1</f>')), UNCALCULATED),
    accepted("settings around", of(PLAIN, '<sheetPr/><cols><col min="1" max="9"/></cols>',
                                   '<pageMargins left="1"/><rowBreaks count="1"/>')),
    refused("too many rows", of("".join(
        row(n, [number(1)]) for n in range(1, 50_030))), "50,000 rows"),
    refused("too many columns", of(PLAIN + row(4, [number(1)] * 26)
            + "".join(
                f'<row r="{n}"><c r="{chr(64 + n // 26)}{chr(65 + n % 26)}{n}"><v>1</v></c></row>'
                for n in range(26, 80))), "the limit is 50,000 rows by 60 columns"),
]  # fmt: skip

SHEETS = [
    warned("a hidden sheet", zipped(parts(book=book('name="Answers" state="hidden"'))), "hidden"),
    warned("a very hidden sheet", zipped(
        parts(book=book('name="Answers" state="veryHidden"'))), "hidden"),
    accepted("two sheets", two_sheets(sheet(MORE), 'name="A"', 'name="B"'), FOUR),
    accepted("a chart sheet", two_sheets(
        f"{DECLARED}<chartsheet {NAMESPACES}/>", 'name="A"', 'name="B"', kind="chartsheet")),
    refused("a chart that is a sheet", two_sheets(
        sheet(MORE), 'name="A"', 'name="B"', kind="unknown"), "could not be read"),
    refused("two sheets of one name", two_sheets(sheet(MORE), 'name="A"', 'name="A"'),
            "Two sheets of the workbook are called A"),
    refused("two names but for case", two_sheets(sheet(MORE), 'name="A"', 'name="a"'),
            "Two sheets"),
    refused("two names of one sheet", zipped(parts(
        book=book('name="A"', 'name="B"'),
        rels=relations(*[("worksheet", "worksheets/sheet1.xml")] * 2))), "same part"),
    refused("a sheet of macros", two_sheets(
        sheet(MORE), 'name="A"', 'name="B"', kind="xlMacrosheet"), "macros"),
    refused("the second cut short", two_sheets(sheet(MORE)[:-60], 'name="A"', 'name="Bad"'),
            "Sheet Bad breaks off"),
    accepted("a second that is empty", two_sheets(sheet(""), 'name="A"', 'name="B"')),
    accepted("an odd name", zipped(parts(
        book=book('name="Tom &amp; J&#233;r&#244;me 😀 &lt;b&gt;"')))),
    accepted("a name to the right", zipped(parts(book=book('name="استبيان"')))),
    accepted("an absolute target", zipped(parts(rels=relations(("worksheet", f"/{SHEET}"))))),
    refused("a target outside", zipped(parts(rels=relations(("worksheet", "../../a.xml")))),
            "does not hold it"),
    accepted("texts shared", of(PLAIN.replace(
        '<c r="A2" t="inlineStr"><is><t>M1</t></is>', '<c r="A2" t="s"><v>0</v>')),
        (("one", 4), ("M2", 5))),
    refused("a shared text that is not there", of(PLAIN.replace(
        '<c r="A2" t="inlineStr"><is><t>M1</t></is>', '<c r="A2" t="s"><v>9</v>')), "cell A2"),
    refused("a shared text below 0", of(PLAIN.replace(
        '<c r="A2" t="inlineStr"><is><t>M1</t></is>', '<c r="A2" t="s"><v>-1</v>')), "cell A2"),
    refused("no shared texts", raw(sheet(PLAIN.replace(
        '<c r="A2" t="inlineStr"><is><t>M1</t></is>', '<c r="A2" t="s"><v>0</v>')),
        shared=shared()), "cell A2"),
    refused("an enormous shared text", raw(sheet(
        "".join(row(n, ['<c r="{}" t="s"><v>0</v></c>'] * 26) for n in range(1, 2000))),
        shared=shared("".join(f"{n:x}" for n in range(400_000)))), "text longer than 32,767"),
    refused("texts that fill the memory", raw(sheet(
        "".join(row(n, ['<c r="{}" t="s"><v>0</v></c>'] * 26) for n in range(1, 2000))),
        shared=shared("ab" * 16_000)), "could not be read safely"),
    accepted("an unlisted style", of(answers(number(4, s=99), number(5, s=-1)))),
]  # fmt: skip

ODD: list[Odd] = [*XML, *SHEETS]
