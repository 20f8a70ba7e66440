"""What the database itself refuses of notices and of preferences about mail."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from discussions.models import Notice, NoticePreference
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


def refused(rule: str):
    """The database says no, and names the rule where it can (SQLite names only check constraints)."""
    return pytest.raises(IntegrityError, match=rule if connection.vendor == "postgresql" else None)


class TestNotice:
    def test_a_member_has_one_for_a_thread_and_one_about_the_class(self, student):
        thread = ThreadFactory(classroom=student.classroom)
        for about in (thread, None):
            Notice.objects.create(member=student, thread=about)
            with refused("one_notice_per_member"), transaction.atomic():
                Notice.objects.create(member=student, thread=about)

    def test_nobody_takes_part_in_no_thread(self, student):
        with refused("one_takes_part_in_a_thread"):
            Notice.objects.create(member=student, takes_part=True)

    def test_writing_twice_is_taking_part_once(self, student):
        thread = ThreadFactory(classroom=student.classroom)
        PostFactory.create_batch(2, thread=thread, author=student)
        assert Notice.objects.get(member=student).takes_part


class TestNoticePreference:
    @pytest.mark.parametrize(
        ("hour", "quiet_from", "quiet_to"),
        [(16, 20, 7), (7, 20, 7), (19, 20, 7), (14, 12, 14), (11, 12, 14), (5, 9, 9)],
    )
    def test_a_digest_comes_when_it_is_not_quiet(self, student, hour, quiet_from, quiet_to):
        NoticePreference.objects.create(user=student.user, hour=hour, quiet_from=quiet_from, quiet_to=quiet_to)

    @pytest.mark.parametrize(
        ("hour", "quiet_from", "quiet_to"),
        [(20, 20, 7), (23, 20, 7), (0, 20, 7), (6, 20, 7), (12, 12, 14), (13, 12, 14)],
    )
    def test_and_never_when_it_is(self, student, hour, quiet_from, quiet_to):
        with refused("a_digest_does_not_come_in_quiet_hours"):
            NoticePreference.objects.create(user=student.user, hour=hour, quiet_from=quiet_from, quiet_to=quiet_to)

    @pytest.mark.parametrize("values", [{"digest": "often"}, {"hour": 24}, {"quiet_to": 24, "quiet_from": 24}])
    def test_words_and_hours_are_the_known_ones(self, student, values):
        with refused("a_digest_comes_daily_or_never|an_hour_is_one_of_the_clock|a_digest_does_not"):
            NoticePreference.objects.create(user=student.user, **values)

    def test_a_day_is_taken_once(self, student):
        mine, today = NoticePreference.of(student.user), timezone.now().date()
        assert [mine.claim_day(today), mine.claim_day(today)] == [True, False]

    def test_whoever_has_ended_the_mails_meanwhile_gets_none(self, student):
        mine = NoticePreference.of(student.user)
        NoticePreference.unsubscribe(student.user_id)
        assert not mine.claim_day(timezone.now().date())
