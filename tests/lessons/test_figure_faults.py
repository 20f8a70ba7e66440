"""What an editor may write in a figure: each rule broken once."""

import json

import pytest

from lessons.curriculum import figures
from lessons.curriculum.faults import Faults
from lessons.curriculum.reading import read_yaml
from tests.lessons.figures import GOOD, figure

every = pytest.mark.parametrize


def faults_of(data: object) -> list[str]:
    faults = Faults()
    entry = read_yaml(json.dumps(data), "1-1.md", faults, first_line=7)
    fits = figures.fits(entry, faults, path="1-1.md", line=7)
    assert fits == (not faults.errors)
    assert all((fault.path, fault.line) == ("1-1.md", 7) for fault in faults.found)
    return [fault.message for fault in faults.found]


@every("kind", GOOD)
def test_a_good_figure_has_no_fault(kind):
    assert faults_of(figure(kind)) == []


@every(
    ("kind", "key"), [(kind, key) for kind in GOOD for key in figure(kind) if key not in ("kind", "marks", "routes")]
)
def test_what_is_missing_is_named(kind, key):
    data = figure(kind)
    del data[key]
    (fault,) = faults_of(data)
    assert fault.startswith("This ")
    assert fault.endswith(f' needs "{key}".')


@every("data", ["words", ["bars"], None, {}, figure("bars", kind="pie"), figure("bars", kind=["bars"])])
def test_what_is_no_figure_is_told_the_kinds(data):
    assert faults_of(data) == ['A figure needs a "kind": one of bars, lines, map, points, table, tracks.']


ROW = '"rows" must be rows such as'
YEARS = '"years" must be years in order'
MARKS = '"marks" must be marks such as'
POINTS = '"points" must be points such as'
PLACES = '"places" must be places such as'
STEPS = '"steps" must be steps such as'
SERIES = "A series is such as"
CELLS = '"rows" must be a list of rows'

BROKEN = [
    ("bars", {"colour": "red"}, 'A figure of bars has no key "colour".'),
    ("bars", {"title": " "}, '"title" must be some text.'),
    ("bars", {"note": 3}, '"note" must be some text.'),
    ("bars", {"unit": []}, '"unit" must be some text.'),
    ("bars", {"source": []}, '"source" must be the key of a source, or a list of keys.'),
    ("bars", {"source": ["REU", 3]}, '"source" must be the key of a source, or a list of keys.'),
    *(("bars", {"rows": rows}, ROW) for rows in ("a", [], ["a"], [["a"]], [["a", "b"]], [["a", True]], [["a", -1]])),
    *(("bars", {"rows": [row]}, ROW) for row in ([3, 1], ["a", 1, 2], ["a", 1, "b", "c"], ["", 1])),
    *(("lines", {"years": years}, YEARS) for years in ([2011], [2012, 2011, 2013], [2011, 2011, 2012], ["a", "b"])),
    ("lines", {"years": [1811, 2011, 2012]}, YEARS),
    *(("lines", {"marks": [mark]}, MARKS) for mark in ("a", [2012], ["2012", "a"], [2012, ""], [2012, "a", "b"])),
    ("lines", {"marks": [[2015, "a"]]}, "The mark 2015 is not between 2011 and 2014."),
    ("lines", {"series": []}, '"series" must be a list of entries.'),
    ("lines", {"series": [{"name": "A", "values": [1, 2, 3]}] * 4}, "A figure of lines has 3 series at most."),
    ("lines", {"series": [{"name": "A", "values": [1, 2]}]}, "A has 2 values for 3 years."),
    *(
        ("lines", {"series": [{"name": "A", "values": values}]}, SERIES)
        for values in ("abc", ["a", 1, 2], [True, 1, 2], [-1, 1, 2], [None, None, None], None)
    ),
    ("lines", {"series": [{"values": [1, 2, 3]}]}, SERIES),
    ("lines", {"series": [{"name": "", "values": [1, 2, 3]}]}, SERIES),
    ("lines", {"series": [{"name": "A", "values": [1, 2, 3], "style": "x"}]}, SERIES),
    *(("points", {"points": [point]}, POINTS) for point in ("a", ["2012", 1], [2012, 1, "a"], ["2012-13", 1, "a"])),
    *(("points", {"points": [["2012", *rest]]}, POINTS) for rest in (["a", "a"], [-1, "a"], [1, 2], [1, "a", 3])),
    ("points", {"points": []}, POINTS),
    ("points", {"points": [["2012", 1, "a"], ["2011-12", 1, "a"]]}, "The points of a figure stand in order of time."),
    ("map", {"area": "mars"}, '"area" must be one of mali, region, libya.'),
    ("map", {"frame": "azawad"}, '"frame" must be one of azawad-2012.'),
    ("map", {"frame": "azawad-2012", "area": "region"}, "The frame of 2012 belongs on a map of the area mali."),
    *(("map", {"places": places}, PLACES) for places in ([], "a", ["konna"], [["konna"]], [["konna", 3]])),
    *(
        ("map", {"routes": routes}, '"routes" must be routes such as')
        for routes in ("a", ["konna"], [["konna"]], [[1, 2]])
    ),
    ("map", {"places": [["konna", "a"], ["bamako", "b"], ["konna", "c"]]}, "konna stands on this map twice."),
    *(
        ("tracks", {"tracks": tracks}, '"tracks" must be two or three names')
        for tracks in ("a", ["a"], ["a", "b", "c", "d"], ["a", "a"], [1, 2])
    ),
    *(("tracks", {"steps": steps}, STEPS) for steps in ([], "a", [["2021", "Paris"]], [["2021", "Paris", 3]])),
    ("tracks", {"steps": [["soon", "Paris", "a"]]}, STEPS),
    ("tracks", {"steps": [["2021", "Rome", "a"]]}, "There is no track Rome."),
    ("tracks", {"steps": [["2021", "Paris", "a"], ["2020", "Paris", "b"]]}, "The steps stand in order of time."),
    *(
        ("table", {"columns": columns}, '"columns" must be a list of heads.')
        for columns in ("a", ["Who"], [["a"], "b"])
    ),
    *(("table", {"rows": rows}, CELLS) for rows in ("a", [], [["a"]], [["a", None]], [["a", ["b"]]])),
    ("table", {"rows": [["France", 1, 2]]}, 'The row "France" has 3 cells for 2 columns.'),
]


