"""Every call of a command to the disk fails once, and for good: what is said then is true."""

import os
import random
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
from failing_calls import Point, Told, points, run

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.file.backups import backups_of, verified
from rmdata.store.store import Store

EACH, NUMBERS = 4, count()
NORTH, SOUTH = [f"north-{n}" for n in range(4)], ["south-0", "south-1"]
LATE = ["late-0", "late-1"]
Content = dict[str, list[str]]
UNTOUCHED, UNMADE, DELETED, DONE, UNSEEN = (
    "Nothing was changed: ",
    "The store cannot be made in ",
    "The rows are deleted and shown nowhere any more, but the erasure is not finished: ",
    "The change is stored, but not all that belongs to it is done: ",
    "Whether anything was changed cannot be seen, as the store does not open now: ",
)
CLAIMS = (UNTOUCHED, UNMADE, DELETED, DONE, UNSEEN)
# A command, and by hand who is shown after it.
COMMANDS: dict[str, tuple[list[str], list[str]]] = {
    "load": (["rmdata", "load", "{late}"], LATE + NORTH + SOUTH),
    "first load": (["rmdata", "load", "{late}"], LATE),
    "undo": (["rmdata", "undo", "2"], NORTH),
    "erase a person": (["rmdata", "erase", "north-1", "--yes"], [NORTH[0], *NORTH[2:], *SOUTH]),
    "erase a programme": (["rmdata", "erase", "--programme", "South", "--yes"], NORTH),
    "erase everything": (["rmdata", "erase", "--everything", "--yes"], []),
    "keep until": (["rmdata", "keep-until", "South", "01/02/2027"], NORTH + SOUTH),
    "restore": (["rmdata", "restore", "{backup}"], NORTH[:3]),
    "restore on the dashboard": (["by_the_dashboard", "restore", "{backup}"], NORTH[:3]),
    "remove on the dashboard": (["by_the_dashboard", "remove", "South"], NORTH),
}
ERASED = {
    "erase a person": ["north-1"],
    "erase a programme": SOUTH,
    "erase everything": NORTH + SOUTH,
}


@dataclass(frozen=True)
class Seen:
    """What a folder holds: every row, who is shown, and whether an erasure waits."""

    content: Content
    shown: list[str]
    is_unfinished: bool


