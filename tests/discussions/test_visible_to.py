"""Who in a class reads what: the narrowing that no address can test."""

import pytest

from discussions.models import Draft, Post, ReviewItem, Stance, Thread
from tests.discussions.factories import PostFactory, ReviewItemFactory, StanceFactory, ThreadFactory
from tests.lessons.factories import AssignmentFactory

pytestmark = pytest.mark.django_db

STATES = ["published", "pending", "returned", "removed", "withdrawn"]


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


class TestVisibleToOfPosts:
    @pytest.mark.parametrize("state", STATES)
    def test_a_classmate_reads_what_is_published(self, thread, student, classmate, state):
        post = PostFactory(thread=thread, author=student, ends=state)
        assert Post.objects.visible_to(classmate).filter(pk=post.pk).exists() is (state == "published")

    @pytest.mark.parametrize("state", STATES)
    def test_its_author_and_the_moderators_read_it_in_every_state(self, thread, student, teacher, moderator, state):
        post = PostFactory(thread=thread, author=student, ends=state)
        for member in (student, teacher, moderator):
            assert post in Post.objects.visible_to(member)

    def test_nobody_reads_what_was_erased(self, thread, student, teacher):
        post = PostFactory(thread=thread, author=student, pending=True)
        Post.objects.filter(pk=post.pk).update(state="erased")
        for member in (student, teacher):
            assert not Post.objects.visible_to(member).exists()

    def test_another_class_reads_nothing(self, thread, outsider):
        PostFactory(thread=thread)
        assert not Post.objects.visible_to(outsider).exists()

    def test_who_was_not_given_the_assignment_reads_nothing(self, classroom, student, classmate):
        chosen = ThreadFactory(assignment=AssignmentFactory(classroom=classroom, students=[student]))
        PostFactory(thread=chosen, author=student)
        assert Post.objects.visible_to(student).exists()
        assert not Post.objects.visible_to(classmate).exists()


class TestVisibleToOfThreads:
    def test_students_see_threads_of_what_they_were_given_once_it_is_open(self, classroom, student, classmate, teacher):
        ThreadFactory(assignment=AssignmentFactory(classroom=classroom, students=[student]))
        ThreadFactory(assignment=AssignmentFactory(classroom=classroom, not_open_yet=True))
        ThreadFactory(assignment=AssignmentFactory(classroom=classroom, withdrawn=True))
        seen = [Thread.objects.visible_to(member).count() for member in (student, classmate, teacher)]
        assert seen == [1, 0, 3]


class TestVisibleToOfDrafts:
    def test_a_draft_is_its_authors_alone(self, thread, student, classmate, teacher, moderator):
        Draft(author=student, thread=thread, text="So", seq=1).keep()
        assert Draft.objects.visible_to(student).exists()
        for member in (classmate, teacher, moderator):
            assert not Draft.objects.visible_to(member).exists()


class TestVisibleToOfStances:
    def test_nobody_reads_who_stands_where(self, thread, student, classmate, teacher):
        StanceFactory(thread=thread, member=student)
        assert Stance.objects.visible_to(student).exists()
        for member in (classmate, teacher):
            assert not Stance.objects.visible_to(member).exists()


class TestVisibleToOfReviewItems:
    def test_the_queue_is_for_moderators_and_without_their_own_posts(self, thread, student, teacher, moderator):
        ReviewItemFactory(thread=thread, author=student)
        ReviewItemFactory(thread=thread, author=moderator)
        seen = [ReviewItem.objects.visible_to(member).count() for member in (student, moderator, teacher)]
        assert seen == [0, 1, 2]
