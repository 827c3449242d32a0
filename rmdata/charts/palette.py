"""The one palette. Every trace takes its colours from here, in light and in dark.

Contrast of the ink on each fill was checked against WCAG AA (4.5 to 1). Blue and orange stay
apart for people who do not see red and green apart; counts are printed besides.
"""

from dataclasses import dataclass

LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as hex codes.

    ``ramp`` runs from the lowest to the highest answer; ``ramp_ink`` is the ink on each step.
    """

    up: str
    same: str
    down: str
    accent: str
    second: str
    ink_on_fill: str
    ink_on_same: str
    text: str
    grid: str
    ramp: tuple[str, ...]
    ramp_ink: tuple[str, ...]


LIGHT = Palette(
    up="#005EB8",
    same="#D8DDE0",
    down="#A3480C",
    accent="#005EB8",
    second="#768692",
    ink_on_fill="#FFFFFF",
    ink_on_same="#212B32",
    text="#212B32",
    grid="#D8DDE0",
    ramp=("#A3480C", "#F0B98D", "#E3E7EA", "#8DBBE3", "#005EB8"),
    ramp_ink=("#FFFFFF", "#212B32", "#212B32", "#212B32", "#FFFFFF"),
)
DARK = Palette(
    up="#41B6E6",
    same="#3D4A54",
    down="#F2A065",
    accent="#41B6E6",
    second="#9AA7B2",
    ink_on_fill="#12181D",
    ink_on_same="#F0F4F5",
    text="#F0F4F5",
    grid="#3D4A54",
    ramp=("#F2A065", "#8C5A38", "#3D4A54", "#2A6F93", "#41B6E6"),
    ramp_ink=("#12181D", "#FFFFFF", "#F0F4F5", "#FFFFFF", "#12181D"),
)


def palette(dark: bool) -> Palette:
    """The palette of the theme that the reader has chosen."""
    return DARK if dark else LIGHT


def ramp(colours: Palette, steps: int) -> list[tuple[str, str]]:
    """Fill and ink for each of ``steps`` answers: the five-step ramp, blended where needed."""
    last = len(colours.ramp) - 1
    places = [step * last / max(steps - 1, 1) for step in range(steps)]
    fills = [_blended(colours.ramp, place) for place in places]
    return [(fill, _ink(fill, colours.ramp_ink)) for fill in fills]


def ink_on(colours: Palette, fill: str) -> str:
    """The ink that reads well on one of the palette's fills."""
    return _ink(fill, (colours.ink_on_fill, colours.ink_on_same, colours.text))


def _ink(fill: str, inks: tuple[str, ...]) -> str:
    """The ink of the palette that reads best on a fill; black or white where none reads well."""
    by_contrast = {contrast(ink, fill): ink for ink in inks}
    if max(by_contrast) < LEAST_CONTRAST:
        by_contrast = {contrast(ink, fill): ink for ink in ("#000000", "#FFFFFF")}
    return by_contrast[max(by_contrast)]


def contrast(ink: str, fill: str) -> float:
    """Contrast of two colours, from 1 to 21. Reference: WCAG 2.2, contrast ratio."""
    dark, light = sorted((_luminance(ink), _luminance(fill)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _blended(colours: tuple[str, ...], place: float) -> str:
    """The colour at a place between two neighbours of a ramp."""
    first = min(int(place), len(colours) - 2)
    share = place - first
    pairs = zip(_parts(colours[first]), _parts(colours[first + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
