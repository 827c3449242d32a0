"""Whose data a question is asked about."""

from dataclasses import dataclass, replace
from typing import Any

GROUPS = ("role", "cohort", "site", "specialty")


@dataclass(frozen=True)
class Selection:
    """One programme and the filters in force; an empty filter lets everybody through."""

    programme: str
    cohorts: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def parameters(self) -> dict[str, Any]:
        """The selection as the queries take it: a list, or None for no filter."""
        return {
            "programme": self.programme,
            "cohorts": list(self.cohorts) or None,
            "sites": list(self.sites) or None,
            "specialties": list(self.specialties) or None,
            "roles": list(self.roles) or None,
        }

    def only(self, role: str) -> "Selection":
        """The same selection for one role."""
        return replace(self, roles=(role,))

    def has(self, role: str) -> bool:
        """Whether people of this role are in the selection."""
        return not self.roles or role in self.roles

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the programme and the role narrows the selection."""
        return bool(self.cohorts or self.sites or self.specialties)

    def words(self) -> tuple[str, ...]:
        """The filters in force, one phrase each."""
        named = {
            "Cohort": self.cohorts,
            "Site": self.sites,
            "Specialty": self.specialties,
            "Role": self.roles,
        }
        return tuple(f"{name}: {', '.join(values)}" for name, values in named.items() if values)
