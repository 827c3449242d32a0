"""The data dictionary: what every column and every key of an answer holds, in plain words."""

from collections.abc import Iterable, Sequence

from rmdata.export.template import listed, scale_words
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import (
    QUESTIONNAIRES,
    SESSIONS,
    Choice,
    Column,
    Instrument,
    Kind,
    Table,
)

GROUP_KEYS = {
    "role": "Whose answers: mentor or mentee; roles are never pooled.",
    "cohort": "The cohort; only with `--by cohort`.",
    "site": "The site; only with `--by site`.",
    "specialty": "The specialty; only with `--by specialty`.",
}
CHANGE_KEYS = {
    "domain": "The stored name of the question, or `total` for the sum of all domains.",
    "label": "The question in words; for the total with the highest sum possible.",
    "n_pairs": "How many people answered it both before and after; all figures below are theirs.",
    "n_up": "How many of them answered higher after than before.",
    "n_same": "How many of them answered the same.",
    "n_down": "How many of them answered lower after than before.",
    "share_up": "n_up / n_pairs, between 0 and 1.",
    "share_up_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share_up.",
    "share_up_high": "Upper end of that interval.",
    "share_down": "n_down / n_pairs, between 0 and 1.",
    "share_down_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share_down.",
    "share_down_high": "Upper end of that interval.",
    "net_change": "share_up less share_down, between -1 and 1.",
    "net_low": "Lower end of the large-sample 95% score interval of net_change (Tango 1998): for "
    "its size only, it decides nothing.",
    "net_high": "Upper end of that interval.",
    "pre_median": "Median before, in points of the scale.",
    "pre_q1": "Lower quartile before, in points.",
    "pre_q3": "Upper quartile before, in points.",
    "post_median": "Median after, in points.",
    "post_q1": "Lower quartile after, in points.",
    "post_q3": "Upper quartile after, in points.",
    "p_exact": "Exact two-sided p of Wilcoxon's signed-rank test; people who did not change "
    "are left out.",
    "p_asymptotic": "The same test by its large-sample formula, as many papers print it; it can be "
    "too small in small groups.",
    "p_sign": "Exact two-sided p of the sign test, which asks only who rose and who fell.",
    "p_floor": "The smallest exact p that n_pairs people could reach at all.",
    "p_floor_changed": "The smallest exact p that the people who changed could reach.",
    "p_holm": "p_exact adjusted by Holm's method for all domains of the instrument; none for the "
    "total.",
    "rank_biserial": "Size of the change among those who changed, from -1 (all fell) to 1 (all "
    "rose).",
    "typical_change": "The typical change of the total in points (Hodges-Lehmann); only for the "
    "total and from six people on.",
    "typical_low": "Lower end of the 95% interval of typical_change.",
    "typical_high": "Upper end of that interval.",
    "p_judged": "p_sign adjusted for everything that is judged: the roles share the level, the "
    "total comes first; none under a filter or a split.",
    "verdict": "What may be said: `shown`, `points one way`, `no clear direction`, or "
    "`exploratory` where nothing is judged.",
}
PARTICIPATION_KEYS = {
    "step": "The stored name of the step; a step nobody's data mention is not printed.",
    "label": "The step in words.",
    "n": "How many people took this step.",
    "n_of": "How many people of this role and group are known at all.",
    "share": "n / n_of, between 0 and 1.",
    "share_low": "Lower end of the exact (Clopper-Pearson) 95% interval of share.",
    "share_high": "Upper end of that interval.",
}
CONCERN_KEYS = {
    "theme": "The stored name of the concern.",
    "label": "The concern in words.",
    "n_answered": "How many people said both what they feared before and what happened; all "
    "figures below are theirs.",
    "n_feared": "How many of them feared it before.",
    "n_happened": "How many of them saw it happen, feared or not.",
    "n_feared_and_happened": "How many feared it and saw it happen.",
    "n_feared_not_happened": "How many feared it and did not see it happen.",
    "n_not_feared_happened": "How many had not feared it and saw it happen.",
    "n_neither": "How many neither feared it nor saw it happen.",
    "happened_upper": "The largest share of those who feared it that may see it happen, as far as "
    "so few can tell (one-sided exact 95% limit).",
    "p_mcnemar": "Exact two-sided McNemar p: did fearing and happening differ in how often they "
    "were named?",
}
OVERVIEW_KEYS = {
    "point": "The stored name of the question.",
    "label": "The question in words.",
    "sentence": "The answer.",
    "page": "The page of the dashboard that tells more.",
}
COLUMN_HEADERS = (
    *("Header", "Stored as", "What it holds", "Allowed values", "Required"),
    "Other headers accepted",
)
IN_WORDS = {
    Kind.TEXT: "text",
    Kind.CODE: "a code, kept as typed",
    Kind.CODES: "codes, `;` between",
    Kind.TAGS: "words, `;` between",
    Kind.DATE: "a date, day/month/year",
    Kind.FREE_TEXT: "any text",
}
# What a key does where a part of it is missing is no property of a column.
WITHOUT_KEY = {
    QUESTIONNAIRES: "An answer without a code is known by its content and cannot be paired.",
    SESSIONS: "A session without an id is known by programme, cohort, mentor, mentee and date.",
}


