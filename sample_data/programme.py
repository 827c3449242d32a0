"""An invented programme of three cohorts, with the gaps that real ones have."""

from random import Random

from answers import cohort_questionnaires
from meetings import cohort_sessions, n_held
from people import (
    N_MATCHES,
    N_SECOND_MENTORS,
    Person,
    invite,
    let_some_leave,
    make_matches,
    participant_row,
)
from sheets import Row, Table, standard_tables

PROGRAMME = "Sample programme (invented)"
COHORTS = (2023, 2024, 2025)
SEED = 2022

Invited = tuple[list[Person], list[Person]]

ABOUT = """\
Sample programme: invented rows

Every row is invented: no person, site figure or sentence is real. The sites bear the names of
four English cities only to be readable.

Three cohorts, four sites, five specialties, 180 mentoring pairs: mostly one mentor with one
mentee; twelve mentees have two mentors.

Made to be found: mentors' confidence rises in most domains and moves up as often as down in use
of technology; mentees' awareness rises less; mentors at Hull gain less than at the other sites;
mentors with more sessions gain more.

People who left had begun lower than those who stayed. Some declined, some agreed and never met,
some pairs fell quiet; some answered once only or left single questions blank.

Hierarchy is the concern most often raised before, and it seldom happens. Very few report harm.
Part of the first cohort answered again half a year later.

A few group interviews, and one induction, name several people in one cell. They make no new
mentoring pairs.
"""


def invite_both(rng: Random, first: dict[str, int], cohort: int) -> Invited:
    """The mentors and the mentees invited; codes go on from one cohort to the next."""
    mentors = invite(rng, "mentor", cohort, first["mentor"], N_MATCHES)
    mentees = invite(rng, "mentee", cohort, first["mentee"], N_MATCHES - N_SECOND_MENTORS)
    first["mentor"] += len(mentors)
    first["mentee"] += len(mentees)
    return mentors, mentees


def of_programme(rows: list[Row]) -> list[Row]:
    """The rows with the programme's name."""
    return [row | {"Programme": PROGRAMME} for row in rows]


def tables() -> list[Table]:
    """The three sheets of the sample programme."""
    rng = Random(SEED)
    first = {"mentor": 1, "mentee": 1}
    questionnaires: list[Row] = []
    sessions: list[Row] = []
    participants: list[Row] = []
    for cohort in COHORTS:
        mentors, mentees = invite_both(rng, first, cohort)
        people = mentors + mentees
        matches = make_matches(rng, mentors, mentees)
        let_some_leave(rng, people)
        met = cohort_sessions(rng, matches)
        agreed = [person for person in people if person.agreed_on]
        held = {person.code: n_held(met, person.code) for person in agreed}
        questionnaires += cohort_questionnaires(rng, agreed, held)
        sessions += met
        participants += [participant_row(person) for person in people]
    numbered = [row | {"Session id": f"S{i:04d}"} for i, row in enumerate(sessions, start=1)]
    return standard_tables(*map(of_programme, (questionnaires, numbered, participants)))
