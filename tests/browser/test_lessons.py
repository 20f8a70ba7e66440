"""Every lesson of the course: light on the first visit, open to everybody in four looks, and complete on paper."""

import pytest
from django.core.management import call_command

from lessons.models import Lesson
from tests.browser.test_every_page import look

BYTES, REQUESTS, LESSONS = 90_000, 8, 15


@pytest.fixture
def lessons(transactional_db) -> list[Lesson]:
    call_command("load_curriculum", verbosity=0)
    found = list(Lesson.objects.readable())
    assert len(found) == LESSONS
    return found


def test_the_first_visit_is_one_small_parcel(lessons, page_for):
    """A phone on a poor connection gets it in few requests, and from nobody else."""
    for lesson in lessons:
        page, parcels = page_for(width=375), []
        page.on("requestfinished", lambda request, parcels=parcels: parcels.append((request.url, request.sizes())))
        page.goto(lesson.get_absolute_url(), wait_until="networkidle")
        weights = {url: sizes["responseBodySize"] + sizes["responseHeadersSize"] for url, sizes in parcels}
        assert len(parcels) <= REQUESTS, (lesson.code, sorted(weights))
        assert 10_000 < sum(weights.values()) <= BYTES, (lesson.code, weights)
        page.context.close()


def test_nobody_is_kept_out_and_nothing_sticks_out(lessons, page_for):
    page, wrong = page_for(), []
    for lesson in lessons:
        page.goto(lesson.get_absolute_url())
        wrong += [f"{lesson.code} {complaint}" for complaint in look(page)]
    assert not wrong, "\n".join(wrong)


def test_on_paper_the_notes_stand_open_and_the_frame_of_the_site_is_gone(lessons, page_for):
    page = page_for()
    for lesson in lessons:
        page.goto(lesson.get_absolute_url())
        page.emulate_media(media="print")
        assert not page.locator(".site-header").is_visible()
        assert not page.locator(".lesson-rail").is_visible()
        bodies = page.locator(".margin-note .note-body").all()
        assert bodies
        for body in bodies:
            assert body.is_visible(), (lesson.code, body.inner_text())
        assert page.pdf().startswith(b"%PDF")
        page.emulate_media(media="screen")
