"""What a kind finds wrong stands beside the field it is about, in a teacher's words."""

import re
from pathlib import Path

import pytest
from django.utils.datastructures import MultiValueDict

from quizzes import kinds
from quizzes.editing import EDITORS
from quizzes.editing.faults import blame
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.editing.test_round_trip import desk, drawn, stored  # noqa: F401

# What only a file can get wrong: a form sends texts, ticks and numbers under known names.
ONLY_IN_FILES = ("must be a mapping", "needs a text", "needs true or false", "needs a list", "has the unknown key")
# The editor names a claim that cannot be judged itself.
SAID_BY_THE_EDITOR = ("asks about a claim",)


def faults() -> list[str]:
    """Every sentence that a kind says about a specification, with something in place of what it fills in."""
    sources = Path(kinds.__file__).parent.glob("*.py")
    found = [one for path in sources for one in re.findall(r'\.fault\(f?"(.*?)"\)', path.read_text())]
    filled = (one.replace("{n}", "3").replace("{key!r}", "'text'").replace("{at_least}", "2") for one in found)
    filled = (one.replace("{named.count(one)}", "0").replace("[[{one}]]", "[[a]]") for one in filled)
    filled = (re.sub(r"\{[^}]*!r\}", "'Rice'", one) for one in filled)
    return sorted({re.sub(r"\{[^}]*\}", "options", one) for one in filled})


@pytest.mark.parametrize("fault", faults())
def test_every_fault_has_words_of_its_own(fault):
    if fault.startswith(ONLY_IN_FILES + SAID_BY_THE_EDITOR):
        return
    assert blame(f"{fault}.").words != f"{fault}."


@pytest.mark.parametrize(
    ("kind", "typed", "place", "words"),
    [
        ("single", {"options-1-right": None}, "rows_options", "Tick “Right”"),
        ("single", {"options-1-misconception": "C9014"}, "id_options-1-misconception", "stands for no misconception"),
        ("single", {"options-0-text": ""}, "id_options-0-text", "fill this in"),
        ("multiple", {"options-0-text": "x" * 1001}, "id_options-0-text", "1000"),
        ("truefalse", {"answer": None}, "id_answer", "Choose which it is"),
        ("short", {"accepted": " \n "}, "id_accepted", "at least one answer"),
        ("short", {"accepted": "*"}, "id_accepted", "A star alone"),
        ("numeric", {"answer": "many"}, "id_answer", "cannot be read as a number"),
        ("numeric", {"answer": ""}, "id_answer", "fill this in"),
        ("numeric", {"tolerance": "-1"}, "id_tolerance", "0 or more"),
        ("ordering", {f"items-{n}-with_above": "on" for n in (1, 2)}, "rows_items", "Not all can stand"),
        ("ordering", {"items-0-text": "", "items-1-text": ""}, "rows_items", "At least 2"),
        ("matching", {"extra": "advised against"}, "id_extra", "stands above already"),
        ("matching", {"pairs-0-left": ""}, "id_pairs-0-left", "fill this in"),
        ("cloze", {"text": "Resolution [[a]], [[b]], [[z]]."}, "id_text", "[[z]]"),
        ("cloze", {"text": "Resolution [[a]]."}, "id_text", "Put [[b]] into the text"),
        ("cloze", {"gaps-0-choices": "1973"}, "id_gaps-0-choices", "at least two"),
        ("cloze", {"gaps-0-choices": "1970\n2085"}, "id_gaps-0-accepted", "must stand among the choices"),
        ("cloze", {"gaps-1-points": "0"}, "id_gaps-1-points", "1"),
        ("sort", {"cards-0-bin": ""}, "id_cards-0-bin", "fill this in"),
        ("sort", {"bins-1-text": "Supports the claim"}, "rows_bins", "the same name"),
        ("sort", {"bins-1-text": ""}, "id_cards-1-bin", "Choose the place"),
        ("whosays", {"extra": "Rice"}, "id_extra", "stands above already"),
        ("whosays", {"statements-0-speaker": "Rice", "extra": ""}, "id_extra", "One person said everything"),
        ("panel", {"panel-0-vote": ""}, "id_panel-0-vote", "fill this in"),
        ("panel", {"panel-0-reason": ""}, "id_panel-0-reason", "fill this in"),
        ("panel", {"statement": ""}, "id_statement", "fill this in"),
        ("essay", {"words__min": "500"}, "id_words__max", "no less than the fewest"),
        ("essay", {"rubric": ""}, "id_rubric", "Choose the rubric"),
        ("steelman", {"position": ""}, "id_position", "fill this in"),
        ("rewrite", {"passage": ""}, "id_passage", "fill this in"),
        ("survey", {"options-0-text": "", "options-1-text": ""}, "rows_options", "At least 2"),
        ("claimcheck", {"claim": ""}, "id_claim", "Choose the claim to judge"),
        ("single", {"points": "0"}, "id_points", "1"),
        ("single", {"prompt": " "}, "id_prompt", "Write what you ask"),
    ],
)
def test_it_stands_beside_its_field(desk, stored, kind, typed, place, words):  # noqa: F811
    version = stored(kind)
    sent = sent_by(drawn(EDITORS[kind](desk, version=version)))
    sent = {name: values for name, values in sent.items() if typed.get(name, "") is not None}
    sent |= {name: [value] for name, value in typed.items() if value is not None}
    editor = EDITORS[kind](desk, MultiValueDict(sent), version=version)
    assert not editor.is_valid()
    assert [where for where, _name, said in editor.problems if words in said] == [place]
    html = drawn(editor)
    assert f'id="{place}"' in html
    assert words in html or words.replace("'", "&#x27;") in html
