"""Invented rows that reproduce the figures published about the founding study.

The study's own rows were never published. The mentors' answers give the published medians and
p values; the mentees' answers give the poster's total. Each comment says what a block is for.
"""

from datetime import date, timedelta

from sheets import DOMAINS, NONE_OF_THESE, Cell, Row, Table, joined, standard_tables

PROGRAMME = "Founding study (invented rows)"
COHORT = "2020"
SITE = "Founding site"
SPECIALTY = "Medicine"
COMMON: Row = {"Programme": PROGRAMME, "Cohort": COHORT, "Site": SITE}

ABOUT = """\
Founding study: invented rows

The rows are invented; they reproduce the figures published in Raju et al., BMJ Open
2022;12:e062361. The study's own rows were never published.

Mentors (six): total 23 to 29 of 35, p = 0.04; clinical practice 3 to 4, p = 0.041; areas for
improvement 3 to 5, p = 0.041 (medians; large-sample signed-rank p).

From the poster of the same group (BSG 2021, P400): mentees (five) total 25 to 32 of 35, p = 0.04;
understanding of role 2.5 to 4 of 5, p = 0.024; sessions 45 minutes (28 to 180).

Understanding of role is reproduced by the six mentors. The poster does not say who answered;
whole scores of all eleven cannot have a median of 2.5, because eleven is an odd number. The
mentees' cells are therefore blank.

The p values are those of the large-sample signed-rank test without continuity correction. The
paper's abstract names no test. The exact p is 0.0625 for the mentors' two domains and total,
0.0625 for the mentees' total and 0.03125 for understanding of role.

Also as published: nobody met the hierarchical difference, no relationship was harmed, everybody
benefited; four of six mentors and four of five mentees were men.

Everything else - dates, single sessions, free text, years in post, the mentees' separate domains,
how often each concern was ticked - is invented without a published figure.
"""

Scores = tuple[int, int, int, int, int, int, int]

# Totals of the mentors: median 23 before, 29 after.
MENTOR_SCORES: dict[str, tuple[Scores, Scores]] = {
    "M1": ((3, 4, 4, 4, 4, 3, 3), (4, 5, 4, 5, 5, 3, 5)),
    "M2": ((1, 3, 4, 4, 4, 3, 4), (4, 2, 5, 5, 5, 4, 5)),
    "M3": ((3, 4, 4, 4, 3, 3, 3), (5, 5, 4, 3, 4, 4, 4)),
    "M4": ((3, 4, 3, 3, 3, 3, 1), (5, 5, 4, 3, 3, 3, 4)),
    "M5": ((3, 3, 3, 4, 4, 3, 3), (4, 3, 4, 5, 4, 4, 5)),
    "M6": ((2, 4, 3, 3, 3, 3, 5), (2, 4, 3, 3, 3, 3, 5)),
}
# Totals 25-32, 24-30, 22-32, 27-33, 28-33: median 25 to 32, p = 0.042, printed 0.04.
MENTEE_SCORES: dict[str, tuple[Scores, Scores]] = {
    "E1": ((4, 3, 4, 3, 4, 4, 3), (5, 5, 5, 4, 4, 5, 4)),
    "E2": ((4, 3, 3, 4, 3, 4, 3), (4, 4, 4, 4, 4, 5, 5)),
    "E3": ((3, 3, 3, 3, 4, 3, 3), (5, 5, 5, 4, 4, 5, 4)),
    "E4": ((4, 4, 4, 3, 4, 4, 4), (5, 5, 5, 4, 4, 5, 5)),
    "E5": ((4, 4, 5, 3, 4, 4, 4), (5, 5, 5, 4, 5, 5, 4)),
}
# The six mentors: median 2.5 to 4, three up by one and three by two, p = 0.0244.
UNDERSTANDING = {
    "M1": (1, 3),
    "M2": (2, 4),
    "M3": (2, 3),
    "M4": (3, 4),
    "M5": (3, 5),
    "M6": (3, 4),
}

