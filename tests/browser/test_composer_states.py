"""Where one writes: the gate, and the composer in each of its states, open to everybody in every look."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from discussions.models import Draft, Post, Stance, Thread
from discussions.models.submissions import Cited
from lessons.models import Assignment
from tests.browser.room import Room, everybody_can_use, room_of
from tests.discussions.factories import PostFactory, StanceFactory

WORDS = "Germany abstained too, and a list without it tells another story than the record of the Council does."
OTHERS = "Ouagadougou stands in this post of somebody else alone."


@pytest.fixture
def room(student, classmate, teacher, moderator) -> Room:
    return room_of(student=student, classmate=classmate, teacher=teacher, moderator=moderator)


@pytest.fixture
def gated(room) -> Room:
    """Somebody else has written behind the gate."""
    Thread.objects.update(is_gated=True)
    PostFactory(thread=Thread.objects.get(), text=OTHERS)
    return room


@pytest.fixture
def page(page_for, student) -> Page:
    """The student's."""
    return page_for(student)


def write(page: Page, text: str, step: str) -> None:
    """Type it, and press the button of that step."""
    page.get_by_label("What do you want to say?").fill(text)
    page.locator(f"button[name=step][value={step}]").click()


def close(thread: Thread) -> None:
    """The time to write in it is over."""
    over = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=thread.assignment_id).update(due_at=over, closes_at=over)


# ------------------------------------------------------------------ the gate


