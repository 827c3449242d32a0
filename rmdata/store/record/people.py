"""Who stands behind a code, what is stored about that person, and how it leaves every row."""

import hashlib
import hmac
import re
import tomllib
from collections.abc import Collection, Iterable
from typing import Any

from rmdata.reading.choices import said_pairs
from rmdata.schema.vocabulary import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, clean
from rmdata.store import sql
from rmdata.store.results import Person, Run, StoredOfPerson, StoreError
from rmdata.store.sql import Cursor

SEPARATOR = "\x1f"
NAME_ERASED = "(name erased)"
# What a person types in an explanation of a survey: as it is, and left of the = of a pair.
TYPED, PAIRS = ("programme", "cohort", "code_from"), ("meanings", "columns")
SHORTEST_WORD = 3


def people_of(
    run: Run, code: str, programme: str | None = None, cohort: str | None = None
) -> list[Person]:
    """Everybody whom a code stands for, the codes that were joined to it included.

    One entry per programme, cohort and code. Undone imports count: their rows are stored too.
    """
    everybody = [Person(*row) for row in run(sql.statement("everybody")).rows]
    wanted = {
        (person.programme, person.cohort, person.code)
        for person in everybody
        if person.code == clean(code)
        and programme in (None, person.programme)
        and cohort in (None, person.cohort)
    }
    joins = run(sql.statement("joins")).rows
    while (
        found := {
            (programme, cohort, joined)
            for programme, cohort, *codes in joins
            for joined in codes
            if any((programme, cohort, known) in wanted for known in codes)
        }
        - wanted
    ):
        wanted |= found
    return [p for p in everybody if (p.programme, p.cohort, p.code) in wanted]


def people_in(run: Run, programme: str) -> list[Person]:
    """Everybody whom a row of a programme names."""
    everybody = (Person(*row) for row in run(sql.statement("everybody")).rows)
    return [person for person in everybody if person.programme == programme]


def one_person_of(run: Run, code: str, programme: str | None, cohort: str | None) -> list[Person]:
    """The codes of the one person whom a code stands for: its own, and those joined to it.

    Raises :class:`StoreError` where no row holds the code, and where it stands for people of
    several programmes or cohorts.
    """
    found = people_of(run, code, programme, cohort)
    if not found:
        named = (("programme", programme), ("cohort", cohort))
        where = " and".join(f" in the {what} “{name}”" for what, name in named if name)
        raise StoreError(f"No row{where} holds the code “{code}”. Codes are compared as typed.")
    # Only codes of one programme and cohort are ever joined.
    whose = list(dict.fromkeys(f"{person.programme}, {person.cohort}" for person in found))
    if len(whose) > 1:
        raise StoreError(
            f"The code “{code}” stands for {len(whose)} people: {'; '.join(whose)}. Say which "
            "programme and cohort."
        )
    return found


def keys(people: Iterable[Person]) -> list[str]:
    """Programme, cohort and code of everybody, as the statements compare them."""
    return sorted({SEPARATOR.join((p.programme, p.cohort, p.code)) for p in people})


def stored_of(run: Run, people: Collection[Person]) -> StoredOfPerson:
    """Everything that was ever loaded about one person; ask from one state of the store."""
    gone = {"gone": keys(people)}
    tables = (QUESTIONNAIRES, PARTICIPANTS, SESSIONS)
    rows = (run(sql.statement(f"person_{table}"), gone) for table in tables)
    return StoredOfPerson(tuple(people), *rows)


def erase_rows(cursor: Cursor, people: Collection[Person], salt: str) -> dict[str, int]:
    """Delete everybody's rows from the list; returns how many, by table. What is shown waits.

    A session goes where nobody is left on one of its sides; else the code alone leaves it. Undone
    imports are treated too, as are decisions on the codes, and names of files and explanations of
    surveys that mention one (see :func:`mentions` and :func:`explains`). What was erased is
    remembered as a hash.
    """
    gone = keys(people)
    n_sessions = _erase_sessions(cursor, gone, salt)
    values = {"gone": gone, "marks": [mark_of(salt, key) for key in gone]}
    n = sql.run_script(cursor, sql.statement("erase_people"), values)
    n_mappings = _erase_mentions(cursor, {person.code for person in people})
    return _counted(n[0], n[1], n_sessions, n[3], n_mappings)


