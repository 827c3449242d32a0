"""The filter bar: what is chosen lives in the URL and follows from page to page."""

from datetime import date

import streamlit as st

from pages.parts import session
from pages.parts.told import plain
from rmdata.findings.evidence import Selection
from rmdata.findings.overview import overview

LABELS = {"cohort": "Cohort", "site": "Site", "role": "Role", "specialty": "Specialty"}
CHOSEN, UNKNOWN, AS_OF = "selection", "unknown_filters", "as_of_day"
DATE = "DD/MM/YYYY"


def bar() -> None:
    """Draw the filter bar and keep what is chosen for the page."""
    programmes = [record["programme"] for record in session.evidence().programmes()]
    _note_unknown("programme", programmes)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        programme = _programme(programmes)
        offered = session.evidence().options(programme)
        chosen = {name: _filter(name, offered) for name in ("cohort", "site", "role")}
        with st.popover("More filters", key="more-filters"):
            chosen["specialty"] = _filter("specialty", offered)
            st.session_state[AS_OF] = _as_of(programme)
    st.session_state[CHOSEN] = Selection(
        programme,
        cohorts=chosen["cohort"],
        sites=chosen["site"],
        specialties=chosen["specialty"],
        roles=chosen["role"],
    )
    _name_unknown()


def selection() -> Selection:
    """What the filter bar holds."""
    chosen: Selection = st.session_state[CHOSEN]
    return chosen


def as_of() -> date:
    """The day that "due", "quiet" and "finished" are judged by."""
    chosen: date = st.session_state[AS_OF]
    return chosen


def roles() -> list[str]:
    """The roles in the selection, in the instrument's order."""
    return [role.id for role in session.instrument().roles if selection().has(role.id)]


def _programme(programmes: list[str]) -> str:
    if st.session_state.get("programme") not in programmes:
        st.session_state.pop("programme", None)
    return st.selectbox("Programme", programmes, key="programme", bind="query-params", width=280)


def _as_of(programme: str) -> date:
    """The day that was chosen, else today; invented time stands still at its last day."""
    usual = overview.usual_as_of(session.evidence(), programme, date.today())
    chosen = st.date_input(
        "As of", None, key="as_of", bind="query-params", format=DATE, width=180,
        help=f"What is due, quiet or finished is judged by this day. Empty: {usual:%d/%m/%Y}.",
    )  # fmt: skip
    return chosen or usual


def _filter(name: str, offered: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    options = list(offered.get(name, ()))
    _note_unknown(name, options)
    if name in st.session_state:
        st.session_state[name] = [v for v in st.session_state[name] if v in options]
    if not options:
        return ()
    chosen = st.multiselect(
        LABELS[name], options, key=name, bind="query-params", placeholder="All", width=180
    )
    return tuple(chosen)


def _note_unknown(name: str, options: list[str]) -> None:
    """Remember values of a link that are no options, before the widget drops them from the URL."""
    strange = [value for value in st.query_params.get_all(name) if value not in options]
    if strange:
        st.session_state.setdefault(UNKNOWN, {})[name] = strange


def _name_unknown() -> None:
    for name, values in st.session_state.get(UNKNOWN, {}).items():
        label = LABELS.get(name, "Programme").lower()
        st.warning(
            f"This link asks for the {label} {plain(', '.join(values))}, which is not in the data. "
            f"The page shows it without that {label} filter.",
            icon=":material/link_off:",
        )
    if st.session_state.get(UNKNOWN) and st.button("Understood", key="unknown-understood"):
        del st.session_state[UNKNOWN]
        st.rerun()
