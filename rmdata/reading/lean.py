"""Keeping heavy packages out of a process that has no use for them."""


class Without:
    """An import hook that says some packages are not installed.

    pyarrow loads pandas and numpy wherever it finds them: half a second, and memory, that
    reading a spreadsheet has no use for.
    """

    def __init__(self, *names: str) -> None:
        self._names = names

    def find_spec(self, name: str, *_: object) -> None:
        """Say that a package is not there, and nothing about any other module."""
        if name in self._names:
            raise ModuleNotFoundError(name=name)
