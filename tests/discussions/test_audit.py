"""The log: every act in words, narrowed, as the story of one post, and as a file that runs no formula."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import AuditEntry, Sanction
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory, SanctionFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom):
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def log(sign_in, teacher, classroom):
    """Read the log as the teacher does, narrowed by what is given."""

    def read(**asked):
        return sign_in(teacher).get(reverse("discussions:audit", args=[classroom.slug]), asked)

    return read


@pytest.fixture
def exported(sign_in, teacher, classroom):
    def read(**asked):
        answer = sign_in(teacher).get(reverse("discussions:export_audit", args=[classroom.slug]), asked)
        text = b"".join(answer.streaming_content).decode()
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))

    return read


def story_of(post):
    return reverse("discussions:post_story", args=[post.thread.classroom.slug, post.pk])


class TestAudit:
    def test_a_second_decision_is_told_as_what_it_is(self, log, thread, moderator):
        for outcome, words in (("overturn", "the first decision is overturned"), ("uphold", "stood by the first")):
            appeal = AppealFactory(post=PostFactory(thread=thread, returned=True))
            norm = NormFactory(classroom=thread.classroom)
            decide(appeal.item, moderator, outcome, moment=timezone.now(), norm=norm, message="Read it again.")
            assertContains(log(), words)
        assertContains(log(), "asked for a second look")

    def test_a_flag_is_told_without_its_reporter(self, log, thread, classmate):
        FlagFactory(post=PostFactory(thread=thread), reporter=classmate)
        page = log()
        assertContains(page, "a reader")
        assertContains(page, "flagged it")
        assertNotContains(page, classmate.name)

    def test_a_sanction_names_whom_and_which_and_not_the_post(self, log, thread, student):
        post = PostFactory(thread=thread, author=student)
        imposed = SanctionFactory(member=student, kind=Sanction.Kind.MUTE, post=post)
        Sanction.objects.filter(pk=imposed.pk).update(lifted_at=timezone.now(), lifted_by=imposed.imposed_by)

        page = log(about=student.pk)
        assertContains(page, f"imposed on {student.name}: Reads, and cannot write")
        assertContains(page, f"lifted for {student.name}")
        assertNotContains(page, f"no. {post.pk}")

    def test_a_rule_that_was_changed_and_a_post_that_was_hidden_stand_on_it(self, log, thread, teacher):
        post = PostFactory(thread=thread)
        post.hide(timezone.now())
        AuditEntry.objects.create(
            classroom=teacher.classroom, actor=teacher, act="settled", detail="review: every", at=timezone.now()
        )
        assertContains(log(), "changed a rule: review: every")
        assertContains(log(), "hid it until somebody has looked")

    def test_it_can_be_narrowed_to_an_act_a_discussion_and_a_moderator(self, log, thread, classroom, moderator):
        here = PostFactory(thread=thread, pending=True)
        there = PostFactory(thread=ThreadFactory(classroom=classroom))
        decide(here.review_items.get(), moderator, "publish", moment=timezone.now())
        own = PostFactory(thread=thread, author=moderator)

        def posts(**asked):
            return {line.post for line in log(**asked).context["lines"]}

        assert posts(thread=thread.pk) == {str(here.pk), str(own.pk)}
        assert posts(act="decided") == {str(post.pk) for post in (here, there, own)}
        assert posts(by=moderator.pk) == {str(here.pk)}, "what a moderator wrote stands under another name"

    def test_it_can_be_narrowed_to_days_in_the_classs_time(self, log, thread, classroom):
        classroom.time_zone = "Pacific/Auckland"
        classroom.save()
        NormFactory(classroom=classroom)
        for day in (1, 2, 3):
            at = timezone.datetime(2026, 5, day, 13, tzinfo=timezone.get_fixed_timezone(0))
            AuditEntry.objects.create(classroom=classroom, act="settled", detail=f"day {day}", at=at)
        found = [line.what for line in log(since="2026-05-03", until="2026-05-03").context["lines"]]
        assert found == ["changed a rule: day 2"], "one in the afternoon in London is the next day in Auckland"

    def test_what_makes_no_sense_in_the_address_is_passed_over(self, log, thread):
        PostFactory(thread=thread)
        page = log(by="nobody", since="yesterday", act="dance", before="x", post="-1")
        assertContains(page, "sent a post")

    def test_nothing_found_says_so(self, log, thread):
        PostFactory(thread=thread)
        assertContains(log(act="escalated"), "Nothing on the log is like that.")

    def test_it_goes_on_where_the_page_ends_and_keeps_what_was_asked(self, log, classroom, teacher):
        for n in range(60):
            AuditEntry.objects.create(classroom=classroom, act="settled", detail=f"n{n}", at=timezone.now())
        first = log(act="settled")
        older = dict(part.split("=") for part in first.context["older_url"].removeprefix("?").split("&"))
        second = log(**older)
        whats = [line.what for page in (first, second) for line in page.context["lines"]]
        assert whats == [f"changed a rule: n{n}" for n in reversed(range(60))]
        assert second.context["older_url"] == ""

    def test_six_queries_however_long_it_is(self, sign_in, teacher, thread, django_assert_num_queries):
        browser, address = sign_in(teacher), reverse("discussions:audit", args=[thread.classroom.slug])
        for _ in range(3):
            post = PostFactory(thread=thread, returned=True)
            FlagFactory(post=PostFactory(thread=thread))
            SanctionFactory(member=post.author, post=post)
            with django_assert_num_queries(6):
                browser.get(address)


class TestPostStory:
    def test_it_tells_one_post_from_its_first_text_on_and_names_nobody(self, sign_in, teacher, thread, student):
        post = PostFactory(thread=thread, author=student, returned=True)
        PostFactory(thread=thread, author=student)
        SanctionFactory(member=student, post=post)

        page = sign_in(teacher).get(story_of(post))
        whats = page.content.decode()
        places = [whats.index(words) for words in ("sent a post", "returned it", "imposed on its author: Warning")]
        assert places == sorted(places)
        assertContains(page, "sent a post", count=1)
        assertContains(page, post.pseudonym)
        assertNotContains(page, student.name)
        assertNotContains(page, post.revision.body.text)

    def test_the_story_of_an_erased_post_is_still_told(self, sign_in, teacher, thread):
        post = PostFactory(thread=thread)
        post.erase(timezone.now())
        assertContains(sign_in(teacher).get(story_of(post)), "its words were erased")

    def test_a_number_in_the_log_leads_to_it(self, log, thread):
        post = PostFactory(thread=thread)
        assert log(post=post.pk).url == story_of(post)

    def test_the_post_of_another_class_is_not_found(self, sign_in, teacher):
        other = PostFactory()
        address = reverse("discussions:post_story", args=[teacher.classroom.slug, other.pk])
        assert sign_in(teacher).get(address).status_code == 404


class TestExportAudit:
    def test_the_file_has_every_line_and_no_words_of_posts_or_about_them(self, exported, thread, student, classmate):
        post = PostFactory(thread=thread, author=student, returned=True)
        FlagFactory(post=PostFactory(thread=thread, author=student), reporter=classmate)
        rows = exported()

        assert rows[0] == ["When", "Act", "Who", "What", "Rule", "Post no.", "Discussion"]
        assert len(rows) - 1 == AuditEntry.objects.for_reading().count()
        everything = "\n".join(",".join(row) for row in rows)
        for secret in (post.revision.body.text, "Where did you read that?", student.name, classmate.name):
            assert secret not in everything

    def test_a_name_that_is_a_formula_arrives_as_text(self, exported, classroom):
        member = MembershipFactory(classroom=classroom, teacher=True, user__name='=HYPERLINK("x")')
        AuditEntry.objects.create(classroom=classroom, actor=member, act="settled", detail="x", at=timezone.now())
        assert exported()[1][2] == '\'=HYPERLINK("x")'

    def test_it_holds_what_was_asked_for(self, exported, classroom):
        now = timezone.now()
        for days in (0, 40):
            at = now - timedelta(days=days)
            AuditEntry.objects.create(classroom=classroom, act="settled", detail=f"{days} ago", at=at)
        rows = exported(since=(now - timedelta(days=3)).date().isoformat())
        assert [row[3] for row in rows[1:]] == ["changed a rule: 0 ago"]
