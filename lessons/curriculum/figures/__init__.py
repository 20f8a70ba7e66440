"""The figures of a lesson: one module for each kind, drawn on the server as SVG with the data behind it. Pure.

Each kind has its SHAPE (what an editor may write), `faults` (what a shape cannot see), `draw` (the picture and its
legend) and `table` (the same data as a table). What all have in common stands in `frame`.
"""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from django.utils.safestring import SafeString

from lessons.curriculum.entries import Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.figures import bars, lines, maps, points, tables, tracks
from lessons.curriculum.figures.frame import Figure, Sources, figure_html
from lessons.curriculum.markdown import typographic
from lessons.maps.outlines import Place

KINDS: dict[str, ModuleType] = {
    "bars": bars,
    "lines": lines,
    "map": maps,
    "points": points,
    "table": tables,
    "tracks": tracks,
}
CHARTS = ("bars", "lines", "points")
"""The kinds that show numbers somebody has counted."""


def fits(figure: object, faults: Faults, *, path: str, line: int) -> bool:
    """Whether the figure can be drawn; every fault is noted."""
    kind = figure.get("kind") if isinstance(figure, Entry) else None
    if not isinstance(kind, str) or kind not in KINDS:
        place = figure.line_of("kind") if isinstance(figure, Entry) else line
        faults.error(path, place, f'A figure needs a "kind": one of {", ".join(KINDS)}.')
        return False
    if not KINDS[kind].SHAPE.fits(figure, faults, path=path, line=line):
        return False
    found = KINDS[kind].faults(figure)
    for fault in found:
        faults.error(path, figure.line, fault)
    return not found


def sources_of(figure: Mapping[str, object]) -> list[str]:
    """The keys of all sources the figure rests on."""
    written = figure["source"]
    own = [str(point[3]) for point in figure.get("points", ()) if len(point) > 3]
    return list(dict.fromkeys([*([written] if isinstance(written, str) else written), *own]))


def places_of(figure: Mapping[str, object]) -> list[str]:
    """The ids of all places the figure shows."""
    routes = [place for route in figure.get("routes", ()) for place in route]
    return list(dict.fromkeys([*(place[0] for place in figure.get("places", ())), *routes]))


def draw(data: Mapping[str, object], sources: Sources, places: Mapping[str, Place]) -> SafeString:
    """The figure with its title, source, note and table."""
    kind = KINDS[str(data["kind"])]
    figure = Figure(
        _in_print(data), [sources[key] for key in sources_of(data)], {key: places[key] for key in places_of(data)}
    )
    return figure_html(figure, kind.draw(figure), kind.table(figure))


def _in_print(value: Any) -> Any:
    """What an editor has typed, with quotation marks and apostrophes as in print."""
    if isinstance(value, Mapping):
        return {key: _in_print(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_in_print(inside) for inside in value]
    return typographic(value) if isinstance(value, str) else value
