"""Odd files whose oddity is a cell's value, or a text file."""

from tests.reliability.containers import (
    NAMESPACES,
    PLAIN,
    answers,
    book,
    number,
    parts,
    row,
    shared,
    sheet,
    text,
    zipped,
)
from tests.reliability.expected import TWO, Odd, Values, accepted, asked, refused, warned, wrong

UNCALCULATED = "no calculated value"
BREAK = "a double quote is opened".capitalize()


def cell(inner: str, kind: str = "") -> str:
    said = f' t="{kind}"' if kind else ""
    return f'<c r="{{}}"{said}>{inner}</c>'


def answer(xml: str) -> bytes:
    """The first of two people answered with this cell."""
    return zipped(parts(answers(xml, number(5))))


def coded(xml: str, settings: str = "", **more: str) -> bytes:
    """The first of two people has this cell as code."""
    rows = answers(number(4), number(5)).replace(text("M1").replace("{}", "A2"),
                                                 xml.replace("{}", "A2"))  # fmt: skip
    return zipped(parts(rows, book=book('name="Answers"', settings=settings), **more))


def dated(*cells: str, settings: str = "") -> bytes:
    """Two people with what stands in a column of dates."""
    rows = row(1, [text("Participant code"), text("Role"), text("Stage"), text("Completed on"),
                   text("Experience")])  # fmt: skip
    for n, one in enumerate(cells, 1):
        rows += row(n + 1, [text(f"M{n}"), text("mentor"), text("pre"), one, number(3 + n)])
    return zipped(parts(rows, book=book('name="Answers"', settings=settings)))


def first(code: str) -> Values:
    return ((code, 4), ("M2", 5))


