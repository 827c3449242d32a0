"""Odd files whose oddity is the container: what claims to be a workbook, and how it is packed."""

import gzip
import struct

from tests.reliability.containers import (
    BOOK,
    DECLARED,
    NAMESPACES,
    PLAIN,
    SHARED,
    SHEET,
    STRICT_LINKS,
    STRICT_MAIN,
    TYPES,
    Entry,
    archive,
    bomb,
    changed,
    entries,
    parts,
    relations,
    sheet,
    zipped,
)
from tests.reliability.expected import Odd, accepted, refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = zipped(parts())
CSV = b"Participant code,Role,Stage,Experience\nM1,mentor,pre,4\nM2,mentor,pre,5\n"
UNUSUAL, PICTURE = "damaged or was made unusually", "The file is a picture"
DTD = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/svg11.dtd"><svg/>'
MACROS, DOCTYPE = "holds macros", "declares a document type"


def with_part(name: str, data: str | bytes = b"x") -> bytes:
    return zipped({**parts(), name: data})


def utf_16(xml: str, codec: str) -> bytes:
    return xml.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode(codec)


def strange_zip() -> bytes:
    return zipped({"one.csv": CSV})


FORMATS = [
    refused("nothing at all", b"", "is empty"),
    refused("blanks", b" \r\n\t", "is empty"),
    refused("an old xls", OLE + "Workbook".encode("utf-16-le"), "old .xls workbook"),
    refused("an older xls", OLE + "Book".encode("utf-16-le"), "old .xls workbook"),
    refused("an xls before OLE", b"\x09\x08\x10\x00" + bytes(200), "old .xls workbook"),
    refused("a password", OLE + "EncryptedPackage".encode("utf-16-le"), "by a password"),
    refused("an OLE of no kind", OLE, "old Office file"),
    refused("an old doc", OLE + "WordDocument".encode("utf-16-le"), "Word document"),
    refused("an old ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
    refused("an ods", zipped({"mimetype": b"application/x", "content.xml": b"<a/>"}), ".ods"),
    refused("an xlsb", zipped({TYPES: b"<Types/>", "xl/workbook.bin": b"\0"}), ".xlsb"),
    refused("a docx", zipped({TYPES: b"<Types/>", "word/document.xml": b"<a/>"}), "Word document"),
    refused("a pptx", zipped({TYPES: b"<a/>", "ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
    refused("a Numbers file", zipped({"Index/Document.iwa": b"\0"}), "Apple Numbers"),
    refused("a zip of a csv", strange_zip(), "Unpack it"),
    refused("a zip of a workbook", zipped({"a.xlsx": GOOD}), "Unpack it"),
    refused("a zip of pictures", zipped({"a.png": b"\x89PNG"}), "no Excel workbook"),
    refused("an empty zip", archive([]), UNUSUAL),
    refused("a page as xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    refused("a page with a doctype", b"\n <!DOCTYPE html><html></html>", "web page"),
    refused("a page with a comment", b"<!-- Forms --><table><tr>", "web page"),
    refused("a page in UTF-16", "<html><table>".encode("utf-16"), "web page"),
    refused("a mime page", b"MIME-Version: 1.0\nContent-Type: multipart/related", "web page"),
    refused("XML Spreadsheet 2003", b'<?xml version="1.0"?><Workbook/>', "is XML"),
    refused("a pdf", b"%PDF-1.7 ...", "PDF"),
    refused("a png", b"\x89PNG\r\n\x1a\n" + bytes(50), PICTURE),
    refused("a jpeg", b"\xff\xd8\xff\xe0" + bytes(50), PICTURE),
    refused("a gif", b"GIF89a" + bytes(50), PICTURE),
    refused("a gzip", gzip.compress(CSV), "gzip"),
    refused("a bzip2", b"BZh91AY" + bytes(50), "bzip2"),
    refused("an xz", b"\xfd7zXZ\x00" + bytes(50), "xz"),
    refused("a 7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "7-Zip"),
    refused("a rar", b"Rar!\x1a\x07\x00" + bytes(50), "RAR"),
    refused("an rtf", rb"{\rtf1 hello}", "RTF"),
    refused("an sav", b"$FL2@(#) SPSS" + bytes(50), "SPSS"),
    refused("a database", b"SQLite format 3\x00" + bytes(50), "database"),
    refused("a parquet", b"PAR1" + bytes(50), "Parquet"),
    refused("a program", b"MZ\x90\x00" + bytes(500), "binary data"),
    refused("too large", b"1" * (20 * 1024**2 + 1), "larger than 20 MB"),
]

ZIPS = [
    accepted("plain", GOOD),
    accepted("nothing compressed", archive([Entry(e.name, e.data, 0) for e in entries(parts())])),
    accepted("parts in reverse", archive(entries(parts())[::-1])),
    accepted("a folder of its own", archive([*entries(parts()), Entry("xl/media/", b"", 0)])),
    accepted("a picture inside", with_part("xl/media/image1.png", b"\x89PNG<!DOCTYPE>")),
    accepted("another's XML inside", with_part("customXml/item1.xml", "<a/>".encode("utf-16"))),
    accepted("a drawing with a document type", with_part("xl/media/a.svg", f"{DECLARED}{DTD}")),
    accepted("properties in windows-1252", with_part(
        "docProps/app.xml", DECLARED.replace("UTF-8", "windows-1252") + "<a/>"
    )),
    accepted("another's document type", with_part("customXml/item1.xml", f"{DECLARED}{DTD}")),
    refused("a sheet among the properties", zipped({**parts(
        rels=relations(("worksheet", "/docProps/app.xml")), sheet=None
    ), "docProps/app.xml": f"<!DOCTYPE a>{sheet(PLAIN)}"}), "declares a document type"),
    refused("a start alone", b"PK\x03\x04" + bytes(200), "its end is missing"),
    refused("cut in the middle", GOOD[: len(GOOD) // 2], "its end is missing"),
    refused("cut by one byte", GOOD[:-1], "its end is missing"),
    refused("something before", archive(entries(parts()), before=b"PK\x03\x04 x"), UNUSUAL),
    refused("something after", GOOD + b"\n", "something stands after its end"),
    refused("another zip after", GOOD + strange_zip(), UNUSUAL),
    refused("a list elsewhere", archive(entries(parts()), gap=3), "list of parts"),
    refused("more parts than listed", archive(entries(parts()), n_listed=3), "does not hold"),
    refused("fewer parts than listed", archive(entries(parts()), n_listed=30), "does not hold"),
    refused("two of one name", archive([*entries(parts()), Entry(SHEET, b"<a/>")]), "two parts"),
    refused("two but for case", archive([*entries(parts()), Entry("XL/workbook.XML", b"")]), "two"),
    refused("a name to the parent", with_part("../evil.xml"), "leads out"),
    refused("a name inside to the parent", with_part("xl/../../evil.xml"), "leads out"),
    refused("an absolute name", with_part("/etc/passwd"), "leads out"),
    refused("a drive", with_part("C:evil.xml"), "leads out"),
    refused("a backslash", with_part("xl\\worksheets\\sheet9.xml"), "leads out"),
    refused("a NUL in a name", with_part("xl/a\0.xml"), "leads out"),
    refused("no name", with_part(""), "leads out"),
    refused("a link", changed(parts(), SHEET, attributes=0o120777 << 16), "link to another"),
    refused("encrypted", changed(parts(), SHEET, flags=1), "by a password"),
    refused("strongly encrypted", changed(parts(), SHEET, flags=1 | 1 << 6), "by a password"),
    refused("another method", changed(parts(), SHEET, method=12), "Excel does not use"),
    refused("a wrong checksum", changed(parts(), SHEET, crc=7), "checksum"),
    refused("a size too small", changed(parts(), SHEET, size=7), "another size"),
    refused("a size too large", changed(parts(), SHEET, size=1 << 30), "another size"),
    refused("listed under another name", changed(parts(), SHEET, listed_as="xl/x.xml"), "another"),
    refused("listed with another method", changed(parts(), SHEET, listed_method=0), "another"),
    refused("cannot be unpacked", changed(parts(), SHEET, packed=b"\xff" * 40),
            "cannot be unpacked"),
    refused("unpacks to half", changed(parts(), SHEET, packed=b"\x00\x01"), "cannot be unpacked"),
    refused("bytes after a part", changed(parts(), SHEET, packed=bomb(0) + b"xx"), "unpacked"),
    refused("too many parts", zipped(parts() | {f"xl/{n}": b"" for n in range(1001)}), "1,000"),
    refused("a bomb", changed(parts(), SHEET, packed=bomb(1 << 30), size=1 << 30), "than 128 MB"),
    refused("a bomb that says 10", changed(parts(), SHEET, packed=bomb(1 << 31), size=10), "128"),
    refused("a bomb of texts", changed(parts(), SHARED, packed=bomb(1 << 30), size=99), "128 MB"),
    refused("a small bomb", changed(parts(), SHEET, packed=bomb(48 << 20), size=9), "200 times"),
    refused("a bomb in a picture", zipped_bomb := changed(
        {**parts(), "xl/media/a.png": b""}, "xl/media/a.png", packed=bomb(1 << 30)
    ), "than 128 MB"),
    refused("a zip in a zip in a zip", zipped({"a.zip": zipped({"b.zip": zipped_bomb})}),
            "no Excel"),
    refused("large, part by part", archive(
        [*entries(parts()), *(Entry(f"xl/{n}.bin", bytes(7 << 20)) for n in range(30))]
    ), "larger than 192 MB when unpacked"),
    refused("one large part", archive(
        [*entries(parts()), Entry("xl/a.bin", b"", 0, packed=b"ab" * (9 << 20), size=18 << 20)]
    ), "checksum"),
]  # fmt: skip

PARTS = [
    refused("macros", with_part("xl/vbaProject.bin"), MACROS),
    refused("macros in capitals", with_part("xl/VBAPROJECT.BIN"), MACROS),
    refused("old macros", with_part("xl/macrosheets/sheet1.xml", "<a/>"), MACROS),
    refused("macros by kind", zipped(
        parts(**{TYPES: '<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main"/>'})
    ), MACROS),
    refused("a document type", zipped(parts(sheet=f"<!DOCTYPE a>{sheet(PLAIN)}")), DOCTYPE),
    refused("a billion laughs", zipped(parts(shared=(
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
    ))), DOCTYPE),
    refused("an outer entity", zipped(parts(sheet=(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
    ))), DOCTYPE),
    refused("a document type in a drawing", with_part("xl/d.vml", "<!DOCTYPE a><a/>"), DOCTYPE),
    refused("a document type in UTF-16", zipped(
        parts(sheet=utf_16(f"<!DOCTYPE a>{sheet(PLAIN)}", "utf-16-be"))
    ), DOCTYPE),
    refused("a document type without a name", with_part("xl/odd", "<!DOCTYPE a><a/>"), DOCTYPE),
    refused("a sheet in UTF-16", zipped(parts(sheet=utf_16(sheet(PLAIN), "utf-16"))), "UTF-8"),
    refused("in UTF-16 without a mark", zipped(
        parts(sheet=utf_16(sheet(PLAIN), "utf-16-le"))
    ), "UTF-8"),
    refused("in UTF-7", zipped(parts(sheet=sheet(PLAIN).replace("UTF-8", "UTF-7"))), "UTF-8"),
    accepted("in Latin-1", zipped(
        parts(sheet=sheet(PLAIN).replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    )),
    accepted("a mark before the XML", zipped(parts(sheet=b"\xef\xbb\xbf" + sheet(PLAIN).encode()))),
    accepted("strict", zipped({
        name: data.replace(NAMESPACES.split('"')[1], STRICT_MAIN).replace(
            NAMESPACES.split('"')[3], STRICT_LINKS) if isinstance(data, str) else data
        for name, data in parts().items()
    })),
    refused("no workbook", zipped(parts(book=None)), "no Excel workbook"),
    refused("a workbook that breaks off", zipped(parts(book=f"{DECLARED}<workbook><she")),
            "breaks"),
    refused("a workbook without sheets", zipped(
        parts(book=f"{DECLARED}<workbook {NAMESPACES}><sheets/></workbook>")
    ), "lists no sheets"),
    refused("a sheet that is not there", zipped(parts(sheet=None)), "lists a sheet Answers"),
    refused("no relations", zipped(parts(rels=None)), "workbook.xml.rels is missing"),
    refused("a central list that lies", GOOD.replace(
        struct.pack("<L", len(parts()[BOOK])), struct.pack("<L", 5)
    ), UNUSUAL),
]  # fmt: skip

ODD: list[Odd] = [*FORMATS, *ZIPS, *PARTS]
