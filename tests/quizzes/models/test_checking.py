"""Checking on the spot: what is a try, what a try costs, and when a question is closed."""

from datetime import timedelta
from decimal import Decimal

import pytest

from quizzes.models import Response, Saved
from quizzes.timing import GRACE
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import QuizSettingsFactory

pytestmark = pytest.mark.django_db

KINDS = ["single", "multiple", "essay", "survey", "steelman", "rewrite"]
SINGLE, MULTIPLE = 1, 2


@pytest.fixture
def asked(classroom, student, moment):
    """The attempt's questions by position, in a quiz that behaves so: `asked(behaviour="tries", penalty=33)`."""

    def made(**settings):
        assignment = AssignmentFactory(classroom=classroom, preset="practice", time_limit=30)
        QuizSettingsFactory(assignment=assignment, **settings)
        attempt = start(assignment, student, moment, kinds=KINDS)
        return {response.position: response for response in attempt.responses.all()}

    return made


@pytest.fixture
def single(asked):
    return asked(behaviour="tries", tries=3, penalty=33)[SINGLE]


def fresh(response):
    return Response.objects.get(pk=response.pk)


def save(response, answer, **kwargs):
    row = fresh(response)
    given = {"client_id": f"t:{row.events.count()}", "rev": row.rev, "moment": row.attempt.started_at} | kwargs
    return row.save_answer(answer, **given)


def check(response, answer=None, moment=None):
    """Save the answer, unless there is none to save, and check it."""
    row = fresh(response)
    moment = moment or row.attempt.started_at
    if answer is not None:
        row.save_answer(answer, client_id=f"t:{row.events.count()}", rev=row.rev, moment=moment)
    row.check_answer(row.attempt.terms.settings, moment)
    return fresh(response)


def graded(response):
    attempt = fresh(response).attempt
    attempt.submit("key", attempt.started_at)
    attempt.grade()
    return fresh(response).mark


class TestImmediate:
    @pytest.mark.parametrize(("answer", "wrong_tries"), [("b", 0), ("a", 1)])
    def test_one_check_closes_the_question(self, asked, moment, answer, wrong_tries):
        row = check(asked(behaviour="immediate")[SINGLE], answer)
        assert (row.tries, row.wrong_tries, row.settled_at) == (1, wrong_tries, moment)

    def test_the_check_that_finds_it_wrong_is_no_penalty(self, asked):
        response = asked(behaviour="immediate", penalty=50)[SINGLE]
        check(response, "b")
        assert graded(response).fraction == 1


class TestTries:
    def test_the_same_answer_twice_is_one_try(self, single):
        check(single, "a")
        assert check(single).tries == 1
        assert single.events.filter(kind="checked").count() == 1

    def test_the_same_answer_saved_again_is_no_new_try(self, single):
        check(single, "a")
        row = check(single, "a")
        assert (row.tries, row.rev, row.was_checked) == (1, 2, True)

    def test_another_wrong_answer_is_another_try(self, single):
        check(single, "a")
        row = check(single, "c")
        assert (row.tries, row.wrong_tries, row.settled_at) == (2, 2, None)

    def test_a_wrong_answer_that_comes_back_is_a_try_again(self, single):
        for answer in ("a", "c", "a"):
            row = check(single, answer)
        assert row.tries == 3

    def test_a_right_answer_settles(self, single, moment):
        row = check(single, "b")
        assert (row.tries, row.wrong_tries, row.settled_at) == (1, 0, moment)

    def test_the_last_try_settles(self, single, moment):
        assert [check(single, answer).settled_at for answer in ("a", "c", "a")] == [None, None, moment]

    def test_what_was_checked_stays_checked_until_another_answer_is_saved(self, single):
        assert check(single, "a").was_checked
        save(single, "c")
        assert not fresh(single).was_checked

    def test_two_checks_at_once_see_the_same_revision_and_count_once(self, single):
        save(single, "a")
        one, other = fresh(single), fresh(single)
        for row in (one, other):
            row.check_answer(row.attempt.terms.settings, row.attempt.started_at)
        assert (one.tries, other.tries, fresh(single).tries) == (1, 1, 1)

    def test_a_check_of_an_answer_that_was_replaced_meanwhile_says_nothing(self, single):
        save(single, "a")
        seen = fresh(single)
        save(single, "b")
        assert seen.check_answer(seen.attempt.terms.settings, seen.attempt.started_at) is None
        assert fresh(single).tries == 0


