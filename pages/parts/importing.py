"""An upload from its files to the click that stores it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.parts import session
from pages.parts.plain import plain
from rmdata.reading import (
    DAY_FIRST,
    FIRST,
    LAST,
    MONTH_FIRST,
    Asks,
    Choices,
    FileReading,
    Reading,
    SourceFile,
    read,
)
from rmdata.schema import declared_table
from rmdata.store import Comparison, Import

ROUND, DONE = "upload_round", "upload_done"
MOST_SHOWN = 200
ORDERS = {DAY_FIRST: "Day first (27/03/2025)", MONTH_FIRST: "Month first (03/27/2025)"}
REPEATS = {FIRST: "The first of the two rows", LAST: "The last of the two rows"}


def drop_zone() -> list[SourceFile]:
    """The files that were dropped; a finished import empties the zone."""
    dropped = st.file_uploader(
        "Excel or CSV files of one programme, in the template's layout",
        type=["xlsx", "csv", "txt", "tsv"],
        accept_multiple_files=True,
        key=f"files-{st.session_state.get(ROUND, 0)}",
        help="At most 20 MB a file. All files are stored together, or none of them.",
    )
    return [SourceFile(file.name, file.getvalue()) for file in dropped]


def already_loaded(files: Sequence[SourceFile]) -> dict[str, Import]:
    """The files whose very bytes are shown already, each with its import; told on the page."""
    found = {file.name: session.store().loaded_before(file.sha256) for file in files}
    loaded = {name: made for name, made in found.items() if made}
    for name, made in loaded.items():
        st.info(
            f"{plain(name)}: already loaded on {made.made_at:%d/%m/%Y at %H:%M} as import "
            f"{made.import_id}. Undo that import to load it in another way."
        )
    return loaded


def understood(files: Sequence[SourceFile], choices: Mapping[str, Choices]) -> Reading:
    """What the files say under these choices; the last answer is kept between clicks."""
    store = session.store()
    key = (store.version, tuple(file.sha256 for file in files), tuple(choices.items()))
    kept = st.session_state.get("reading")
    if not kept or kept[0] != key:
        with st.spinner(
            f"Reading {len(files)} file{'s' if len(files) > 1 else ''}", show_time=True
        ):
            kept = (key, read(files, store.instrument, choices, store.known_people()))
        st.session_state["reading"] = kept
    reading: Reading = kept[1]
    return reading


def questions(files: Sequence[SourceFile], first: Reading) -> dict[str, Choices]:
    """Ask, once a file, for what the file itself does not say."""
    chosen = {}
    for file in first.files:
        asked = set(first.asked(file.name))
        silent = {name for name in ("programme", "cohort") if _lacks(file, name)}
        if not file.sources or not (asked or silent):
            chosen[file.name] = Choices()
            continue
        with st.container(border=True, key=f"ask-{file.sha256[:12]}"):
            st.subheader(f"Tell us about {plain(file.name)}", anchor=False)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                chosen[file.name] = _ask(file, asked, silent)
    return chosen


def _lacks(file: FileReading, column: str) -> bool:
    return any(column not in source.carried for source in file.sources)


def _ask(file: FileReading, asked: set[Asks], silent: set[str]) -> Choices:
    """The widgets of one file; what is not asked keeps its default."""
    key, default = file.sha256[:12], Choices()
    programme, cohort = default.programme, default.cohort
    if "programme" in silent:
        known = [r["programme"] for r in session.evidence().programmes() if not r["is_sample"]]
        options = list(dict.fromkeys([*known, default.programme]))
        programme = st.selectbox(
            "Programme", options, key=f"programme-{key}", accept_new_options=True, width=280
        )
    if "cohort" in silent:
        cohort = st.text_input("Cohort", default.cohort, key=f"cohort-{key}", width=160)
    instrument = session.instrument()
    return Choices(
        programme=programme or default.programme,
        cohort=cohort.strip() or default.cohort,
        stage=_pick(Asks.STAGE, "When were these answers given?", key, asked,
                    {stage.value: stage.label for stage in instrument.stages}),
        role=_pick(Asks.ROLE, "Who answered?", key, asked,
                   {role.id: role.plural for role in instrument.roles}),
        dates=_pick(Asks.DATES, "How are dates written?", key, asked, ORDERS),
        duplicates=_pick(Asks.DUPLICATES, "Which of two differing rows counts?", key, asked,
                         REPEATS),
    )  # fmt: skip


def _pick(
    what: Asks, label: str, key: str, asked: set[Asks], options: Mapping[str, str]
) -> str | None:
    if what not in asked:
        return None
    return st.selectbox(
        label, list(options), index=None, format_func=lambda value: options[value],
        key=f"{what}-{key}", placeholder="Choose", width=280,
    )  # fmt: skip


def show_understood(reading: Reading, comparison: Comparison) -> None:
    """Sheets, rows, columns matched and ignored; new, changed and unchanged rows."""
    st.subheader("What we understood", anchor=False)
    rows = [
        {
            "File": plain(source.file),
            "Sheet": plain(source.sheet),
            "Read as": declared_table(session.instrument(), source.table).title,
            "Header row": str(source.header_row),
            "Rows": f"{source.n_rows:,}",
            "Columns matched": plain(
                "; ".join(f"{match.letter} {match.column.label}" for match in source.matches)
            ),
            "Columns ignored": plain("; ".join(source.ignored) or "none"),
        }
        for source in reading.sources
    ]
    if rows:
        st.table(rows, hide_index=True, border="horizontal", alt="What was understood, by sheet")
    for file in reading.files:
        if file.passed_over:
            st.caption(plain(f"{file.name}: not read: {', '.join(file.passed_over)}."))
    if not reading.stopped:
        st.markdown(
            f"Against what is loaded: **{comparison.n_new:,} new**, "
            f"**{comparison.n_changed:,} changed**, {comparison.n_unchanged:,} unchanged rows."
        )
    if comparison.changes:
        _show_changes(comparison)


def _show_changes(comparison: Comparison) -> None:
    with st.expander("What would change"):
        shown = [
            {
                "Sheet": plain(change.sheet),
                "Row": str(change.row_no),
                "Column": plain(change.label),
                "Is now": plain(change.was or "blank"),
                "Would be": plain(change.now or "blank"),
            }
            for change in comparison.changes[:MOST_SHOWN]
        ]
        st.table(shown, hide_index=True, border="horizontal", alt="Values that would change")


def show_problems(reading: Reading) -> None:
    """Every problem in one table: errors first, then questions, then warnings."""
    if not reading.problems:
        st.success("No problems were found.")
        return
    order = ["error", "question", "warning"]
    ordered = sorted(reading.problems, key=lambda problem: order.index(problem.level))
    counts = {level: sum(p.level == level for p in ordered) for level in order}
    told = ", ".join(f"{n} {level}{'s' if n > 1 else ''}" for level, n in counts.items() if n)
    st.subheader(f"Problems: {told}", anchor=False)
    if counts["error"] or counts["question"]:
        st.error("Nothing is stored until the errors are corrected and the questions answered.")
    rows = [
        {
            "Level": problem.level.capitalize(),
            "File": plain(problem.file),
            "Sheet": plain(problem.sheet),
            "Cell": problem.cell,
            "Typed": plain(problem.value),
            "What is wrong, and what to do": plain(problem.message),
        }
        for problem in ordered[:MOST_SHOWN]
    ]
    st.table(rows, hide_index=True, border="horizontal", alt="Problems in the files")
    if len(ordered) > MOST_SHOWN:
        st.caption(f"{len(ordered) - MOST_SHOWN:,} more problems are not listed here.")


def load_button(reading: Reading) -> None:
    """The click that stores all files as one import, or nothing."""
    if st.button("Load", disabled=reading.stopped, key="load"):
        with st.spinner("Storing", show_time=True):
            made = session.store().load(reading)
        st.session_state[DONE] = made
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()


def say_done() -> None:
    """After a load: what was stored, and where to look next."""
    made = st.session_state.pop(DONE, None)
    if made:
        st.success(
            f"Import {made.import_id} is stored: {made.n_new:,} new, {made.n_changed:,} changed, "
            f"{made.n_unchanged:,} unchanged rows. It can be undone below."
        )
        st.page_link("pages/results/overview.py", label="Look at the overview")
