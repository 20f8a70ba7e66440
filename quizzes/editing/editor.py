"""The page on which a question is typed: what all kinds share, and the way from what was typed to a specification.

A field's name is its key in the specification: `feedback__right` stands under `right` in `feedback`, and the rows of a
list stand under the list's name. Whether a specification is sound, its kind says alone; what it says is put beside the
field it is about, in a teacher's words.
"""

import html
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from lessons.curriculum.markdown import render_clean
from lessons.models import Claim
from quizzes.editing.desk import Desk
from quizzes.editing.faults import blame
from quizzes.editing.fields import Choice, Tags, Words, line, lines
from quizzes.editing.rows import Entry, FormWithLists
from quizzes.kinds import KINDS, Kind, SpecError
from quizzes.models import QuestionVersion
from quizzes.models.wording import Wording


class Editor(FormWithLists):
    """One question being written. `kind` and the kind's own fields and lists come from its subclasses."""

    kind: ClassVar[str]
    first_names: ClassVar[tuple[str, ...]] = ("prompt",)

    based_on = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    code = forms.RegexField(r"^own-[0-9a-f]{12}$", required=False, widget=forms.HiddenInput)
    prompt = forms.CharField(
        label=_("Question"),
        max_length=5000,
        widget=lines(3),
        help_text=_("The first paragraph is the heading. *Stars* make it italic, **two stars** bold."),
        error_messages={"required": _("Write what you ask.")},
    )
    explanation = Words(
        label=_("Explanation"),
        rows=4,
        max_length=10_000,
        help_text=_("Why the right answer is right. Students read it with the answers."),
    )
    points = forms.IntegerField(
        label=_("Points"),
        min_value=1,
        max_value=100,
        initial=1,
        widget=line(inputmode="numeric"),
        error_messages={"required": _("Write 1 or more.")},
    )
    claim = Choice(label=_("The claim it is about"))
    section = Choice(label=_("The section it is about"))
    sources = forms.MultipleChoiceField(label=_("Sources"), required=False, widget=forms.CheckboxSelectMultiple)
    rubric = Choice(
        label=_("Rubric"),
        help_text=_("By these levels you mark it. Students see them before they write."),
        error_messages={"required": _("Choose the rubric by which you mark it.")},
    )
    tags = Tags(label=_("Tags"), help_text=_("Separated by commas. You find questions by them, and draw from them."))

    def __init__(
        self,
        desk: Desk,
        data: Mapping[str, Any] | None = None,
        *,
        version: QuestionVersion | None = None,
        values: Entry | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> None:
        self.desk, self.version = desk, version
        if values is None and version is not None:
            values = self.with_blank_rows(self.values_of(version), taken)
        super().__init__(data, values=values, taken=taken)
        self._offer()

    @classmethod
    def values_of(cls, version: QuestionVersion) -> Entry:
        """A stored version as the values of the fields and rows."""
        shared = {
            "based_on": version.stamp if version.number else "",
            "prompt": version.prompt,
            "explanation": version.explanation or html.unescape(strip_tags(version.explanation_html)),
            "points": version.points,
            "claim": version.claim.code if version.claim else "",
            "section": version.section,
            "sources": version.source_keys,
            "rubric": str(version.rubric_id or ""),
            "tags": version.question.tags,
        }
        return shared | cls.from_spec(version.spec)

    @classmethod
    def own_names(cls) -> list[str]:
        """The fields of the kind alone."""
        return [name for name in cls.base_fields if name not in Editor.base_fields]

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Entry:
        """A specification as the values of the kind's own fields and rows."""
        values = {name: _dig(spec, name) for name in cls.own_names()}
        return values | {one.name: [dict(row) for row in spec.get(one.name, ())] for one in cls.lists}

    def to_spec(self) -> dict[str, Any]:
        """What was typed as a specification, sound or not."""
        spec: dict[str, Any] = {}
        for name in self.own_names():
            *parents, key = name.split("__")
            place = spec
            for parent in parents:
                place = place.setdefault(parent, {})
            value = self.cleaned_data.get(name)
            if value is not None and value != "":
                place[key] = value
        for name, rows in self.rows.items():
            spec[name] = [row.entry for row in rows.filled]
        return spec

    def clean(self) -> Entry:
        """Ask the kind whether it can be asked so."""
        typed = super().clean()
        self._clean_prompt(typed.get("prompt", ""))
        self._clean_claim(typed.get("claim", ""))
        self.asked: Kind | None = None
        try:
            self.asked = KINDS[self.kind].read(self.to_spec())
        except SpecError as error:
            for fault in error.faults:
                self._blame(fault)
        return typed

    @property
    def wording(self) -> Wording:
        """What was typed, once the form is valid."""
        typed, last = self.cleaned_data, self.version
        return Wording(
            asked=self.asked,
            prompt=typed["prompt"].replace("\r\n", "\n"),
            explanation=typed["explanation"],
            points=typed.get("points", 0),
            claim=self.desk.claims.get(typed["claim"]),
            rubric=self.rubrics.get(typed.get("rubric", "")),
            section=typed.get("section", last.section if last else ""),
            source_keys=tuple(typed.get("sources", last.source_keys if last else ())),
            tags=typed["tags"],
        )

    @property
    def sketch(self) -> QuestionVersion | None:
        """What there is to look at while the form is not complete: what is asked, if that stands."""
        prompt = self.cleaned_data.get("prompt")
        return QuestionVersion(prompt_html=render_clean(prompt)) if prompt else None

    @property
    def label(self) -> str:
        """What the kind is called."""
        return str(KINDS[self.kind].label)

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked: it stands above everything else."""
        own = (name for name in self.own_names() if not self._comes_last(name))
        return [self[name] for name in (*self.first_names, *own)]

    @property
    def last(self) -> list[forms.BoundField]:
        """What is said once it is answered: it stands below the lists."""
        return [*(self[name] for name in self.own_names() if self._comes_last(name)), self["explanation"]]

    @property
    def about(self) -> list[forms.BoundField]:
        """What the question is about, what it is worth, and how it is found."""
        names = ("points", "rubric", "claim", "section", "sources", "tags")
        return [self[name] for name in names if name in self.fields and name not in self.first_names]

    @cached_property
    def rubrics(self) -> dict[str, Any]:
        """The rubrics to choose from; the one of the version that is open stays among them, newest or not."""
        last = self.version.rubric if self.version else None
        return self.desk.rubrics | ({str(last.pk): last} if last else {})

    @staticmethod
    def _comes_last(name: str) -> bool:
        return name in ("extra", "misconception") or name.startswith(("feedback__", "statuses__"))

    def _offer(self) -> None:
        """Fill the lists to choose from, and leave out what does not concern this kind or this quiz."""
        kind = KINDS[self.kind]
        self.fields["claim"].choices = self.desk.claim_choices
        self._offer_or_drop("section", _with(self.desk.sections, [self.version.section] if self.version else []))
        self._offer_or_drop("sources", _with(self.desk.sources, self.version.source_keys if self.version else []))
        if kind.is_by_hand:
            last = self.version.rubric if self.version else None
            is_old = last is not None and str(last.pk) not in self.desk.rubrics
            old = [(str(last.pk), _("%(title)s, as it was") % {"title": last.title})] if is_old else []
            self.fields["rubric"].choices = [*self.desk.rubric_choices(), *old]
            self.fields["rubric"].required = True
        else:
            del self.fields["rubric"]
        if not kind.is_scored:
            del self.fields["points"]
        for row in (row for rows in self.rows.values() for row in rows):
            if "misconception" in row.fields:
                row.fields["misconception"].choices = self.desk.misconceptions

    def _offer_or_drop(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def _clean_prompt(self, prompt: str) -> None:
        """The first paragraph stands in a heading, so there must be one."""
        if prompt and not render_clean(prompt).startswith("<p>"):
            self.add_error(
                "prompt", _("Begin with a sentence: it becomes the heading. Lists and quotations come after.")
            )

    def _clean_claim(self, code: str) -> None:
        claim = self.desk.claims.get(code)
        if claim and KINDS[self.kind].has_key and claim.status not in Claim.KEYABLE:
            words = _(
                "Claim %(code)s is %(status)s, so no answer about it is right or wrong. Choose another claim, or "
                "ask it as a survey or as a text that you mark."
            )
            self.add_error("claim", words % {"code": code, "status": claim.get_status_display().lower()})

    def _blame(self, fault: str) -> None:
        """Put what the kind says beside the field it is about; one thing at a time for each."""
        found = blame(fault)
        rows = self.rows.get(found.in_list)
        form: forms.Form = rows.filled[found.row - 1] if rows and found.row else self
        if found.field in form.fields:
            if found.field not in form.errors:
                form.add_error(found.field, found.words)
        elif rows and not found.row:
            rows.errors.append(found.words)
        elif not form.errors:
            form.add_error(None, found.words)


def _dig(spec: Mapping[str, Any], name: str) -> Any:
    value: Any = spec
    for key in name.split("__"):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _with(choices: list[tuple[str, Any]], kept: list[str]) -> list[tuple[str, Any]]:
    """The choices, with what the version has and the lesson offers no more."""
    offered = {value for value, _label in choices}
    return [*choices, *((one, one) for one in kept if one and one not in offered)]
