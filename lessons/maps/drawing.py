"""A map as SVG: countries, numbered places, routes, and the one labelled frame of 2012. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lessons.maps.labels import Name, names_on
from lessons.maps.outlines import Box, Place, countries, project
from lessons.svg import WIDTH, joined, numbered_disc, px, svg

AREAS = {
    "mali": (10, 25.4, -12.6, 4.9),
    "region": (9, 34.5, -17.5, 25.5),
    "libya": (19, 34, 8.5, 26),
}
"""South, north, west and east of each window, in degrees."""

TOLD = {"mali": ("Mali",), "region": ("Mali", "Libya"), "libya": ("Libya",)}
"""The countries that the course is about, highlighted."""

NAMES = {
    gettext_noop("Algeria"): (28, 2.5),
    gettext_noop("Libya"): (27, 17.5),
    gettext_noop("Mali"): (18.7, -2.5),
    gettext_noop("Niger"): (17.6, 9.5),
    gettext_noop("Chad"): (16, 18.7),
    gettext_noop("Mauritania"): (20, -10.5),
    gettext_noop("Burkina Faso"): (12.3, -1.6),
    gettext_noop("Nigeria"): (9.8, 8.2),
    gettext_noop("Senegal"): (14.6, -14.6),
    gettext_noop("Guinea"): (10.7, -11.2),
    gettext_noop("Egypt"): (27, 28.5),
    gettext_noop("Sudan"): (15.5, 29.5),
    gettext_noop("Tunisia"): (34.3, 9.3),
    gettext_noop("Morocco"): (32, -6),
}
"""Where a country's name stands, latitude and longitude; the others go without."""

FRAME = "azawad-2012"
DECLARED = ((25.5, -7), (25.5, 5), (14.4, 5), (14.4, -0.4), (15, -2.2), (15.3, -4), (15.6, -5.6))
"""About the area that one movement declared in April 2012, cut off at Mali's border: an approximation, no border."""

APART = 26
"""How far a disc moves aside."""

AROUND = ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
"""The directions in which it tries to."""


@dataclass(frozen=True)
class Window:
    """The part of the world that a map shows, scaled to the picture's width."""

    area: str

    @property
    def box(self) -> Box:
        """The window in the units of the outlines."""
        south, north, west, east = AREAS[self.area]
        return Box(*project(north, west), *project(south, east))

    @property
    def scale(self) -> float:
        """From the units of the outlines to those of the picture."""
        return WIDTH / (self.box.right - self.box.left)

    @property
    def height(self) -> float:
        """The picture's height in its own units."""
        return (self.box.bottom - self.box.top) * self.scale

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        x, y = project(latitude, longitude)
        return (x - self.box.left) * self.scale, (y - self.box.top) * self.scale

    def shows(self, place: Place) -> bool:
        """Whether the place lies inside."""
        return self.box.holds(*project(place.latitude, place.longitude))


def window_around(places: Sequence[Place]) -> Window:
    """The closest window that shows all the places."""
    return next(
        (window for window in map(Window, ("mali", "libya")) if all(map(window.shows, places))), Window("region")
    )


def draw_map(
    window: Window, pins: Sequence[Place], label: str, *, routes: Sequence[Sequence[Place]] = (), frame: str = ""
) -> SafeString:
    """The map. `pins` are numbered from 1 in their order; what they stand for is said in the legend."""
    drawing = [_countries(window, is_framed=frame == FRAME)]
    if frame == FRAME:
        drawing.append(_declared(window))
    drawing += [_route(window, route) for route in routes]
    stops = list(dict.fromkeys(place for route in routes for place in route if place not in pins))
    at = [window.at(place.latitude, place.longitude) for place in (*pins, *stops)]
    spots = [*spread(at[: len(pins)]), *at[len(pins) :]]
    drawing += [_lead(there, spot) for there, spot in zip(at, spots, strict=True) if there != spot]
    drawing += [format_html('<circle class="stop" cx="{}" cy="{}" r="5"/>', px(x), px(y)) for x, y in at[len(pins) :]]
    drawing += [numbered_disc(number, *spot) for number, spot in enumerate(spots[: len(pins)], start=1)]
    beside = [(place, *spot) for place, spot in zip((*pins, *stops), spots, strict=True)]
    countries_at = {_(name): window.at(*NAMES[name]) for name in NAMES if window.box.holds(*project(*NAMES[name]))}
    places, named = names_on(beside, countries_at, window.height)
    drawing += [
        format_html('<text class="country-name" x="{}" y="{}">{}</text>', px(x), px(y), name)
        for name, (x, y) in named.items()
    ]
    drawing += [_place_name(name) for name in places]
    return svg(window.height, joined(drawing), label)


def spread(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points, each moved just far enough that no disc covers another; the earlier ones stay where they are.

    >>> spread([(10, 10), (10, 10)])
    [(10, 10), (10, 36)]
    """
    placed: list[tuple[float, float]] = []
    for x, y in points:
        tries = [
            (x, y),
            *((x + APART * far * across, y + APART * far * down) for far in (1, 2) for across, down in AROUND),
        ]
        free = (spot for spot in tries if all(math.dist(spot, other) >= APART - 3 for other in placed))
        placed.append(next(free, (x, y)))
    return placed


def _countries(window: Window, *, is_framed: bool) -> SafeString:
    box, scale = window.box, window.scale
    shapes = [
        format_html(
            '<path class="{}" d="{}"/>', "land land-told" if one.name in TOLD[window.area] else "land", one.path
        )
        for one in countries()
        if one.box.overlaps(box)
    ]
    if is_framed:
        mali = next(one for one in countries() if one.name == "Mali")
        shapes.append(format_html('<clipPath id="within-mali"><path d="{}"/></clipPath>', mali.path))
        corners = " ".join(",".join(map(px, project(*corner))) for corner in DECLARED)
        shapes.append(format_html('<polygon class="declared" clip-path="url(#within-mali)" points="{}"/>', corners))
    return format_html(
        '<rect class="sea" width="{}" height="{}"/><g transform="scale({}) translate({} {})">{}</g>',
        WIDTH,
        px(window.height),
        f"{scale:.4f}",
        px(-box.left),
        px(-box.top),
        joined(shapes),
    )


def _declared(window: Window) -> SafeString:
    x, y = window.at(23.1, -2.9)
    lines = (_("Azawad: declared by the MNLA"), _("on 6 April 2012, recognised"), _("by no state"))
    spans = [
        format_html('<tspan x="{}" dy="{}">{}</tspan>', px(x), "0" if at == 0 else "1.25em", line)
        for at, line in enumerate(lines)
    ]
    return format_html('<text class="frame-name" x="{}" y="{}">{}</text>', px(x), px(y), joined(spans))


def _route(window: Window, route: Sequence[Place]) -> SafeString:
    stops = " ".join(",".join(map(px, window.at(place.latitude, place.longitude))) for place in route)
    return format_html('<polyline class="route" points="{}"/>', stops)


def _lead(there: tuple[float, float], spot: tuple[float, float]) -> SafeString:
    """From the place itself to its disc, which had to move aside."""
    x, y = px(there[0]), px(there[1])
    line = '<path class="lead" d="M{} {}L{} {}"/><circle class="there" cx="{}" cy="{}" r="3"/>'
    return format_html(line, x, y, px(spot[0]), px(spot[1]), x, y)


def _place_name(name: Name) -> SafeString:
    return format_html(
        '<text class="place-name" x="{}" y="{}" text-anchor="{}">{}</text>',
        px(name.x),
        px(name.y),
        name.anchor,
        name.text,
    )
