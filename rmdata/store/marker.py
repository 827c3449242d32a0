"""A tiny file beside the store: the version that somebody was last told of.

A store's own file and log cannot tell that their newest entries are lost; this one can.
"""

import hashlib
import os
from pathlib import Path

from rmdata.store.beside import TEMPORARY, Beside, private_files, sync_folder


def mark(beside: Beside, version: int) -> None:
    """Write the version, so that a loss of power leaves the old marker or the new one.

    Raises ``OSError`` where the disk does not take it.
    """
    made = beside.marker.with_name(beside.marker.name + TEMPORARY)
    with private_files(), made.open("w", encoding="ascii") as file:
        file.write(_content(version))
        file.flush()
        os.fsync(file.fileno())
    made.replace(beside.marker)
    sync_folder(beside.marker.parent)


def marked(path: Path) -> int | None:
    """The version in a marker; ``None`` where there is none or its checksum is wrong."""
    try:
        text = path.read_text(encoding="ascii")
        version = int(text.split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return version if text == _content(version) else None


def _content(version: int) -> str:
    digest = hashlib.sha256(str(version).encode()).hexdigest()
    return f"version {version}\nsha256 {digest}\n"
