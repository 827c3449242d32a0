"""Files are read in a process of their own: it is started and fed here, and its answer taken."""

import json
import struct
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import IO, Any

import pyarrow as pa

from rmdata import sandbox
from rmdata.events import Event, note
from rmdata.reading.opening.encodings import ENCODINGS, LONGEST_WORD, SHOWN_WORDS
from rmdata.reading.opening.files import Judge, check_size, within_limits
from rmdata.reading.opening.formats import is_workbook
from rmdata.reading.opening.limits import (
    Limits,
    fits,
)
from rmdata.reading.opening.sheets import (
    ArrowSheet,
    Encoded,
    OpenedFile,
    SourceFile,
    UnreadableFile,
    text_schema,
)

LENGTH = struct.Struct(">Q")
NOT_SAFELY = (
    "This file could not be read safely. Open it in Excel, save it as .xlsx and upload it again, "
    "or export it as CSV."
)


class BadAnswer(ValueError):
    """What the reading process wrote is not an answer, or it wrote none."""


def send(stream: IO[bytes], data: bytes | memoryview) -> None:
    """Write a piece, its length before it."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)


def receive(stream: IO[bytes], most: int) -> bytes:
    """Read a piece of at most so many bytes; raises :class:`BadAnswer` where it breaks off."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if length > most:
        raise BadAnswer("too long")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise BadAnswer("broken off")
    return data


def send_limits(stream: IO[bytes], limits: Limits) -> None:
    """Say which limits hold for the files that follow."""
    send(stream, json.dumps(asdict(limits)).encode())


def receive_limits(stream: IO[bytes]) -> Limits:
    """The limits that hold for the files that follow."""
    return Limits(**json.loads(receive(stream, 10_000)))


def send_answer(stream: IO[bytes], sheets: Sequence[ArrowSheet], refused: str = "") -> None:
    """Write what was read of one file: what is said of its sheets, then the cells of each."""
    said = [
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "positions": sheet.positions,
            "texts": sheet.texts,
            "merged": sheet.merged,
            "n_fields": sheet.n_fields,
            "from_1904": sheet.from_1904,
            "encoded": asdict(sheet.encoded) if sheet.encoded else None,
        }
        for sheet in sheets
    ]
    send(stream, json.dumps({"refused": refused, "sheets": said}).encode())
    for sheet in sheets:
        send(stream, memoryview(sheet.batch.serialize()))
    stream.flush()


def receive_answer(stream: IO[bytes], limits: Limits) -> tuple[tuple[ArrowSheet, ...], str]:
    """The sheets of one file, or the sentence that refuses it.

    Raises :class:`BadAnswer` for anything else than an answer within the limits.
    """
    try:
        head = receive(stream, limits.said_bytes)
        said = json.loads(head)
        refused, left = said["refused"], limits.answer_bytes - len(head)
        if not isinstance(refused, str):
            raise BadAnswer("no sentence")
        sheets = tuple(_sheets(stream, said["sheets"], left, limits))
        if not fits(sheets, limits):
            raise BadAnswer("too many cells")
        return sheets, refused
    except BadAnswer:
        raise
    except Exception as error:  # JSON and Arrow each raise their own
        raise BadAnswer("not understood") from error


def _sheets(
    stream: IO[bytes], said: Sequence[Any], left: int, limits: Limits
) -> Iterator[ArrowSheet]:
    for one in said:
        data = receive(stream, left)
        left -= len(data)
        positions = tuple(int(index) for index in one["positions"])
        if len(positions) > limits.tool_columns:
            raise BadAnswer("too many columns")
        batch = pa.ipc.read_record_batch(pa.py_buffer(data), text_schema(len(positions)))
        batch.validate(full=True)
        sheet = ArrowSheet(
            str(one["name"]),
            bool(one["hidden"]),
            positions,
            batch,
            tuple((int(row), int(index), str(text)) for row, index, text in one["texts"]),
            tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in one["merged"]),
            tuple(int(n) for n in one["n_fields"]),
            from_1904=bool(one["from_1904"]),
            encoded=_encoded(one["encoded"]) if one["encoded"] else None,
        )
        _check(sheet, limits)
        yield sheet


