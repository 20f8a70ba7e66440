"""Maps: where a place lies, how far it is to another, which window shows it, and what is drawn. No database."""

import json
import math
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.maps import Place, Window, draw_map, window_around
from lessons.maps.drawing import APART, AREAS, FRAME, NAMES, TOLD, spread
from lessons.maps.labels import LETTER, LINE, names_on
from lessons.maps.outlines import FILE, Box, countries, distance_km, length_km, project
from lessons.svg import WIDTH

every = pytest.mark.parametrize

BAMAKO = Place("bamako", "Bamako", 12.639, -8.003, "Mali")
TIMBUKTU = Place("timbuktu", "Timbuktu", 16.773, -3.007, "Mali", "above")
GAO = Place("gao", "Gao", 16.267, -0.045, "Mali")
KIDAL = Place("kidal", "Kidal", 18.441, 1.408, "Mali", "end")
TRIPOLI = Place("tripoli", "Tripoli", 32.887, 13.191, "Libya")
BENGHAZI = Place("benghazi", "Benghazi", 32.117, 20.067, "Libya", "below")
PARIS = Place("paris", "Paris", 48.857, 2.352, "France")
PLACES = [BAMAKO, TIMBUKTU, GAO, KIDAL, TRIPOLI, BENGHAZI]

NORTH_SOUTH_WEST_EAST = {
    "Mali": (25.0, 10.1, -12.3, 4.3),
    "Libya": (33.2, 19.5, 9.3, 25.2),
    "Niger": (23.5, 11.7, 0.2, 16.0),
    "Tunisia": (37.3, 30.2, 7.5, 11.6),
    "Togo": (11.1, 6.1, -0.2, 1.8),
}
"""The extreme points of some countries, from a gazetteer, in degrees."""


def view_box() -> Box:
    left, top, width, height = re.search(
        r"viewBox (\d+) (\d+) (\d+) (\d+)", json.loads(FILE.read_text())["projection"]
    ).groups()
    return Box(float(left), float(top), float(left) + float(width), float(top) + float(height))


