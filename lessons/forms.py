"""What a teacher types about an assignment, and what a reader says about a claim."""

from collections.abc import Set
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from lessons.models import Assignment, Claim, Edition, Lesson, Preset

DUE_AFTER = timedelta(days=7)
DUE_TIME = time(18)
NO_QUIZ = "none"
QUIZZES = [
    (Preset.HOMEWORK, _("Homework: two attempts, the score at once, the answers after it is due")),
    (Preset.PRACTICE, _("Practice: as many attempts as they like, the answers at once")),
    (Preset.TEST, _("Test: one attempt, without the questions of the lesson's text, the result when you release it")),
    (Preset.SURVEY, _("Survey: one attempt, no score, and nobody is told what is right")),
    (NO_QUIZ, _("No quiz")),
]


class LessonChoiceField(forms.ModelChoiceField):
    """Lessons by number and title; those in `given` say that the class has them."""

    given: Set[int] = frozenset()

    def label_from_instance(self, lesson: Lesson) -> str:
        """ "1.1 Who decided?" """
        label = f"{lesson.code} {lesson.current_edition.title}"
        return _("%(lesson)s (given already)") % {"lesson": label} if lesson.pk in self.given else label


class StudentsField(forms.ModelMultipleChoiceField):
    """Students by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member: Membership) -> str:
        """The name alone."""
        return member.name


class MomentField(forms.DateTimeField):
    """A date and a time in the class's time zone, in the browser's own control."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AssignmentForm(forms.Form):
    """Three fields; the rest under "More options". Its dates are in the time zone that is active."""

    lesson = LessonChoiceField(label=_("Lesson"), queryset=Lesson.objects.readable(), empty_label=None)
    due_at = MomentField(label=_("Due"), required=False)
    whom = forms.ChoiceField(
        label=_("For whom"),
        choices=[("everyone", _("The whole class, and everybody who joins later")), ("chosen", _("Chosen students"))],
        widget=forms.RadioSelect,
        initial="everyone",
    )
    students = StudentsField(label=_("Which students"), queryset=None, required=False)
    opens_at = MomentField(label=_("Opens"), required=False, help_text=_("Left empty: at once."))
    closes_at = MomentField(
        label=_("Closes"), required=False, help_text=_("Left empty: it stays open, and late work is marked as late.")
    )
    quiz = forms.ChoiceField(label=_("Quiz"), choices=QUIZZES, initial=Preset.HOMEWORK)
    time_limit = forms.IntegerField(
        label=_("Time limit of the quiz, in minutes"), required=False, min_value=1, max_value=600
    )
    has_discussion = forms.BooleanField(label=_("With the discussion"), required=False, initial=True)

    def __init__(self, *args: Any, member: Membership, assignment: Assignment | None = None, **kwargs: Any) -> None:
        self.assignment = assignment
        kwargs["initial"] = (_terms_of(assignment) if assignment else {"due_at": _in_a_week()}) | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        if assignment:
            del self.fields["lesson"]
        else:
            self._offer_lessons(Assignment.objects.visible_to(member).live())
        seats = Membership.objects.visible_to(member).students()
        may_be_chosen = (
            Q(closed_at__isnull=True) | Q(assignments=assignment) if assignment else Q(closed_at__isnull=True)
        )
        self.fields["students"].queryset = seats.filter(may_be_chosen).distinct().select_related("user").by_name()
        zone = _("In the time of %(zone)s.") % {"zone": member.classroom.time_zone.replace("_", " ")}
        self.fields["due_at"].help_text = zone

    def clean(self) -> dict[str, Any]:
        """Dates follow each other, and chosen students are named."""
        typed = super().clean()
        opens_at = typed["opens_at"] = typed.get("opens_at") or self._opening()
        due_at, closes_at = typed.get("due_at"), typed.get("closes_at")
        if due_at and due_at <= opens_at:
            self.add_error("due_at", _("Choose a time after it opens."))
        if closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("Choose a time after it opens."))
        elif closes_at and due_at and closes_at < due_at:
            self.add_error("closes_at", _("Choose a time no earlier than it is due."))
        if typed.get("whom") == "chosen" and not typed.get("students"):
            self.add_error("students", _("Choose at least one student, or give it to the whole class."))
        if typed.get("whom") == "everyone" and (lesson := typed.get("lesson")) and lesson.pk in self.given_to_all:
            self.add_error("lesson", _("The whole class has this lesson already. Change that assignment instead."))
        return typed

    @property
    def edition(self) -> Edition:
        """The edition to give: the chosen lesson's present one."""
        return self.cleaned_data["lesson"].current_edition

    @property
    def terms(self) -> dict[str, Any]:
        """What `Assignment.give` and `.change` take."""
        typed = self.cleaned_data
        has_quiz = typed["quiz"] != NO_QUIZ
        return {
            "opens_at": typed["opens_at"],
            "due_at": typed["due_at"],
            "closes_at": typed["closes_at"],
            "students": list(typed["students"]) if typed["whom"] == "chosen" else None,
            "has_quiz": has_quiz,
            "preset": typed["quiz"] if has_quiz else Preset.HOMEWORK,
            "time_limit": typed["time_limit"] if has_quiz else None,
            "has_discussion": typed["has_discussion"],
        }

    def _offer_lessons(self, assignments: QuerySet[Assignment]) -> None:
        """Begin with the first lesson that the class has not had; sent twice, the form gives a lesson once."""
        field = self.fields["lesson"]
        field.given = set(assignments.values_list("edition__lesson", flat=True))
        for_all = assignments.not_closed(timezone.now()).filter(for_everyone=True)
        self.given_to_all = set(for_all.values_list("edition__lesson", flat=True))
        self.initial.setdefault("lesson", next((one for one in field.queryset if one.pk not in field.given), None))

    def _opening(self) -> datetime:
        return self.assignment.opens_at if self.assignment else timezone.now()


class SectionForm(forms.Form):
    """The section that a reader says to have read."""

    section = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [(section["anchor"], section["title"]) for section in edition.sections]


def _terms_of(assignment: Assignment) -> dict[str, Any]:
    """An assignment as the form's fields show it."""
    return {
        "due_at": assignment.due_at,
        "whom": "everyone" if assignment.for_everyone else "chosen",
        "students": [student.pk for student in assignment.students.all()],
        "opens_at": assignment.opens_at,
        "closes_at": assignment.closes_at,
        "quiz": assignment.preset if assignment.has_quiz else NO_QUIZ,
        "time_limit": assignment.time_limit,
        "has_discussion": assignment.has_discussion,
    }


def _in_a_week() -> datetime:
    """Six in the evening, a week from today, in the active time zone."""
    day = timezone.localdate() + DUE_AFTER
    return timezone.make_aware(datetime.combine(day, DUE_TIME))


class JudgementForm(forms.Form):
    """One of the five statuses, given to a claim before the ledger is seen."""

    status = forms.ChoiceField(
        choices=Claim.Status.choices,
        error_messages={"required": _("Choose a status first."), "invalid_choice": _("Choose one of the five.")},
    )
