"""Two lanes of steps in time order: who did what when, above and below one axis."""

import math

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.axes import year_with_part
from lessons.curriculum.figures.frame import Figure, data_table, numbered_legend, required
from lessons.curriculum.shapes import Shape, text
from lessons.dates import in_words
from lessons.svg import WIDTH, joined, numbered_disc, px, svg

START, END, ROW, HEAD = 24, WIDTH - 24, 26, 30
APART = 25
"""How far apart two discs of one row must stand."""


def _tracks(value: object) -> str:
    good = isinstance(value, list) and 2 <= len(value) <= 3 and not any(text(name) for name in value)
    good = good and len(set(value)) == len(value)
    return "" if good else 'two or three names, such as ["Paris", "Bamako"]'


def _steps(value: object) -> str:
    good = isinstance(value, list) and value and all(_is_step(step) for step in value)
    return "" if good else 'steps such as ["2021-06", "Paris", "what was done"]'


def _is_step(step: object) -> bool:
    if not isinstance(step, list) or len(step) != 3 or any(text(word) for word in step):
        return False
    return year_with_part(step[0]) is not None


SHAPE = Shape("figure of tracks", required=required("tracks", tracks=_tracks, steps=_steps))


def faults(figure: Entry) -> list[str]:
    """Each step is on a known track, and the steps stand in order of time."""
    lost = [step[1] for step in figure["steps"] if step[1] not in figure["tracks"]]
    found = [f"There is no track {name}." for name in dict.fromkeys(lost)]
    moments = [year_with_part(step[0]) for step in figure["steps"]]
    return found if moments == sorted(moments) else [*found, "The steps stand in order of time."]


def draw(figure: Figure) -> SafeString:
    """The lanes with their numbered discs, and the steps in words."""
    steps, tracks = figure.data["steps"], figure.data["tracks"]
    moments = [year_with_part(step[0]) for step in steps]
    first, last = math.floor(moments[0] * 4) / 4, math.ceil(moments[-1] * 4 + 0.01) / 4
    lanes: list[SafeString] = []
    discs: list[SafeString] = []
    top = 0.0
    for track in tracks:
        rows: list[float] = []
        for at, (step, moment) in enumerate(zip(steps, moments, strict=True), start=1):
            if step[1] != track:
                continue
            x = START + (moment - first) / (last - first) * (END - START)
            row = next((row for row, taken in enumerate(rows) if x - taken >= APART), len(rows))
            rows[row : row + 1] = [x]
            discs.append(numbered_disc(at, x, top + HEAD + 14 + row * ROW))
        lanes.append(_lane(track, top, len(rows)))
        top += HEAD + max(1, len(rows)) * ROW + 12
    drawing = joined([*lanes, _years(first, last, top), *discs])
    said = (format_html("<b>{}, {}</b>: {}", in_words(date), track, words) for date, track, words in steps)
    return format_html("{}{}", svg(top + 30, drawing, str(figure.data["title"])), numbered_legend(said))


def table(figure: Figure) -> SafeString:
    """A row for each step."""
    rows = [(in_words(date), track, words) for date, track, words in figure.data["steps"]]
    return data_table(str(figure.data["title"]), [_("When"), _("Who"), _("What")], rows)


def _lane(name: str, top: float, rows: int) -> SafeString:
    height = HEAD + max(1, rows) * ROW + 6
    return format_html(
        '<rect class="lane" y="{}" width="{}" height="{}"/><text class="lane-name" x="10" y="{}">{}</text>',
        px(top),
        WIDTH,
        px(height),
        px(top + 20),
        name,
    )


def _years(first: float, last: float, top: float) -> SafeString:
    known = range(math.ceil(first), math.floor(last) + 1)
    return joined(
        format_html(
            '<path class="grid-line" d="M{0} 0V{1}"/><text class="year" x="{0}" y="{2}">{3}</text>',
            px(START + (year - first) / (last - first) * (END - START)),
            px(top),
            px(top + 20),
            year,
        )
        for year in known
    )
