"""An upload from its files to the click that stores it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.parts import places, session
from pages.parts.told import plain
from pages.uploading import asking, dropping
from rmdata.reading.choices import Choices, to_toml, worth_keeping
from rmdata.reading.choices import Mapping as SurveyMapping
from rmdata.reading.opening.sheets import OpenedFile
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.tables import declared_table
from rmdata.store.results import Comparison, Import, StoreError

READING, DONE = "reading", "upload_done"
MOST_SHOWN = 200
TOOLS = {
    "template": "The template",
    "microsoft_forms": "Microsoft Forms",
    "google_forms": "Google Forms",
    "qualtrics": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "jisc": "Jisc Online Surveys",
    "redcap": "REDCap",
    "other": "No known tool",
}


def already_loaded(files: Sequence[OpenedFile]) -> dict[str, Import]:
    """The files whose very bytes are shown already, each with its import; told on the page."""
    found = {file.name: session.store().loaded_before(file.sha256) for file in files}
    loaded = {name: made for name, made in found.items() if made}
    for name, made in loaded.items():
        st.info(
            f"{plain(name)}: already loaded on {made.made_at:%d/%m/%Y at %H:%M} as import "
            f"{made.import_id}. Undo that import to load it in another way."
        )
    return loaded


def understood(files: Sequence[OpenedFile], choices: Mapping[str, Choices]) -> Reading:
    """What the files say under these choices; the last answer is kept between clicks."""
    store = session.store()
    key = (store.version, tuple(file.sha256 for file in files), tuple(choices.items()))
    kept = st.session_state.get(READING)
    if not kept or kept[0] != key:
        with st.spinner(
            f"Reading {len(files)} file{'s' if len(files) > 1 else ''}", show_time=True
        ):
            found = read(files, store.instrument, choices, store.known_people(), salt=store.salt)
            kept = (key, found)
            dropping.release([file.name for file in files if not found.waits(file.name)])
        st.session_state[READING] = kept
    reading: Reading = kept[1]
    return reading


def show_understood(reading: Reading, comparison: Comparison) -> None:
    """Sheets, rows, columns matched and ignored; new, changed and unchanged rows."""
    st.subheader("What we understood", anchor=False)
    tools = {file.name: file.recognised for file in reading.files}
    rows = [
        {
            "File": plain(source.file),
            "Sheet": plain(source.sheet),
            "Read as": declared_table(session.instrument(), source.table).title,
            "Tool": TOOLS.get(tools[source.file], tools[source.file]),
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
    if comparison.n_erased:
        st.caption(
            f"{comparison.n_erased:,} rows are of people who were erased on request; they are left "
            "out."
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


def load_button(
    files: Sequence[OpenedFile], choices: Mapping[str, Choices], reading: Reading
) -> None:
    """The click that stores all files as one import, or nothing; and keeps what was said."""
    if st.button("Load", disabled=reading.stopped, key="load"):
        with st.spinner("Storing", show_time=True):
            made = session.store().load(reading)
            st.session_state[DONE] = (made, _keep(files, choices))
        st.session_state.pop(READING, None)
        asking.forget()
        dropping.let_go()
        st.rerun()


def _keep(files: Sequence[OpenedFile], choices: Mapping[str, Choices]) -> bool:
    """Keep what holds for every file of a survey, so that its next export needs no click.

    Returns whether the disk took it; the rows are stored in any case.
    """
    try:
        for file in files:
            worth = worth_keeping(choices[file.name])
            if worth != worth_keeping(Choices(programme=worth.programme)):
                mark = asking.peeked(file).fingerprint
                session.store().keep_mapping(mark, to_toml(SurveyMapping(mark, worth)))
    except StoreError:
        return False
    return True


def say_done() -> None:
    """After a load: what was stored, and where to look next."""
    made, kept = st.session_state.pop(DONE, (None, True))
    if not kept:
        st.warning(
            "What you said of these files could not be kept, as the disk does not take it; you "
            "will be asked again. The rows are stored."
        )
    if made:
        st.success(
            f"Import {made.import_id} is stored: {made.n_new:,} new, {made.n_changed:,} changed, "
            f"{made.n_unchanged:,} unchanged rows. It can be undone below."
        )
        st.page_link(places.PAGES[places.OVERVIEW], label="Look at the overview")
