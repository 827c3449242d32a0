"""Every odd file there is: by name, with what must come of it."""

from tests.reliability import odd_containers, odd_sheets, odd_values
from tests.reliability.expected import Odd

ODD_FILES: list[Odd] = [*odd_containers.ODD, *odd_sheets.ODD, *odd_values.ODD]
