"""Maps: numbered places with what happened there, and routes with their length."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.frame import Figure, data_table, figures, numbered_legend, required
from lessons.curriculum.shapes import Shape, one_of, text, texts
from lessons.maps.drawing import AREAS, FRAME, Window, draw_map
from lessons.maps.outlines import length_km


def _places(value: object) -> str:
    good = isinstance(value, list) and value and all(_is_place(place) for place in value)
    return "" if good else 'places such as ["konna", "taken on 10 January 2013"]'


def _is_place(place: object) -> bool:
    return isinstance(place, list) and len(place) == 2 and not any(text(word) for word in place)


def _routes(value: object) -> str:
    good = isinstance(value, list) and all(not texts(route) and len(route) > 1 for route in value)
    return "" if good else "routes such as [[konna, sevare, bamako]]"


SHAPE = Shape(
    "map",
    required=required("map", area=one_of(*AREAS), places=_places),
    optional={"routes": _routes, "frame": one_of(FRAME)},
)


def faults(figure: Entry) -> list[str]:
    """A place stands once: its number leads to one line of the legend."""
    ids = [place[0] for place in figure["places"]]
    if "frame" in figure and figure["area"] != "mali":
        return ["The frame of 2012 belongs on a map of the area mali."]
    return [f"{name} stands on this map twice." for name in sorted({name for name in ids if ids.count(name) > 1})]


def draw(figure: Figure) -> SafeString:
    """The map, its legend, how long the routes are, and whose borders these are."""
    pins = [figure.places[name] for name, _said in figure.data["places"]]
    routes = [[figure.places[name] for name in route] for route in figure.data.get("routes", ())]
    picture = draw_map(
        Window(figure.data["area"]),
        pins,
        str(figure.data["title"]),
        routes=routes,
        frame=figure.data.get("frame", ""),
    )
    said = (format_html("<b>{}</b>: {}", figure.places[name].name, words) for name, words in figure.data["places"])
    lengths = [
        _("%(places)s: about %(km)s km as the crow flies.")
        % {"places": " – ".join(place.name for place in route), "km": figures(round(length_km(route) / 10) * 10)}
        for route in routes
    ]
    return format_html(
        '{}{}<p class="figure-source">{} {}</p>', picture, numbered_legend(said), " ".join(lengths), outlines()
    )


def table(figure: Figure) -> SafeString:
    """Number, place and what is said of it."""
    rows = [
        (number, figure.places[name].name, words) for number, (name, words) in enumerate(figure.data["places"], start=1)
    ]
    return data_table(str(figure.data["title"]), [_("Number"), _("Place"), _("What happened")], rows)


def outlines() -> str:
    """What every map says about its borders."""
    return _("Outlines: Natural Earth, which draws borders as they are in fact held (Western Sahara).")
