"""Concerns and benefits: what was feared, what happened, who gained. By role, never pooled."""

from rmdata.findings.concerns.feared import (
    Feared,
    feared,
    feared_and_happened,
    n_said_both,
    nothing_to_cross,
    of_those,
)
from rmdata.findings.concerns.outcomes import (
    harm_and_benefit,
    outcome_counts,
    outcomes,
    understanding,
)
from rmdata.findings.concerns.themes import ASKED, free_text, n_answered, theme_counts, themes

__all__ = [
    "ASKED",
    "Feared",
    "feared",
    "feared_and_happened",
    "free_text",
    "harm_and_benefit",
    "n_answered",
    "n_said_both",
    "nothing_to_cross",
    "of_those",
    "outcome_counts",
    "outcomes",
    "theme_counts",
    "themes",
    "understanding",
]
