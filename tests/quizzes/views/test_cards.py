"""The pages of the review cards: a front, a back, four buttons."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.cards.deck import NEW_A_DAY
from quizzes.checks import Check
from quizzes.kinds import KINDS
from quizzes.models import Card, CardReview
from quizzes.models.cards import NOT_TO_REMEMBER
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import (
    AssignmentFactory,
    ClaimFactory,
    EditionFactory,
    EventFactory,
    ReadingFactory,
    SourceFactory,
    TermFactory,
)
from tests.quizzes.factories import QuestionVersionFactory, start
from tests.quizzes.more_factories import CardFactory
from tests.quizzes.specs import RIGHT, WRONG

pytestmark = pytest.mark.django_db

CARDS = reverse("quizzes:cards")
JUDGED = sorted(set(KINDS) - set(NOT_TO_REMEMBER))
either = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


def url(name, card):
    return reverse(f"quizzes:{name}", args=[card.pk])


def filled(version, answer):
    order = Check.ask(version).form.order
    form = version.asked.form(order, answer=version.asked.normalise(answer))
    return {name: form.initial[name] for name in form.fields if form.initial.get(name)}


@pytest.fixture
def term(student, moment) -> Card:
    return CardFactory(student=student.user, due_at=moment, term__name="AQIM")


@pytest.fixture
def asked(student, moment):
    """A card of a question of the given kind, with its version."""

    def card_of(kind="single", **kwargs):
        version = QuestionVersionFactory(kind=kind, question__lesson=EditionFactory().lesson, **kwargs)
        return CardFactory(student=student.user, due_at=moment, term=None, question=version.question), version

    return card_of


class TestCards:
    def test_a_term_is_asked_and_not_explained(self, sign_in, student, term):
        page = sign_in(student).get(CARDS)
        for words in ("AQIM", "What is this?", "Show the answer", "1 card due today"):
            assertContains(page, words)
        assertNotContains(page, "What it means.")

    def test_a_person_is_asked_for_by_who(self, sign_in, student):
        CardFactory(student=student.user, term__kind="person")
        assertContains(sign_in(student).get(CARDS), "Who is this?")

    def test_an_event_is_asked_for_its_date(self, sign_in, student):
        CardFactory(student=student.user, term=None, event=EventFactory(title="Resolution 1973"))
        page = sign_in(student).get(CARDS)
        assertContains(page, "When was this?")
        assertNotContains(page, "2011")

    @pytest.mark.parametrize("kind", JUDGED)
    def test_a_question_is_asked_in_its_own_form_without_its_key(self, sign_in, student, asked, kind):
        card, version = asked(kind)
        page = sign_in(student).get(CARDS)
        assertContains(page, f'action="{url("card_answer", card)}"')
        assertContains(page, version.heading_html)
        assertNotContains(page, "Five members abstained, says the record.")
        assertNotContains(page, "option-feedback")

    def test_the_one_that_is_due_longest_comes_first(self, sign_in, student, term, moment):
        CardFactory(student=student.user, due_at=moment - timedelta(days=1), term__name="MNLA")
        page = sign_in(student).get(CARDS)
        assertContains(page, "MNLA")
        assertContains(page, "2 cards due today")

    @either
    def test_with_nothing_due_it_says_when_the_next_is(self, sign_in, student, term, classroom, moment, headers):
        term.rate(CardReview.Rating.GOOD, number=1, moment=moment, zone=classroom.zone)
        page = sign_in(student).get(CARDS, headers=headers)
        assertContains(page, "That is all for now.")
        assertContains(page, "You looked at 1 card today.")
        assertContains(page, "The next card is due Wed 4 Mar.")
        assert (b"<html" in page.content) == (not headers)

    def test_with_no_card_it_says_how_they_come_about(self, sign_in, student, teacher):
        for member in (student, teacher):
            assertContains(sign_in(member).get(CARDS), f"become cards here, {NEW_A_DAY} a day")

    def test_the_cards_of_somebody_else_are_not_shown(self, sign_in, classmate, term):
        assertContains(sign_in(classmate).get(CARDS), "You have no review cards yet.")

    def test_the_header_leads_students_there(self, sign_in, student, teacher):
        link = f'<a href="{CARDS}"'
        assertContains(sign_in(student).get("/library/"), link)
        assertNotContains(sign_in(teacher).get("/library/"), link)

    def test_opening_it_brings_the_new_cards_of_the_day(self, sign_in, student, classroom):
        given = AssignmentFactory(classroom=classroom)
        given.edition.lesson.terms.set(TermFactory.create_batch(2 * NEW_A_DAY))
        ReadingFactory(assignment=given, member=student, finished_at=given.opens_at)
        assertContains(sign_in(student).get(CARDS), f"{NEW_A_DAY} cards due today")


class TestCardAnswer:
    @either
    def test_a_term_is_explained_and_can_be_rated(self, sign_in, student, term, headers):
        term.term.lessons.add(EditionFactory(lesson__code="1.3").lesson)
        page = sign_in(student).get(url("card_answer", term), headers=headers)
        for words in ("What it means.", "Glossary", "Lesson 1.3", "Forgot it", "Hard", "Good", "Easy"):
            assertContains(page, words)
        for again in ("in 10 minutes", "tomorrow", "Wed 4 Mar", "Tue 10 Mar"):
            assertContains(page, again)
        assert (b"<html" in page.content) == (not headers)
        assert "HX-Request" in page["Vary"]

    def test_an_event_has_its_date_and_its_place(self, sign_in, student):
        event = EventFactory(place="New York", text="Five <b>abstained</b>.")
        card = CardFactory(student=student.user, term=None, event=event)
        page = sign_in(student).get(url("card_answer", card))
        for words in ("17 March 2011", "New York", "Five &lt;b&gt;abstained", f"#{event.code}"):
            assertContains(page, words)

    @pytest.mark.parametrize("kind", JUDGED)
    @pytest.mark.parametrize(("answers", "result"), [(RIGHT, "result-right"), (WRONG, "result-wrong")])
    def test_an_answer_is_judged_and_stored_nowhere(self, sign_in, student, asked, kind, answers, result):
        card, version = asked(kind)
        page = sign_in(student).post(url("card_answer", card), filled(version, answers[kind]), headers=HTMX)
        assertContains(page, result)
        assertContains(page, "Five members abstained, says the record.")
        assertContains(page, "Forgot it")
        assert Card.objects.get().state == {}

    @either
    def test_sent_without_an_answer_it_asks_again(self, sign_in, student, asked, headers):
        card, _version = asked()
        page = sign_in(student).post(url("card_answer", card), {}, headers=headers)
        assertContains(page, "Answer first, or have the answer shown.", status_code=422)
        assertNotContains(page, "says the record", status_code=422)

    def test_the_answer_is_shown_with_where_it_stands(self, sign_in, student, asked):
        source = SourceFactory(producer="UN", title="Meeting record 6498")
        card, version = asked(claim=ClaimFactory(code="C14"), source_keys=[source.key])
        page = sign_in(student).get(url("card_answer", card))
        for words in ("Right answer", *version.asked.right_words(), "Claim C14", "UN, Meeting record 6498"):
            assertContains(page, words)
        assertContains(page, f'href="{version.question.lesson.get_absolute_url()}#start"')

    def test_the_newest_version_is_asked(self, sign_in, student, asked):
        _card, version = asked()
        QuestionVersionFactory(question=version.question, number=2, prompt="And now?")
        assertContains(sign_in(student).get(CARDS), "And now?")

    def test_the_card_of_a_retired_question_is_not_found(self, sign_in, student, asked, moment):
        card, version = asked()
        version.question.retired_at = moment
        version.question.save()
        assert sign_in(student).get(url("card_answer", card)).status_code == 404

    @pytest.mark.parametrize("name", ["card_answer", "rate"])
    def test_somebody_elses_card_is_not_found(self, sign_in, classmate, teacher, term, name):
        for member in (classmate, teacher):
            sent = sign_in(member).post(url(name, term), {"rating": 3, "number": 1})
            assert sent.status_code == 404
        assert not CardReview.objects.exists()


class TestRate:
    def test_it_leads_to_the_next_card(self, sign_in, student, term, moment):
        CardFactory(student=student.user, due_at=moment, term__name="MNLA")
        browser = sign_in(student)
        sent = browser.post(url("rate", term), {"rating": 3, "number": 1})
        assertRedirects(sent, CARDS)
        assertContains(browser.get(CARDS), "MNLA")
        assertContains(browser.get(CARDS), "1 done")

    def test_a_request_that_is_sent_twice_counts_once(self, sign_in, student, term):
        browser = sign_in(student)
        for _ in range(2):
            assertRedirects(browser.post(url("rate", term), {"rating": 3, "number": 1}), CARDS)
        assert CardReview.objects.count() == 1

    def test_the_page_carries_the_number_of_the_next_look(self, sign_in, student, term, classroom, moment):
        term.rate(CardReview.Rating.AGAIN, number=1, moment=moment, zone=classroom.zone)
        page = sign_in(student).get(url("card_answer", term)).content.decode()
        assert re.search(r'name="number" value="(\d+)"', page)[1] == "2"

    @either
    @pytest.mark.parametrize(
        "wrong", [{}, {"rating": 0}, {"rating": 5}, {"rating": "x"}, {"number": 0}, {"number": 10**12}]
    )
    def test_what_is_no_rating_is_refused(self, sign_in, student, term, headers, wrong):
        sent = {"rating": 3, "number": 1} | wrong if wrong else {}
        page = sign_in(student).post(url("rate", term), sent, headers=headers)
        assertContains(page, "Choose one of the four.", status_code=422)
        assert not CardReview.objects.exists()


class TestBudgets:
    def queries(self, browser, address):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    def work(self, student, moment, lessons):
        """So many lessons read, each with a term, an event and a quiz that was missed."""
        for _ in range(lessons):
            given = AssignmentFactory(classroom=student.classroom, preset="practice")
            given.edition.lesson.terms.add(TermFactory())
            given.edition.lesson.events.add(EventFactory())
            ReadingFactory(assignment=given, member=student, finished_at=moment)
            attempt = start(given, student, moment, kinds=["single", "multiple"])
            attempt.submit("key", moment)
            attempt.grade()

    def test_the_pages_take_the_same_for_few_and_many(self, sign_in, moment):
        counts = []
        for lessons in (2, 9):
            student = MembershipFactory()
            self.work(student, moment, lessons)
            browser = sign_in(student)
            makes_cards, has_them = self.queries(browser, CARDS), self.queries(browser, CARDS)
            card = Card.objects.of(student.user).filter(question__isnull=False).first()
            counts.append((makes_cards, has_them, self.queries(browser, url("card_answer", card))))
        assert counts[0] == counts[1]
        assert all(counted <= most for counted, most in zip(counts[0], (14, 8, 8), strict=True)), counts