HIERARCHY = "Hierarchical difference"
BIAS_MENTORS = "Selection bias of mentors"
BIAS_MENTEES = "Selection bias of mentees"
CONCERNS = {
    "M1": (HIERARCHY, BIAS_MENTORS),
    "M2": (HIERARCHY, BIAS_MENTORS, "Lack of time"),
    "M3": (HIERARCHY, BIAS_MENTEES),
    "M4": (HIERARCHY, BIAS_MENTORS, BIAS_MENTEES),
    "M5": (HIERARCHY, "Confidentiality"),
    "M6": (HIERARCHY, BIAS_MENTEES),
    "E1": (HIERARCHY, BIAS_MENTORS),
    "E2": (BIAS_MENTORS, BIAS_MENTEES),
    "E3": (HIERARCHY, BIAS_MENTORS, BIAS_MENTEES),
    "E4": (NONE_OF_THESE,),
    "E5": (BIAS_MENTEES, "Lack of time"),
}
CONCERN_WORDS = {
    "M1": "I am not sure how frank I can be with someone so senior.",
    "M4": "Only the keen ones will volunteer, on both sides.",
    "E3": "I wonder how the mentors are chosen.",
}
HAPPENED = {"M2": "Lack of time"}

INSIGHT = "Insight into the other's work"
BENEFITS = {
    "M1": ("Better communication", "More confidence"),
    "M2": ("More confidence", "Leadership skills"),
    "M3": (INSIGHT, "More confidence"),
    "M4": ("Better communication", INSIGHT),
    "M5": ("More confidence", "Better working relationship"),
    "M6": (INSIGHT,),
    "E1": ("Self-awareness", "Better communication"),
    "E2": ("Self-awareness",),
    "E3": ("Self-awareness", "Better working relationship"),
    "E4": (INSIGHT, "Better communication"),
    "E5": ("Self-awareness", INSIGHT),
}
BENEFIT_WORDS = {
    "M2": "I can now give feedback without rehearsing it for a day.",
    "M5": "We talk on the ward as we did not before.",
    "E1": "I learned how my questions sound to a junior.",
    "E4": "Small changes to the clinic list that I would not have thought of.",
}
EXPERIENCE = dict(zip(CONCERNS, (5, 4, 5, 5, 4, 4, 5, 4, 5, 5, 4), strict=True))

PRE_ON = date(2020, 1, 27)
POST_ON = date(2020, 8, 3)
INVITED_ON = date(2020, 1, 6)
AGREED_ON = date(2020, 1, 14)
FIRST_MONDAY = date(2020, 2, 3)
ONLINE_FROM = date(2020, 3, 16)
WEEKS_BETWEEN = 4

# 29 sessions: median 45 minutes, 28 to 180. E5 has two mentors.
MINUTES = {
    ("M1", "E1"): (60, 45, 40, 45, 50),
    ("M2", "E2"): (45, 30, 35, 45, 90),
    ("M3", "E3"): (60, 45, 28, 40, 45),
    ("M4", "E4"): (75, 30, 45, 60, 40),
    ("M5", "E5"): (50, 45, 35, 45),
    ("M6", "E5"): (45, 40, 60, 30),
}
GROUP_INTERVIEW = (("M5", "M6"), ("E5",), date(2020, 2, 27), 180)
STRUCTURED_EVERY = 3
TOPICS = ("Ward rounds", "Teaching", "Clinic organisation", "Team communication", "Feedback")

# Sex, age band, years in post.
PEOPLE: dict[str, tuple[str, str, int]] = {
    "M1": ("male", "31-40", 4),
    "M2": ("female", "31-40", 3),
    "M3": ("male", "31-40", 5),
    "M4": ("male", "31-40", 2),
    "M5": ("female", "31-40", 6),
    "M6": ("male", "31-40", 4),
    "E1": ("male", "45-54", 12),
    "E2": ("male", "35-44", 5),
    "E3": ("female", "45-54", 14),
    "E4": ("male", "55-65", 22),
    "E5": ("male", "45-54", 9),
}


def role_of(code: str) -> str:
    """Mentor codes begin with M, mentee codes with E."""
    return "mentor" if code.startswith("M") else "mentee"


