"""Table 1: the people who took part, role by role, as far as anything is known of them."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.findings.participation.selection_bias import TRAITS
from rmdata.findings.participation.took_part import takes_part
from rmdata.schema.vocabulary import Role

DESCRIBED = TRAITS | {"how_matched": "How matched"}
YEARS, KNOWN = "Years in post", "Known"
YEARS_FIELDS = (
    Field("label", "Years in post"),
    Field("n", "Known of", Form.COUNT),
    Field("median", "Median", Form.SCORE),
    Field("lower", "Lower quartile", Form.SCORE),
    Field("upper", "Upper quartile", Form.SCORE),
)
Spread = dict[float, int]


def people(evidence: Evidence, selection: Selection) -> Finding:
    """Everybody who took part (agreed, met or answered): each value, its n and share of those
    known, by role; counts alone, nothing is tested."""
    roles = [role for role in evidence.instrument.roles if selection.has(role.id)]
    found = [row for row in evidence.ask("steps", selection).records() if takes_part(row)]
    n_of = {r.id: sum(row["n"] for row in found if row["role"] == r.id) for r in roles}
    unlinked = _unlinked(evidence, selection)
    if not any(n_of.values()):
        title = "Nobody in this selection is known to have agreed, met or answered."
        return Finding("people", title, notes=unlinked)
    counted = _counted(evidence, selection)
    years = _years(evidence, selection)
    told = [
        wording.things(n_of[r.id], wording.inside(r.label), wording.inside(r.plural)) for r in roles
    ]
    return Finding(
        name="people",
        title=wording.first_up(f"{wording.listed(told)} took part"),
        table=table(_fields(roles), _records(roles, n_of, counted, years)),
        basis="Everybody who agreed, met or answered. Shares are of those of whom it is known.",
        sentences=(_years_in_words(roles, n_of, years),) if years else (),
        notes=(*_listed(found), *_unknown(counted, years), *unlinked),
        details=_quartiles(roles, years),
    )


def _counted(evidence: Evidence, selection: Selection) -> dict[str, dict[str, dict[str, int]]]:
    """Of those who took part: trait, value, role, n."""
    counted: dict[str, dict[str, dict[str, int]]] = {}
    for row in evidence.ask("traits", selection).records():
        if row["took_part"] and row["trait"] in DESCRIBED:
            by_role = counted.setdefault(row["trait"], {}).setdefault(row["value"], {})
            by_role[row["role"]] = by_role.get(row["role"], 0) + row["n"]
    return counted


def _years(evidence: Evidence, selection: Selection) -> dict[str, Spread]:
    years: dict[str, Spread] = {}
    for row in evidence.ask("years_in_post", selection).records():
        years.setdefault(row["role"], {})[float(row["years"])] = row["n"]
    return years


def _fields(roles: Sequence[Role]) -> tuple[Field, ...]:
    by_role = [
        field
        for role in roles
        for field in (
            Field(f"n_{role.id}", role.heading, Form.COUNT),
            Field(f"share_{role.id}", f"Share of {wording.inside(role.plural)}", Form.SHARE),
        )
    ]
    return (Field("label", "Trait"), Field("value", "Value"), *by_role)


def _records(
    roles: Sequence[Role],
    n_of: dict[str, int],
    counted: dict[str, dict[str, dict[str, int]]],
    years: dict[str, Spread],
) -> list[dict[str, Any]]:
    """A line for everybody, then for every value of every trait and for those who do not say."""
    records = [_line("People", "Took part", n_of)]
    for trait, label in DESCRIBED.items():
        values = counted.get(trait, {})
        known = {r.id: sum(by_role.get(r.id, 0) for by_role in values.values()) for r in roles}
        for value in sorted(values, key=lambda text: (text.casefold(), text)):
            ns = {r.id: values[value].get(r.id, 0) for r in roles}
            records.append(_line(label, value, ns, known))
        records += _not_said(label, n_of, known)
        if trait == "age_band" and years:
            known = {r.id: statistics.n_people(years.get(r.id, {})) for r in roles}
            records += [_line(YEARS, KNOWN, known), *_not_said(YEARS, n_of, known)]
    return records


def _line(
    label: str, value: str, ns: dict[str, int], known: dict[str, int] | None = None
) -> dict[str, Any]:
    line: dict[str, Any] = {"label": label, "value": value}
    for role, n in ns.items():
        whole = known[role] if known else 0
        line |= {f"n_{role}": n, f"share_{role}": n / whole if whole else None}
    return line


def _not_said(label: str, n_of: dict[str, int], known: dict[str, int]) -> list[dict[str, Any]]:
    """How many do not say it; nothing where nobody does, or everybody."""
    missing = {role: n - known[role] for role, n in n_of.items()}
    is_partly = any(known.values()) and any(missing.values())
    return [_line(label, wording.NOT_SAID, missing)] if is_partly else []


def _years_in_words(roles: Sequence[Role], n_of: dict[str, int], years: dict[str, Spread]) -> str:
    told = []
    for role in roles:
        found = statistics.quartiles(years.get(role.id, {}))
        many = wording.inside(role.plural)
        if not found:
            told.append(f"{many} not known")
            continue
        middle, low, high = map(wording.number, (found.median, found.lower, found.upper))
        n = statistics.n_people(years[role.id])
        told.append(
            f"{many} median {middle} (quartiles {low} to {high}; known of {n:,} of "
            f"{n_of[role.id]:,})"
        )
    return f"{YEARS}: {'; '.join(told)}."


def _quartiles(roles: Sequence[Role], years: dict[str, Spread]) -> Table:
    records = []
    for role in roles:
        if found := statistics.quartiles(years.get(role.id, {})):
            records.append(
                {"label": role.heading, "n": statistics.n_people(years[role.id]),
                 "median": found.median, "lower": found.lower, "upper": found.upper}
            )  # fmt: skip
    return table(YEARS_FIELDS, records)


def _listed(found: list[dict[str, Any]]) -> tuple[str, ...]:
    """How many of them are known from their sessions and answers alone."""
    n = sum(row["n"] for row in found)
    unlisted = sum(row["n"] for row in found if not row["is_listed"])
    if not unlisted:
        return ()
    if unlisted == n:
        return ("They are in no list of participants: these are whoever met or answered.",)
    are = "is" if unlisted == 1 else "are"
    who = wording.first_up(f"{wording.count(unlisted)} of {wording.people(n)}")
    return (f"{who} {are} not in the list of participants, and met or answered all the same.",)


def _unknown(counted: dict[str, Any], years: dict[str, Spread]) -> tuple[str, ...]:
    labels = [label for trait, label in DESCRIBED.items() if trait not in counted]
    labels += [] if years else [YEARS]
    named = wording.listed([wording.inside(label) for label in labels])
    return (f"Not stored of anybody here: {named}.",) if labels else ()


def _unlinked(evidence: Evidence, selection: Selection) -> tuple[str, ...]:
    n = sum(row["n"] for row in evidence.ask("without_code", selection).records())
    if not n:
        return ()
    told = wording.first_up(wording.things(n, "answer"))
    return (f"{told} came without a code; whoever gave them cannot be counted as a person.",)
