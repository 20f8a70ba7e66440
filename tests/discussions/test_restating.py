"""Before one answers a view one may put it at its strongest; whoever holds it says whether that is fair."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import Draft, FairnessMark, Post, ReviewItem
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

VIEW = "A newspaper has little room, and two names are enough."


@pytest.fixture
def opening(classroom, classmate) -> Post:
    return PostFactory(thread=ThreadFactory(classroom=classroom), author=classmate)


@pytest.fixture
def reply(opening, student) -> Post:
    """The student's, to the classmate's post, with the classmate's view before it."""
    return PostFactory(root=opening, author=student, steelman=VIEW)


@pytest.fixture
def url(reply) -> str:
    return reverse("discussions:mark_fairness", args=[reply.thread.classroom.slug, reply.pk])


def at(name: str, post: Post) -> str:
    return reverse(f"discussions:{name}", args=[post.thread.classroom.slug, post.pk])


def said(browser, url: str, **verdict) -> tuple[int, list[str]]:
    """The status, and what the page said."""
    answer = browser.post(url, verdict)
    return answer.status_code, [str(message) for message in get_messages(answer.wsgi_request)]


class TestComposer:
    def test_the_view_goes_with_the_reply(self, sign_in, teacher, opening):
        page = sign_in(teacher).get(at("reply", opening))
        assertContains(page, f"the view of {opening.author.name} at its strongest")
        sign_in(teacher).post(at("reply", opening), filled(steelman=f"  {VIEW}\r\n"))
        body = Post.objects.get(author=teacher).live_revision.body
        assert (body.text, body.steelman, body.steelman_html) == (TEXT, VIEW, f"<p>{VIEW}</p>\n")

    def test_who_answers_nobody_or_themselves_is_not_asked(self, sign_in, classmate, opening):
        browser = sign_in(classmate)
        for address in (opening.thread.get_absolute_url(), at("reply", opening), at("revise", opening)):
            assertNotContains(browser.get(address), 'name="steelman"')

    def test_it_is_kept_with_the_draft_and_stands_there_again(self, sign_in, student, opening):
        keep = reverse("discussions:keep_draft", args=[opening.thread.classroom.slug, opening.thread_id])
        sign_in(student).post(keep, filled(text="So far", steelman=VIEW, root=opening.pk))
        assertContains(sign_in(student).get(at("reply", opening)), f"{VIEW}</textarea>")

    def test_a_newer_view_from_another_window_is_not_lost_by_sending(self, sign_in, teacher, opening):
        Draft(author=teacher, thread=opening.thread, root=opening, text=TEXT, steelman=VIEW, seq=9).keep()
        sign_in(teacher).post(at("reply", opening), filled())
        assert Draft.objects.get().steelman == VIEW

    def test_the_checks_read_it_and_nothing_typed_is_lost(self, sign_in, student, opening):
        page = sign_in(student).post(at("reply", opening), filled(steelman="x" * 1001))
        assertContains(page, "longer than 1,000 characters", status_code=422)
        assertContains(page, "x" * 1001, status_code=422)
        assert not Post.objects.filter(author=student).exists()

    def test_the_preview_shows_it(self, sign_in, student, opening):
        page = sign_in(student).post(at("reply", opening), filled(step="preview", steelman="*Two* names are enough."))
        assertContains(page, "<em>Two</em> names are enough.")

    def test_a_changed_view_is_a_change_and_an_unchanged_text_stays_with_it(self, sign_in, student, classroom, reply):
        PostFactory.create_batch(3, thread=reply.thread, author=student)  # so that nothing waits any more
        assertContains(sign_in(student).get(at("revise", reply)), f"{VIEW}</textarea>")
        text = reply.revision.body.text
        sign_in(student).post(at("revise", reply), filled(text=text, steelman="Another view.", change=1))
        reply.refresh_from_db()
        assert (reply.revision.number, reply.revision.body.steelman) == (2, "Another view.")

    def test_a_moderator_sees_what_changed_in_it(self, sign_in, teacher, student, opening):
        post = PostFactory(root=opening, author=student, steelman="Two names are enough.", returned=True)
        text = post.revision.body.text
        post.revise("claim", text, [], timezone.now(), "Two names are plenty.")
        item = ReviewItem.objects.open().get(post=post)
        page = sign_in(teacher).get(reverse("discussions:item", args=[opening.thread.classroom.slug, item.pk]))
        assertContains(page, "<del>enough.")
        assertContains(page, "<ins>plenty.")

    def test_its_author_sees_that_before_sending_again(self, sign_in, student, opening):
        post = PostFactory(root=opening, author=student, steelman="Two names are enough.", returned=True)
        typed = filled(step="compare", text=post.revision.body.text, steelman="Two names are plenty.")
        assertContains(sign_in(student).post(at("revise", post), typed), "<ins>plenty.")