class TestSettled:
    @pytest.mark.parametrize("behaviour", ["immediate", "tries"])
    def test_what_comes_afterwards_is_kept_and_never_counts(self, asked, behaviour):
        response = asked(behaviour=behaviour, tries=2)[SINGLE]
        for answer in ("a", "c"):
            check(response, answer)
        counts = fresh(response).answer
        assert save(response, "b") == Saved.SETTLED
        assert fresh(response).answer == counts
        assert response.events.last().kind == "conflict"
        assert response.events.last().answer == "b"
        assert graded(response).fraction == 0

    def test_the_same_answer_afterwards_is_nothing_new(self, single):
        check(single, "b")
        assert save(single, "b") == Saved.REPEATED
        assert single.events.count() == 2

    def test_a_flag_can_still_be_set_and_taken_away(self, single):
        check(single, "b")
        for flag in (True, False):
            save(single, "b", is_flagged=flag)
            assert fresh(single).is_flagged is flag


class TestCannotBeChecked:
    def test_after_the_deadline_a_check_says_nothing(self, single, moment):
        save(single, "b")
        late = moment + timedelta(minutes=30) + GRACE + timedelta(seconds=1)
        row = fresh(single)
        assert row.check_answer(row.attempt.terms.settings, late) is None
        assert fresh(single).tries == 0

    def test_after_submitting_a_check_says_nothing(self, single, moment):
        save(single, "b")
        single.attempt.submit("key", moment)
        row = fresh(single)
        assert row.check_answer(row.attempt.terms.settings, moment) is None
        assert fresh(single).tries == 0

    @pytest.mark.parametrize("position", [3, 4, 5, 6], ids=KINDS[2:])
    def test_what_has_no_key(self, asked, position):
        response = asked(behaviour="tries")[position]
        answer = ["a"] if KINDS[position - 1] == "survey" else "A text."
        assert check(response, answer).tries == 0
        assert save(response, "" if answer == "A text." else ["b"]) == Saved.SAVED

    @pytest.mark.parametrize("behaviour", ["deferred", "certainty"])
    def test_what_is_not_checked_on_the_spot(self, asked, behaviour):
        assert check(asked(behaviour=behaviour)[SINGLE], "b").tries == 0

    def test_no_answer_is_no_try(self, single):
        assert check(single).tries == 0


class TestWhatTriesCost:
    @pytest.mark.parametrize(
        ("answers", "fraction"), [("b", "1"), ("ab", "0.67"), ("acb", "0.34"), ("aca", "0"), ("ac", "0")]
    )
    def test_each_wrong_try_takes_its_part_of_the_points(self, single, answers, fraction):
        for answer in answers:
            check(single, answer)
        assert graded(single).fraction == Decimal(fraction)

    def test_the_mark_says_what_was_taken(self, single):
        check(single, "a")
        check(single, "b")
        assert graded(single).parts[-1] == {"of": "penalty", "share": "0.67", "tries": "1"}

    def test_a_mark_of_the_first_try_speaks_of_no_penalty(self, single):
        check(single, "b")
        assert "penalty" not in [part["of"] for part in graded(single).parts]

    def test_a_partly_right_answer_that_stays_is_not_punished_for_itself(self, asked):
        response = asked(behaviour="tries", penalty=33)[MULTIPLE]
        check(response, ["a"])
        assert graded(response).fraction == Decimal("0.5")

    def test_it_pays_for_those_before_it(self, asked):
        response = asked(behaviour="tries", penalty=40)[MULTIPLE]
        check(response, ["c"])
        check(response, ["a"])
        assert graded(response).fraction == Decimal("0.3")

    def test_a_last_answer_that_was_not_checked_pays_for_the_tries_before(self, single):
        check(single, "a")
        check(single, "c")
        save(single, "b")
        assert graded(single).fraction == Decimal("0.34")

    def test_elsewhere_tries_cost_nothing(self, asked):
        response = asked(behaviour="deferred", penalty=33)[SINGLE]
        save(response, "a")
        save(response, "b")
        assert graded(response).fraction == 1


class TestCertainty:
    def test_it_is_kept_with_the_answer_and_with_the_line_of_the_log(self, asked):
        response = asked(behaviour="certainty")[SINGLE]
        save(response, "a", certainty=1)
        save(response, "b", certainty=3)
        assert fresh(response).certainty == 3
        assert list(response.events.values_list("answer", "certainty")) == [("a", 1), ("b", 3)]

    def test_a_save_that_says_nothing_of_it_leaves_it(self, asked):
        response = asked(behaviour="certainty")[SINGLE]
        save(response, "b", certainty=2)
        save(response, "a")
        assert fresh(response).certainty == 2

    def test_it_changes_no_mark(self, asked):
        response = asked(behaviour="certainty")[SINGLE]
        save(response, "b", certainty=1)
        assert graded(response).fraction == 1

    def test_what_comes_too_late_leaves_the_one_that_counts(self, asked, moment):
        response = asked(behaviour="certainty")[SINGLE]
        save(response, "b", certainty=3)
        late = moment + timedelta(minutes=30) + GRACE + timedelta(seconds=1)
        assert save(response, "a", certainty=1, moment=late) == Saved.LATE
        assert fresh(response).certainty == 3
        assert response.events.last().certainty == 1
