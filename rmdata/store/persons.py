"""Who stands behind a code, and everything that is stored about that person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rmdata.schema import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, clean
from rmdata.store import ddl
from rmdata.store.errors import StoreError
from rmdata.store.holding import Held
from rmdata.store.records import Rows

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Person:
    """One code in one programme and cohort; ``role`` is None where nothing says it."""

    programme: str
    cohort: str
    code: str
    role: str | None


@dataclass(frozen=True)
class StoredOfPerson:
    """Everything that was ever loaded about one person, undone imports included.

    Of sessions only what is the person's own: what others said or were called is left out.
    """

    people: tuple[Person, ...]
    questionnaires: Rows
    participants: Rows
    sessions: Rows

    def tables(self) -> dict[str, Rows]:
        """The rows by the name of their table."""
        return {name: getattr(self, name) for name in (QUESTIONNAIRES, PARTICIPANTS, SESSIONS)}


def people_of(held: Held, code: str, programme: str | None = None) -> list[Person]:
    """Everybody whom a code stands for, the codes that were joined to it included.

    One entry per programme, cohort and code. Undone imports count: their rows are stored too.
    """
    everybody = [Person(*row) for row in held.run(ddl.statement("everybody"), {}).rows]
    wanted = {
        (person.programme, person.code)
        for person in everybody
        if person.code == clean(code) and programme in (None, person.programme)
    }
    joins = [(p, {one, other}) for p, one, other in held.run(ddl.statement("joins"), {}).rows]
    while (
        found := {
            (where, joined)
            for where, codes in joins
            for joined in codes
            if any((where, known) in wanted for known in codes)
        }
        - wanted
    ):
        wanted |= found
    return [person for person in everybody if (person.programme, person.code) in wanted]


def people_in(held: Held, programme: str) -> list[Person]:
    """Everybody whom a row of a programme names."""
    everybody = (Person(*row) for row in held.run(ddl.statement("everybody"), {}).rows)
    return [person for person in everybody if person.programme == programme]


def known_people_of(held: Held, code: str, programme: str | None) -> list[Person]:
    """The same; raises :class:`StoreError` where no row holds the code."""
    found = people_of(held, code, programme)
    if not found:
        where = f" in the programme “{programme}”" if programme else ""
        raise StoreError(f"No row{where} holds the code “{code}”. Codes are compared as typed.")
    return found


def keys(people: Iterable[Person]) -> list[str]:
    """Programme and code of everybody, as the statements compare them."""
    return sorted({f"{person.programme}{SEPARATOR}{person.code}" for person in people})


def stored_of(held: Held, people: Collection[Person]) -> StoredOfPerson:
    """Everything that was ever loaded about one person, from one state of the store."""
    gone = {"gone": keys(people)}
    with held.snapshot():
        return StoredOfPerson(
            tuple(people),
            *(
                held.run(ddl.statement(f"person_{table}"), gone)
                for table in ("questionnaires", "participants", "sessions")
            ),
        )
