"""What is wrong with the files of an upload: one table, and the person's own file back, marked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from pages.parts import downloads, dropping
from pages.parts.plain import plain
from rmdata.export import annotated_name, file_back
from rmdata.reading import Choices, Level, OpenedFile, Reading, decoded

MOST_SHOWN = 200


def show(reading: Reading) -> None:
    """Every problem in one table: errors first, then questions, then warnings."""
    if not reading.problems:
        st.success("No problems were found.")
        return
    order = list(Level)
    ordered = sorted(reading.problems, key=lambda problem: order.index(problem.level))
    counts = Counter(problem.level for problem in ordered)
    told = [f"{counts[level]:,} {level}{'s' if counts[level] > 1 else ''}" for level in order
            if counts[level]]  # fmt: skip
    st.subheader(f"Problems: {', '.join(told)}", anchor=False)
    if counts[Level.ERROR]:
        st.error("Nothing is stored until the errors are corrected and the questions answered.")
    elif counts[Level.QUESTION]:
        st.info("Nothing is stored until the questions above are answered.")
    rows = [
        {
            "Level": problem.level.capitalize(),
            "Cell": problem.cell,
            "What is wrong, and what to do": plain(problem.message),
            "Typed": plain(problem.value),
            "Sheet": plain(problem.sheet),
            "File": plain(problem.file),
        }
        for problem in ordered[:MOST_SHOWN]
    ]
    st.table(rows, hide_index=True, border="horizontal", alt="Problems in the files")
    if len(ordered) > MOST_SHOWN:
        st.caption(f"{len(ordered) - MOST_SHOWN:,} more problems are not listed here.")


def files_back(
    files: Sequence[OpenedFile], choices: Mapping[str, Choices], reading: Reading
) -> None:
    """For every file with an error: itself as a workbook, the errors listed first and marked."""
    for number, file in enumerate(files):
        content = dropping.content_of(file.name)
        errors = [p for p in reading.of(file.name) if p.level is Level.ERROR]
        if content is None or file.refused or not errors:
            continue
        downloads.offer(
            f"{plain(file.name)} with the errors marked",
            partial(_file_back, file, content, choices[file.name], reading),
            annotated_name(file.name),
            f"file-back-{number}-{file.sha256[:12]}",
            about="Your own file: a first sheet lists what to correct, with a link to every cell.",
        )


def _file_back(file: OpenedFile, content: bytes, said: Choices, reading: Reading) -> bytes:
    """One file with its problems marked, its letters as they were said to be."""
    return file_back(decoded(file, said.encoding), content, reading.of(file.name))