def shown_keys() -> dict[str, dict[str, str]]:
    """For every question of ``show``, its keys in the order printed and what each means."""
    return {
        "change": GROUP_KEYS | CHANGE_KEYS,
        "participation": GROUP_KEYS | PARTICIPATION_KEYS,
        "concerns": GROUP_KEYS | CONCERN_KEYS,
        "overview": OVERVIEW_KEYS,
    }


def data_dictionary(instrument: Instrument) -> str:
    """The data dictionary of one instrument as Markdown, ending with a line feed."""
    tables = declared_tables(instrument)
    parts = [
        "# Data dictionary",
        "This page is written by `python -m rmdata dictionary > docs/data_dictionary.md`.",
        f"Instrument: {_cell(instrument.title)} (`{instrument.id}`). {_source(instrument)}".strip(),
        "Headers and words match whatever their case, spaces, underscores and punctuation. "
        "Programme and cohort may be given for the whole file where there is no such column.",
        *(part for table in tables for part in _table_section(table, instrument)),
        *_words_section(tables),
        *_shown_section(),
    ]
    return "\n\n".join(parts) + "\n"


def _source(instrument: Instrument) -> str:
    return f"Source: {_cell(instrument.source)}." if instrument.source else ""


def _table_section(table: Table, instrument: Instrument) -> list[str]:
    key = " + ".join(table.column(name).label for name in table.key)
    rows = [
        (
            column.label,
            f"`{column.name}`",
            column.meaning,
            _allowed(column, instrument),
            "yes" if column.required else "",
            ", ".join(column.aliases),
        )
        for column in table.columns
    ]
    told = f"Grain: {table.grain}. Key: {key}. {WITHOUT_KEY.get(table.name, '')}".strip()
    return [f"## {table.title}", told, _markdown(COLUMN_HEADERS, rows)]


def _allowed(column: Column, instrument: Instrument) -> str:
    ends = f"{column.low or 0:g} to {column.high or 0:g}"
    if column.kind is Kind.RATING:
        # A rating without choices has a scale of its own, not the instrument's.
        words = scale_words(instrument.scale) if column.choices else ""
        return f"a whole number, {ends}" + (f": {words}" if words else "")
    if column.kind in (Kind.NUMBER, Kind.MINUTES):
        return f"a number, {ends}"
    if column.kind is Kind.THEMES:
        return f"one or more, `;` between: {'; '.join(listed(column))}"
    return "; ".join(listed(column)) or IN_WORDS[column.kind]


def _words_section(tables: Sequence[Table]) -> list[str]:
    """Every word that may be chosen, once, with what is stored and what else is understood."""
    columns: dict[tuple[Choice, str], list[str]] = {}
    for column in (column for table in tables for column in table.columns if listed(column)):
        for choice in column.choices:
            labels = columns.setdefault((choice, _stored(column, choice)), [])
            if column.label not in labels:
                labels.append(column.label)
    rows = [
        (", ".join(labels), choice.label, stored, ", ".join(choice.aliases))
        for (choice, stored), labels in columns.items()
    ]
    headers = ("Column", "Value", "Stored as", "Also understood")
    return ["## Values", "What may stand in a column of choices.", _markdown(headers, rows)]


def _stored(column: Column, choice: Choice) -> str:
    if column.kind is Kind.YES_NO:
        return "`true`" if choice.value == "yes" else "`false`"
    return f"`{choice.value}`" if choice.value else "an empty list, which is an answer"


def _shown_section() -> list[str]:
    parts = [
        "## What `show` prints",
        "The keys of `python -m rmdata show`, in any format. A figure that does not exist is "
        "blank, `null` in JSON.",
    ]
    for question, keys in shown_keys().items():
        rows = [(f"`{key}`", meaning) for key, meaning in keys.items()]
        parts += [f"### `show {question}`", _markdown(("Key", "Meaning"), rows)]
    return parts


def _markdown(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    """Text that a cell of a Markdown table can hold: one line, no bar that ends it."""
    return " ".join(text.split()).replace("|", "\\|")
