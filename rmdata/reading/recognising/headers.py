"""Which declared column a longer header means: "How confident are you ... [Clinical practice]".

Exact names are the business of the layout and go first. A longer header is matched only where
exactly one declared column fits its words and the cells below look like answers to it.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from rmdata.reading.answers.cells import is_missing, reader_for
from rmdata.reading.answers.words import known_words, parse, stage_of, words
from rmdata.reading.choices import said_pairs
from rmdata.reading.problems import Problem
from rmdata.schema.vocabulary import Column, Instrument, Kind, Table, clean, squash

# The words that a header must hold for a column; any of the entries between ; is enough.
TELLING = {
    "participant_code": "participant code; your code; personal code; unique code; study code; "
    "study id; participant id; participant number; anonymous code; matching code",
    "role": "role; mentor mentee; mentor or mentee",
    "stage": "stage; time point; timepoint; before after; pre post; survey phase; event",
    "cohort": "your cohort; which cohort; what cohort",
    "site": "your hospital; which hospital; what hospital; your site; which site; your campus",
    "specialty": "your specialty; which specialty; what specialty; your speciality; "
    "which speciality; what speciality; your department; which department",
    "concerns": "concerns; concern; worries",
    "concerns_text": "concerns words; concern words; concerns specify; concerns comments; "
    "concerns comment; concerns describe; concerns explain; concerns more; worries words",
    "happened": "concerns happened; concerns met; concerns happen; concerns occurred; "
    "concerns true; concern happened; worries happened",
    "benefited": "benefit; benefited; benefitted",
    "benefits": "benefits; benefit; gained; gain",
    "benefits_text": "benefits words; benefit words; benefits specify; benefits comments; "
    "benefits comment; benefits describe; benefits explain; benefits more",
    "experience": "overall experience; rate experience; experience rating",
    "would_recommend": "recommend",
    "time_devoted": "time devoted; time spent; time given; amount time",
    "relationship_harmed": "relationship harmed; relationship harm; relationship damaged; "
    "relationship suffer; relationship suffered; relationship worse",
}
IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
AFTER_DASH = re.compile(r"\s[-–—|]\s+([^-–—|]+)$|:\s+([^:]+)$")
CODES_ONLY = re.compile(r"\d{1,2}(?:\s*[,;]\s*\d{1,2})*")
LONGEST_ANSWER, LONGEST_CODE, LONGEST_NAME = 60, 30, 60
MOST_DIFFERENT_ANSWERS = 9
LONGEST_ROLE_QUESTION = 6


def row_part(header: str) -> str:
    """The part of a grid's header that names its row, or nothing: "Question [Row]"."""
    if found := IN_BRACKETS.search(clean(header)):
        return found[1]
    found = AFTER_DASH.search(clean(header))
    return (found[1] or found[2]) if found else ""


def exact(header: str, table: Table) -> Column | None:
    """The column that bears this very name, if any."""
    known = {name: column for column in table.columns for name in column.headers()}
    return known.get(squash(header))


def inside(
    header: str, table: Table, instrument: Instrument, texts: Collection[str]
) -> Column | None:
    """The only declared column that a longer header and the cells below it can mean.

    The row of a grid tells more than the question above it, so it is tried by itself first.
    """
    row = row_part(header)
    named = exact(row, table) if row else None
    if named and _looks_like(named, texts, words(header), instrument):
        return named
    for part in filter(None, (row, header)):
        found = [
            column
            for column in _candidates(part, table, instrument)
            if _looks_like(column, texts, words(header), instrument)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def renamed(header: str, said: str | None) -> str | None:
    """What the uploader said that a column means, or ``None`` where nothing was said of it."""
    return {squash(typed): meaning for typed, meaning in said_pairs(said)}.get(squash(header))


def theme_parts(text: str) -> list[str]:
    """The pieces of a cell that may hold several ticked options."""
    return [part for part in re.split(r"[;,\n]", text) if part.strip()]


def holds_theme(column: Column, texts: Iterable[str]) -> bool:
    """Whether any cell names an option of this column's codebook."""
    known = {squash(name) for choice in column.choices for name in choice.names() if name}
    return any(squash(part) in known for text in texts for part in (text, *theme_parts(text)))


def looks_rated(texts: Iterable[str]) -> bool:
    """Whether cells look like answers on a scale: numbers, known words, or few short texts."""
    answers = {clean(text) for text in texts}
    if any(len(text) > LONGEST_ANSWER for text in answers):
        return False
    parsed = [parse(text) for text in answers]
    known = known_words()
    if all(answer.number is not None or answer.words in known for answer in parsed):
        return True
    return len(answers) <= MOST_DIFFERENT_ANSWERS and all(len(text.split()) < 6 for text in answers)


def _candidates(header: str, table: Table, instrument: Instrument) -> list[Column]:
    """Columns whose words are all in the header, less those whose words another one includes."""
    present = words(header)
    found = {
        column: told for column in table.columns if (told := _told(column, present, instrument))
    }
    return [
        column
        for column, told in found.items()
        if not any(told < other for name, other in found.items() if name is not column)
    ]


def _told(column: Column, present: tuple[str, ...], instrument: Instrument) -> frozenset[str]:
    """The words of the header that tell of a column; the most telling entry counts."""
    found = [entry for entry in _entries(column, instrument) if set(entry) <= set(present)]
    if column.name in {rated.id for rated in instrument.rated}:
        found = [entry for entry in found if _run(entry, present)]
    return frozenset(*sorted(found, key=len)[-1:])


def _entries(column: Column, instrument: Instrument) -> Iterator[tuple[str, ...]]:
    if column.name in {rated.id for rated in instrument.rated}:
        for name in (column.label, column.name, *column.aliases):
            yield words(name)
    for entry in TELLING.get(column.name, "").split(";"):
        if entry.strip():
            yield words(entry)


def _run(entry: tuple[str, ...], present: tuple[str, ...]) -> bool:
    """Whether the words of a label stand side by side in the header."""
    n = len(entry)
    return any(present[at : at + n] == entry for at in range(len(present) - n + 1))


def _looks_like(
    column: Column, texts: Collection[str], header: tuple[str, ...], instrument: Instrument
) -> bool:
    """Whether the distinct texts below a header can be answers of a column; blank ones can."""
    present = [text for text in texts if not is_missing(text)]
    if not present:
        return True
    if column.kind is Kind.RATING:
        return looks_rated(present)
    if column.name == "stage" and any(stage_of(text, instrument) for text in present):
        return True
    if column.kind in (Kind.CHOICE, Kind.YES_NO):
        return _looks_chosen(column, present, header)
    if column.kind is Kind.THEMES:
        return holds_theme(column, present) or all(CODES_ONLY.fullmatch(text) for text in present)
    longest = {Kind.CODE: LONGEST_CODE, Kind.TEXT: LONGEST_NAME}.get(column.kind)
    return longest is None or all(len(text) <= longest for text in present)


def _looks_chosen(column: Column, texts: list[str], header: tuple[str, ...]) -> bool:
    """Whether some answer is one of the choices, or all are the codes of a short question."""
    read = reader_for(column)
    if any(not isinstance(read(text), Problem) for text in texts):
        return column.kind is not Kind.YES_NO or len(texts) <= len(column.choices)
    return len(header) <= LONGEST_ROLE_QUESTION and set(texts) <= {"0", "1", "2"}
