"""All questions on one page, a check on the spot, and how sure one is: in a real browser, open to everybody."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from quizzes.kinds import KINDS
from quizzes.models import Response
from tests.browser.taking import TEXT, answer_of, answer_rightly, begin
from tests.browser.test_every_page import look


def responses_of(attempt):
    return {response.version.kind: response for response in attempt.responses.select_related("version")}


class TestAllOnOnePage:
    @pytest.fixture
    def attempt(self, student):
        return begin(student, ["single", "numeric", "essay"], layout="all")

    def test_what_is_typed_saves_its_own_question_and_no_other(self, page_for, student, attempt):
        asked, page, sent = responses_of(attempt), page_for(student), []
        page.goto(attempt.get_absolute_url())
        page.on("request", lambda request: request.method == "POST" and sent.append(parse_qs(request.post_data)))
        page.get_by_label("Year").fill("2011")
        expect(page.locator(f"#saved-{asked['numeric'].pk}")).to_contain_text("Saved")
        prefix = f"q{asked['numeric'].pk}-"
        assert sent
        assert {name for one in sent for name in one if not name.startswith(prefix)} <= {"csrfmiddlewaretoken"}
        assert [answer_of(asked[kind]) for kind in ("single", "numeric", "essay")] == [None, "2011", None]
        expect(page.get_by_text("Nothing to save yet")).to_have_count(2)

    def test_a_reload_shows_all_that_was_answered(self, page_for, student, attempt):
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        answer_rightly(page)
        expect(page.get_by_text("Nothing to save yet")).to_have_count(0)
        expect(page.locator("[data-saved]", has_text="Saved")).to_have_count(3)
        page.reload()
        expect(page.get_by_label("Five")).to_be_checked()
        expect(page.get_by_label("Year")).to_have_value("2 011")
        expect(page.locator("main textarea")).to_have_value(TEXT)

    def test_left_at_once_it_loses_nothing(self, page_for, student, attempt):
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        answer_rightly(page)
        page.get_by_role("link", name="Review and submit").first.click()
        expect(page.get_by_text("3 of 3 answered")).to_be_visible()
        assert not Response.objects.filter(answer__isnull=True).exists()

    def test_enter_in_a_line_saves_and_stays(self, page_for, student, attempt):
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        page.get_by_label("Year").fill("2011")
        page.get_by_label("Year").press("Enter")
        page.wait_for_url("**/all/")
        expect(page.get_by_label("Year")).to_have_value("2011")
        assert answer_of(responses_of(attempt)["numeric"]) == "2011"

    @pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
    def test_every_kind_is_answered_on_it_and_handed_in(self, page_for, student, js):
        attempt = begin(student, list(KINDS), layout="all")
        page = page_for(student, js=js, width=375)
        page.goto(attempt.get_absolute_url())
        answer_rightly(page)
        page.locator("form.all-questions").get_by_role("button", name="Review and submit").click()
        expect(page.get_by_text("16 of 16 answered")).to_be_visible()
        page.get_by_role("button", name="Submit my answers").click()
        expect(page.locator(".score")).to_contain_text("12 of 12 points so far")


class TestChecked:
    @pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
    def test_wrong_at_first_then_right_then_on_to_the_result(self, page_for, student, js):
        attempt = begin(student, ["single", "numeric"], behaviour="tries", penalty=25)
        page = page_for(student, js=js)
        page.goto(attempt.get_absolute_url())
        page.get_by_label("Two").check()
        page.get_by_role("button", name="Check my answer").click()
        checked = page.locator("#checked")
        expect(checked).to_contain_text("Not right")
        expect(page.get_by_text("2 tries left")).to_be_visible()
        page.get_by_label("Five").check()
        page.get_by_role("button", name="Check my answer").click()
        expect(checked).to_contain_text("Right")
        expect(page.get_by_label("Five")).to_be_disabled()
        page.get_by_role("button", name="Next").click()
        page.get_by_label("Year").fill("2011")
        page.get_by_role("button", name="Review").click()
        page.get_by_role("button", name="Submit my answers").click()
        expect(page.locator(".score")).to_contain_text("1.75 of 2 points")

    def test_what_was_found_is_where_the_focus_is(self, page_for, student):
        page = page_for(student)
        page.goto(begin(student, ["single"], behaviour="immediate").get_absolute_url())
        page.get_by_label("Two").check()
        page.get_by_role("button", name="Check my answer").click()
        expect(page.locator("#checked")).to_be_focused()

    def test_a_closed_question_can_be_flagged(self, page_for, student):
        attempt = begin(student, ["single"], behaviour="immediate")
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        page.get_by_label("Two").check()
        page.get_by_role("button", name="Check my answer").click()
        page.get_by_label("Flag").check()
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        page.reload()
        expect(page.get_by_label("Flag")).to_be_checked()
        assert answer_of(attempt.responses.get()) == "a"


class TestCertainty:
    def test_how_sure_one_is_is_saved_by_itself_and_told_beside_the_result(self, page_for, student):
        attempt = begin(student, ["single"], behaviour="certainty")
        page = page_for(student)
        page.goto(attempt.get_absolute_url())
        page.get_by_label("Two").check()
        page.get_by_label("Very sure").check()
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        page.reload()
        expect(page.get_by_label("Very sure")).to_be_checked()
        page.get_by_role("button", name="Review").click()
        page.get_by_role("button", name="Submit my answers").click()
        expect(page.get_by_role("heading", name="You were very sure, and it is not right")).to_be_visible()


@pytest.mark.parametrize("behaviour", ["deferred", "immediate", "certainty"])
def test_the_page_with_every_kind_keeps_nobody_out(page_for, student, behaviour):
    attempt = begin(student, list(KINDS), layout="all", behaviour=behaviour)
    page = page_for(student)
    page.goto(attempt.get_absolute_url())
    answer_rightly(page)
    page.get_by_role("button", name="Save everything").click()
    if behaviour == "immediate":
        for left in range(page.get_by_role("button", name="Check my answer").count(), 0, -1):
            page.get_by_role("button", name="Check my answer").first.click()
            expect(page.get_by_role("button", name="Check my answer")).to_have_count(left - 1)
    assert not look(page)


@pytest.mark.parametrize("behaviour", ["immediate", "tries"])
def test_a_wrong_answer_checked_keeps_nobody_out(page_for, student, behaviour):
    page = page_for(student)
    page.goto(begin(student, ["single"], behaviour=behaviour).get_absolute_url())
    page.get_by_label("Two").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#checked")).to_contain_text("Not right")
    assert not look(page)
