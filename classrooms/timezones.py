"""Time zones to choose from, by continent."""

import zoneinfo
from functools import cache

CONTINENTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def choices() -> list[tuple[str, object]]:
    """For a select: UTC first, then each continent's cities."""
    names = sorted(zoneinfo.available_timezones())
    groups = [
        (continent, [_city(name) for name in names if name.startswith(f"{continent}/")]) for continent in CONTINENTS
    ]
    return [("UTC", "UTC"), *groups]


def _city(name: str) -> tuple[str, str]:
    return name, name.partition("/")[2].replace("_", " ").replace("/", ", ")
