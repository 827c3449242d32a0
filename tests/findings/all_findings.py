"""All findings, asked of one selection: for what must hold of every one of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdata.findings import (
    Evidence,
    Finding,
    Selection,
    appraisal,
    baseline,
    checks,
    comparisons,
    concerns,
    confidence,
    criteria,
    dose,
    filled_total,
    important_change,
    leaving,
    looking_back,
    matching,
    mentoring_pairs,
    methods,
    missing_totals,
    months,
    overview,
    owing,
    participation,
    partners,
    people,
    report,
    rows,
    selection_bias,
    session_ratings,
    sessions,
    where_began,
)

LONG = timedelta(days=300)


def every_finding(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
    """Every finding there is, each at least once; by the day and long after it where days count."""
    for role in ("mentor", "mentee"):
        for ask in (
            confidence.change_of,
            confidence.answers_of,
            concerns.feared_and_happened,
            concerns.outcomes,
            concerns.understanding,
            comparisons.reliability,
            selection_bias.took_part,
            dose.sessions_and_change,
            filled_total.filled_total,
            important_change.important_change,
            looking_back.looking_back,
            where_began.where_they_began,
        ):
            yield ask(evidence, selection, role)
        for due in (
            selection_bias.stayed,
            baseline.baseline_of_those_lost,
            appraisal.strength,
            missing_totals.missing,
        ):
            yield due(evidence, selection, role, as_of)
            yield due(evidence, selection, role, as_of + LONG)
        yield confidence.change_of(evidence, selection, role, "post", "follow_up")
        yield comparisons.published(evidence, role)
        for asked in concerns.ASKED:
            yield concerns.themes(evidence, selection, role, asked)
        for by in ("cohort", "site", "specialty"):
            yield confidence.change_by_group(evidence, selection, role, by)
            yield confidence.change_by_group(evidence, selection, role, by, "strengths")
    for about in (
        participation.funnel,
        people.people,
        partners.shared_partners,
        leaving.leaving,
        checks.checks,
        matching.audit,
        matching.unmatched,
        matching.suggestions,
        sessions.without_session,
        concerns.free_text,
        methods.methods,
    ):
        yield about(evidence, selection)
    for judged_by_day in (
        participation.response,
        owing.owing,
        mentoring_pairs.per_match,
        mentoring_pairs.quiet,
        overview.overview,
        report.report,
        criteria.criteria,
        appraisal.consort,
        appraisal.mersqi,
        appraisal.nhlbi,
    ):
        yield judged_by_day(evidence, selection, as_of)
        yield judged_by_day(evidence, selection, as_of + LONG)
    period = sessions.Period("week")
    for over in (sessions.over_time, sessions.lengths, sessions.gaps, session_ratings.ratings):
        yield over(evidence, selection, period)
    yield months.by_month(evidence, selection, period, as_of + LONG)
    for feature in sessions.FEATURES:
        yield sessions.features(evidence, selection, period, feature)
    for table in rows.table_names(evidence):
        yield rows.rows(evidence, selection, table, free_text=True)
