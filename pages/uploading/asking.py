"""What an upload must be asked: once a file, and only what the file itself does not say."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from pages.parts import session
from pages.parts.told import plain
from rmdata.reading.choices import (
    DAY_FIRST,
    FILL,
    FIRST,
    HIGHEST_FIRST,
    IGNORE,
    LAST,
    LOWEST_FIRST,
    MONTH_FIRST,
    NO_CODE,
    Choices,
    completed,
    from_toml,
)
from rmdata.reading.opening.encodings import ENCODINGS, offered
from rmdata.reading.opening.sheets import OpenedFile
from rmdata.reading.problems import Asks
from rmdata.reading.recognising.layout import Match
from rmdata.reading.understood import Peek, PeekedColumn, Reading, peek
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import squash

ORDERS = {DAY_FIRST: "Day first (27/03/2025)", MONTH_FIRST: "Month first (03/27/2025)"}
REPEATS = {FIRST: "The first of the two rows", LAST: "The last of the two rows"}
RISES = {LOWEST_FIRST: "The lowest code is the lowest answer",
         HIGHEST_FIRST: "The lowest code is the highest answer"}  # fmt: skip
MERGED = {FILL: "It holds for every one of them", FIRST: "It is the first cell's alone"}
USUAL, AS_UNDERSTOOD = Choices(), "As understood"
PEEKED, ASKED = "peeked", "asked-"
SILENT = ("programme", "cohort")


def choices_of(files: Sequence[OpenedFile]) -> dict[str, Choices]:
    """What was said of every file: now, or before of the same survey's header."""
    kept = {m.fingerprint: m.choices for m in map(from_toml, session.store().mappings().values())}
    chosen = {}
    for file in files:
        seen = peeked(file)
        before = kept.get(seen.fingerprint, USUAL)
        said = _ask(file, seen) if st.session_state.get(_asked_key(file)) else USUAL
        chosen[file.name] = completed(said, before)
    return chosen


def peeked(file: OpenedFile) -> Peek:
    """A file's columns; looked at once a visit, as every click runs the whole page again."""
    known: dict[str, Peek] = st.session_state.setdefault(PEEKED, {})
    encoding = st.session_state.get(f"{Asks.ENCODING}-{file.sha256[:12]}")
    key = f"{file.sha256}-{encoding}"
    if key not in known:
        known[key] = peek(file, encoding)
    return known[key]


def forget() -> None:
    """Forget the files of this visit: their columns, and what was asked about them."""
    gone = [key for key in st.session_state if str(key).startswith(ASKED)]
    for key in (PEEKED, *gone):
        st.session_state.pop(key, None)


def ask_more(files: Sequence[OpenedFile], reading: Reading) -> None:
    """Remember what the reading still waits for, and ask it."""
    grown = False
    for file in files:
        asked: dict[str, str] = st.session_state.setdefault(_asked_key(file), {})
        needed = _needed(file, reading)
        grown = grown or not needed.keys() <= asked.keys()
        asked |= {what: value for what, value in needed.items() if what not in asked}
    if grown:
        st.rerun()


def _needed(file: OpenedFile, reading: Reading) -> dict[str, str]:
    """Every question of one file, with the values it is about."""
    needed: dict[str, str] = {}
    for problem in reading.of(file.name):
        if problem.asks:
            values = [needed.get(problem.asks, ""), problem.value]
            needed[problem.asks] = "; ".join(value for value in values if value)
    sources = [source for source in reading.sources if source.file == file.name]
    if not sources:
        needed.setdefault(Asks.COLUMNS, "")
    silent = [n for n in SILENT if any(n not in source.carried for source in sources)]
    return needed | dict.fromkeys(silent, "")


def _asked_key(file: OpenedFile) -> str:
    return f"{ASKED}{file.sha256[:12]}"


