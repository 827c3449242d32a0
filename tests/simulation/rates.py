"""How often pages claim something where nothing is there, and where something is.

    python tests/simulation/rates.py            2 000 programmes of each size, on all cores
    python tests/simulation/rates.py 50         fewer of them

Seeded, so the same number of programmes gives the same table.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from rmdata.findings.confidence import beside_the_total, confidence
from rmdata.findings.evidence import Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import overview, report
from rmdata.findings.participation import baseline, selection_bias
from rmdata.schema.instrument_file import load_instrument
from tests.simulation.programmes import AS_OF, PROGRAMME, Simulated, of_movements, without_effect

SIZES = (6, 12, 30, 60)
PROGRAMMES = 2_000
SEED = 2022
UP, DOWN, PEOPLE = 0.6, 0.1, 30
OURS = Selection(PROGRAMME)


def on_overview(told: Simulated) -> Iterator[Finding]:
    yield overview.overview(told, OURS, AS_OF)


def on_confidence(told: Simulated) -> Iterator[Finding]:
    for role in told.instrument.roles:
        yield confidence.change_of(told, OURS, role.id)


def on_concerns(told: Simulated) -> Iterator[Finding]:
    for role in told.instrument.roles:
        yield beside_the_total.understanding(told, OURS, role.id)


def on_participation(told: Simulated) -> Iterator[Finding]:
    for role in told.instrument.roles:
        yield selection_bias.took_part(told, OURS, role.id)
        yield selection_bias.stayed(told, OURS, role.id, AS_OF)
        yield baseline.baseline_of_those_lost(told, OURS, role.id, AS_OF)
        yield baseline.sessions_and_change(told, OURS, role.id)


def on_methods(told: Simulated) -> Iterator[Finding]:
    yield report.report(told, OURS, AS_OF)


PAGES: dict[str, Callable[[Simulated], Iterator[Finding]]] = {
    "Overview": on_overview,
    "Confidence": on_confidence,
    "Concerns": on_concerns,
    "Participation": on_participation,
    "Methods": on_methods,
}


def claiming(seed: int, n: int) -> list[str]:
    """The pages of one programme without any effect that claim something."""
    told = without_effect(np.random.default_rng([SEED, n, seed]), load_instrument(), n)
    return [name for name, show in PAGES.items() if any(f.claims for f in show(told))]


def rates(n: int, programmes: int, pool: ProcessPoolExecutor | None = None) -> dict[str, float]:
    """The share of programmes of one size in which each page claims anything."""
    work = partial(claiming, n=n)
    run = pool.map(work, range(programmes), chunksize=20) if pool else map(work, range(programmes))
    counted = Counter(name for names in run for name in names)
    return {name: counted[name] / programmes for name in PAGES}


def power(programmes: int) -> float:
    """How often the total of one role is shown where 60 % rise and 10 % fall, of 30 people."""
    rng, instrument = np.random.default_rng(SEED), load_instrument()
    shown = 0
    for _ in range(programmes):
        up, same, down = (int(x) for x in rng.multinomial(PEOPLE, (UP, 1 - UP - DOWN, DOWN)))
        told = of_movements(instrument, {("mentor", 0): (up, same, down)})
        shown += any(c.about == "mentor total" for f in on_confidence(told) for c in f.claims)
    return shown / programmes


def main() -> None:
    """Print both tables."""
    programmes = int(sys.argv[1]) if len(sys.argv) > 1 else PROGRAMMES
    print(f"Pages that claim anything where nothing is there, of {programmes:,} programmes a size")
    print(f"{'people a role':>16}", *(f"{name:>17}" for name in PAGES))
    with ProcessPoolExecutor() as pool:
        for n in SIZES:
            found = rates(n, programmes, pool)
            print(f"{n:>16}", *(f"{found[name]:>17.1%}" for name in PAGES), flush=True)
    print(f"Total shown where 60% rise and 10% fall, of {PEOPLE}: {power(programmes):.1%}")


if __name__ == "__main__":
    main()
