"""Escalation: what may be a matter of safety goes to a named adult, out of the moderators' sight."""

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import AuditEntry, ReviewItem
from discussions.moderation.escalation import escalate, give_back
from discussions.moderation.queue import Conflict
from tests.discussions.factories import ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import ClassRulesFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(classroom, student):
    return ReviewItemFactory(thread=ThreadFactory(classroom=classroom), author=student)


def risk(classroom, student):
    return ReviewItemFactory(
        thread=ThreadFactory(classroom=classroom), author=student, text="I do not sleep, and I want to die."
    )


def sees(member, item):
    return ReviewItem.objects.visible_to(member).filter(pk=item.pk).exists()


class TestVisibleToOfEscalated:
    def test_every_teacher_and_no_moderator(self, item, moderator, teacher, student):
        assert sees(moderator, item)
        escalate(item, moderator, moment=timezone.now())
        assert [sees(one, item) for one in (moderator, teacher, student)] == [False, True, False]

    def test_only_the_adult_whom_the_class_named(self, classroom, item, moderator, teacher):
        adult = MembershipFactory(classroom=classroom, teacher=True)
        ClassRulesFactory(classroom=classroom, safeguarding=adult)
        escalate(item, moderator, moment=timezone.now())
        assert [sees(one, item) for one in (moderator, teacher, adult)] == [False, False, True]

    def test_every_teacher_again_when_the_adult_has_left(self, classroom, item, moderator, teacher):
        ClassRulesFactory(classroom=classroom, safeguarding=MembershipFactory(classroom=classroom, closed=True))
        escalate(item, moderator, moment=timezone.now())
        assert sees(teacher, item)
        assert ReviewItem.objects.visible_to(teacher).filter(pk=item.pk).count() == 1


class TestEscalating:
    def test_it_comes_first_in_a_new_version_and_is_logged(self, item, moderator):
        item.claim(moderator, timezone.now())
        escalate(item, moderator, moment=timezone.now())
        item.refresh_from_db()
        assert (item.priority, item.escalated_by, item.version, item.claimed_by) == (2, moderator, 2, None)
        assert AuditEntry.objects.get(act="escalated").actor == moderator

    def test_words_that_say_so_escalate_by_themselves(self, classroom, student, moderator):
        item = risk(classroom, student)
        assert (item.priority, item.escalated_by) == (2, None)
        assert not sees(moderator, item)

    def test_whoever_saw_an_older_version_or_finds_somebody_on_it_changes_nothing(self, item, moderator, teacher):
        item.claim(teacher, timezone.now())
        with pytest.raises(Conflict):
            escalate(item, moderator, moment=timezone.now())
        item.let_go(teacher)
        item.version = 7
        with pytest.raises(Conflict):
            escalate(item, moderator, moment=timezone.now())

    def test_given_back_the_moderators_see_it_and_the_log_says_so(self, classroom, student, moderator, teacher):
        item = risk(classroom, student)
        give_back(item, teacher, moment=timezone.now())
        item.refresh_from_db()
        assert (item.priority, item.escalated_at, sees(moderator, item)) == (0, None, True)
        assert AuditEntry.objects.get(act="escalated", detail="given back").actor == teacher


class TestEscalate:
    @pytest.fixture
    def url(self, classroom, item):
        return reverse("discussions:item", args=[classroom.slug, item.pk])

    def test_it_is_one_of_the_choices(self, sign_in, moderator, teacher, item, url):
        assert b'value="escalate"' in sign_in(moderator).get(url).content
        sent = {"outcome": "escalate", "version": item.version, "revision": item.revision_id}
        assert sign_in(moderator).post(f"{url}decide/", sent).status_code == 302
        assert sign_in(moderator).get(url).status_code == 404
        assert b"give it back" in sign_in(teacher).get(url).content

    def test_sent_from_an_old_page_it_changes_nothing(self, sign_in, moderator, item, url):
        sent = {"outcome": "escalate", "version": 9, "revision": item.revision_id}
        assert sign_in(moderator).post(f"{url}decide/", sent).status_code == 409
        item.refresh_from_db()
        assert item.escalated_at is None

    @pytest.mark.parametrize(("version", "back"), [(2, True), (1, False), ("", False)])
    def test_the_adult_gives_it_back_as_it_was_seen(self, sign_in, moderator, teacher, item, url, version, back):
        escalate(item, moderator, moment=timezone.now())
        assert sign_in(teacher).post(f"{url}give-back/", {"version": version}).status_code == 302
        assert sees(moderator, item) is back
