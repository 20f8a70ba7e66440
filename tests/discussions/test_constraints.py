"""What the database itself refuses, on either engine: broken on purpose, one rule at a time."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from discussions.models import AuditEntry, Body, Citation, Decision, Post, ReviewItem, Revision, Stance, Thread
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ReviewItemFactory, StanceFactory, ThreadFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db


def refused(rule: str):
    """The database says no, and names the rule where it can (SQLite names only check constraints)."""
    return pytest.raises(IntegrityError, match=rule if connection.vendor == "postgresql" else None)


class TestPost:
    def test_a_post_is_published_only_with_a_live_text_and_a_number(self):
        post = PostFactory(pending=True)
        with refused("published_means_live_text_and_number"):
            Post.objects.filter(pk=post.pk).update(state="published")

    def test_a_post_that_is_not_published_has_no_live_text(self):
        post = PostFactory()
        with refused("published_means_live_text_and_number"):
            Post.objects.filter(pk=post.pk).update(state="removed")

    @pytest.mark.parametrize("values", [{"state": "deleted"}, {"kind": "rant"}, {"tries": 6}])
    def test_states_kinds_and_tries_are_the_known_ones(self, values):
        post = PostFactory(pending=True)
        with refused("a_post"):
            Post.objects.filter(pk=post.pk).update(**values)

    def test_a_post_does_not_answer_itself(self):
        post = PostFactory(pending=True)
        with refused("a_post_does_not_answer_itself"):
            Post.objects.filter(pk=post.pk).update(root=post)

    def test_a_form_sent_twice_is_one_post(self):
        post = PostFactory(pending=True)
        with refused("a_form_sent_twice_is_one_post"):
            Post.objects.create(
                thread=post.thread, author=post.author, kind="claim", pseudonym="Fig", client_token=post.client_token
            )

    def test_counters_never_fall_below_zero(self):
        thread = ThreadFactory()
        with refused("discussions_thread"):
            thread.count(published=-1, waiting=0)


class TestReviewItem:
    def test_a_post_has_one_open_item(self):
        item = ReviewItemFactory()
        with refused("one_open_review_item_per_post"):
            ReviewItem.open_for(item.post, ReviewItem.Reason.FLAGGED, timezone.now())

    def test_a_lease_has_a_holder_and_an_end(self, teacher):
        item = ReviewItemFactory()
        with refused("a_lease_has_a_holder_and_an_end_while_open"):
            ReviewItem.objects.filter(pk=item.pk).update(claimed_by=teacher)

    def test_a_closed_item_is_held_by_nobody(self, teacher):
        post = PostFactory()
        with refused("a_lease_has_a_holder_and_an_end_while_open"):
            post.review_items.update(claimed_by=teacher, claimed_until=timezone.now())

    @pytest.mark.parametrize("missing", ["outcome", "decided_by", "closed_at"])
    def test_decided_means_outcome_and_decider_and_time(self, missing, teacher):
        item = ReviewItemFactory()
        values = {"outcome": "publish", "decided_by": teacher, "closed_at": timezone.now()}
        del values[missing]
        with refused("decided_means_outcome_and_decider_and_time"):
            ReviewItem.objects.filter(pk=item.pk).update(**values)

    def test_nobody_closes_the_review_of_their_own_post(self):
        item = ReviewItemFactory()
        with refused("nobody_closes_the_review_of_their_own_post"):
            ReviewItem.objects.filter(pk=item.pk).update(
                outcome="publish", decided_by=item.author, closed_at=timezone.now()
            )


class TestDecision:
    def test_nobody_decides_on_their_own_post(self, classroom):
        author = MembershipFactory(classroom=classroom, moderator=True)
        item = ReviewItemFactory(thread=ThreadFactory(classroom=classroom), author=author)
        with refused("own_post"), transaction.atomic():
            decide(item, author, "publish", moment=timezone.now())
        with refused("nobody_decides_on_their_own_post"), transaction.atomic():
            Decision.objects.create(
                item=item, post=item.post, revision=item.revision, author=author, decider=author, outcome="publish"
            )
        assert not Decision.objects.exists()

    @pytest.mark.parametrize("outcome", ["return", "remove"])
    @pytest.mark.parametrize("reason", ["no norm", "no message"])
    def test_a_negative_decision_needs_a_norm_and_a_message(self, teacher, outcome, reason):
        item = ReviewItemFactory(thread=ThreadFactory(classroom=teacher.classroom))
        norm = None if reason == "no norm" else NormFactory(classroom=teacher.classroom)
        message = "" if reason == "no message" else "Say where you read it."
        with refused("a_negative_decision_has_a_norm_and_a_message"), transaction.atomic():
            decide(item, teacher, outcome, norm=norm, message=message, moment=timezone.now())
        item.refresh_from_db()
        assert item.closed_at is None
        assert Post.objects.get().state == "pending"

    def test_one_item_has_one_decision(self, teacher):
        decision = PostFactory(thread=ThreadFactory(classroom=teacher.classroom)).last_decision
        with refused("item_id"):
            Decision.objects.create(
                item=decision.item,
                post=decision.post,
                revision=decision.revision,
                author=decision.author,
                decider=teacher,
                outcome="publish",
            )


class TestAppendOnly:
    @pytest.mark.parametrize("model", [Revision, Decision, AuditEntry, Body, Citation])
    def test_nothing_written_is_rewritten(self, model, rows):
        field = {Body: "text", Citation: "locator", AuditEntry: "act", Decision: "message", Revision: "ruleset"}[model]
        with pytest.raises(DatabaseError, match="append-only"):
            model.objects.update(**{field: "changed"})

    @pytest.mark.parametrize("model", [Revision, Decision, AuditEntry])
    def test_the_record_is_never_deleted(self, model, rows):
        with pytest.raises(DatabaseError, match="append-only"):
            model.objects.all()._raw_delete(model.objects.db)

    def test_words_can_go_and_the_record_stays(self, rows):
        Citation.objects.all()._raw_delete("default")
        Body.objects.all()._raw_delete("default")
        assert Revision.objects.count() == 1

    @pytest.fixture
    def rows(self) -> Post:
        from discussions.models.submissions import Cited

        return PostFactory(citations=[Cited(url="https://example.org/a")])


class TestAudit:
    def test_every_revision_move_and_decision_leaves_a_line(self):
        post = PostFactory()
        lines = AuditEntry.objects.order_by("pk").values_list("act", "from_state", "to_state", "actor")
        decider = post.last_decision.decider_id
        assert list(lines) == [
            ("sent", "", "", post.author_id),
            ("decided", "pending", "published", decider),
            ("moved", "pending", "published", decider),
        ]

    def test_a_change_made_behind_the_back_of_the_code_is_logged_as_nobodys(self):
        post = PostFactory(pending=True)
        before = timezone.now() - timedelta(minutes=1)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE discussions_post SET state = 'removed' WHERE id = %s", [post.pk])
        line = AuditEntry.objects.latest("pk")
        assert (line.actor, line.act, line.to_state) == (None, "moved", "removed")
        assert line.at > before

    def test_the_log_holds_no_words(self):
        PostFactory(text="Ouagadougou is written nowhere but in the text")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM discussions_auditentry")
            assert "Ouagadougou" not in str(cursor.fetchall())


class TestStance:
    @pytest.mark.parametrize("values", [{"position": 3}, {"phase": "during"}, {"confidence": 4}])
    def test_a_stance_stays_within_its_scale(self, values):
        stance = StanceFactory()
        with refused("stance"):
            Stance.objects.filter(pk=stance.pk).update(**values)

    def test_a_member_takes_one_stance_before_and_one_after(self):
        stance = StanceFactory()
        StanceFactory(thread=stance.thread, member=stance.member, phase="after")
        with refused("one_stance_per_member_and_phase"):
            StanceFactory(thread=stance.thread, member=stance.member)


class TestThread:
    def test_an_assignment_has_one_thread_per_prompt(self):
        thread = ThreadFactory()
        with refused("one_thread_per_prompt_and_assignment"):
            ThreadFactory(assignment=thread.assignment, prompt=thread.prompt)

    def test_a_reply_belongs_to_a_post_that_exists(self):
        assert Thread.objects.count() == 0
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(
                thread=ThreadFactory(),
                author=MembershipFactory(),
                root_id=10**9,
                kind="claim",
                pseudonym="Fig",
                client_token=uuid.uuid4(),
            )
            connection.check_constraints()
