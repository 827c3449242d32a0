"""The founding study's invented answers as the survey tools would export them, one file a shape."""

from pathlib import Path

import export_google
import export_jisc
import export_microsoft
import export_qualtrics
import export_redcap
import export_surveymonkey

TOOLS = (
    export_microsoft,
    export_google,
    export_qualtrics,
    export_surveymonkey,
    export_jisc,
    export_redcap,
)


def save_all(folder: Path) -> None:
    """Write every export into a folder."""
    folder.mkdir(exist_ok=True)
    for tool in TOOLS:
        tool.write(folder)
