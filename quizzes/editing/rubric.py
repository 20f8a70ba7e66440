"""The page on which a rubric is typed: criteria, each with its levels from the lowest to the highest."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from quizzes.editing.fields import OneOnEachLine, Words, line
from quizzes.editing.rows import Entry, FormWithLists, ListOf, NamedRow
from quizzes.models import Rubric


class CriterionRow(NamedRow):
    """A criterion, and its levels."""

    title = Words(label=_("Criterion"), max_length=120)
    levels = OneOnEachLine(
        label=_("Levels, one on each line, the lowest first"),
        rows=4,
        help_text=_("The first earns 0, the next 1, and so on."),
    )


class RubricEditor(FormWithLists):
    """One rubric being written."""

    code = forms.RegexField(r"^own-[0-9a-f]{8}$", required=False, widget=forms.HiddenInput)
    based_on = forms.IntegerField(
        required=False, widget=forms.HiddenInput, validators=[MinValueValidator(0)], initial=0
    )
    title = forms.CharField(
        label=_("Name"), max_length=120, widget=line(), error_messages={"required": _("Give it a name.")}
    )
    lists = (
        ListOf(
            "criteria",
            CriterionRow,
            title=_("Criteria"),
            one=_("Criterion %(n)s"),
            add=_("Add a criterion"),
            hint=_("For each you choose one level when you mark. Empty ones are left out."),
            start=3,
        ),
    )

    @classmethod
    def values_of(cls, rubric: Rubric) -> Entry:
        """A stored rubric as the values of the fields and rows."""
        return {"title": rubric.title, "based_on": rubric.number, "criteria": [dict(one) for one in rubric.criteria]}

    def clean(self) -> Entry:
        """Every criterion has a name and two levels at least, and there is one."""
        typed, rows = super().clean(), self.rows["criteria"]
        if not rows.filled:
            rows.errors.append(_("Write one criterion at least."))
        for row in rows.filled:
            row.fields["title"].required = True
            if not row.cleaned_data.get("title") and "title" not in row.errors:
                row.add_error("title", _("Give it a name."))
            if len(row.cleaned_data.get("levels", ())) < 2 and "levels" not in row.errors:
                row.add_error("levels", _("Write at least two levels."))
        ids = [row.cleaned_data.get("id") for row in rows.filled]
        if len(set(ids)) != len(ids):
            rows.errors.append(_("One of these stands here twice. Open the page anew."))
        return typed

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What was typed, once the form is valid."""
        return [row.entry for row in self.rows["criteria"].filled]
