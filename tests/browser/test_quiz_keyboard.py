"""Putting in order and matching without a mouse, from the assignment's page to the result; and in order with one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.keys import follow, tab_to
from tests.browser.taking import answer_of, begin
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of

PLACES = {"Protests begin": "1", "The Arab League asks": "2", "The Council votes": "3"}


def choose(page: Page, field: Locator, letters: str) -> None:
    """In a list, by the first letters of what it offers."""
    tab_to(page, field)
    page.keyboard.type(letters)
    expect(field.locator("option:checked")).to_contain_text(letters)


@pytest.mark.parametrize("press", ["Enter", "Space"])
def test_in_order_and_matched_from_the_assignment_to_the_result(page_for, student, press):
    opens_at = timezone.now() - timedelta(days=1)
    assignment = AssignmentFactory(classroom=student.classroom, preset="practice", opens_at=opens_at)
    quiz_of(assignment, kinds=["ordering", "matching"])
    page = page_for(student)
    page.goto(assignment.get_absolute_url())
    follow(page, page.get_by_role("link", name="To the quiz"))
    use(page, page.get_by_role("button", name="Start the quiz"), press)

    for label in page.locator(".order-rows label").all_inner_texts():
        choose(page, page.get_by_label(label), PLACES[label])
    use(page, page.get_by_role("button", name="Next"), press)

    for field in page.locator(".match-rows select").all():
        tab_to(page, field)
        wanted = "advised" if "Gates" in field.evaluate("one => one.labels[0].textContent") else "won"
        for _ in range(field.locator("option").count()):
            if wanted in field.locator("option:checked").inner_text():
                break
            page.keyboard.press("ArrowDown")
        expect(field.locator("option:checked")).to_contain_text(wanted)
    use(page, page.get_by_role("button", name="Review"), press)

    expect(page.get_by_text("2 of 2 answered")).to_be_visible()
    use(page, page.get_by_role("button", name="Submit my answers"), press)
    expect(page.locator(".score")).to_contain_text("2 of 2 points")


def use(page: Page, button: Locator, press: str) -> None:
    tab_to(page, button)
    page.keyboard.press(press)
    expect(button).to_be_hidden()


class TestDragging:
    @pytest.fixture
    def ordering(self, student):
        return begin(student, ["ordering"]).responses.get()

    @pytest.fixture
    def page(self, page_for, student, ordering):
        page = page_for(student)
        page.goto(ordering.get_absolute_url())
        return page

    def test_dragged_into_order_it_is_saved_and_numbered(self, page, ordering):
        for place, label in enumerate(PLACES):
            drag(page, label, to=place)
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        assert page.locator(".order-rows label").all_inner_texts() == list(PLACES)
        for label, number in PLACES.items():
            expect(page.get_by_label(label)).to_have_value(number)
        page.reload()
        for label, number in PLACES.items():
            expect(page.get_by_label(label)).to_have_value(number)
        assert answer_of(ordering) == {"a": 1, "b": 2, "c": 3}

    def test_let_go_where_it_was_taken_it_stays_there(self, page):
        before = page.locator(".order-rows label").all_inner_texts()
        drag(page, before[1], to=1)
        assert page.locator(".order-rows label").all_inner_texts() == before

    def test_without_javascript_there_is_nothing_to_drag(self, page_for, student, ordering):
        page = page_for(student, js=False)
        page.goto(ordering.get_absolute_url())
        expect(page.locator(".drag-handle")).to_have_count(0)
        expect(page.get_by_label("Protests begin")).to_be_visible()


def drag(page: Page, label: str, *, to: int) -> None:
    """Take the row by its handle, and let it go on the upper edge of the row at this place, or below the last."""
    rows = page.locator(".order-rows > li")
    row = rows.filter(has_text=label)
    handle, target = row.locator(".drag-handle").bounding_box(), rows.nth(to).bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, target["y"] + 3, steps=8)
    page.mouse.up()