class TestTwoRepliesInOneBranch:
    def test_have_drafts_of_their_own(self, sign_in, student, opening, teacher):
        reply = PostFactory(root=opening, author=teacher)
        keep = reverse("discussions:keep_draft", args=[opening.thread.classroom.slug, opening.thread_id])
        sign_in(student).post(keep, filled(text="To the first", root=opening.pk))
        sign_in(student).post(keep, filled(text="To the reply", root=opening.pk, answers=reply.pk))
        assertContains(sign_in(student).get(at("reply", opening)), "To the first</textarea>")
        assertContains(sign_in(student).get(at("reply", reply)), "To the reply</textarea>")

    def test_a_reply_of_another_branch_is_not_found(self, sign_in, student, opening):
        elsewhere = PostFactory(root=PostFactory(thread=opening.thread))
        keep = reverse("discussions:keep_draft", args=[opening.thread.classroom.slug, opening.thread_id])
        answer = sign_in(student).post(keep, filled(root=opening.pk, answers=elsewhere.pk))
        assert answer.status_code == 404
        assert sign_in(student).post(keep, filled(answers=elsewhere.pk)).status_code == 404


class TestOnThePage:
    def test_it_stands_above_the_reply_in_the_names_that_its_reader_knows(
        self, sign_in, teacher, student, classmate, reply
    ):
        page = reply.thread.get_absolute_url()
        assertContains(sign_in(teacher).get(page), f"The view of {classmate.name}, as {student.name} puts it")
        assertContains(sign_in(classmate).get(page), f"Your view, as {student.name} puts it")
        assertContains(sign_in(student).get(page), f"The view of {classmate.name}, as you put it")
        assertContains(sign_in(student).get(page), VIEW)

    def test_only_whom_it_restates_is_asked(self, sign_in, teacher, student, classmate, reply):
        page = reply.thread.get_absolute_url()
        assertContains(sign_in(classmate).get(page), "Is that what you mean?")
        for other in (teacher, student):
            assertNotContains(sign_in(other).get(page), "Is that what you mean?")

    def test_nobody_is_asked_about_a_reply_that_waits(self, sign_in, student, classmate, opening):
        PostFactory(root=opening, author=student, steelman=VIEW, pending=True)
        assertNotContains(sign_in(classmate).get(opening.thread.get_absolute_url()), VIEW)


class TestMarkFairness:
    @pytest.mark.parametrize(("verdict", "words"), [("fair", "Fair, says"), ("not_quite", "Not quite, says")])
    def test_everybody_reads_what_was_said(self, sign_in, teacher, classmate, reply, url, verdict, words):
        page = f"{reply.thread.get_absolute_url()}#p{reply.pk}"
        answer = sign_in(classmate).post(url, {verdict: reply.live_revision_id})
        assertRedirects(answer, page)
        assertContains(sign_in(teacher).get(page), f"{words} {classmate.name}.")
        assertNotContains(sign_in(classmate).get(page), "Is that what you mean?")

    def test_said_twice_it_is_noted_once_and_never_turned_round(self, sign_in, classmate, reply, url):
        browser = sign_in(classmate)
        assert said(browser, url, fair=reply.live_revision_id) == said(browser, url, fair=reply.live_revision_id)
        _status, told = said(browser, url, not_quite=reply.live_revision_id)
        assert told[0].startswith("Nothing was noted")
        assert FairnessMark.objects.get().verdict == "fair"

    def test_a_text_that_they_have_not_read_is_not_marked(self, sign_in, classmate, reply, url):
        _status, told = said(sign_in(classmate), url, fair=reply.live_revision_id + 1)
        assert told[0].startswith("Nothing was noted")
        assert not FairnessMark.objects.exists()

    def test_in_a_branch_it_is_the_author_of_the_answered_reply(self, sign_in, teacher, classmate, opening):
        reply = PostFactory(root=opening, author=teacher)
        sign_in(classmate)
        answer = PostFactory(root=reply, steelman=VIEW)
        assert said(sign_in(classmate), at("mark_fairness", answer), fair=answer.live_revision_id)[0] == 404
        assert said(sign_in(teacher), at("mark_fairness", answer), fair=answer.live_revision_id)[0] == 302
        assert FairnessMark.objects.get().marked_by == teacher

    @pytest.mark.parametrize("sent", [{}, {"fair": "1", "not_quite": "1"}, {"fair": "x"}, {"fair": "²"}, {"good": "1"}])
    def test_what_the_page_does_not_offer_is_not_noted(self, sign_in, classmate, url, sent):
        assert said(sign_in(classmate), url, **sent)[1][0].startswith("Nothing was noted")
        assert not FairnessMark.objects.exists()

    def test_nobody_else_marks_and_nothing_without_a_view(
        self, sign_in, student, teacher, classmate, opening, reply, url
    ):
        for other in (student, teacher, MembershipFactory(classroom=reply.thread.classroom)):
            assert said(sign_in(other), url, fair=reply.live_revision_id)[0] == 404
        bare = PostFactory(root=opening, author=student)
        assert said(sign_in(classmate), at("mark_fairness", bare), fair=bare.live_revision_id)[0] == 404
        assert said(sign_in(classmate), at("mark_fairness", opening), fair=opening.live_revision_id)[0] == 404
