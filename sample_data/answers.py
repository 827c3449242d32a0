"""Invented questionnaires of one cohort."""

from collections.abc import Sequence
from datetime import date
from random import Random

from people import Person, day_between
from sheets import DOMAINS, NONE_OF_THESE, Row, joined
from words import MENTEE_BENEFITS, MENTEE_CONCERNS, MENTOR_BENEFITS, MENTOR_CONCERNS

UNDERSTANDING = "Understanding of role"
RATED = (*DOMAINS, UNDERSTANDING)
# The domain in which as many mentors rise as fall.
EVEN_DOMAIN = "Use of technology"
LOW, HIGH = 1, 5

# Where people begin and how far they rise, in the order of RATED.
BEGIN = {
    "mentor": (2.7, 3.0, 3.2, 3.6, 3.1, 3.2, 2.5, 2.6),
    "mentee": (3.7, 3.5, 3.6, 3.1, 3.4, 3.7, 3.2, 2.9),
}
RISE = {
    "mentor": (0.95, 0.75, 0.6, 0.0, 0.45, 0.35, 1.15, 1.0),
    "mentee": (0.25, 0.4, 0.3, 0.2, 0.1, 0.15, 0.45, 0.8),
}
ANSWER_SPREAD, RISE_SPREAD = 0.65, 0.75
DOSE_FLOOR, DOSE_PER_SESSION = 0.5, 0.1
SITE_STRENGTH = {"Leeds": 1.1, "York": 1.0, "Hull": 0.7, "Bradford": 1.0}
SHARE_EVEN_MOVES = 0.35

SHARE_BLANK = 0.02
SHARE_NO_PRE = 0.03
SHARE_NO_POST = {2023: 0.1, 2024: 0.12, 2025: 0.2}
SHARE_NO_POST_AFTER_LEAVING = 0.85
FOLLOW_UP_COHORT, SHARE_FOLLOW_UP = 2023, 0.45
FOLLOW_UP_STEPS, FOLLOW_UP_WEIGHTS = (-1, 0, 1), (16, 77, 7)

THEMES = (
    "Hierarchical difference",
    "Selection bias of mentors",
    "Selection bias of mentees",
    "Confidentiality",
    "Damaged relationship",
    "Lack of time",
    "Unclear expectations",
)
FEARED = {
    "mentor": (0.62, 0.16, 0.12, 0.36, 0.28, 0.34, 0.27),
    "mentee": (0.5, 0.18, 0.14, 0.2, 0.14, 0.33, 0.22),
}
HAPPENED = (0.04, 0.08, 0.06, 0.02, 0.015, 0.27, 0.12)
BENEFITS = {
    "Better communication": 0.55,
    "Insight into the other's work": 0.5,
    "More confidence": 0.45,
    "Better working relationship": 0.35,
    "Self-awareness": 0.4,
    "Leadership skills": 0.2,
}
CONCERN_WORDS = {"mentor": MENTOR_CONCERNS, "mentee": MENTEE_CONCERNS}
BENEFIT_WORDS = {"mentor": MENTOR_BENEFITS, "mentee": MENTEE_BENEFITS}
SHARE_WORDS = 0.22
SHARE_BENEFITED, SHARE_RECOMMENDS, SHARE_HARMED = 0.9, 0.93, 0.012
EXPERIENCES, EXPERIENCE_WEIGHTS = (2, 3, 4, 5), (3, 14, 48, 35)
TIME_WORDS, TIME_WEIGHTS = ("too little", "about right", "too much"), (24, 70, 6)

Scores = dict[str, int]


def on_scale(value: float) -> int:
    """The nearest point of the scale."""
    return min(max(round(value), LOW), HIGH)


def scores_before(rng: Random, person: Person) -> Scores:
    """Begin, raised or lowered by the person's level."""
    return {
        label: on_scale(begin + person.level + rng.gauss(0, ANSWER_SPREAD))
        for label, begin in zip(RATED, BEGIN[person.role], strict=True)
    }


def scores_after(rng: Random, person: Person, before: Scores, n_sessions: int) -> Scores:
    """More sessions, more rise; one site gains less."""
    dose = (DOSE_FLOOR + DOSE_PER_SESSION * n_sessions) * SITE_STRENGTH[person.site]
    return {
        label: on_scale(before[label] + round(rng.gauss(rise * dose, RISE_SPREAD)))
        for label, rise in zip(RATED, RISE[person.role], strict=True)
    }


def with_blanks(rng: Random, scores: Scores) -> Row:
    """Some single answers are missing."""
    return {k: None if rng.random() < SHARE_BLANK else score for k, score in scores.items()}


def themes(rng: Random, chances: Sequence[float]) -> str | None:
    """Ticked themes, the answer none, or no answer."""
    if rng.random() < SHARE_BLANK:
        return None
    ticked = [t for t, chance in zip(THEMES, chances, strict=True) if rng.random() < chance]
    return joined(ticked) or NONE_OF_THESE


