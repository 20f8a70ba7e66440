"""The figures of a lesson: what is drawn of each kind, and the table behind it. No database."""

import json
import math
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.curriculum import figures
from lessons.curriculum.figures.axes import year_with_part
from lessons.curriculum.figures.frame import steps_up_to
from lessons.curriculum.rendering import Part, render_edition
from lessons.svg import WIDTH
from tests.lessons.figures import GOOD, discs, draw, figure, legend_of, record, table_of

every = pytest.mark.parametrize

WITH_A_PICTURE = ("lines", "map", "points", "tracks")


def test_every_kind_has_its_example():
    assert GOOD.keys() == figures.KINDS.keys()


@every("kind", GOOD)
class TestEveryFigure:
    def test_says_what_it_shows_who_says_so_and_how_it_was_counted(self, kind):
        html = draw(figure(kind))
        assert html.startswith(f'<figure class="figure figure-{kind}"><figcaption>So it was</figcaption>')
        makers = "Reuters, 18 March 2011 and A. Writer, 2019" if kind == "points" else "Reuters, 18 March 2011"
        assert f"Source: {makers}. Counted.</p>" in html

    def test_escapes_whatever_an_editor_wrote(self, kind):
        word = '"><script>'
        html = draw(figure(kind, word), word)

        assert html.count("&gt;&lt;script&gt;") >= json.dumps(GOOD[kind]).count("~") + 3  # title, note and source
        assert "<script" not in html
        assert '"&gt;' not in html

    def test_leaves_style_and_colour_to_the_style_sheet(self, kind):
        fixed = r"style=|(?:fill|stroke|color)\s*[=:]|#[0-9a-f]{3,8}\b|rgb|<style"
        assert not re.search(fixed, draw(figure(kind)))

    def test_is_drawn_the_same_inside_a_lesson(self, kind):
        (html,) = render_edition([Part("figure", "a", "", figure(kind))], record())
        assert html == draw(figure(kind))


@every("kind", WITH_A_PICTURE)
def test_a_picture_has_a_name_for_those_who_do_not_see_it(kind):
    assert draw(figure(kind)).count('role="img" aria-label="So it was"') == 1


def test_a_table_scrolls_by_itself_and_says_its_name():
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: So it was">' in draw(
        figure("table")
    )


TABLES = {
    "bars": [["", "", "members"], ["In favour", "France", "1,010"], ["Out", "", "505"]],
    "lines": [
        ["", "Mali, people", "Niger, people"],
        ["2011", "4,289", "0"],
        ["2012", "–", "58.5"],
        ["2014", "149,930", "7"],
    ],
    "map": [["Number", "Place", "What happened"], ["1", "Konna", "Taken"], ["2", "Bamako", "The capital"]],
    "points": [
        ["When", "What is counted", "soldiers"],
        ["April 2012", "In camps", "268"],
        ["15 August 2014", "In five states", "3,000"],
    ],
    "table": [["Who", "When"], ["France", "2013"], ["<em>Mali</em>", "Before"]],
    "tracks": [["When", "Who", "What"], ["June 2021", "Paris", "Ends it"], ["13 August 2021", "Bamako", "Asks"]],
}


@every("kind", TABLES)
def test_the_table_holds_all_that_the_picture_shows(kind):
    assert table_of(draw(figure(kind))) == TABLES[kind]


def test_bars_without_a_note_have_a_table_of_two_columns():
    html = draw(figure("bars", rows=[["For", 10], ["Out", 5]]))
    assert table_of(html) == [["", "members"], ["For", "10"], ["Out", "5"]]
    assert re.search(r'<td class="n"[^>]*>10</td>', html)


LEGENDS = {
    "lines": ["2012: A coup"],
    "map": ["<b>Konna</b>: Taken", "<b>Bamako</b>: The capital"],
    "points": ["<b>268</b> April 2012, In camps", "<b>3,000</b> 15 August 2014, In five states"],
    "tracks": ["<b>June 2021, Paris</b>: Ends it", "<b>13 August 2021, Bamako</b>: Asks"],
}


@every("kind", LEGENDS)
def test_each_number_in_the_picture_has_its_line_in_the_legend(kind):
    html = draw(figure(kind))
    assert legend_of(html) == [(str(at), line) for at, line in enumerate(LEGENDS[kind], start=1)]
    assert sorted(number for number, _x, _y in discs(html)) == [number for number, _line in legend_of(html)]


class TestBars:
    def test_are_as_long_as_their_numbers(self):
        assert re.findall(r'<rect class="fill-action" width="(\d+)"', draw(figure("bars"))) == ["600", "300"]

    def test_of_nothing_can_be_drawn(self):
        assert '<rect class="fill-action" width="0"' in draw(figure("bars", rows=[["For", 0]]))


