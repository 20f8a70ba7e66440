"""Which items wait for whom, in which order, and by which pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classrooms.models import Membership
from discussions.models import ReviewItem, Thread
from discussions.models.judging import waits_this_week
from discussions.models.waiting import Mark, page_of
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, ClassRulesFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def item(thread, student) -> ReviewItem:
    return ReviewItemFactory(thread=thread, author=student)


def hand_over(item: ReviewItem) -> None:
    ReviewItem.objects.filter(pk=item.pk).update(escalated_at=timezone.now(), priority=2)


def sees(member: Membership, item: ReviewItem) -> bool:
    """Both ways of asking have the same answer."""
    one = ReviewItem.objects.visible_to(member).filter(pk=item.pk).exists()
    assert ReviewItem.objects.waiting_for([member]).filter(pk=item.pk).exists() is one
    return one


class TestVisibleToOfEscalatedItems:
    """ReviewItem.objects.visible_to, once somebody may be at risk."""

    def test_without_a_named_adult_the_teachers_see_it_and_moderators_do_not(self, item, teacher, moderator, student):
        hand_over(item)
        assert [sees(member, item) for member in (teacher, moderator, student)] == [True, False, False]

    def test_the_named_adult_alone_sees_it(self, item, teacher, moderator):
        ClassRulesFactory(classroom=teacher.classroom, safeguarding=moderator)
        assert sees(teacher, item)
        hand_over(item)
        assert [sees(member, item) for member in (moderator, teacher)] == [True, False]

    def test_the_teachers_see_what_the_adult_wrote(self, thread, teacher, moderator):
        ClassRulesFactory(classroom=teacher.classroom, safeguarding=moderator)
        own = ReviewItemFactory(thread=thread, author=moderator)
        hand_over(own)
        assert [sees(member, own) for member in (teacher, moderator)] == [True, False]

    def test_an_adult_who_has_left_or_moderates_no_more_leaves_it_to_the_teachers(self, item, teacher, moderator):
        ClassRulesFactory(classroom=teacher.classroom, safeguarding=moderator)
        hand_over(item)
        for change in ({"role": "student"}, {"role": "moderator", "closed_at": timezone.now()}):
            Membership.objects.filter(pk=moderator.pk).update(**change)
            assert sees(teacher, item)

    def test_the_teachers_see_the_appeal_of_what_the_adult_decided(self, thread, teacher, moderator):
        ClassRulesFactory(classroom=teacher.classroom, safeguarding=moderator)
        appeal = AppealFactory(post=PostFactory(thread=thread, returned=True)).item
        ReviewItem.objects.filter(pk=appeal.pk).update(first_decider=moderator)
        hand_over(appeal)
        assert [sees(member, appeal) for member in (teacher, moderator)] == [True, False]

    def test_an_adult_of_another_class_and_its_teachers_see_nothing(self, item, outsider):
        ClassRulesFactory(classroom=outsider.classroom, safeguarding=outsider)
        hand_over(item)
        assert not sees(outsider, item)


class TestWaitingFor:
    def test_it_is_the_sum_of_a_persons_classes_where_they_moderate(self, item, moderator):
        other = ReviewItemFactory()
        ReviewItemFactory()
        as_student = ReviewItemFactory()
        seats = [
            moderator,
            MembershipFactory(user=moderator.user, classroom=other.classroom, teacher=True),
            MembershipFactory(user=moderator.user, classroom=as_student.classroom),
        ]
        own = ReviewItemFactory(thread=other.post.thread, author=seats[1])
        waiting = ReviewItem.objects.waiting_for(seats)
        assert set(waiting) == {item, other}
        assert own not in waiting

    def test_teaching_one_class_opens_nothing_escalated_in_another(self, item, moderator):
        hand_over(item)
        teaching = MembershipFactory(user=moderator.user, teacher=True)
        assert not ReviewItem.objects.waiting_for([moderator, teaching]).exists()


class TestPageOf:
    def fill(self, thread: Thread) -> list[ReviewItem]:
        """Seven items, in the order in which they are to be read."""
        now = timezone.now()
        same = now - timedelta(hours=3)
        made = [ReviewItemFactory(thread=thread) for _ in range(7)]
        places = [(2, now), (1, same), (1, now), (0, now - timedelta(days=2)), (0, same), (0, same), (0, now)]
        for item, (priority, opened_at) in zip(made, places, strict=True):
            ReviewItem.objects.filter(pk=item.pk).update(priority=priority, opened_at=opened_at)
        return list(ReviewItem.objects.filter(pk__in=[item.pk for item in made]).order_by("pk"))

    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_risk_comes_first_then_what_is_hidden_then_who_has_waited_longest_page_by_page(self, thread, teacher, size):
        expected, found, mark = self.fill(thread), [], None
        while page := list(page_of([teacher], lambda items: items, size, mark)):
            found += page
            mark = Mark.of(page[-1])
        assert found == expected

    def test_two_classes_are_one_order(self, thread, teacher):
        first = self.fill(thread)
        seat = MembershipFactory(user=teacher.user, teacher=True)
        second = self.fill(ThreadFactory(classroom=seat.classroom))
        both = sorted([*first, *second], key=lambda item: (-item.priority, item.opened_at, item.pk))
        page = list(page_of([teacher, seat], lambda items: items, 5))
        assert page == both[:5]
        assert list(page_of([teacher, seat], lambda items: items, 20, Mark.of(page[-1]))) == both[5:]

    def test_without_a_seat_there_is_nothing(self, item):
        assert not page_of([], lambda items: items, 5)

    @pytest.mark.parametrize("written", ["", "1_2_3", "1_2026-11-27T09:30:00_4", "x_2026-11-27T09:30:00+00:00_4"])
    def test_what_is_no_mark_begins_at_the_beginning(self, written):
        assert Mark.read(written) is None

    def test_a_mark_is_read_as_it_was_written(self, item):
        assert Mark.read(str(Mark.of(item))) == Mark.of(item)


class TestWaits:
    def test_they_are_those_of_the_last_week_in_ones_classes(self, thread, teacher, moderator, outsider):
        now = timezone.now()
        for days, hours in ((1, 3), (2, 5), (9, 7)):
            at = now - timedelta(days=days)
            decide(
                ReviewItemFactory(thread=thread, moment=at - timedelta(hours=hours)), moderator, "publish", moment=at
            )
        assert sorted(waits_this_week(teacher, now)) == [timedelta(hours=3), timedelta(hours=5)]
        assert waits_this_week(outsider, now) == []
        PostFactory(thread=ThreadFactory(classroom=outsider.classroom), moment=now)
        assert waits_this_week(outsider, now) == [timedelta(0)]
