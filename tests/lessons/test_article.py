"""Check the article: the walk through its paragraphs, judging first, the ledger afterwards."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from lessons.models import Claim, Judgement
from tests.conftest import HTMX
from tests.lessons.around import ParagraphFactory
from tests.lessons.factories import ClaimFactory, EvidenceFactory, JudgementFactory

ARTICLE = reverse("lessons:article")


@pytest.fixture
def claim(db) -> Claim:
    ParagraphFactory()
    found = ClaimFactory(text="Only two states abstained.", short="Five abstained. Two are named.", inaccurate=True)
    EvidenceFactory(claim=found, stance="challenges")
    return found


@pytest.fixture
def url(claim) -> str:
    return reverse("lessons:judge", args=[claim.code])


class TestArticle:
    def test_a_stranger_sees_the_ledger_and_nothing_to_judge(self, client, claim):
        page = client.get(ARTICLE)
        assertContains(page, "Only two states abstained.")
        assertContains(page, "Five abstained. Two are named.")
        assertNotContains(page, f"/library/claims/{claim.code}/judge/")

    def test_who_signed_in_judges_before_the_ledger_is_told(self, client, sign_in, student, claim):
        page = sign_in(student).get(ARTICLE)
        assertContains(page, f"/library/claims/{claim.code}/judge/")
        assertNotContains(page, "Five abstained. Two are named.")
        assertNotContains(page, "status-badge")

    def test_who_has_judged_sees_both(self, sign_in, student, claim):
        JudgementFactory(person=student.user, claim=claim, status="contested")
        page = sign_in(student).get(ARTICLE)
        assertContains(page, "You said: Contested.")
        assertContains(page, "The ledger says:")
        assertContains(page, "Five abstained. Two are named.")
        assertContains(page, "1 of 1 judged.")

    def test_a_rumour_never_stands_alone(self, sign_in, student, claim):
        ClaimFactory(text="Somebody arms them.", caution="A rumour, told without a source.")
        assertContains(sign_in(student).get(ARTICLE), "A rumour, told without a source.", count=1)

    def test_who_says_the_same_is_told_so(self, sign_in, student, claim):
        JudgementFactory(person=student.user, claim=claim, status="inaccurate")
        assertContains(sign_in(student).get(ARTICLE), "So does the ledger.")

    def test_what_others_judged_is_nobodys_business(self, sign_in, student, classmate, claim):
        JudgementFactory(person=classmate.user, claim=claim)
        assertContains(sign_in(student).get(ARTICLE), "0 of 1 judged.")

    def test_the_claims_of_a_paragraph_stand_in_their_order(self, client, claim):
        for position in (9, 3, 5):
            ClaimFactory(text=f"Claim at {position}.", position=position)
        html = client.get(ARTICLE).content.decode()
        assert html.index("Claim at 3.") < html.index("Claim at 5.") < html.index("Claim at 9.")

    def test_a_module_narrows_the_walk(self, client, claim):
        ClaimFactory(text="Another module says this.")
        page = client.get(ARTICLE, {"module": claim.lesson.module.slug})
        assertContains(page, "Only two states abstained.")
        assertNotContains(page, "Another module says this.")

    def test_a_status_narrows_the_walk(self, client, claim):
        ClaimFactory(text="The record agrees with this.")
        page = client.get(ARTICLE, {"status": "documented"})
        assertContains(page, "The record agrees with this.")
        assertNotContains(page, "Only two states abstained.")

    def test_a_status_never_betrays_what_is_not_judged_yet(self, sign_in, student, claim):
        page = sign_in(student).get(ARTICLE, {"status": "inaccurate"})
        assertNotContains(page, "Only two states abstained.")
        assertContains(page, "No claim is shown.")

    def test_a_status_that_is_none_is_passed_over(self, client, claim):
        assertContains(client.get(ARTICLE, {"status": "true-ish"}), "Only two states abstained.")

    def test_it_costs_the_same_with_many_claims(self, sign_in, student, django_assert_max_num_queries):
        browser = sign_in(student)
        ParagraphFactory()
        ClaimFactory()
        with django_assert_max_num_queries(8) as few:
            browser.get(ARTICLE)
        for _ in range(5):
            JudgementFactory(person=student.user, claim=EvidenceFactory(claim=ClaimFactory()).claim)
        with django_assert_max_num_queries(len(few)):
            browser.get(ARTICLE)


class TestJudge:
    def test_it_leads_back_to_the_claim(self, sign_in, student, claim, url):
        answer = sign_in(student).post(url, {"status": "contested"})
        assertRedirects(answer, f"{ARTICLE}#claim-{claim.code}", fetch_redirect_response=False)
        assert Judgement.objects.get().status == "contested"

    def test_htmx_gets_the_claim_with_its_ledger_and_nothing_around_it(self, sign_in, student, claim, url):
        part = sign_in(student).post(url, {"status": "inaccurate"}, headers=HTMX)
        assertContains(part, "Five abstained. Two are named.")
        assert b"<html" not in part.content
        assert "HX-Request" in part["Vary"]

    def test_the_first_judgement_stays(self, sign_in, student, claim, url):
        browser = sign_in(student)
        browser.post(url, {"status": "contested"})
        browser.post(url, {"status": "inaccurate"})
        assert Judgement.objects.get().status == "contested"

    @pytest.mark.parametrize("sent", [{}, {"status": ""}])
    def test_nothing_chosen_is_explained(self, sign_in, student, url, sent):
        assertContains(sign_in(student).post(url, sent, headers=HTMX), "Choose a status first.", status_code=422)
        assert not Judgement.objects.exists()

    def test_a_forged_status_is_refused(self, sign_in, student, url):
        assertContains(sign_in(student).post(url, {"status": "true"}), "Choose one of the five.", status_code=422)

    def test_a_claim_that_is_not_there_is_not_found(self, sign_in, student):
        assert sign_in(student).post(reverse("lessons:judge", args=["C0"]), {"status": "opinion"}).status_code == 404

    def test_it_is_not_done_by_looking(self, sign_in, student, url):
        assert sign_in(student).get(url).status_code == 405


class TestJudgement:
    def test_the_database_keeps_one_for_each_person_and_claim(self, claim, student):
        JudgementFactory(person=student.user, claim=claim)
        with pytest.raises(IntegrityError), transaction.atomic():
            JudgementFactory(person=student.user, claim=claim)

    def test_the_database_knows_five_statuses(self, claim, student):
        with pytest.raises(IntegrityError), transaction.atomic():
            JudgementFactory(person=student.user, claim=claim, status="maybe")

    def test_giving_it_again_gives_the_first(self, claim, student):
        first = Judgement.give(student.user, claim, "opinion", timezone.now())
        assert Judgement.give(student.user, claim, "contested", timezone.now()) == first
