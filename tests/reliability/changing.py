"""Changes a store for ever, saying before each change what will be shown after it, and when done.

Run as a process of its own, to be killed: python tests/reliability/changing.py STORE SEED
Every line is a word and the codes that are shown: "ready", "try" (after the change), "done".
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store

MOST_PEOPLE = 60
WORDS = "Words that {} alone said"


def rows(codes: list[str], experience: int = 3) -> bytes:
    """An export of people who answered before and after."""
    lines = ["Participant code,Role,Stage,Experience,Concerns in your own words"]
    for code in codes:
        said = WORDS.format(code)
        lines += [f"{code},mentor,{stage},{experience},{said}" for stage in ("pre", "post")]
    return "\n".join(lines).encode()


def load(store: Store, codes: list[str], experience: int = 3) -> None:
    """Store an export of these people as one import."""
    file = parse(SourceFile("answers.csv", rows(codes, experience)))
    store.load(read([file], store.instrument, known=store.known_people(), salt=store.salt))


def shown(store: Store) -> list[str]:
    """The codes of everybody who is shown."""
    return [code for (code,) in store.run("select code from people order by code").rows]


class Changes:
    """One change after the other; ``known`` is what backups made meanwhile hold."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.random, self.count = store, random.Random(seed), 0
        self.seed, self.known = seed, dict[int, list[str]]()

    def step(self) -> None:
        """Make one change, said before and after."""
        before = shown(self.store)
        self.known[self.store.version] = before
        change, after, erased = self.choose(before)
        say("try", after, erased)
        change()
        say("done", after, erased)

    def choose(self, before: list[str]) -> tuple[Any, list[str], list[str]]:
        """A change, what is shown after it, and whom it erases."""
        store = self.store
        if len(before) > MOST_PEOPLE:
            return store.erase_everything, [], before
        restorable = [b for b in store.backups() if b.version in self.known]
        loads = [made for made in store.imports() if made.files and not made.undone_at]
        drawn = self.random.random()
        if drawn < 0.1 and restorable:
            backup = self.random.choice(restorable)
            return lambda: store.restore(backup.name), self.known[backup.version], []
        if drawn < 0.3 and loads:
            made = self.random.choice(loads)
            return lambda: store.undo(made.import_id), sorted(set(before) - self.of(made)), []
        if drawn < 0.45 and before:
            code = self.random.choice(before)
            return lambda: store.erase(code), [c for c in before if c != code], [code]
        self.count += 1
        new = [f"person-{self.seed}-{self.count}-{n}" for n in range(4)]
        return lambda: load(store, new), sorted([*before, *new]), []

    def of(self, made: Any) -> set[str]:
        """The codes that one import brought."""
        sql = "select distinct participant_code from imported.questionnaires where import_id = $id"
        return {code for (code,) in self.store.run(sql, {"id": made.import_id}).rows}


def say(word: str, codes: list[str], erased: list[str]) -> None:
    """One line, out at once."""
    print(json.dumps([word, codes, erased]), flush=True)


def main() -> None:
    """Change the store until killed."""
    store = Store(Path(sys.argv[1]), load_instrument())
    say("ready", shown(store), [])
    changes = Changes(store, int(sys.argv[2]))
    while True:
        changes.step()


if __name__ == "__main__":
    main()
