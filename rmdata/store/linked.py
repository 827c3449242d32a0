"""A store's path may be a link: what belongs to the store lies beside what it leads to."""

from pathlib import Path

from rmdata.store.backups import good_backups
from rmdata.store.beside import Beside, glob_escaped
from rmdata.store.errors import StoreDamaged, StoreError

BELONGING = ("wal", "marker", "backups", "set-aside-*")


def require_file_behind(path: Path) -> Beside:
    """The names of the store to which a path leads.

    Raises :class:`StoreDamaged` for a link to nothing (its disk may not be there: an empty store
    would hide that), :class:`StoreError` where files of a store lie beside the link itself.
    """
    beside = Beside(path)
    for link in _links(path):
        if not beside.path.exists():
            trouble = f"{link} is a link to {beside.path}, and nothing is there."
            raise StoreDamaged(beside.path, trouble, good_backups(beside.path))
        name = glob_escaped(link.name)
        left = [file.name for end in BELONGING for file in link.parent.glob(f"{name}.{end}")]
        if left:
            raise StoreError(
                f"{link} is a link to {beside.path}, and beside the link lie files of a store: "
                f"{', '.join(sorted(left))}. They belong beside the file itself: move each to "
                f"{beside.path.parent}, with {beside.path.name} in place of {link.name} in its "
                "name."
            )
    return beside


def _links(path: Path) -> list[Path]:
    """The links from a path to its file, in order; one that leads back to another ends them."""
    found: list[Path] = []
    while path.is_symlink() and path not in found:
        found.append(path)
        path = path.parent / path.readlink()
    return found
