"""A quiz in a real browser: what is typed is saved by itself, survives a lost network, two tabs and a sign-out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.kinds import BY_HAND, KINDS
from quizzes.models import Response
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start

TEXT = "The Council voted on 17 March."


@pytest.fixture
def attempt(classroom, student):
    opens_at = timezone.now() - timedelta(days=1)
    assignment = AssignmentFactory(classroom=classroom, preset="practice", time_limit=30, opens_at=opens_at)
    return start(assignment, student, kinds=["single", "essay"])


@pytest.fixture
def essay(attempt):
    return attempt.responses.get(position=2)


def text_of(response):
    return Response.objects.get(pk=response.pk).answer


def write(page, text):
    page.get_by_label("Your answer").press_sequentially(text)


def test_what_is_typed_is_saved_by_itself(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    write(page, TEXT)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    expect(page.locator("[id^=note-]")).to_have_text("6 of 150 to 400 words")
    assert text_of(essay) == TEXT
    write(page, " Ten in favour.")
    expect(page.locator("[id^=note-]")).to_have_text("9 of 150 to 400 words")
    assert text_of(essay) == f"{TEXT} Ten in favour."


def test_leaving_at_once_loses_nothing(page_for, student, essay, attempt):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    write(page, TEXT)
    page.get_by_role("link", name="1 open").click()
    page.goto(essay.get_absolute_url())
    expect(page.get_by_label("Your answer")).to_have_value(TEXT)
    assert set(essay.events.values_list("kind", flat=True)) == {"save"}


def test_without_network_it_waits_on_the_device(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    page.context.set_offline(True)
    write(page, TEXT)
    expect(page.locator("[data-saved]")).to_contain_text("Not saved, retrying")
    assert text_of(essay) is None
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert text_of(essay) == TEXT


def test_after_a_sign_out_it_is_kept_and_sent_once_somebody_is_back(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    session = next(one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write(page, TEXT)
    expect(page.locator("[data-saved]")).to_contain_text("sign in again")
    assert text_of(essay) is None
    page.context.add_cookies([session])
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    assert text_of(essay) == TEXT


def test_signed_in_again_in_another_tab_the_page_goes_on_by_itself(page_for, student, essay):
    """A sign-in changes the token that every form carries."""
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.context.new_page().goto(essay.get_absolute_url())
    write(page, TEXT)
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    assert text_of(essay) == TEXT


def test_the_review_counts_what_was_still_on_its_way(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    page.context.route(f"**{essay.get_absolute_url()}", lambda route: route.abort(), times=1)
    write(page, TEXT)
    page.get_by_role("link", name="Review and submit").click()
    expect(page.get_by_text("1 of 2 answered")).to_be_visible()


def test_enter_leads_to_the_next_question_and_not_back(page_for, student, classroom):
    opens_at = timezone.now() - timedelta(days=1)
    assignment = AssignmentFactory(classroom=classroom, preset="practice", opens_at=opens_at)
    attempt = start(assignment, student, kinds=["single", "numeric", "essay"])
    page = page_for(student)
    page.goto(attempt.responses.get(position=2).get_absolute_url())
    page.get_by_label("Year").fill("2011")
    page.get_by_label("Year").press("Enter")
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()


def test_two_tabs_show_both_texts_and_the_student_decides(page_for, student, essay):
    first = page_for(student)
    first.goto(essay.get_absolute_url())
    second = first.context.new_page()
    second.goto(essay.get_absolute_url())
    write(first, "From the first tab")
    expect(first.locator("[data-saved]")).to_contain_text("Saved")
    write(second, "From the second tab")
    box = second.locator("#tabs")
    expect(box).to_contain_text("From the first tab")
    expect(box).to_contain_text("From the second tab")
    box.get_by_role("button", name="Use this one").click()
    expect(second.get_by_label("Your answer")).to_have_value("From the second tab")
    assert text_of(essay) == "From the second tab"


def test_the_clock_runs_and_can_be_hidden(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    left = page.locator(".timer .left")
    before = left.inner_text()
    expect(left).not_to_have_text(before)
    page.get_by_role("button", name="Hide").click()
    expect(left).to_be_hidden()
    page.get_by_role("button", name="Show time").click()
    expect(left).to_be_visible()


@pytest.mark.parametrize(
    ("minutes", "words"), [(20, ""), (7, "Less than 10 minutes left."), (0.5, "Less than a minute left.")]
)
def test_what_the_clock_says_is_true(page_for, student, attempt, essay, minutes, words):
    type(attempt).objects.filter(pk=attempt.pk).update(started_at=timezone.now() - timedelta(minutes=30 - minutes))
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    expect(page.locator(".timer .left")).not_to_be_empty()
    expect(page.locator("[data-timer-says]")).to_have_text(words)


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_every_kind_is_answered_and_handed_in(page_for, student, classroom, js):
    opens_at = timezone.now() - timedelta(days=1)
    assignment = AssignmentFactory(classroom=classroom, preset="practice", opens_at=opens_at)
    asked = [kind for kind in KINDS if kind not in BY_HAND]
    attempt = start(assignment, student, kinds=asked)
    page = page_for(student, js=js, width=375)
    page.goto(attempt.get_absolute_url())
    for position in range(1, len(asked) + 1):
        expect(page.get_by_text(f"Question {position} of {len(asked)}")).to_be_visible()
        _answer_rightly(page)
        page.get_by_role("button", name="Next" if position < len(asked) else "Review").click()
    expect(page.get_by_text(f"{len(asked)} of {len(asked)} answered")).to_be_visible()
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.locator(".score")).to_contain_text("12 of 12 points")


def _answer_rightly(page):
    ticked = ("Five", "A ceasefire", "A no-fly zone", "False", "Inaccurate", "A long essay")
    for text in (*ticked, "Speaks against it", "I had heard"):
        option = page.locator("label.option", has_text=text)
        if option.count():
            option.locator("input").check()
    for label, text in (("Year", "2 011"), ("Your answer", "Resolution 1973")):
        line = page.locator("input.short-answer").and_(page.get_by_label(label))
        if line.count():
            line.fill(text)
    if (gap := page.get_by_label("Gap 2 of 2")).count():
        gap.fill("17")
    for label, choice in (
        ("Protests begin", "1"),
        ("The Arab League asks", "2"),
        ("The Council votes", "3"),
        ("Robert Gates", "advised against"),
        ("Susan Rice", "won a wider resolution"),
        ("Gap 1 of 2", "1973"),
        ("A list of votes", "Supports the claim"),
        ("A denial", "Challenges it"),
        ("A map of Libya", "Context only"),
        ("We shall not surrender.", "Gaddafi"),
        ("Any means necessary.", "Rice"),
    ):
        select = page.get_by_label(label)
        if select.count():
            select.select_option(choice)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_nobody_is_kept_out(page_for, student, classroom, axe, fits, width, theme):
    opens_at = timezone.now() - timedelta(days=1)
    assignment = AssignmentFactory(classroom=classroom, preset="practice", opens_at=opens_at)
    attempt = start(assignment, student, kinds=list(KINDS))
    page = page_for(student, width=width, theme=theme)
    for response in attempt.responses.all():
        page.goto(response.get_absolute_url())
        axe(page)
        fits(page)
