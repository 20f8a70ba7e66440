"""Between a stored question and the form in which it is written: nothing is lost and nothing is added."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from lessons.models import Claim
from quizzes.editing import EDITORS, Editor
from quizzes.editing.desk import Desk
from quizzes.kinds import KINDS
from quizzes.models import QuestionVersion
from tests.lessons.factories import ClaimFactory
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory
from tests.quizzes.specs import SPECS

every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def desk(teacher) -> Desk:
    return Desk(OwnQuizFactory(author=teacher.user, kinds=[]), teacher)


@pytest.fixture
def stored(teacher):
    """A version of a kind, with the claims that its specification names."""

    def store(kind: str, **kwargs: Any) -> QuestionVersion:
        ClaimFactory(code="C9014", status="inaccurate")
        if kind == "claimcheck":
            statement = SPECS[kind]["statement"]
            kwargs["claim"] = ClaimFactory(code="C9001", status=SPECS[kind]["answer"], text=statement)
        place = {"question__author": teacher.user, "question__lesson": None, "question__tags": ["votes"]}
        return QuestionVersionFactory(kind=kind, section="", **place, **kwargs)

    return store


def drawn(editor: Editor) -> str:
    """The form as the page draws it."""
    return render_to_string("quizzes/write_question.html#fields", {"editor": editor})


def sent_again(editor: Editor, desk: Desk, **kwargs: Any) -> Editor:
    """The form that comes in when a browser sends the page as it is."""
    return type(editor)(desk, MultiValueDict(sent_by(drawn(editor))), **kwargs)


@every_kind
class TestRoundTrip:
    def test_opened_and_saved_untouched_a_question_stays_as_it_is(self, kind, desk, stored):
        version = stored(kind)
        editor = sent_again(EDITORS[kind](desk, version=version), desk, version=version)

        assert editor.is_valid(), editor.problems
        assert editor.asked.write() == KINDS[kind].read(SPECS[kind]).write()
        assert editor.wording.prompt == version.prompt
        assert editor.wording.claim == version.claim
        assert editor.wording.rubric == version.rubric
        assert editor.wording.points == version.points
        assert editor.wording.tags == ("votes",)

    def test_it_stays_so_when_a_row_is_added_in_between(self, kind, desk, stored):
        version = stored(kind)
        editor = EDITORS[kind](desk, version=version)
        for one in editor.lists:
            editor = sent_again(editor, desk, version=version).arranged(f"{one.name}:add", desk=desk, version=version)
        editor = sent_again(editor, desk, version=version)
        assert editor.is_valid(), editor.problems
        assert editor.asked.write() == KINDS[kind].read(SPECS[kind]).write()

    def test_an_empty_form_names_what_is_missing_beside_its_field(self, kind, desk):
        editor = sent_again(EDITORS[kind](desk), desk)
        assert not editor.is_valid()
        assert "prompt" in editor.errors
        assert not editor.non_field_errors()
        assert all(place for place, _name, _words in editor.problems)


def test_every_kind_has_an_editor():
    assert list(EDITORS) == list(KINDS)


def test_a_claim_check_takes_its_words_and_its_key_from_the_claim_of_today(desk, stored):
    version = stored("claimcheck")
    Claim.objects.filter(pk=version.claim_id).update(status="documented", text="She told him to intervene.")
    fresh = Desk(desk.quiz, desk.member)
    editor = sent_again(EDITORS["claimcheck"](fresh, version=version), fresh, version=version)
    assert editor.is_valid()
    assert (editor.asked.statement, editor.asked.answer) == ("She told him to intervene.", "documented")


def test_things_of_equal_rank_keep_it(desk, stored):
    items = [{"id": one, "text": one.upper(), "rank": rank} for one, rank in (("a", 1), ("b", 2), ("c", 2), ("d", 4))]
    version = stored("ordering", spec={"items": items})
    editor = sent_again(EDITORS["ordering"](desk, version=version), desk, version=version)
    assert editor.is_valid()
    assert editor.asked.write()["items"] == items


def test_an_explanation_of_which_only_the_html_is_kept_can_be_written_on(desk, stored):
    version = stored("single", explanation_html="<p>Five &amp; <em>no</em> more.</p>")
    assert EDITORS["single"](desk, version=version)["explanation"].value() == "Five & no more."
