"""What the README says of the tree is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TREE = README.split("## The tree")[1].split("```")[1]


def test_the_tree_names_what_is_there_and_all_of_the_package() -> None:
    named = [line.split()[0].rstrip("/") for line in TREE.strip().splitlines()]
    assert [path for path in named if not (ROOT / path).exists()] == []
    beside = {path for path in (ROOT / "rmdata").iterdir() if path.name[:2] != "__"}
    assert beside - {ROOT / path for path in named} == set()


def test_every_link_and_path_that_is_named_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    paths = re.findall(r"`((?:rmdata|docs|tests|sample_data)/[\w./]+)`", README)
    assert links and paths
    assert [path for path in (*links, *paths) if not (ROOT / path).exists()] == []
