"""How an assignment's quiz behaves: which quiz it is, and what its teacher set otherwise than the preset."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Q

from classrooms.models import Membership, ScopedQuerySet
from lessons.models import Assignment, Edition
from quizzes.models.quizzes import Quiz
from quizzes.presets import PRESETS, Behaviour, Kept, Layout, Settings, When

SETTINGS = [field.name for field in fields(Settings)]
FIXED_ONCE_BEGUN = ["quiz", "behaviour", "layout"]

# What is fetched with an assignment whose page asks `quiz_of` and `settings_of`.
WITH_ITS_QUIZ = ("edition__lesson__quiz", "quiz_settings__quiz", "classroom")


class QuizHasBegun(Exception):
    """Somebody answers already, so `fields` stay as they are: two students must not take two different quizzes."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("the quiz has begun")
        self.fields = names


def _one_of(name: str, choices: type[models.TextChoices]) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": choices.values})


def _between(name: str, least: int, most: int) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": least, f"{name}__lte": most})


class GivenAlready(Exception):
    """The same students have the quiz with this lesson already, in `assignment`."""

    def __init__(self, assignment: Assignment) -> None:
        super().__init__(str(assignment))
        self.assignment = assignment


class QuizSettingsQuerySet(ScopedQuerySet):
    """Settings of a class's assignments."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> "QuizSettingsQuerySet":
        """The class's, for its teachers alone."""
        return super().visible_to(member) if member.is_teacher else self.none()


class QuizSettings(models.Model):
    """One row for an assignment whose quiz is not the lesson's own, or does not do all that its preset says.

    An empty column means: as the preset has it.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="quiz_settings")
    quiz = models.ForeignKey(
        Quiz,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="given",
        help_text="A teacher's own quiz; nothing: the lesson's.",
    )
    behaviour = models.CharField(max_length=10, choices=Behaviour, null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    kept = models.CharField(max_length=8, choices=Kept, null=True, blank=True)
    score_shown = models.CharField(max_length=10, choices=When, null=True, blank=True)
    answers_shown = models.CharField(max_length=10, choices=When, null=True, blank=True)
    layout = models.CharField(max_length=4, choices=Layout, null=True, blank=True)
    shuffle_questions = models.BooleanField(null=True, blank=True)
    shuffle_options = models.BooleanField(null=True, blank=True)
    with_checks = models.BooleanField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(null=True, blank=True)
    penalty = models.PositiveSmallIntegerField(null=True, blank=True)
    grace = models.PositiveSmallIntegerField(null=True, blank=True)
    late_rate = models.PositiveSmallIntegerField(null=True, blank=True)
    late_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    late_floor = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = QuizSettingsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quiz settings"
        constraints = [
            models.CheckConstraint(condition=_one_of("behaviour", Behaviour), name="a_quiz_has_a_known_behaviour"),
            models.CheckConstraint(condition=_one_of("kept", Kept), name="a_known_attempt_is_kept"),
            models.CheckConstraint(
                condition=_one_of("score_shown", When) & _one_of("answers_shown", When),
                name="results_are_shown_at_a_known_time",
            ),
            models.CheckConstraint(condition=_one_of("layout", Layout), name="a_quiz_has_a_known_layout"),
            models.CheckConstraint(condition=_between("tries", 2, 10), name="several_tries_are_two_to_ten"),
            models.CheckConstraint(condition=_between("penalty", 0, 100), name="a_penalty_is_a_percentage"),
            models.CheckConstraint(condition=_between("grace", 0, 3600), name="grace_is_at_most_an_hour"),
            models.CheckConstraint(
                condition=_between("late_rate", 0, 100) & _between("late_floor", 0, 100),
                name="late_work_loses_percentages",
            ),
            models.CheckConstraint(condition=_between("late_hours", 1, 720), name="late_work_is_counted_in_hours"),
        ]

    def __str__(self) -> str:
        return f"Quiz settings of assignment {self.assignment_id}"

    @classmethod
    def give(
        cls,
        quiz: Quiz,
        teacher: Membership,
        edition: Edition,
        *,
        opens_at: datetime,
        students: Iterable[Membership] | None = None,
        **terms: Any,
    ) -> Assignment:
        """Give a quiz of the teacher's own to the class, or to `students` of it alone, with a lesson to read.

        Raises `GivenAlready` where the same students have it and can still work on it: sent twice, it is given once.
        """
        students = None if students is None else list(students)
        with transaction.atomic():
            Quiz.objects.select_for_update(no_key=True).get(pk=quiz.pk)
            rows = cls.objects.filter(quiz=quiz, assignment__classroom=teacher.classroom).select_related("assignment")
            for row in rows.filter(assignment__edition__lesson=edition.lesson_id):
                if _is_for(row.assignment, students) and not _is_over(row.assignment, opens_at):
                    raise GivenAlready(row.assignment)
            assignment = Assignment.give(teacher, edition, opens_at=opens_at, students=students, **terms)
            cls.objects.create(assignment=assignment, quiz=quiz)
        return assignment

    def over(self, preset: Settings) -> Settings:
        """The preset with what was set otherwise."""
        return replace(preset, **self.changed)

    @property
    def changed(self) -> dict[str, Any]:
        """What was set otherwise than the preset has it, by the name of the setting."""
        values = {name: getattr(self, name) for name in SETTINGS}
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def change(
        cls,
        assignment: Assignment,
        *,
        preset: str,
        time_limit: int | None,
        quiz: Quiz | None,
        settings: Mapping[str, Any],
    ) -> None:
        """Let the assignment's quiz behave so; `settings` that say what the preset says are not kept.

        Raises `QuizHasBegun` when somebody answers already and would find another quiz; who starts this moment waits,
        and starts the quiz as it is then. Attempts under way get their new deadline, and grades follow, as with every
        change of an assignment.
        """
        with transaction.atomic():
            assignment.hold()
            row, _made = cls.objects.select_for_update().get_or_create(assignment=assignment)
            before = {"quiz": row.quiz_id} | vars(row.over(PRESETS[assignment.preset]))
            said = vars(PRESETS[preset])
            row.quiz = quiz
            for name in SETTINGS:
                setattr(row, name, None if settings.get(name) == said[name] else settings.get(name))
            after = {"quiz": row.quiz_id} | vars(row.over(PRESETS[preset]))
            moved = [name for name in FIXED_ONCE_BEGUN if after[name] != before[name]]
            if moved and assignment.attempts.counted().exists():
                raise QuizHasBegun(moved)
            row.save()
            assignment.change_quiz(preset=preset, time_limit=time_limit)


def settings_of(assignment: Assignment) -> Settings:
    """How the assignment's quiz behaves. One query, or none when `quiz_settings` was fetched with it."""
    preset = PRESETS[assignment.preset]
    row = _row(assignment)
    return row.over(preset) if row else preset


