"""Short field names of a raw export: "conf_clin" can only be clinical practice."""

from collections.abc import Collection, Mapping

from rmdata.reading.stage_words import words
from rmdata.schema import Instrument

SHORTEST_PART = 3
JOINING = frozenset({"and", "for", "the"})


def domains_by_name(
    fields: Mapping[int, tuple[str, Collection[str]]],
    taken: Collection[str],
    instrument: Instrument,
) -> dict[int, str]:
    """The label of each field whose name fits one domain only, by elimination where need be.

    ``fields`` maps a column to its name and its texts; only columns of numbers on the scale are
    looked at. Two fields that fit the same domain alone are both left alone.
    """
    free = {rated.id: _words(rated.id, rated.label) for rated in instrument.rated}
    free = {name: found for name, found in free.items() if name not in taken}
    points = {str(point) for point in instrument.scale.points()}
    open_fields = {
        index: {name for name, found in free.items() if _fits(field, found)}
        for index, (field, texts) in fields.items()
        if texts and {text.strip() for text in texts} <= points
    }
    labels = {rated.id: rated.label for rated in instrument.rated}
    return {index: labels[name] for index, name in _eliminated(open_fields).items()}


def _words(*names: str) -> set[str]:
    return {word for name in names for word in words(name.replace("_", " "))}


def _fits(field: str, domain: Collection[str]) -> bool:
    """Whether a part of a field's name begins a word of the domain."""
    parts = [part for part in words(field.replace("_", " ")) if len(part) >= SHORTEST_PART]
    return any(word.startswith(part) for part in parts if part not in JOINING for word in domain)


def _eliminated(fields: Mapping[int, set[str]]) -> dict[int, str]:
    """Give each field the only domain left for it, as long as one field is certain."""
    left, found = dict(fields), dict[int, str]()
    while True:
        certain = [next(iter(names)) for names in left.values() if len(names) == 1]
        new = {
            index: name
            for index, names in left.items()
            if len(names) == 1 and certain.count(name := next(iter(names))) == 1
        }
        if not new:
            return found
        found |= new
        given = set(new.values())
        left = {index: names - given for index, names in left.items() if index not in new}
