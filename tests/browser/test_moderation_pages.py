"""The pages on which a class moderates itself, each with what it rarely shows: open to everybody in every look."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from discussions.models import Flag, ReviewItem
from discussions.moderation.queue import decide
from tests.browser import places
from tests.browser.room import Room, everybody_can_use, room_of


@pytest.fixture
def room(student, classmate, teacher, moderator) -> Room:
    return room_of(student=student, classmate=classmate, teacher=teacher, moderator=moderator)


PAGES = {
    places.to_flag: "Disagreeing is no reason to flag",
    places.flagged: "You have flagged this post.",
    places.to_appeal_a_return: "You can also revise the post instead.",
    places.to_appeal: "Another teacher or moderator of the class reads your post",
    places.nobody_to_ask: "Here, nobody else can look at it.",
    places.to_withdraw: "Take back your post?",
    places.my_posts: "Revise and send again",
    places.my_reports: "A moderator agreed, and something was done.",
    places.own_posts_in_the_thread: "Someone else is looking.",
    places.posts_on_a_claim: "Of this claim alone",
    places.sanctioned("warn"): "You wrote about people in this class twice.",
    places.sanctioned("review"): "You wrote about people in this class twice.",
    places.sanctioned("mute"): "You can read, and write again from",
    places.sanctioned("suspend"): "The discussions are closed to you for now",
    places.with_findings: "Rule words-",
    places.with_flags: "It is about me.",
    places.with_an_appeal: "Why its author asks for a second look",
    places.sent_again: "What has changed since it was returned",
    places.at_risk: "Somebody may be at risk.",
    places.decided_already: "decided: ",
    places.to_sanction: "In force: Warning",
    places.sanctions: "lifted by Mariam Mod",
    places.log: "no. ",
    places.story: "The story of post",
    places.class_rules: "How the class discusses",
    places.thread_rules: "Somebody has posted here.",
}


@pytest.mark.parametrize(("made", "words"), PAGES.items(), ids=PAGES.values())
def test_a_page_of_moderation_is_open_to_everybody(page_for, room, made, words):
    who, address = made(room)
    page = page_for(who)
    page.goto(address)
    expect(page.locator("main")).to_contain_text(words)
    everybody_can_use(page)


# What is typed, and what the page says of it.
REFUSED = [
    (places.to_flag, {}, "Choose the rule, so that a moderator knows what to look for."),
    (places.to_appeal, {"Why should": " "}, "Write a sentence or two"),
    (places.to_sanction, {"What the student": " "}, "What the student will read: This field is required."),
    (places.class_rules, {"Sites that links": "un.org\nno site"}, "This line is no site: no site"),
    (places.thread_rules, {"Slow": "2000"}, "At most 1440 minutes: a day."),
    (places.with_findings, {}, "Choose what happens to the post."),
]


@pytest.mark.parametrize(("made", "typed", "words"), REFUSED)
def test_a_form_that_was_refused_says_why_and_leads_there(page_for, room, made, typed, words):
    who, address = made(room)
    page = page_for(who)
    page.goto(address)
    form = page.locator("main form[method=post]:has(.btn-primary)").first
    form.evaluate("form => { form.noValidate = true }")
    for label, text in typed.items():
        form.get_by_label(label).fill(text)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 422):
        form.locator(".btn-primary").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text(words)
    everybody_can_use(page)
    page.locator(".error-summary a").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_the_eleventh_flag_of_a_day_is_refused_in_words(page_for, room):
    who, address = places.one_flag_too_many(room)
    page = page_for(who)
    page.goto(address)
    page.get_by_text(room.norm.text).click()
    page.get_by_role("button", name="Flag it").click()
    expect(page.get_by_role("alert")).to_contain_text("You have flagged ten posts within a day")
    expect(page.get_by_role("alert")).to_be_focused()
    everybody_can_use(page)
    assert Flag.objects.filter(reporter=room.student).count() == 10


def test_whoever_decides_too_late_is_told_at_once(page_for, room):
    who, address = places.with_flags(room)
    page = page_for(who)
    page.goto(address)
    item = ReviewItem.objects.open().select_related("post__thread").get()
    decide(item, room.teacher, "publish", moment=timezone.now())
    page.locator(".decision input[value=publish]").check()
    page.locator(".decision .btn-primary").click()
    expect(page.get_by_role("alert")).to_contain_text("You did not decide anything.")
    expect(page.get_by_role("alert")).to_be_focused()
    everybody_can_use(page)
    assert ReviewItem.objects.get(pk=item.pk).decided_by == room.teacher


def test_a_phrase_that_stays_on_the_list_is_led_to(page_for, room):
    who, address = places.class_rules(room)
    page = page_for(who)
    page.goto(address)
    page.get_by_label("Word or phrase").fill("Want to die")
    page.get_by_label("What it leads to").select_option("off")
    page.get_by_role("button", name="Put it on the list").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("It stays on the list.")
    everybody_can_use(page)
    page.locator(".error-summary a").click()
    expect(page.locator(":target")).to_have_value("Want to die")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("posts/mine/", "You have not written here yet."),
        ("posts/mine/?state=returned", "None of your posts stands there."),
        ("reports/", "You have reported nothing."),
    ],
)
def test_a_page_with_nothing_on_it_yet_is_open_too(page_for, room, path, words):
    page = page_for(room.student)
    page.goto(f"{room.url}{path}")
    expect(page.locator("main")).to_contain_text(words)
    everybody_can_use(page)
