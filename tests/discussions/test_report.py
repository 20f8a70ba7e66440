"""The transparency report: what it counts, for which time, and what it keeps from whom."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Post, Sanction, Stance
from discussions.models.report import report_of, return_rates
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, StanceFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory, SanctionFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
START, END = NOW - timedelta(days=100), NOW


@pytest.fixture
def thread(classroom):
    return ThreadFactory(assignment__classroom=classroom, assignment__opens_at=START)


@pytest.fixture
def norm(classroom):
    return NormFactory(classroom=classroom, text="Say where a fact comes from.")


@pytest.fixture
def page(sign_in, classroom):
    def read(member, **asked):
        return sign_in(member).get(reverse("discussions:report", args=[classroom.slug]), asked)

    return read


def judged(thread, outcome, *, by, norm=None, author=None, sent=NOW - timedelta(days=9), waits=timedelta(hours=1)):
    post = PostFactory(thread=thread, pending=True, moment=sent, **({"author": author} if author else {}))
    item = post.review_items.get()
    decide(item, by, outcome, moment=sent + waits, norm=norm, message="Where did you read that?" if norm else "")
    post.refresh_from_db()
    return post


class TestReportOf:
    def test_flags_and_decisions_are_counted_by_the_rule_they_name(self, thread, norm, moderator):
        for outcome in ("return", "return", "remove"):
            judged(thread, outcome, by=moderator, norm=norm)
        FlagFactory(post=judged(thread, "publish", by=moderator), norm=norm, flagged_at=NOW - timedelta(days=2))
        [row] = report_of(thread.classroom, START, END).norms
        assert (row.text, row.flags, row.returned, row.removed) == (norm.text, 1, 2, 1)

    def test_an_earlier_wording_stands_there_only_where_it_was_used(self, thread, norm, moderator):
        judged(thread, "return", by=moderator, norm=norm)
        unused = NormFactory(classroom=thread.classroom)
        unused.retire()
        norm.reword("Say where it comes from.", "Where is it from?")
        rows = report_of(thread.classroom, START, END).norms
        assert {(row.text, row.is_current, row.returned) for row in rows} == {
            ("Say where a fact comes from.", False, 1),
            ("Say where it comes from.", True, 0),
        }

    def test_how_long_posts_waited_and_what_became_of_what_was_returned(self, thread, norm, moderator):
        for hours in (1, 2, 9):
            judged(thread, "publish", by=moderator, waits=timedelta(hours=hours))
        back = judged(thread, "return", by=moderator, norm=norm, waits=timedelta(hours=4))
        judged(thread, "return", by=moderator, norm=norm, waits=timedelta(hours=4))
        back.revise("claim", "It leaves out three of the five names.", [], NOW - timedelta(days=3))
        decide(back.review_items.open().get(), moderator, "publish", moment=NOW - timedelta(days=3))

        found = report_of(thread.classroom, START, END)
        assert found.decided == 6
        assert found.median_wait == timedelta(hours=3), "the middle of 0, 1, 2, 4, 4 and 9 hours"
        assert (found.returned_posts, found.then_published) == (2, 1)

    def test_appeals_and_sanctions(self, thread, norm, moderator, teacher, student):
        for outcome in ("overturn", "uphold", ""):
            appeal = AppealFactory(post=judged(thread, "return", by=moderator, norm=norm), made_at=NOW - timedelta(1))
            if outcome:
                decide(appeal.item, teacher, outcome, moment=NOW - timedelta(hours=1), norm=norm, message="Read it.")
        SanctionFactory(member=student, kind=Sanction.Kind.MUTE, starts_at=NOW - timedelta(days=1))

        found = report_of(thread.classroom, START, END)
        assert (found.appeals, found.appeals_decided, found.overturned) == (3, 2, 1)
        assert found.sanctions == {"warn": 0, "review": 0, "mute": 1, "suspend": 0}

    def test_what_checks_held_and_what_was_sent_all_the_same(self, thread, norm, moderator, classmate):
        for outcome in ("publish", "publish", "return"):
            judged(thread, outcome, by=moderator, norm=norm if outcome == "return" else None)
        Post.write(thread, moderator, "claim", "Too short.", [], uuid.uuid4(), NOW - timedelta(days=1))

        rows = {row.rule: row for row in report_of(thread.classroom, START, END).checks}
        assert (rows["review-1"].held, rows["review-1"].published) == (3, 2)
        assert (rows["length-2"].sent_anyway, rows["length-2"].held) == (1, 0)

    def test_only_what_happened_in_the_time_and_in_the_class_counts(self, thread, norm, moderator):
        judged(thread, "return", by=moderator, norm=norm, sent=START - timedelta(days=2))
        judged(thread, "return", by=moderator, norm=norm, sent=END)
        elsewhere = ThreadFactory()
        there = MembershipFactory(classroom=elsewhere.classroom, moderator=True)
        judged(elsewhere, "publish", by=there)
        found = report_of(thread.classroom, START, END)
        assert (found.decided, found.returned_posts, found.norms[0].returned) == (0, 0, 0)


class TestReturnRates:
    def test_posts_are_added_up_by_the_side_taken_before_the_discussion(self, thread, norm, moderator, classroom):
        for position, outcomes in ((2, ["return", "publish"]), (1, ["publish"]), (-1, ["return"]), (0, ["publish"])):
            author = MembershipFactory(classroom=classroom)
            StanceFactory(thread=thread, member=author, position=position)
            Stance.objects.create(thread=thread, member=author, position=-2, phase=Stance.Phase.AFTER)
            for n, outcome in enumerate(outcomes):
                sent = NOW - timedelta(days=9, hours=-n)
                judged(thread, outcome, by=moderator, norm=norm, author=author, sent=sent)
        judged(thread, "return", by=moderator, norm=norm)  # whoever took no stance is on no side

        found = {(one.side, one.posts, one.returned, one.authors) for one in return_rates(classroom, NOW)}
        assert found == {("agree", 3, 1, 2), ("unsure", 1, 0, 1), ("disagree", 1, 1, 1)}
        assert all(one.posts == 0 for one in return_rates(classroom, NOW - timedelta(days=30)))


class TestReport:
    @pytest.fixture
    def twenty(self, thread, norm, moderator, classroom):
        """Twenty posts of five who agree, seven returned, decided in the month before this one."""
        sent = timezone.now().replace(day=1) - timedelta(days=12)
        for n in range(5):
            author = MembershipFactory(classroom=classroom)
            StanceFactory(thread=thread, member=author, position=Stance.Position.AGREE)
            for k in range(4):
                back = n * 4 + k < 7
                moment = sent + timedelta(hours=k)
                judged(thread, "return" if back else "publish", by=moderator, norm=norm, author=author, sent=moment)

    def test_teachers_alone_read_the_return_rate_by_side(self, page, twenty, teacher, moderator, student):
        assertContains(page(teacher), "35 %")
        assertContains(page(teacher), "18 % to 57 %")
        assertContains(page(teacher), "Not shown: fewer than 20 posts", count=2)
        for other in (moderator, student):
            assertNotContains(page(other), "Are all sides returned alike?")
            assert page(other).context["fairness"] is None

    def test_this_month_is_not_in_it_yet_so_that_no_single_post_shows(self, page, twenty, thread, teacher, moderator):
        shown = page(teacher).context["fairness"]["groups"][0][1]
        author = Stance.objects.filter(thread=thread).first().member
        judged(thread, "publish", by=moderator, author=author, sent=timezone.now())
        assert page(teacher).context["fairness"]["groups"][0][1] == shown

    def test_the_class_reads_that_small_numbers_are_small_and_no_more(self, page, thread, norm, moderator, student):
        judged(thread, "remove", by=moderator, norm=norm, sent=timezone.now() - timedelta(days=1))
        assertContains(page(student), "fewer than 5")
        assert page(student).context["norms"][0].numbers == ["0", "0", "fewer than 5"]
        assert page(moderator).context["norms"][0].numbers == ["0", "0", "1"]

    def test_the_class_reads_other_numbers_in_fives(self, page, thread, norm, moderator, student):
        for _ in range(6):
            judged(thread, "return", by=moderator, norm=norm, sent=timezone.now() - timedelta(days=1))
        assert page(student).context["norms"][0].numbers == ["0", "5 or more", "0"]

    def test_it_names_nobody(self, page, thread, norm, moderator, teacher, student):
        post = judged(thread, "return", by=moderator, norm=norm, author=student, sent=timezone.now())
        SanctionFactory(member=student)
        for name in (student.name, moderator.name, post.pseudonym):
            assertNotContains(page(teacher), name)

    def test_another_time_can_be_asked_for(self, page, thread, norm, moderator, teacher):
        judged(thread, "return", by=moderator, norm=norm, sent=timezone.now() - timedelta(days=300))
        assert page(teacher).context["found"].decided == 0
        long_ago = (timezone.now() - timedelta(days=310)).date().isoformat()
        assert page(teacher, since=long_ago).context["found"].decided == 1
        assertContains(page(teacher, since="yesterday", until="0001-01-01"), "At a glance")

    @pytest.mark.parametrize("role", ["student", "teacher"])
    def test_the_number_of_queries_does_not_grow(
        self, role, request, sign_in, thread, norm, moderator, django_assert_num_queries
    ):
        browser, queries = sign_in(request.getfixturevalue(role)), {"student": 10, "teacher": 12}[role]
        for _ in range(2):
            AppealFactory(post=judged(thread, "return", by=moderator, norm=norm, sent=timezone.now()))
            FlagFactory(post=judged(thread, "publish", by=moderator, sent=timezone.now()))
            NormFactory(classroom=thread.classroom)
            with django_assert_num_queries(queries):
                browser.get(reverse("discussions:report", args=[thread.classroom.slug]))
