"""One person's data: to be seen, or to be gone for good; a programme's; and all at once."""

from datetime import date, datetime
from functools import partial

import streamlit as st

from pages.parts import downloads, keeping, session
from pages.parts.plain import plain
from rmdata.export import file_name, person_bytes
from rmdata.store import Erasure, Person

ERASED = {
    "questionnaires": "rows of questionnaires",
    "participants": "rows of participants",
    "sessions": "sessions",
    "decisions": "decisions on codes",
    "mappings": "explanations of surveys",
}
ALL = "All programmes"
EVERYTHING = "Everything in the store"


def one_person() -> None:
    """What is stored of one person, as a file; and the way to be forgotten."""
    with keeping.folded("One person's data", "person"):
        st.markdown(
            "For somebody who asks what is stored about them, or who asks to be forgotten. Answers "
            "without a code, and what other people wrote about the person, cannot be found by a "
            "code and stay."
        )
        code = st.text_input("Participant code", key="person-code", width=280).strip()
        if not code:
            return
        found = session.store().people_of(code)
        if not found:
            st.info("No row holds this code. Codes are compared as they were typed.")
            return
        programme = _programme(found)
        people = [person for person in found if programme in (None, person.programme)]
        _show(people)
        downloads.offer(
            "What is stored of this person",
            partial(_person, code, programme),
            # The name travels further than the file: it must not hold the code.
            file_name("person", (), date.today(), "xlsx"),
            "person-file",
            about="A workbook, without what others said or were called.",
        )
        _erase(code, programme)


def programmes() -> None:
    """Erase one programme, or the store with its backups and everything set aside."""
    store = session.store()
    with keeping.folded("Erase a programme, or everything", "programmes"):
        st.markdown("Its rows are deleted for good, in the backups too. This cannot be undone.")
        name = st.selectbox(
            "What is to be erased",
            [*store.programmes(), EVERYTHING],
            index=None,
            key="erase-what",
            width=320,
        )
        if name is None:
            return
        typed = st.text_input(f"To go on, type: {plain(name)}", key="erase-typed", width=320)
        sure = typed.strip().casefold() == name.strip().casefold()
        if st.button("Erase", disabled=not sure, key="erase-all"):
            with st.spinner("Erasing, rewriting the store and searching it", show_time=True):
                all_of_it = name == EVERYTHING
                erasure = store.erase_everything() if all_of_it else store.erase_programme(name)
            session.forget()
            keeping.done(_told(erasure))


def _person(code: str, programme: str | None) -> bytes:
    stored = session.store().person(code, programme)
    return person_bytes(session.instrument(), stored.tables(), datetime.now())


def _programme(found: list[Person]) -> str | None:
    """One programme where the code stands in several; None for all of them."""
    names = list(dict.fromkeys(person.programme for person in found))
    if len(names) == 1:
        return None
    chosen = st.selectbox("Programme", [ALL, *names], key="person-programme", width=280)
    return None if chosen == ALL else chosen


def _show(people: list[Person]) -> None:
    labels = {role.id: role.label for role in session.instrument().roles}
    rows = [
        {
            "Programme": plain(person.programme),
            "Cohort": plain(person.cohort),
            "Participant code": plain(person.code),
            "Role": labels.get(person.role or "", "not said"),
        }
        for person in people
    ]
    st.table(rows, hide_index=True, border="horizontal", alt="Where this code stands")


def _erase(code: str, programme: str | None) -> None:
    sure = st.checkbox(
        "Erase all rows of this person for good, in the backups too. This cannot be undone.",
        key="erase-sure",
    )
    if st.button("Erase this person", disabled=not sure, key="erase-person"):
        with st.spinner("Erasing, rewriting the store and searching it", show_time=True):
            erasure = session.store().erase(code, programme)
        session.forget()
        keeping.done(_told(erasure))


def _told(erasure: Erasure) -> str:
    """What is gone, and how that was proven."""
    rows = {ERASED[name]: n for name, n in erasure.n_rows.items() if n}
    gone = ", ".join(f"{n:,} {what}" for what, n in rows.items()) or "no row"
    return (
        f"Erased: {gone}. The store was rewritten and the older backups were deleted. A search "
        f"for {erasure.n_texts:,} texts in {erasure.n_bytes_searched:,} bytes found "
        f"{erasure.n_hits:,}."
    )