CELLS = [
    accepted("an exponent", answer(number("4E0"))),
    accepted("a trail of decimals", answer(number("4.0000000000000000"))),
    accepted("a number as text", answer(text("4"))),
    accepted("a number as shared text", zipped(
        parts(answers(cell("<v>0</v>", "s"), number(5)), shared=shared("4")))),
    accepted("NBSP around", answer(text("\u00a04\u00a0"))),
    accepted("a calculated formula", answer(cell("<f>2+2</f><v>4</v>"))),
    accepted("a shared formula", answer(cell('<f t="shared" si="0"/><v>4</v>'))),
    accepted("a formula of text", answer(cell("<f>A1</f><v>4</v>", "str"))),
    accepted("a formula of nothing", answer(cell('<f>""</f><v></v>', "str")),
             (("M1", None), ("M2", 5))),
    wrong("a formula without value", answer(cell("<f>2+2</f>")), UNCALCULATED),
    wrong("a formula with an empty value", answer(cell("<f>2+2</f><v/>")), UNCALCULATED),
    wrong("as openpyxl writes formulas", answer(cell("<f>2+2</f><v></v>")), UNCALCULATED),
    wrong("a shared formula without value", answer(cell('<f t="shared" si="0"/>')), UNCALCULATED),
    wrong("a text formula without value", answer(cell("<f>A1</f>", "str")), UNCALCULATED),
    wrong("only formulas", zipped(parts(answers(*[cell("<f>2+2</f>")] * 2))), UNCALCULATED),
    wrong("a division by zero", answer(cell("<v>#DIV/0!</v>", "e")), "#DIV/0!"),
    wrong("not available", answer(cell("<v>#N/A</v>", "e")), "#N/A"),
    wrong("a name unknown", answer(cell("<f>X()</f><v>#NAME?</v>", "e")), "#NAME?"),
    wrong("a lost reference", answer(cell("<v>#REF!</v>", "e")), "#REF!"),
    wrong("a wrong kind", answer(cell("<v>#VALUE!</v>", "e")), "#VALUE!"),
    refused("a spill", answer(cell("<v>#SPILL!</v>", "e")), "cell D2: it holds the Excel error"),
    refused("a calculation", answer(cell("<v>#CALC!</v>", "e")), "#CALC!"),
    refused("an error of no name", answer(cell("<v>oops</v>", "e")), "cell D2"),
    refused("a cell of no kind", answer(cell("<v>4</v>", "zz")), "cell D2: its kind, zz"),
    wrong("an error far right and down", zipped(parts(
        answers(cell("<v>#N/A</v>", "e"), number(5), first_row=6, first=4))), "#N/A"),
    wrong("true for a score", answer(cell("<v>1</v>", "b")), ""),
    wrong("infinity", answer(number("1e999")), ""),
    wrong("not a number", answer(number("NaN")), ""),
    wrong("a huge number", answer(number("9" * 300)), ""),
    wrong("a negative score", answer(number(-4)), ""),
    wrong("a half", answer(number(4.5)), ""),
    wrong("a percentage", answer(number(0.8, s=3)), ""),
    accepted("rich text", coded(cell("<is><r><t>M</t></r><r><rPr><b/></rPr><t>1</t></r></is>",
                                     "inlineStr")), TWO),
    accepted("a reading aloud", coded(cell(
        '<is><t>M1</t><rPh sb="0" eb="1"><t>em</t></rPh></is>', "inlineStr")), TWO),
    accepted("a shared reading aloud", coded(cell("<v>0</v>", "s"), shared=(
        f'<sst {NAMESPACES}><si><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></si></sst>')),
        first("漢")),
    accepted("an escaped return", coded(cell("<is><t>M1_x000D_</t></is>", "inlineStr")), TWO),
    accepted("an escaped escape", coded(cell("<is><t>a_x005F_x000D_</t></is>", "inlineStr")),
             first("a_x000D_")),
    accepted("an emoji", coded(text("😀1")), first("😀1")),
    accepted("entities", coded(text("a&amp;&#233;&#x1F600;")), first("a&é😀")),
    accepted("right to left", coded(text("מ1")), first("מ1")),
    accepted("zeros before", coded(text("001")), first("001")),
    accepted("a code that is a number", coded(number(17)), first("17")),
    accepted("a code like markup", coded(text("&lt;b&gt;x")), first("<b>x")),
    accepted("a long code", coded(text("M" * 300)), first("M" * 300)),
    refused("a longer text than Excel's", coded(text("M" * 40_000)), "text longer than 32,767"),
    warned("look-alikes", zipped(parts(answers(number(4), number(5)).replace("M2", "\u041c1"))),
           "", (("M1", 4), ("\u041c1", 5))),
    accepted("dates", dated(number(45720, s=1), number(45721, s=1))),
    accepted("dates of 1904", dated(number(44258, s=1), number(44259, s=1),
                                    settings='<workbookPr date1904="1"/>')),
    accepted("dates as ISO", dated(cell("<v>2025-03-04</v>", "d"), cell("<v>2025-03-05</v>", "d"))),
    warned("serial numbers", dated(number(45720), number(45721)), "serial numbers"),
    accepted("dates and times", dated(number(45720.5, s=6), number(45721.25, s=6))),
    accepted("dates in words", dated(text("4 March 2025"), text("5 Mar 2025"))),
    asked("dates in no order", dated(text("03/04/2025"), text("05/06/2025")), ""),
    warned("dates month first", dated(text("03/14/2025"), text("03/15/2025")), "month first"),
    wrong("a date that is none", dated(text("31/02/2025"), text("01/03/2025")), "not a date"),
    wrong("the 29 February 1900", dated(number(60, s=1), number(45721, s=1)), ""),
    wrong("a duration for a date", dated(number(0.0625, s=2), number(45721, s=1)), ""),
    wrong("a date of the year 9999", dated(number(2958465, s=1), number(45721, s=1)), ""),
    refused("a date beyond all", dated(number("1e300", s=1), number(45721, s=1)), "cell D2"),
    asked("a merged cell", zipped(parts(sheet=sheet(
        PLAIN.replace(number(5).replace("{}", "D3"), ""),
        after='<mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'))), "erge"),
    accepted("a merged title", zipped(parts(sheet=sheet(
        row(1, [text("Our answers")]) + answers(number(4), number(5), first_row=2),
        after='<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>')))),
]  # fmt: skip