def test_the_gate_shows_what_is_asked_and_nothing_of_others(page, gated):
    page.goto(gated.thread_url)
    gate = page.get_by_role("region", name="First say what you think")
    expect(gate.get_by_role("listitem")).to_have_count(3)
    expect(gate.locator(".is-met")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Ouagadougou")
    everybody_can_use(page)


def test_the_gate_ticks_what_is_done(page, gated):
    StanceFactory(thread=gated.thread, member=gated.student)
    page.goto(gated.thread_url)
    expect(page.locator(".gate .is-met")).to_have_text(["Say where you stand. Done."])
    expect(page.locator(".gate li:not(.is-met)")).to_have_count(2)
    everybody_can_use(page)


def test_the_gate_of_a_closed_discussion_stays_shut(page, gated):
    close(gated.thread)
    page.goto(gated.thread_url)
    expect(page.locator(".gate")).to_contain_text("The discussion closed before you wrote, so it stays shut.")
    expect(page.locator("textarea")).to_have_count(0)
    everybody_can_use(page)


def test_what_the_gate_still_asks_is_said_when_one_sends(page, gated):
    page.goto(gated.thread_url)
    write(page, "Germany abstained.", "send")
    refusal = page.locator(".composer").get_by_role("alert")
    expect(refusal).to_contain_text("This was not sent. Say first where you stand")
    expect(refusal).to_be_focused()
    expect(page.get_by_label("What do you want to say?")).to_have_value("Germany abstained.")
    everybody_can_use(page)
    assert not Post.objects.filter(author=gated.student).exists()


def test_the_first_post_opens_the_gate(page, gated):
    StanceFactory(thread=gated.thread, member=gated.student, position=Stance.Position.DISAGREE)
    page.goto(gated.thread_url)
    page.get_by_role("button", name="Claim or source").click()
    page.locator("select[name=claim]").select_option(value=str(gated.claim.pk))
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".composer .chip b")).to_have_text(gated.claim.code)
    write(page, f"{WORDS} Whoever reads it learns of two.", "send")
    expect(page.locator(".own-post")).to_contain_text("Waiting for review")
    expect(page.locator(".gate")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Ouagadougou")
    everybody_can_use(page)


# ------------------------------------------------------------------ before it is sent


def test_a_nudge_asks_before_it_is_sent(page, room):
    page.goto(room.thread_url)
    write(page, "No.", "send")
    nudge = page.locator(".composer").get_by_role("alert")
    expect(nudge).to_contain_text("This is very short. Can you say why?")
    expect(nudge).to_be_focused()
    everybody_can_use(page)
    page.get_by_role("button", name="Send anyway").click()
    expect(page.locator(".own-post")).to_contain_text("Waiting for review")


def test_the_preview_stands_in_the_composer_and_sends_nothing(page, room):
    page.goto(room.thread_url)
    write(page, f"**Five** abstained.\n\n- {WORDS}\n- [a report](https://reuters.com/{'x' * 80})", "preview")
    preview = page.get_by_role("region", name="Preview")
    expect(preview).to_be_focused()
    expect(preview.locator("strong")).to_have_text("Five")
    everybody_can_use(page)
    assert not Post.objects.exists()


def test_what_it_rests_on_is_chosen_and_an_address_that_is_none_is_refused(page, room):
    page.goto(f"{room.thread_url}write/")
    page.get_by_role("button", name="Claim or source").click()
    page.get_by_label("Another address").fill("nowhere at all")
    everybody_can_use(page)
    page.locator(".composer").evaluate("form => { form.noValidate = true }")
    write(page, WORDS, "send")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Enter a valid URL.")
    everybody_can_use(page)
    page.locator(".error-summary").get_by_role("link", name="Another address").click()
    expect(page.locator(":target")).to_have_value("nowhere at all")


def test_a_reply_is_written_in_its_branch(page, room):
    post = PostFactory(thread=room.thread, author=room.classmate, text=OTHERS)
    page.goto(room.thread_url)
    page.locator(f"#p{post.pk}").get_by_role("link", name="Reply").click()
    expect(page.locator(f"#reply-{post.pk} textarea[name=text]")).to_be_focused()
    everybody_can_use(page)


def test_a_discussion_that_closes_while_one_writes_keeps_the_words(page, room):
    page.goto(room.thread_url)
    close(room.thread)
    write(page, WORDS, "send")
    expect(page.locator(".composer").get_by_role("alert")).to_contain_text("This discussion is closed.")
    everybody_can_use(page)
    assert Draft.objects.get().text == WORDS


# ------------------------------------------------------------------ what came back


def test_a_returned_post_is_revised_with_the_comparison_beside_it(page, room):
    cited = [Cited(claim_id=room.claim.pk)]
    post = PostFactory(
        thread=room.thread, author=room.student, text=WORDS, quote="the record", citations=cited, returned=True
    )
    page.goto(f"{room.url}posts/{post.pk}/revise/")
    expect(page.locator(".returned")).to_contain_text("Where did you read that?")
    expect(page.locator(".post-text mark").first).to_have_text("the record")
    everybody_can_use(page)
    write(page, WORDS.replace("the record", "the minutes"), "compare")
    changes = page.get_by_role("region", name="What you changed")
    expect(changes).to_be_focused()
    expect(changes.locator("del").first).to_contain_text("record")
    expect(changes.locator("ins").first).to_contain_text("minutes")
    everybody_can_use(page)


def test_the_same_text_is_not_sent_again(page, room):
    post = PostFactory(thread=room.thread, author=room.student, text=WORDS, returned=True)
    page.goto(f"{room.url}posts/{post.pk}/revise/")
    write(page, WORDS, "send")
    refusal = page.locator(".composer").get_by_role("alert")
    expect(refusal).to_contain_text("The text is the same as the one that was returned.")
    everybody_can_use(page)


def test_a_published_post_is_changed(page, room):
    post = PostFactory(thread=room.thread, author=room.student, text=WORDS)
    page.goto(f"{room.url}posts/{post.pk}/revise/")
    expect(page.get_by_label("What do you want to say?")).to_have_value(WORDS)
    everybody_can_use(page)
    write(page, f"{WORDS} It is said at http://elsewhere.example/.", "send")
    expect(page.locator(f"#p{post.pk}")).to_contain_text("Your change waits for review.")
    everybody_can_use(page)
