"""Erasing: what goes, what stays, and what the class sees in the place of the words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import AuditEntry, Body, Citation, Draft, Flag, Post, Stance
from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, StanceFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom):
    return ThreadFactory(classroom=classroom)


def erase(*args: object, **options: object) -> str:
    out = StringIO()
    call_command("erase_words", *map(str, args), stdout=out, **options)
    return out.getvalue()


class TestErasing:
    def test_every_text_of_a_post_and_what_it_rests_on_goes_and_the_log_stays(self, thread, student):
        cited = [Cited(url="https://reuters.com/x")]
        post = PostFactory(thread=thread, author=student, citations=cited, returned=True)
        post.revise("claim", "It leaves out three names.", cited, timezone.now())
        lines = AuditEntry.objects.filter(post=post).count()

        assert "Erased the words of 1 posts." in erase(post.pk, yes=True)
        assert not Body.objects.filter(revision__post=post).exists()
        assert not Citation.objects.filter(revision__post=post).exists()
        assert AuditEntry.objects.filter(post=post).count() == lines + 1
        assert not post.review_items.open().exists()

    def test_a_second_time_does_nothing(self, thread):
        post = PostFactory(thread=thread)
        erase(post.pk, yes=True)
        lines = AuditEntry.objects.count()
        assert "0 posts will be erased, 1 are erased already." in erase(post.pk, yes=True)
        assert AuditEntry.objects.count() == lines

    def test_everything_of_a_person_and_nothing_of_others(self, thread, student, classmate):
        own, others = PostFactory(thread=thread, author=student), PostFactory(thread=thread, author=classmate)
        StanceFactory(thread=thread, member=student, why="My uncle was there.")
        FlagFactory(post=others, reporter=student, note="He means me.")
        AppealFactory(post=PostFactory(thread=thread, author=student, returned=True))
        Draft.objects.create(thread=thread, author=student, text="I meant")

        said = erase(person=student.user.username, yes=True)
        assert "2 posts will be erased" in said
        assert "Also 1 drafts, and 2 reasons and notes." in said
        assert "1 appeals keep their words." in said
        assert Post.objects.get(pk=own.pk).state == "erased"
        assert list(Body.objects.values_list("revision__post", flat=True)) == [others.pk]
        assert not Draft.objects.exists()
        assert Stance.objects.get().why == ""
        assert Flag.objects.get().note == ""

    @pytest.mark.parametrize(("typed", "goes"), [("yes", True), ("no", False), ("", False)])
    def test_it_asks_first(self, monkeypatch, thread, typed, goes):
        post = PostFactory(thread=thread)
        monkeypatch.setattr("builtins.input", lambda _question: typed)
        if goes:
            erase(post.pk)
        else:
            with pytest.raises(CommandError, match="Nothing was erased"):
                erase(post.pk)
        assert Body.objects.filter(revision__post=post).exists() is not goes

    def test_a_number_or_a_name_that_is_nobodys_erases_nothing(self, thread):
        post = PostFactory(thread=thread)
        with pytest.raises(CommandError, match=f"No such post: {post.pk + 1}"):
            erase(post.pk, post.pk + 1, yes=True)
        with pytest.raises(CommandError, match="Nobody has the username"):
            erase(person="nobody", yes=True)
        assert Body.objects.count() == 1


class TestWhatTheClassSees:
    @pytest.fixture(params=["student", "teacher"])
    def page(self, request, sign_in, thread):
        member = request.getfixturevalue(request.param)
        return lambda: sign_in(member).get(reverse("discussions:thread", args=[thread.classroom.slug, thread.pk]))

    def test_a_line_stands_where_replies_hang_on_it(self, page, thread, classmate):
        root = PostFactory(thread=thread, author=classmate)
        reply = PostFactory(root=root)
        words = root.revision.body.text
        root.erase(timezone.now())
        assertContains(page(), "This post was erased.")
        assertContains(page(), reply.revision.body.text)
        assertNotContains(page(), words)
        assertNotContains(page(), classmate.name)

    def test_nothing_stands_where_none_do(self, page, thread):
        post = PostFactory(thread=thread)
        post.erase(timezone.now())
        assertNotContains(page(), f'id="p{post.pk}"')
