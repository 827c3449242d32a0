"""All findings, asked of one selection: for what must hold of every one of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdata.findings.appraisal import consort, mersqi, nhlbi, strength
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, by_group, comparisons, confidence, margins
from rmdata.findings.data import matching, rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import criteria, overview, report
from rmdata.findings.participation import (
    baseline,
    held_sessions,
    mentoring_pairs,
    missing_totals,
    partners,
    people,
    selection_bias,
    sessions,
    took_part,
)

LONG = timedelta(days=300)


def every_finding(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
    """Every finding there is, each at least once; by the day and long after it where days count."""
    for role in ("mentor", "mentee"):
        for ask in (
            confidence.change_of,
            confidence.answers_of,
            feared.feared_and_happened,
            answers.outcomes,
            beside_the_total.understanding,
            comparisons.reliability,
            selection_bias.took_part,
            baseline.sessions_and_change,
            beside_the_total.filled_total,
            margins.important_change,
            beside_the_total.looking_back,
            margins.where_they_began,
        ):
            yield ask(evidence, selection, role)
        for due in (
            selection_bias.stayed,
            baseline.baseline_of_those_lost,
            strength.strength,
            missing_totals.missing,
        ):
            yield due(evidence, selection, role, as_of)
            yield due(evidence, selection, role, as_of + LONG)
        yield confidence.change_of(evidence, selection, role, "post", "follow_up")
        yield comparisons.published(evidence, role)
        for asked in answers.ASKED:
            yield answers.themes(evidence, selection, role, asked)
        for by in ("cohort", "site", "specialty"):
            yield by_group.change_by_group(evidence, selection, role, by)
            yield by_group.change_by_group(evidence, selection, role, by, "strengths")
    for about in (
        took_part.funnel,
        people.people,
        partners.shared_partners,
        partners.leaving,
        rows.checks,
        matching.audit,
        matching.unmatched,
        matching.suggestions,
        sessions.without_session,
        answers.free_text,
        report.methods,
    ):
        yield about(evidence, selection)
    for judged_by_day in (
        took_part.response,
        partners.owing,
        mentoring_pairs.per_match,
        mentoring_pairs.quiet,
        overview.overview,
        report.report,
        criteria.criteria,
        consort.consort,
        mersqi.mersqi,
        nhlbi.nhlbi,
    ):
        yield judged_by_day(evidence, selection, as_of)
        yield judged_by_day(evidence, selection, as_of + LONG)
    period = sessions.Period("week")
    for over in (sessions.over_time, sessions.lengths, sessions.gaps, held_sessions.ratings):
        yield over(evidence, selection, period)
    yield held_sessions.by_month(evidence, selection, period, as_of + LONG)
    for feature in sessions.FEATURES:
        yield sessions.features(evidence, selection, period, feature)
    for table in rows.table_names(evidence):
        yield rows.rows(evidence, selection, table, free_text=True)
