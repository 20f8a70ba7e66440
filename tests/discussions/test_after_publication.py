"""What may still happen to a post that was decided about: a change, an appeal, hiding, erasing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from discussions.models import AuditEntry, Body, Citation, Post, ReviewItem
from discussions.models.submissions import Cited, NotNow
from discussions.moderation.queue import Conflict, available_outcomes, decide
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db

NEWER = "A list that leaves out Germany and Brazil changes the story."
LINKED = f"{NEWER} See https://elsewhere.example/list"


@pytest.fixture
def post(classroom, student) -> Post:
    """The student's third, so that a change is not reviewed for being one of the first."""
    return PostFactory.create_batch(3, thread=ThreadFactory(classroom=classroom), author=student)[-1]


@pytest.fixture
def norm(classroom):
    return NormFactory(classroom=classroom)


def later():
    return timezone.now() + timedelta(hours=1)


class TestEdit:
    def test_a_change_that_no_check_holds_is_read_at_once_under_the_same_number(self, post):
        number = post.pub_seq
        post.edit(NEWER, [], later())
        post.refresh_from_db()
        post.thread.refresh_from_db()
        assert post.live_revision == post.revision
        assert post.revision.body.text == NEWER
        assert (post.pub_seq, post.thread.published_count) == (number, 3)
        assert not ReviewItem.objects.open().exists()

    def test_one_that_must_be_reviewed_leaves_the_approved_text_live(self, post):
        approved = post.live_revision
        post.edit(LINKED, [], later())
        post.refresh_from_db()
        assert (post.state, post.live_revision, post.revision.body.text) == ("published", approved, LINKED)
        assert ReviewItem.objects.open().get(post=post).reason == "edit"

    def test_published_the_change_is_what_the_class_reads(self, post, teacher):
        post.edit(LINKED, [], later())
        number = post.pub_seq
        decide(ReviewItem.objects.open().get(post=post), teacher, "publish", moment=later())
        post.refresh_from_db()
        assert (post.live_revision.body.text, post.pub_seq) == (LINKED, number)

    def test_returned_the_approved_text_stays(self, post, teacher, norm):
        approved = post.live_revision
        post.edit(LINKED, [], later())
        item = ReviewItem.objects.open().get(post=post)
        decide(item, teacher, "return", norm=norm, message="Leave the link out.", moment=later())
        post.refresh_from_db()
        assert (post.state, post.live_revision, post.last_decision.outcome) == ("published", approved, "return")

    def test_a_change_does_not_slip_from_under_a_flag(self, post, teacher):
        item = ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, later())
        post.edit(NEWER, [], later())
        item.refresh_from_db()
        assert (item.closed_at, item.reason, item.revision) == (None, "flagged", post.revision)
        item.version -= 1
        with pytest.raises(Conflict):
            decide(item, teacher, "publish", moment=later())

    def test_the_same_text_is_no_change_and_what_is_not_published_cannot_be_changed(self, post):
        post.edit(post.revision.body.text, [], later())
        assert post.revisions.count() == 1
        post.withdraw(later())
        with pytest.raises(NotNow):
            post.edit(NEWER, [], later())


class TestAppealed:
    def test_overturned_the_class_reads_it_after_all(self, moderator):
        appeal = AppealFactory(post=PostFactory(thread__classroom=moderator.classroom, removed=True))
        decide(appeal.item, moderator, "overturn", moment=later())
        appeal.post.refresh_from_db()
        assert (appeal.post.state, appeal.post.live_revision) == ("published", appeal.post.revision)

    def test_upheld_it_stays_where_it_was_and_the_reason_is_said(self, moderator, norm):
        appeal = AppealFactory(post=PostFactory(thread__classroom=moderator.classroom, returned=True))
        decide(appeal.item, moderator, "uphold", norm=norm, message="The source is not in it.", moment=later())
        appeal.post.refresh_from_db()
        assert (appeal.post.state, appeal.post.last_decision.outcome) == ("returned", "uphold")

    def test_whoever_decided_first_has_nothing_to_decide_and_the_database_agrees(self):
        appeal = AppealFactory()
        first = appeal.decision.decider
        assert available_outcomes(appeal.item, first) == ()
        with pytest.raises(IntegrityError), transaction.atomic():
            decide(appeal.item, first, "overturn", moment=later())

    def test_revised_instead_the_appeal_is_void(self):
        appeal = AppealFactory()
        appeal.post.revise("claim", NEWER, [], later())
        appeal.item.refresh_from_db()
        assert appeal.item.outcome == "void"
        assert ReviewItem.objects.open().get(post=appeal.post).reason == "resubmit"


class TestHide:
    def test_it_waits_out_of_sight(self, post):
        with transaction.atomic():
            post.hide(later())
        post.refresh_from_db()
        assert (post.state, post.live_revision, post.pub_seq) == ("pending", None, None)
        line = AuditEntry.objects.filter(post=post).last()
        assert (line.act, line.actor, line.to_state) == ("moved", None, "pending")


class TestErase:
    @pytest.mark.parametrize("ends", ["published", "pending", "returned", "removed", "withdrawn"])
    def test_its_words_go_and_the_log_stays(self, ends):
        post = PostFactory(ends=ends, citations=[Cited(url="https://reuters.com/report")])
        lines = AuditEntry.objects.filter(post=post).count()
        post.erase(later())
        post.refresh_from_db()
        assert post.state == "erased"
        assert not Body.objects.filter(revision__post=post).exists()
        assert not Citation.objects.filter(revision__post=post).exists()
        assert AuditEntry.objects.filter(post=post).count() == lines + 1
        assert not ReviewItem.objects.open().filter(post=post).exists()
