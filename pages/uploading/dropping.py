"""The files of one visit: opened once, held as cells; what is wrong, and marked copies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.parts import downloads
from pages.parts.told import plain
from rmdata.export.marking.in_sandbox import file_back
from rmdata.export.marking.marked_workbook import annotated_name
from rmdata.reading.choices import Choices
from rmdata.reading.opening.encodings import decoded
from rmdata.reading.opening.limits import DASHBOARD, VISIT
from rmdata.reading.opening.sheets import OpenedFile, SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.read import open_files
from rmdata.reading.understood import Reading

HELD, ROUND, NOTES, LEFT_OUT = "held_files", "upload_round", "notes_on_files", "files_left_out"
MIB = 1024 * 1024
AT_MOST = (
    f"At most {DASHBOARD.file_bytes // MIB} MB a file; {VISIT.files} files and "
    f"{VISIT.file_bytes // MIB} MB together."
)
MOST_SHOWN = 200


@dataclass(frozen=True)
class Held:
    """One file of this visit; its bytes only for as long as a marked copy may be wanted."""

    opened: OpenedFile
    content: bytes | None
    n_bytes: int


def drop_zone() -> list[OpenedFile]:
    """The zone to drop files in, and those that were dropped in this visit."""
    dropped = st.file_uploader(
        "Excel or CSV files of one programme: the template, or a survey tool's export",
        accept_multiple_files=True,
        key=f"files-{st.session_state.get(ROUND, 0)}",
        help="All files are stored together, or none of them.",
    )
    st.caption(AT_MOST)
    if dropped:
        _hold(dropped)
        _empty_zone()
        st.rerun()
    for note in st.session_state.get(NOTES, ()):
        st.caption(plain(note))
    if left_out := st.session_state.get(LEFT_OUT):
        st.warning(plain(_too_much(left_out)))
    for number, held in enumerate(_held()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/description: {plain(held.opened.name)}")
            if st.button("Take out", key=f"take-out-{number}-{held.opened.sha256[:12]}"):
                _keep([other for other in _held() if other != held])
                _forget_notes()
                st.rerun()
    return [held.opened for held in _held()]


def content_of(name: str) -> bytes | None:
    """The bytes of a held file as it was dropped; ``None`` once they were released."""
    return next((held.content for held in _held() if held.opened.name == name), None)


def release(names: Sequence[str]) -> None:
    """Forget the bytes of files that nothing is wrong with; what was read of them stays."""
    if any(held.content and held.opened.name in names for held in _held()):
        _keep([replace(h, content=None) if h.opened.name in names else h for h in _held()])


def let_go() -> None:
    """Hold no file any more, nor what was said of one: they are stored."""
    _keep([])
    _forget_notes()


def _hold(dropped: Sequence[UploadedFile]) -> None:
    taken, left_out = _within_limits(dropped)
    sources = [SourceFile(upload.name, upload.getvalue()) for upload in taken]
    for upload in dropped:
        _forget_upload(upload)
    st.session_state[NOTES] = ()
    st.session_state[LEFT_OUT] = [upload.name for upload in left_out]
    if sources:
        _open(sources)


def _within_limits(
    dropped: Sequence[UploadedFile],
) -> tuple[list[UploadedFile], list[UploadedFile]]:
    """The files that this visit may still hold, in order, and those that it may not.

    One that takes the place of an older one of its name makes room first.
    """
    sizes = {held.opened.name: held.n_bytes for held in _held()}
    taken, left_out = [], []
    for upload in dropped:
        then = sizes | {upload.name: upload.size}
        if len(then) > VISIT.files or sum(then.values()) > VISIT.file_bytes:
            left_out.append(upload)
        else:
            sizes = then
            taken.append(upload)
    return taken, left_out


def _too_much(names: Sequence[str]) -> str:
    """What is said of files that were left out; everything that was there is still there."""
    these = "this one was" if len(names) == 1 else f"these {len(names)} were"
    return (
        f"This visit holds {len(_held())} files, and at most {VISIT.files} files and "
        f"{VISIT.file_bytes // MIB} MB together are held, so {these} not read: "
        f"{', '.join(names)}. Load the files below, or take some out, and drop the rest again."
    )


def _open(sources: Sequence[SourceFile]) -> None:
    many = "s" if len(sources) > 1 else ""
    with st.spinner(f"Opening {len(sources)} file{many}", show_time=True):
        opened = open_files(sources)
    notes, newer = [], {file.name for file in sources}
    kept = [held for held in _held() if held.opened.name not in newer]
    for held in _held():
        if held.opened.name in newer:
            notes.append(f"{held.opened.name}: the newer file takes the place of the older one.")
    for file, source in zip(opened, sources, strict=True):
        twin = next((held for held in kept if held.opened.sha256 == file.sha256), None)
        if twin:
            notes.append(f"{file.name} holds the very bytes of {twin.opened.name}; read once.")
        else:
            kept.append(Held(file, source.content, len(source.content)))
    st.session_state[NOTES] = notes
    _keep(kept)


def _forget_upload(upload: UploadedFile) -> None:
    """Free the server's own copy, which it would keep until the visit ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def _forget_notes() -> None:
    for key in (NOTES, LEFT_OUT):
        st.session_state.pop(key, None)


def _empty_zone() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _held() -> list[Held]:
    held: list[Held] = st.session_state.get(HELD, [])
    return held


def _keep(held: list[Held]) -> None:
    st.session_state[HELD] = held


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
        content = content_of(file.name)
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
