"""What happened when and where: one axis, one map, and a zoom by year."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from classrooms.access import public
from lessons.maps import draw_map, window_around
from lessons.models import Event, Lesson, Module
from lessons.timeline import MOST_ON_A_MAP, Pin, rows_by_year, strip_of_months, strip_of_years

YEAR = re.compile(r"[12][0-9]{3}")
COLUMNS = {"track": "track", "module": "lessons__module__slug", "lesson": "lessons__code"}


@public(reason="the course is open to all who want to read it")
def timeline(request: HttpRequest) -> HttpResponse:
    """The events of a track, a module or a lesson; one year of them on demand."""
    wanted = {key: request.GET[key] for key in COLUMNS if request.GET.get(key)}
    year = int(asked) if YEAR.fullmatch(asked := request.GET.get("year", "")) else None
    narrowed = Event.objects.filter(**{COLUMNS[key]: value for key, value in wanted.items()}).distinct()
    events = list(narrowed.prefetch_related("places"))
    days = [event.starts_on for event in events]
    years, pins = rows_by_year(event for event in events if year in (None, event.starts_on.year))
    scope = {key: value for key, value in wanted.items() if key != "track"}
    context = {
        "years": years,
        "has_two_sides": len({row.event.track == Event.Track.MALI for rows in years.values() for row in rows}) == 2,
        "tracks": Event.Track.choices,
        "track": wanted.get("track", ""),
        "scope": urlencode(scope | ({"year": year} if year else {})),
        "all_years": urlencode(wanted),
        "year": year,
        "strip": strip_of_years(days, wanted, year),
        "months": strip_of_months(days, year) if year else [],
        "pins": pins if len(pins) <= MOST_ON_A_MAP else [],
        "map": _map(pins),
        "too_many": len(pins) > MOST_ON_A_MAP,
        "modules": Module.objects.all(),
        "module": wanted.get("module", ""),
        "lesson": Lesson.objects.readable().filter(code=wanted["lesson"]).first() if "lesson" in wanted else None,
    }
    return render(request, "lessons/timeline.html", context)


def _map(pins: list[Pin]) -> str:
    """The map of the numbered places; nothing where there are none or too many."""
    if not 0 < len(pins) <= MOST_ON_A_MAP:
        return ""
    places = [pin.place for pin in pins]
    return draw_map(window_around(places), places, _("Map of the places in this timeline"))
