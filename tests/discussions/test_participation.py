"""Participation that is marked: the evidence, the marks, who sees what, and what is never in it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import FairnessMark, Participation, ParticipationMark, Stance
from discussions.models.evidence import evidence_of
from discussions.models.submissions import Cited
from discussions.moderation.queue import decide
from discussions.moves import LEVELS, Move, points_for
from tests.discussions.factories import PostFactory, StanceFactory, ThreadFactory
from tests.discussions.moderation_factories import FairnessMarkFactory
from tests.discussions.participation_factories import ParticipationFactory, ParticipationMarkFactory
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, SourceFactory

pytestmark = pytest.mark.django_db

BEST = {"claim": 2, "source": 2, "steelman": 2, "revision": 2}


@pytest.fixture
def assignment(classroom, teacher):
    return AssignmentFactory(classroom=classroom, created_by=teacher)


@pytest.fixture
def thread(assignment):
    return ThreadFactory(assignment=assignment)


@pytest.fixture
def participation(assignment):
    return ParticipationFactory(assignment=assignment)


def address(name, assignment, *more):
    return reverse(f"discussions:{name}", args=[assignment.classroom.slug, assignment.pk, *more])


def shown(assignment, student) -> dict[str, list[str]]:
    return {move.value: [post.pk for post in posts] for move, posts in evidence_of(assignment, student).items()}


class TestVisibleToOfParticipationMarks:
    def test_a_student_reads_their_own_a_teacher_all_and_a_moderator_none(
        self, participation, student, classmate, teacher, moderator, outsider
    ):
        mark = ParticipationMarkFactory(participation=participation, student=student)
        for member in (student, teacher):
            assert list(ParticipationMark.objects.visible_to(member)) == [mark]
        for other in (classmate, moderator, outsider):
            assert not ParticipationMark.objects.visible_to(other).exists()


class TestConstraints:
    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({"claim": 3}, "a_move_has_a_level_up_to_two"),
            ({"revision": 3}, "a_move_has_a_level_up_to_two"),
        ],
    )
    def test_the_database_refuses_a_level_that_the_rubric_has_not(self, participation, values, name):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ParticipationMarkFactory(participation=participation, **values)

    def test_it_refuses_a_mark_of_ones_own(self, participation, student):
        with pytest.raises(IntegrityError, match="nobody_marks_their_own"), transaction.atomic():
            ParticipationMarkFactory(participation=participation, student=student, by=student)

    @pytest.mark.parametrize("points", [0, 11])
    def test_it_refuses_moves_that_earn_nothing_or_everything(self, assignment, points):
        with pytest.raises(IntegrityError, match="a_move_earns_between"), transaction.atomic():
            Participation.objects.create(assignment=assignment, points=points)


class TestMoves:
    def test_every_move_has_a_word_for_each_level(self):
        assert set(LEVELS) == set(Move)
        assert all(len(set(map(str, words))) == 3 for words in LEVELS.values())

    def test_the_middle_level_earns_half(self):
        assert points_for(dict.fromkeys(Move, 2), 3) == 12
        assert points_for(dict.fromkeys(Move, 1), 3) == 6
        assert points_for({**dict.fromkeys(Move, 0), Move.SOURCE: 1}, 3) == 1.5


class TestEvidence:
    def test_a_post_stands_under_each_move_that_it_may_show(self, assignment, thread, student):
        claim = PostFactory(thread=thread, author=student, citations=[Cited(url="https://reuters.com/x")])
        steelman = PostFactory(thread=thread, author=student, kind="steelman")
        concession = PostFactory(thread=thread, author=student, kind="concession")
        PostFactory(thread=thread, author=student, kind="question")  # shows none of them
        found = shown(assignment, student)
        assert found == {
            "claim": [str(claim.pk)],
            "source": [str(claim.pk)],
            "steelman": [str(steelman.pk)],
            "revision": [str(concession.pk)],
        }

    def test_what_was_returned_revised_and_published_shows_a_revision(self, assignment, thread, student, moderator):
        post = PostFactory(thread=thread, author=student, returned=True)
        assert shown(assignment, student)["revision"] == []
        post.revise("claim", "It leaves out three of the five names.", [], timezone.now())
        decide(post.review_items.open().get(), moderator, "publish", moment=timezone.now())
        [entry] = evidence_of(assignment, student)[Move.REVISION]
        assert (entry.pk, entry.notes) == (str(post.pk), ["Was returned, revised and published"])

    def test_a_source_says_where_in_it_and_a_restatement_whether_it_was_fair(self, assignment, thread, student):
        source = SourceFactory(producer="Reuters")
        post = PostFactory(
            thread=thread, author=student, kind="steelman", citations=[Cited(source_id=source.pk, locator="para. 4")]
        )
        FairnessMarkFactory(revision=post.live_revision, verdict=FairnessMark.Verdict.FAIR)
        found = evidence_of(assignment, student)
        assert found[Move.SOURCE][0].notes == ["Reuters, para. 4"]
        assert found[Move.STEELMAN][0].notes == ["Marked as fair by whom it restates"]

    def test_only_what_the_class_reads_under_the_students_name(self, assignment, thread, student, classmate):
        for ends in ("pending", "removed", "withdrawn"):
            PostFactory(thread=thread, author=student, **{ends: True})
        PostFactory(thread=thread, author=classmate)
        PostFactory(thread=ThreadFactory(assignment=assignment, is_pseudonymous=True), author=student)
        PostFactory(thread=ThreadFactory(classroom=assignment.classroom), author=student)
        assert not any(shown(assignment, student).values())

    def test_two_queries_however_much_was_written(self, assignment, thread, student, django_assert_num_queries):
        for _ in range(2):
            PostFactory(thread=thread, author=student, citations=[Cited(url="https://reuters.com/x")])
            FairnessMarkFactory(revision=PostFactory(thread=thread, author=student, kind="steelman").live_revision)
            with django_assert_num_queries(2):
                evidence_of(assignment, student)


class TestParticipation:
    def test_a_teacher_switches_it_on_and_off(self, sign_in, teacher, assignment):
        browser, url = sign_in(teacher), address("participation", assignment)
        assertContains(browser.get(url), "Makes a claim that can be checked")
        assert browser.post(url, {"is_on": "on", "points": 3}).status_code == 302
        assert Participation.objects.get().possible == 12
        browser.post(url, {"points": 3})
        assert not Participation.objects.get().is_on

    @pytest.mark.parametrize("points", ["0", "11", "many", ""])
    def test_points_that_make_no_sense_are_explained(self, sign_in, teacher, assignment, points):
        page = sign_in(teacher).post(address("participation", assignment), {"is_on": "on", "points": points})
        assert page.status_code == 422
        assert not Participation.objects.exists()

    def test_it_lists_whom_the_assignment_was_given_to(self, sign_in, teacher, classroom, student, classmate):
        given = AssignmentFactory(classroom=classroom, students=[student])
        kept = ParticipationFactory(assignment=given)
        ParticipationMarkFactory(participation=kept, student=student, claim=2)
        page = sign_in(teacher).get(address("participation", given))
        assert [row["name"] for row in page.context["students"]] == [student.name]
        assertContains(page, '<td class="n">5</td>', html=True)


class TestMarkParticipation:
    def test_a_mark_is_added_and_the_earlier_one_is_kept(self, sign_in, teacher, participation, student):
        browser = sign_in(teacher)
        url = address("mark_participation", participation.assignment, student.pk)
        for levels in ({**BEST, "claim": 0}, BEST):
            assert browser.post(url, {**levels, "comment": " Well restated. "}).status_code == 302
        assert [mark.points for mark in ParticipationMark.objects.order_by("pk")] == [6, 8]
        assert [mark.comment for mark in ParticipationMark.objects.all()] == ["Well restated."] * 2
        page = browser.get(url)
        assertContains(page, "<b>8 of 8</b>")
        assertContains(page, "6 of 8, by")

    @pytest.mark.parametrize("spoilt", [{"claim": ""}, {"source": "3"}, {"steelman": "x"}])
    def test_a_level_that_is_missing_or_made_up_is_refused(self, sign_in, teacher, participation, student, spoilt):
        url = address("mark_participation", participation.assignment, student.pk)
        assert sign_in(teacher).post(url, {**BEST, **spoilt}).status_code == 422
        assert not ParticipationMark.objects.exists()

    def test_it_shows_the_evidence_and_neither_stance_nor_a_number_of_posts(
        self, sign_in, teacher, participation, thread, student
    ):
        StanceFactory(thread=thread, member=student, position=Stance.Position.AGREE_STRONGLY, why="It is plain.")
        post = PostFactory(thread=thread, author=student)
        page = sign_in(teacher).get(address("mark_participation", participation.assignment, student.pk))
        assertContains(page, f"/threads/{thread.pk}/#p{post.pk}")
        for never in ("Agree", "It is plain.", "1 post"):
            assertNotContains(page, never)

    def test_it_says_that_pseudonymous_discussions_are_left_out(self, sign_in, teacher, participation, student):
        url = address("mark_participation", participation.assignment, student.pk)
        assertNotContains(sign_in(teacher).get(url), "under another name are left out")
        ThreadFactory(assignment=participation.assignment, is_pseudonymous=True)
        assertContains(sign_in(teacher).get(url), "under another name are left out")

    def test_nobody_is_marked_where_it_is_off_or_not_given(self, sign_in, teacher, classroom, student, classmate):
        off = ParticipationFactory(assignment=AssignmentFactory(classroom=classroom), is_on=False)
        given = ParticipationFactory(assignment=AssignmentFactory(classroom=classroom, students=[classmate]))
        for one in (off, given):
            url = address("mark_participation", one.assignment, student.pk)
            assert sign_in(teacher).get(url).status_code == 404


class TestMyParticipation:
    def test_a_student_reads_the_rubric_before_anything_is_written(self, sign_in, student, participation, thread):
        page = sign_in(student).get(address("my_participation", participation.assignment))
        for words in LEVELS.values():
            assertContains(page, words[2])
        assertContains(page, "None of your published posts shows it yet.", count=4)
        for place in (thread.get_absolute_url(), participation.assignment.get_absolute_url()):
            assertContains(sign_in(student).get(place), "participation/mine/")

    def test_and_then_their_own_mark_with_its_comment(self, sign_in, student, classmate, participation):
        ParticipationMarkFactory(participation=participation, student=student, comment="Say where it stands.")
        ParticipationMarkFactory(participation=participation, student=classmate, comment="Not yours.")
        page = sign_in(student).get(address("my_participation", participation.assignment))
        assertContains(page, "4 of 8 points")
        assertContains(page, "Say where it stands.")
        assertContains(page, "This is your level.", count=4)
        assertNotContains(page, "Not yours.")

    def test_nothing_is_said_of_it_where_it_is_off(self, sign_in, student, assignment, thread):
        ParticipationFactory(assignment=assignment, is_on=False)
        assert sign_in(student).get(address("my_participation", assignment)).status_code == 404
        for place in (thread.get_absolute_url(), assignment.get_absolute_url()):
            assertNotContains(sign_in(student).get(place), "participation/mine/")

    def test_a_pseudonymous_discussion_does_not_say_that_it_is_marked(self, sign_in, student, participation):
        thread = ThreadFactory(assignment=participation.assignment, is_pseudonymous=True)
        assertNotContains(sign_in(student).get(thread.get_absolute_url()), "participation/mine/")


def test_the_latest_mark_counts(participation, student):
    other = MembershipFactory(classroom=student.classroom)
    ParticipationMarkFactory(participation=participation, student=student, claim=0)
    counts = ParticipationMarkFactory(participation=participation, student=student, claim=2)
    theirs = ParticipationMarkFactory(participation=participation, student=other)
    pk = participation.assignment_id
    assert ParticipationMark.objects.latest() == {(student.pk, pk): counts, (other.pk, pk): theirs}
