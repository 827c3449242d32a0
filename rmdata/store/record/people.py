"""Who stands behind a code, and everything that is stored about that person."""

from collections.abc import Collection, Iterable

from rmdata.schema.vocabulary import clean
from rmdata.store import sql
from rmdata.store.file.held import Held
from rmdata.store.results import Person, StoredOfPerson, StoreError

SEPARATOR = "\x1f"


def people_of(
    held: Held, code: str, programme: str | None = None, cohort: str | None = None
) -> list[Person]:
    """Everybody whom a code stands for, the codes that were joined to it included.

    One entry per programme, cohort and code. Undone imports count: their rows are stored too.
    """
    everybody = [Person(*row) for row in held.run(sql.statement("everybody"), {}).rows]
    wanted = {
        (person.programme, person.cohort, person.code)
        for person in everybody
        if person.code == clean(code)
        and programme in (None, person.programme)
        and cohort in (None, person.cohort)
    }
    joins = held.run(sql.statement("joins"), {}).rows
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


def people_in(held: Held, programme: str) -> list[Person]:
    """Everybody whom a row of a programme names."""
    everybody = (Person(*row) for row in held.run(sql.statement("everybody"), {}).rows)
    return [person for person in everybody if person.programme == programme]


def one_person_of(held: Held, code: str, programme: str | None, cohort: str | None) -> list[Person]:
    """The codes of the one person whom a code stands for: its own, and those joined to it.

    Raises :class:`StoreError` where no row holds the code, and where it stands for people of
    several programmes or cohorts.
    """
    found = people_of(held, code, programme, cohort)
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


def stored_of(held: Held, people: Collection[Person]) -> StoredOfPerson:
    """Everything that was ever loaded about one person, from one state of the store."""
    gone = {"gone": keys(people)}
    with held.snapshot():
        return StoredOfPerson(
            tuple(people),
            *(
                held.run(sql.statement(f"person_{table}"), gone)
                for table in ("questionnaires", "participants", "sessions")
            ),
        )