class TestLines:
    def line(self, *values: float | None) -> str:
        html = draw(figure("lines", years=[2011, 2012, 2013], series=[{"name": "Mali", "values": values}]))
        return re.search(r'<g class="series-first"><path class="series-line" d="(.*?)"/>(.*?)</g>', html)

    @every(("values", "pieces"), [((1, 2, 3), 1), ((1, None, 3), 2), ((None, 2, 3), 1), ((None, None, 3), 1)])
    def test_break_where_nobody_counted(self, values, pieces):
        path, dots = self.line(*values).groups()
        assert path.count("M") == pieces
        assert dots.count("a4 4") == 2 * sum(value is not None for value in values)

    def test_rise_with_their_numbers(self):
        path = self.line(0, 50, 100)[1]
        heights = [float(point.split()[1]) for point in re.split("[ML]", path)[1:]]
        assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2], abs=0.2)
        assert heights[0] > heights[2]

    def test_have_a_key_for_each_series_and_a_style_of_its_own(self):
        html = draw(figure("lines"))
        keys = re.search(r'<ul class="figure-keys">(.*?)</ul>', html)[1]
        assert re.findall(r"series-(first|second|third).*?</svg> (\w+)</li>", keys) == [
            ("first", "Mali"),
            ("second", "Niger"),
        ]
        assert '<li class="meta">people</li>' in keys

    def test_need_no_marks(self):
        data = figure("lines")
        del data["marks"]
        assert "figure-legend" not in draw(data)


@every(
    "data",
    [figure("lines", series=[{"name": "A", "values": [0, 0, None]}]), figure("points", points=[["2012", 0, "A"]])],
)
def test_a_chart_of_nothing_can_be_drawn(data):
    assert '<text class="step"' in draw(data)


@given(st.lists(st.tuples(st.integers(2010, 2014), st.integers(1, 12), st.integers(0, 40)), min_size=1, max_size=12))
def test_no_disc_covers_another_or_is_cut_off(made):
    points = [[f"{year}-{month:02}", count, "A"] for year, month, count in sorted(made)]
    steps = [[date, f"Track {count % 2}", "B"] for date, count, _label in points]
    for data in (figure("points", points=points), figure("tracks", tracks=["Track 0", "Track 1"], steps=steps)):
        middles = [(x, y) for _number, x, y in discs(draw(data))]
        assert len(middles) == len(points)
        assert all(10 < x < WIDTH - 10 for x, _y in middles)
        assert all(math.dist(one, other) > 22 for one, other in combinations(middles, 2))


def test_points_at_the_end_of_the_years_make_room_within_the_picture():
    middles = [x for _number, x, _y in discs(draw(figure("points", points=[["2014-12-20", 5, "A"]] * 4)))]
    assert len({round(x / 22) for x in middles}) == 4
    assert max(middles) < WIDTH - 10


@given(st.one_of(st.integers(1, 10**7), st.floats(0.2, 10**4)))
def test_the_lines_behind_a_chart_are_at_round_numbers_up_to_just_above_the_most(most):
    steps = steps_up_to(most)
    assert steps[0] == 0
    assert steps[-2] < most <= steps[-1]
    assert 2 <= len(steps) <= 6
    assert all(float(step) == round(step, 1) for step in steps)
    assert all(len(str(step).strip(".0").replace(".", "")) <= 2 for step in steps)


@every(
    ("written", "year"),
    [("2014", 2014), ("2014-07", 2014.5), ("2014-07-01", 2014.5), ("2014-12", 2014 + 11 / 12)]
    + [
        (no_date, None) for no_date in ("", "soon", "14", "2014-7", "2014-13", "2014-02-30", "2014-01-01-01", "2014-0²")
    ],
)
def test_a_date_has_its_place_on_the_axis(written, year):
    assert year_with_part(written) == pytest.approx(year) if year else year_with_part(written) is None


class TestMaps:
    def test_number_their_places_in_the_order_of_the_file(self):
        turned = draw(figure("map", places=[["bamako", "First"], ["konna", "Then"]]))
        assert [line for _number, line in legend_of(turned)] == ["<b>Bamako</b>: First", "<b>Konna</b>: Then"]
        west = {number: x for number, x, _y in discs(turned)}
        assert west["1"] < west["2"]

    def test_say_how_long_a_route_is(self):
        km = int(re.search(r"Konna – Bamako: about (\d+) km as the crow flies\.", draw(figure("map")))[1])
        north, east = 14.94 - 12.64, (8.0 - 3.89) * math.cos(math.radians(13.8))
        assert km == pytest.approx(111.2 * math.hypot(north, east), abs=8)
        assert km % 10 == 0

    def test_say_whose_borders_these_are(self):
        assert "Outlines: Natural Earth" in draw(figure("map"))
        assert "as the crow flies" not in draw(figure("map", routes=[]))


def test_one_maker_of_two_sources_is_named_once():
    assert "Source: Reuters, 18 March 2011. Counted." in draw(figure("bars", source=["REU", "AGAIN"]))
