"""The pages on which a class is looked after: the log, a post's story, the report, participation; open to everybody."""

import pytest
from playwright.sync_api import Page, expect

from discussions.models import ParticipationMark
from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import FlagFactory, SanctionFactory
from tests.discussions.participation_factories import ParticipationFactory
from tests.lessons.factories import AssignmentFactory


@pytest.fixture
def room(classroom, teacher, student, classmate) -> str:
    """A class in which much has happened; its address."""
    assignment = AssignmentFactory(classroom=classroom, created_by=teacher)
    thread = ThreadFactory(assignment=assignment)
    post = PostFactory(thread=thread, author=student, citations=[Cited(url="https://reuters.com/x")])
    PostFactory(thread=thread, author=classmate, returned=True)
    FlagFactory(post=post, reporter=classmate)
    SanctionFactory(member=student, post=post)
    ParticipationFactory(assignment=assignment)
    return f"/classes/{classroom.slug}"


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (375, "dark")])
def test_a_teacher_reads_all_of_them(page_for, teacher, room, axe, fits, width, theme):
    page = page_for(teacher, width=width, theme=theme)
    page.goto(f"{room}/review/log/")
    page.get_by_text("Narrow it down").click()
    look(page, axe, fits)
    page.get_by_label("What").select_option("decided")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="no. ").first.click()
    expect(page.locator("h1")).to_contain_text("The story of post")
    look(page, axe, fits)
    page.goto(f"{room}/threads/")
    page.get_by_role("link", name="How this class is moderated").click()
    expect(page.get_by_text("Are all sides returned alike?")).to_be_visible()
    look(page, axe, fits)


def test_participation_is_marked_and_read_without_javascript(page_for, teacher, student, room, axe, fits):
    page = page_for(teacher, js=False, width=375)
    page.goto(f"{room}/assignments/{assignment_of(student)}/participation/")
    look(page, None, fits)
    page.get_by_role("link", name=student.name).click()
    for group in page.locator("main").get_by_role("group").all():
        group.get_by_role("radio").nth(1).check()
    page.get_by_label("What the student will read").fill("Put the other side first.")
    look(page, None, fits)
    page.get_by_role("button", name="Save the mark").click()
    expect(page.locator("h1")).to_have_text("Participation")
    assert ParticipationMark.objects.get().points == 4

    own = page_for(student)
    own.goto(f"{room}/assignments/{assignment_of(student)}/")
    own.get_by_role("link", name="How, and what I have shown").click()
    expect(own.locator("main")).to_contain_text("Put the other side first.")
    look(own, axe, fits)


def assignment_of(student) -> int:
    return student.classroom.assignments.get().pk


def look(page: Page, axe, fits) -> None:
    fits(page)
    if axe:
        axe(page)