def rows(programme: str, codes: list[str]) -> bytes:
    lines = ["Participant code,Programme,Role,Stage,Experience,Concerns in your own words"]
    lines += [
        f"{code},{programme},mentor,{stage},4,Words that {code} alone said"
        for code in codes
        for stage in ("pre", "post")
    ]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a store of three imports in two programmes, with its two backups."""
    folder = tmp_path_factory.mktemp("sound")
    store = Store(folder / "store.duckdb", load_instrument())
    for programme, codes in (("North", NORTH[:3]), ("South", SOUTH), ("North", NORTH[3:])):
        file = parse(SourceFile("answers.csv", rows(programme, codes)))
        store.load(read([file], store.instrument, known=store.known_people(), salt=store.salt))
    store.close()
    (folder.parent / "late.csv").write_bytes(rows("North", LATE))
    return folder


def seen(folder: Path) -> Seen:
    """What a copy of the folder holds, its log included, read by DuckDB alone."""
    copy = folder.with_name(f"{folder.name}-seen-{next(NUMBERS)}")
    copy.mkdir()
    try:
        for file in folder.glob("store.duckdb*"):
            if file.is_file():
                shutil.copy(file, copy)
        if not (copy / "store.duckdb").exists():
            return Seen({}, [], False)
        with duckdb.connect(str(copy / "store.duckdb"), config={"threads": 1}) as file:
            return read_all(file)
    finally:
        shutil.rmtree(copy)


def read_all(file: duckdb.DuckDBPyConnection) -> Seen:
    """Every row of every table; times of day, the version and the secret differ by right."""
    listed = "select schema_name, table_name from duckdb_tables() where not temporary"
    content = {}
    for schema, table in file.execute(listed).fetchall():
        if table in ("about", "unfinished"):
            continue
        held = file.execute(f"from {schema}.{table}")
        kept = [n for n, (_, kind, *_) in enumerate(held.description) if kind != "TIMESTAMP"]
        found = sorted(repr([row[n] for n in kept]) for row in held.fetchall())
        if found:
            content[f"{schema}.{table}"] = found
    shown = file.execute("select code from people order by code").fetchall()
    left = file.execute("from unfinished").fetchall()
    return Seen(content, [code for (code,) in shown], bool(left))


@dataclass(frozen=True)
class Case:
    """A command, the folder it begins with, what is there before and what after."""

    name: str
    sound: Path
    command: tuple[str, ...]
    before: Seen
    after: Seen
    calls: tuple[str, ...]

    def trial(self, point: Point, folder: Path) -> str:
        """Let one call fail and judge everything; what became of it in a word or two."""
        copied(self.sound, folder, self.name)
        try:
            told = run(self.command, folder / "store.duckdb", point)
            return self.outcome(told, folder) if told.n_failed else "not reached"
        finally:
            shutil.rmtree(folder)

    def outcome(self, told: Told, folder: Path) -> str:
        said, now = told.said, seen(folder)
        claims = [claim for claim in CLAIMS if claim in said]
        assert "Traceback" not in said and "Error" not in said, said
        if told.code == 0:
            assert not claims and now == self.after, said
            outcome = "done"
        else:
            assert told.code == 2 and len(claims) == 1, (told.code, said)
            outcome = self.judged(claims[0], said, now, folder)
        self.opened_again(folder, now)
        return outcome

    def judged(self, claim: str, said: str, now: Seen, folder: Path) -> str:
        if claim in (UNTOUCHED, UNMADE):
            assert now.content == self.before.content, said
            assert not list(folder.glob("*set-aside*")), said
            return "untouched"
        if claim == DELETED:
            assert now.content == self.after.content and now.is_unfinished, said
            return "erasure to be finished"
        if claim == DONE:
            assert now == self.after, said
            return "done, said to lack something"
        return "not to be seen"

    def opened_again(self, folder: Path, now: Seen) -> None:
        """The store opens; it is as before or as after, wholly; nothing is left lying about."""
        path, backups = folder / "store.duckdb", folder / "store.duckdb.backups"
        Store(path, load_instrument()).close()
        then = seen(folder)
        assert then.content == now.content
        assert then in (self.before, self.after)
        files = {file for file in folder.rglob("*") if file.is_file()}
        listed = {backups / backup.name for backup in backups_of(path)}
        left = files - listed - {path, path.with_name("store.duckdb.marker")}
        if self.name == "restore" and then == self.after:
            left = {file for file in left if ".set-aside-" not in file.name}
        assert not left, left
        there = {file.name for file in (self.sound / backups.name).glob("*")}
        new = {file for file in listed if file.name not in there}
        assert all(verified(file).is_good for file in {path, *new})
        if then == self.after:
            words = [f"that {code} alone".encode() for code in ERASED.get(self.name, [])]
            assert not [f for f in files if any(word in f.read_bytes() for word in words)]


def copied(sound: Path, folder: Path, name: str) -> None:
    if name == "first load":
        folder.mkdir()
    else:
        shutil.copytree(sound, folder)


def case(name: str, sound: Path, folder: Path) -> Case:
    """The command run without a fault: what it leads to and which calls it makes."""
    copied(sound, folder, name)
    before = seen(folder)
    told_of = {
        "late": sound.parent / "late.csv",
        "backup": backups_of(sound / "store.duckdb")[-1].name,
    }
    words, shown = COMMANDS[name]
    command = tuple(word.format(**told_of) for word in words)
    told = run(command, folder / "store.duckdb")
    after = seen(folder)
    shutil.rmtree(folder)
    assert told.code == 0, told.said
    assert after.shown == sorted(shown) and after.content != before.content
    return Case(name, sound, command, before, after, told.calls)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is missing")
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_of_a_call_that_fails_is_true(
    name: str, sound: Path, tmp_path: Path, whole: bool, record: Any
) -> None:
    tried = case(name, sound, tmp_path / "unharmed")
    chosen = points(tried.calls)
    if not whole:
        chosen = random.Random(name).sample(chosen, EACH)

    def trial(number: int) -> tuple[Point, str]:
        point, folder = chosen[number], tmp_path / str(number)
        try:
            return point, tried.trial(point, folder)
        except Exception as error:
            return point, f"FALSE: {error!r}"

    with ThreadPoolExecutor(os.cpu_count() if whole else 1) as pool:
        outcomes = list(pool.map(trial, range(len(chosen))))
    counted = Counter(outcome for _, outcome in outcomes if not outcome.startswith("FALSE"))
    false = [told for told in outcomes if told[1].startswith("FALSE")]
    record(f"failing calls of {name}", calls=len(tried.calls), trials=len(chosen), **counted)
    assert false == []
    assert counted["not reached"] <= 0.1 * len(chosen)
