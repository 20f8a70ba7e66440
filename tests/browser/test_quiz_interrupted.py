"""Cut off or signed out while answering: everything waits on the device, and is sent when that is possible again."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from quizzes.models import Response, ResponseEvent
from tests.browser.taking import (
    TEXT,
    answer_of,
    answer_rightly,
    begin,
    kinds_of,
    sign_in_on,
    sign_out,
    write,
)

MORE = " Ten in favour."
SENT_BY_ITSELF = 30_000  # milliseconds: it tries again after five seconds, then after ten


@pytest.fixture
def page(page_for, student, essay):
    opened = page_for(student)
    opened.goto(essay.get_absolute_url())
    return opened


def saved(page):
    return page.locator("[data-saved]")


class TestCutOff:
    def test_it_says_so_and_sends_it_afterwards(self, page, essay):
        page.context.set_offline(True)
        write(page, TEXT)
        expect(saved(page)).to_contain_text("Not saved, retrying")
        assert answer_of(essay) is None
        page.context.set_offline(False)
        expect(saved(page)).to_contain_text("Saved")
        assert answer_of(essay) == TEXT

    def test_a_minute_without_network_loses_nothing(self, page, essay):
        page.clock.install()
        page.context.set_offline(True)
        write(page, TEXT)
        page.clock.fast_forward("00:02")
        expect(saved(page)).to_contain_text("Not saved, retrying")
        expect(page.locator("[data-unsaved]")).to_be_visible()
        page.clock.fast_forward("01:00")
        write(page, MORE)
        page.clock.fast_forward("00:02")
        assert not essay.events.exists()
        page.context.set_offline(False)
        expect(saved(page)).to_contain_text("Saved", timeout=SENT_BY_ITSELF)
        expect(page.locator("[data-unsaved]")).to_be_hidden()
        assert answer_of(essay) == TEXT + MORE
        assert kinds_of(essay) == {"save"}

    def test_several_questions_of_one_page_wait_and_arrive(self, page_for, student):
        attempt = begin(student, ["single", "numeric", "essay"], layout="all")
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        page.clock.install()
        page.context.set_offline(True)
        answer_rightly(page)
        page.clock.fast_forward("01:00")
        expect(page.get_by_text("Not saved, retrying")).to_have_count(3)
        assert not ResponseEvent.objects.exists()
        page.context.set_offline(False)
        expect(page.get_by_text("Not saved, retrying")).to_have_count(0, timeout=SENT_BY_ITSELF)
        answers = attempt.responses.order_by("position").values_list("answer", flat=True)
        assert list(answers) == ["b", "2 011", TEXT]

    def test_the_review_counts_what_was_still_on_its_way(self, page, essay):
        page.context.route(f"**{essay.get_absolute_url()}", lambda route: route.abort(), times=1)
        write(page, TEXT)
        page.get_by_role("link", name="Review and submit").first.click()
        expect(page.get_by_text("1 of 2 answered")).to_be_visible()


class TestDownload:
    def test_everything_that_waits_is_in_the_file_and_the_teacher_adds_it(
        self, page, page_for, teacher, classroom, attempt, essay, tmp_path
    ):
        page.context.set_offline(True)
        write(page, TEXT)
        expect(page.locator("[data-unsaved]")).to_be_visible()
        with page.expect_download() as download:
            page.locator("[data-unsaved]").get_by_role("button", name="Download my answers").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.name == f"sahel-answers-{attempt.pk}.json"
        assert essay.get_absolute_url() in json.loads(file.read_text())["bodies"]
        page.context.close()

        attempt.submit("key", attempt.started_at)
        attempt.grade()
        desk = page_for(teacher)
        desk.goto(reverse("quizzes:handed_in", args=[classroom.slug, attempt.pk]))
        desk.get_by_role("link", name="Add answers from a file").click()
        desk.get_by_label("The student's file").set_input_files(file)
        desk.get_by_role("button", name="Add the answers").click()
        expect(desk.get_by_text("1 answer of the file is new.")).to_be_visible()
        desk.get_by_role("button", name="Let it count").click()
        expect(desk.get_by_text("The late answer counts now.")).to_be_visible()
        assert answer_of(essay) == TEXT


class TestSignedOut:
    @pytest.fixture
    def dialog(self, page):
        """A session has ended, and something is typed."""
        sign_out(page)
        write(page, TEXT)
        dialog = page.get_by_role("dialog", name="You were signed out")
        expect(dialog).to_be_visible()
        expect(saved(page)).to_contain_text("Your answer is kept on this device.")
        return dialog

    def test_one_signs_in_without_leaving_and_it_is_sent(self, page, dialog, student, essay):
        sign_in_on(page, student, password="not this one")
        expect(dialog).to_contain_text("not correct")
        assert not essay.events.exists()
        sign_in_on(page, student)
        expect(dialog).to_be_hidden()
        expect(saved(page)).to_contain_text("Saved")
        expect(page.get_by_label("Your answer")).to_have_value(TEXT)
        assert page.url.endswith(essay.get_absolute_url())
        assert answer_of(essay) == TEXT

    def test_afterwards_every_button_works(self, page, dialog, student, attempt, essay):
        """A sign-in changes the token that every form carries."""
        sign_in_on(page, student)
        expect(dialog).to_be_hidden()
        write(page, MORE)
        page.get_by_role("button", name="Review").click()
        page.get_by_role("button", name="Submit my answers").click()
        page.wait_for_url("**/result/")
        assert answer_of(essay) == TEXT + MORE

    def test_somebody_else_sends_nothing_of_it(self, page, dialog, student, classmate, essay):
        sign_in_on(page, classmate)
        expect(dialog).to_contain_text("That was somebody else.")
        page.evaluate("dispatchEvent(new Event('online'))")
        sign_in_on(page, student)
        expect(dialog).to_be_hidden()
        expect(saved(page)).to_contain_text("Saved", timeout=SENT_BY_ITSELF)
        assert answer_of(essay) == TEXT
        assert set(Response.objects.filter(answer__isnull=False)) == {essay}

    def test_put_off_it_goes_on_by_itself_once_signed_in_elsewhere(self, page, dialog, essay, sign_in, student):
        dialog.get_by_role("button", name="Not now").click()
        expect(dialog).to_be_hidden()
        session = sign_in(student).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
        expect(saved(page)).to_contain_text("Saved", timeout=SENT_BY_ITSELF)
        assert answer_of(essay) == TEXT

    def test_the_dialog_keeps_nobody_out(self, dialog, page, axe):
        axe(page)

    def test_its_answers_are_of_no_other_person_of_this_device(self, page, dialog, classmate, student, attempt, essay):
        """The next one at the same computer begins a quiz of their own: what waits is not theirs to send."""
        theirs = begin(classmate, ["essay"])
        page.get_by_role("button", name="Not now").click()
        page.once("dialog", lambda leaving: leaving.accept())
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(classmate.user.username)
        page.locator("input[name=password]").fill("correct horse battery")
        page.locator("main form .btn-primary").click()
        page.goto(theirs.responses.get().get_absolute_url())
        expect(page.get_by_label("Your answer")).to_have_value("")
        assert not ResponseEvent.objects.exists()


def test_signed_in_again_in_another_tab_the_page_goes_on_by_itself(page, essay):
    """A sign-in changes the token that every form carries."""
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.context.new_page().goto(essay.get_absolute_url())
    write(page, TEXT)
    expect(saved(page)).to_contain_text("Saved", timeout=SENT_BY_ITSELF)
    assert answer_of(essay) == TEXT
