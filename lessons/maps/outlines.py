"""The outlines of countries (outlines.json, which says where they come from), and where a place lies on them. Pure.

The projection is equirectangular: a degree is as wide as it is high. Near the Sahel, 10 to 25 degrees north, that
stretches east to west by 2 to 10 percent, which a school map may.
"""

import json
import math
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("outlines.json")
WEST, NORTH, PER_DEGREE = -18, 38, 900 / 54
"""Longitude and latitude of the corner of outlines.json, and its units per degree."""

EARTH_RADIUS_KM = 6371


class Place(NamedTuple):
    """A place on the map: its id and name, where it lies in degrees, and where its name stands beside its dot."""

    id: str
    name: str
    latitude: float
    longitude: float
    country: str
    aside: str = ""


class Box(NamedTuple):
    """A rectangle in the units of outlines.json."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have a point in common.

        >>> Box(0, 0, 2, 2).overlaps(Box(1, 1, 3, 3)), Box(0, 0, 2, 2).overlaps(Box(3, 0, 4, 2))
        (True, False)
        """
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.bottom < other.top or other.bottom < self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Country(NamedTuple):
    """A country's name, its outline as SVG path data, and the rectangle around it."""

    name: str
    path: str
    box: Box


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the file."""
    known = json.loads(FILE.read_text(encoding="utf-8"))["countries"]
    return tuple(Country(one["name"], one["path"], _box(one["path"])) for one in known)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the units of outlines.json.

    >>> project(38, -18)
    (0.0, 0.0)
    """
    return (longitude - WEST) * PER_DEGREE, (NORTH - latitude) * PER_DEGREE


def distance_km(one: Place, other: Place) -> float:
    """Kilometres as the crow flies between two places, by the haversine formula on a sphere of 6371 km.

    >>> round(distance_km(Place("", "", 0, 0, ""), Place("", "", 0, 1, "")), 1)
    111.2
    """
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def length_km(stops: Iterable[Place]) -> float:
    """Kilometres along a line of places, each leg as the crow flies."""
    line = list(stops)
    return sum(distance_km(one, other) for one, other in pairwise(line))


def _box(path: str) -> Box:
    """The rectangle around a path of moves and lines, absolute (M, L) or relative (m, l)."""
    x = y = 0.0
    xs, ys = [], []
    for command, numbers in re.findall(r"([MmLlZz])([^MmLlZz]*)", path):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        for across, down in zip(values[::2], values[1::2], strict=True):
            x, y = (across, down) if command.isupper() else (x + across, y + down)
            xs.append(x)
            ys.append(y)
    return Box(min(xs), min(ys), max(xs), max(ys))
