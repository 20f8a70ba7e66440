"""Appeals: once about a decision, decided by somebody else, and final."""

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Appeal, ReviewItem
from discussions.models.appeals import NobodyElse
from discussions.models.submissions import NotNow
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db

WHY = "The source is in the last line."


@pytest.fixture
def post(classroom, student):
    return PostFactory(thread__classroom=classroom, author=student, returned=True)


@pytest.fixture
def url(classroom, post):
    return reverse("discussions:appeal", args=[classroom.slug, post.pk])


def asked(post):
    return Appeal.make(post, post.author, WHY, timezone.now())


def decided(appeal, member, outcome):
    norm = NormFactory(classroom=member.classroom)
    item = ReviewItem.objects.select_related("post__thread").get(pk=appeal.item_id)
    decide(item, member, outcome, norm=norm, message="It is not in it.", moment=timezone.now())
    appeal.post.refresh_from_db()


class TestMaking:
    def test_somebody_else_finds_it_in_the_queue_and_the_first_decider_does_not(self, post, moderator):
        first = post.last_decision.decider
        appeal = asked(post)
        assert (appeal.item.reason, appeal.item.first_decider) == ("appeal", first)
        assert appeal.item in ReviewItem.objects.visible_to(moderator)
        assert appeal.item not in ReviewItem.objects.visible_to(first)

    def test_asked_twice_it_is_one(self, post, moderator):
        assert asked(post) == asked(post)

    def test_where_there_is_nobody_else_there_is_none(self, post):
        with pytest.raises(NobodyElse):
            asked(post)
        assert not ReviewItem.objects.open().exists()

    def test_only_the_author_and_only_what_was_taken_away(self, post, moderator, classmate, student):
        with pytest.raises(NotNow):
            Appeal.make(post, classmate, WHY, timezone.now())
        with pytest.raises(NotNow):
            asked(PostFactory(thread=post.thread, author=student))

    def test_what_is_upheld_is_final(self, post, moderator):
        decided(asked(post), moderator, "uphold")
        with pytest.raises(NotNow):
            asked(post)

    def test_returned_anew_it_can_be_asked_anew(self, post, moderator, teacher):
        decided(asked(post), moderator, "uphold")
        post.revise("claim", "Quite another text about the list of those who voted.", [], timezone.now())
        item = ReviewItem.objects.open().select_related("post__thread").get(post=post)
        norm = NormFactory(classroom=teacher.classroom)
        decide(item, moderator, "return", norm=norm, message="Say where.", moment=timezone.now())
        post.refresh_from_db()
        assert asked(post).item.first_decider == moderator


class TestAppeal:
    def test_it_says_who_looks_and_sends_it(self, sign_in, student, post, moderator, url):
        assert b"Another teacher or moderator" in sign_in(student).get(url).content
        assert sign_in(student).post(url, {"text": WHY}).status_code == 302
        thread = sign_in(student).get(post.thread.get_absolute_url()).content
        assert b"Someone else is looking." in thread
        assert b"/appeal/" not in thread

    def test_the_thread_offers_it_before(self, sign_in, student, post, url):
        assert url.encode() in sign_in(student).get(post.thread.get_absolute_url()).content

    def test_without_a_reason_it_asks_for_one(self, sign_in, student, moderator, url):
        assert sign_in(student).post(url, {"text": " "}).status_code == 422
        assert not Appeal.objects.exists()

    def test_with_nobody_else_it_says_whom_to_ask_and_keeps_the_words(self, sign_in, student, post, url):
        page = sign_in(student).get(url).content
        assert b"Speak about it in person" in page
        assert b"<textarea" not in page
        answer = sign_in(student).post(url, {"text": WHY})
        assert answer.status_code == 409
        assert WHY.encode() in answer.content

    def test_somebody_elses_is_not_found(self, sign_in, classmate, url):
        assert sign_in(classmate).get(url).status_code == 404

    def test_upheld_the_author_reads_who_looked_again_and_why(self, sign_in, student, post, moderator):
        decided(asked(post), moderator, "uphold")
        page = sign_in(student).get(post.thread.get_absolute_url()).content
        assert b"Mariam Mod looked again" in page
        assert b"It is not in it." in page
        assert b"/appeal/" not in page

    def test_the_second_reads_the_first_decision_and_the_authors_words(self, sign_in, post, moderator):
        item = asked(post).item
        page = sign_in(moderator).get(reverse("discussions:item", args=[post.thread.classroom.slug, item.pk]))
        assert WHY.encode() in page.content
        assert post.last_decision.decider.name.encode() in page.content
