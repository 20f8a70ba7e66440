"""What a teacher types to look through the bank, to take questions from it, and to draw from it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from lessons.forms import LessonChoiceField
from lessons.models import Lesson, Module
from quizzes.authoring.bank import Wanted, bank_of, own_tags, tags_of
from quizzes.forms.quizzes import MOST_POINTS
from quizzes.kinds import KINDS
from quizzes.models import Question, QuizItem

MOST_DRAWN = 50
COMMON = 4
"""So many questions make a tag worth offering at first sight."""


class BankFilterForm(forms.Form):
    """What to look for in the bank. Whatever cannot be read does not narrow."""

    whose = forms.ChoiceField(
        label=_("From"),
        required=False,
        choices=[("", _("Anywhere")), ("course", _("The course")), ("mine", _("My own"))],
    )
    about = forms.ChoiceField(label=_("Module or lesson"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *((name, k.label) for name, k in KINDS.items())]
    )
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    words = forms.CharField(label=_("Words in the question"), required=False, max_length=100)
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Any lesson")), *_modules()]
        tags = [(tag, f"{tag} ({count})") for tag, count in tags_of(member.user)]
        self.fields["tag"].choices = [("", _("Any tag")), *tags]

    @property
    def wanted(self) -> Wanted:
        """What was chosen."""
        self.is_valid()
        typed = self.cleaned_data
        what, _dash, pk = typed.get("about", "").partition("-")
        return Wanted(
            whose=typed.get("whose", ""),
            kind=typed.get("kind", ""),
            tag=typed.get("tag", ""),
            words=typed.get("words", ""),
            **({what: int(pk)} if pk else {}),
        )

    @property
    def after_key(self) -> int:
        """Where the page before ended."""
        return self.cleaned_data.get("after") or 0


class BankForm(forms.Form):
    """The questions chosen from the bank, and where to put them if not at the end."""

    question = forms.ModelMultipleChoiceField(
        queryset=None, error_messages={"required": _("Choose at least one question.")}
    )
    at = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_bank = bank_of(member.user).values("question")
        self.fields["question"].queryset = Question.objects.filter(pk__in=in_bank).order_by("pk")


class PoolForm(forms.Form):
    """What a pool draws from, how many, and what each counts."""

    tags = forms.MultipleChoiceField(
        label=_("Tags"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A question in the pool carries all that you choose."),
    )
    lesson = LessonChoiceField(
        label=_("Lesson"), queryset=Lesson.objects.readable(), required=False, empty_label=_("Any lesson")
    )
    count = forms.IntegerField(
        label=_("How many to draw"), min_value=1, max_value=MOST_DRAWN, initial=3, help_text=_("For each student anew.")
    )
    points = forms.IntegerField(label=_("Points for each"), min_value=1, max_value=MOST_POINTS, initial=1)

    def __init__(self, *args: Any, member: Membership, item: QuizItem | None = None, **kwargs: Any) -> None:
        if item:
            kwargs["initial"] = {
                "tags": item.pool_tags,
                "lesson": item.pool_lesson_id,
                "count": item.pool_count,
                "points": item.points,
            }
        super().__init__(*args, **kwargs)
        gone = dict.fromkeys(item.pool_tags, 0) if item else {}
        counts = gone | dict(tags_of(member.user))
        self.own = own_tags(member.user)
        self.counts = dict(sorted(counts.items(), key=lambda tag: (tag[0] not in self.own, -tag[1])))
        self.fields["tags"].choices = [(tag, f"{tag} ({count})") for tag, count in self.counts.items()]

    @property
    def tag_boxes(self) -> tuple[list[BoundWidget], list[BoundWidget]]:
        """The tags worth drawing by, the teacher's own first; and those of the course that few questions carry."""
        boxes: tuple[list[BoundWidget], list[BoundWidget]] = ([], [])
        for box in self["tags"]:
            tag = box.data["value"]
            is_rare = self.counts[tag] < COMMON and tag not in self.own and not box.data["selected"]
            boxes[is_rare].append(box)
        return boxes

    def clean(self) -> dict[str, Any]:
        """Something narrows the pool."""
        typed = super().clean()
        if not typed.get("tags") and not typed.get("lesson") and not self.errors:
            self.add_error("tags", _("Choose at least one tag, or a lesson."))
        return typed

    @property
    def pool(self) -> dict[str, Any]:
        """What `Quiz.put_pool` takes."""
        typed = self.cleaned_data
        return {
            "pool_tags": typed["tags"],
            "pool_lesson": typed["lesson"],
            "pool_count": typed["count"],
            "points": typed["points"],
        }


def _modules() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each module with its lessons: two queries."""
    modules: dict[Module, list[tuple[str, str]]] = {}
    for lesson in Lesson.objects.readable().filter(questions__isnull=False).distinct():
        lines = modules.setdefault(lesson.module, [])
        lines.append((f"lesson-{lesson.pk}", f"{lesson.code} {lesson.current_edition.title}"))
    return [
        (
            str(module),
            [(f"module-{module.pk}", _("All of module %(n)s") % {"n": module.number}), *lines],
        )
        for module, lines in modules.items()
    ]