def cosines_km(one: Place, other: Place) -> float:
    """The same distance by another formula: the spherical law of cosines."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    return 6371 * math.acos(math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across))


class TestOutlines:
    @every(("name", "degrees"), NORTH_SOUTH_WEST_EAST.items(), ids=NORTH_SOUTH_WEST_EAST)
    def test_a_country_lies_where_it_lies_on_earth(self, name, degrees):
        north, south, west, east = degrees
        box = next(one.box for one in countries() if one.name == name)
        expected = Box(*project(north, west), *project(south, east))
        assert box == pytest.approx(expected, abs=2.5)  # 0.15 degrees

    @every("country", countries(), ids=lambda country: country.name)
    def test_every_country_has_a_box_of_its_own_in_africa_north_of_the_equator(self, country):
        left, top, right, bottom = country.box
        west_and_north, east_and_south = project(38, -18), project(0, 52)
        assert west_and_north[0] <= left < right <= east_and_south[0]
        assert west_and_north[1] <= top < bottom <= east_and_south[1]

    @every("area", AREAS)
    def test_no_map_shows_what_lies_beyond_the_file(self, area):
        window, whole = Window(area).box, view_box()
        assert whole.holds(window.left, window.top)
        assert whole.holds(window.right, window.bottom)

    @every("name", NAMES)
    def test_the_name_of_a_country_stands_inside_it(self, name):
        country = next(one for one in countries() if one.name == name)
        assert country.box.holds(*project(*NAMES[name]))

    def test_every_highlighted_country_is_known(self):
        assert {name for told in TOLD.values() for name in told} <= {one.name for one in countries()}


class TestDistance:
    @every(
        ("one", "other", "about"),
        [(BAMAKO, TIMBUKTU, 705), (TRIPOLI, BENGHAZI, 650), (BAMAKO, PARIS, 4150), (TIMBUKTU, GAO, 320)],
    )
    def test_is_known(self, one, other, about):
        assert distance_km(one, other) == pytest.approx(about, rel=0.01)

    @given(*[st.tuples(st.floats(-80, 80), st.floats(-170, 170))] * 2)
    def test_agrees_with_another_formula_in_both_directions(self, there, here):
        one, other = Place("a", "A", *there, ""), Place("b", "B", *here, "")
        assert distance_km(one, other) == pytest.approx(distance_km(other, one))
        if 1 < distance_km(one, other) < 19_000:  # at the ends the law of cosines loses its figures
            assert distance_km(one, other) == pytest.approx(cosines_km(one, other), rel=1e-4)

    def test_along_a_line_is_the_sum_of_its_legs(self):
        legs = cosines_km(BAMAKO, TIMBUKTU) + cosines_km(TIMBUKTU, GAO)
        assert length_km(iter([BAMAKO, TIMBUKTU, GAO])) == pytest.approx(legs)
        assert length_km([BAMAKO]) == 0


class TestWindow:
    @every(
        ("places", "area"),
        [
            ([BAMAKO, KIDAL], "mali"),
            ([TRIPOLI, BENGHAZI], "libya"),
            ([BAMAKO, TRIPOLI], "region"),
            ([BAMAKO, PARIS], "region"),
            ([PARIS], "region"),
        ],
    )
    def test_is_the_closest_that_shows_all_places(self, places, area):
        assert window_around(places) == Window(area)

    @every("area", AREAS)
    @every("place", [*PLACES, PARIS])
    def test_shows_what_lies_inside_the_picture_and_nothing_else(self, area, place):
        window = Window(area)
        x, y = window.at(place.latitude, place.longitude)
        assert window.shows(place) == (0 <= x <= WIDTH and 0 <= y <= window.height)

    @every("area", AREAS)
    def test_is_as_wide_as_the_picture_and_a_degree_is_as_high_as_wide(self, area):
        south, north, west, east = AREAS[area]
        window = Window(area)
        assert window.at(north, west) == pytest.approx((0, 0), abs=1e-6)
        assert window.at(south, east) == pytest.approx((WIDTH, window.height))
        assert window.height / WIDTH == pytest.approx((north - south) / (east - west))


class TestDrawing:
    def draw(self, *pins: Place, **more: object) -> str:
        return str(draw_map(window_around(pins), pins, "A map", **more))

    def test_has_a_name_and_the_countries_it_is_about(self):
        html = self.draw(BAMAKO)
        assert 'role="img" aria-label="A map"' in html
        assert html.count('class="land land-told"') == 1
        assert ">Mali</text>" in html
        assert ">Libya</text>" not in html
        assert self.draw(BAMAKO, TRIPOLI).count('class="land land-told"') == 2

    def test_numbers_its_places_in_their_order(self):
        html = self.draw(GAO, BAMAKO)
        discs = re.findall(r'class="disc-ground" cx="(.*?)" cy="(.*?)"', html)
        window = window_around([GAO, BAMAKO])
        for (x, y), place in zip(discs, (GAO, BAMAKO), strict=True):
            there = window.at(place.latitude, place.longitude)
            assert (float(x), float(y)) == pytest.approx(there, abs=0.1)
        assert re.findall(r'class="disc-number"[^>]*>(\d)<', html) == ["1", "2"]

    def test_no_name_covers_a_disc_or_another_name(self):
        crowd = [Place(f"p{n}", f"Town number {n}", 14 + n / 20, -3, "Mali") for n in range(12)]
        window = Window("mali")
        spots = spread([window.at(place.latitude, place.longitude) for place in crowd])
        at = [(place, *spot) for place, spot in zip(crowd, spots, strict=True)]
        names, countries_left = names_on(at, {"Mali": spots[0], "Niger": (500, 60)}, window.height)
        rooms = [Box(x - 11, y - 11, x + 11, y + 11) for x, y in spots]
        for name in names:
            long = len(name.text) * LETTER
            left = name.x - {"start": 0, "end": long, "middle": long / 2}[name.anchor]
            rooms.append(Box(left, name.y - LINE + 4, left + long, name.y + 4))
        assert 0 < len(names) < len(crowd)
        assert not [(one, other) for one, other in combinations(rooms, 2) if one.overlaps(other)]
        assert list(countries_left) == ["Niger"]

    @every(
        ("place", "anchor"),
        [
            (KIDAL, "start"),
            (GAO, "start"),
            (TIMBUKTU, "middle"),
            (BENGHAZI, "middle"),
            (Place("a", "Sebaste", 16, -3, "Mali", "start"), "end"),
            (Place("a", "Frontier post", 16, 4.5, "Mali"), "end"),
            (Place("a", "Frontier post", 14, -12.3, "Mali", "start"), "start"),
        ],
    )
    def test_a_name_stands_on_the_side_it_asks_for_or_where_there_is_room(self, place, anchor):
        assert f'text-anchor="{anchor}">{place.name}</text>' in self.draw(place)

    def test_a_route_names_the_stops_that_have_no_number(self):
        html = self.draw(BAMAKO, routes=[[BAMAKO, TIMBUKTU, GAO]])
        assert html.count('class="stop"') == 2
        assert len(re.search(r'class="route" points="(.*?)"', html)[1].split()) == 3

    def test_two_numbers_at_one_place_stand_apart_and_the_second_leads_to_it(self):
        html = self.draw(GAO, GAO)
        first, second = (tuple(map(float, at)) for at in re.findall(r'disc-ground" cx="(.*?)" cy="(.*?)"', html))
        assert math.dist(first, second) >= APART - 3
        assert html.count('class="lead"') == 1


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 400)), max_size=6))
def test_no_disc_covers_another_and_the_first_stays(points):
    placed = spread(points)
    assert placed[:1] == points[:1]
    assert all(math.dist(one, other) >= APART - 3 for at, one in enumerate(placed) for other in placed[:at])


class TestAzawad:
    """The frame of 2012 is drawn for the lesson that asks, with its date, and nowhere else."""

    @every("area", AREAS)
    def test_no_other_map_knows_it(self, area):
        html = str(draw_map(Window(area), PLACES, "A map", routes=[[GAO, KIDAL]])).lower()
        assert "azawad" not in html
        assert "declared" not in html
        assert not any(one.name == "Azawad" for one in countries())

    def test_says_when_it_was_declared_and_that_no_state_recognised_it(self):
        html = str(draw_map(Window("mali"), [GAO], "A map", frame=FRAME))
        said = " ".join(re.findall(r"<tspan[^>]*>(.*?)</tspan>", html))
        assert said == "Azawad: declared by the MNLA on 6 April 2012, recognised by no state"

    def test_is_cut_off_at_the_border_of_mali(self):
        html = str(draw_map(Window("mali"), [GAO], "A map", frame=FRAME))
        mali = next(one for one in countries() if one.name == "Mali")
        assert f'<clipPath id="within-mali"><path d="{mali.path}"/></clipPath>' in html
        assert '<polygon class="declared" clip-path="url(#within-mali)"' in html