def quiz_of(assignment: Assignment) -> Quiz | None:
    """The quiz that the assignment gives: a teacher's own, else the lesson's, if it has one."""
    row = _row(assignment)
    if row and row.quiz_id:
        return row.quiz
    return getattr(assignment.edition.lesson, "quiz", None)


def own_title_of(assignment: Assignment) -> str:
    """What the teacher's own quiz is called that is given instead of the lesson's, or nothing.

    No query when `quiz_settings__quiz` was fetched with the assignment.
    """
    row = _row(assignment)
    return row.quiz.title if row and row.quiz_id else ""


def _row(assignment: Assignment) -> QuizSettings | None:
    try:
        return assignment.quiz_settings
    except ObjectDoesNotExist:
        return None


def gives_a_quiz() -> Q:
    """Assignments that have a quiz to take, as a filter of assignments."""
    of_the_lesson, own = Q(edition__lesson__quiz__isnull=False), Q(quiz_settings__quiz__isnull=False)
    return Q(of_the_lesson | own, has_quiz=True)


def waits_for_release() -> Q:
    """Assignments that show their students something only when a teacher releases it, as a filter of assignments."""
    return _set_to("score_shown", When.RELEASED) | _set_to("answers_shown", When.RELEASED)


def gives_a_grade() -> Q:
    """Assignments whose quiz is scored, as a filter of assignments."""
    return ~_set_to("score_shown", When.NEVER)


def _set_to(name: str, value: str) -> Q:
    """Where the setting has the value, because it was set so or because the preset says so."""
    by_themselves = [preset for preset, settings in PRESETS.items() if getattr(settings, name) == value]
    as_the_preset = Q(**{f"quiz_settings__{name}__isnull": True}, preset__in=by_themselves)
    return Q(**{f"quiz_settings__{name}": value}) | as_the_preset


def _is_for(assignment: Assignment, students: list[Membership] | None) -> bool:
    """Whether it is for exactly these: the whole class, or the students chosen."""
    if students is None or assignment.for_everyone:
        return students is None and assignment.for_everyone
    return set(assignment.students.all()) == set(students)


def _is_over(assignment: Assignment, moment: datetime) -> bool:
    """Whether it was withdrawn, or closes before the next one opens."""
    return bool(assignment.withdrawn_at or (assignment.closes_at and assignment.closes_at <= moment))
