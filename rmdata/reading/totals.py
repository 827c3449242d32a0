"""A total that the file states of itself, against the sum of its domains."""

from rmdata.reading.problems import Level, Problem
from rmdata.reading.rows import Draft
from rmdata.reading.values import DECIMAL
from rmdata.schema import STATED_TOTAL, Instrument, clean


def total_problems(draft: Draft, instrument: Instrument) -> list[Problem]:
    """Rows whose own total is not what their domains add up to."""
    names = [domain.id for domain in instrument.domains]
    stated = draft.texts.get(STATED_TOTAL.name)
    if stated is None or not set(names) <= set(draft.carried):
        return []
    found = []
    for i, typed in enumerate(stated):
        scores = [draft.values[name][i] for name in names]
        text = clean(typed or "")
        if None in scores or not DECIMAL.fullmatch(text):
            continue
        if float(text.replace(",", ".")) != sum(scores):
            message = (
                f"The total says {text}, but the domains of this row add up to {sum(scores)}; "
                "that sum is what counts. Correct a domain if the total is right."
            )
            found.append((i, Level.WARNING, message))
    return draft.cell_problems(STATED_TOTAL.name, found)
