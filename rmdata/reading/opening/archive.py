"""The zip container of a workbook, read by hand: whatever two readers could understand in two
ways is refused, and a member is as large as it inflates, not as large as it says.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.sheets import UnreadableFile

END, END_SIZE = b"PK\x05\x06", 22
END_64, LOCATOR_64, LOCATOR_SIZE = b"PK\x06\x06", b"PK\x06\x07", 20
CENTRAL, CENTRAL_SIZE = b"PK\x01\x02", 46
LOCAL, LOCAL_SIZE = b"PK\x03\x04", 30
STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_LATER = 1 | 1 << 6 | 1 << 13, 1 << 3
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
SYMLINK, KIND_OF_FILE = 0o120000, 0o170000
CHUNK = 1 << 18
SHOWN = 60
AGAIN = "Export it again, or open it in Excel and save it as .xlsx."


@dataclass(frozen=True)
class Member:
    """One member as both its headers describe it; ``data`` and ``end`` are places in the file."""

    name: str
    method: int
    flags: int
    crc: int
    compressed: int
    size: int
    header: int
    data: int = 0
    end: int = 0


def damaged(what: str) -> UnreadableFile:
    """The refusal of a container that is not as a spreadsheet program writes it."""
    return UnreadableFile(f"The file is damaged or was made unusually: {what}. {AGAIN}")


def shown(name: str) -> str:
    """A member's name, fit for a sentence."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


def members_of(content: bytes, limits: Limits) -> list[Member]:
    """All members in the order of their bytes; raises :class:`UnreadableFile` for a bad container.

    Each lies within the file, apart from all others, and its two headers agree.
    """
    n_members, start, end = _directory(content)
    if n_members > limits.members:
        raise UnreadableFile(
            f"The file holds {n_members:,} parts; the limit is {limits.members:,}. {AGAIN}"
        )
    listed = list(_central(content, start, end))
    if len(listed) != n_members:
        raise damaged("its list of parts does not hold what it says")
    _check_names(listed)
    members = sorted((_located(content, one) for one in listed), key=lambda one: one.header)
    if not members or members[0].header != 0:
        raise damaged("something stands before its first part")
    for one, after in pairwise(members):
        if one.end > after.header:
            raise damaged(f"its parts {shown(one.name)} and {shown(after.name)} overlap")
    if members[-1].end > start:
        raise damaged(f"its part {shown(members[-1].name)} runs into the list of parts")
    return members


def inflated(content: bytes, member: Member, limits: Limits) -> Iterator[bytes]:
    """A member's bytes, piece by piece; raises as soon as they are more than they may be."""
    size, crc = 0, 0
    for piece in _pieces(content, member):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        if size > limits.member_bytes:
            raise too_large(limits, member)
        if size > limits.ratio_from and size > limits.ratio * max(member.compressed, 1):
            raise UnreadableFile(
                f"The part {shown(member.name)} of the file unpacks to more than {limits.ratio} "
                f"times its size, as no sheet of answers does. {AGAIN}"
            )
        yield piece
    if size != member.size:
        raise damaged(f"its part {shown(member.name)} has another size than it says")
    if crc != member.crc:
        raise damaged(f"the checksum of its part {shown(member.name)} is wrong")


def too_large(limits: Limits, member: Member | None = None) -> UnreadableFile:
    """The refusal of a workbook, or of one part of it, that unpacks to too much."""
    what = f"The part {shown(member.name)} of the file" if member else "The file"
    most = limits.member_bytes if member else limits.inflated_bytes
    return UnreadableFile(
        f"{what} is larger than {most // 1024**2} MB when unpacked. Split the file by cohort or by "
        "year, or delete sheets and pictures that hold no answers."
    )


def _pieces(content: bytes, member: Member) -> Iterator[bytes]:
    data = memoryview(content)[member.data : member.data + member.compressed]
    if member.method == STORED:
        yield from (bytes(data[at : at + CHUNK]) for at in range(0, len(data), CHUNK))
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(data), CHUNK):
            piece = unpacker.decompress(data[at : at + CHUNK], CHUNK)
            while piece:
                yield piece
                piece = unpacker.decompress(unpacker.unconsumed_tail, CHUNK)
    except zlib.error as error:
        raise damaged(f"its part {shown(member.name)} cannot be unpacked") from error
    if not unpacker.eof or unpacker.unused_data:
        raise damaged(f"its part {shown(member.name)} cannot be unpacked to its end")


