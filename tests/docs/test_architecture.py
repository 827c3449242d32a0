"""What the page on the architecture says of the tree is so."""

import re
from pathlib import Path

from tests.architecture.test_imports import HOMES, MAY_IMPORT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = PAGE.split("## The rooms")[1].split("Three of them")[0]


def test_every_path_that_it_names_is_there() -> None:
    named = re.findall(r"`((?:rmdata|pages|tests|sample_data)/[\w./]*)`", PAGE)
    assert len(named) > 60
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_it_names_every_room_in_an_order_in_which_none_uses_a_later_one() -> None:
    rooms = re.findall(r"^\| `([\w./]+?)/?` \|", ROOMS, re.MULTILINE)
    there = {path.name for path in (ROOT / "rmdata").iterdir() if path.name[:2] != "__"}
    assert {room.removeprefix("rmdata/") for room in rooms} == there | {"pages"}
    order = [room.removeprefix("rmdata/").removesuffix(".py") for room in rooms]
    later = {
        (user, used)
        for user, all_used in MAY_IMPORT.items()
        for used in all_used
        if user.startswith("rmdata/") and (name := user.split("/")[1].removesuffix(".py")) in order
        if order.index(used) > order.index(name)
    }
    assert not later


def test_each_library_stands_beside_its_room() -> None:
    for row in ROOMS.splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) > 3 and cells[3] and cells[1].startswith("`"):
            room = cells[1].strip("`").rstrip("/")
            for library in cells[3].split(", "):
                assert any(home.startswith(room) for home in HOMES[library]), (room, library)
