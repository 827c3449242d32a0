"""The survey tools whose exports are read unedited: one module each, known by content alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.recognising.tools import (
    google_forms,
    jisc,
    microsoft_forms,
    qualtrics,
    redcap,
    redcap_fields,
    surveymonkey,
)
from rmdata.reading.recognising.tools.arranged import Arranged, Setting

SURE_ENOUGH = 0.5


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


def key_of(sheets: Sequence[Sheet]) -> Tool | None:
    """The tool whose file of labels these sheets are, if they are one."""
    return next((tool for tool in TOOLS if any(tool.is_key(sheet) for sheet in sheets)), None)
