"""Going through the pile: by question or by student, saved comments, and what stays hidden."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Response, SavedComment
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start

LEVELS = {"seen": 0, "level_thesis": "2", "level_evidence": "1", "comment": "", "note": ""}
TEXTS = ["essay", "steelman"]


def hand_in(assignment, student, moment):
    """An essay and a steelman, keys in the order of the quiz."""
    attempt = start(assignment, student, moment, kinds=TEXTS)
    for response in attempt.responses.order_by("position"):
        answer = f"The {response.version.kind} of {student.name}'s seat."
        response.save_answer(answer, client_id="t:1", rev=0, moment=moment)
    attempt.submit("k", moment)
    attempt.grade()
    return list(attempt.responses.order_by("position").values_list("pk", flat=True))


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(classroom=classroom, preset="practice")


@pytest.fixture
def first(assignment, student, moment):
    return hand_in(assignment, student, moment)


@pytest.fixture
def second(assignment, classmate, moment, first):
    return hand_in(assignment, classmate, moment)


@pytest.fixture
def address(classroom):
    return lambda pk: reverse("quizzes:mark", args=[classroom.slug, pk])


class TestMark:
    def test_by_question_the_next_is_another_students(self, sign_in, teacher, first, second, address):
        page = sign_in(teacher).post(address(first[0]), LEVELS)
        assertRedirects(page, address(second[0]))

    def test_by_student_the_next_is_the_same_students_and_then_the_next_students(
        self, sign_in, teacher, first, second, address
    ):
        browser = sign_in(teacher)
        page = browser.get(address(first[1]) + "?by=student")
        assertContains(page, "Student 1 of 2, answer 2 of 4.")
        assertNotContains(page, "Awa Student</")
        for pk, following in zip([*first, second[0]], [first[1], *second], strict=True):
            page = browser.post(address(pk) + "?by=student", LEVELS)
            assertRedirects(page, address(following) + "?by=student")

    def test_a_second_attempt_lies_with_the_first_of_its_student(
        self, sign_in, teacher, assignment, student, first, second, address, moment
    ):
        again = hand_in(assignment, student, moment)
        page = sign_in(teacher).get(address(again[0]) + "?by=student")
        assertContains(page, "Student 1 of 2, answer 3 of 6.")

    def test_the_way_stays_while_one_goes_on(self, sign_in, teacher, first, second, address):
        browser = sign_in(teacher)
        page = browser.get(address(first[0]) + "?by=student&names=1")
        assertContains(page, f"../{first[1]}/?by=student&amp;names=1")
        page = browser.post(address(first[0]) + "?by=student&names=1", LEVELS)
        assert page["Location"].endswith("?by=student&names=1")

    def test_what_the_student_was_given_to_work_on_stands_beside_the_text(self, sign_in, teacher, first, address):
        page = sign_in(teacher).get(address(first[1]))
        assertContains(page, "The zone should not have been declared.")
        assertContains(page, "of 80 to 150 words")

    def test_htmx_gets_the_sheet_alone_and_its_address(self, sign_in, teacher, first, second, address):
        browser = sign_in(teacher)
        page = browser.get(address(first[0]), headers=HTMX)
        assertContains(page, 'id="sheet"')
        assertNotContains(page, "<html")
        assert page["HX-Push-Url"] == address(first[0])
        page = browser.post(address(first[0]), LEVELS, headers=HTMX, follow=True)
        assertContains(page, "Marked.")
        assertNotContains(page, "<html")

    def test_after_the_last_htmx_goes_to_the_list_as_a_page(self, sign_in, teacher, first, address, classroom):
        browser = sign_in(teacher)
        browser.post(address(first[0]), LEVELS)
        page = browser.post(address(first[1]) + "?by=student", LEVELS, headers=HTMX)
        assert page["HX-Redirect"] == reverse("quizzes:to_mark", args=[classroom.slug])

    def test_a_private_note_is_kept_and_shown_to_the_next_marker(self, sign_in, teacher, first, address):
        browser = sign_in(teacher)
        browser.post(address(first[0]), LEVELS | {"note": "Ask him about this."})
        assert Response.objects.get(pk=first[0]).mark.note == "Ask him about this."
        assertContains(browser.get(address(first[0])), "Ask him about this.")

    def test_a_preview_is_not_marked(self, sign_in, teacher, assignment, moment, address):
        preview = hand_in(assignment, teacher, moment)
        assert sign_in(teacher).get(address(preview[0])).status_code == 404


class TestSavedComments:
    def test_one_press_inserts_and_loses_nothing(self, sign_in, teacher, first, address):
        saved = SavedComment.keep(teacher.user, "Name your source.")
        typed = {"seen": 0, "level_thesis": "1", "comment": "Good.", "note": "Late."}
        page = sign_in(teacher).post(address(first[0]), typed | {"insert": saved.pk})
        assertContains(page, "Good.\nName your source.</textarea>")
        assertContains(page, "Late.</textarea>")
        assert page.content.count(b" checked") == 1
        assert page.context["form"]["level_thesis"].value() == "1"
        assertNotContains(page, "Choose a level.")
        assert not Response.objects.get(pk=first[0]).mark

    def test_the_comment_is_saved_once_and_deleted_with_one_press(self, sign_in, teacher, first, address):
        browser = sign_in(teacher)
        for _ in range(2):
            page = browser.post(address(first[0]), LEVELS | {"comment": "Name your source.", "keep": "1"})
            assertContains(page, "The comment is saved.")
        saved = SavedComment.objects.get()
        assert (saved.teacher, saved.text) == (teacher.user, "Name your source.")
        page = browser.post(address(first[0]), LEVELS | {"comment": "Mine.", "forget": saved.pk})
        assertContains(page, "Mine.</textarea>")
        assert not SavedComment.objects.exists()

    @pytest.mark.parametrize("comment", ["", "x" * 501])
    def test_what_cannot_be_saved_is_explained(self, sign_in, teacher, first, address, comment):
        page = sign_in(teacher).post(address(first[0]), LEVELS | {"comment": comment, "keep": "1"})
        assertContains(page, "at most 500 characters", status_code=422)
        assertContains(page, f"{comment}</textarea>", status_code=422)

    @pytest.mark.parametrize("act", ["insert", "forget"])
    def test_a_colleagues_comment_is_not_there(self, sign_in, teacher, first, address, classroom, act):
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        theirs = SavedComment.keep(colleague.user, "A colleague's words.")
        page = sign_in(teacher).post(address(first[0]), LEVELS | {act: theirs.pk})
        assertContains(page, "not there any more", status_code=422)
        assertNotContains(page, "A colleague's words.", status_code=422)
        assert SavedComment.objects.exists()


class TestVisibleTo:
    def test_saved_comments_are_the_teachers_own_in_every_class(self, teacher, moderator, outsider):
        SavedComment.keep(teacher.user, "Name your source.")
        elsewhere = MembershipFactory(user=teacher.user, teacher=True)
        for member, seen in ((teacher, True), (elsewhere, True), (moderator, False), (outsider, False)):
            assert SavedComment.objects.visible_to(member).exists() is seen
