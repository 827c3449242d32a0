"""One person's data: to be seen, or to be gone for good; a programme's; and all at once."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import streamlit as st

from pages.parts import downloads, session, told
from pages.parts.told import plain
from rmdata.export.tables import file_name, person_bytes
from rmdata.findings import wording
from rmdata.store.proving import Erasure
from rmdata.store.results import Person

ERASED = {
    "questionnaires": ("row of questionnaires", "rows of questionnaires"),
    "participants": ("row of participants", "rows of participants"),
    "sessions": ("session", "sessions"),
    "decisions": ("decision on codes", "decisions on codes"),
    "mappings": ("explanation of a survey", "explanations of surveys"),
}
EVERYTHING = "Everything in the store"


def one_person() -> None:
    """What is stored of one person, as a file; and the way to be forgotten."""
    with told.folded("One person's data", "person"):
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
        whose = _whose(found)
        if not whose:
            return
        people = [person for person in found if (person.programme, person.cohort) == whose]
        _show(people)
        downloads.offer(
            "What is stored of this person",
            partial(_person, code, *whose),
            # The name travels further than the file: it must not hold the code.
            file_name("person", (), date.today(), "xlsx"),
            "person-file",
            about="A workbook, without what others said or were called.",
        )
        _erase(code, *whose)


def programmes() -> None:
    """Erase one programme, or the store with its backups and everything set aside."""
    store = session.store()
    with told.folded("Erase a programme, or everything", "programmes"):
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
                one = partial(store.erase_programme, name)
                erasure = _forgotten(store.erase_everything if name == EVERYTHING else one)
            told.done(_told(erasure))


def _person(code: str, programme: str, cohort: str) -> bytes:
    stored = session.store().person(code, programme, cohort)
    return person_bytes(session.instrument(), stored.tables(), datetime.now())


def _whose(found: list[Person]) -> tuple[str, str] | None:
    """The programme and cohort that are meant: one code may be two people's."""
    options = {f"{p.programme}, cohort {p.cohort}": (p.programme, p.cohort) for p in found}
    if len(options) == 1:
        return next(iter(options.values()))
    chosen = st.selectbox(
        "This code stands for several people. Which one?",
        list(options),
        index=None,
        key="person-whose",
        width=420,
    )
    return options[chosen] if chosen else None


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


def _erase(code: str, programme: str, cohort: str) -> None:
    sure = st.checkbox(
        "Erase all rows of this person for good, in the backups too. This cannot be undone.",
        # Whoever types another code has not agreed to that one.
        key=f"erase-sure-{hash((code, programme, cohort))}",
    )
    if st.button("Erase this person", disabled=not sure, key="erase-person"):
        with st.spinner("Erasing, rewriting the store and searching it", show_time=True):
            erasure = _forgotten(partial(session.store().erase, code, programme, cohort))
        told.done(_told(erasure))


def _forgotten(erase: Callable[[], Erasure]) -> Erasure:
    """Erase; whatever comes of it, no answer and nothing of this visit is kept."""
    try:
        return erase()
    finally:
        session.forget()


def _told(erasure: Erasure) -> str:
    """What is gone, and how that was proven."""
    gone = [wording.things(n, *ERASED[name]) for name, n in erasure.n_rows.items() if n]
    return f"Erased: {wording.listed(gone) or 'no row'}. {erasure.proof()}"
