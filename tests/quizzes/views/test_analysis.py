"""The page "Item analysis", and all answers as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.models import QuestionVersion
from tests.factories import MembershipFactory
from tests.lessons.factories import ClaimFactory
from tests.quizzes.crowd import crowd
from tests.quizzes.factories import QuestionVersionFactory, start

PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")']


@pytest.fixture
def url(assignment):
    return reverse("quizzes:items", args=[assignment.classroom.slug, assignment.pk])


@pytest.fixture
def csv_url(assignment):
    return reverse("quizzes:responses", args=[assignment.classroom.slug, assignment.pk])


def hand_in(assignment, moment, answers, kinds=("single",)):
    """A new student for each of the answers, who gives it to every question."""
    for n, answer in enumerate(answers):
        member = MembershipFactory(classroom=assignment.classroom, user__name=f"Student {n}")
        attempt = start(assignment, member, moment, kinds=list(kinds))
        for at, response in enumerate(attempt.responses.order_by("position"), 1):
            response.save_answer(answer, client_id="t:1", rev=0, moment=moment + timedelta(seconds=24 * at))
        attempt.submit("k", moment + timedelta(minutes=9))
        attempt.grade()


class TestItems:
    def test_nothing_to_say_yet_leads_back(self, sign_in, teacher, url, assignment, attempt):
        page = sign_in(teacher).get(url)
        assertContains(page, "Nobody has handed in this quiz yet.")
        assertContains(page, assignment.get_absolute_url())

    def test_under_five_answers_there_is_a_count_and_no_number(self, sign_in, teacher, url, assignment, moment):
        hand_in(assignment, moment, "aab")
        page = sign_in(teacher).get(url)
        assertContains(page, "3 of the 5 from which numbers appear.")
        for number in ("of the points", "item-options", "Median time", "Discrimination 0"):
            assertNotContains(page, number)

    def test_each_option_says_who_chose_it_and_what_it_stands_for(self, sign_in, teacher, url, assignment, moment):
        ClaimFactory(code="C9014", inaccurate=True, text="The whole council was two states.")
        hand_in(assignment, moment, "aaabbc")
        page = sign_in(teacher).get(url)
        for text in ("2 of 6 right", "<b>33 %</b> of the points", "C9014: The whole council was two states."):
            assertContains(page, text)
        assertContains(page, 'href="/library/claims/C9014/"')
        assertContains(page, "right answer</span>", count=1)
        assertContains(page, '<rect class="fill-ochre" width="300" height="14"/>')
        assertContains(page, '<rect class="fill-action" width="200" height="14"/>')
        assertContains(page, "Show as a table")
        assertContains(page, "Median time 24 s.")

    def test_it_leads_to_the_passage_to_teach_again(self, sign_in, teacher, url, assignment, moment):
        hand_in(assignment, moment, "aaaaa")
        page = sign_in(teacher).get(url)
        read = reverse("lessons:read", args=[assignment.classroom.slug, assignment.pk])
        assertContains(page, f'href="{read}#start"')
        assertContains(page, "Teach section 1 again")

    def test_the_most_missed_stands_first_unless_the_quiz_order_is_wanted(
        self, sign_in, teacher, url, assignment, moment
    ):
        hand_in(assignment, moment, ["b"] * 5, kinds=("single", "short"))
        positions = [
            [item.position for item, _ in sign_in(teacher).get(address).context["sheets"]]
            for address in (url, f"{url}?order=quiz")
        ]
        assert positions == [[2, 1], [1, 2]]

    def test_a_quiz_without_a_score_has_neither_either(self, sign_in, teacher, url, assignment, moment):
        assignment.preset = "survey"
        assignment.save()
        ClaimFactory(code="C9014", inaccurate=True)
        hand_in(assignment, moment, "aaabb" * 5, kinds=("single", "essay"))
        page = sign_in(teacher).get(url)
        for text in ("What the class answered", "<b>15</b>", "25 answers in the students’ own words"):
            assertContains(page, text)
        for text in (
            "wrong, and why",
            "right answer",
            "C9014",
            "missed",
            "points",
            "Discrimination",
            "alpha",
            "to be ma",
        ):
            assertNotContains(page, text)

    def test_a_survey_has_neither_right_nor_wrong(self, sign_in, teacher, url, assignment, moment):
        hand_in(assignment, moment, [["a"]] * 5, kinds=("survey",))
        page = sign_in(teacher).get(url)
        assertContains(page, "I had heard")
        for text in ("right answer", "of the points", "fill-ochre", "fill-action"):
            assertNotContains(page, text)

    def test_from_twenty_students_on_there_is_alpha_and_what_it_means(self, sign_in, teacher, url, assignment):
        crowd(assignment, students=19, questions=4)
        assertContains(sign_in(teacher).get(url), "so far there are 19")
        crowd(assignment, students=1, questions=4, seed=2)
        page = sign_in(teacher).get(url)
        assertContains(page, "from 20 students.")
        assertContains(page, "Alpha says how far the questions of a quiz go together")

    def test_a_prompt_and_an_answer_are_text_and_never_html(self, sign_in, teacher, url, assignment, moment):
        hand_in(assignment, moment, ["<script>alert(1)</script>"] * 5, kinds=("short",))
        page = sign_in(teacher).get(url)
        assertContains(page, "&lt;script&gt;")
        assertNotContains(page, "<script>alert")

    def test_it_takes_as_many_queries_for_many_as_for_few(self, sign_in, teacher, url, assignment):
        browser, counts = sign_in(teacher), []
        for students, seed in ((5, 1), (40, 2)):
            crowd(assignment, students=students, questions=6, seed=seed)
            browser.get(url)
            with CaptureQueriesContext(connection) as captured:
                browser.get(url)
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 14

    def test_only_its_teachers_see_it(self, sign_in, student, moderator, outsider, url, csv_url, attempt):
        for address in (url, csv_url):
            assert sign_in(student).get(address).status_code == 403
            assert sign_in(moderator).get(address).status_code == 403
            assert sign_in(outsider).get(address).status_code == 404


class TestResponses:
    def read(self, page):
        text = page.getvalue().decode("utf-8")
        assert text.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    def test_there_is_a_line_for_each_answer_in_the_class_s_time(
        self, sign_in, teacher, csv_url, handed_in, student, classroom, assignment
    ):
        classroom.time_zone = "Asia/Tokyo"
        classroom.save()
        student.close()
        page = sign_in(teacher).get(csv_url)
        assert page.streaming
        assert page["Content-Type"] == "text/csv; charset=utf-8"
        assert page["Content-Disposition"].startswith('attachment; filename="history-10b-quiz-')
        single, essay = self.read(page)
        assert single["Student"] == "Awa Student"
        assert (single["Answer"], single["Points"], single["State"]) == ("Two", "0", "marked")
        assert single["Handed in"] == "2026-03-02 18:00:00"
        assert single["What was asked"] == QuestionVersion.objects.get(kind="single").prompt
        assert (essay["Answer"], essay["Points"], essay["Points possible"]) == ("The Council voted.", "", "1")
        assert essay["State"] == "to mark"

    def test_what_is_still_being_written_and_what_a_teacher_tried_is_not_in_it(
        self, sign_in, teacher, csv_url, attempt, assignment, moment
    ):
        start(assignment, teacher, moment).submit("k", moment)
        assert self.read(sign_in(teacher).get(csv_url)) == []

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_no_answer_and_no_name_is_a_formula(self, sign_in, teacher, csv_url, assignment, student, moment, payload):
        student.user.name = payload
        student.user.save()
        attempt = start(assignment, student, moment, kinds=["essay"])
        attempt.responses.get().save_answer(payload, client_id="t:1", rev=0, moment=moment)
        attempt.submit("k", moment)
        [line] = self.read(sign_in(teacher).get(csv_url))
        assert line["Student"].startswith("'")
        assert line["Answer"].startswith("'")

    def test_a_prompt_is_no_formula_either(self, sign_in, teacher, csv_url, assignment, student, moment):
        attempt = start(assignment, student, moment)
        version = QuestionVersionFactory(prompt="=1+1", prompt_html="<p>=1+1 &amp; <em>so on</em></p>")
        attempt.responses.update(version=version)
        attempt.submit("k", moment)
        [line] = self.read(sign_in(teacher).get(csv_url))
        assert line["What was asked"] == "'=1+1 & so on"

    def test_it_takes_as_many_queries_for_many_as_for_few(self, sign_in, teacher, csv_url, assignment):
        browser, counts = sign_in(teacher), []
        for students, seed in ((3, 1), (30, 2)):
            crowd(assignment, students=students, questions=6, seed=seed)
            browser.get(csv_url).getvalue()
            with CaptureQueriesContext(connection) as captured:
                assert len(self.read(browser.get(csv_url))) >= 6 * students
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 10
