"""An hour of a moderator, without a mouse: thirty posts that wait for all the reasons there are, decided one by one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from classrooms.models import Membership
from discussions.models import ModeratorNote, Post, ReviewItem, Thread
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory
from tests.factories import NormFactory

EACH = 5
# What is pressed for each sort of post, and what the post and its item have become.
KEYS = {
    "new": (["a", "Enter"], "published", "publish"),
    "again": (["r", "1", "Enter"], "returned", "return"),
    "flagged": (["x", "2", "Enter"], "removed", "remove"),
    "edit": (["a", "Control+Enter"], "published", "publish"),
    "appeal": (["a", "Enter"], "published", "overturn"),
    "risk": (["e", "Enter"], "pending", ""),
}


@pytest.fixture
def thread(classroom) -> Thread:
    for n in (1, 2):
        NormFactory(classroom=classroom, position=n, text=f"Norm {n}", message=f"Message {n}")
    return ThreadFactory(classroom=classroom)


def queue_of(member: Membership) -> str:
    return reverse("discussions:queue", args=[member.classroom.slug])


def fill(thread: Thread) -> dict[int, str]:
    """Thirty open items, by key, with the sort of each."""
    return {item.pk: sort for _ in range(EACH) for sort, make in MAKERS.items() if (item := make(thread))}


def _again(thread: Thread) -> ReviewItem:
    post = PostFactory(thread=thread, returned=True, moment=timezone.now() - timedelta(hours=9))
    post.revise("claim", f"Other words than those which came back, says {post.pk}.", [], timezone.now())
    return post.review_items.get(closed_at=None)


def _flagged(thread: Thread) -> ReviewItem:
    post = PostFactory(thread=thread)
    FlagFactory(post=post, norm=thread.classroom.norms.first())
    item = ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, timezone.now())
    ReviewItem.objects.filter(pk=item.pk).update(priority=1)
    post.hide(timezone.now())
    return item


def _edit(thread: Thread) -> ReviewItem:
    post = PostFactory(thread=thread, moment=timezone.now() - timedelta(hours=9))
    post.edit(f"A change that leads to https://evil.example/{post.pk}", [], timezone.now())
    return post.review_items.get(closed_at=None)


def _risk(thread: Thread) -> ReviewItem:
    """No word of the list says so: whoever reads it must."""
    item = ReviewItemFactory(thread=thread, text=f"Nobody would miss me, says number {Post.objects.count()}.")
    ReviewItem.objects.filter(pk=item.pk).update(priority=2)
    return item


MAKERS = {
    "new": lambda thread: ReviewItemFactory(thread=thread),
    "again": _again,
    "flagged": _flagged,
    "edit": _edit,
    "appeal": lambda thread: AppealFactory(post=PostFactory(thread=thread, returned=True)).item,
    "risk": _risk,
}


def test_thirty_posts_are_decided_by_keyboard_alone(page_for, moderator, thread):
    sorts = fill(thread)
    page = page_for(moderator)
    page.goto(queue_of(moderator))
    expect(page.get_by_role("heading", name="30 waiting")).to_be_visible()
    page.keyboard.press("j")
    seen = []
    for _ in sorts:
        page.wait_for_url(lambda url: url.rstrip("/").rpartition("/")[2] not in {"review", *seen})
        seen.append(page.url.rstrip("/").rpartition("/")[2])
        expect(page.locator("#lease")).to_contain_text("You hold this")
        for key in KEYS[sorts[int(seen[-1])]][0]:
            page.keyboard.press(key)
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()

    order = [sorts[int(pk)] for pk in seen]
    assert order[: 2 * EACH] == ["risk"] * EACH + ["flagged"] * EACH
    for item in ReviewItem.objects.filter(pk__in=sorts).select_related("post"):
        _keys, state, outcome = KEYS[sorts[item.pk]]
        assert (item.post.state, item.outcome) == (state, outcome), sorts[item.pk]
        assert (item.escalated_by == moderator) is (sorts[item.pk] == "risk")
    messages = ReviewItem.objects.filter(outcome="return", pk__in=sorts).values_list("decision__message", flat=True)
    assert set(messages) == {"Message 1"}


def test_keys_go_on_back_and_away_and_mean_nothing_while_one_types(page_for, moderator, thread):
    first, second = (ReviewItemFactory(thread=thread, moment=timezone.now() - timedelta(hours=n)) for n in (2, 1))
    page, queue = page_for(moderator), queue_of(moderator)
    page.goto(f"{queue}{first.pk}/")
    page.keyboard.press("j")
    page.wait_for_url(f"**/{second.pk}/")
    page.keyboard.press("k")
    page.wait_for_url(f"**/{first.pk}/")
    page.keyboard.press("n")
    page.keyboard.type("just a reader, exactly")
    expect(page.locator("input[name=outcome]:checked")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your note is kept")).to_be_visible()
    assert ModeratorNote.objects.get().text == "just a reader, exactly"
    page.keyboard.press("u")
    page.wait_for_url(f"**{queue}")


@pytest.mark.parametrize("width", [375, 1280])
def test_nobody_is_kept_out_of_list_item_and_dialog(page_for, moderator, thread, axe, fits, width):
    sorts = fill(thread)
    page = page_for(moderator, width=width)
    shown = {sort: f"{queue_of(moderator)}{pk}/" for pk, sort in sorts.items()}
    for place in (queue_of(moderator), "/moderation/", shown["flagged"], shown["appeal"], shown["edit"]):
        page.goto(place)
        axe(page)
        fits(page)
    page.keyboard.press("r")
    page.keyboard.press("1")
    expect(page.get_by_label("What the student will read")).to_have_value("Message 1")
    axe(page)
    page.locator("h2", has_text="Your decision").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Keys of the queue")
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


class TestLiveList:
    def ask(self, page: Page) -> None:
        """What the page does by itself every twenty seconds."""
        page.evaluate("document.dispatchEvent(new Event('sahel:ask'))")

    def test_what_others_decide_and_hold_is_seen_without_moving_focus(self, page_for, moderator, teacher, thread):
        gone, held, same = (ReviewItemFactory(thread=thread) for _ in range(3))
        page = page_for(moderator)
        page.goto(queue_of(moderator))
        page.locator(f"[data-item='{same.pk}'] a").focus()
        decide(gone, teacher, "publish", moment=timezone.now())
        held.claim(teacher, timezone.now())
        ReviewItemFactory(thread=thread, moment=timezone.now())
        self.ask(page)
        expect(page.locator(f"[data-item='{gone.pk}']")).to_have_count(0)
        expect(page.locator(f"[data-item='{held.pk}']")).to_contain_text(f"{teacher.name} is on it")
        expect(page.locator("[data-said]")).to_have_text("1 post was decided.")
        expect(page.get_by_role("link", name="1 new")).to_be_visible()
        expect(page.locator(f"[data-item='{same.pk}'] a")).to_be_focused()

    def test_the_post_one_reads_stays_and_the_page_says_what_happened(self, page_for, moderator, teacher, thread):
        item = ReviewItemFactory(thread=thread)
        page = page_for(moderator)
        page.goto(f"{queue_of(moderator)}{item.pk}/")
        expect(page.locator("#lease")).to_contain_text("You hold this")
        item.let_go(moderator)
        decide(item, teacher, "publish", moment=timezone.now())
        self.ask(page)
        expect(page.locator("[data-said]")).to_have_text("Somebody else decided the post that you are reading.")


def test_three_are_published_from_the_list(page_for, moderator, thread):
    for _ in range(4):
        ReviewItemFactory(thread=thread)
    page = page_for(moderator)
    page.goto("/moderation/")
    for box in page.get_by_role("checkbox", name="Choose").all()[:3]:
        box.check()
    page.get_by_role("button", name="Publish the 3 chosen").click()
    expect(page.get_by_text("3 posts published")).to_be_visible()
    assert Post.objects.filter(state="published").count() == 3
