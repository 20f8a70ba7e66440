"""A good figure of each kind, with what a test reads off it when it is drawn."""

import json
import re

from lessons.curriculum import figures
from lessons.curriculum.notes import SourceLine
from lessons.curriculum.rendering import Record
from lessons.maps import Place

# In each text of an editor stands a ~, where a test puts what it likes.
GOOD: dict[str, dict] = {
    "bars": {"unit": "members~", "rows": [["In favour~", 1010, "France~"], ["Out~", 505]]},
    "lines": {
        "unit": "people~",
        "years": [2011, 2012, 2014],
        "series": [{"name": "Mali~", "values": [4289, None, 149930]}, {"name": "Niger~", "values": [0, 58.5, 7]}],
        "marks": [[2012, "A coup~"]],
    },
    "map": {
        "area": "mali",
        "places": [["konna", "Taken~"], ["bamako", "The capital~"]],
        "routes": [["konna", "bamako"]],
    },
    "points": {
        "unit": "soldiers~",
        "points": [["2012-04", 268, "In camps~"], ["2014-08-15", 3000, "In five states~", "BOOK"]],
    },
    "table": {"columns": ["Who~", "When~"], "rows": [["France~", 2013], ["*Mali*~", "Before~"]]},
    "tracks": {
        "tracks": ["Paris~", "Bamako~"],
        "steps": [["2021-06", "Paris~", "Ends it~"], ["2021-08-13", "Bamako~", "Asks~"]],
    },
}


def figure(kind: str, word: str = "", /, **changes: object) -> dict:
    """The good figure of a kind, with a word in each of its texts."""
    plain = {"kind": kind, "title": "So it was~", "source": "REU", "note": "Counted~.", **GOOD[kind], **changes}
    return json.loads(json.dumps(plain).replace("~", json.dumps(word)[1:-1]))


def record(word: str = "") -> Record:
    """The sources and places that the figures name, with a word in each of their names."""
    return Record(
        claims={},
        sources={
            "REU": SourceLine(f"Reuters{word}", "Votes", "18 March 2011", "News report", ""),
            "AGAIN": SourceLine(f"Reuters{word}", "Votes again", "18 March 2011", "News report", ""),
            "BOOK": SourceLine("A. Writer", "A book", "2019", "Scholarly work", ""),
        },
        terms={},
        places={
            "bamako": Place("bamako", f"Bamako{word}", 12.64, -8.0, "Mali"),
            "konna": Place("konna", f"Konna{word}", 14.94, -3.89, "Mali", "above"),
        },
    )


def draw(data: dict, word: str = "") -> str:
    """The figure as a lesson shows it."""
    known = record(word)
    return str(figures.draw(data, known.sources, known.places))


def table_of(html: str) -> list[list[str]]:
    """The cells of the data table, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition('<table class="data-table">')[2])
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def legend_of(html: str) -> list[tuple[str, str]]:
    """The numbered lines under the picture."""
    listed = re.search(r'<ol class="figure-legend">(.*?)</ol>', html)[1]
    return re.findall(r'<li><span class="disc disc-ink">(\d+)</span> <span>(.*?)</span></li>', listed)


def discs(html: str) -> list[tuple[str, float, float]]:
    """The numbered discs of a picture: number, and where the middle is."""
    found = re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)" r="11"/><text class="disc-number"[^>]*>(\d+)<', html)
    return [(number, float(x), float(y)) for x, y, number in found]
