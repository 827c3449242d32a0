"""Who rose, stayed and fell, in words: small programmes made by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.charts import figures
from rmdata.findings.confidence import by_group, confidence
from rmdata.findings.confidence.changes import changes
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store

FOUR = Path(__file__).parents[1] / "schema" / "four_domains.toml"
OURS = Selection("Our programme")
Pairs = dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
FOUNDING = ((3, 3, 3, 3, 2, 2), (3, 4, 4, 5, 4, 5))


@pytest.fixture
def told(store: Store, load: Any, answer: Any) -> Callable[..., Finding]:
    """The finding about mentors who answered so before and so after, by question."""

    def finding(codes: bool = True, **pairs: tuple[tuple[int, ...], tuple[int, ...]]) -> Finding:
        rows = [
            answer(f"M{person}" if codes else None, stage, Role="mentor")
            | {name.replace("_", " "): scores[when][person] for name, scores in pairs.items()}
            for person in range(len(next(iter(pairs.values()))[0]))
            for when, stage in enumerate(("pre", "post"))
        ]
        load(Questionnaires=rows)
        return confidence.change_of(Evidence(store), OURS, "mentor")

    return finding


def test_the_sentence_of_the_founding_study(told: Callable[..., Finding]):
    assert told(clinical_practice=FOUNDING).sentences == (
        # R: binom.test(5, 6) gives 0.3588 to 0.9958.
        "Clinical practice: five of six rose, one stayed, none fell (median 3 to 4); 83% rose (95% "
        "interval 36% to 99.6%).",
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        # Limits by R's binom.test.
        pytest.param((3,), (4,), "the only one rose (3 to 4)", id="one person"),
        pytest.param((3,), (3,), "the only one stayed (3 both times)", id="one, unchanged"),
        pytest.param((3, 3), (4, 2), "one of two rose, one fell (median 3 both times); 50% rose "
                     "(95% interval 1% to 99%)", id="one up, one down"),
        pytest.param((3, 3), (4, 4), "both rose (median 3 to 4); 100% rose (95% interval 16% to "
                     "100%)", id="both"),
        pytest.param((2, 3, 4), (2, 3, 4), "none rose, all three stayed (median 3 both times); "
                     "0% rose (95% interval 0% to 71%)", id="all unchanged"),
        pytest.param((5, 3, 4), (4, 3, 2), "none rose, one of three stayed, two fell (median 4 to "
                     "3); 0% rose (95% interval 0% to 71%)", id="none rose"),
        pytest.param((3,) * 12, (4,) * 12, "all twelve rose (median 3 to 4); 100% rose (95% "
                     "interval 74% to 100%)", id="twelve"),
    ],
)  # fmt: skip
def test_sentences(told: Any, before: tuple[int, ...], after: tuple[int, ...], sentence: str):
    assert told(strengths=(before, after)).sentences[0] == f"Strengths: {sentence}."


UP = ((3, 3, 3), (4, 4, 3))


def test_the_title_states_up_and_down_of_the_total(told: Any):
    domains = {domain.id: UP for domain in load_instrument().domains}
    finding = told(**(domains | {"strengths": ((3, 3, 5), (4, 4, 4))}))
    assert finding.title == (
        "Two of the three mentors rose in their total, one fell: no clear direction"
    )
    assert finding.basis.endswith(
        "The same people twice, not a trend: n = 3 mentors who answered before and after."
    )
    assert finding.table.column("label")[-1] == "Total (of 35)"
    assert finding.notes == (
        "With three people no change can be shown, even where all of them rise. The counts are "
        "the finding.",
    )


def test_one_person_alone(told: Any):
    finding = told(**{domain.id: ((3,), (4,)) for domain in load_instrument().domains})
    assert finding.title == "The only mentor rose in their total; one person shows no direction"
    assert "n = 1 mentor who answered" in finding.basis


def test_answers_without_codes_are_shown_side_by_side_and_not_paired(told: Any, store: Store):
    finding = told(codes=False, strengths=FOUNDING)
    assert finding.is_empty
    assert "no code stands in both questionnaires" in finding.title
    spread = confidence.answers_of(Evidence(store), OURS, "mentor")
    assert spread.title == "How mentors answered: before (6) and after (6)"
    assert [(r["stage"], r["n"], r["score_3"]) for r in spread.table.records()] == [
        ("Before", 6, 4),
        ("After", 6, 1),
    ]


def test_nobody_in_the_selection(told: Any, store: Store):
    told(strengths=FOUNDING)
    evidence, elsewhere = Evidence(store), Selection("Our programme", sites=("Nowhere",))
    for role in ("mentor", "mentee"):
        for ask in (confidence.change_of, confidence.answers_of):
            finding = ask(evidence, elsewhere, role)
            assert finding.is_empty and finding.title.startswith(f"No {role} in this selection")
    by_site = by_group.change_by_group(evidence, elsewhere, "mentor", "site")
    assert by_site.title.endswith("so no site can be compared.")


def test_groups_side_by_side(store: Store, load: Any, answer: Any):
    sites = {"M1": "Leeds", "M2": "Leeds", "M3": "York"}
    load(
        Questionnaires=[
            answer(code, stage, Site=site, Strengths=score)
            for code, site in sites.items()
            for stage, score in (("pre", 3), ("post", 3 if code == "M2" else 4))
        ]
    )
    found = by_group.change_by_group(Evidence(store), OURS, "mentor", "site", "strengths")
    assert found.title == (
        "Mentors, strengths: 1 of 2 rose in Leeds and none fell; 1 of 1 rose in York and none fell"
    )
    leeds = Selection("Our programme", sites=("Leeds",))
    (change,) = changes(Evidence(store), leeds)
    assert (change.n_pairs, change.n_up) == (2, 1)
    narrowed = confidence.change_of(Evidence(store), leeds, "mentor")
    assert narrowed.notes == (
        "Exploratory, filtered by Site: Leeds: nothing is called more than chance here, and no p "
        "in the details allows for the choice.",
    )


def test_another_instrument_from_file_to_chart(workbook: Callable[..., SourceFile], answer: Any):
    instrument = load_instrument(FOUR)
    store = Store(None, instrument)
    domains = {domain.label: 7 for domain in instrument.domains}
    rows = [answer("M1", "pre") | domains, answer("M1", "post") | domains | {"Order of work": 1}]
    for row in rows:
        del row["Experience"]
    store.load(read([parse(workbook(Questionnaires=rows))], instrument))
    evidence = Evidence(store)
    total = next(c for c in changes(evidence, OURS) if c.domain == TOTAL)
    assert (total.label, total.pre_median, total.post_median) == ("Total (of 28)", 28, 22)
    spread = confidence.answers_of(evidence, OURS, "mentor")
    points = [f for f in spread.table.fields if f.name.startswith("score_")]
    assert [point.label for point in points] == ["1", "2", "3", "4", "5", "6", "7"]
    traces = figures.answers(spread)["data"]
    assert len({trace["marker"]["color"] for trace in traces}) == 7
    title = confidence.change_of(evidence, OURS, "mentor").title
    assert title.startswith("The only junior fell in their total")
    store.close()
