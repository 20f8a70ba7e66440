"""A teacher's own quiz from an empty list to the day on which a question is worded anew, and a student who takes it.

Every step is a click or a keystroke on a page; behind the pages' backs there are the class, a lesson and the course's
questions alone.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.models import Assignment
from quizzes.models import Attempt, QuestionVersion, Quiz
from tests.lessons.factories import ClaimFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory


@pytest.fixture(autouse=True)
def _course(transactional_db):
    """A lesson, a claim that the record contradicts, two questions for the bank and three for a pool."""
    lesson = EditionFactory(title="Who decided?").lesson
    ClaimFactory(status="inaccurate", text="All fifteen members voted for it.")
    for words in ("Who spoke first", "Who spoke last"):
        asked(words, lesson=lesson)
    for n in (1, 2, 3):
        asked(f"Pool question {n}", lesson=lesson, tags=["vote"])


def asked(words: str, **question: object) -> None:
    """A question of the course: how many abstained; five is right."""
    about = {f"question__{name}": value for name, value in question.items()}
    QuestionVersionFactory(prompt=f"{words}?", prompt_html=f"<p>{words}?</p>", **about)


def test_from_an_empty_list_to_the_second_wording(page_for, teacher, student, classroom):
    page, pupil = page_for(teacher), page_for(student, width=375)
    make_a_quiz_from_nothing(page, classroom)
    write_one_answer(page)
    write_true_or_false(page)
    write_an_order(page)
    write_gaps_as_a_draft_first(page)
    take_two_from_the_bank(page)
    draw_two_from_a_pool(page)
    put_the_pool_before_the_last_one(page)
    give_it_with_several_tries(page)
    grant_more_time(page, student)

    read_what_awaits_me(pupil)
    check_an_answer_on_the_spot(pupil)
    answer_the_rest(pupil)
    hand_it_in(pupil)
    drawn = Attempt.objects.get().responses.filter(version__question__tags=["vote"])
    assert drawn.count() == 2

    word_it_anew(page)
    assert QuestionVersion.objects.filter(question__author=teacher.user, number=2).count() == 1


# ------------------------------------------------------------------ the teacher writes


def make_a_quiz_from_nothing(page: Page, classroom) -> None:
    page.goto(classroom.get_absolute_url())
    page.locator(".class-bar").get_by_role("link", name="Quizzes").click()
    expect(page.get_by_text("You have no quiz of your own yet.")).to_be_visible()
    page.get_by_role("link", name="New quiz").click()
    page.get_by_label("Title").fill("The vote")
    page.get_by_role("button", name="Make the quiz").click()
    assert Quiz.objects.get(title="The vote").about is None


def write_one_answer(page: Page) -> None:
    """What is typed stands in the preview at once, complete or not; an answer can be tried in it."""
    begin_writing(page, "One answer", "How many voted for it?")
    expect(preview(page).get_by_role("heading", name="How many voted for it?")).to_be_visible()
    expect(preview(page)).to_contain_text("At least 2 are needed.")
    row(page, "Option 1").get_by_label("Text").fill("Ten")
    row(page, "Option 1").get_by_label("Right").check()
    row(page, "Option 2").get_by_label("Text").fill("Fifteen")
    row(page, "Option 2").get_by_label("Feedback to whoever chooses it").fill("Fifteen could vote.")
    row(page, "Option 2").get_by_text("More").click()
    row(page, "Option 2").get_by_label("Misconception it stands for").select_option(index=1)
    expect(preview(page)).to_contain_text("all of the points")
    preview(page).get_by_label("Fifteen").check()
    preview(page).get_by_role("button", name="Try this answer").click()
    expect(preview(page).get_by_role("status")).to_contain_text("Not right")
    expect(preview(page)).to_contain_text("Fifteen could vote.")
    row(page, "Option 1").get_by_label("Text").fill("Ten of them")
    expect(preview(page).get_by_label("Ten of them")).to_be_visible()
    preview(page).get_by_text("When students hear what").click()
    expect(preview(page)).to_contain_text("After it is due")
    save(page, "Save and use", "New attempts ask it like this.")


def write_true_or_false(page: Page) -> None:
    begin_writing(page, "True or false", "One of the five voted against it.")
    page.locator("#written").get_by_label("False", exact=True).check()
    expect(preview(page)).to_contain_text("Right answer")
    save(page, "Save and use", "New attempts ask it like this.")


def write_an_order(page: Page) -> None:
    begin_writing(page, "Put in order", "Which came first?")
    for n, event in enumerate(("Protests begin", "The Arab League asks", "The Council votes"), 1):
        row(page, f"Place {n}").get_by_label("Text").fill(event)
    expect(preview(page)).to_contain_text("The Arab League asks")
    save(page, "Save and use", "New attempts ask it like this.")


def write_gaps_as_a_draft_first(page: Page) -> None:
    begin_writing(page, "Gaps in a text", "Fill the gap.")
    page.get_by_label("Text with gaps").fill("The Council adopted Resolution [[a]].")
    row(page, "Gap [[a]]").get_by_label("Right answers").fill("1973")
    expect(preview(page)).to_contain_text("The Council adopted Resolution")
    save(page, "Save as draft", "It is not asked until you save it for use.")
    page.get_by_role("link", name="Back to the quiz").click()
    expect(place(page, "Fill the gap.")).to_contain_text("A draft")
    place(page, "Fill the gap.").get_by_role("link", name="Edit").click()
    save(page, "Save and use", "New attempts ask it like this.")
    page.get_by_role("link", name="Back to the quiz").click()
    expect(place(page, "Fill the gap.")).not_to_contain_text("A draft")


def begin_writing(page: Page, kind: str, prompt: str) -> None:
    if page.get_by_role("link", name="Back to the quiz").count():
        page.get_by_role("link", name="Back to the quiz").click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Question", exact=True).press_sequentially(prompt)


def save(page: Page, button: str, says: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(page.locator("main")).to_contain_text(says)


# ------------------------------------------------------------------ the teacher arranges and gives


def take_two_from_the_bank(page: Page) -> None:
    page.get_by_role("link", name="Choose from the bank").click()
    for words in ("Who spoke first?", "Who spoke last?"):
        page.get_by_role("checkbox", name=words).check()
    page.get_by_role("button", name="Add the chosen ones").click()
    expect(page.locator(".place")).to_have_count(6)


def draw_two_from_a_pool(page: Page) -> None:
    page.get_by_role("link", name="Draw from a pool").click()
    page.get_by_text("1 tag that few questions carry").click()
    page.get_by_label("vote (3)").check()
    page.get_by_label("How many to draw").fill("2")
    page.get_by_role("button", name="See how many match").click()
    expect(page.locator("#matching")).to_contain_text("3 questions match now.")
    page.get_by_role("button", name="Save the pool").click()
    expect(page.locator(".place")).to_have_count(7)


def put_the_pool_before_the_last_one(page: Page) -> None:
    page.get_by_role("button", name="Up question 7").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#places-said")).to_have_text("Question 7 is now 6 of 7.")


def give_it_with_several_tries(page: Page) -> None:
    page.get_by_role("link", name="Give it to the class").click()
    expect(page.get_by_label("Lesson").locator(":checked")).to_have_text("Choose the lesson it goes with")
    page.get_by_label("Lesson").select_option(index=1)
    page.get_by_text("More options").click()
    page.get_by_label("Time limit").fill("30")
    page.get_by_role("button", name="Give the quiz").click()
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_text("Everything else", exact=True).click()
    page.get_by_label("Feedback").select_option(value="tries")
    page.get_by_role("button", name="Save the settings").click()
    expect(page.locator("main")).to_contain_text("While they answer")


def grant_more_time(page: Page, student) -> None:
    page.goto(Assignment.objects.get().get_absolute_url())
    page.get_by_role("link", name="Exceptions").click()
    page.get_by_label("Student").select_option(label=student.name)
    page.get_by_label("Half as much again").check()
    page.get_by_label("Reason").fill("Reads slowly")
    page.get_by_role("button", name="Save the exception").click()
    expect(page.get_by_role("row", name=student.name)).to_contain_text("45 minutes")


# ------------------------------------------------------------------ the student


def read_what_awaits_me(page: Page) -> None:
    page.goto("/home/")
    page.locator("main li, main .task-first").filter(has_text="The vote").get_by_role("link").last.click()
    expect(page.locator("main")).to_contain_text("8 questions, 8 points")
    expect(page.locator("main")).to_contain_text("45 minutes, with 50 % extra time")
    expect(page.locator("main")).to_contain_text("3 tries each, and each wrong one costs 33 %")
    page.get_by_role("button", name="Start the quiz").click()


def check_an_answer_on_the_spot(page: Page) -> None:
    page.get_by_label("Fifteen").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#checked")).to_contain_text("Not right")
    expect(page.locator("main")).to_contain_text("Fifteen could vote.")
    expect(page.locator("main")).to_contain_text("2 tries left")
    page.get_by_label("Ten of them").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#checked")).to_contain_text("Right")
    page.get_by_role("button", name="Next: 2").click()


def answer_the_rest(page: Page) -> None:
    page.get_by_label("False", exact=True).check()
    page.get_by_role("button", name="Next: 3").click()
    for n, event in enumerate(("Protests begin", "The Arab League asks", "The Council votes"), 1):
        page.get_by_label(event).select_option(label=str(n))
    page.get_by_role("button", name="Next: 4").click()
    page.get_by_label("Gap 1 of 1").fill("1973")
    for goes_on in ("Next: 5", "Next: 6", "Next: 7", "Next: 8", "Review"):
        page.get_by_role("button", name=goes_on).click()
        if goes_on != "Review":
            page.locator("label.option", has_text="Five").locator("input").check()


def hand_it_in(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("8 of 8 answered")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.locator(".score")).to_contain_text("7.67 of 8 points")


def word_it_anew(page: Page) -> None:
    page.locator(".class-bar").get_by_role("link", name="Quizzes").click()
    page.get_by_role("link", name="The vote", exact=True).click()
    place(page, "How many voted for it?").get_by_role("link", name="Edit").click()
    page.get_by_label("Question", exact=True).fill("How many of the fifteen voted for it?")
    save(page, "Save and use", "New attempts ask it like this.")
    older = page.get_by_role("region", name="Asked in an older version")
    expect(older).to_contain_text("History 10b: 9.")
    expect(older).to_contain_text("The vote")
    expect(older).to_contain_text("1 student was asked version 1 or older")


def preview(page: Page) -> Locator:
    return page.locator("#preview")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def place(page: Page, title: str) -> Locator:
    return page.locator(".place", has_text=title)
