"""On a claim's page: what the reader's classes say about it, and nothing of any other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Thread
from discussions.models.submissions import Cited
from discussions.templatetags.discussions_tags import MOST_POSTS
from lessons.models import Claim
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db

WORDS = "Ouagadougou is named in this post and in no other {}."


@pytest.fixture
def claim(db) -> Claim:
    return ClaimFactory(code="C14")


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


def cite(claim: Claim, n: object = 0, **given):
    return PostFactory(text=WORDS.format(n), citations=[Cited(claim_id=claim.pk)], **given)


def test_the_class_is_read_with_its_posts_and_its_discussions_of_the_claim(sign_in, student, thread, claim):
    post = cite(claim, thread=thread)
    about = ThreadFactory(assignment=thread.assignment, claim=claim, title="Of this claim alone")
    page = sign_in(student).get(claim.get_absolute_url())
    assertContains(page, f"{student.classroom.name} on C14")
    for words in ("Ouagadougou", post.author.name, thread.title, about.title, f"posts/{post.pk}/", "search/?claim=C14"):
        assertContains(page, words)


def test_the_five_newest_are_enough(sign_in, student, thread, claim):
    for n in range(MOST_POSTS + 1):
        cite(claim, n, thread=thread)
    page = sign_in(student).get(claim.get_absolute_url())
    assertContains(page, "Ouagadougou", count=MOST_POSTS)
    assertNotContains(page, WORDS.format(0))


@pytest.mark.parametrize("ends", ["pending", "returned", "removed", "withdrawn"])
def test_what_is_not_published_does_not_stand_there_not_even_for_moderators(
    sign_in, student, teacher, thread, claim, ends
):
    cite(claim, thread=thread, author=student, ends=ends)
    for member in (student, teacher):
        assertNotContains(sign_in(member).get(claim.get_absolute_url()), "Ouagadougou")


def test_nobody_reads_of_other_classes(sign_in, client, student, outsider, thread, claim):
    cite(claim, thread=thread)
    left = MembershipFactory(classroom=thread.classroom, closed=True)
    for browser in (client, sign_in(outsider), sign_in(left)):
        assertNotContains(browser.get(claim.get_absolute_url()), "Ouagadougou")


def test_each_class_of_the_reader_stands_for_itself(sign_in, student, thread, claim):
    cite(claim, thread=thread)
    elsewhere = MembershipFactory(user=student.user, classroom__name="Civics 2")
    cite(claim, thread=ThreadFactory(classroom=elsewhere.classroom))
    page = sign_in(student).get(claim.get_absolute_url())
    assertContains(page, "Civics 2 on C14")
    assertContains(page, f"{student.classroom.name} on C14")


def test_a_plants_name_stays_one(sign_in, student, teacher, classmate, thread, claim):
    Thread.objects.filter(pk=thread.pk).update(is_pseudonymous=True)
    post = cite(claim, thread=thread, author=classmate)
    for member in (student, teacher):
        page = sign_in(member).get(claim.get_absolute_url())
        assertContains(page, post.pseudonym)
        assertNotContains(page, classmate.name)


def test_a_gated_discussion_does_not_say_how_many_have_written(sign_in, student, thread, claim):
    gated = ThreadFactory(assignment=thread.assignment, claim=claim, is_gated=True)
    PostFactory(thread=gated)
    page = sign_in(student).get(claim.get_absolute_url())
    assertContains(page, "Write first, then read")
    assertNotContains(page, "Discussion with")


def test_an_assignment_of_others_does_not_stand_there(sign_in, student, thread, claim):
    thread.assignment.for_everyone = False
    thread.assignment.save()
    cite(claim, thread=thread)
    assertNotContains(sign_in(student).get(claim.get_absolute_url()), "Ouagadougou")


def test_a_page_takes_as_many_queries_for_many_posts(sign_in, student, thread, claim):
    cite(claim, thread=thread)
    browser, taken = sign_in(student), []
    for n in range(1, 3):
        with CaptureQueriesContext(connection) as captured:
            browser.get(claim.get_absolute_url())
        taken.append(len(captured))
        cite(claim, n, thread=thread)
    assert taken[0] == taken[1]
