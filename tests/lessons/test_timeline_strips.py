"""Events by year, numbered places, and the strips that one zooms with. No database."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.maps import Place
from lessons.timeline import Column, rows_by_year, strip_of_months, strip_of_years

every = pytest.mark.parametrize

KONNA = Place("konna", "Konna", 14.94, -3.89, "Mali")
GAO = Place("gao", "Gao", 16.27, -0.05, "Mali")
DAYS = [date(2011, 3, 17), date(2012, 1, 17), date(2012, 4, 6), date(2014, 1, 1)]


def event(title: str, day: date, *places: Place) -> SimpleNamespace:
    """What the timeline asks of an event, without a database."""
    known = [SimpleNamespace(on_map=place) for place in places]
    return SimpleNamespace(title=title, starts_on=day, places=SimpleNamespace(all=lambda: known))


class TestRows:
    def test_stand_in_their_years(self):
        years, _pins = rows_by_year([event("A", DAYS[0]), event("B", DAYS[1]), event("C", DAYS[2])])
        assert {year: [row.event.title for row in rows] for year, rows in years.items()} == {
            2011: ["A"],
            2012: ["B", "C"],
        }

    def test_places_are_numbered_in_the_order_of_the_timeline_and_keep_their_number(self):
        years, pins = rows_by_year(
            [event("A", DAYS[0], GAO), event("B", DAYS[1], KONNA, GAO), event("C", DAYS[3], KONNA)]
        )
        assert [pin.place for pin in pins] == [GAO, KONNA]
        assert [row.numbers for rows in years.values() for row in rows] == [[1], [2, 1], [2]]

    def test_a_place_tells_all_that_happened_there(self):
        _years, pins = rows_by_year([event("A", DAYS[0], GAO), event("B", DAYS[1], KONNA), event("C", DAYS[3], GAO)])
        assert [pin.titles for pin in pins] == [["A", "C"], ["B"]]

    def test_an_event_without_a_place_has_no_number(self):
        years, pins = rows_by_year([event("A", DAYS[0])])
        assert years[2011][0].numbers == []
        assert pins == []

    def test_there_may_be_none(self):
        assert rows_by_year([]) == ({}, [])


class TestStripOfYears:
    def test_has_a_column_for_each_year_that_has_an_event(self):
        strip = strip_of_years(reversed(DAYS), {}, None)
        assert [(column.label, column.count) for column in strip] == [("2011", 1), ("2012", 2), ("2014", 1)]
        assert not any(column.is_current for column in strip)

    def test_a_click_keeps_what_is_shown_and_asks_for_the_year(self):
        strip = strip_of_years(DAYS, {"track": "mali", "lesson": "1.1"}, None)
        assert strip[1].url == "?track=mali&lesson=1.1&year=2012"

    def test_what_is_shown_is_made_safe_for_an_address(self):
        assert strip_of_years(DAYS, {"module": "a&b=c d"}, None)[0].url == "?module=a%26b%3Dc+d&year=2011"

    @every(("year", "current"), [(2012, ["2012"]), (2013, []), (None, [])])
    def test_the_year_on_show_is_told(self, year, current):
        assert [column.label for column in strip_of_years(DAYS, {}, year) if column.is_current] == current

    @given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1))))
    def test_loses_no_event_and_runs_forward(self, days):
        strip = strip_of_years(days, {}, None)
        assert sum(column.count for column in strip) == len(days)
        assert [column.label for column in strip] == sorted({str(day.year) for day in days})


class TestStripOfMonths:
    def test_has_twelve_columns_and_the_events_of_one_year(self):
        strip = strip_of_months(DAYS, 2012)
        assert [column.label for column in strip][:4] == ["Jan", "Feb", "Mar", "Apr"]
        assert [column.count for column in strip] == [1, 0, 0, 1, *[0] * 8]
        assert not any(column.url for column in strip)


@every(("count", "height"), [(0, 0), (1, 4), (12, 48), (40, 48)])
def test_a_column_grows_by_its_events_and_stands_on_the_ground(count, height):
    column = Column("2012", count)
    assert column.height == height
    assert column.top + column.height == 48
