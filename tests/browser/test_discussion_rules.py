"""The pages of rules in a browser: open to everybody, and a text is tried with and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Thread
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import WordRuleFactory


@pytest.fixture
def room(classroom) -> Thread:
    """A discussion with every rule it can have, and a list with a phrase of each origin."""
    WordRuleFactory(classroom=classroom)
    WordRuleFactory(classroom=classroom, phrase="you idiot", action="off")
    WordRuleFactory(classroom=None, phrase="said by the host")
    room = ThreadFactory(classroom=classroom, is_gated=True, is_pseudonymous=True, slow_minutes=10)
    PostFactory(thread=room)
    return room


@pytest.mark.parametrize(("width", "theme"), [(375, "dark"), (1280, "light")])
def test_nobody_is_kept_out_of_them(page_for, teacher, room, axe, fits, width, theme):
    page = page_for(teacher, width=width, theme=theme)
    for address in (
        reverse("discussions:class_rules", args=[room.classroom.slug]),
        reverse("discussions:try_text", args=[room.classroom.slug]),
        f"{room.get_absolute_url()}rules/",
        room.get_absolute_url(),
    ):
        page.goto(address)
        for details in page.locator("main details").all():
            details.evaluate("node => { node.open = true }")
        axe(page)
        fits(page)


@pytest.mark.parametrize("js", [True, False])
def test_a_text_is_tried_where_one_stands(page_for, teacher, room, axe, js):
    page = page_for(teacher, js=js, width=375)
    page.goto(reverse("discussions:try_text", args=[room.classroom.slug]))
    page.get_by_label("A text").fill("These people never learn, and that warmonger says so.")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("mark")).to_have_text(["These people", "warmonger"])
    expect(page.locator(".verdicts dd")).to_have_count(2)
    assert page.get_by_label("A text").input_value().startswith("These people")
    if js:
        axe(page)
        expect(page.locator("#verdict")).to_be_focused()


def test_a_locked_discussion_is_read_and_unlocked_again(page_for, moderator, student, room):
    mine, theirs = page_for(moderator), page_for(student)
    mine.goto(room.get_absolute_url())
    mine.locator("summary", has_text="Reviewed first").click()
    mine.get_by_role("button", name="Lock", exact=True).click()
    theirs.goto(room.get_absolute_url())
    expect(theirs.locator(".thread-rules")).to_contain_text("Locked")
    expect(theirs.locator("textarea")).to_have_count(0)
    mine.locator("summary", has_text="Reviewed first").click()
    mine.get_by_role("button", name="Unlock").click()
    theirs.reload()
    expect(theirs.locator("textarea")).to_have_count(1)