def _encoded(said: Any) -> Encoded:
    """What is said of an encoding; raises :class:`BadAnswer` for one that is none of ours."""
    names, words = tuple(said["names"]), tuple(str(word) for word in said["words"])
    if not names or not ENCODINGS.keys() >= set(names):
        raise BadAnswer("no encoding")
    if len(words) > SHOWN_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise BadAnswer("too many words")
    return Encoded(bool(said["sure"]), names, words)


def _check(sheet: ArrowSheet, limits: Limits) -> None:
    """Raise :class:`BadAnswer` for cells where there can be none."""
    places = [(row, index) for row, index, _ in sheet.texts]
    places += [(1, index) for index in sheet.positions]
    rows, columns = range(1, limits.last_row + 1), range(limits.tool_columns)
    if any(row not in rows or index not in columns for row, index in places):
        raise BadAnswer("a cell outside the sheet")
    if max(sheet.batch.num_rows, len(sheet.n_fields)) > limits.last_row:
        raise BadAnswer("too many rows")
    if len(sheet.merged) > limits.merged:
        raise BadAnswer("too many merged cells")
    if len(set(sheet.positions)) != sheet.batch.num_columns:
        raise BadAnswer("columns without a place")


def read_apart(files: Sequence[SourceFile], limits: Limits, is_export: Judge) -> list[OpenedFile]:
    """Read files in a process of their own; ``refused`` of each says why it cannot be read.

    Raises nothing for a bad file. The process has a time-out everywhere; on Linux also the memory
    and processor time that the limits name. A file that ends it is refused, and the others are
    read in a new one. May be called from several threads at once.
    """
    opened: dict[int, OpenedFile] = {}
    waiting = []
    for place, file in enumerate(files):
        try:
            check_size(file.content, limits)
            is_workbook(file.content)
            waiting.append(place)
        except UnreadableFile as error:
            opened[place] = OpenedFile(file.name, file.sha256, (), str(error))
    while waiting:
        for answer in _answers([files[place] for place in waiting], limits, is_export):
            opened[waiting.pop(0)] = answer
    for place in range(len(files)):
        _log(opened[place])
    return [opened[place] for place in range(len(files))]


def _answers(files: Sequence[SourceFile], limits: Limits, is_export: Judge) -> Iterator[OpenedFile]:
    """What one process makes of the files, up to the one that ends it; that one is refused."""
    with _reading_process() as process:
        assert process.stdin and process.stdout
        feeding = threading.Thread(target=_feed, args=(process.stdin, files, limits), daemon=True)
        feeding.start()
        for file in files:
            alarm = threading.Timer(limits.wall_seconds, process.kill)
            alarm.start()
            try:
                sheets, refused = receive_answer(process.stdout, limits)
                read = within_limits(sheets, limits, is_export)
                yield OpenedFile(file.name, file.sha256, read, refused)
            except UnreadableFile as error:
                yield OpenedFile(file.name, file.sha256, (), str(error))
            except BadAnswer:
                yield OpenedFile(file.name, file.sha256, (), NOT_SAFELY)
                return
            finally:
                alarm.cancel()


@contextmanager
def _reading_process() -> Iterator[subprocess.Popen[bytes]]:
    """A fresh interpreter that reads; it is gone when this is left."""
    process = subprocess.Popen(
        sandbox.command("rmdata.reading.opening"),
        cwd=sandbox.ROOT,
        env=sandbox.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # It may quote what it reads, so nobody sees it.
        stderr=subprocess.DEVNULL,
        creationflags=sandbox.NO_WINDOW,
    )
    try:
        yield process
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        process.wait()


def _feed(stream: IO[bytes], files: Sequence[SourceFile], limits: Limits) -> None:
    """Hand over the files; a process that has died takes no more of them."""
    with suppress(OSError, ValueError):
        send_limits(stream, limits)
        for file in files:
            send(stream, file.content)
            stream.flush()
        stream.close()


def _log(file: OpenedFile) -> None:
    if file.refused:
        note(Event.REFUSED, sha256=file.sha256)
        return
    n_rows = sum(sheet.n_rows for sheet in file.sheets)
    note(Event.READ, sha256=file.sha256, n_sheets=len(file.sheets), n_rows=n_rows)
