"""Where the names of numbered places stand on a map, so that no name covers a disc or another name. Pure.

A name that fits nowhere is left out: its number leads to the legend, which has all names.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lessons.maps.outlines import Box, Place
from lessons.svg import WIDTH

LETTER, LINE, DISC = 11, 18, 11
"""The width of a letter and the height of a line, as a phone shows them, and half a disc, in units of the picture."""

SIDES = {"end": (16, 5, "start"), "start": (-16, 5, "end"), "above": (0, -16, "middle"), "below": (0, 26, "middle")}
"""How far from its disc a name stands, to the side and down, and which of its ends is there."""


class Name(NamedTuple):
    """A name on the map: where it stands, and which of its ends is there."""

    text: str
    x: float
    y: float
    anchor: str


def names_on(
    places: Sequence[tuple[Place, float, float]], countries: Mapping[str, tuple[float, float]], height: float
) -> tuple[list[Name], dict[str, tuple[float, float]]]:
    """The names of places, on the side their editor chose or where there is room; then the countries with room left."""
    taken = [Box(x - DISC, y - DISC, x + DISC, y + DISC) for _place, x, y in places]
    found = []
    for place, x, y in places:
        for side in dict.fromkeys((place.aside or "end", *SIDES)):
            name, box = _name(place.name, x, y, side)
            is_inside = box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= height
            if is_inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                found.append(name)
                break
    free = {name: at for name, at in countries.items() if not any(_country(name, *at).overlaps(box) for box in taken)}
    return found, free


def _country(name: str, x: float, y: float) -> Box:
    """The room that a country's name takes around its middle."""
    half = len(name) * LETTER / 2
    return Box(x - half, y - LINE + 4, x + half, y + 4)


def _name(text: str, x: float, y: float, side: str) -> tuple[Name, Box]:
    """The name on one side of its disc, and the room it takes."""
    across, down, anchor = SIDES[side]
    long = len(text) * LETTER
    left = x + across - {"start": 0, "end": long, "middle": long / 2}[anchor]
    base = y + down
    return Name(text, x + across, base, anchor), Box(left, base - LINE + 4, left + long, base + 4)
