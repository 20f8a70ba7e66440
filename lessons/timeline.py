"""Events as a page shows them: by year, with numbered places on a map, and how many there are to zoom into. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from lessons.dates import say_within_year
from lessons.maps import Place
from lessons.models import Event

MOST_ON_A_MAP = 24
"""More numbered places than this cannot be told apart on a phone."""


@dataclass
class Row:
    """One event, with the numbers of its places on the map."""

    event: Event
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """One year or month of the strip: how many events it has, and where a click leads."""

    label: str
    count: int
    url: str = ""
    is_current: bool = False

    @property
    def height(self) -> int:
        """The bar's height in the strip's own units: four for each event, twelve events at the most."""
        return min(self.count, 12) * 4

    @property
    def top(self) -> int:
        """Where the bar begins, counted down from the top of the strip."""
        return 48 - self.height


@dataclass(frozen=True)
class Pin:
    """A numbered place: what the legend says of it."""

    place: Place
    titles: list[str]


def rows_by_year(events: Iterable[Event]) -> tuple[dict[int, list[Row]], list[Pin]]:
    """The events in their years, and the places that they have, numbered from 1 in the order of the timeline."""
    years: dict[int, list[Row]] = {}
    pins: dict[str, Pin] = {}
    for event in events:
        places = [place.on_map for place in event.places.all()]
        for place in places:
            pins.setdefault(place.id, Pin(place, [])).titles.append(event.title)
        numbers = [list(pins).index(place.id) + 1 for place in places]
        years.setdefault(event.starts_on.year, []).append(Row(event, numbers))
    return years, list(pins.values())


def strip_of_years(days: Iterable[date], scope: Mapping[str, str], year: int | None) -> list[Column]:
    """A column for each year that has an event; each leads into its year and, from there, back to all."""
    counts = Counter(day.year for day in days)
    return [
        Column(str(one), counts[one], f"?{urlencode({**scope, 'year': one})}", is_current=one == year)
        for one in sorted(counts)
    ]


def strip_of_months(days: Iterable[date], year: int) -> list[Column]:
    """The twelve months of one year."""
    counts = Counter(day.month for day in days if day.year == year)
    return [Column(say_within_year(date(year, month, 1), "month"), counts[month]) for month in range(1, 13)]
