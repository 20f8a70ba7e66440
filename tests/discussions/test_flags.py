"""Flags: what raising one does, what ends it, and that nobody learns who."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from discussions.models import AuditEntry, Flag, ReviewItem
from discussions.models.flags import LookedAt, TooManyFlags
from discussions.models.submissions import NotNow
from discussions.moderation.queue import Conflict, decide
from tests.discussions.factories import PostFactory
from tests.discussions.moderation_factories import FlagFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(classroom, student):
    return PostFactory(thread__classroom=classroom, author=student)


@pytest.fixture
def norm(classroom):
    return NormFactory(classroom=classroom)


def now():
    return timezone.now()


def raised(post, reporter, norm, **given):
    return Flag.raise_on(post, reporter, now(), norm=norm, **given)


def readers(classroom, number):
    return MembershipFactory.create_batch(number, classroom=classroom)


class TestRaising:
    def test_one_opens_an_item_and_the_post_stays(self, post, classmate, norm):
        raised(post, classmate, norm)
        post.refresh_from_db()
        item = ReviewItem.objects.open().get(post=post)
        assert (post.state, item.reason, item.priority, item.version) == ("published", "flagged", 0, 2)

    def test_flagged_a_second_time_it_is_the_same_flag(self, post, classmate, norm):
        assert raised(post, classmate, norm) == raised(post, classmate, norm)
        assert Flag.objects.count() == 1

    def test_two_newcomers_hide_it_first_in_the_queue(self, post, classroom, norm):
        for reader in readers(classroom, 2):
            raised(post, reader, norm)
        post.refresh_from_db()
        assert (post.state, ReviewItem.objects.open().get(post=post).priority) == ("pending", 1)

    def test_one_whose_flags_are_dismissed_does_not_make_up_the_second(self, post, classroom, norm):
        often_wrong, other = readers(classroom, 2)
        for _ in range(2):
            FlagFactory(post__thread=post.thread, reporter=often_wrong, closed_at=now(), outcome="dismissed")
        raised(post, often_wrong, norm)
        raised(post, other, norm)
        post.refresh_from_db()
        assert post.state == "published"

    def test_somebody_at_risk_hides_it_at_once_and_only_the_adult_sees_it(self, post, classmate, moderator, teacher):
        raised(post, classmate, None, is_safeguarding=True)
        post.refresh_from_db()
        item = ReviewItem.objects.open().get(post=post)
        assert (post.state, item.priority, item.escalated_by) == ("pending", 2, None)
        assert list(ReviewItem.objects.visible_to(teacher).open()) == [item]
        assert not ReviewItem.objects.visible_to(moderator).open().exists()

    def test_whoever_has_not_seen_the_flag_does_not_decide(self, post, classroom, teacher, norm):
        first, second = readers(classroom, 2)
        raised(post, first, norm)
        seen = ReviewItem.objects.open().select_related("post__thread").get(post=post)
        raised(post, second, norm)
        with pytest.raises(Conflict):
            decide(seen, teacher, "publish", moment=now())

    def test_the_author_cannot_and_nobody_can_what_the_class_does_not_see(self, post, student, classmate, norm):
        with pytest.raises(NotNow):
            raised(post, student, norm)
        post.withdraw(now())
        with pytest.raises(NotNow):
            raised(post, classmate, norm)

    def test_ten_a_day_and_then_no_more(self, post, classmate, norm):
        for _ in range(10):
            FlagFactory(post__thread=post.thread, reporter=classmate)
        with pytest.raises(TooManyFlags):
            raised(post, classmate, norm)
        Flag.raise_on(post, classmate, now() + timedelta(days=1, minutes=1), norm=norm)

    def test_the_log_does_not_say_who(self, post, classmate, norm):
        raised(post, classmate, norm)
        assert AuditEntry.objects.get(act="flagged").actor is None
        assert not AuditEntry.objects.filter(actor=classmate).exists()


class TestEnding:
    @pytest.mark.parametrize(
        ("outcome", "told"), [("publish", "dismissed"), ("return", "upheld"), ("remove", "upheld")]
    )
    def test_a_decision_closes_every_flag(self, post, classroom, teacher, norm, outcome, told):
        flags = [raised(post, reader, norm) for reader in readers(classroom, 2)]
        item = ReviewItem.objects.open().select_related("post__thread").get(post=post)
        decide(item, teacher, outcome, norm=norm, message="Say where.", moment=now())
        assert set(Flag.objects.filter(pk__in=[flag.pk for flag in flags]).values_list("outcome", flat=True)) == {told}

    def test_the_same_text_is_not_flagged_again_once_somebody_has_looked(self, post, classmate, teacher, norm):
        raised(post, classmate, norm)
        decide(ReviewItem.objects.open().get(post=post), teacher, "publish", moment=now())
        with pytest.raises(LookedAt):
            raised(post, classmate, norm)

    def test_taken_back_nothing_waits_any_more(self, post, classmate, norm):
        assert raised(post, classmate, norm).take_back(now())
        assert ReviewItem.objects.get(post=post, reason="flagged").outcome == "void"

    def test_a_change_that_waited_before_waits_on(self, post, classmate, norm):
        post.edit("See https://elsewhere.example/list for a longer list of those who voted.", [], now())
        raised(post, classmate, norm).take_back(now())
        assert ReviewItem.objects.open().get(post=post).reason == "edit"

    def test_what_is_hidden_waits_for_somebody_to_look(self, post, classroom, norm):
        flags = [raised(post, reader, norm) for reader in readers(classroom, 2)]
        for flag in flags:
            flag.post.refresh_from_db()
            flag.take_back(now())
        assert ReviewItem.objects.open().filter(post=post).exists()

    @pytest.mark.parametrize("go", ["withdraw", "erase"])
    def test_gone_before_anybody_looked_it_counts_neither_way(self, post, classmate, norm, go):
        flag = raised(post, classmate, norm)
        getattr(post, go)(now())
        flag.refresh_from_db()
        assert (flag.outcome, flag.withdrawn_at is None) == ("", False)

    def test_returning_a_change_leaves_no_flagged_text_for_the_class(self, post, classmate, teacher, norm):
        post.edit("See https://elsewhere.example/list for a longer list of those who voted.", [], now())
        raised(post, classmate, norm)
        item = ReviewItem.objects.open().select_related("post__thread").get(post=post)
        with transaction.atomic():
            decide(item, teacher, "return", norm=norm, message="Say where.", moment=now())
        post.refresh_from_db()
        assert post.state == "returned"


class TestFlag:
    @pytest.fixture
    def url(self, classroom, post):
        return reverse("discussions:flag", args=[classroom.slug, post.pk])

    def test_it_says_what_happens_and_takes_the_rule(self, sign_in, classmate, post, norm, url):
        assert b"learn who flagged it" in sign_in(classmate).get(url).content
        answer = sign_in(classmate).post(url, {"reason": norm.pk, "note": "Line two."})
        assert answer.status_code == 302
        assert Flag.objects.values_list("reporter", "norm", "note").get() == (classmate.pk, norm.pk, "Line two.")

    def test_without_a_reason_it_asks_for_one(self, sign_in, classmate, norm, url):
        answer = sign_in(classmate).post(url, {})
        assert answer.status_code == 422
        assert b"Choose the rule" in answer.content

    def test_it_offers_to_take_it_back_and_does(self, sign_in, classmate, post, norm, url):
        raised(post, classmate, norm)
        assert b"Take my flag back" in sign_in(classmate).get(url).content
        assert sign_in(classmate).post(url.replace("/flag/", "/take-back-flag/")).status_code == 302
        assert not Flag.objects.live().exists()

    def test_too_many_keep_what_was_typed(self, sign_in, classmate, post, norm, url):
        FlagFactory.create_batch(10, post__thread=post.thread, reporter=classmate)
        answer = sign_in(classmate).post(url, {"reason": norm.pk, "note": "Line two."})
        assert answer.status_code == 409
        assert b"Line two." in answer.content

    def test_ones_own_post_has_no_such_page(self, sign_in, student, url):
        assert sign_in(student).get(url).status_code == 302

    def test_the_moderator_reads_what_and_how_many_never_who(self, sign_in, teacher, classmate, post, norm):
        raised(post, classmate, norm, note="Look at line two.")
        item = ReviewItem.objects.open().get(post=post)
        page = sign_in(teacher).get(reverse("discussions:item", args=[post.thread.classroom.slug, item.pk]))
        assert f"1 flag: {norm.text}".encode() in page.content
        assert b"Look at line two." in page.content
        assert classmate.name.encode() not in page.content
