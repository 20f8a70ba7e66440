"""Discussions on pages of the floors below."""

import pytest
from django.template import Context, Template

from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom):
    return ThreadFactory(classroom=classroom)


def drawn(source: str, **context) -> str:
    return Template("{% load discussions_tags %}" + source).render(Context(context))


class TestAssignmentThreads:
    def test_they_are_listed_with_their_counts(self, thread, teacher, student):
        PostFactory(thread=thread)
        ReviewItemFactory(thread=thread)
        tag = "{% assignment_threads assignment member %}"
        for member, waiting in ((teacher, True), (student, False)):
            html = drawn(tag, assignment=thread.assignment, member=member)
            assert thread.get_absolute_url() in html
            assert "1 post" in html
            assert ("1 waiting for review" in html) is waiting

    def test_nothing_where_there_is_no_discussion(self, thread, student):
        thread.delete()
        assert not drawn("{% assignment_threads a m %}", a=thread.assignment, m=student).strip()


class TestWaitingPosts:
    def test_moderators_are_told_how_many_students_nothing(self, thread, moderator, student):
        ReviewItemFactory.create_batch(2, thread=thread)
        ReviewItemFactory(thread=thread, author=moderator)
        tag = "{% waiting_posts member as n %}{{ n }}"
        assert [drawn(tag, member=member) for member in (moderator, student)] == ["2", "0"]
