"""Where nothing is there, pages rarely claim anything; where something is, they do.

The short form; the whole one is ``python tests/simulation/rates.py``, its table in docs/methods.md.
"""

import numpy as np

from rmdata.findings.confidence import confidence
from rmdata.findings.evidence import Selection
from rmdata.schema.instrument_file import load_instrument
from tests.simulation.programmes import PROGRAMME, of_movements, without_effect
from tests.simulation.rates import PAGES, SIZES, power, rates

PROGRAMMES = 50
MOST, LEAST_POWER = 0.06, 0.8


def test_pages_rarely_claim_what_is_not_there() -> None:
    found = [rates(n, PROGRAMMES) for n in SIZES]
    share = {page: float(np.mean([of_size[page] for of_size in found])) for page in PAGES}
    assert {page: rate for page, rate in share.items() if rate > MOST} == {}
    # A test that could not claim anything would pass as well: some page must have.
    assert max(share.values()) > 0


def test_a_clear_rise_is_shown() -> None:
    assert power(500) >= LEAST_POWER


def test_the_simulated_programmes_hold_what_they_should() -> None:
    instrument = load_instrument()
    told = without_effect(np.random.default_rng(1), instrument, 12)
    ours = Selection(PROGRAMME)
    for role in instrument.roles:
        [total] = [
            r for r in confidence.change_of(told, ours, role.id).table.records()
            if r["label"].startswith("Total")
        ]  # fmt: skip
        assert total["n_pairs"] == 12
        assert 0 < total["n_up"] < 12
    moved = of_movements(instrument, {("mentee", 0): (3, 2, 1)})
    [total] = confidence.change_of(moved, ours, "mentee").table.records()
    assert (total["n_up"], total["n_same"], total["n_down"]) == (3, 2, 1)
