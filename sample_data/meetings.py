"""Invented sessions of one cohort."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import log
from random import Random

from people import Match, Person, working_day
from sheets import Row, joined
from words import TOPICS

LAST_MONTH, LAST_DAY = 9, 30
DAYS_BETWEEN = (18, 38)
MOST_SESSIONS = 8
SHARE_QUIET, QUIET_AFTER = 0.12, (1, 2)
SHARE_NEVER_MET = 0.04

USUAL_MINUTES, MINUTES_SPREAD = 45, 0.38
SHORTEST, LONGEST, ROUNDED_TO = 15, 120, 5
MODES, MODE_WEIGHTS = ("in person", "online", "phone"), (62, 32, 6)
KINDS, KIND_WEIGHTS = ("one-to-one", "support"), (97, 3)
FORMATS, FORMAT_WEIGHTS = ("informal", "structured"), (58, 42)
RATINGS, RATING_WEIGHTS = (2, 3, 4, 5), (4, 16, 45, 35)
SHARE_RATED = 0.85
SHARE_CANCELLED, SHARE_NEVER_RECORDED = 0.09, 0.015
CANCELLED, PLANNED, HELD = "cancelled", "planned", "held"

PLANNING_COHORT, SHARE_PLANNING = 2025, 0.3
PLANNED_FROM, PLANNED_DAYS = (11, 3), 40

N_GROUP_INTERVIEWS = 2
GROUP_MONTH, GROUP_MINUTES = 6, (60, 75, 90)
INDUCTION_COHORT, INDUCTION_ON, INDUCTION_MINUTES = 2023, date(2023, 2, 23), 90
N_AT_INDUCTION = 4


def random_minutes(rng: Random) -> int:
    """A believable length: mostly half an hour to an hour, rounded as people round."""
    minutes = rng.lognormvariate(log(USUAL_MINUTES), MINUTES_SPREAD)
    return min(max(round(minutes / ROUNDED_TO) * ROUNDED_TO, SHORTEST), LONGEST)


def random_rating(rng: Random) -> int | None:
    """A rating, or a blank."""
    return rng.choices(RATINGS, RATING_WEIGHTS)[0] if rng.random() < SHARE_RATED else None


def base_row(mentors: Sequence[Person], mentees: Sequence[Person], on: date, status: str) -> Row:
    """Who, when, and whether it took place; the site is the first mentor's."""
    return {
        "Cohort": str(mentors[0].cohort),
        "Mentor code": joined(mentor.code for mentor in mentors),
        "Mentee code": joined(mentee.code for mentee in mentees),
        "Date": on,
        "Kind": "one-to-one" if len(mentors) == 1 else "group interview",
        "Status": status,
        "Site": mentors[0].site,
    }


def held_details(rng: Random) -> Row:
    """What is known of a session that took place."""
    return {
        "Minutes": random_minutes(rng),
        "Mode": rng.choices(MODES, MODE_WEIGHTS)[0],
        "Format": rng.choices(FORMATS, FORMAT_WEIGHTS)[0],
        "Mentor rating": random_rating(rng),
        "Mentee rating": random_rating(rng),
        "Topics": joined(rng.sample(TOPICS, rng.randint(1, 3))),
    }


def random_status(rng: Random) -> str:
    """Mostly held."""
    draw = rng.random()
    if draw < SHARE_CANCELLED:
        return CANCELLED
    return PLANNED if draw < SHARE_CANCELLED + SHARE_NEVER_RECORDED else HELD


def meeting_days(rng: Random, match: Match) -> list[date]:
    """When the two were to meet, until September, until one leaves, or until they fall quiet."""
    last = min(date(match.mentor.cohort, LAST_MONTH, LAST_DAY), match.left_on or date.max)
    most = rng.randint(*QUIET_AFTER) if rng.random() < SHARE_QUIET else MOST_SESSIONS
    days: list[date] = []
    on = match.first_on
    while on <= last and len(days) < most:
        days.append(on)
        on = working_day(on + timedelta(days=rng.randint(*DAYS_BETWEEN)))
    return days


def sessions_of(rng: Random, match: Match) -> list[Row]:
    """The sessions of one match; a few matches never meet."""
    pair = ([match.mentor], [match.mentee])
    if rng.random() < SHARE_NEVER_MET:
        return [base_row(*pair, match.first_on, rng.choice((CANCELLED, PLANNED)))]
    rows = []
    for on in meeting_days(rng, match):
        row = base_row(*pair, on, random_status(rng))
        if row["Status"] == HELD:
            row |= held_details(rng) | {"Kind": rng.choices(KINDS, KIND_WEIGHTS)[0]}
        rows.append(row)
    return rows


def planned_sessions(rng: Random, matches: list[Match]) -> list[Row]:
    """Dates the last cohort has agreed for the autumn."""
    rows = []
    for match in matches:
        if match.mentor.cohort != PLANNING_COHORT or match.left_on:
            continue
        if rng.random() < SHARE_PLANNING:
            first = date(PLANNING_COHORT, *PLANNED_FROM)
            on = working_day(first + timedelta(days=rng.randint(0, PLANNED_DAYS)))
            rows.append(base_row([match.mentor], [match.mentee], on, PLANNED))
    return rows


def group_interviews(rng: Random, matches: list[Match]) -> list[Row]:
    """Two mentors together with the mentee they share."""
    mentors: dict[str, list[Match]] = {}
    for match in matches:
        mentors.setdefault(match.mentee.code, []).append(match)
    staying = [both for both in mentors.values() if not any(match.left_on for match in both)]
    shared = [both for both in staying if len(both) > 1]
    rows = []
    for both in shared[:N_GROUP_INTERVIEWS]:
        on = working_day(date(both[0].mentor.cohort, GROUP_MONTH, rng.randint(1, 28)))
        row = base_row([match.mentor for match in both], [both[0].mentee], on, HELD)
        rows.append(row | held_details(rng) | {"Minutes": rng.choice(GROUP_MINUTES)})
    return rows


def induction(rng: Random, matches: list[Match]) -> list[Row]:
    """One induction for a few mentors and mentees of the first cohort."""
    if matches[0].mentor.cohort != INDUCTION_COHORT:
        return []
    chosen = rng.sample(matches, N_AT_INDUCTION)
    mentors, mentees = [m.mentor for m in chosen], [m.mentee for m in chosen]
    row = base_row(mentors, mentees, INDUCTION_ON, HELD) | held_details(rng)
    return [row | {"Kind": "induction", "Minutes": INDUCTION_MINUTES, "Format": "structured"}]


def cohort_sessions(rng: Random, matches: list[Match]) -> list[Row]:
    """Every session row of one cohort, in order of date."""
    rows = [row for match in matches for row in sessions_of(rng, match)]
    rows += planned_sessions(rng, matches) + group_interviews(rng, matches)
    rows += induction(rng, matches)
    return sorted(rows, key=lambda row: (str(row["Date"]), str(row["Mentor code"])))


def n_held(rows: list[Row], code: str) -> int:
    """How many sessions somebody really had."""
    codes = [f"{row['Mentor code']}; {row['Mentee code']}" for row in rows if row["Status"] == HELD]
    return sum(code in joined_codes.split("; ") for joined_codes in codes)
