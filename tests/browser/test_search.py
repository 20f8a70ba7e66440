"""From the list of discussions to a post that was found, on a phone and at a desk, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.discussions.factories import PostFactory, ThreadFactory


@pytest.mark.parametrize(("width", "theme", "js"), [(375, "dark", False), (1280, "light", True)])
def test_a_post_is_found_and_opened_in_its_place(page_for, student, classroom, axe, fits, width, theme, js):
    thread = ThreadFactory(classroom=classroom)
    root = PostFactory(thread=thread)
    post = PostFactory(root=root, text="L’État is what this reply speaks of, and nothing else.")
    page = page_for(student, width=width, theme=theme, js=js)
    page.goto(f"/classes/{classroom.slug}/threads/")
    fits(page)
    page.get_by_label("Search what the class has written").fill("etat")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".excerpt mark")).to_have_text("État")
    fits(page)
    if js:
        axe(page)
    page.get_by_role("link", name=thread.title).click()
    expect(page.locator(f"#p{post.pk}")).to_be_in_viewport()
