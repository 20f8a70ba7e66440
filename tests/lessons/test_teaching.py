"""For teachers: the course at a glance, the steps in class, the pack for paper; the shorter path; whose voices."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from lessons.models import Edition
from tests.factories import MembershipFactory, UserFactory
from tests.lessons.around import GuideFactory
from tests.lessons.factories import (
    BlockFactory,
    ClaimFactory,
    EditionFactory,
    EvidenceFactory,
    SourceFactory,
    TermFactory,
)
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory

OVERVIEW = reverse("lessons:overview")


@pytest.fixture
def edition(db) -> Edition:
    """Two sections; the second tells of killing and is left out on the shorter path."""
    made = EditionFactory(
        title="From protection to war",
        sections=[{"anchor": "start", "title": "The start"}, {"anchor": "sirte", "title": "Sirte"}],
        younger_leave_out=["sirte"],
        minutes=15,
    )
    BlockFactory(edition=made, position=32_001, section="sirte", kind="content_note", html="<p>The short version.</p>")
    BlockFactory(edition=made, position=32_002, section="sirte", html="<p>The hard passage.</p>")
    GuideFactory(lesson=made.lesson, minutes=45)
    return made


class TestOverview:
    def test_it_says_how_long_each_lesson_takes(self, client, edition):
        page = client.get(OVERVIEW)
        assertContains(page, "From protection to war")
        assertContains(page, "15 min")
        assertContains(page, "45 min")

    def test_the_shorter_path_leaves_out_lessons_and_names_the_sections_left_out(self, client, edition):
        EditionFactory(title="Not for the younger", younger_leave_out=None)
        page = client.get(OVERVIEW, {"path": "13-14"})
        assertNotContains(page, "Not for the younger")
        assertContains(page, "Without “Sirte”.")

    def test_a_student_is_not_led_to_the_keys(self, sign_in, student, edition):
        assertNotContains(sign_in(student).get(OVERVIEW), "answer-key")

    def test_a_teacher_is(self, sign_in, teacher, edition):
        assertContains(sign_in(teacher).get(OVERVIEW), f"{edition.lesson.get_absolute_url()}answer-key/")

    def test_it_costs_the_same_with_many_lessons(self, sign_in, teacher, edition, django_assert_max_num_queries):
        browser = sign_in(teacher)
        with django_assert_max_num_queries(6) as few:
            browser.get(OVERVIEW)
        for _ in range(4):
            GuideFactory(lesson=EditionFactory().lesson)
        with django_assert_max_num_queries(len(few)):
            browser.get(OVERVIEW)


class TestWhoTeaches:
    @pytest.fixture(params=["lessons:guide", "lessons:pack", "quizzes:answer_key"])
    def url(self, request, edition) -> str:
        QuizFactory(lesson=edition.lesson, kinds=["single"])
        return reverse(request.param, args=[edition.lesson.slug])

    def test_a_student_is_refused(self, sign_in, student, url):
        assert sign_in(student).get(url).status_code == 403

    def test_a_moderator_is_refused(self, sign_in, moderator, url):
        assert sign_in(moderator).get(url).status_code == 403

    def test_whoever_may_open_classes_is_let_in(self, sign_in, url):
        assert sign_in(UserFactory(is_teacher=True)).get(url).status_code == 200

    def test_whoever_teaches_in_a_class_is_let_in(self, sign_in, url):
        assert sign_in(MembershipFactory(teacher=True, user__is_teacher=False)).get(url).status_code == 200

    def test_whoever_has_left_the_class_is_refused(self, sign_in, url):
        left = MembershipFactory(teacher=True, closed=True, user__is_teacher=False)
        assert sign_in(left).get(url).status_code == 403


class TestGuide:
    def test_it_shows_the_steps_in_order_with_their_minutes(self, sign_in, teacher, edition):
        page = sign_in(teacher).get(reverse("lessons:guide", args=[edition.lesson.slug])).content.decode()
        assert page.index("Guess") < page.index("Count") < page.index("Say it")
        for words in ("5 min", "30 min", "That abstaining is voting no.", "Hand out the pack.", "abstention"):
            assert words in page

    def test_a_lesson_without_one_is_not_found(self, sign_in, teacher):
        url = reverse("lessons:guide", args=[EditionFactory().lesson.slug])
        assert sign_in(teacher).get(url).status_code == 404


class TestPack:
    def test_it_has_the_text_the_words_and_the_quiz(self, sign_in, teacher, edition):
        TermFactory(name="Mandate").lessons.add(edition.lesson)
        QuizFactory(lesson=edition.lesson, kinds=["single"])
        page = sign_in(teacher).get(reverse("lessons:pack", args=[edition.lesson.slug]))
        for words in ("The hard passage.", "Mandate", "Quiz on paper", "abstained in vote"):
            assertContains(page, words)

    def test_on_the_shorter_path_a_section_is_its_short_version(self, sign_in, teacher, edition):
        page = sign_in(teacher).get(reverse("lessons:pack", args=[edition.lesson.slug]), {"path": "13-14"})
        assertNotContains(page, "The hard passage.")
        assertContains(page, "The short version.")

    def test_on_the_shorter_path_nothing_is_asked_or_shown_about_what_is_left_out(self, sign_in, teacher, edition):
        told, untold = ClaimFactory(text="He was killed."), ClaimFactory(text="The Council voted.")
        edition.claims.add(told, untold)
        BlockFactory(edition=edition, position=32_003, section="sirte", source=f"[[claim {told.code}|So.]]")
        quiz = QuizFactory(lesson=edition.lesson, kinds=["single", "essay"])
        hard, easy = (item.question.versions.get() for item in quiz.items.all())
        QuestionVersionFactory(question=hard.question, number=2, section="sirte", prompt_html="<p>Who shot?</p>")
        url = reverse("lessons:pack", args=[edition.lesson.slug])
        whole = sign_in(teacher).get(url, {"with": "evidence"})
        for words in ("Who shot?", "He was killed.", "The Council voted.", easy.prompt_html):
            assertContains(whole, words)
        shorter = sign_in(teacher).get(url, {"path": "13-14", "with": "evidence"})
        for words in ("Who shot?", "He was killed."):
            assertNotContains(shorter, words)
        for words in ("The Council voted.", easy.prompt_html):
            assertContains(shorter, words)

    def test_the_evidence_is_added_on_demand(self, sign_in, teacher, edition):
        edition.claims.add(ClaimFactory(text="The Council voted."))
        url = reverse("lessons:pack", args=[edition.lesson.slug])
        assertNotContains(sign_in(teacher).get(url), "The Council voted.")
        assertContains(sign_in(teacher).get(url, {"with": "evidence"}), "The Council voted.")

    def test_a_lesson_without_a_quiz_prints_all_the_same(self, sign_in, teacher, edition):
        assertContains(
            sign_in(teacher).get(reverse("lessons:pack", args=[edition.lesson.slug])), "This lesson has no quiz."
        )


class TestShorterPath:
    def test_the_lesson_leaves_out_what_the_path_leaves_out(self, client, edition):
        url = edition.lesson.get_absolute_url()
        assertContains(client.get(url), "The hard passage.")
        shorter = client.get(url, {"path": "13-14"})
        assertNotContains(shorter, "The hard passage.")
        assertContains(shorter, "The short version.")
        assertContains(shorter, "left out on the shorter path")


class TestLessonSources:
    def test_it_weighs_the_text_and_the_cards_and_names_who_is_missing(self, client, edition):
        edition.sources.add(SourceFactory(title="In the text", type="news", language="en", standpoint="west"))
        claim = ClaimFactory(lesson=edition.lesson)
        edition.claims.add(claim)
        evidence = SourceFactory(title="On the card", type="primary", language="fr", standpoint="mali")
        EvidenceFactory(claim=claim, source=evidence)
        SourceFactory(title="Somewhere else")

        page = client.get(reverse("lessons:lesson_sources", args=[edition.lesson.slug]))

        assertContains(page, "2 sources")
        for words in ("In the text", "On the card", "French", "Nobody speaks here from:", "Russia"):
            assertContains(page, words)
        assertNotContains(page, "Somewhere else")

    def test_one_language_and_one_side_are_named(self, client, edition):
        for _ in range(2):
            edition.sources.add(SourceFactory(language="en", standpoint="west"))
        page = client.get(reverse("lessons:lesson_sources", args=[edition.lesson.slug]))
        assertContains(page, "All are in one language: English.")
        assertContains(page, "2 of 2 speak from one side: Other Western countries.")

    def test_it_costs_the_same_with_many_sources(self, client, edition, django_assert_max_num_queries):
        url = reverse("lessons:lesson_sources", args=[edition.lesson.slug])
        edition.sources.add(SourceFactory())
        with django_assert_max_num_queries(3) as few:
            client.get(url)
        edition.sources.add(*(SourceFactory() for _ in range(5)))
        with django_assert_max_num_queries(len(few)):
            client.get(url)
