"""How answers are counted, kind by kind."""

import pytest

from quizzes.analysis.tally import COMMONEST, levels_reached, tally
from quizzes.kinds import KINDS
from tests.quizzes.specs import RIGHT, SPECS, WRONG


def rows(kind, answers, spec=None):
    """Label, count and verdict of every row, by the group's title."""
    asked = KINDS[kind].read(spec or SPECS[kind])
    groups = tally(asked, [asked.normalise(answer) for answer in answers])
    return {group.title: [(row.label, row.count, row.verdict) for row in group.rows] for group in groups}


def test_options_stand_in_their_order_with_those_nobody_chose():
    counted = rows("single", ["a", "b", "a", None])
    assert counted[""] == [("Two", 2, "wrong"), ("Five", 1, "right"), ("Ten", 0, "wrong"), ("No answer", 1, "")]


def test_of_several_ticks_each_is_counted():
    counted = {label: count for label, count, _ in rows("multiple", [["a", "b"], ["a", "d"]])[""]}
    assert counted == {"A ceasefire": 2, "A no-fly zone": 1, "An occupation": 0, "A change of government": 1}


def test_a_wrong_option_names_its_misconception():
    asked = KINDS["single"].read(SPECS["single"])
    assert [row.misconception for row in tally(asked, ["a"])[0].rows] == ["C9014", "", ""]
    asked = KINDS["truefalse"].read(SPECS["truefalse"] | {"misconception": "C21"})
    assert [(row.label, row.misconception) for row in tally(asked, ["true"])[0].rows] == [
        ("True", "C21"),
        ("False", ""),
    ]


def test_what_was_written_otherwise_is_the_same_answer():
    counted = rows("short", ["resolution 1973", "RÉSOLUTION  1973", "1970"])
    assert counted[""] == [("resolution 1973", 2, "right"), ("1970", 1, "wrong")]


def test_of_free_answers_the_commonest_stand_and_the_rest_is_one_row():
    answers = [str(n) for n in range(1900, 1910) for _ in range(2 if n < 1905 else 1)]
    counted = rows("numeric", answers)[""]
    assert [count for _, count, _ in counted] == [2] * COMMONEST + [5]
    assert counted[-1][0] == "Other answers"


def test_a_match_is_right_or_names_what_was_taken_instead():
    asked = KINDS["matching"].read(SPECS["matching"])
    first, second = tally(asked, [RIGHT["matching"], WRONG["matching"], {"a": "resigned"}, {"a": "resigned"}])[0].rows
    assert (first.count, first.note) == (1, "Instead most often: resigned (2)")
    assert (second.count, second.label) == (1, "Susan Rice: won a wider resolution")


def test_gaps_are_counted_one_by_one():
    assert rows("cloze", [RIGHT["cloze"], {"a": "1973"}])[""] == [
        ("Gap 1: 1973", 2, "right"),
        ("Gap 2: 17", 1, "right"),
    ]


def test_a_claim_check_has_its_status_and_its_evidence():
    counted = rows("claimcheck", [RIGHT["claimcheck"], WRONG["claimcheck"]])
    assert list(counted) == ["Status", "Evidence"]
    assert ("Inaccurate", 1, "right") in counted["Status"]
    assert ("Contested", 1, "wrong") in counted["Status"]
    assert counted["Evidence"][0] == ("A long essay", 1, "right")


def test_a_panel_says_how_many_of_it_thought_so():
    asked = KINDS["panel"].read(SPECS["panel"])
    against = tally(asked, ["-1", "2"])[0].rows[1]
    assert (against.count, against.verdict, against.note) == (1, "right", "2 of the panel")


def test_a_rubric_is_counted_level_by_level():
    criteria = [{"id": "thesis", "title": "Thesis", "levels": ["None", "Clear"]}]
    [group] = levels_reached(criteria, [[{"of": "thesis", "level": 1}]] * 3 + [[{"of": "thesis", "level": 0}]])
    assert [(row.label, row.count) for row in group.rows] == [("0 · None", 1), ("1 · Clear", 3)]
    assert group.n == 4


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"essay", "steelman", "rewrite"}))
def test_every_kind_counts_who_left_it_empty(kind):
    for rows_of_group in rows(kind, [RIGHT.get(kind), None, None]).values():
        blank = 3 if kind not in RIGHT else 2
        assert ("No answer", blank, "") in rows_of_group
