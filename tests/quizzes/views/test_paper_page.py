"""All questions on one page: everything is saved at once, and what cannot be kept stays as it was typed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.kinds import BY_HAND, KINDS
from quizzes.models import Attempt, ResponseEvent
from quizzes.timing import GRACE
from tests.conftest import HTMX
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import QuizSettingsFactory
from tests.quizzes.specs import RIGHT

ANSWERS = {**RIGHT, **dict.fromkeys(BY_HAND, "The Council voted."), "survey": ["b"]}


@pytest.fixture
def attempt_of(classroom, student, moment):
    """An attempt with all its questions on one page."""

    def made(kinds=("single", "numeric", "essay"), student=student, **settings):
        assignment = AssignmentFactory(classroom=classroom, preset="practice", time_limit=30)
        QuizSettingsFactory(assignment=assignment, layout="all", **settings)
        return start(assignment, student, moment, kinds=list(kinds))

    return made


@pytest.fixture
def attempt(attempt_of) -> Attempt:
    return attempt_of()


@pytest.fixture
def url(classroom, attempt):
    return url_of("paper", attempt)


def url_of(name, attempt):
    return reverse(f"quizzes:{name}", args=[attempt.assignment.classroom.slug, attempt.pk])


def by_kind(attempt):
    return {one.version.kind: one for one in attempt.responses.select_related("version")}


def filled(page, answers=None, **buttons):
    """What the browser sends: of each question the answer that `answers` names by its kind, or what stands there."""
    data = dict(buttons) or {"go": "save"}
    for sheet in page.context["sheets"]:
        response = sheet.response
        answer = (answers or {}).get(response.version.kind, response.answer)
        form = response.version.asked.form(response.option_order, answer=answer)
        typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
        if response.settled_at:
            typed = {}
        typed |= {"client_id": sheet.client_id, "rev": sheet.rev}
        data |= {f"{sheet.prefix}-{name}": value for name, value in typed.items()}
    return data


class TestPaper:
    def test_every_kind_stands_on_it_and_is_saved_at_once(self, sign_in, student, attempt_of):
        attempt = attempt_of(KINDS)
        browser, url = sign_in(student), url_of("paper", attempt)
        page = browser.get(url)
        assertContains(page, "Question 16 of 16")
        assertRedirects(browser.post(url, filled(page, ANSWERS)), url, fetch_redirect_response=False)
        saved = {kind: response.answer for kind, response in by_kind(attempt).items()}
        asked = {kind: response.version.asked for kind, response in by_kind(attempt).items()}
        wanted = {kind: asked[kind].normalise(answer) for kind, answer in ANSWERS.items()}
        assert saved == wanted
        attempt.submit("k", attempt.started_at)
        attempt.grade()
        assert attempt.score().reached == len(RIGHT)

    def test_saved_it_shows_what_was_answered(self, sign_in, student, url, attempt):
        browser = sign_in(student)
        browser.post(url, filled(browser.get(url), ANSWERS))
        page = browser.get(url)
        assertContains(page, "The Council voted.")
        assertContains(page, 'value="2 011"')
        assertContains(page, " checked")

    def test_review_saves_and_leads_there(self, sign_in, student, url, attempt):
        browser = sign_in(student)
        page = browser.post(url, filled(browser.get(url), ANSWERS, go="review"))
        assertRedirects(page, url_of("review", attempt), fetch_redirect_response=False)
        assert not attempt.responses.filter(answer__isnull=True).exists()

    def test_a_flag_belongs_to_its_question(self, sign_in, student, url, attempt):
        browser, essay = sign_in(student), by_kind(attempt)["essay"]
        browser.post(url, filled(browser.get(url)) | {f"q{essay.pk}-is_flagged": "on"})
        assert list(attempt.responses.filter(is_flagged=True)) == [essay]

    def test_a_question_that_was_not_sent_is_left_alone(self, sign_in, student, url, attempt):
        browser, essay = sign_in(student), by_kind(attempt)["essay"]
        data = {key: value for key, value in filled(browser.get(url), ANSWERS).items() if f"q{essay.pk}-" not in key}
        browser.post(url, data)
        assert not essay.events.exists()
        assert by_kind(attempt)["single"].answer == "b"

    def test_the_page_of_one_question_leads_to_its_place_on_it(self, sign_in, student, url, attempt):
        page = sign_in(student).get(by_kind(attempt)["essay"].get_absolute_url())
        assertRedirects(page, f"{url}#question-3", fetch_redirect_response=False)

    def test_the_attempt_goes_on_at_the_first_without_an_answer(self, sign_in, student, url, attempt, moment):
        by_kind(attempt)["single"].save_answer("b", client_id="t:1", rev=0, moment=moment)
        page = sign_in(student).get(attempt.get_absolute_url())
        assertRedirects(page, f"{url}#question-2", fetch_redirect_response=False)

    def test_saved_by_htmx_one_question_takes_its_own_fields(self, sign_in, student, url, attempt):
        browser, essay = sign_in(student), by_kind(attempt)["essay"]
        page = browser.post(essay.get_absolute_url(), filled(browser.get(url), ANSWERS), headers=HTMX)
        assertContains(page, f'name="q{essay.pk}-rev" value="1"')
        assert list(attempt.responses.filter(answer__isnull=False)) == [essay]

    @pytest.mark.parametrize("who", ["classmate", "teacher", "outsider", "moderator"])
    def test_nobody_else_finds_it(self, request, sign_in, url, who):
        browser = sign_in(request.getfixturevalue(who))
        assert browser.get(url).status_code in {403, 404}
        assert browser.post(url, {"go": "save"}).status_code in {403, 404}

    def test_handed_in_it_leads_to_the_result(self, sign_in, student, url, attempt, moment):
        attempt.submit("k", moment)
        assertRedirects(sign_in(student).get(url), url_of("result", attempt), fetch_redirect_response=False)

    def test_taken_back_it_says_so(self, sign_in, student, url, attempt, moment):
        type(attempt.assignment).objects.update(withdrawn_at=moment)
        assert sign_in(student).get(url).status_code == 404

    def test_it_takes_as_many_queries_for_two_questions_as_for_many(self, sign_in, student, attempt_of):
        counts = []
        for kinds in (["single", "essay"], [*KINDS] * 2):
            attempt, browser = attempt_of(kinds), sign_in(student)
            browser.get(url_of("paper", attempt))
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(url_of("paper", attempt)).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 10


class TestWhatCannotBeKept:
    def test_what_is_refused_says_why_and_the_rest_is_saved(self, sign_in, student, url, attempt):
        browser, essay = sign_in(student), by_kind(attempt)["essay"]
        data = filled(browser.get(url), ANSWERS) | {f"q{essay.pk}-answer": "word " * 20_000}
        page = browser.post(url, data)
        assertContains(page, "50000 characters", status_code=422)
        assertContains(page, "word word", status_code=422)
        assert by_kind(attempt)["single"].answer == "b"
        assert not essay.events.exists()

    def test_two_tabs_show_both_texts_and_keep_the_rest(self, sign_in, student, url, attempt):
        browser = sign_in(student)
        first, second = browser.get(url), browser.get(url)
        browser.post(url, filled(first, {"essay": "From the first tab"}))
        page = browser.post(url, filled(second, {"essay": "From the second tab", "numeric": "2011"}))
        for text in ("From the first tab", "From the second tab", "answered in two tabs"):
            assertContains(page, text, status_code=409)
        assert by_kind(attempt)["numeric"].answer == "2011"
        assertContains(browser.get(url), "answered in two tabs")

    def test_what_another_tab_answered_meanwhile_is_no_conflict_with_what_was_not_touched(
        self, sign_in, student, url, attempt
    ):
        browser = sign_in(student)
        first, second = browser.get(url), browser.get(url)
        browser.post(url, filled(first, {"single": "b"}))
        assert browser.post(url, filled(second, {"numeric": "2011"})).status_code == 302
        assert [by_kind(attempt)[kind].answer for kind in ("single", "numeric", "essay")] == ["b", "2011", None]
        assert set(ResponseEvent.objects.values_list("kind", "answer")) == {("save", "b"), ("save", "2011")}

    def test_one_of_them_is_chosen(self, sign_in, student, url, attempt, classroom, moment):
        essay = by_kind(attempt)["essay"]
        essay.save_answer("First", client_id="one:1", rev=0, moment=moment)
        essay.save_answer("Second", client_id="two:1", rev=0, moment=moment)
        args = [classroom.slug, essay.pk, essay.other_answer().pk]
        page = sign_in(student).post(reverse("quizzes:choose", args=args), follow=True)
        assertContains(page, "Second")
        assertNotContains(page, "answered in two tabs")

    def test_too_late_everything_is_kept_and_nothing_counts(self, sign_in, student, url, attempt, time_machine):
        browser = sign_in(student)
        page = browser.get(url)
        time_machine.move_to(attempt.deadline_at + GRACE + timedelta(seconds=1), tick=False)
        page = browser.post(url, filled(page, ANSWERS))
        assertRedirects(page, url_of("result", attempt), fetch_redirect_response=False)
        assert ResponseEvent.objects.late().count() == 3
        assert not attempt.responses.filter(answer__isnull=False).exists()

    def test_after_submitting_it_is_late_too(self, sign_in, student, url, attempt, moment):
        browser = sign_in(student)
        page = browser.get(url)
        attempt.submit("k", moment)
        browser.post(url, filled(page, {"essay": "Too late"}))
        assert ResponseEvent.objects.late().get().answer == "Too late"


class TestChecked:
    @pytest.fixture
    def attempt(self, attempt_of):
        return attempt_of(behaviour="immediate")

    def test_its_own_button_checks_one_question_and_saves_all(self, sign_in, student, url, attempt):
        browser, single = sign_in(student), by_kind(attempt)["single"]
        page = browser.post(url, filled(browser.get(url), ANSWERS, check=single.pk))
        assertRedirects(page, f"{url}#question-1", fetch_redirect_response=False)
        settled = attempt.responses.filter(settled_at__isnull=False)
        assert list(settled) == [single]
        assert by_kind(attempt)["essay"].answer == "The Council voted."
        page = browser.get(url)
        assertContains(page, "Five members abstained", count=1)
        assertContains(page, "Check my answer", count=1)

    def test_a_closed_question_holds_up_no_other(self, sign_in, student, url, attempt):
        browser, single = sign_in(student), by_kind(attempt)["single"]
        browser.post(url, filled(browser.get(url), ANSWERS, check=single.pk))
        page = browser.post(url, filled(browser.get(url), {"essay": "And more."}, go="review"))
        assertRedirects(page, url_of("review", attempt), fetch_redirect_response=False)
        assert by_kind(attempt)["essay"].answer == "And more."
        assert by_kind(attempt)["single"].answer == "b"
        assert not ResponseEvent.objects.filter(kind="conflict").exists()

    def test_another_answer_from_a_page_opened_before_is_explained(self, sign_in, student, url, attempt):
        browser, single = sign_in(student), by_kind(attempt)["single"]
        before = browser.get(url)
        browser.post(url, filled(before, ANSWERS, check=single.pk))
        page = browser.post(url, filled(before, {"single": "a", "essay": "The Council voted.", "numeric": "2 011"}))
        assertContains(page, "This question is closed", status_code=409)
        assert ResponseEvent.objects.get(kind="conflict").answer == "a"

    @pytest.mark.parametrize("check", ["0", "x", "9" * 40, ""])
    def test_a_forged_button_checks_nothing(self, sign_in, student, url, attempt, check):
        browser = sign_in(student)
        assert browser.post(url, filled(browser.get(url), ANSWERS, check=check)).status_code == 302
        assert not attempt.responses.filter(tries__gt=0).exists()

    def test_a_classmates_question_cannot_be_checked_from_it(self, sign_in, student, classmate, url, attempt, moment):
        theirs = start(attempt.assignment, classmate, moment).responses.get(position=1)
        theirs.save_answer("b", client_id="t:1", rev=0, moment=moment)
        browser = sign_in(student)
        browser.post(url, filled(browser.get(url), check=theirs.pk))
        assert not type(theirs).objects.filter(tries__gt=0).exists()
