"""How a programme reads to somebody who appraises it: a mark of strength, published checklists."""

from rmdata.findings.appraisal.strength import strength

__all__ = ["strength"]
