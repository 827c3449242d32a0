"""What each question about answers says of the small programme, row by row, counted by hand."""

from collections.abc import Callable

from tests.queries.conftest import Answer, cells, marks

Ask = Callable[..., Answer]


def test_baselines_tell_who_came_back(ask: Ask) -> None:
    # Left out: B2 and A6 (a domain is blank before), X1 (no role), who has no code.
    assert marks(ask("baselines"), "role", "standing", "total", "n") == [
        "mentee completed 28 1",  # B1
        "mentee lost 27 1",  # B3, who answered the follow-up alone
        "mentor completed 13 1",  # A1 of 2024
        "mentor completed 17 1",  # A1 of 2025
        "mentor lost 10 1",  # A4
        "mentor lost 21 1",  # A2
    ]


def test_change_lays_the_same_persons_answers_beside_each_other(ask: Ask) -> None:
    # B1: q5 and q6; the understanding (8) is blank after, so it is no pair.
    columns = ("question", "before", "after", "n")
    found = ask("change", roles=["mentee"])
    assert marks(found, *columns) == [
        *("0 28 25 1", "1 4 4 1", "2 4 4 1", "3 4 4 1", "4 4 4 1", "5 4 4 1", "6 4 3 1", "7 4 2 1")
    ]
    # A1 of 2024 and of 2025, and A6, who answered one domain before and so has no total.
    mentors = [row for row in ask("change", roles=["mentor"]) if row["question"] in (0, 1, 6, 8)]
    assert marks(mentors, *columns) == [
        *("0 13 22 1", "0 17 24 1", "1 2 3 2", "6 1 4 1", "6 3 4 1", "6 3 5 1", "8 3 4 1")
    ]


def test_change_by_site_stays_with_its_site(ask: Ask) -> None:
    found = [row for row in ask("change", by=["site"]) if row["question"] == 6]
    assert marks(found, "role", "site", "before", "after", "n") == [
        "mentee York 4 3 1",
        *("mentor Leeds 1 4 1", "mentor Leeds 3 5 1", "mentor York 3 4 1"),
    ]


def test_dose_lays_held_sessions_beside_the_change(ask: Ask) -> None:
    # B1: s1 s2 s4 s6. A1 of 2025: s9 s10. A1 of 2024: s1 s2 s4 s8.
    assert marks(ask("dose"), "role", "n_sessions", "minutes", "change", "n") == [
        *("mentee 4 185.0 -3 1", "mentor 2 45.0 7 1", "mentor 4 175.0 9 1")
    ]


def test_feared_counts_every_theme_for_everybody_who_was_asked_twice(ask: Ask) -> None:
    # B1 feared time. A1 of 2024 feared time and confidentiality, and time happened. A1 of 2025
    # feared the hierarchy; it and time happened. A6 left the second question blank.
    assert marks(ask("feared"), "role", "theme", "feared", "happened", "n") == [
        "mentee confidentiality False False 1",
        "mentee hierarchy False False 1",
        "mentee time True False 1",
        "mentee . . . 1",
        "mentor confidentiality False False 1",
        "mentor confidentiality True False 1",
        "mentor hierarchy False False 1",
        "mentor hierarchy True True 1",
        "mentor time False True 1",
        "mentor time True True 1",
        "mentor . . . 2",
    ]


def test_free_text_is_read_without_its_code(ask: Ask) -> None:
    found = ask("free_text")
    assert "code" not in found[0]
    assert marks(found, "about", "stage", "role", "cohort", "text") == [
        "benefits post mentee 2025 Not much",
        "benefits post mentor 2024 Good talks",
        "benefits post mentor 2024 I listen more",
        "concerns pre mentee 2025 Gossip",
        "concerns pre mentee 2024 Who reads this?",
        "concerns pre mentor 2024 Too busy",
        "concerns pre . 2025 No role",
    ]


def test_outcomes_are_over_all_answers_with_a_role(ask: Ask) -> None:
    assert marks(ask("outcomes"), "role", "stage", "question", "answer", "n") == [
        *("mentee follow_up experience 4 1", "mentee follow_up would_recommend yes 1"),  # q18
        *("mentee post benefited no 2", "mentee post benefited yes 1"),  # q8 q21; q6
        *("mentee post experience 1 1", "mentee post experience 2 2"),  # q8; q6 q21
        *("mentee post relationship_harmed no 1", "mentee post relationship_harmed yes 1"),
        "mentee post time_devoted too little 1",
        "mentee post would_recommend no 1",
        "mentor follow_up experience 3 1",
        *("mentor post benefited no 1", "mentor post benefited yes 2"),  # q16; q2 q11
        *("mentor post experience 4 2", "mentor post experience 5 1"),  # q11 q13; q2
        "mentor post relationship_harmed no 1",
        *("mentor post time_devoted about right 1", "mentor post time_devoted too much 1"),
        "mentor post would_recommend yes 3",  # q2 q11 q13
    ]


