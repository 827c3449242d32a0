"""Who may import whom, and where each library is at home."""

from pathlib import Path

import pytest

from tests.architecture.house import files, imported

ROOT = Path(__file__).parents[2]
OURS = list(files(ROOT).values())

# A room, or a single file where it differs from its room: what of ours it may import besides
# itself. Everyone may import the schema, and log an event.
MAY_IMPORT = {
    "rmdata/__init__.py": set(),
    "rmdata/events.py": set(),
    "rmdata/sandbox.py": set(),
    "rmdata/guard.py": set(),
    "rmdata/schema": set(),
    "rmdata/reading": {"sandbox", "guard"},
    "rmdata/queries": set(),
    "rmdata/disclosure.py": set(),
    "rmdata/statistics": set(),
    "rmdata/store": {"reading"},
    "rmdata/findings": {"queries", "store", "disclosure", "statistics"},
    "rmdata/charts": {"findings"},
    "rmdata/export": {"findings", "sandbox", "guard"},
    "rmdata/commands": {"findings", "export", "store", "reading"},
    "rmdata/__main__.py": {"commands", "sandbox"},
    "pages/parts": {"disclosure", "findings", "charts", "export", "pages.parts", "pages.serving"},
    "pages/results": {"findings", "charts", "export", "pages.parts"},
    "pages/data": {
        *("findings", "charts", "export", "pages.parts", "pages.uploading", "reading", "store"),
    },
    "pages/uploading": {"findings", "export", "pages.parts", "reading", "store"},
    "pages/serving": set(),
    "dashboard.py": {"pages.serving"},
}
# The rooms inside the store, and which others of them each may know.
# These serve start-up, where the store is opened and samples are loaded.
SERVE_DATA = {f"pages/parts/{name}.py" for name in ("session", "notices", "failure")}
HOMES = {
    "streamlit": {f"pages/{room}" for room in ("serving", "parts", "results", "data", "uploading")}
    | {"dashboard.py"},
    "duckdb": {"rmdata/store"},
    "plotly": {"rmdata/charts"},
    "openpyxl": {"rmdata/export"},
    "docx": {"rmdata/export"},
    "starlette": {"dashboard.py", "pages/serving"},
    "scipy": {"rmdata/statistics"},
    "fastexcel": {"rmdata/reading"},
    "pyarrow": {"rmdata/reading"},
    "click": {"rmdata/__main__.py", "rmdata/commands"},
    "pandas": {"pages/parts/session.py"},
}


def place(path: Path) -> str:
    """The rule that a file is under: its own, else its room's."""
    name = path.relative_to(ROOT).as_posix()
    return name if name in MAY_IMPORT else "/".join(name.split("/")[:2])


def room(module: str) -> str | None:
    """The room of ours that a module belongs to."""
    parts = module.split(".")
    if parts[0] == "rmdata":
        return parts[1]
    return ".".join(parts[:2]) if parts[0] == "pages" else None


def test_imports_point_the_right_way():
    strange = {}
    for path in OURS:
        name, where = path.relative_to(ROOT).as_posix(), place(path)
        allowed = MAY_IMPORT[where] | {"schema", "events"}
        allowed |= {where.removesuffix(".py").replace("/", "."), where.split("/")[-1]}
        allowed |= {"store", "reading"} if name in SERVE_DATA else set()
        strange[name] = {m for m in imported(path) if room(m) and room(m) not in allowed}
    assert not {name: modules for name, modules in strange.items() if modules}


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library: str):
    users = {p for p in OURS if any(m.split(".")[0] == library for m in imported(p))}
    homes = HOMES[library]
    strangers = {
        p.relative_to(ROOT).as_posix()
        for p in users
        if place(p) not in homes and p.relative_to(ROOT).as_posix() not in homes
    }
    assert not strangers, f"{library} is at home in {homes}, not in {strangers}"


def test_the_package_itself_imports_nothing():
    assert not list(imported(ROOT / "rmdata" / "__init__.py"))


def test_only_python_that_is_a_page_lies_in_a_folder_of_pages():
    assert not list((ROOT / "pages").glob("*.py")), "a page there is served without the frame"


def test_the_frame_has_no_folder_pages_beside_it() -> None:
    """Streamlit takes such a folder for its own and calls a server's first link unknown."""
    assert not (ROOT / "pages" / "parts" / "pages").exists()
    assert (ROOT / "pages" / "parts" / "frame.py").exists()