def _directory(content: bytes) -> tuple[int, int, int]:
    """How many members there are, and where their list begins and ends."""
    at = content.rfind(END)
    if at < 0 or at + END_SIZE > len(content):
        raise damaged("its end is missing, as when a download breaks off")
    end_record = struct.unpack_from("<4H2LH", content, at + 4)
    disk, first, here, n_members, size, start, comment = end_record
    if at + END_SIZE + comment != len(content):
        raise damaged("something stands after its end")
    end = at
    if FULL_16 in (n_members, here) or FULL_32 in (size, start):
        n_members, size, start, end = _directory_64(content, at)
        here = n_members
    if disk or first or here != n_members:
        raise damaged("it is one piece of a larger archive")
    if start + size != end:
        raise damaged("its list of parts is not where it should be")
    return n_members, start, end


def _directory_64(content: bytes, end: int) -> tuple[int, int, int, int]:
    locator = end - LOCATOR_SIZE
    if locator < 0 or content[locator : locator + 4] != LOCATOR_64:
        raise damaged("its end is incomplete")
    (at,) = struct.unpack_from("<Q", content, locator + 8)
    if at + 56 > locator or content[at : at + 4] != END_64:
        raise damaged("its end is incomplete")
    n_members, size, start = struct.unpack_from("<3Q", content, at + 32)
    return n_members, size, start, at


def _central(content: bytes, start: int, end: int) -> Iterator[Member]:
    at = start
    while at < end:
        if at + CENTRAL_SIZE > end or content[at : at + 4] != CENTRAL:
            raise damaged("its list of parts is broken")
        flags, method, crc, compressed, size = struct.unpack_from("<2H4x3L", content, at + 8)
        n_name, n_extra, n_comment, disk = struct.unpack_from("<4H", content, at + 28)
        attributes, header = struct.unpack_from("<2L", content, at + 38)
        after = at + CENTRAL_SIZE + n_name + n_extra + n_comment
        if after > end or disk:
            raise damaged("its list of parts is broken")
        name = _name(content[at + CENTRAL_SIZE : at + CENTRAL_SIZE + n_name])
        extra = content[at + CENTRAL_SIZE + n_name : at + CENTRAL_SIZE + n_name + n_extra]
        size, compressed, header = _wide(extra, (size, compressed, header))
        if (attributes >> 16) & KIND_OF_FILE == SYMLINK:
            raise damaged(f"its part {shown(name)} is a link to another file")
        yield Member(name, method, flags, crc, compressed, size, header)
        at = after


def _wide(extra: bytes, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Sizes and places, those that do not fit 32 bits taken from the field for large files."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            n_wide = min(length, len(extra) - at - 4) // 8
            wide = iter(struct.unpack_from(f"<{n_wide}Q", extra, at + 4))
            return tuple(next(wide, size) if size == FULL_32 else size for size in sizes)
        at += 4 + length
    return sizes


def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _check_names(listed: Sequence[Member]) -> None:
    seen: set[str] = set()
    for member in listed:
        name = member.name
        steps = name.split("/")
        if not name or ".." in steps or steps[0] == "" or set(name) & {"\\", "\0", ":"}:
            raise damaged(f"its part {shown(name)} has a name that leads out of the file")
        if name.lower() in seen:
            raise damaged(f"it holds two parts called {shown(name)}")
        seen.add(name.lower())


def _located(content: bytes, member: Member) -> Member:
    """A member with the place of its bytes; its local header says the same as the list."""
    at = member.header
    if at + LOCAL_SIZE > len(content) or content[at : at + 4] != LOCAL:
        raise damaged(f"its part {shown(member.name)} is not where its list says")
    flags, method, crc, compressed, size = struct.unpack_from("<2H4x3L", content, at + 6)
    n_name, n_extra = struct.unpack_from("<2H", content, at + 26)
    data = at + LOCAL_SIZE + n_name + n_extra
    name = _name(content[at + LOCAL_SIZE : at + LOCAL_SIZE + n_name])
    size, compressed = _wide(content[at + LOCAL_SIZE + n_name : data], (size, compressed))
    if (flags | member.flags) & ENCRYPTED:
        raise UnreadableFile(
            f"The part {shown(member.name)} of the file is protected by a password. Open the file "
            "in Excel, save it without a password and upload it again."
        )
    if method not in (STORED, DEFLATED):
        raise damaged(f"its part {shown(member.name)} is compressed in a way Excel does not use")
    figures = (member.crc, member.compressed, member.size)
    later = flags & SIZES_LATER and (crc, compressed, size) == (0, 0, 0)
    agree = later or (crc, compressed, size) == figures
    if (name, method) != (member.name, member.method) or not agree:
        raise damaged(f"its part {shown(member.name)} says one thing and its list of parts another")
    return replace(member, flags=flags, data=data, end=data + member.compressed)