TABLE = "Participant code,Role,Stage,Experience\r\nM1,mentor,pre,4\r\nM2,mentor,pre,5\r\n"


def semicolons(table: str) -> str:
    return table.replace(",", ";")


TEXTS = [
    accepted("csv", TABLE.encode()),
    accepted("csv with a mark", TABLE.encode("utf-8-sig")),
    accepted("csv in UTF-16", TABLE.encode("utf-16")),
    accepted("csv in UTF-16, high first", b"\xfe\xff" + TABLE.encode("utf-16-be")),
    accepted("csv in cp1252", TABLE.replace("M1", "Zoë").encode("cp1252"), first("Zoë")),
    accepted("csv of emoji", TABLE.replace("M1", "😀1").encode(), first("😀1")),
    accepted("semicolons", semicolons(TABLE).encode()),
    accepted("tabs", TABLE.replace(",", "\t").encode()),
    accepted("bars", TABLE.replace(",", "|").encode()),
    accepted("a declared separator", f"sep=;\r\n{semicolons(TABLE)}".encode()),
    accepted("a quoted declaration", f'"sep=|"\r\n{TABLE.replace(",", "|")}'.encode()),
    accepted("a decimal comma", semicolons(TABLE).replace(";4", ";4,0").encode()),
    accepted("lines of a Mac", TABLE.replace("\r\n", "\r").encode()),
    accepted("lines of Unix", TABLE.replace("\r\n", "\n").encode()),
    accepted("no last line end", TABLE.rstrip().encode()),
    accepted("blank lines after", f"{TABLE}\r\n\r\n,,,\r\n".encode()),
    accepted("blank lines before", f"\r\n\r\n{TABLE}".encode()),
    accepted("everything quoted", TABLE.replace(",", '","').replace("\r\n", '"\r\n"').encode()
             .join([b'"', b""])[:-1]),
    accepted("spaces around", TABLE.replace(",", " , ").encode()),
    refused("NUL in a text", TABLE.replace("M1", "M\0001").encode(), "binary data"),
    refused("NUL in UTF-16", TABLE.replace("M1", "M\0001").encode("utf-16"), "binary data"),
    refused("UTF-16 cut short", TABLE.encode("utf-16")[:-1], "breaks off"),
    refused("UTF-16 without a mark", TABLE.encode("utf-16-le"), "binary data"),
    wrong("a row too short", TABLE.replace("M2,mentor,pre,5", "M2,mentor").encode(), "line up"),
    wrong("a row too long", TABLE.replace("M2,mentor", "M2,mentor,x").encode(), "line up"),
    refused("a quote open at the end", TABLE.replace("pre,5", 'pre,"5').encode(), BREAK),
    refused("a quote open in a comment", b"Participant code,Role,Stage,Experience,Concerns in your"
            b' own words\nM1,mentor,pre,4,"no\nM2,mentor,pre,5,fine\n', BREAK),
    refused("a quote never closed", TABLE.replace("M2", '"M2').encode() + b"x" * 140_000, BREAK),
    refused("a huge field", TABLE.replace("M1", "M" * 40_000).encode(), "text longer than 32,767"),
    refused("a million lines", b"a\n" * 1_000_001, "more than 500,000 lines"),
    refused("too many rows of text", TABLE.encode() + b"M3,mentor,pre,4\r\n" * 50_100, "50,000"),
    refused("a thousand columns", (",".join(["Experience"] * 1000) + "\n").encode(), "60 columns"),
    wrong("one column", b"Hello\nworld\n", "No sheet of this file"),
    wrong("a letter", b"Dear colleague, please find attached the answers.\n", "No sheet"),
    wrong("a header alone", TABLE.splitlines()[0].encode(), ""),
    wrong("an error in a text", TABLE.replace("pre,4", "pre,#REF!").encode(), "#REF!"),
    wrong("a separator declared alone", b"sep=;", "No sheet"),
    wrong("JSON", b'{"answers": [1, 2]}', "No sheet"),
]  # fmt: skip

ODD: list[Odd] = [*CELLS, *TEXTS]
