"""How a programme reads to somebody who appraises it: a mark of strength, published checklists."""

from rmdata.findings.appraisal.consort import consort
from rmdata.findings.appraisal.mersqi import mersqi
from rmdata.findings.appraisal.nhlbi import nhlbi
from rmdata.findings.appraisal.strength import strength

__all__ = ["consort", "mersqi", "nhlbi", "strength"]