def answers(code: str, stage: str, completed_on: date, scores: Scores) -> Row:
    """What is the same before and after."""
    person: Row = {"Participant code": code, "Role": role_of(code), "Specialty": SPECIALTY}
    domains: dict[str, Cell] = dict(zip(DOMAINS, scores, strict=True))
    return COMMON | person | {"Stage": stage, "Completed on": completed_on} | domains


def questionnaire_before(code: str, day: int, scores: Scores) -> Row:
    """One person before the programme."""
    return answers(code, "pre", PRE_ON + timedelta(days=day), scores) | {
        "Understanding of role": UNDERSTANDING.get(code, (None, None))[0],
        "Concerns": joined(CONCERNS[code]),
        "Concerns in your own words": CONCERN_WORDS.get(code),
    }


def questionnaire_after(code: str, day: int, scores: Scores) -> Row:
    """One person after the programme: everybody benefited, nobody was harmed."""
    return answers(code, "post", POST_ON + timedelta(days=day), scores) | {
        "Understanding of role": UNDERSTANDING.get(code, (None, None))[1],
        "Concerns that happened": HAPPENED.get(code, NONE_OF_THESE),
        "Benefited": "yes",
        "Benefits": joined(BENEFITS[code]),
        "Benefits in your own words": BENEFIT_WORDS.get(code),
        "Experience": EXPERIENCE[code],
        "Would recommend": "yes",
        "Time devoted": "about right",
        "Relationship harmed": "no",
    }


def questionnaires() -> list[Row]:
    """Everybody before, then everybody after, over the five days of a week."""
    people = list((MENTOR_SCORES | MENTEE_SCORES).items())
    before = [questionnaire_before(code, i % 5, pre) for i, (code, (pre, _)) in enumerate(people)]
    after = [questionnaire_after(code, i % 5, post) for i, (code, (_, post)) in enumerate(people)]
    return before + after


def session(mentors: tuple[str, ...], mentees: tuple[str, ...], on: date, minutes: int) -> Row:
    """One held session."""
    return COMMON | {
        "Mentor code": joined(mentors),
        "Mentee code": joined(mentees),
        "Date": on,
        "Minutes": minutes,
        "Mode": "online" if on >= ONLINE_FROM else "in person",
        "Kind": "one-to-one" if len(mentors) == 1 else "group interview",
        "Format": "structured" if on.day % STRUCTURED_EVERY == 0 else "informal",
        "Mentor rating": 4 + minutes // 5 % 2,
        "Mentee rating": 4 + on.day % 2,
        "Topics": TOPICS[on.day % len(TOPICS)],
        "Status": "held",
    }


def sessions() -> list[Row]:
    """Every session in order of date, numbered."""
    rows = [session(*GROUP_INTERVIEW)]
    for weekday, ((mentor, mentee), lengths) in enumerate(MINUTES.items()):
        for number, minutes in enumerate(lengths):
            on = FIRST_MONDAY + timedelta(weeks=number * WEEKS_BETWEEN, days=weekday % 5)
            rows.append(session((mentor,), (mentee,), on, minutes))
    rows.sort(key=lambda row: (str(row["Date"]), str(row["Mentor code"])))
    return [row | {"Session id": f"S{number:02d}"} for number, row in enumerate(rows, start=1)]


def participant(code: str) -> Row:
    """One person invited; all eleven agreed and stayed."""
    sex, age_band, years = PEOPLE[code]
    return COMMON | {
        "Participant code": code,
        "Role": role_of(code),
        "Specialty": SPECIALTY,
        "Grade": "Registrar" if role_of(code) == "mentor" else "Consultant",
        "Years in post": years,
        "Sex": sex,
        "Age band": age_band,
        "How recruited": "Volunteered",
        "How matched": "By the programme lead",
        "Invited on": INVITED_ON,
        "Agreed on": AGREED_ON + timedelta(days=years % 3),
    }


def tables() -> list[Table]:
    """The three sheets of the founding study."""
    return standard_tables(questionnaires(), sessions(), [participant(code) for code in PEOPLE])
