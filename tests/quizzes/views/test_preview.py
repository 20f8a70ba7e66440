"""What a student sees, shown to the teacher; and the teacher's own attempt, which counts nowhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from gradebook.models import Grade
from quizzes.kinds import KINDS
from quizzes.marking import waiting_in
from quizzes.models import Attempt, Mark, Response, ResponseEvent
from tests.discussions.factories import ThreadFactory
from tests.factories import MembershipFactory
from tests.gradebook.factories import hand_in
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of, start
from tests.quizzes.more_factories import QuizSettingsFactory

DAY = timedelta(days=1)


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(
        classroom=classroom,
        preset="homework",
        time_limit=30,
        opens_at=moment - DAY,
        due_at=moment + DAY,
        closes_at=moment + 2 * DAY,
    )


def url_of(name, assignment, pk=None):
    return reverse(f"quizzes:{name}", args=[assignment.classroom.slug, pk or assignment.pk])


class TestPreview:
    @pytest.fixture
    def page(self, sign_in, teacher, assignment):
        def page(**settings):
            quiz_of(assignment)
            if settings:
                QuizSettingsFactory(assignment=assignment, **settings)
            return sign_in(teacher).get(url_of("preview", assignment))

        return page

    def titles(self, page):
        return [stage.title for stage in page.context["stages"]]

    def test_it_shows_a_question_before_and_after_it_is_due(self, page):
        shown = page()
        assert self.titles(shown) == ["Right after submitting", "After it is due"]
        assertContains(shown, "30 minutes")
        assertContains(shown, "2 attempts; the highest counts")
        assert [line.verdict for stage in shown.context["stages"] for line in stage.result.lines] == ["wrong", "wrong"]
        assertContains(shown, "The answers are shown after Tuesday 3 March, 09:00")
        assertContains(shown, "Five members abstained, says the record.", count=1)

    def test_what_waits_for_the_teacher_has_a_stage_of_its_own(self, page):
        shown = page(score_shown="due", answers_shown="released")
        assert self.titles(shown) == ["Right after submitting", "After it is due", "After you release the results"]
        assert [(one.shown.score, one.shown.answers) for one in shown.context["stages"]] == [
            (False, False),
            (True, False),
            (True, True),
        ]
        assertContains(shown, "has not released the answers yet", count=1)

    def test_a_survey_never_shows_what_is_right(self, page):
        shown = page(score_shown="never", answers_shown="never", behaviour="deferred")
        assertContains(shown, "There is no score.", count=2)
        assertNotContains(shown, "says the record")

    def test_what_is_said_on_the_spot_is_shown_while_they_answer(self, page):
        shown = page(behaviour="tries", tries=3, penalty=25)
        assertContains(shown, "2 tries left. Each wrong one costs 25 % of the points.")
        during = shown.content.decode().partition('id="stage-1"')[0]
        assert "Not right" in during
        assert "Right answer" not in during
        assert "says the record" not in during

    def test_after_the_only_check_the_right_answer_is_shown_while_they_answer(self, page):
        during = page(behaviour="immediate").content.decode().partition('id="stage-1"')[0]
        assert "Right answer" in during
        assert "says the record" in during

    def test_how_sure_one_is_is_asked_while_they_answer(self, page):
        shown = page(behaviour="certainty")
        assertContains(shown, "It changes no grade.", count=1)
        assertNotContains(shown, "Check my answer")

    def test_nothing_is_stored(self, page):
        page()
        assert not Attempt.objects.exists()
        assert not Mark.objects.exists()

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("behaviour", ["deferred", "tries"])
    def test_every_kind_can_be_shown(self, sign_in, teacher, assignment, kind, behaviour):
        quiz_of(assignment, kinds=[kind])
        QuizSettingsFactory(assignment=assignment, behaviour=behaviour)
        assertContains(sign_in(teacher).get(url_of("preview", assignment)), "Right after submitting")

    def test_without_questions_it_says_so(self, sign_in, teacher, assignment):
        quiz_of(assignment, kinds=[])
        assertContains(sign_in(teacher).get(url_of("preview", assignment)), "has no questions yet")

    def test_it_takes_as_many_queries_for_many_questions(self, sign_in, teacher, classroom, assignment):
        counts = []
        for kinds in (["single"], ["single", *KINDS]):
            given = AssignmentFactory(classroom=classroom)
            quiz_of(given, kinds=kinds)
            browser = sign_in(teacher)
            browser.get(url_of("preview", given))
            with CaptureQueriesContext(connection) as captured:
                browser.get(url_of("preview", given))
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 15


class TestTakenByATeacher:
    @pytest.fixture
    def attempt(self, sign_in, teacher, assignment):
        quiz_of(assignment, kinds=["single", "essay"])
        sign_in(teacher).post(url_of("start", assignment))
        return Attempt.objects.get(student=teacher)

    def test_it_begins_although_it_is_not_open(self, sign_in, teacher, assignment, moment):
        quiz_of(assignment)
        assignment.opens_at, assignment.due_at, assignment.closes_at = moment + DAY, None, moment + 2 * DAY
        assignment.save()
        page = sign_in(teacher).get(url_of("start", assignment))
        assertContains(page, "Take it as a student")
        assertNotContains(page, "opens on")
        assert sign_in(teacher).post(url_of("start", assignment)).status_code == 302

    def test_every_page_says_that_it_counts_nowhere(self, sign_in, teacher, attempt, assignment):
        browser = sign_in(teacher)
        pages = [
            browser.get(attempt.get_absolute_url(), follow=True),
            browser.get(url_of("review", assignment, attempt.pk)),
        ]
        browser.post(url_of("submit", assignment, attempt.pk), {"submit_key": "k"})
        pages += [browser.get(url_of(name, assignment, attempt.pk)) for name in ("result", "handed_in")]
        for page in pages:
            assertContains(page, "A preview: it counts nowhere.")
            assertContains(page, f'href="{assignment.get_absolute_url()}"')

    def test_its_result_is_a_students_and_a_switch_shows_the_teachers(self, sign_in, teacher, attempt, assignment):
        browser = sign_in(teacher)
        browser.post(url_of("submit", assignment, attempt.pk), {"submit_key": "k"})
        result, handed_in = (url_of(name, assignment, attempt.pk) for name in ("result", "handed_in"))
        page = browser.get(result)
        assertNotContains(page, "says the record")
        assertContains(page, "Your answer")
        assertContains(page, handed_in)
        page = browser.get(handed_in)
        assertContains(page, "says the record")
        assertContains(page, result)
        assertNotContains(page, "/to-mark/")

    def test_a_colleague_does_not_see_it(self, sign_in, attempt, assignment, classroom):
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        assert sign_in(colleague).get(url_of("handed_in", assignment, attempt.pk)).status_code == 404

    def test_a_student_is_told_nothing_of_previews(self, sign_in, student, assignment, moment):
        attempt = start(assignment, student, moment)
        assertNotContains(sign_in(student).get(attempt.get_absolute_url(), follow=True), "A preview")


class TestCountsNowhere:
    """A finished preview, with an essay to mark and a late answer, leaves every page as it was."""

    PAGES = [
        ("gradebook:home", ""),
        ("gradebook:classroom", "class"),
        ("gradebook:table", "class"),
        ("gradebook:export", "class"),
        ("quizzes:to_mark", "class"),
        ("quizzes:release", "assignment"),
        ("quizzes:release_marks", "assignment"),
        ("quizzes:items", "assignment"),
        ("quizzes:responses", "assignment"),
        ("quizzes:exceptions", "assignment"),
        ("quizzes:quiz_settings", "assignment"),
        ("lessons:assignment", "assignment"),
        ("lessons:assignments", "class"),
    ]

    @pytest.fixture
    def assignment(self, classroom, moment):
        given = AssignmentFactory(classroom=classroom, preset="test", opens_at=moment - DAY)
        ThreadFactory(assignment=given)
        quiz_of(given, kinds=["single", "essay"])
        return given

    def seen(self, sign_in, member, assignment, names):
        args = {"": [], "class": [assignment.classroom.slug], "assignment": [assignment.classroom.slug, assignment.pk]}
        browser, found = sign_in(member), {}
        for name, place in names:
            page = browser.get(reverse(name, args=args[place]))
            assert page.status_code == 200
            found[name] = [line for line in b"".join(page).decode().splitlines() if "csrf" not in line]
        return found

    def test_nothing_changes_for_anybody(self, sign_in, teacher, student, classmate, moderator, assignment, moment):
        hand_in(assignment, student, moment=moment)
        pages_of_students = [
            ("gradebook:home", ""),
            ("gradebook:classroom", "class"),
            ("lessons:assignment", "assignment"),
        ]
        watched = [(teacher, self.PAGES), (classmate, pages_of_students), (moderator, pages_of_students)]
        before = [self.seen(sign_in, member, assignment, names) for member, names in watched]
        waiting = waiting_in(teacher)
        counted = self.counted()

        preview = start(assignment, teacher, moment)
        single, essay = preview.responses.order_by("position")
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        essay.save_answer("The Council voted.", client_id="t:2", rev=0, moment=moment)
        preview.submit("k", moment)
        preview.grade()
        single.save_answer("a", client_id="t:3", rev=1, moment=moment + DAY)
        assert preview.is_preview

        assert [self.seen(sign_in, member, assignment, names) for member, names in watched] == before
        assert (len(waiting_in(teacher).answers), len(waiting_in(teacher).late)) == (
            len(waiting.answers),
            len(waiting.late),
        )
        assert [one.count for one in waiting_in(teacher).answers] == [one.count for one in waiting.answers]
        assert self.counted() == counted

    def test_marking_its_essay_or_accepting_its_late_answer_gives_no_grade(self, teacher, assignment, moment):
        preview = start(assignment, teacher, moment)
        single, essay = preview.responses.order_by("position")
        essay.save_answer("The Council voted.", client_id="t:2", rev=0, moment=moment)
        preview.submit("k", moment)
        preview.grade()
        single.save_answer("b", client_id="t:3", rev=0, moment=moment + DAY)
        single.accept_late(single.events.get(kind="late"), by=teacher, moment=moment + DAY)
        essay.mark_by_hand({"thesis": 2, "evidence": 2}, comment="", by=teacher, seen=0, moment=moment)
        assert not Grade.objects.exists()

    def counted(self):
        models = (Attempt, Response, ResponseEvent)
        return [set(model.objects.counted().values_list("pk", flat=True)) for model in models] + [Grade.objects.count()]
