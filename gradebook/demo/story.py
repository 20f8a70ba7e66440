"""What happened in the demo class in its first two weeks, played with the verbs that people use.

Nothing is written behind the models' backs: what a person cannot do, the demo cannot show.
"""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from accounts.demo import PASSWORD
from accounts.models import User
from classrooms.models import Classroom, Membership, Role
from discussions.models import Participation
from gradebook.demo.answers import answer
from gradebook.demo.cast import (
    CLASSROOM,
    MODERATOR,
    PARTICIPATION,
    SCHOOL_YEAR,
    STUDENTS,
    TEACHER,
    TIME_ZONE,
    Student,
)
from gradebook.demo.talk import Talk
from lessons.models import Assignment, Lesson, Preset, Reading
from quizzes.cards.deck import Deck
from quizzes.models import Attempt, CardReview, Release

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@transaction.atomic
def play(now: datetime) -> bool:
    """Make the demo class as it stands at `now`; False when it has been made before."""
    if User.objects.filter(username=TEACHER[0]).exists():
        return False
    Story(now).play()
    return True


class Story:
    """The class, its people by username, and what they do."""

    def __init__(self, now: datetime) -> None:
        self.now = now.replace(minute=0, second=0, microsecond=0)
        self.chance = Random(2011)  # noqa: S311 - the same class on every computer
        teacher = _person(*TEACHER, is_teacher=True)
        self.classroom = Classroom.open_by(teacher, name=CLASSROOM, school_year=SCHOOL_YEAR, time_zone=TIME_ZONE)
        self.teacher = self.classroom.memberships.get(user=teacher)
        self.moderator = self._seat(MODERATOR, Role.MODERATOR)
        self.students = {one.username: self._seat((one.username, one.name)) for one in STUDENTS}

    def play(self) -> None:
        """Two weeks of school."""
        earlier = self._assign("1.3", opens=-16, due=-9, closes=-8, preset=Preset.PRACTICE)
        current = self._assign("1.1", opens=-12, due=3, closes=5)
        self._assign("1.2", opens=-2, due=6, closes=9)
        self._assign("1.4", opens=4, due=13, closes=16)
        for one in STUDENTS:
            if one.earlier:
                self._read(earlier, one, sections=6, at=self.now - 11 * DAY)
                self._take(earlier, one, at=self.now - 10 * DAY, hands_in=True)
            self._read(current, one, sections=one.read, at=self.now - 4 * DAY)
            if one.quiz:
                self._take(current, one, at=self.now - 3 * DAY, hands_in=one.quiz == "handed in")
        Release.make(earlier, by=self.teacher, moment=self.now - 8 * DAY)
        talk = Talk(self.now, self.classroom, self.teacher, self.moderator, self.students)
        talk.of_causes(earlier.threads.order_by("position").first())
        of_the_list, of_memoirs = current.threads.order_by("position")
        talk.of_the_list(of_the_list)
        talk.of_memoirs(of_memoirs)
        self._mark_participation(current)
        for days in (9, 8, 6, 3):
            self._look_at_cards(self.students["awa"], self.now - days * DAY)

    def _seat(self, person: tuple[str, str], role: Role = Role.STUDENT) -> Membership:
        member = self.classroom.admit(_person(*person))
        if role != Role.STUDENT:
            member.change_role(role)
        return member

    def _assign(self, code: str, *, opens: int, due: int, closes: int, **rest: object) -> Assignment:
        lesson = Lesson.objects.select_related("current_edition").get(code=code)
        return Assignment.give(
            self.teacher,
            lesson.current_edition,
            opens_at=self.now + opens * DAY,
            due_at=self.now + due * DAY,
            closes_at=self.now + closes * DAY,
            **rest,
        )

    def _read(self, assignment: Assignment, one: Student, *, sections: int, at: datetime) -> None:
        if not sections:
            return
        reading = Reading.open(assignment, self.students[one.username], at)
        for section in assignment.edition.sections[:sections]:
            reading.read_section(section["anchor"], at)

    def _take(self, assignment: Assignment, one: Student, *, at: datetime, hands_in: bool) -> None:
        attempt = Attempt.start(assignment, self.students[one.username], at)
        responses = list(attempt.responses.select_related("version").order_by("position"))
        for response in responses if hands_in else responses[:5]:
            given = answer(response.version.asked, right=self.chance.random() < one.skill, chance=self.chance)
            response.save_answer(given, client_id=f"demo:{response.position}", rev=0, moment=at + 10 * MINUTE)
        if not hands_in:
            return
        attempt.submit("demo", at + 25 * MINUTE)
        attempt.grade()
        for response in attempt.responses.to_mark():
            if one.marked or assignment.preset == Preset.PRACTICE:
                self._mark(response, at + DAY)

    def _mark(self, response: object, at: datetime) -> None:
        levels = {
            criterion["id"]: min(2, len(criterion["levels"]) - 1) for criterion in response.version.rubric.criteria
        }
        comment = "A clear thesis. Name the best argument against it, too."
        response.mark_by_hand(levels, comment=comment, by=self.teacher, seen=0, moment=at)

    def _look_at_cards(self, student: Membership, at: datetime) -> None:
        deck = Deck.filled(student.user, at)
        for card in deck.cards.due(at):
            rating = self.chance.choice(CardReview.Rating.values)
            card.rate(rating, number=card.next_number, moment=at, zone=deck.zone)

    def _mark_participation(self, assignment: Assignment) -> None:
        """Of two students; the others are still to mark."""
        kept = Participation.objects.create(assignment=assignment, is_on=True)
        for who, (levels, comment) in PARTICIPATION.items():
            marked = dict(zip(("claim", "source", "steelman", "revision"), levels, strict=True))
            kept.mark(self.students[who], marked, by=self.teacher, comment=comment, moment=self.now - DAY)


def _person(username: str, name: str, *, is_teacher: bool = False) -> User:
    return User.objects.create_user(username, password=PASSWORD, name=name, is_teacher=is_teacher)
