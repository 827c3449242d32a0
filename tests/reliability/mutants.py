"""Workbooks gone wrong by chance: bytes flipped, XML mutilated and packed again with care."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.reliability.containers import parts, zipped

SAMPLES = Path(__file__).parents[2] / "sample_data"
EXTREMES = (b"-1", b"0", b"1048577", b"16385", b"4294967296", b"9" * 40, b"1e308", b"NaN", b"")
TAG = re.compile(rb"<[^<>]+>")
NUMBER = re.compile(rb"\d+")
ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
Mutation = Callable[[bytes, random.Random], bytes]


def originals() -> list[bytes]:
    """Workbooks that are read without a word, small and large, of several programs."""
    files = [SAMPLES / "raju2022.xlsx", *sorted(SAMPLES.glob("exports/*.xlsx"))]
    return [zipped(parts()), *(file.read_bytes() for file in files)]


def flipped(content: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes changed, wherever they are."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return bytes(data)


def mutilated(content: bytes, chance: random.Random) -> bytes:
    """A workbook one of whose XML parts is changed; the zip around it is sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in found if "sheet" in name or "workbook" in name or "Strings" in name]
    name = chance.choice(likely if chance.random() < 0.8 else sorted(found))
    for _ in range(chance.choice((1, 1, 1, 3))):
        found[name] = chance.choice(MUTATIONS)(found[name], chance)
    return zipped(found)


def without_a_tag(xml: bytes, chance: random.Random) -> bytes:
    return _at(TAG, xml, chance, lambda tag: b"")


def with_a_tag_twice(xml: bytes, chance: random.Random) -> bytes:
    return _at(TAG, xml, chance, lambda tag: tag * 2)


def with_tags_swapped(xml: bytes, chance: random.Random) -> bytes:
    tags = list(TAG.finditer(xml))
    if len(tags) < 2:
        return xml
    one, other = sorted(chance.sample(tags, 2), key=lambda match: match.start())
    between = xml[one.end() : other.start()]
    return xml[: one.start()] + other[0] + between + one[0] + xml[other.end() :]


def with_a_part_twice(xml: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(xml) + 1)
    return xml[:start] + xml[start : start + chance.randrange(400)] * 2 + xml[start + 400 :]


def with_an_attribute_changed(xml: bytes, chance: random.Random) -> bytes:
    return _at(ATTRIBUTE, xml, chance, lambda said: said.split(b"=")[0] + b'="' + _word(chance))


def with_a_number_changed(xml: bytes, chance: random.Random) -> bytes:
    return _at(NUMBER, xml, chance, lambda number: chance.choice(EXTREMES))


def cut_short(xml: bytes, chance: random.Random) -> bytes:
    return xml[: chance.randrange(len(xml) + 1)]


def with_bytes_between(xml: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(xml) + 1)
    return xml[:place] + chance.randbytes(chance.choice((1, 4, 64))) + xml[place:]


MUTATIONS: tuple[Mutation, ...] = (
    without_a_tag,
    with_a_tag_twice,
    with_tags_swapped,
    with_a_part_twice,
    with_an_attribute_changed,
    with_a_number_changed,
    cut_short,
    with_bytes_between,
)


def _word(chance: random.Random) -> bytes:
    word = chance.choice((*EXTREMES, b"s", b"str", b"e", b"b", b"zz", b"XFD1048576", b"A1"))
    return word + b'"'


def _at(
    what: re.Pattern[bytes], xml: bytes, chance: random.Random, change: Callable[[bytes], bytes]
) -> bytes:
    places = list(what.finditer(xml))
    if not places:
        return xml
    match = chance.choice(places)
    return xml[: match.start()] + change(match[0]) + xml[match.end() :]
