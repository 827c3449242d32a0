"""What a file really is, by its first bytes and whatever its name says."""

import re

from rmdata.reading.opening.sheets import UnreadableFile

ZIP, EMPTY_ZIP, OLE = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOOKED_AT = 4_096
SAVE = "Open it in Excel, save it as .xlsx and upload it again."
EXPORT = "Upload the .xlsx or .csv export instead."
UNPACK = "Unpack it and upload the spreadsheet that is inside."
PASSWORD = (
    "The file is protected by a password. Open it in Excel, remove the password (File, Info, "
    "Protect workbook, Encrypt with password, and leave the box blank), save it and upload it "
    "again."
)
OLD_XLS = f"The file is an old .xls workbook. {SAVE}"
# Streams of an OLE file, named in UTF-16: the first that is there says what the file is.
STREAMS = {
    "EncryptedPackage": PASSWORD,
    "Workbook": OLD_XLS,
    "Book": OLD_XLS,
    "WordDocument": f"The file is an old Word document, not a spreadsheet. {EXPORT}",
    "PowerPoint Document": f"The file is an old PowerPoint file, not a spreadsheet. {EXPORT}",
}
BEGINNINGS = {
    b"%PDF": f"The file is a PDF. {EXPORT}",
    b"\x89PNG": f"The file is a picture. {EXPORT}",
    b"\xff\xd8\xff": f"The file is a picture. {EXPORT}",
    b"GIF8": f"The file is a picture. {EXPORT}",
    b"II*\x00": f"The file is a picture. {EXPORT}",
    b"MM\x00*": f"The file is a picture. {EXPORT}",
    b"RIFF": f"The file is a picture or a sound. {EXPORT}",
    b"\x1f\x8b": f"The file is compressed with gzip. {UNPACK}",
    b"BZh": f"The file is compressed with bzip2. {UNPACK}",
    b"\xfd7zXZ": f"The file is compressed with xz. {UNPACK}",
    b"7z\xbc\xaf\x27\x1c": f"The file is a 7-Zip archive. {UNPACK}",
    b"Rar!\x1a\x07": f"The file is a RAR archive. {UNPACK}",
    b"\x09\x08": OLD_XLS,
    b"\x09\x04": OLD_XLS,
    b"{\\rtf": f"The file is a text document (RTF). {EXPORT}",
    b"$FL2": "The file is an SPSS data file. Export it from SPSS as .xlsx or .csv instead.",
    b"PAR1": f"The file is a Parquet file. {EXPORT}",
    b"SQLite format 3\x00": f"The file is a database. {EXPORT}",
}  # fmt: skip
TAGS = rb"!doctype\s+html|html|head|body|table|meta|div"
WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)?<(" + TAGS + rb")\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(rb"\s*<\?xml\b")
MIME = re.compile(rb"(From:|MIME-Version:|Content-Type: multipart)", re.I)
NO_WORKBOOK = {
    "word/document.xml": f"The file is a Word document, not a spreadsheet. {EXPORT}",
    "ppt/presentation.xml": f"The file is a PowerPoint file, not a spreadsheet. {EXPORT}",
    "xl/workbook.bin": f"The file is a binary workbook (.xlsb). {SAVE}",
    "Index/Document.iwa": "The file is an Apple Numbers document. Export it from Numbers as Excel "
    "(.xlsx) and upload that.",
    "content.xml": "The file is an OpenDocument file (.ods). Open it in LibreOffice or Excel, save "
    "it as .xlsx and upload it again.",
}


def is_workbook(content: bytes) -> bool:
    """Whether the bytes claim to be an .xlsx workbook; text otherwise.

    Raises :class:`UnreadableFile` for everything that is certainly neither.
    """
    if content.startswith((ZIP, EMPTY_ZIP)):
        return True
    start = content[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = content[:LOOKED_AT].decode("utf-16", errors="replace").encode()
    if content.startswith(OLE[:4]):
        raise UnreadableFile(_ole(content))
    for beginning, sentence in BEGINNINGS.items():
        if start.startswith(beginning):
            raise UnreadableFile(sentence)
    if WEB_PAGE.match(start) or MIME.match(start):
        raise UnreadableFile(f"The file is a web page, whatever its name says. {SAVE}")
    if XML.match(start):
        raise UnreadableFile(f"The file is XML, not a workbook. {SAVE}")
    return False


def not_a_workbook(names: set[str]) -> str:
    """What a zip is that holds no workbook, in a sentence, by the names of its members."""
    known = next((said for name, said in NO_WORKBOOK.items() if name in names), "")
    if known or not any(name.lower().endswith((".csv", ".xlsx", ".xls", ".txt")) for name in names):
        return known or f"The file is a zip archive and no Excel workbook. {EXPORT}"
    return f"The file is a zip archive. {UNPACK}"


def _ole(content: bytes) -> str:
    found = (said for name, said in STREAMS.items() if name.encode("utf-16-le") in content)
    return next(found, f"The file is an old Office file or is protected by a password. {SAVE}")
