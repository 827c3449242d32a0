"""One raw sheet to what is read of it: its tool, its table, its grids, without its people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rmdata.reading.answers.cells import is_missing
from rmdata.reading.choices import IGNORE, Choices, said_pairs
from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.recognising.by_hand import unmerged, without_summary
from rmdata.reading.recognising.grids import (
    Part,
    parts,
)
from rmdata.reading.recognising.headers import looks_rated, renamed
from rmdata.reading.recognising.layout import Layout, on_fewer_columns, recognise
from rmdata.reading.recognising.personal_columns import cleared, personal_columns
from rmdata.reading.recognising.tools import (
    google_forms,
    jisc,
    microsoft_forms,
    qualtrics,
    redcap,
    redcap_fields,
    surveymonkey,
)
from rmdata.reading.recognising.tools.arranged import (
    Arranged,
    Setting,
)
from rmdata.schema.vocabulary import QUESTIONNAIRES, WHOSE_AND_WHEN, clean, squash

SURE_ENOUGH = 0.5
TEMPLATE, OTHER = "template", "other"
IGNORED = frozenset({IGNORE, "ignored"})
WIDE = frozenset({"redcap"})
MOST_COLUMNS_NAMED = 12


@dataclass(frozen=True)
class Tool:
    """One survey tool: how sure it is of a sheet, what it makes of it, and its file of labels."""

    name: str
    sureness: Callable[[Sheet], float]
    arrange: Callable[[Sheet, Setting], Arranged]
    is_key: Callable[[Sheet], bool] = lambda sheet: False


TOOLS = (
    Tool("microsoft_forms", microsoft_forms.sureness, microsoft_forms.arrange),
    Tool("google_forms", google_forms.sureness, google_forms.arrange),
    Tool("qualtrics", qualtrics.sureness, qualtrics.arrange),
    Tool("surveymonkey", surveymonkey.sureness, surveymonkey.arrange),
    Tool("jisc", jisc.sureness, jisc.arrange, jisc.is_key),
    Tool("redcap", redcap.sureness, redcap.arrange, redcap_fields.is_key),
)


def recognised(sheet: Sheet) -> Tool | None:
    """The tool that is surest of a sheet, if any is sure enough."""
    sure = {tool: tool.sureness(sheet) for tool in TOOLS}
    best = max(TOOLS, key=lambda tool: sure[tool])
    return best if sure[best] >= SURE_ENOUGH else None


def is_export(sheet: Sheet) -> bool:
    """Whether a survey tool made a sheet: such a sheet may be wider than others."""
    return recognised(sheet) is not None


def key_of(sheets: Sequence[Sheet]) -> Tool | None:
    """The tool whose file of labels these sheets are, if they are one."""
    return next((tool for tool in TOOLS if any(tool.is_key(sheet) for sheet in sheets)), None)


@dataclass(frozen=True)
class Prepared:
    """What a sheet is read as: nothing, or one part for every grid in it."""

    name: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]


def prepare(sheet: Sheet, setting: Setting, salt: str) -> Prepared:
    """Find the tool, the table and the parts of one sheet; personal columns end here."""
    tool = recognised(sheet)
    arranged = tool.arrange(sheet, setting) if tool else Arranged(sheet, 0)
    problems = list(arranged.problems)
    arranged = replace(arranged, sheet=_renamed(arranged.sheet, setting.choices))
    layout = recognise(arranged.sheet, setting.instrument)
    if not layout:
        if tool and not any(p.level is Level.ERROR for p in problems):
            problems.append(_which_columns(arranged, ()))
        return Prepared(tool.name if tool else OTHER, (), tuple(problems))
    problems += _dropped(arranged)
    arranged, said = _tidied(arranged, layout, setting.choices)
    problems += said
    arranged, layout, said = _without_people(arranged, layout, setting, salt)
    problems += said
    if tool:
        arranged, said = _answered(arranged, layout)
        problems += said + _missing_columns(arranged, layout, setting, tool)
    sitting = tool is not None and tool.name not in WIDE
    found, said = parts(arranged.sheet, layout, arranged.runs, setting, one_sitting=sitting)
    explained = layout.by_questions or bool(setting.choices.columns)
    name = tool.name if tool else OTHER if explained else TEMPLATE
    return Prepared(name, tuple(found), (*problems, *said))


def _tidied(arranged: Arranged, layout: Layout, choices: Choices) -> tuple[Arranged, list[Problem]]:
    """A sheet without the rows that sum it up, its merged cells read as was said."""
    sheet, summed = without_summary(arranged.sheet, layout)
    sheet, merges = unmerged(sheet, layout, choices)
    return replace(arranged, sheet=sheet), summed + merges


def _renamed(sheet: Sheet, choices: Choices) -> Sheet:
    """The sheet under the headers that the uploader said; an ignored column is left out."""
    if not choices.columns:
        return sheet
    said = choices.columns
    # An answer may look like a header, so the row counts that holds most of those explained.
    row = sheet.header_row(lambda texts: sum(bool(renamed(t, said)) for t in texts.values()))
    columns = {}
    for index, cells in sheet.columns.items():
        old = sheet.cell(index, row) if row else ""
        new = renamed(old, said) if old else None
        if squash(new or "") not in IGNORED or new == old:
            columns[index] = [*cells[: row - 1], new, *cells[row:]] if new else cells
    return replace(sheet, columns=columns)


def _dropped(arranged: Arranged) -> list[Problem]:
    """What the tool's rows were that are no answers of participants, with their numbers."""
    if not arranged.dropped:
        return []
    said = ", ".join(f"{what} ({n:,})" for n, what in arranged.dropped)
    total = sum(n for n, _ in arranged.dropped)
    rows = "row was" if total == 1 else "rows were"
    return [Problem(Level.WARNING, f"{total:,} {rows} left out: {said}.")]


