"""A small programme in two cohorts, with what can be counted in it by hand.

Six mentors answer before and after, three of them again later; three mentees answer both times.
Clinical practice, mentors: M1 2-4-1, M2 1-4-5, M3 3-3-2, M4 2-3-2, M6 4-4, M7 5-4.
Before to after 3 rise (M1 M2 M4), 2 stay (M3 M6), 1 falls (M7); of those asked again before to
follow-up 1 rises (M2), 1 stays (M4), 2 fall; after to follow-up 1 rises (M2), 3 fall.
Mentees: E1 2-5, E2 4-3, E3 3-5: 2 rise, 1 falls.
Understanding of role, mentors: M1 1-4, M2 2-5, M3 3-2, M4 2-2, M6 4-5, M7 3-1: 3 rise, 1 stays,
2 fall.
"""

NORTH, SOUTH = "North", "South"

PEOPLE = """\
Programme,Participant code,Role,Cohort,Site,Specialty,Grade,Invited on,Agreed on
North,M1,mentor,2023,Leeds,Surgery,ST1,2024-12-01,2024-12-03
North,M2,mentor,2023,Leeds,Surgery,ST1,2024-12-01,2024-12-03
North,M3,mentor,2023,York,Medicine,ST2,2024-12-01,2024-12-04
North,M4,mentor,2024,Leeds,Medicine,ST2,2024-12-01,2024-12-04
North,M5,mentor,2024,York,Surgery,ST3,2024-12-01,
North,M6,mentor,2024,York,Medicine,ST3,2024-12-01,2024-12-05
North,M7,mentor,2024,York,Surgery,ST3,2024-12-01,2024-12-05
North,E1,mentee,2023,Leeds,Medicine,C1,2024-12-01,2024-12-06
North,E2,mentee,2023,York,Medicine,C1,2024-12-01,2024-12-06
North,E3,mentee,2024,York,Surgery,C2,2024-12-01,2024-12-06
South,S1,mentor,2030,Hull,Oncology,ST1,2024-12-01,2024-12-06
"""

# "Time" stands for Lack of time: raised before by M1 M2 M3, met after by M1 and M4.
ANSWERS = """\
Programme,Participant code,Role,Stage,Cohort,Completed on,Clinical practice,Understanding of role,\
Concerns,Concerns that happened,Benefits,Benefited,Relationship harmed,Would recommend,Experience,\
Concerns in your own words
North,M1,mentor,before,2023,2025-01-02,2,1,Time; Hierarchy,,,,,,,Said by M1
North,M2,mentor,before,2023,2025-01-02,1,2,Time,,,,,,,
North,M3,mentor,before,2023,2025-01-02,3,3,Time,,,,,,,
North,M4,mentor,before,2024,2025-01-02,2,2,Hierarchy,,,,,,,
North,M6,mentor,before,2024,2025-01-02,4,4,none of these,,,,,,,
North,M7,mentor,before,2024,2025-01-02,5,3,none of these,,,,,,,
North,E1,mentee,before,2023,2025-01-03,2,,Privacy,,,,,,,
North,E2,mentee,before,2023,2025-01-03,4,,Privacy,,,,,,,
North,E3,mentee,before,2024,2025-01-03,3,,none of these,,,,,,,
North,M1,mentor,after,2023,2025-06-02,4,4,,Time,Insight,yes,no,yes,5,
North,M2,mentor,after,2023,2025-06-02,4,5,,none of these,Insight,yes,no,yes,5,
North,M3,mentor,after,2023,2025-06-02,3,2,,none of these,Insight,yes,no,no,4,
North,M4,mentor,after,2024,2025-06-02,3,2,,Time,Leadership,yes,no,,4,
North,M6,mentor,after,2024,2025-06-02,4,5,,none of these,none of these,no,yes,,3,
North,M7,mentor,after,2024,2025-06-02,4,1,,none of these,none of these,,,,,
North,E1,mentee,after,2023,2025-06-03,5,,,Privacy,Self-awareness,yes,no,yes,2,
North,E2,mentee,after,2023,2025-06-03,3,,,none of these,none of these,no,no,yes,2,
North,E3,mentee,after,2024,2025-06-03,5,,,none of these,none of these,no,yes,yes,1,
North,M1,mentor,follow-up,2023,2025-12-01,1,,,,,,,,,
North,M2,mentor,follow-up,2023,2025-12-01,5,,,,,,,,,
North,M3,mentor,follow-up,2023,2025-12-01,2,,,,,,,,,
North,M4,mentor,follow-up,2024,2025-12-01,2,,,,,,,,,
South,S1,mentor,before,2030,2025-01-04,3,,,,,,,,,
"""

# Held: five in January to March, M1 with E1 four times; by week 6 Jan, 13 Jan, 3 Feb, 10 Feb,
# 3 Mar; one is cancelled and one planned.
SESSIONS = """\
Programme,Session id,Mentor code,Mentee code,Date,Minutes,Status,Mode,Kind,Format,Topics,Cohort,Site
North,A1,M1,E1,2025-01-08,30,held,online,one-to-one,informal,rota,2023,Leeds
North,A2,M1,E1,2025-01-15,30,held,online,one-to-one,informal,rota; clinics,2023,Leeds
North,A3,M1,E1,2025-02-05,30,held,online,one-to-one,informal,rota,2023,Leeds
North,A4,M1,E1,2025-02-12,45,held,in person,one-to-one,structured,rota,2023,Leeds
North,A5,M4,E3,2025-03-05,60,held,in person,support,structured,clinics,2024,York
North,A6,M4,E3,2025-03-12,,cancelled,,,,,2024,York
North,A7,M4,E3,2025-04-30,,planned,,,,,2024,York
"""

FILES = {"people.csv": PEOPLE, "answers.csv": ANSWERS, "sessions.csv": SESSIONS}
