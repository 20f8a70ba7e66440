"""The page of a question that is checked on the spot, or asks how sure one is: what it says, and what not yet."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.kinds import KEYLESS, KINDS
from tests.conftest import HTMX
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import QuizFactory, start
from tests.quizzes.more_factories import QuizSettingsFactory
from tests.quizzes.specs import RIGHT, WRONG

# What only those may read who can change their answer no more, and what says how an answer was judged.
RIGHT_ANSWER = ["Right answer", "Five members abstained", "So the record says", "Yes, so the record says"]
FEEDBACK = ["names only two", "look at the record", "In paragraph", "Nowhere.", "Look at her title", "She was ambas"]
FEEDBACK += ["say the opposite", "Who contests it", "Unsigned.", "It counts them.", "In the Council.", "one voice"]
ACCEPTED = ["*1973*", "17th", "C9014", '"right"', "rank", "misconception"]


@pytest.fixture
def page_of(classroom, student, moment, sign_in):
    """The first question of a quiz that behaves so, in its student's browser."""

    def opened(kind="single", **settings):
        assignment = AssignmentFactory(classroom=classroom, preset="practice", time_limit=30)
        QuizSettingsFactory(assignment=assignment, **settings)
        return QuestionPage(sign_in(student), start(assignment, student, moment, kinds=[kind]).responses.get())

    return opened


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("immediate", "you can check each answer once"),
        ("tries", "3 tries each, and each wrong one costs 25 % of the points"),
        ("certainty", "how sure you are; that changes no grade"),
    ],
)
def test_before_the_start_it_says_how_the_quiz_behaves(classroom, student, moment, sign_in, behaviour, says):
    assignment = AssignmentFactory(classroom=classroom, preset="practice")
    QuizSettingsFactory(assignment=assignment, behaviour=behaviour, tries=3, penalty=25)
    QuizFactory(lesson=assignment.edition.lesson)
    assertContains(sign_in(student).get(reverse("quizzes:start", args=[classroom.slug, assignment.pk])), says)


class QuestionPage:
    """One question's page, without JavaScript."""

    def __init__(self, browser, response):
        self.browser, self.response, self.url = browser, response, response.get_absolute_url()

    def get(self):
        return self.browser.get(self.url)

    def fields(self, answer=None, page=None, **changed):
        """What the page sends with the stored `answer` chosen; None: as the page stands."""
        sheet = (page or self.get()).context["sheet"]
        form = self.response.version.asked.form(self.response.option_order, answer=answer)
        typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
        return {"client_id": sheet.client_id, "rev": sheet.rev, "go": "next"} | typed | changed

    def post(self, answer=None, headers=None, **changed):
        return self.browser.post(self.url, self.fields(answer, **changed), headers=headers)

    def check(self, answer):
        """Press the button, and look at what comes."""
        page = self.post(answer, go="check")
        assertRedirects(page, f"{self.url}#checked", fetch_redirect_response=False)
        return self.get()

    def current(self):
        return type(self.response).objects.get(pk=self.response.pk)


def told(page, secrets):
    html = page.content.decode()
    return [secret for secret in secrets if secret in html]


KEYED = sorted(set(KINDS) - set(KEYLESS))


@pytest.mark.parametrize("kind", KEYED)
class TestOfEveryKind:
    def test_before_a_check_the_page_knows_no_key_and_no_feedback(self, page_of, kind):
        page = page_of(kind, behaviour="tries")
        page.post(RIGHT[kind])
        secrets = [secret for secret in (*RIGHT_ANSWER, *FEEDBACK, *ACCEPTED) if secret not in str(RIGHT[kind])]
        assert not told(page.get(), secrets)

    def test_a_save_tells_nothing(self, page_of, kind):
        page = page_of(kind, behaviour="tries")
        assert not told(page.post(WRONG[kind], headers=HTMX), [*RIGHT_ANSWER, *FEEDBACK, *ACCEPTED])

    def test_a_wrong_try_is_told_and_the_right_answer_not_yet(self, page_of, kind):
        page = page_of(kind, behaviour="tries", tries=3).check(WRONG[kind])
        assertContains(page, "Not right")
        assertContains(page, "2 tries left")
        assert not told(page, [*RIGHT_ANSWER, *ACCEPTED])
        assert told(page, ["disabled"]) == []

    def test_settled_it_tells_the_right_answer_and_why(self, page_of, kind):
        page = page_of(kind, behaviour="immediate").check(WRONG[kind])
        for words in ("Not right", "Right answer", "Five members abstained", "disabled"):
            assertContains(page, words)
        assertNotContains(page, "Check my answer")

    def test_the_right_answer_closes_the_question(self, page_of, kind):
        opened = page_of(kind, behaviour="tries")
        page = opened.check(RIGHT[kind])
        assertContains(page, "Five members abstained")
        assertNotContains(page, "Check my answer")
        assert opened.current().settled_at


