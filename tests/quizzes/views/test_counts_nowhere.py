"""A teacher's attempt as a student leaves every page, list and count of the class as it was."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gradebook.models import Grade
from quizzes.marking.waiting import waiting_in
from quizzes.models import Attempt, Response, ResponseEvent
from tests.discussions.factories import ThreadFactory
from tests.gradebook.factories import hand_in
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of, start

DAY = timedelta(days=1)


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
