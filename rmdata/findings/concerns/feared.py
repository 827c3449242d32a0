"""What was feared before, against what happened in practice."""

from collections.abc import Sequence
from dataclasses import dataclass

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.schema.vocabulary import Role

ThemeKey = tuple[str, str | None, str | None, str | None, str]
FEARED_FIELDS = (
    Field("label", "Concern"),
    Field("n_answered", "Answered both times", Form.COUNT),
    Field("n_feared", "Feared it before", Form.COUNT),
    Field("n_feared_and_happened", "of them, saw it happen", Form.COUNT),
    Field("n_happened", "All who saw it happen", Form.COUNT),
)
FEARED_DETAILS = (
    Field("label", "Concern"),
    Field("n_feared_and_happened", "Feared, happened", Form.COUNT),
    Field("n_feared_not_happened", "Feared, did not happen", Form.COUNT),
    Field("n_not_feared_happened", "Not feared, happened", Form.COUNT),
    Field("n_neither", "Neither", Form.COUNT),
    Field("happened_upper", "Of those who feared it, at most (one-sided 95%)", Form.SHARE),
    Field("p_mcnemar", "Exact McNemar p", Form.P),
)


@dataclass(frozen=True)
class Feared:
    """One theme in one role and group: feared before against happened in practice.

    Counts are people who answered both questions. ``happened_upper`` is the one-sided 95%
    Clopper-Pearson limit of the share who saw it happen among those who feared it.
    """

    role: str
    cohort: str | None
    site: str | None
    specialty: str | None
    theme: str
    label: str
    n_answered: int
    n_feared: int
    n_happened: int
    n_feared_and_happened: int
    n_feared_not_happened: int
    n_not_feared_happened: int
    n_neither: int
    happened_upper: float | None
    p_mcnemar: float | None


def feared(evidence: Evidence, selection: Selection, by: Sequence[str] = ()) -> tuple[Feared, ...]:
    """Every theme that anybody feared or met, by role and group, the most feared first."""
    found = evidence.ask("feared", selection, by=list(by)).records()
    crossed: dict[ThemeKey, dict[tuple[int, int], int]] = {}
    for row in found:
        if row["theme"] is not None:
            key = (row["role"], row["cohort"], row["site"], row["specialty"], row["theme"])
            crossed.setdefault(key, {})[(int(row["feared"]), int(row["happened"]))] = row["n"]
    themes = [_feared(evidence, key, cells) for key, cells in crossed.items()]
    roles = [role.id for role in evidence.instrument.roles]
    met = [theme for theme in themes if theme.n_feared or theme.n_happened]
    return tuple(
        sorted(
            met,
            key=lambda t: (
                roles.index(t.role),
                *(g or "" for g in (t.cohort, t.site, t.specialty)),
                -t.n_feared,
                -t.n_happened,
                t.label,
            ),
        )
    )


def n_said_both(evidence: Evidence, selection: Selection, role: str) -> int:
    """How many of one role said both what they feared before and what happened."""
    found = evidence.ask("feared", selection.only(role)).records()
    return sum(row["n"] for row in found if row["theme"] is None)


def _feared(evidence: Evidence, key: ThemeKey, cells: dict[tuple[int, int], int]) -> Feared:
    both, only_feared = cells.get((1, 1), 0), cells.get((1, 0), 0)
    only_happened, neither = cells.get((0, 1), 0), cells.get((0, 0), 0)
    test = statistics.mcnemar(cells)
    role, cohort, site, specialty, theme = key
    return Feared(
        role=role,
        cohort=cohort,
        site=site,
        specialty=specialty,
        theme=theme,
        label=evidence.instrument.theme_label(theme),
        n_answered=sum(cells.values()),
        n_feared=both + only_feared,
        n_happened=both + only_happened,
        n_feared_and_happened=both,
        n_feared_not_happened=only_feared,
        n_not_feared_happened=only_happened,
        n_neither=neither,
        happened_upper=statistics.upper_limit(both, both + only_feared),
        p_mcnemar=test.p if test else None,
    )


