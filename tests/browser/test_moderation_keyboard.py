"""What one asks of the moderators without a mouse: to look at a post, and to look again at a decision."""

import pytest
from playwright.sync_api import expect

from discussions.models import Appeal, Flag, ReviewItem
from tests.browser.keys import follow, tab_to, type_into
from tests.browser.room import Room, room_of
from tests.discussions.factories import PostFactory

NOTE = "It names somebody of our class."
WHY = "The source is in the last line."


@pytest.fixture
def room(student, classmate, teacher, moderator) -> Room:
    return room_of(student=student, classmate=classmate, teacher=teacher, moderator=moderator)


def test_a_post_is_flagged(page_for, room):
    post = PostFactory(thread=room.thread, author=room.classmate)
    page = page_for(room.student)
    page.goto(room.thread_url)
    follow(page, page.locator(f"#p{post.pk}").get_by_role("link", name="Flag"))
    # The first of a group of radio buttons has the Tab stop.
    tab_to(page, page.get_by_label(room.thread.classroom.norms.first().text))
    page.keyboard.press("Space")
    type_into(page, page.get_by_label("What you want the moderators to know"), NOTE)
    follow(page, page.get_by_role("button", name="Flag it"))
    expect(page.get_by_role("status").first).to_contain_text("Flagged. A moderator looks at it")
    flag = Flag.objects.get()
    assert (flag.post, flag.reporter, flag.norm, flag.note) == (post, room.student, room.norm, NOTE)
    assert ReviewItem.objects.open().get().reason == ReviewItem.Reason.FLAGGED


def test_a_removal_is_appealed(page_for, room):
    post = PostFactory(thread=room.thread, author=room.student, removed=True)
    page = page_for(room.student)
    page.goto(room.thread_url)
    follow(page, page.locator(f"#p{post.pk}").get_by_role("link", name="Ask someone else to look"))
    type_into(page, page.get_by_label("Why should somebody else look?"), WHY)
    follow(page, page.get_by_role("button", name="Ask someone else to look"))
    expect(page.locator(f"#p{post.pk}")).to_contain_text("Someone else is looking.")
    appeal = Appeal.objects.get()
    assert (appeal.post, appeal.decision, appeal.text) == (post, post.last_decision, WHY)
    assert appeal.item in ReviewItem.objects.open()
