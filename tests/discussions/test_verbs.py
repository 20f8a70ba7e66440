"""What authors and moderators do, as verbs: what changes, what is counted, what is refused."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from discussions.models import AuditEntry, Decision, Post, ReviewItem, ReviewMode, Revision, Thread
from discussions.models.submissions import Blocked, Cited, NotNow, ThreadClosed, Unchanged
from discussions.moderation.queue import Conflict, decide
from tests.discussions.factories import PostFactory, PromptFactory, ReviewItemFactory, ThreadFactory
from tests.factories import MembershipFactory, NormFactory
from tests.lessons.factories import AssignmentFactory, EditionFactory

pytestmark = pytest.mark.django_db

TEXT = "A list that leaves out Germany changes the story."


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def norm(classroom):
    return NormFactory(classroom=classroom)


def write(thread: Thread, author, text: str = TEXT, **given) -> Post:
    values = {"kind": "claim", "citations": [], "client_token": uuid.uuid4(), "moment": timezone.now(), **given}
    return Post.write(thread, author, text=text, **values)


def counters(thread: Thread) -> tuple[int, int, int]:
    return Thread.objects.values_list("published_count", "waiting_count", "last_pub_seq").get(pk=thread.pk)


class TestWrite:
    def test_a_students_first_post_waits_for_review(self, thread, student):
        post = write(thread, student)
        item = post.review_items.get()
        assert (post.state, item.reason, item.closed_at) == ("pending", "new", None)
        assert counters(thread) == (0, 1, 0)

    def test_the_fourth_is_published_at_once_and_numbered(self, thread, student):
        PostFactory.create_batch(3, thread=thread, author=student)
        post = write(thread, student)
        assert (post.state, post.pub_seq, post.live_revision) == ("published", 4, post.revision)
        assert counters(thread) == (4, 0, 4)

    def test_a_teachers_post_is_published_at_once(self, thread, teacher):
        assert write(thread, teacher).state == "published"

    def test_words_citations_and_verdict_are_kept_with_the_revision(self, thread, student):
        post = write(thread, student, "*So* https://evil.example/x", citations=[Cited(url="https://reuters.com/a")])
        revision = post.revision
        assert revision.body.html.startswith("<p><em>So</em>")
        assert revision.citations.get().url == "https://reuters.com/a"
        assert (revision.verdict, revision.number) == ("hold", 1)
        assert {finding["rule"] for finding in revision.findings} == {"link-1", "review-1"}

    def test_a_form_sent_twice_is_one_post(self, thread, student):
        token = uuid.uuid4()
        assert write(thread, student, client_token=token) == write(thread, student, client_token=token)
        assert Post.objects.count() == Revision.objects.count() == ReviewItem.objects.count() == 1

    def test_a_blocked_text_leaves_no_trace(self, thread, student):
        with pytest.raises(Blocked, match="Write something"):
            write(thread, student, "  \n ")
        write(thread, student)
        with pytest.raises(Blocked, match="already posted"):
            write(thread, student, TEXT.upper())
        assert Post.objects.count() == Revision.objects.count() == 1

    @pytest.mark.parametrize("trait", ["not_open_yet", "closed", "withdrawn"])
    def test_students_do_not_write_where_the_discussion_is_closed(self, classroom, student, trait):
        thread = ThreadFactory(assignment=AssignmentFactory(classroom=classroom, **{trait: True}))
        with pytest.raises(ThreadClosed):
            write(thread, student)

    def test_a_reply_to_a_reply_stands_in_the_same_branch(self, thread, student, teacher):
        root = PostFactory(thread=thread)
        reply = write(thread, teacher, root=root)
        second = write(thread, student, root=reply)
        assert (reply.root_id, second.root_id) == (root.pk, root.pk)
        root.refresh_from_db()
        assert root.published_replies == 1

    def test_a_person_has_one_pseudonym_in_a_thread_and_nobody_shares_it(self, thread, student, classmate):
        names = {write(thread, who, f"{TEXT} {n}").pseudonym for n, who in enumerate([student, classmate, student])}
        assert len(names) == 2

    def test_every_post_waits_where_the_teacher_wants_it_so(self, thread, student):
        PostFactory.create_batch(3, thread=thread, author=student)
        thread.review = ReviewMode.EVERY
        thread.save()
        assert write(thread, student).state == "pending"


class TestRevise:
    def test_a_returned_post_goes_back_to_the_queue_with_its_new_text(self, thread, student):
        post = PostFactory(thread=thread, author=student, returned=True)
        post.revise("evidence", "A new text that says where I read it.", [], timezone.now())
        post.refresh_from_db()
        item = ReviewItem.objects.open().get()
        assert (post.state, post.kind, post.tries, post.revision.number) == ("pending", "evidence", 1, 2)
        assert (item.reason, item.revision) == ("resubmit", post.revision)
        assert counters(thread) == (0, 1, 0)

    def test_the_same_text_is_not_taken_again(self, thread, student):
        post = PostFactory(thread=thread, author=student, returned=True, text=TEXT)
        with pytest.raises(Unchanged):
            post.revise("claim", f" {TEXT}\r\n", [], timezone.now())

    def test_a_post_that_was_not_returned_is_not_revised(self, thread, student):
        with pytest.raises(NotNow):
            PostFactory(thread=thread, author=student).revise("claim", TEXT, [], timezone.now())

    def test_after_five_tries_there_is_no_sixth(self, thread, student, norm, teacher):
        post = PostFactory(thread=thread, author=student, returned=True)
        for n in range(5):
            moment = timezone.now() + timedelta(minutes=5 * n)
            post.revise("claim", f"{TEXT} Try number {n}.", [], moment)
            decide(ReviewItem.objects.open().get(), teacher, "return", norm=norm, message="No.", moment=moment)
            post.refresh_from_db()
        with pytest.raises(NotNow):
            post.revise("claim", f"{TEXT} One more.", [], timezone.now() + timedelta(hours=1))


class TestWithdraw:
    @pytest.mark.parametrize("trait", ["pending", "returned", "published"])
    def test_what_is_taken_back_is_counted_and_waits_no_more(self, thread, student, trait):
        post = PostFactory(thread=thread, author=student, ends=trait)
        post.withdraw(timezone.now())
        assert Post.objects.get().state == "withdrawn"
        assert counters(thread)[:2] == (0, 0)
        assert not ReviewItem.objects.open().exists()

    def test_a_removed_post_is_not_taken_back(self, thread, student):
        with pytest.raises(NotNow):
            PostFactory(thread=thread, author=student, removed=True).withdraw(timezone.now())

    def test_a_reply_is_no_longer_counted_with_its_branch(self, thread):
        root = PostFactory(thread=thread)
        reply = PostFactory(thread=thread, root=root)
        reply.withdraw(timezone.now())
        root.refresh_from_db()
        assert root.published_replies == 0


class TestDecide:
    @pytest.mark.parametrize(
        ("outcome", "state", "counts"),
        [
            ("publish", "published", (1, 0, 1)),
            ("return", "returned", (0, 0, 0)),
            ("remove", "removed", (0, 0, 0)),
        ],
    )
    def test_the_post_goes_where_the_decision_sends_it(self, thread, moderator, norm, outcome, state, counts):
        item = ReviewItemFactory(thread=thread)
        decision = decide(item, moderator, outcome, norm=norm, message="Say where.", moment=timezone.now())
        post = Post.objects.get()
        assert (post.state, post.last_decision, post.moved_by) == (state, decision, moderator)
        assert counters(thread) == counts
        assert AuditEntry.objects.filter(decision=decision, act="decided", actor=moderator).count() == 1

    def test_the_second_decision_on_an_item_is_a_conflict_without_effect(self, thread, moderator, teacher, norm):
        item = ReviewItemFactory(thread=thread)
        seen_by_both = ReviewItem.objects.get(pk=item.pk)
        decide(item, moderator, "publish", moment=timezone.now())
        with pytest.raises(Conflict):
            decide(seen_by_both, teacher, "remove", norm=norm, message="No.", moment=timezone.now())
        assert Post.objects.get().state == "published"
        assert Decision.objects.count() == 1

    def test_an_item_that_somebody_holds_is_a_conflict_until_the_lease_ends(self, thread, moderator, teacher):
        item, now = ReviewItemFactory(thread=thread), timezone.now()
        assert item.claim(moderator, now)
        assert not item.claim(teacher, now)
        with pytest.raises(Conflict):
            decide(item, teacher, "publish", moment=now + timedelta(minutes=2))
        decide(item, teacher, "publish", moment=now + timedelta(minutes=4))

    def test_letting_go_leaves_it_to_others(self, thread, moderator, teacher):
        item = ReviewItemFactory(thread=thread)
        item.claim(moderator, timezone.now())
        item.let_go(moderator)
        assert item.claim(teacher, timezone.now())

    def test_what_was_taken_back_meanwhile_is_a_conflict(self, thread, moderator):
        item = ReviewItemFactory(thread=thread)
        item.post.withdraw(timezone.now())
        with pytest.raises(Conflict):
            decide(item, moderator, "publish", moment=timezone.now())

    def test_a_revision_sent_meanwhile_is_a_conflict(self, thread, moderator):
        item = ReviewItemFactory(thread=thread)
        item.revision = PostFactory(thread=thread).revision
        with pytest.raises(Conflict):
            decide(item, moderator, "publish", moment=timezone.now())


class TestReturnedTo:
    def test_a_persons_returned_posts_are_found_across_classes(self, thread, student):
        here = PostFactory(thread=thread, author=student, returned=True)
        elsewhere = MembershipFactory(user=student.user)
        there = PostFactory(thread=ThreadFactory(classroom=elsewhere.classroom), author=elsewhere, returned=True)
        PostFactory(thread=thread, author=student, pending=True)
        PostFactory(thread=thread, returned=True)
        assert set(Post.objects.returned_to(student.user)) == {here, there}


class TestOpenFor:
    def test_an_assignments_threads_are_made_once(self, classroom):
        made = ThreadFactory(classroom=classroom)
        Thread.open_for(made.assignment)
        assert Thread.objects.count() == 1

    def test_every_prompt_of_the_lesson_becomes_a_thread_with_its_words(self, classroom):
        prompt = PromptFactory()
        assignment = AssignmentFactory(classroom=classroom, edition=EditionFactory(lesson=prompt.lesson))
        Thread.open_for(assignment)
        thread = Thread.objects.get()
        assert (thread.prompt, thread.classroom, thread.statement) == (prompt, classroom, prompt.statement)

    @pytest.mark.parametrize("without", [{"has_discussion": False}, {}])
    def test_no_threads_without_a_discussion_or_from_dropped_prompts(self, classroom, without):
        prompt = PromptFactory(is_current=bool(without))
        edition = EditionFactory(lesson=prompt.lesson)
        Thread.open_for(AssignmentFactory(classroom=classroom, edition=edition, **without))
        assert not Thread.objects.exists()
