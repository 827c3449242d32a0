"""How a programme reads to somebody who appraises it: strength, published checklists."""
