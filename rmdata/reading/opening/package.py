"""What a workbook's parts say of themselves: its sheets, and what no sheet of answers needs."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from rmdata.reading.opening.archive import (
    AGAIN,
    Member,
    damaged,
    inflated,
    members_of,
    shown,
    too_large,
)
from rmdata.reading.opening.formats import SAVE, not_a_workbook
from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.sheets import UnreadableFile

BOOK, TYPES, SHARED = "xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"
# A character can be written as &#x1F600; and as much again may be another program's habit.
MOST_BYTES = 10
# No reader opens these here; who marks a workbook does so in a process held to its limits.
UNREAD = ("xl/media/", "docprops/", "customxml/")
ENDINGS = (".xml", ".rels", ".vml")
READABLE = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1"}
ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})""")
DOCUMENT_TYPE = "<!DOCTYPE"
DOCUMENT_TYPES = tuple(DOCUMENT_TYPE.encode(c) for c in ("ascii", "utf-16-le", "utf-16-be"))
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
MACROS = (
    "The file holds macros. Open it in Excel, save it as “Excel workbook (.xlsx)” and upload it "
    "again."
)


@dataclass(frozen=True)
class Listed:
    """One sheet as the workbook lists it: its name, its kind, and the member that holds it.

    ``from_1904`` is True where serial numbers of dates count from 1904 in the workbook.
    """

    name: str
    kind: str
    member: str
    from_1904: bool = False


@dataclass(frozen=True)
class Package:
    """A workbook whose container and parts have passed."""

    content: bytes
    members: dict[str, Member]
    sheets: tuple[Listed, ...]
    limits: Limits

    def part(self, name: str) -> bytes:
        """The bytes of a member, inflated; nothing where there is none."""
        member = self.members.get(name)
        return b"".join(inflated(self.content, member, self.limits)) if member else b""


def opened(content: bytes, limits: Limits) -> Package:
    """Check the container, and read which sheets it lists; inflates nothing else yet.

    Raises :class:`UnreadableFile` for what is no workbook, or holds macros.
    """
    members = {member.name: member for member in members_of(content, limits)}
    if BOOK not in members:
        raise UnreadableFile(not_a_workbook(set(members)))
    names = [name.lower() for name in members]
    if any(name.endswith(MACRO_NAMES) or "/macrosheets/" in name for name in names):
        raise UnreadableFile(MACROS)
    package = Package(content, members, (), limits)
    types = package.part(TYPES).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise UnreadableFile(MACROS)
    check_part(TYPES, types)
    return Package(content, members, tuple(_listed(package)), limits)


def checked_parts(package: Package) -> Iterator[tuple[str, bytes]]:
    """Every member with its bytes, inflated and checked; one at a time, as they may be large."""
    total, listed = 0, {sheet.member for sheet in package.sheets}
    for name in package.members:
        data = package.part(name)
        total += len(data)
        if total > package.limits.inflated_bytes:
            raise too_large(package.limits)
        if name in listed or not name.lower().startswith(UNREAD):
            check_part(name, data)
        if name == SHARED:
            _check_texts(data, package.limits)
        yield name, data


def _check_texts(data: bytes, limits: Limits) -> None:
    """Raise for a shared text of enormous length: every cell that names it would be as long."""
    if max(map(len, data.split(b"<"))) > MOST_BYTES * limits.text_length:
        raise UnreadableFile(
            f"The file holds a text longer than {limits.text_length:,} characters, more than a "
            f"cell of Excel can. {AGAIN}"
        )


def check_part(name: str, data: bytes) -> None:
    """Raise :class:`UnreadableFile` for XML that declares a document type or is not in UTF-8."""
    if not name.lower().endswith(ENDINGS) and data[:200].lstrip()[:1] != b"<":
        return
    if any(mark in data for mark in DOCUMENT_TYPES):
        raise UnreadableFile(
            f"The part {shown(name)} of the file declares a document type, which no spreadsheet "
            f"program writes and which can be misused. {AGAIN}"
        )
    declared = ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode("ascii", errors="replace").lower() if declared else "utf-8"
    if data.startswith(UTF_16) or encoding not in READABLE:
        raise UnreadableFile(
            f"The part {shown(name)} of the file is not written in UTF-8, and would be read "
            f"without its cells. {SAVE}"
        )


def _listed(package: Package) -> Iterator[Listed]:
    """The sheets that the workbook lists, each with the member that holds it."""
    targets = _targets(package)
    elements = _elements(package, BOOK)
    sheets = [found for tag, found in elements if tag == "sheet"]
    from_1904 = any(
        said.get("date1904") in ("1", "true") for tag, said in elements if tag == "workbookPr"
    )
    names: set[str] = set()
    held: set[str] = set()
    for sheet in sheets:
        name, relation = sheet.get("name", ""), _local(sheet, "id")
        kind, member = targets.get(relation, ("", ""))
        if "macrosheet" in kind.lower():
            raise UnreadableFile(MACROS)
        if member not in package.members:
            raise UnreadableFile(
                f"The workbook lists a sheet {shown(name)}, but the file does not hold it. {AGAIN}"
            )
        if name.lower() in names:
            raise UnreadableFile(
                f"Two sheets of the workbook are called {shown(name)}, and only one would be read. "
                "Give each sheet a name of its own."
            )
        if member in held:
            raise damaged(f"its sheet {shown(name)} is the same part as another sheet")
        names.add(name.lower())
        held.add(member)
        yield Listed(name, kind.rsplit("/", 1)[-1], member, from_1904)
    if not sheets:
        raise UnreadableFile(f"The workbook lists no sheets. {AGAIN}")


def _targets(package: Package) -> dict[str, tuple[str, str]]:
    """The kind and the member of every relation of the workbook, by its id."""
    targets = {}
    for tag, found in _elements(package, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship" and found.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", found.get("Target", "")))
            targets[found.get("Id", "")] = (found.get("Type", ""), target.lstrip("/"))
    return targets


def _elements(package: Package, name: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    if name not in package.members:
        raise damaged(f"its part {shown(name)} is missing")
    data = package.part(name)
    check_part(name, data)
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, said: found.append((tag.rpartition(":")[2], said))
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise damaged(f"its part {shown(name)} breaks off or is not XML") from error
    return found


def _local(said: dict[str, str], wanted: str) -> str:
    """An attribute by its name behind the prefix."""
    return next((value for name, value in said.items() if name.endswith(f":{wanted}")), "")