@every(("kind", "changes", "message"), BROKEN)
def test_each_rule_is_named_when_it_is_broken(kind, changes, message):
    (fault,) = faults_of(figure(kind, **changes))
    assert fault.startswith(message)


class TestInALesson:
    """The tiny course's own figure, replaced."""

    BARS = 'kind: bars\ntitle: "Ten in favour"\nunit: members\n' + (
        'rows: [["In favour", 10, "among them France"], ["Against", 0]]\nsource: REU\n'
    )
    MAP = "kind: map\ntitle: A map\nsource: REU\narea: mali\n"

    @every(
        ("written", "message"),
        [
            (MAP + "places: [[konna, Taken], [gao, Held]]\n", "There is no place gao."),
            (MAP + "places: [[konna, Taken]]\nroutes: [[konna, gao]]\n", "There is no place gao."),
            (MAP.replace("mali", "libya") + "places: [[konna, Taken]]\n", "Konna lies outside the area libya."),
            (
                "kind: points\ntitle: A\nsource: REU\nunit: a\npoints: [['2012', 1, b, NOPE]]\n",
                "There is no source NOPE.",
            ),
            (BARS.replace("source: REU", "source: [REU, NOPE]"), "There is no source NOPE."),
            (BARS.replace("10", "ten"), None),
        ],
    )
    def test_a_fault_has_the_line_of_its_figure(self, written, message, edit, check):
        line = edit("1-1-vote.md", self.BARS, written)
        if message:
            assert check() == [f"1-votes/1-1-vote.md:{line}: error: {message}"]
        else:  # the fault of one key has the line of that key
            at = line + written.split("\n").index(next(row for row in written.split("\n") if row.startswith("rows")))
            assert [fault.split(": ")[0] for fault in check()] == [f"1-votes/1-1-vote.md:{at}"]

    def test_a_map_of_known_places_is_no_fault(self, edit, check):
        edit("1-1-vote.md", self.BARS, self.MAP + "places: [[konna, Taken]]\nroutes: [[konna, bamako]]\n")
        assert check() == []
