"""Reading: the list, the thread, the stance."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Draft, Stance, Thread
from discussions.models.reading import PAGE
from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, StanceFactory, ThreadFactory
from tests.factories import NormFactory
from tests.lessons.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:thread", args=[thread.classroom.slug, thread.pk])


def queries(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


class TestThreads:
    def test_every_thread_is_listed_with_what_it_counts(self, sign_in, teacher, thread):
        PostFactory(thread=thread)
        PostFactory(thread=thread, pending=True)
        page = sign_in(teacher).get(reverse("discussions:threads", args=[thread.classroom.slug]))
        assertContains(page, thread.title)
        assertContains(page, "1 post")
        assertContains(page, "1 waiting for review")

    def test_students_are_not_told_what_waits(self, sign_in, student, thread):
        PostFactory(thread=thread, pending=True)
        page = sign_in(student).get(reverse("discussions:threads", args=[thread.classroom.slug]))
        assertNotContains(page, "waiting")

    def test_an_empty_class_is_told_what_will_be_here(self, sign_in, teacher):
        page = sign_in(teacher).get(reverse("discussions:threads", args=[teacher.classroom.slug]))
        assertContains(page, "Nothing to discuss yet")


class TestThread:
    def test_posts_replies_kinds_and_citations_are_read(self, sign_in, student, thread, url):
        claim, source = ClaimFactory(code="C14"), SourceFactory(producer="Reuters", published="18 March 2011")
        citations = [Cited(claim_id=claim.pk), Cited(source_id=source.pk, locator="page 2")]
        root = PostFactory(thread=thread, kind="steelman", citations=citations)
        PostFactory(thread=thread, root=root, text="A reporter has one line and no more than that.")
        page = sign_in(student).get(url)
        for words in ("Steelman", "C14", "Reuters, 18 March 2011, page 2", "A reporter has one line", "2 posts"):
            assertContains(page, words)
        assertContains(page, 'href="/library/claims/C14/"')

    def test_ones_own_waiting_post_stands_in_its_place(self, sign_in, student, thread, url):
        PostFactory(thread=thread, author=student, pending=True, text="I had not thought of the veto at all.")
        page = sign_in(student).get(url)
        assertContains(page, "Waiting for review")
        assertContains(page, "I had not thought of the veto")
        assertContains(page, "own-post")

    def test_a_returned_post_shows_norm_message_and_quoted_words(self, sign_in, student, thread, url):
        PostFactory(thread=thread, author=student, returned=True, quote="Germany")
        page = sign_in(student).get(url)
        assertContains(page, "Where did you read that?")
        assertContains(page, "<mark>Germany</mark>")
        assertContains(page, "Revise and send again")

    def test_classmates_read_nothing_of_it(self, sign_in, classmate, student, thread, url):
        for state in ("pending", "returned", "removed", "withdrawn"):
            PostFactory(thread=thread, author=student, ends=state, text=f"Ouagadougou is named only here, {state}.")
        assertNotContains(sign_in(classmate).get(url), "Ouagadougou")

    def test_a_moderator_reads_what_waits_without_its_authors_name(self, sign_in, moderator, student, thread, url):
        post = PostFactory(thread=thread, author=student, pending=True)
        page = sign_in(moderator).get(url)
        assertContains(page, post.pseudonym)
        assertNotContains(page, student.name)

    def test_where_replies_stand_a_withdrawn_post_leaves_its_place_and_not_its_words(
        self, sign_in, classmate, student, thread, url
    ):
        root = PostFactory(thread=thread, author=student, text="Ouagadougou is named only here, in this post.")
        PostFactory(thread=thread, root=root, text="A reply that should go on standing here.")
        root.withdraw(timezone.now())
        page = sign_in(classmate).get(url)
        assertContains(page, "Its author took this post back")
        assertContains(page, "go on standing")
        assertNotContains(page, "Ouagadougou")

    def test_what_somebody_writes_is_never_markup(self, sign_in, student, thread, url):
        PostFactory(thread=thread, text='<script>alert("x")</script> <img src=x onerror=y> and so on')
        PostFactory(thread=thread, author=student, returned=True, text="<script>alert(1)</script> and more of it")
        page = sign_in(student).get(url)
        assertNotContains(page, "<script>alert")
        assertNotContains(page, "<img")

    def test_opening_posts_are_paged_by_key_and_replies_come_along(self, sign_in, student, thread, url):
        posts = [PostFactory(thread=thread, text=f"Opening post with the mark <{n}> on it.") for n in range(PAGE + 1)]
        PostFactory(thread=thread, root=posts[-1], text="The only reply is under the last one.")
        browser = sign_in(student)
        first = browser.get(url)
        assertContains(first, "&lt;0&gt;")
        assertNotContains(first, f"&lt;{PAGE}&gt;")
        second = browser.get(f"{url}?after={posts[PAGE - 1].pk}")
        assertContains(second, f"&lt;{PAGE}&gt;")
        assertContains(second, "The only reply")
        assertNotContains(second, "&lt;0&gt;")
        assertNotContains(browser.get(f"{url}?order=newest"), "&lt;0&gt;")

    @pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "²"])
    def test_a_broken_key_shows_the_beginning(self, sign_in, student, thread, url, after):
        PostFactory(thread=thread)
        assertContains(sign_in(student).get(url, {"after": after}), "1 post")

    def test_a_closed_discussion_is_read_and_not_written_in(self, sign_in, student, thread, url):
        thread.assignment.closes_at = timezone.now() - timedelta(minutes=1)
        thread.assignment.due_at = None
        thread.assignment.save()
        page = sign_in(student).get(url)
        assertContains(page, "Closed: you can read")
        assertNotContains(page, "<textarea")

    @pytest.mark.parametrize("who", ["student", "teacher"])
    def test_the_page_takes_eight_queries_however_many_posts(self, request, sign_in, thread, url, who):
        member = request.getfixturevalue(who)
        NormFactory(classroom=thread.classroom)
        browser = sign_in(member)
        claim = ClaimFactory()

        def fill(branches: int) -> None:
            for _ in range(branches):
                root = PostFactory(thread=thread, citations=[Cited(claim_id=claim.pk)])
                PostFactory(thread=thread, root=root, author=member, ends="pending")
                PostFactory(thread=thread, root=root, author=member, ends="returned")
                PostFactory(thread=thread, author=member)

        fill(1)
        kept = {"kind": "claim", "text": "So far", "cited": [{"line": "url https://x.example", "label": "x.example"}]}
        Draft(author=member, thread=thread, **kept, seq=1).keep()
        StanceFactory.create_batch(5, thread=thread)
        Thread.objects.filter(pk=thread.pk).update(stances_closed_at=timezone.now())
        few = queries(browser, url)
        fill(6)
        assert queries(browser, url) == few <= 8


class TestTakeStance:
    def test_it_is_kept_and_can_be_changed(self, sign_in, student, thread, url):
        for position in ("2", "-1"):
            assert sign_in(student).post(f"{url}stance/", {"position": position}).status_code == 302
        assert Stance.objects.get().position == -1
        assertContains(sign_in(student).get(url), "You said: Disagree.")

    def test_nothing_chosen_is_explained(self, sign_in, student, url):
        assertContains(sign_in(student).post(f"{url}stance/"), "This field is required", status_code=422)

    def test_after_closing_nothing_is_taken(self, sign_in, student, thread, url):
        thread.close_stances(timezone.now())
        assert sign_in(student).post(f"{url}stance/", {"position": "2"}).status_code == 409
        assert not Stance.objects.exists()


class TestDistribution:
    @pytest.mark.parametrize(
        ("answers", "closed", "shown"), [(5, True, True), (4, True, False), (5, False, False), (30, False, False)]
    )
    def test_it_is_shown_from_five_on_and_after_closing(
        self, sign_in, student, teacher, thread, url, answers, closed, shown
    ):
        StanceFactory.create_batch(answers, thread=thread)
        if closed:
            sign_in(teacher).post(f"{url}close-stances/")
        for member in (student, teacher):
            page = sign_in(member).get(url)
            assert ("stance-bar" in page.content.decode()) is shown

    def test_the_due_date_closes_it_too(self, sign_in, student, thread, url, time_machine):
        StanceFactory.create_batch(5, thread=thread, position=2)
        time_machine.move_to(thread.assignment.due_at + timedelta(minutes=1))
        assertContains(sign_in(student).get(url), "Agree strongly <b>5</b>")
