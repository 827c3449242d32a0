"""The reading process: files in through standard input, their sheets out through standard output.

It is started by ``read_apart`` and by nobody else. It opens no file, writes none, and on Linux may
take so much memory and processor time and no more; elsewhere only the time-out holds it.
"""

import gc
import os
import sys
from typing import IO

from rmdata.sandbox import Without, hold_memory, hold_time, write_no_file


def main(given: IO[bytes], told: IO[bytes]) -> None:
    """Answer for every file until there are no more."""
    from rmdata.reading.opening.files import arrow_sheets
    from rmdata.reading.opening.reading_process import (
        BadAnswer,
        receive,
        receive_limits,
        send_answer,
    )
    from rmdata.reading.opening.sheets import UnreadableFile

    limits = receive_limits(given)
    hold_memory(limits.memory_bytes)
    write_no_file()
    while True:
        try:
            content = receive(given, limits.file_bytes)
        except BadAnswer:
            return
        hold_time(limits.cpu_seconds)
        try:
            sheets = arrow_sheets(content, limits)
        except UnreadableFile as error:
            send_answer(told, [], str(error))
        else:
            send_answer(told, sheets)


if __name__ == "__main__":
    sys.meta_path.insert(0, Without("pandas", "numpy"))
    gc.disable()  # A short life, and its cells are Arrow's.
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    main(sys.stdin.buffer, answers)
    answers.flush()
    os._exit(0)
