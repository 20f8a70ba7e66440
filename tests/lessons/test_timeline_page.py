"""The timeline's page: a map of what is shown, and a zoom by year."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from lessons.timeline import MOST_ON_A_MAP
from tests.lessons.around import PlaceFactory
from tests.lessons.factories import EditionFactory, EventFactory

TIMELINE = reverse("lessons:timeline")


@pytest.fixture
def coup(db):
    event = EventFactory(title="Coup", track="mali", starts_on="2012-03-21")
    event.places.add(PlaceFactory(name="Kati", latitude=12.74, longitude=-8.07))
    return event


def test_the_numbers_of_the_map_stand_beside_the_events(client, coup):
    EventFactory(title="Vote")
    page = client.get(TIMELINE)
    assertContains(page, "Where it happened")
    assertContains(page, "on the map: </span>1</span>", html=False)
    assertContains(page, '<text class="disc-number"', count=1)
    assertContains(page, '<th scope="row">Kati</th><td>Coup</td>')


def test_without_a_place_there_is_no_map(client, db):
    EventFactory()
    assertNotContains(client.get(TIMELINE), "Where it happened")


def test_more_places_than_can_be_told_apart_are_not_drawn(client, coup):
    coup.places.add(*(PlaceFactory() for _ in range(MOST_ON_A_MAP)))
    page = client.get(TIMELINE)
    assertNotContains(page, "Where it happened")
    assertContains(page, "Choose a module or a year")


def test_a_year_shows_its_events_alone_and_its_months(client, coup):
    EventFactory(title="Vote", starts_on="2011-03-17")
    page = client.get(TIMELINE, {"year": 2012})
    assertContains(page, "<b>Coup.</b>")
    assertNotContains(page, "<b>Vote.</b>")
    assertContains(page, "Events in the months of 2012")
    assertContains(page, "All years")


def test_every_year_that_has_events_can_be_zoomed_into(client, coup):
    EventFactory(starts_on="2011-03-17")
    page = client.get(TIMELINE, {"track": "mali"})
    assertNotContains(page, "year=2011")
    page = client.get(TIMELINE)
    assertContains(page, "?year=2011")
    assertContains(page, "?year=2012")


@pytest.mark.parametrize("year", ["x", "-1", "²", "99999999999"])
def test_a_year_that_is_none_shows_nothing_wrong(client, coup, year):
    assert client.get(TIMELINE, {"year": year}).status_code == 200


def test_a_lesson_has_its_own_map(client, coup):
    edition = EditionFactory()
    coup.lessons.add(edition.lesson)
    EventFactory(title="Elsewhere").places.add(PlaceFactory(name="Gao"))
    page = client.get(TIMELINE, {"lesson": edition.lesson.code})
    assertContains(page, "Kati")
    assertNotContains(page, "Gao")
