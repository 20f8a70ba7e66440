"""A teacher takes the class's quiz as a student does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from classrooms.models import Role
from lessons.models import Assignment
from quizzes.models import Attempt
from quizzes.taking.standing import standing_of
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of, start
from tests.quizzes.more_factories import QuizSettingsFactory


@pytest.fixture
def assignment(classroom, moment):
    made = AssignmentFactory(classroom=classroom, preset="test", time_limit=30, opens_at=moment + timedelta(days=3))
    quiz_of(made, kinds=["single", "essay"])
    return made


@pytest.fixture
def url(assignment, classroom):
    return reverse("quizzes:start", args=[classroom.slug, assignment.pk])


def url_of(name, attempt):
    return reverse(f"quizzes:{name}", args=[attempt.assignment.classroom.slug, attempt.pk])


@pytest.fixture
def preview(sign_in, teacher, url) -> Attempt:
    sign_in(teacher).post(url)
    return Attempt.objects.get(student=teacher)


def answer(browser, preview):
    """The single choice, rightly, and a text."""
    for response, typed in zip(preview.responses.order_by("position"), ["b", "A text."], strict=True):
        typed = str(response.option_order.index("b") + 1) if typed == "b" else typed
        page = browser.get(response.get_absolute_url())
        sheet = page.context["sheet"]
        browser.post(response.get_absolute_url(), {"answer": typed, "client_id": sheet.client_id, "rev": sheet.rev})


class TestTryingOut:
    def test_it_begins_before_the_class_may(self, sign_in, teacher, url):
        browser = sign_in(teacher)
        page = browser.get(url)
        assertContains(page, "Take it as a student")
        assertNotContains(page, "opens on")
        page = browser.post(url)
        preview = Attempt.objects.get()
        assert preview.is_preview
        assertRedirects(page, url_of("attempt", preview), fetch_redirect_response=False)

    def test_from_start_to_result_it_is_the_students_way(self, sign_in, teacher, preview):
        browser = sign_in(teacher)
        assert browser.get(url_of("attempt", preview), follow=True).status_code == 200
        answer(browser, preview)
        assertContains(browser.get(url_of("review", preview)), "2 of 2 answered")
        page = browser.post(url_of("submit", preview), {"submit_key": "k"}, follow=True)
        assert page.redirect_chain[-1][0] == url_of("result", preview)
        assert page.status_code == 200
        preview.refresh_from_db()
        assert preview.graded_at

    def test_every_page_says_that_it_counts_nowhere(self, sign_in, teacher, preview, assignment):
        browser = sign_in(teacher)
        pages = [
            browser.get(preview.get_absolute_url(), follow=True),
            browser.get(url_of("review", preview)),
        ]
        browser.post(url_of("submit", preview), {"submit_key": "k"})
        pages += [browser.get(url_of(name, preview)) for name in ("result", "handed_in")]
        for page in pages:
            assertContains(page, "A preview: it counts nowhere.")
            assertContains(page, f'href="{assignment.get_absolute_url()}"')

    def test_its_result_is_a_students_and_a_switch_shows_the_teachers(self, sign_in, teacher, preview):
        browser = sign_in(teacher)
        browser.post(url_of("submit", preview), {"submit_key": "k"})
        result, handed_in = (url_of(name, preview) for name in ("result", "handed_in"))
        page = browser.get(result)
        assertNotContains(page, "says the record")
        assertContains(page, "Your answer")
        assertContains(page, handed_in)
        page = browser.get(handed_in)
        assertContains(page, "says the record")
        assertContains(page, result)
        assertNotContains(page, "/to-mark/")

    def test_a_student_is_told_nothing_of_previews(self, sign_in, student, assignment, moment):
        Assignment.objects.filter(pk=assignment.pk).update(opens_at=moment)
        assignment.refresh_from_db()
        attempt = start(assignment, student, moment)
        assertNotContains(sign_in(student).get(attempt.get_absolute_url(), follow=True), "A preview")

    def test_its_text_waits_for_nobody(self, sign_in, teacher, classroom, preview):
        browser = sign_in(teacher)
        answer(browser, preview)
        browser.post(url_of("submit", preview), {"submit_key": "k"})
        page = browser.get(reverse("quizzes:to_mark", args=[classroom.slug]))
        assert "A text." not in page.content.decode()
        essay = preview.responses.get(position=2)
        assert f"to-mark/{essay.pk}/" not in page.content.decode()

    def test_again_and_again_where_the_class_has_one_attempt(self, sign_in, teacher, url):
        browser = sign_in(teacher)
        for number in (1, 2, 3):
            browser.post(url)
            latest = Attempt.objects.get(number=number)
            browser.post(url_of("submit", latest), {"submit_key": "k"})
        assert Attempt.objects.submitted().count() == 3

    def test_it_has_the_time_limit_and_no_closing_date(self, assignment, preview, moment):
        dates = {"opens_at": moment - timedelta(days=1), "due_at": None, "closes_at": moment + timedelta(minutes=10)}
        Assignment.objects.update(**dates)
        preview = Attempt.objects.get(pk=preview.pk)
        assert preview.ends_at == moment + timedelta(minutes=30)

    def test_withdrawn_it_is_still_to_be_looked_at(self, sign_in, teacher, assignment, preview, moment):
        Assignment.objects.update(withdrawn_at=moment)
        assert sign_in(teacher).get(url_of("review", preview)).status_code == 200

    def test_all_questions_on_one_page_and_checked_it_is_the_same(self, sign_in, teacher, assignment, url):
        QuizSettingsFactory(assignment=assignment, layout="all", behaviour="immediate")
        browser = sign_in(teacher)
        page = browser.post(url, follow=True)
        preview = Attempt.objects.get()
        assert page.redirect_chain[-1][0] == f"{url_of('paper', preview)}#question-1"
        single = preview.responses.get(position=1)
        typed = {"answer": single.option_order.index("b") + 1, "client_id": "t:1", "rev": 0}
        data = {f"q{single.pk}-{name}": value for name, value in typed.items()}
        browser.post(url_of("paper", preview), data | {"check": single.pk})
        single.refresh_from_db()
        assert single.settled_at

    @pytest.mark.parametrize("name", ["attempt", "review", "paper", "clock", "result", "handed_in"])
    def test_another_teacher_of_the_class_does_not_find_it(self, sign_in, classroom, preview, name):
        other = MembershipFactory(classroom=classroom, teacher=True)
        assert sign_in(other).get(url_of(name, preview)).status_code == 404

    def test_nor_can_they_answer_or_submit_it(self, sign_in, classroom, preview):
        browser = sign_in(MembershipFactory(classroom=classroom, teacher=True))
        single = preview.responses.get(position=1).get_absolute_url()
        assert browser.get(single).status_code == 404
        assert browser.post(single, {"answer": "1", "client_id": "t:1", "rev": 0}).status_code == 404
        assert browser.post(url_of("submit", preview), {"submit_key": "k"}).status_code == 404

    @pytest.mark.parametrize("who", ["student", "moderator", "outsider"])
    def test_no_one_else_does(self, request, sign_in, preview, who):
        browser = sign_in(request.getfixturevalue(who))
        assert browser.get(url_of("attempt", preview)).status_code in {403, 404}

    def test_a_moderator_tries_nothing_out(self, sign_in, moderator, url):
        browser = sign_in(moderator)
        assert browser.get(url).status_code == browser.post(url).status_code == 403
        assert not Attempt.objects.exists()


class TestChangedRoles:
    """Who tried a quiz out and is a student now starts like everybody, and the other way round."""

    @pytest.fixture
    def tried_out(self, assignment, teacher, moment) -> Attempt:
        MembershipFactory(classroom=teacher.classroom, teacher=True)  # a class keeps one
        tried_out = Attempt.start(assignment, teacher, moment)
        assert tried_out.is_preview
        return tried_out

    def test_the_preview_is_no_attempt_of_the_student(self, assignment, teacher, tried_out, moment):
        teacher.role = Role.STUDENT
        teacher.save()
        opened = assignment.opens_at
        begun = Attempt.start(assignment, teacher, opened)
        assert (begun.is_preview, begun.number) == (False, 2)
        tried_out.refresh_from_db()
        assert tried_out.submitted_at
        standing = standing_of(assignment, teacher, opened)
        assert standing.attempts == [begun]
        assert standing.attempts_left == 0

    def test_a_students_attempt_is_handed_in_before_a_teacher_tries_out(self, assignment, student):
        taken = Attempt.start(assignment, student, assignment.opens_at)
        student.role = Role.TEACHER
        student.save()
        assert Attempt.start(assignment, student, assignment.opens_at).is_preview
        taken.refresh_from_db()
        assert taken.submitted_at
        assert not taken.is_preview
