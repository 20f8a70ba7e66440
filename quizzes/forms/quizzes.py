"""What a teacher types about a quiz of their own: what it is called, how its places stand, and whom to give it."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from lessons.forms import AssignmentForm, LessonChoiceField
from lessons.models import Lesson
from quizzes.authoring.places import Place
from quizzes.models import Quiz
from quizzes.presets import PRESETS

MOST_POINTS = 100
EMPTY, OF_THE_LESSON, OF_MINE = "empty", "lesson", "mine"


class QuizForm(forms.Form):
    """What a quiz is called, what stands above its questions, and what it is about."""

    title = forms.CharField(label=_("Title"), max_length=120)
    intro = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your students read it before they start. It may stay empty."),
    )
    for_lesson = LessonChoiceField(
        label=_("For the lesson"),
        queryset=Lesson.objects.readable(),
        required=False,
        empty_label=_("No lesson in particular"),
        help_text=_("Its sections and sources are offered when you write a question."),
    )

    @classmethod
    def of(cls, quiz: Quiz, data: Mapping[str, Any] | None = None) -> Self:
        """The form with what the quiz says now."""
        initial = {"title": quiz.title, "intro": quiz.intro, "for_lesson": quiz.for_lesson_id}
        return cls(data, initial=initial)


class NewQuizForm(QuizForm):
    """The same, and with which questions it begins."""

    start = forms.ChoiceField(
        label=_("It begins"),
        choices=[
            (EMPTY, _("Empty: you write the questions")),
            (OF_THE_LESSON, _("With the questions of the lesson’s quiz in the course")),
            (OF_MINE, _("With the questions of a quiz of mine")),
        ],
        widget=forms.RadioSelect,
        initial=EMPTY,
    )
    like = forms.ModelChoiceField(
        label=_("Which quiz of mine"), queryset=None, required=False, empty_label=_("Choose a quiz")
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["intro"]
        self.fields["like"].queryset = own = Quiz.objects.visible_to(member).order_by("title")
        if not own.exists():
            del self.fields["like"]
            self.fields["start"].choices = self.fields["start"].choices[:2]

    def clean(self) -> dict[str, Any]:
        """What is to be copied must be named, and be there."""
        typed = super().clean()
        lesson = typed.get("for_lesson")
        if typed.get("start") == OF_THE_LESSON and "for_lesson" in typed and not hasattr(lesson, "quiz"):
            said = _("This lesson has no quiz in the course.") if lesson else _("Choose the lesson whose quiz to copy.")
            self.add_error("for_lesson", said)
        if typed.get("start") == OF_MINE and "like" in typed and not typed["like"]:
            self.add_error("like", _("Choose the quiz to copy."))
        return typed

    @property
    def source(self) -> Quiz | None:
        """The quiz to copy."""
        typed = self.cleaned_data
        return {OF_THE_LESSON: getattr(typed["for_lesson"], "quiz", None), OF_MINE: typed.get("like")}.get(
            typed["start"]
        )


class PlacesForm(forms.Form):
    """The places in the order in which the page has them, one of them moved; and what each counts."""

    seen = forms.CharField(required=False, max_length=20_000)
    move = forms.RegexField(r"^(up|down)-[0-9]{1,9}$", required=False)
    moved = forms.IntegerField(required=False)

    def __init__(self, places: list[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.order = places, []
        for place in places:
            name = f"points-{place.item.pk}"
            if place.takes_points and name in self.data:
                place.typed = self.data[name]
                self.fields[name] = forms.IntegerField(
                    required=place.is_pool, min_value=1, max_value=MOST_POINTS, label=str(place.number)
                )

    def clean(self) -> dict[str, Any]:
        """The order is a list of keys, with the move done; what is wrong with points stands at its place."""
        typed = super().clean()
        sent = self.data.getlist("order")
        if not all(pk.isascii() and pk.isdigit() and len(pk) < 10 for pk in sent):
            raise forms.ValidationError(_("This order cannot be read."))
        self.order = [int(pk) for pk in sent]
        if typed.get("move"):
            way, _dash, pk = typed["move"].partition("-")
            typed["moved"] = int(pk)
            self._step(int(pk), -1 if way == "up" else 1)
        for place in self.places:
            place.error = " ".join(self.errors.get(f"points-{place.item.pk}", ()))
        return typed

    def _step(self, pk: int, step: int) -> None:
        if pk in self.order:
            new = min(max(self.order.index(pk) + step, 0), len(self.order) - 1)
            self.order.remove(pk)
            self.order.insert(new, pk)

    @property
    def points(self) -> dict[int, int | None]:
        """What was typed beside the places."""
        typed = self.cleaned_data.items()
        return {int(name.removeprefix("points-")): value for name, value in typed if name.startswith("points-")}

    @property
    def said(self) -> str:
        """What the form did, in words."""
        pk, before = self.cleaned_data.get("moved"), [place.item.pk for place in self.places]
        if pk not in self.order or pk not in before:
            return gettext("The points are saved.")
        numbers = {"old": before.index(pk) + 1, "new": self.order.index(pk) + 1, "all": len(self.order)}
        return gettext("Question %(old)s is now %(new)s of %(all)s.") % numbers

    @property
    def focus(self) -> str:
        """The button on which the keys stay: the same of the place that moved, while it can go on."""
        pk = self.cleaned_data.get("moved")
        if pk not in self.order:
            return ""
        way = self.cleaned_data["move"].partition("-")[0] or "up"
        ends = {self.order[0]: "down", self.order[-1]: "up"}
        return f"{ends.get(pk, way)}-{pk}"

    def kept(self, now: list[Place]) -> list[Place]:
        """The order and the points that were sent, for the places that stand now; what came meanwhile is last."""
        standing = {place.item.pk: place for place in now}
        mine = [standing.pop(pk) for pk in dict.fromkeys(self.order) if pk in standing]
        for place in mine:
            place.typed = str(self.points.get(place.item.pk, place.item.points) or "")
        return [*mine, *standing.values()]


class GiveForm(AssignmentForm):
    """A lesson's assignment, with a quiz of the teacher's own instead of the lesson's."""

    def __init__(self, *args: Any, quiz: Quiz, member: Membership, **kwargs: Any) -> None:
        self.own = quiz
        about = {"lesson": quiz.about}  # of one about nothing in particular the teacher says it, instead of a guess
        super().__init__(*args, member=member, initial=about | (kwargs.pop("initial", None) or {}), **kwargs)
        self.fields["quiz"].choices = [choice for choice in self.fields["quiz"].choices if choice[0] in PRESETS]
        self.given_to_all = set()  # a lesson with its own quiz may be followed by this one
        self.fields["lesson"].empty_label = _("Choose the lesson it goes with")
        lesson = self.initial.get("lesson")
        # Of a quiz about nothing in particular nobody knows yet whether the class discusses the lesson already.
        self.initial["has_discussion"] = bool(lesson) and lesson.pk not in self.fields["lesson"].given

    def clean(self) -> dict[str, Any]:
        """Something is left to ask."""
        typed = super().clean()
        settings = PRESETS.get(typed.get("quiz", ""))
        if settings and not self.own.size(with_checks=settings.with_checks)[0]:
            said = _("A test leaves out the questions of the lesson’s text, and this quiz has no others.")
            self.add_error("quiz", said)
        return typed