def _without_people(
    arranged: Arranged, layout: Layout, setting: Setting, salt: str
) -> tuple[Arranged, Layout, list[Problem]]:
    """Leave out the columns that name people, or make codes of one of them."""
    row = layout.header_row
    if not personal_columns(arranged.sheet, row):
        return arranged, layout, []
    # Codes are missed only where rows are about persons; a session names its people by itself.
    carries = layout.carries("participant_code") or layout.carries("mentor_code")
    found = cleared(arranged.sheet, row, setting.choices, salt, has_code=carries)
    again = on_fewer_columns(found.sheet, layout)
    return replace(arranged, sheet=found.sheet), again, list(found.problems)


def _answered(arranged: Arranged, layout: Layout) -> tuple[Arranged, list[Problem]]:
    """Leave out rows without any answer: a survey that was opened, an event that is to come."""
    if layout.table.name != QUESTIONNAIRES:
        return arranged, []
    sheet = arranged.sheet
    answers = [m.index for m in layout.matches if m.column.name not in WHOSE_AND_WHEN]
    whose = [m.index for m in layout.matches if m.column.name in WHOSE_AND_WHEN]
    empty = {
        row
        for row in range(layout.header_row + 1, sheet.n_rows + 1)
        if all(is_missing(sheet.cell(index, row)) for index in answers)
    }
    seen = [row for row in empty if any(sheet.cell(index, row).strip() for index in whose)]
    if not empty:
        return arranged, []
    kept = sheet.only_rows(set(range(1, sheet.n_rows + 1)) - empty)
    rows = "1 row holds" if len(seen) == 1 else f"{len(seen):,} rows hold"
    is_are = "is" if len(seen) == 1 else "are"
    message = f"{rows} no answer to any question that is read and {is_are} left out."
    return replace(arranged, sheet=kept), [Problem(Level.WARNING, message)] if seen else []


def _missing_columns(
    arranged: Arranged, layout: Layout, setting: Setting, tool: Tool
) -> list[Problem]:
    """Ask which column is which domain, where the headers of an export do not say it."""
    domains = {domain.id for domain in setting.instrument.domains}
    missing = [name for name in domains if not layout.carries(name)]
    if layout.table.name != QUESTIONNAIRES or not missing or said_pairs(setting.choices.columns):
        return []
    if len(missing) < len(domains) and tool.name not in WIDE:
        return []
    matched = {match.index for match in layout.matches}
    free = [i for i in arranged.sheet.texts(layout.header_row) if i not in matched]
    points = {str(point) for point in setting.instrument.scale.points()}
    none_found = len(missing) == len(domains)
    rated = [
        i
        for i in free
        if (texts := arranged.sheet.distinct(i, layout.header_row))
        and (looks_rated(texts) if none_found else points.issuperset(texts))
    ]
    return [_which_columns(arranged, rated)] if rated else []


def _which_columns(arranged: Arranged, indices: Iterable[int]) -> Problem:
    texts = arranged.sheet.texts(arranged.header_row)
    names = [texts[index] for index in indices if index in texts] or list(texts.values())
    shown = ", ".join(f"“{clean(name)[:60]}”" for name in names[:MOST_COLUMNS_NAMED])
    more = f" and {len(names) - MOST_COLUMNS_NAMED} more" if len(names) > MOST_COLUMNS_NAMED else ""
    example = clean(names[0])[:40] if names else "conf_1"
    message = (
        f"The project cannot tell which questions these columns hold: {shown}{more}. Say it for "
        f"each that counts, for example “{example} = Clinical practice”, or export with labels."
    )
    return Problem(Level.QUESTION, message, asks=Asks.COLUMNS)
