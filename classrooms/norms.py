"""Rewriting the rules of a class, all on one page."""

from typing import Any

from django import forms
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Norm

MOST_NORMS = 20


class NormForm(forms.ModelForm):
    """One rule and what a student reads whose post breaks it."""

    norm = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Norm
        fields = ["text", "message", "about"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "message": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"message": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("nothing")), *Norm.About.choices]

    def clean_text(self) -> str:
        """A rule is one line, however wide the box."""
        return " ".join(self.cleaned_data["text"].split())

    @property
    def wording(self) -> tuple[str, str, str]:
        """The rule, its message, and what it is about."""
        return self.cleaned_data["text"], self.cleaned_data["message"], self.cleaned_data["about"]

    @property
    def is_dropped(self) -> bool:
        """Whether the rule is to go."""
        return bool(self.cleaned_data.get("DELETE"))


class RewrittenNorms(BaseFormSet):
    """The rules in force, and one empty line for another."""

    def __init__(self, *args: object, classroom: Classroom, **kwargs: object) -> None:
        self.classroom = classroom
        self.norms = {norm.pk: norm for norm in classroom.norms.current()}
        initial = [
            {"norm": norm.pk, "text": norm.text, "message": norm.message, "about": norm.about}
            for norm in self.norms.values()
        ]
        super().__init__(*args, initial=initial, prefix="norms", **kwargs)

    def add_fields(self, form: NormForm, index: int | None) -> None:
        """Word the box that drops a rule."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Drop this rule")

    def clean(self) -> None:
        """Keep one rule at least, because decisions name one, and none that somebody else rewrote meanwhile."""
        if not {form.cleaned_data.get("norm") for form in self.initial_forms} <= self.norms.keys():
            raise forms.ValidationError(_("Somebody else changed the rules meanwhile. Load this page again."))
        if not any(form.cleaned_data.get("text") and not form.is_dropped for form in self.forms):
            raise forms.ValidationError(_("Keep at least one rule: every decision about a post names one."))

    @transaction.atomic
    def save(self) -> None:
        """Retire, reword and add, each as the page says."""
        for form in self.initial_forms:
            norm = self.norms[form.cleaned_data["norm"]]
            if form.is_dropped:
                norm.retire()
            elif form.has_changed():
                norm.reword(*form.wording)
        for form in self.extra_forms:
            if form.has_changed() and not form.is_dropped:
                self.classroom.add_norm(*form.wording)


NormFormSet = formset_factory(
    NormForm,
    formset=RewrittenNorms,
    extra=1,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_NORMS,
    validate_max=True,
)