def feared_and_happened(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Of those of one role who feared a thing, how many saw it happen."""
    named = evidence.instrument.role(role)
    found = feared(evidence, selection.only(role))
    n = n_said_both(evidence, selection, role)
    one, many = wording.inside(named.label), wording.inside(named.plural)
    name = f"feared-and-happened-{role}"
    if not found:
        return Finding(name, nothing_to_cross(named, n))
    return Finding(
        name=name,
        title=f"Of {wording.things(n, one, many)} who said what they feared and what happened, "
        f"{_title(found)}",
        table=table(FEARED_FIELDS, [vars(theme) for theme in found]),
        basis=f"n = {wording.figure(n, one, many)} who said both what they feared before and what "
        "happened.",
        sentences=tuple(_sentence(theme, named) for theme in found),
        details=table(FEARED_DETAILS, [vars(theme) for theme in found]),
    )


def nothing_to_cross(named: Role, n: int) -> str:
    """Why there is nothing to lay side by side: nobody said both, or nobody named anything."""
    one, many = wording.inside(named.label), wording.inside(named.plural)
    if not n:
        return (
            f"No {one} in this selection is known to have said both what they feared before and "
            "what happened."
        )
    whole = wording.first_up(wording.who(0, n, one, many))
    return f"{whole} who said both feared anything or saw it happen."


def _title(found: Sequence[Feared]) -> str:
    """The fear that most had, with how often it came true; several that as many had, together."""
    most = [theme for theme in found if theme.n_feared == found[0].n_feared]
    if not most[0].n_feared:
        seen = [
            f"{wording.inside(t.label)} happened to {wording.count(t.n_happened)}" for t in found
        ]
        return f"none had feared anything; {wording.listed(seen)}"
    if len(most) == 1:
        feared_it = wording.of(most[0].n_feared, most[0].n_answered).split(" of ")[0]
        return f"{feared_it} feared {_and_saw(most[0])}"
    labels = wording.listed([wording.inside(theme.label) for theme in most])
    met = sum(theme.n_feared_and_happened for theme in most)
    fears = most[0].n_feared * len(most)
    true = wording.of(met, fears).split()[0]
    each, all_told = wording.count(most[0].n_feared), wording.count(fears)
    return f"{labels} were feared by {each} each; of these {all_told} fears {true} came true"


def _and_saw(theme: Feared) -> str:
    """What was feared, and how many of those who feared it saw it happen."""
    label = wording.inside(theme.label)
    if theme.n_feared == 1:
        saw = "saw" if theme.n_feared_and_happened else "did not see"
        return f"{label} and {saw} it happen"
    saw = wording.of(theme.n_feared_and_happened, theme.n_feared).split()[0]
    return f"{label}, and {saw} of them saw it happen"


def of_those(theme: Feared, one: str = "", many: str = "") -> str:
    """Of x who feared it, y saw it happen; ``one`` and ``many`` name the people."""
    label = wording.inside(theme.label)
    if theme.n_feared == 1:
        saw = "saw" if theme.n_feared_and_happened else "did not see"
        return f"the only {one or 'one'} of those who said both who feared {label} {saw} it happen"
    saw = wording.of(theme.n_feared_and_happened, theme.n_feared).split(" of ")[0]
    whom = f"{wording.count(theme.n_feared)} {many}".strip()
    return f"of {whom} who feared {label}, {saw} saw it happen"


def _sentence(theme: Feared, named: Role) -> str:
    if not theme.n_feared:
        saw = wording.of(theme.n_happened, theme.n_answered)
        return f"{theme.label}: feared by none of those who said both; {saw} saw it happen."
    told = of_those(theme, wording.inside(named.label), wording.inside(named.plural))
    if theme.n_feared_and_happened < theme.n_feared:
        told += f" (compatible with up to {wording.limit(theme.happened_upper)} of such people)"
    others = theme.n_not_feared_happened
    if others:
        told += f"; {wording.count(others)} who had not feared it saw it happen"
    return f"{wording.first_up(told)}."
