"""One function per question that someone would say aloud; each returns a frozen Finding."""

from rmdata.disclosure import Audience
from rmdata.findings import (
    appraisal,
    baseline,
    comparisons,
    concerns,
    confidence,
    criteria,
    dose,
    filled_total,
    important_change,
    looking_back,
    matching,
    mentoring_pairs,
    methods,
    overview,
    owing,
    participation,
    people,
    report,
    rows,
    selection_bias,
    sessions,
    where_began,
)
from rmdata.findings.change import changes
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Metric, Table
from rmdata.findings.paired import TOTAL
from rmdata.findings.selection import GROUPS, Selection

__all__ = [
    "GROUPS",
    "TOTAL",
    "Audience",
    "Evidence",
    "Field",
    "Finding",
    "Form",
    "Metric",
    "Selection",
    "Table",
    "appraisal",
    "baseline",
    "changes",
    "comparisons",
    "concerns",
    "confidence",
    "criteria",
    "dose",
    "filled_total",
    "important_change",
    "looking_back",
    "matching",
    "mentoring_pairs",
    "methods",
    "overview",
    "owing",
    "participation",
    "people",
    "report",
    "rows",
    "selection_bias",
    "sessions",
    "where_began",
]