def _ask(file: OpenedFile, seen: Peek) -> Choices:
    """The widgets of one file; what is not asked keeps its usual value."""
    key, asked = file.sha256[:12], st.session_state[_asked_key(file)]
    with st.container(border=True, key=f"ask-{key}"):
        st.subheader(f"Tell us about {plain(file.name)}", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            programme, cohort = _whose(key, asked)
            picked = {
                str(what): _pick(what, question, key, options, suggested)
                for what, (question, options, suggested) in _questions(file, seen).items()
            }
            meanings = _meanings(key, asked)
        said = Choices(programme=programme, cohort=cohort, meanings=meanings, **picked)
        return _with_columns(said, seen, key, opened=Asks.COLUMNS in asked)


def _questions(file: OpenedFile, seen: Peek) -> dict[Asks, tuple[str, dict[str, str], str | None]]:
    """Everything with a list to choose from: the question, its answers, what the name suggests."""
    instrument = session.instrument()
    stages = {stage.value: stage.label for stage in instrument.stages}
    roles = {role.id: role.plural for role in instrument.roles}
    stage = _named(file, [(s.value, s.names()) for s in instrument.stages])
    role = _named(file, [(r.id, (r.id, r.label, r.plural)) for r in instrument.roles])
    headers = {column.header: column.header for column in seen.columns}
    headers |= {NO_CODE: "Nobody can be followed: use no code"}
    return {
        Asks.STAGE: ("When were these answers given?", stages, stage),
        Asks.ROLE: ("Who answered?", roles, role),
        Asks.DATES: ("How are dates written?", ORDERS, None),
        Asks.DUPLICATES: ("Which of two differing rows counts?", REPEATS, None),
        Asks.SCALE: ("How do the codes rise? Choose, or type the ends, such as 0-4", RISES, None),
        Asks.MERGED: ("Whose is the value of merged cells?", MERGED, None),
        Asks.GRIDS: ("When was each block of questions about?", _grids(), None),
        Asks.ENCODING: ("Which of these words are right?", _written(file), None),
        Asks.CODE: ("Which column tells people apart?", headers, None),
    }


def _whose(key: str, asked: Mapping[str, str]) -> tuple[str, str]:
    programme, cohort = USUAL.programme, USUAL.cohort
    if "programme" in asked:
        known = [r["programme"] for r in session.evidence().programmes() if not r["is_sample"]]
        options = list(dict.fromkeys([*known, programme]))
        programme = st.selectbox(
            "Programme", options, key=f"programme-{key}", accept_new_options=True, width=280
        )
    if "cohort" in asked:
        cohort = st.text_input("Cohort", cohort, key=f"cohort-{key}", width=160).strip()
    return programme or USUAL.programme, cohort or USUAL.cohort


def _named(file: OpenedFile, choices: Sequence[tuple[str, Sequence[str]]]) -> str | None:
    """What the file's name suggests, where it names exactly one choice; seen before the click."""
    words = {squash(word) for word in re.split(r"[\W_]+", file.name)}
    found = [value for value, names in choices if words & {squash(name) for name in names}]
    return found[0] if len(found) == 1 else None


def _pick(
    what: Asks, label: str, key: str, options: Mapping[str, str], suggested: str | None
) -> str | None:
    if what not in st.session_state[f"{ASKED}{key}"]:
        return None
    index = list(options).index(suggested) if suggested else None
    return st.selectbox(
        label, list(options), index=index, format_func=lambda value: options.get(value, value),
        key=f"{what}-{key}", placeholder="Choose", width=300,
        accept_new_options=what is Asks.SCALE,
    )  # fmt: skip


def _written(file: OpenedFile) -> dict[str, str]:
    """The same words of a text file in every encoding that it may be written in."""
    about = [sheet.encoded for sheet in file.sheets if sheet.encoded]
    found = offered(about[0]) if about else {}
    return {name: f"{words} ({ENCODINGS[name]})" for name, words in found.items()}


def _grids() -> dict[str, str]:
    return {
        "pre, post": "The first before, the second after",
        "post, pre": "The first after, the second before",
        f"pre, {IGNORE}": "The first before; leave the second out",
        f"{IGNORE}, post": "The second after; leave the first out",
    }


def _meanings(key: str, asked: Mapping[str, str]) -> str | None:
    """One line for every answer that could not be read: what it means."""
    if Asks.MEANINGS not in asked:
        return None
    answers = dict.fromkeys(text.strip() for text in asked[Asks.MEANINGS].split(";"))
    lines = st.text_area(
        "What do these answers mean? Write a score or a word after each =",
        "\n".join(f"{text} = " for text in answers if text),
        key=f"meanings-{key}", width=420,
    )  # fmt: skip
    said = [line for line in lines.splitlines() if line.rpartition("=")[2].strip()]
    return "; ".join(said) or None


def _with_columns(said: Choices, seen: Peek, key: str, opened: bool) -> Choices:
    """The mapping: for every column its header, first values, and what it is read as."""
    labels = [c.label for table in declared_tables(session.instrument()) for c in table.columns]
    options = [AS_UNDERSTOOD, IGNORE, *dict.fromkeys(labels)]
    chosen = []
    with st.expander(f"Columns of this file ({len(seen.columns)})", expanded=opened):
        st.caption("Say which column is which where the project cannot tell. Leave the rest.")
        matched = _matched(key)
        for number, column in enumerate(seen.columns):
            told = matched.get((column.sheet, column.letter), "not read")
            meaning = _column(column, told, options, f"column-{number}-{key}")
            if meaning != AS_UNDERSTOOD:
                # The marks that part what is said cannot stand in a header; matching ignores them.
                header = column.header.replace(";", " ").replace("=", " ")
                chosen.append(f"{header} = {meaning}")
    return Choices(**{**vars(said), "columns": "; ".join(chosen) or None})


def _matched(key: str) -> dict[tuple[str, str], str]:
    """What each column was read as when the file was last read, and why."""
    kept = st.session_state.get("reading")
    if not kept:
        return {}
    return {
        (source.sheet, match.letter): f"read as {match.column.label}, {_why(match)}"
        for file in kept[1].files
        if file.sha256.startswith(key)
        for source in file.sources
        for match in source.matches
    }


def _why(match: Match) -> str:
    by_name = squash(match.header) in match.column.headers()
    return "by its name" if by_name else "by the words of its header and its values"


def _column(column: PeekedColumn, told: str, options: list[str], key: str) -> str:
    with st.container(horizontal=True, vertical_alignment="center"):
        values = ", ".join(column.samples) or "no values"
        st.markdown(
            f"**{column.letter}** {plain(column.header)}: {plain(told)}  \n{plain(values)}",
            width=420,
        )
        return st.selectbox(
            f"Column {column.letter} is", options, key=key, width=260,
            format_func=lambda meaning: "Ignored" if meaning == IGNORE else meaning,
        )  # fmt: skip
