"""The house in figures: modules, lines, imports, the longest chain of imports.

``python tests/architecture/house.py [FOLDER]`` prints them for a checkout, so that two of them can
be compared. An import within a function counts as any other.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[2]


def files(root: Path) -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    found = [*root.glob("rmdata/**/*.py"), *root.glob("pages/**/*.py"), root / "dashboard.py"]
    return {_dotted(path.relative_to(root)): path for path in sorted(found)}


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too; ``from a import b`` gives a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph(root: Path = HERE) -> dict[str, set[str]]:
    """Whom of ours each module imports, whether it names the module or something in it."""
    known = files(root)
    return {name: {m for m in _ours(path, known) if m != name} for name, path in known.items()}


def _ours(path: Path, known: Mapping[str, Path]) -> set[str]:
    return {m if m in known else m.rpartition(".")[0] for m in imported(path)} & known.keys()


def longest_chain(edges: dict[str, set[str]]) -> list[str]:
    """The longest chain of imports; raises ``ValueError`` where they go in a circle."""
    above: list[str] = []

    @cache
    def chain(name: str) -> tuple[str, ...]:
        if name in above:
            raise ValueError(" > ".join([*above[above.index(name) :], name]))
        above.append(name)
        longest = max((chain(below) for below in sorted(edges[name])), key=len, default=())
        above.pop()
        return (name, *longest)

    return list(max((chain(name) for name in sorted(edges)), key=len))


def main(root: Path) -> None:
    """Print the figures of one checkout."""
    known, edges = files(root), graph(root)
    lines = {
        name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in known.items()
    }
    functions = {
        f"{name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, path in known.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    try:
        chain = longest_chain(edges)
        told = f"longest chain {len(chain)}: {' > '.join(chain)}"
    except ValueError as circle:
        told = f"a circle: {circle}"
    longest = max(functions, key=lambda name: functions[name])
    n_edges = sum(map(len, edges.values()))
    bare = sum(
        1 for name in known if known[name].name == "__init__.py" and not _defines(known[name])
    )
    print(f"modules {len(known)}, of these {bare} only say what their folder is for")
    print(f"lines {sum(lines.values()):,}; longest module {max(lines.values())}")
    print(f"functions {len(functions):,}; longest {functions[longest]} lines, {longest}")
    print(f"imports {n_edges:,}, {n_edges / (len(known) - bare):.2f} a module")
    print(told)
    for folder, n in sorted(
        Counter(str(p.parent.relative_to(root)) for p in known.values()).items()
    ):
        print(f"  {n:3} {folder}")


def _defines(path: Path) -> bool:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(not isinstance(node, ast.Expr) for node in body)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE)