def yes_or_no(rng: Random, chance: float) -> str | None:
    """Yes, no, or no answer."""
    if rng.random() < SHARE_BLANK:
        return None
    return "yes" if rng.random() < chance else "no"


def sometimes(rng: Random, sentences: Sequence[str]) -> str | None:
    """Few people write something."""
    return rng.choice(sentences) if rng.random() < SHARE_WORDS else None


def base_row(person: Person, stage: str, completed_on: date) -> Row:
    """Who answered, and when."""
    return {
        "Cohort": str(person.cohort),
        "Participant code": person.code,
        "Role": person.role,
        "Stage": stage,
        "Completed on": completed_on,
        "Site": person.site,
        "Specialty": person.specialty,
    }


def row_before(rng: Random, person: Person, scores: Scores) -> Row:
    """One person before the programme."""
    completed_on = day_between(rng, date(person.cohort, 2, 3), 22)
    return base_row(person, "pre", completed_on) | {
        **with_blanks(rng, scores),
        "Concerns": themes(rng, FEARED[person.role]),
        "Concerns in your own words": sometimes(rng, CONCERN_WORDS[person.role]),
    }


def benefit_answers(rng: Random, role: str) -> Row:
    """Whether and how somebody benefited."""
    benefited = yes_or_no(rng, SHARE_BENEFITED)
    if benefited != "yes":
        return {"Benefited": benefited}
    ticked = [benefit for benefit, chance in BENEFITS.items() if rng.random() < chance]
    words = sometimes(rng, BENEFIT_WORDS[role])
    return {
        "Benefited": "yes",
        "Benefits": joined(ticked) or None,
        "Benefits in your own words": words,
    }


def row_after(rng: Random, person: Person, scores: Scores) -> Row:
    """One person after the programme."""
    completed_on = day_between(rng, date(person.cohort, 10, 2), 26)
    return base_row(person, "post", completed_on) | {
        **with_blanks(rng, scores),
        **benefit_answers(rng, person.role),
        "Concerns that happened": themes(rng, HAPPENED),
        "Experience": rng.choices(EXPERIENCES, EXPERIENCE_WEIGHTS)[0],
        "Would recommend": yes_or_no(rng, SHARE_RECOMMENDS),
        "Time devoted": rng.choices(TIME_WORDS, TIME_WEIGHTS)[0],
        "Relationship harmed": yes_or_no(rng, SHARE_HARMED),
    }


def row_follow_up(rng: Random, person: Person, after: Row) -> Row:
    """Half a year later: much as after the programme, a little lower."""
    completed_on = day_between(rng, date(person.cohort + 1, 4, 8), 20)
    row = base_row(person, "follow-up", completed_on)
    for label in RATED:
        score = after[label]
        if isinstance(score, int):
            step = rng.choices(FOLLOW_UP_STEPS, FOLLOW_UP_WEIGHTS)[0]
            row[label] = on_scale(score + step)
    return row | {"Benefited": yes_or_no(rng, SHARE_BENEFITED)}


def misses_post(rng: Random, person: Person) -> bool:
    """Most who left, some who stayed, and everybody without a match."""
    if person.matched is None:
        return True
    share = SHARE_NO_POST_AFTER_LEAVING if person.left_on else SHARE_NO_POST[person.cohort]
    return rng.random() < share


def even_out(rng: Random, pairs: list[tuple[Row, Row]]) -> None:
    """Move one up for each one down, so that the even domain rises and falls equally often."""
    answered = []
    for before, after in pairs:
        score = before[EVEN_DOMAIN]
        if isinstance(score, int) and after[EVEN_DOMAIN] is not None:
            after[EVEN_DOMAIN] = score
            answered.append((score, after))
    for (riser, up), (faller, down) in zip(answered[::2], answered[1::2], strict=False):
        if riser < HIGH and faller > LOW and rng.random() < SHARE_EVEN_MOVES:
            up[EVEN_DOMAIN], down[EVEN_DOMAIN] = riser + 1, faller - 1


def cohort_questionnaires(rng: Random, people: list[Person], held: dict[str, int]) -> list[Row]:
    """Everybody who agreed; before, after, and for the first cohort later."""
    before: dict[str, Row] = {}
    after: dict[str, Row] = {}
    for person in people:
        scores = scores_before(rng, person)
        if rng.random() >= SHARE_NO_PRE:
            before[person.code] = row_before(rng, person, scores)
        if not misses_post(rng, person):
            later = scores_after(rng, person, scores, held[person.code])
            after[person.code] = row_after(rng, person, later)
    mentors = [p.code for p in people if p.role == "mentor" and p.code in before.keys() & after]
    even_out(rng, [(before[code], after[code]) for code in mentors])
    return [*before.values(), *after.values(), *follow_ups(rng, people, after)]


def follow_ups(rng: Random, people: list[Person], after: dict[str, Row]) -> list[Row]:
    """Part of the first cohort, asked again."""
    asked = [p for p in people if p.cohort == FOLLOW_UP_COHORT and p.code in after]
    return [row_follow_up(rng, p, after[p.code]) for p in asked if rng.random() < SHARE_FOLLOW_UP]