class TestTries:
    def test_the_price_is_printed_before_the_first_try(self, page_of):
        page = page_of(behaviour="tries", tries=3, penalty=25).get()
        assertContains(page, "3 tries left. Each wrong one costs 25 % of the points.")

    @pytest.mark.parametrize("layout", ["one", "all"])
    def test_so_it_is_where_there_is_one_check(self, page_of, layout):
        page = page_of(behaviour="immediate", layout=layout)
        shown = page.browser.get(page.url, follow=True)
        assertContains(shown, "You can check once, and not change the answer afterwards.")

    def test_and_on_the_page_with_all_questions(self, page_of):
        page = page_of(behaviour="tries", tries=2, penalty=50, layout="all")
        shown = page.browser.get(page.url, follow=True)
        assertContains(shown, "2 tries left. Each wrong one costs 50 % of the points.")

    def test_the_last_one_says_so(self, page_of):
        page = page_of(behaviour="tries", tries=2)
        assertContains(page.check("a"), "1 try left.")

    def test_an_answer_changed_after_a_check_is_not_called_checked(self, page_of):
        page = page_of(behaviour="tries")
        page.check("a")
        page.post("c")
        assert not told(page.get(), ["Not right", *FEEDBACK])

    def test_of_a_panel_only_those_speak_who_said_the_same(self, page_of):
        page = page_of("panel", behaviour="tries").check("0")
        assertContains(page, "Drafting is not deciding.")
        assertNotContains(page, "Whoever drafts decides.")
        assertNotContains(page, "A memoir is one voice.")

    def test_without_an_answer_there_is_nothing_to_check(self, page_of):
        page = page_of(behaviour="tries").check(None)
        assertContains(page, "Answer the question first")
        assertContains(page, "3 tries left")


class TestSettled:
    @pytest.fixture
    def settled(self, page_of):
        page = page_of(behaviour="immediate")
        page.check("a")
        return page

    @pytest.mark.parametrize("behaviour", [{"behaviour": "immediate"}, {"behaviour": "tries", "tries": 2}])
    @pytest.mark.parametrize("later", ["released", "never"])
    def test_where_the_answers_come_later_it_does_not_tell_the_right_one(self, page_of, behaviour, later):
        """It would answer the next attempt."""
        page = page_of(answers_shown=later, **behaviour)
        if "tries" in behaviour:
            page.check("c")
        shown = page.check("a")
        for words in ("Not right", "names only two", "This question is closed."):
            assertContains(shown, words)
        assert not told(shown, RIGHT_ANSWER)

    @pytest.mark.parametrize("headers", [None, HTMX])
    def test_going_on_sends_no_answer_and_takes_none_away(self, settled, classroom, headers):
        """The browser does not send fields that are switched off."""
        page = settled.post(headers=headers)
        assert page.status_code == (200 if headers else 302)
        assert settled.current().answer == "a"
        assert not settled.response.events.filter(kind="conflict").exists()

    def test_a_flag_is_kept(self, settled):
        settled.post(is_flagged="on")
        assert settled.current().is_flagged

    def test_an_answer_from_a_page_opened_before_is_kept_and_explained(self, settled):
        page = settled.post("b")
        assertContains(page, "This question is closed: the answer that was checked counts", status_code=409)
        assertContains(page, "Right answer", status_code=409)
        assert settled.response.events.get(kind="conflict").answer == "b"
        assert settled.current().answer == "a"

    def test_from_that_page_one_goes_on(self, settled):
        page = settled.browser.post(settled.url, settled.fields(page=settled.post("b")))
        assert page.status_code == 302


class TestCertainty:
    def test_it_asks_how_sure_one_is_and_remembers(self, page_of):
        page = page_of(behaviour="certainty")
        assertContains(page.get(), "How sure are you?")
        page.post("b", certainty="3")
        assert page.current().certainty == 3
        assertContains(page.get(), 'name="certainty" value="3" id="id_certainty_2" checked')

    @pytest.mark.parametrize("kind", KEYLESS)
    def test_of_what_has_no_key_it_does_not_ask(self, page_of, kind):
        assertNotContains(page_of(kind, behaviour="certainty").get(), "How sure are you?")

    @pytest.mark.parametrize("certainty", ["0", "4", "very"])
    def test_a_forged_level_is_refused(self, page_of, certainty):
        page = page_of(behaviour="certainty")
        assert page.post("b", certainty=certainty).status_code == 422
        assert page.current().answer is None

    def test_it_tells_nothing_before_submitting(self, page_of):
        page = page_of(behaviour="certainty")
        page.post("b", certainty="3")
        assert not told(page.get(), [*RIGHT_ANSWER, *FEEDBACK, "Check my answer"])


@pytest.mark.parametrize("behaviour", ["immediate", "tries"])
@pytest.mark.parametrize("kind", KEYLESS)
def test_what_has_no_key_has_no_button_and_a_forged_one_does_nothing(page_of, kind, behaviour):
    page = page_of(kind, behaviour=behaviour)
    assertNotContains(page.get(), "Check my answer")
    page.post(["a"] if kind == "survey" else "A text.", go="check")
    assert page.current().tries == 0
    assertNotContains(page.get(), "Right answer")


def test_a_button_that_the_quiz_does_not_have_checks_nothing(page_of):
    page = page_of(behaviour="deferred")
    page.post("a", go="check")
    assert page.current().tries == 0
    assert not told(page.get(), ["Not right", *FEEDBACK])


def test_what_was_checked_stands_in_the_result(page_of, classroom, moment):
    page = page_of(behaviour="tries", penalty=25)
    for answer in ("a", "b"):
        page.check(answer)
    attempt = page.response.attempt
    page.browser.post(reverse("quizzes:submit", args=[classroom.slug, attempt.pk]), {"submit_key": "k"})
    result = page.browser.get(reverse("quizzes:result", args=[classroom.slug, attempt.pk]))
    assertContains(result, "0.75")
