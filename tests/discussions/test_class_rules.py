"""The class's rules: reviews, sites, who looks when somebody may be at risk; and trying a text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import AuditEntry, ClassRules, Post, Revision
from tests.conftest import HTMX
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import ClassRulesFactory, SanctionFactory, WordRuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(classroom) -> str:
    return reverse("discussions:class_rules", args=[classroom.slug])


@pytest.fixture
def try_url(classroom) -> str:
    return reverse("discussions:try_text", args=[classroom.slug])


def send(sign_in, thread, author, text="A list that leaves out Germany changes the story.") -> Post:
    url = reverse("discussions:write", args=[thread.classroom.slug, thread.pk])
    sign_in(author).post(url, filled(text=text, step="anyway"))
    return Post.objects.get(author=author, revision__body__text=text)


class TestClassRules:
    def test_the_defaults_are_explained_and_no_row_is_needed(self, sign_in, teacher, url):
        page = sign_in(teacher).get(url)
        assertContains(page, "first three posts are read by a moderator")
        assert not ClassRules.objects.exists()

    def test_what_is_changed_is_kept_and_each_change_is_on_the_log(self, sign_in, teacher, url):
        given = {"review": "every", "hosts": "https://www.Reuters.com/world\n un.org ", "safeguarding": teacher.pk}
        assert sign_in(teacher).post(url, given).status_code == 302
        rules = ClassRules.objects.get()
        assert (rules.review, rules.hosts, rules.safeguarding) == ("every", "reuters.com\nun.org", teacher)
        lines = AuditEntry.objects.filter(act="settled", actor=teacher).values_list("detail", flat=True)
        assert set(lines) == {"class review: every", "class sites: 2", "class safeguarding: a person"}
        assert sign_in(teacher).post(url, given).status_code == 302
        assert AuditEntry.objects.filter(act="settled").count() <= 4  # the pasted address reads as a change

    @pytest.mark.parametrize("line", ["reuters", "not a site", "javascript:alert(1)", "https://", "a..b", "<b>.org"])
    def test_a_line_that_is_no_site_is_explained(self, sign_in, teacher, url, line):
        page = sign_in(teacher).post(url, {"review": "first", "hosts": f"un.org\n{line}"})
        assertContains(page, "This line is no site", status_code=422)

    def test_only_a_teacher_of_the_class_looks(self, sign_in, teacher, student, outsider, url):
        for other in (student, outsider):
            given = {"review": "first", "hosts": "", "safeguarding": other.pk}
            assert sign_in(teacher).post(url, given).status_code == 422

    def test_a_floor_of_the_site_is_said(self, sign_in, teacher, url, settings):
        assertNotContains(sign_in(teacher).get(url), "The host of this site wants")
        settings.DISCUSSION_REVIEW_FLOOR = "every"
        assertContains(sign_in(teacher).get(url), "The host of this site wants")

    def test_the_page_takes_few_queries_however_many_words(self, sign_in, teacher, classroom, url, settings):
        browser = sign_in(teacher)
        WordRuleFactory(classroom=classroom)
        with CaptureQueriesContext(connection) as few:
            browser.get(url)
        for number in range(20):
            WordRuleFactory(classroom=classroom, phrase=f"word {number}")
        with CaptureQueriesContext(connection) as many:
            browser.get(url)
        assert len(few) == len(many) <= 9


class TestWhatTheyDo:
    def test_a_link_to_a_site_of_the_class_waits_for_nobody(self, sign_in, student, classroom):
        thread = ThreadFactory(classroom=classroom)
        ClassRulesFactory(classroom=classroom, review="none", hosts="un.org")
        assert send(sign_in, thread, student, "I read it at https://www.un.org/a, word for word.").state == "published"
        assert send(sign_in, thread, student, "I read it at https://un.example/a, word for word.").state == "pending"

    @pytest.mark.parametrize(
        ("floor", "of_class", "of_thread", "state", "rule"),
        [
            ("none", "none", "", "published", None),
            ("none", "first", "", "pending", "review-1"),
            ("none", "first", "none", "published", None),
            ("none", "none", "every", "pending", "review-2"),
            ("first", "none", "none", "pending", "review-1"),
        ],
    )
    def test_a_first_post_waits_as_the_levels_say(
        self, sign_in, student, classroom, settings, floor, of_class, of_thread, state, rule
    ):
        settings.DISCUSSION_REVIEW_FLOOR = floor
        ClassRulesFactory(classroom=classroom, review=of_class)
        post = send(sign_in, ThreadFactory(classroom=classroom, review=of_thread), student)
        found = [finding["rule"] for finding in post.revision.findings]
        assert (post.state, found) == (state, [rule] if rule else [])

    def test_a_student_under_review_is_told_so_and_until_when(self, sign_in, student, classroom):
        thread = ThreadFactory(classroom=classroom)
        PostFactory.create_batch(3, thread=thread, author=student)
        measure = SanctionFactory(member=student, kind="review")
        page = sign_in(student).get(thread.get_absolute_url())
        assertContains(page, f"Until {measure.ends_at:%-d %B} a moderator reads each of your posts")
        assert send(sign_in, thread, student).revision.findings[0]["rule"] == "review-3"

    def test_a_measure_that_has_ended_or_is_lifted_holds_nothing(self, sign_in, student, teacher, classroom):
        thread = ThreadFactory(classroom=classroom)
        PostFactory.create_batch(3, thread=thread, author=student)
        measure = SanctionFactory(member=student, kind="review")
        type(measure).objects.update(lifted_at=measure.starts_at, lifted_by=teacher)
        assert send(sign_in, thread, student).state == "published"


class TestTryText:
    def test_both_verdicts_and_the_marked_words_are_shown_and_nothing_is_kept(self, sign_in, teacher, try_url):
        given = {"kind": "evidence", "text": "These people <b> always lie, see https://evil.example/a"}
        page = sign_in(teacher).post(try_url, given)
        for words in (
            "<mark>These people</mark>",
            "&lt;b&gt;",
            "evil.example, which is not on this class",
            "Evidence needs a source",
            "One of the author&#x27;s first three posts",
            "A moderator reads it before the class sees it.",
        ):
            assertContains(page, words)
        assert not Revision.objects.exists()

    def test_a_plain_text_waits_from_a_newcomer_and_not_from_others(self, sign_in, teacher, try_url):
        page = sign_in(teacher).post(try_url, {"kind": "claim", "text": "The list leaves out two of the five."})
        assertContains(page, "A moderator reads it before the class sees it.")
        assertContains(page, "The class sees it at once.")

    def test_htmx_gets_the_part_alone(self, sign_in, teacher, try_url):
        page = sign_in(teacher).post(try_url, {"kind": "claim", "text": "Shut up, all of you."}, headers=HTMX)
        assert b"<html" not in page.content
        assertContains(page, "<mark>Shut up</mark>")

    def test_nothing_typed_is_explained(self, sign_in, teacher, try_url):
        assertContains(sign_in(teacher).post(try_url, {"kind": "claim"}), "This field is required", status_code=422)
