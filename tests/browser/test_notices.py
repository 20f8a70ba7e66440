"""From a notice to the thread and back: it is new, and then it is not."""

from django.utils import timezone

from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import FlagFactory


def test_a_notice_leads_to_the_thread_and_is_seen_then(page_for, student, classmate, axe, fits):
    thread = ThreadFactory(classroom=student.classroom, title="Is a partial list a false list?")
    mine = PostFactory(thread=thread, author=student)
    PostFactory(thread=thread, author=classmate, root=mine, moment=timezone.now())
    narrow = page_for(student, width=375, theme="dark")
    narrow.goto("/notices/")
    axe(narrow)
    fits(narrow)
    page = page_for(student, js=False)
    page.goto("/notices/")
    page.get_by_text("1 reply to you").wait_for()
    page.get_by_role("link", name="Is a partial list").click()
    page.get_by_role("heading", name="Is a partial list").wait_for()
    page.goto("/notices/")
    page.get_by_role("link", name="Is a partial list").wait_for()
    assert not page.get_by_text("1 reply to you").count()


def test_what_is_ones_own_is_open_to_everybody(page_for, student, axe, fits):
    thread = ThreadFactory(classroom=student.classroom)
    for state in ("published", "pending", "returned", "removed"):
        PostFactory(thread=thread, author=student, ends=state)
    FlagFactory(post=PostFactory(thread=thread), reporter=student)
    room = student.classroom.get_absolute_url()
    page = page_for(student, width=375)
    for path in (f"{room}posts/mine/", f"{room}reports/", "/notices/preferences/"):
        page.goto(path)
        axe(page)
        fits(page)
    page.goto(f"{room}reports/")
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("It ended before anybody decided.").wait_for()
