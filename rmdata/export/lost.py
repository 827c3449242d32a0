"""What a workbook holds that a copy of it cannot: found out before the copy is made."""

import io
import re
import zipfile

# Measured with openpyxl 3.1.5: cells, formulas, formats, notes, tables, pivot tables, pictures
# (PNG, JPEG, GIF) and the usual charts come through; these parts do not, or not whole.
PARTS = (
    (re.compile(r"xl/charts/"), "some of the look of charts"),
    (re.compile(r"xl/media/.*\.(?:emf|wmf|svg)"), "pictures that are drawings (EMF, WMF, SVG)"),
    (re.compile(r"xl/(?:ctrlProps|activeX)/"), "buttons and form controls"),
    (re.compile(r"xl/embeddings/"), "embedded files"),
    (re.compile(r"xl/(?:slicers|timelines)/"), "slicers"),
    (re.compile(r"xl/threadedComments/"), "the threads of comments (their text stays as a note)"),
    (re.compile(r"xl/(?:connections\.xml|queryTables/)"), "data connections"),
    (re.compile(r"xl/externalLinks/"), "links to other workbooks"),
)
DRAWING, SHEET = re.compile(r"xl/drawings/[^/]+\.xml"), re.compile(r"xl/worksheets/[^/]+\.xml")
SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
MARKS = (
    (re.compile(rb"sparklineGroup"), "sparklines"),
    (re.compile(rb"x14:conditionalFormatting "), "some rules of conditional formatting"),
    (re.compile(rb"x14:dataValidation "), "drop-down lists whose words stand on another sheet"),
)


def lost_in_a_copy(content: bytes) -> tuple[str, ...]:
    """What a copy of an .xlsx workbook lacks, in words; empty where nothing is lost.

    The stored results of formulas are lost in any copy; Excel calculates them when it opens it.
    """
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            found |= {words: None for part, words in PARTS if part.match(name)}
            if DRAWING.fullmatch(name) and SHAPES.search(parts.read(name)):
                found["text boxes and shapes"] = None
            if SHEET.fullmatch(name):
                sheet = parts.read(name)
                found |= {words: None for mark, words in MARKS if mark.search(sheet)}
    return tuple(found)
