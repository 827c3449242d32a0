"""Invented people of one cohort: who was invited, who agreed, who is matched, who left."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from sheets import Row
from words import REASONS_FOR_LEAVING

SITES = ("Leeds", "York", "Hull", "Bradford")
SITE_WEIGHTS = (40, 25, 20, 15)
SPECIALTIES = ("Medicine", "Surgery", "Paediatrics", "Anaesthetics", "Emergency medicine")
SPECIALTY_WEIGHTS = (34, 24, 16, 14, 12)
GRADES = {
    "mentor": ("Foundation doctor", "Core trainee", "Registrar"),
    "mentee": ("Consultant", "Senior consultant", "Director of education"),
}
GRADE_WEIGHTS = (50, 35, 15)
YEARS_IN_POST = {"mentor": (1, 6), "mentee": (2, 25)}
AGE_BANDS = {"mentor": ("25-30", "31-40"), "mentee": ("35-44", "45-54", "55-65")}
SHARE_MALE = {"mentor": 0.45, "mentee": 0.62}
SHARE_SEX_NOT_SAID = 0.02
RECRUITED = ("Volunteered", "Invited by e-mail", "Nominated")
MATCHED = ("By the programme lead", "By preference", "At random")

N_MATCHES, N_SECOND_MENTORS = 60, 4
N_UNMATCHED = {"mentor": 4, "mentee": 3}
N_DECLINED = {"mentor": 7, "mentee": 9}
SHARE_SAME_SITE = 0.85

LEVEL_SPREAD = 0.6
# Chance of leaving = 1 / (1 + exp(LEAVING_BASE + LEAVING_SLOPE * level)): the less sure leave.
LEAVING_BASE, LEAVING_SLOPE = 2.3, 1.7
LEAVING_DAYS = (45, 150)


@dataclass
class Person:
    """Somebody invited. Level: how high this person tends to answer, around 0."""

    code: str
    role: str
    cohort: int
    site: str
    specialty: str
    grade: str
    years: int
    sex: str
    age_band: str
    recruited: str
    level: float
    invited_on: date
    agreed_on: date | None = None
    matched: str | None = None
    left_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Match:
    """One mentor with one mentee and the day they were to begin."""

    mentor: Person
    mentee: Person
    first_on: date

    @property
    def left_on(self) -> date | None:
        """When the first of the two left."""
        days = [person.left_on for person in (self.mentor, self.mentee) if person.left_on]
        return min(days, default=None)


def working_day(on: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > 4 else 0)


def day_between(rng: Random, first: date, days: int) -> date:
    """A working day in the days from the first one on."""
    return working_day(first + timedelta(days=rng.randint(0, days)))


def random_sex(rng: Random, role: str) -> str:
    """Male, female, or not said."""
    if rng.random() < SHARE_SEX_NOT_SAID:
        return "prefer not to say"
    return "male" if rng.random() < SHARE_MALE[role] else "female"


def random_person(rng: Random, role: str, cohort: int, number: int) -> Person:
    """Somebody invited in January; later years in post go with older age bands."""
    shortest, longest = YEARS_IN_POST[role]
    years = rng.randint(shortest, longest)
    bands = AGE_BANDS[role]
    return Person(
        code=f"{'M' if role == 'mentor' else 'E'}{number:03d}",
        role=role,
        cohort=cohort,
        site=rng.choices(SITES, SITE_WEIGHTS)[0],
        specialty=rng.choices(SPECIALTIES, SPECIALTY_WEIGHTS)[0],
        grade=rng.choices(GRADES[role], GRADE_WEIGHTS)[0],
        years=years,
        sex=random_sex(rng, role),
        age_band=bands[(years - shortest) * len(bands) // (longest - shortest + 1)],
        recruited=rng.choice(RECRUITED),
        level=rng.gauss(0, LEVEL_SPREAD),
        invited_on=day_between(rng, date(cohort, 1, 9), 8),
    )


def invite(rng: Random, role: str, cohort: int, first: int, n_matched: int) -> list[Person]:
    """Everybody invited in one role; some decline, at random."""
    n_agreed = n_matched + N_UNMATCHED[role]
    n_invited = n_agreed + N_DECLINED[role]
    people = [random_person(rng, role, cohort, first + i) for i in range(n_invited)]
    for person in rng.sample(people, n_agreed):
        person.agreed_on = working_day(person.invited_on + timedelta(days=rng.randint(2, 14)))
    return people


def pick_mentor(rng: Random, free: list[Person], mentee: Person) -> Person:
    """A free mentor, mostly from the mentee's site."""
    near = [mentor for mentor in free if mentor.site == mentee.site]
    mentor = rng.choice(near if near and rng.random() < SHARE_SAME_SITE else free)
    free.remove(mentor)
    return mentor


def make_matches(rng: Random, mentors: list[Person], mentees: list[Person]) -> list[Match]:
    """Sixty matches: each mentor one mentee, a few mentees two mentors."""
    agreed = [person for person in mentees if person.agreed_on]
    chosen = rng.sample(agreed, N_MATCHES - N_SECOND_MENTORS)
    free = rng.sample([person for person in mentors if person.agreed_on], N_MATCHES)
    matches = []
    for mentee in chosen + chosen[:N_SECOND_MENTORS]:
        mentor = pick_mentor(rng, free, mentee)
        first_on = day_between(rng, date(mentee.cohort, 3, 1), 25)
        matches.append(Match(mentor, mentee, first_on))
        mentee.matched = mentee.matched or rng.choice(MATCHED)
        mentor.matched = mentee.matched
    return matches


def let_some_leave(rng: Random, people: list[Person]) -> None:
    """Those with a low level leave more often: a selection bias to be found."""
    for person in people:
        chance = 1 / (1 + exp(LEAVING_BASE + LEAVING_SLOPE * person.level))
        if person.matched and rng.random() < chance:
            april = date(person.cohort, 4, 1)
            person.left_on = working_day(april + timedelta(days=rng.randint(*LEAVING_DAYS)))
            person.reason = rng.choice(REASONS_FOR_LEAVING)


def participant_row(person: Person) -> Row:
    """One row of the sheet Participants."""
    return {
        "Cohort": str(person.cohort),
        "Participant code": person.code,
        "Role": person.role,
        "Site": person.site,
        "Specialty": person.specialty,
        "Grade": person.grade,
        "Years in post": person.years,
        "Sex": person.sex,
        "Age band": person.age_band,
        "How recruited": person.recruited,
        "How matched": person.matched,
        "Invited on": person.invited_on,
        "Agreed on": person.agreed_on,
        "Left on": person.left_on,
        "Reason for leaving": person.reason,
    }
