"""Files are read in a process of their own, so that a bad one can take nothing with it."""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from rmdata import bounded
from rmdata.events import Event, note
from rmdata.reading.files import check_size, within_limits
from rmdata.reading.formats import is_workbook
from rmdata.reading.limits import DASHBOARD, Limits
from rmdata.reading.sheets import OpenedFile, SourceFile, UnreadableFile
from rmdata.reading.wire import BadAnswer, receive_answer, send, send_limits

NOT_SAFELY = (
    "This file could not be read safely. Open it in Excel, save it as .xlsx and upload it again, "
    "or export it as CSV."
)


def open_files(files: Sequence[SourceFile], limits: Limits = DASHBOARD) -> list[OpenedFile]:
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
        for answer in _answers([files[place] for place in waiting], limits):
            opened[waiting.pop(0)] = answer
    for place in range(len(files)):
        _log(opened[place])
    return [opened[place] for place in range(len(files))]


def _answers(files: Sequence[SourceFile], limits: Limits) -> Iterator[OpenedFile]:
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
                yield OpenedFile(file.name, file.sha256, within_limits(sheets, limits), refused)
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
        bounded.command("rmdata.reading"),
        cwd=bounded.ROOT,
        env=bounded.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # It may quote what it reads, so nobody sees it.
        stderr=subprocess.DEVNULL,
        creationflags=bounded.NO_WINDOW,
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