def test_patterns_are_over_answers_without_a_blank_domain(ask: Ask) -> None:
    found = ask("patterns", roles=["mentee"])
    assert cells(found, "role", "stage", "scores", "n") == [
        ("mentee", "follow_up", [5, 3, 5, 3, 5, 3, 5, None], 1),
        ("mentee", "post", [4, 4, 4, 4, 4, 3, 2, None], 1),
        ("mentee", "post", [5, 5, 5, 5, 5, 2, 2, None], 1),
        ("mentee", "pre", [3, 5, 3, 5, 3, 5, 3, None], 1),
        ("mentee", "pre", [4] * 8, 1),
    ]
    # A2 and somebody without a code answered alike.
    assert {"role": "mentor", "stage": "pre", "scores": [3] * 7 + [None], "n": 2} in ask("patterns")


def test_scores_are_over_all_answers_linked_or_not(ask: Ask) -> None:
    found = [row for row in ask("scores") if row["question"] in (6, 8)]
    assert marks(found, "role", "stage", "question", "score", "n") == [
        *("mentee follow_up 6 3 1", "mentee post 6 2 1", "mentee post 6 3 1", "mentee post 6 4 1"),
        *("mentee post 8 4 1", "mentee pre 6 4 1", "mentee pre 6 5 2"),
        *("mentee pre 8 4 1", "mentee pre 8 5 1"),
        *("mentor follow_up 6 5 1", "mentor follow_up 8 5 1", "mentor post 6 4 2"),
        *("mentor post 6 5 2", "mentor post 8 4 1", "mentor pre 6 1 1", "mentor pre 6 2 2"),
        *("mentor pre 6 3 4", "mentor pre 8 3 2"),
    ]


def test_stage_pairs_count_who_answered_both(ask: Ask) -> None:
    # All three stages: A1 of 2024. Before and after: B1, A1 of 2025, A6, X1. B3: the follow-up.
    assert marks(ask("stage_pairs"), "stage_before", "stage_after", "n") == [
        *("follow_up post 1", "follow_up pre 2", "post follow_up 1"),
        *("post pre 5", "pre follow_up 2", "pre post 5"),
    ]


def test_themes_are_over_who_answered_that_question(ask: Ask) -> None:
    assert marks(ask("themes"), "role", "stage", "asked", "theme", "n") == [
        *("mentee follow_up happened confidentiality 1", "mentee follow_up happened . 1"),
        *("mentee post benefits communication 1", "mentee post benefits self_awareness 1"),
        *("mentee post benefits . 3", "mentee post happened . 1"),  # q6 q8 q21; q6
        *("mentee pre concerns confidentiality 1", "mentee pre concerns time 1"),
        "mentee pre concerns . 2",  # q5 q17; q7 is blank
        *("mentor follow_up benefits . 1", "mentor follow_up happened confidentiality 1"),
        "mentor follow_up happened . 1",
        *("mentor post benefits leadership 2", "mentor post benefits self_awareness 1"),
        *("mentor post benefits . 2", "mentor post concerns hierarchy 1"),  # q2 q16; q2
        *("mentor post concerns . 1", "mentor post happened hierarchy 1"),
        *("mentor post happened time 3", "mentor post happened . 3"),  # q2 q11 q13
        *("mentor pre concerns confidentiality 2", "mentor pre concerns hierarchy 1"),
        *("mentor pre concerns time 3", "mentor pre concerns . 6"),  # q1 q4 q9 q12 q14 q15
    ]


def test_answers_without_a_code_are_counted_by_stage(ask: Ask) -> None:
    # q9 and q10; q11; q21.
    found = marks(ask("without_code"), "role", "stage", "n")
    assert found == ["mentee post 1", "mentor post 1", "mentor pre 2"]


def test_ways_of_answering_are_of_whole_answers(ask: Ask) -> None:
    # Before, mentors: 2222212, 3333333 twice, 2323232, 1212121; q10 and q15 are not whole.
    assert marks(ask("ways_of_answering"), "role", "stage", "n_ways", "n_straight", "n") == [
        *("mentee follow_up 1 0 1", "mentee post 2 0 2", "mentee pre 2 1 2"),
        *("mentor follow_up 1 0 1", "mentor post 4 1 4", "mentor pre 4 2 5"),
    ]


def test_days_are_compared_where_both_are_known(ask: Ask) -> None:
    # A1, B1, A1 of 2025 and A6 answered later after; X1 a day earlier than before.
    assert marks(ask("days_of_answers"), "is_reversed", "n") == ["False 4", "True 1"]
    # The other way round each is reversed, but for X1.
    swapped = ask("days_of_answers", before="post", after="pre")
    assert marks(swapped, "is_reversed", "n") == ["False 1", "True 4"]