def erase_programme_rows(cursor: Cursor, programme: str) -> dict[str, int]:
    """Delete every row of a programme from the list, and what was said of it; how many, by table.

    Raises :class:`StoreError` where no row is the programme's.
    """
    script = sql.statement("erase_programme")
    n = sql.run_script(cursor, script, {"programme": programme})
    if not any(n[:3]):
        raise StoreError(f"There is no programme “{programme}”.")
    return _counted(*n[:3], n[4], _erase_mentions(cursor, {programme}))


def mark_of(salt: str, key: str) -> str:
    """What is kept of an erased person: no code, and without the store's secret no way to one."""
    return hmac.new(salt.encode(), key.encode(), hashlib.sha256).hexdigest()


def mentions(text: str, code: str) -> bool:
    """Whether a text holds a code between anything but letters and digits, in whatever case."""
    word = rf"(?<![^\W_]){re.escape(code)}(?![^\W_])"
    return bool(re.search(word, text, re.IGNORECASE))


def explains(toml: str, code: str) -> bool:
    """Whether a kept explanation of a survey holds a code in what a person typed there.

    What an answer or a column means (``1`` in "Agree = 1") is the instrument's and no code. Codes
    of one or two characters stand by chance in many answers: they count as a whole value only.
    """
    try:
        said = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return mentions(toml, code)
    choices = said.get("choices")
    told = choices if isinstance(choices, dict) else said
    chosen = {name: value for name, value in told.items() if isinstance(value, str)}
    values = [chosen[name] for name in TYPED if name in chosen]
    if any(value.casefold() == code.casefold() for value in values):
        return True
    lefts = [left for name in PAIRS for left, _ in said_pairs(chosen.get(name))]
    return len(code) >= SHORTEST_WORD and any(mentions(text, code) for text in (*values, *lefts))


def _counted(*n_rows: int) -> dict[str, int]:
    tables = (QUESTIONNAIRES, PARTICIPANTS, SESSIONS, "decisions", "mappings")
    return dict(zip(tables, n_rows, strict=True))


def _erase_sessions(cursor: Cursor, gone: list[str], salt: str) -> int:
    """Lessen every sheet that names the people; returns how many sessions are gone."""
    sheets = cursor.execute(sql.statement("sheets_of_sessions"), {"gone": gone}).fetchall()
    n_gone = 0
    for import_id, source_no in sheets:
        place = {"import_id": import_id, "source_no": source_no}
        held: Any = cursor.sql(sql.statement("sessions_of_sheet"), params=place).to_arrow_table()
        left = rows_without(cursor, SESSIONS, held, gone, salt)
        cursor.register("arriving", left)
        before, after = sql.run_script(cursor, sql.statement("replace_sessions_of_sheet"), place)
        cursor.unregister("arriving")
        n_gone += before - after
    return n_gone


def _erase_mentions(cursor: Cursor, codes: set[str]) -> int:
    """Names of files and sheets that mention a code are lost; explanations that hold one, go.

    Every sheet says how many rows it has left.
    """
    sheets = cursor.execute(sql.statement("names_of_sheets")).fetchall()
    names = [name for sheet in sheets for name in sheet if any(mentions(name, c) for c in codes)]
    cursor.execute(sql.statement("erase_names"), {"names": names, "erased": NAME_ERASED})
    cursor.execute(sql.statement("recount_sheets"))
    explained = cursor.execute(sql.statement("mappings")).fetchall()
    gone = [mark for mark, toml in explained if any(explains(toml, code) for code in codes)]
    cursor.execute(sql.statement("erase_mappings"), {"fingerprints": gone})
    return len(gone)


def rows_without(cursor: Cursor, table: str, rows: Any, gone: list[str], salt: str) -> Any:
    """The rows of an Arrow table that are left without some people, as an Arrow table."""
    cursor.register("arriving", rows)
    given: dict[str, Any] = {"gone": gone}
    if table == SESSIONS:
        given["salt"] = salt
    statement = sql.statement("sessions_left" if table == SESSIONS else "rows_left")
    left = cursor.sql(statement, params=given).to_arrow_table()
    cursor.unregister("arriving")
    return left
