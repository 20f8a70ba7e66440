"""Sanctions: what each does, that it ends by itself, and who reads what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Draft, Post, Sanction, Thread
from discussions.models.sanctions import NotAStudent
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import SanctionFactory

pytestmark = pytest.mark.django_db

REASON = "You wrote about people in this class twice."


@pytest.fixture
def thread(classroom, student):
    found = ThreadFactory(classroom=classroom)
    PostFactory.create_batch(3, thread=found, author=student)
    return found


@pytest.fixture
def write(classroom, thread):
    return reverse("discussions:write", args=[classroom.slug, thread.pk])


def ended(kind, student):
    start = timezone.now() - timedelta(days=3)
    return SanctionFactory(member=student, kind=kind, starts_at=start, ends_at=start + timedelta(days=1))


class TestWhatEachDoes:
    @pytest.mark.parametrize(("kind", "state"), [("review", "pending"), ("warn", "published")])
    def test_reviewed_or_not(self, sign_in, student, write, kind, state):
        SanctionFactory(member=student, kind=kind)
        sign_in(student).post(write, filled())
        assert Post.objects.latest("pk").state == state

    def test_muted_the_words_are_kept_and_not_sent(self, sign_in, student, thread, write):
        SanctionFactory(member=student, kind="mute", reason=REASON)
        answer = sign_in(student).post(write, filled())
        assert answer.status_code == 409
        assert b"You cannot write until" in answer.content
        assert Draft.objects.get(author=student).text == TEXT
        assert Post.objects.count() == 3

    def test_muted_the_thread_shows_the_reason_and_no_composer(self, sign_in, student, thread):
        SanctionFactory(member=student, kind="mute", reason=REASON)
        page = sign_in(student).get(thread.get_absolute_url()).content
        assert REASON.encode() in page
        assert b"<textarea" not in page

    def test_suspended_no_page_of_the_discussions_opens_and_it_says_why(self, sign_in, student, thread, write):
        SanctionFactory(member=student, kind="suspend", reason=REASON)
        for url in (thread.get_absolute_url(), write):
            answer = sign_in(student).get(url)
            assert answer.status_code == 403
            assert REASON.encode() in answer.content
        assert not Thread.objects.visible_to(student).exists()

    def test_suspended_the_list_says_why_too(self, sign_in, student, thread):
        SanctionFactory(member=student, kind="suspend", reason=REASON)
        answer = sign_in(student).get(reverse("discussions:threads", args=[student.classroom.slug]))
        assert answer.status_code == 403
        assert thread.title.encode() not in answer.content

    @pytest.mark.parametrize("kind", Sanction.Kind.values)
    def test_it_ends_by_itself(self, sign_in, student, thread, write, kind):
        ended(kind, student)
        assert sign_in(student).get(thread.get_absolute_url()).status_code == 200
        sign_in(student).post(write, filled())
        assert Post.objects.latest("pk").state == "published"

    def test_others_notice_nothing(self, sign_in, student, classmate, thread):
        SanctionFactory(member=student, kind="suspend", reason=REASON)
        assert REASON.encode() not in sign_in(classmate).get(thread.get_absolute_url()).content
        assert sign_in(classmate).get(reverse("discussions:flag", args=[student.classroom.slug, 0])).status_code == 404


class TestSanction:
    @pytest.fixture
    def url(self, classroom, student):
        return reverse("discussions:sanction", args=[classroom.slug, student.pk])

    def test_a_moderator_decides_with_reason_and_end(self, sign_in, moderator, student, url):
        answer = sign_in(moderator).post(url, {"kind": "mute", "reason": REASON, "days": "7"})
        assert answer.status_code == 302
        sanction = Sanction.objects.get()
        assert (sanction.member, sanction.kind, sanction.imposed_by) == (student, "mute", moderator)
        assert sanction.ends_at - sanction.starts_at == timedelta(days=7)

    @pytest.mark.parametrize(
        "given", [{"reason": ""}, {"days": ""}, {"days": "", "until": "2020-01-01"}, {"kind": "expel"}]
    )
    def test_never_without_reason_and_end(self, sign_in, moderator, url, given):
        answer = sign_in(moderator).post(url, {"kind": "mute", "reason": REASON, "days": "7", **given})
        assert answer.status_code == 422
        assert not Sanction.objects.exists()

    def test_only_about_students(self, sign_in, moderator, teacher, url):
        other = reverse("discussions:sanction", args=[teacher.classroom.slug, teacher.pk])
        assert sign_in(moderator).get(other).status_code == 404
        with pytest.raises(NotAStudent):
            end = timezone.now() + timedelta(days=1)
            Sanction.impose(teacher, "warn", REASON, by=moderator, ends_at=end, moment=timezone.now())


class TestLift:
    def test_lifted_it_is_over(self, sign_in, moderator, student, thread):
        sanction = SanctionFactory(member=student, kind="suspend")
        url = reverse("discussions:lift", args=[student.classroom.slug, sanction.pk])
        assert sign_in(moderator).post(url).status_code == 302
        sanction.refresh_from_db()
        assert sanction.lifted_by == moderator
        assert sign_in(student).get(thread.get_absolute_url()).status_code == 200

    def test_what_has_ended_stays_as_it_ended(self, sign_in, moderator, student):
        sanction = ended("mute", student)
        sign_in(moderator).post(reverse("discussions:lift", args=[student.classroom.slug, sanction.pk]))
        sanction.refresh_from_db()
        assert sanction.lifted_at is None

    def test_the_list_takes_the_same_queries_for_one_and_for_ten(
        self, sign_in, moderator, classroom, student, django_assert_num_queries
    ):
        browser, url = sign_in(moderator), reverse("discussions:sanctions", args=[classroom.slug])
        SanctionFactory.create_batch(10, member=student)
        with django_assert_num_queries(6):
            browser.get(url)
