"""The pages there are, and where each lies: the one list that navigation and links share."""

from pathlib import Path

FOLDER = Path(__file__).parents[1]
OVERVIEW, MATCHING, UPLOAD = "Overview", "Matching", "Upload"
PAGES = {
    OVERVIEW: FOLDER / "results" / "overview.py",
    "Participation": FOLDER / "results" / "participation.py",
    "Confidence": FOLDER / "results" / "confidence.py",
    "Concerns and benefits": FOLDER / "results" / "concerns.py",
    "Methods": FOLDER / "results" / "methods.py",
    "Rows": FOLDER / "data" / "rows.py",
    MATCHING: FOLDER / "data" / "matching.py",
    UPLOAD: FOLDER / "data" / "upload.py",
}
# These change nothing that is stored.
READING = PAGES.keys() - {MATCHING, UPLOAD}
