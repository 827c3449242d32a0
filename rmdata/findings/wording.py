"""Numbers and lists as people say them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from rmdata.findings.finding import Form

SMALL = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NOT_SHOWN = "–"
NOT_SAID = "Not said"


def count(n: int) -> str:
    """A count in words up to twelve, in figures above."""
    return SMALL[n] if n < len(SMALL) else f"{n:,}"


def of(part: int, whole: int) -> str:
    """A share of people: five of six, all six, both, neither, the only one, nobody."""
    if whole == 1:
        return "the only one" if part else "nobody"
    if whole == 2:
        return ("neither", "one of two", "both")[part]
    return f"all {count(whole)}" if part == whole else f"{count(part)} of {count(whole)}"


def who(part: int, whole: int, one: str, many: str) -> str:
    """A share with its noun: five of the six mentors, both mentors, the only mentor."""
    if whole == 1:
        return f"the only {one}" if part else f"no {one}"
    if whole == 2:
        return (f"neither {one}", f"one of the two {many}", f"both {many}")[part]
    if part == whole:
        return f"all {count(whole)} {many}"
    return f"{count(part)} of the {count(whole)} {many}"


def things(n: int, one: str, many: str = "") -> str:
    """A count with its noun: one session, 45 sessions, no sessions."""
    return f"{'no' if n == 0 else count(n)} {one if n == 1 else many or f'{one}s'}"


def people(n: int) -> str:
    """So many people: nobody, one person, six people."""
    return things(n, "person", "people") if n else "nobody"


def figure(n: int, one: str, many: str = "") -> str:
    """A count in figures with its noun, as it stands after "n =": 1 mentor, 6 mentors."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


def listed(parts: Sequence[str]) -> str:
    """A, B and C."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def inside(label: str) -> str:
    """A label within a sentence: its capital goes, unless more capitals follow, as in ECG."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def first_up(text: str) -> str:
    """The sentence with a capital at its start."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The sentence with one full stop at its end."""
    return f"{text.rstrip('.')}."


def number(value: float | None) -> str:
    """A score or an amount without idle decimals: 3, 3.5, 2.25, 1,250."""
    return NOT_SHOWN if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def share(value: float | None) -> str:
    """A share as a whole percentage."""
    return NOT_SHOWN if value is None else f"{value:.0%}"


def limit(value: float | None) -> str:
    """A limit of a share: as a percentage, never rounded to nothing or to everything."""
    if value is None:
        return NOT_SHOWN
    if 0 < value < 0.01:
        return f"{100 * value:.2g}%"
    return f"{100 * value:.3g}%" if 0.99 < value < 1 else f"{value:.0%}"


def lasted(minutes: float) -> str:
    """An amount of time: 45 minutes, one hour, 2 hours 30 minutes."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return things(rest, "minute")
    told = things(hours, "hour") if not rest else figure(hours, "hour")
    return f"{told} {figure(rest, 'minute')}" if rest else told


def p_value(value: float | None) -> str:
    """A p value to three significant figures; the smallest as a bound."""
    if value is None:
        return NOT_SHOWN
    # A half is rounded up: 1/32 reads 0.0313, never less than it is.
    return "< 0.001" if value < 0.001 else f"{value * (1 + 1e-9):.3g}"


def day(value: date | None) -> str:
    """A date as dd/mm/yyyy."""
    return NOT_SHOWN if value is None else f"{value:%d/%m/%Y}"


WRITERS: dict[Form, Callable[[Any], str]] = {
    Form.COUNT: lambda n: NOT_SHOWN if n is None else f"{n:,}",
    Form.SCORE: number,
    Form.SHARE: share,
    Form.P: p_value,
    Form.DECIMAL: lambda value: NOT_SHOWN if value is None else f"{value:.2f}",
    Form.DATE: day,
    Form.TEXT: lambda text: NOT_SHOWN if text is None else str(text),
}


def written(value: Any, form: Form) -> str:
    """One value of a table as it stands on the screen."""
    return WRITERS[form](value)
