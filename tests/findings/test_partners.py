"""Who shares a partner: counted by hand, and what is said where nobody does or nothing is known."""

from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.participation import partners
from rmdata.findings.participation.partners import TIED, UNTIED
from rmdata.store.store import Store

OURS = Selection("Our programme")


def test_partners_of_the_written_programme(programme: Evidence, ours: Selection) -> None:
    # Held alone: M1-E1, M2-E1, M2-E2, M3-E2, M6-E3, M4-E6; M3 and M4 with E2 at once.
    found = partners.shared_partners(programme, ours)
    assert (found.name, found.title) == (
        "partners",
        "3 of 5 mentors share a mentee with another mentor; 2 of 4 mentees share a mentor with "
        "another mentee",
    )
    # Mentors: M2 has two; M1 M2 M3 share E1 or E2; M4 shares E2 in company. Mentees: E1 and E2
    # have two each and share M2; E6 shares M4, who met E2 in company.
    assert list(found.table.rows) == [
        ("Juniors (mentors)", 5, 1, 3, 0.6, 5, 4),
        ("Consultants (mentees)", 4, 2, 2, 0.5, 4, 3),
    ]
    assert len({field.label for field in found.table.fields}) == len(found.table.fields)
    assert found.notes == (
        "With sessions of several people, 4 of 5 mentors and 3 of 4 mentees met a partner whom "
        "another of them met.",
        TIED,
    )


def test_a_partner_elsewhere_is_shared_all_the_same(programme: Evidence) -> None:
    # Of York M3 and M6: E2 also met M2, of Leeds. E2 alone of the mentees of York met.
    york = Selection("Mentoring upwards", sites=("York",))
    found = partners.shared_partners(programme, york)
    assert found.title == (
        "1 of 2 mentors shares a mentee with another mentor; 1 of 1 mentee shares a mentor with "
        "another mentee"
    )
    mentees = partners.shared_partners(programme, york.only("mentee"))
    assert mentees.title == "1 of 1 mentee shares a mentor with another mentee"


@pytest.mark.parametrize(
    ("met", "title", "notes"),
    [
        (
            [("M1", "E1"), ("M1", "E1"), ("M2", "E2")],
            "Nobody of 2 mentors and 2 mentees shares a partner with another of their role",
            (UNTIED,),
        ),
        (
            [("M1", "E1"), ("M1", "E2"), ("M1", "E3")],
            "0 of 1 mentor share a mentee with another mentor; 3 of 3 mentees share a mentor with "
            "another mentee",
            (TIED,),
        ),
        (
            [("M1; M2", "E1")],
            "Nobody here met a partner alone: every held session had several people on a side",
            ("With sessions of several people, 2 of 2 mentors met a partner whom another of them "
             "met.", TIED),
        ),
        (
            [("M1", "E1"), ("M2", "E2; E3")],
            "Nobody of 1 mentor and 1 mentee shares a partner with another of their role",
            ("With sessions of several people, 2 of 3 mentees met a partner whom another of them "
             "met.", TIED),
        ),
    ],
    ids=["nobody", "one mentor", "in company alone", "some in company"],
)  # fmt: skip
def test_who_shares_is_told_truly(
    store: Store, load: Any, meeting: Any, met: list[Any], title: str, notes: Any
) -> None:
    load(Sessions=[meeting(*who, **{"Session id": f"s{i}"}) for i, who in enumerate(met)])
    found = partners.shared_partners(Evidence(store), OURS)
    assert (found.title, found.notes) == (title, notes)


def test_without_a_session_nothing_is_known(store: Store, load: Any, answer: Any) -> None:
    load(Questionnaires=[answer("M1")])
    found = partners.shared_partners(Evidence(store), OURS)
    assert (found.is_empty, found.title) == (
        True,
        "No held session in this selection, so who shares a partner is not known; the tests take "
        "people as independent all the same.",
    )
