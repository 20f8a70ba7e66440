"""A host adds checks of its own: they are run with Sahel's, and one that fails holds the text."""

import pytest
from django.core.checks import run_checks
from django.urls import reverse
from pytest_django.asserts import assertContains

from discussions.models import Post
from discussions.moderation.findings import Finding, Verdict
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import ClassRulesFactory

pytestmark = pytest.mark.django_db

HERE = "tests.discussions.test_own_checks"


def names_germany(context):
    """Holds what names Germany."""
    if "Germany" in context.text:
        yield Finding("ours-1", Verdict.HOLD, "It names Germany.")


def broken(context):
    """Falls over."""
    raise ZeroDivisionError


@pytest.fixture
def url(classroom) -> str:
    ClassRulesFactory(classroom=classroom, review="none")
    thread = ThreadFactory(classroom=classroom)
    return reverse("discussions:write", args=[classroom.slug, thread.pk])


def held_by(post: Post) -> list[str]:
    return [finding["rule"] for finding in post.revision.findings]


def test_it_is_run_with_the_others(settings, sign_in, student, url):
    settings.DISCUSSION_CHECKS = [f"{HERE}.names_germany"]
    sign_in(student).post(url, filled())
    post = Post.objects.get()
    assert (post.state, held_by(post)) == ("pending", ["ours-1"])


def test_one_that_fails_holds(settings, sign_in, student, url):
    settings.DISCUSSION_CHECKS = [f"{HERE}.broken"]
    sign_in(student).post(url, filled())
    post = Post.objects.get()
    assert (post.state, held_by(post)) == ("pending", ["broken-failed"])


def test_a_verdict_is_kept_with_another_version(settings):
    before = PostFactory().revision.ruleset
    settings.DISCUSSION_CHECKS = [f"{HERE}.names_germany"]
    assert PostFactory().revision.ruleset != before


def test_a_text_can_be_tried_on_it(settings, sign_in, teacher, classroom):
    settings.DISCUSSION_CHECKS = [f"{HERE}.names_germany"]
    typed = {"kind": "claim", "text": "Germany abstained."}
    page = sign_in(teacher).post(reverse("discussions:try_text", args=[classroom.slug]), typed)
    assertContains(page, "It names Germany.")


@pytest.mark.parametrize("path", ["nowhere.at_all", f"{HERE}.nothing", f"{HERE}.HERE", "x"])
def test_a_name_that_leads_to_no_function_is_told_at_the_start(settings, path):
    settings.DISCUSSION_CHECKS = [path]
    assert [fault.id for fault in run_checks()] == ["discussions.E001"]
    settings.DISCUSSION_CHECKS = [f"{HERE}.broken"]
    assert run_checks() == []
