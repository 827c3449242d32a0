"""Methods: the one text on how figures are made; the page and the docs show the same."""

from importlib.metadata import version
from pathlib import Path

from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, table
from rmdata.findings.selection import Selection

PACKAGES = ("duckdb", "numpy", "scipy", "streamlit")
TEXT = Path(__file__).parents[2] / "docs" / "methods.md"


def methods(evidence: Evidence, selection: Selection) -> Finding:
    """The methods text (markdown of this project's own writing), instrument and versions."""
    instrument = evidence.instrument
    records = [
        {"name": "Programme", "value": selection.programme},
        {"name": "Filters in force", "value": "; ".join(selection.words()) or "none"},
        {"name": "Instrument", "value": f"{instrument.title} ({instrument.source})"},
        *({"name": package, "value": version(package)} for package in PACKAGES),
    ]
    return Finding(
        "methods",
        "What these figures were made with",
        table((Field("name", "What"), Field("value", "Which")), records),
        sentences=(TEXT.read_text(encoding="utf-8"),),
    )
