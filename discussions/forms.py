"""What is typed: a post with what it rests on, a stance, a decision."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from classrooms.models import Norm
from discussions.models import ModeratorNote, Post, Stance, Thread
from discussions.models.submissions import Cited, as_written, in_one_line
from discussions.moderation.text import host_of
from discussions.moderation.transitions import NEGATIVE
from lessons.models import Claim, Source


class PostForm(forms.Form):
    """A text, its kind, and its citations: those chosen before (`cited`, one hidden line each) and one being chosen.

    The text is judged by the checks, not here: the form takes anything, so that nothing typed is ever refused a place.
    """

    kind = forms.ChoiceField(label=_("Kind of post"), choices=Post.Kind)
    text = forms.CharField(label=_("What do you want to say?"), required=False, strip=False)
    steelman = forms.CharField(required=False, strip=False)
    client_token = forms.UUIDField(widget=forms.HiddenInput)
    seq = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)
    root = forms.IntegerField(widget=forms.HiddenInput, required=False)
    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)
    post = forms.IntegerField(widget=forms.HiddenInput, required=False)
    claim = forms.ModelChoiceField(
        Claim.objects.none(), label=_("A claim of this lesson"), required=False, empty_label=_("Choose a claim")
    )
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("A source of this lesson"), required=False, empty_label=_("Choose a source")
    )
    locator = forms.CharField(label=_("Where in it"), max_length=120, required=False)
    quote = forms.CharField(label=_("Words of it, exactly as they stand there"), max_length=500, required=False)
    url = forms.URLField(label=_("Another address"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, data: QueryDict | None, thread: Thread, initial: dict[str, object]) -> None:
        super().__init__(data, initial={"kind": Post.Kind.CLAIM, "client_token": uuid.uuid4(), "seq": 1, **initial})
        edition = thread.assignment.edition
        self.fields["claim"].queryset = edition.claims.all()
        self.fields["source"].queryset = edition.sources.all()
        self.fields["claim"].label_from_instance = lambda claim: f"{claim.code} {Truncator(claim.text).words(12)}"

    def clean_url(self) -> str:
        """Of the web: nothing else can be cited, or would be dropped without a word."""
        url = self.cleaned_data["url"]
        if url and not host_of(url):
            raise forms.ValidationError(_("Give the address of a page, beginning with https:// or http://."))
        return url

    @cached_property
    def cited(self) -> list[Cited]:
        """The citations, the one being chosen last, each once; of this lesson, whatever was posted."""
        if not self.is_bound:
            return [cited for chip in self.initial.get("cited", []) if (cited := Cited.read(chip["line"]))]
        lines = self.data.getlist("cited")
        if self.data.get("step", "").startswith("remove "):
            lines = [line for line in lines if line != self.data["step"].removeprefix("remove ")]
        chosen = [cited for line in lines if (cited := Cited.read(line))] + self._being_chosen()
        claims = self._known("claim", {cited.claim_id for cited in chosen if cited.claim_id})
        sources = self._known("source", {cited.source_id for cited in chosen if cited.source_id})
        known = [one for one in chosen if one.url or one.claim_id in claims or one.source_id in sources]
        return list(dict.fromkeys(known))

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """The citations as the page shows them and a draft keeps them."""
        if not self.is_bound:
            return self.initial.get("cited", [])
        claims = self._known("claim", {cited.claim_id for cited in self.cited if cited.claim_id})
        sources = self._known("source", {cited.source_id for cited in self.cited if cited.source_id})
        return [chip_of(cited, claims.get(cited.claim_id), sources.get(cited.source_id)) for cited in self.cited]

    def _being_chosen(self) -> list[Cited]:
        if not self.is_valid():
            return []
        claim, source, url = (self.cleaned_data[name] for name in ("claim", "source", "url"))
        place = {name: in_one_line(self.cleaned_data[name]) for name in ("locator", "quote")}
        return [
            *([Cited(claim_id=claim.pk)] if claim else []),
            *([Cited(source_id=source.pk, **place)] if source else []),
            *([Cited(url=url)] if url else []),
        ]

    def _known(self, field: str, keys: set[int]) -> dict[int, Claim | Source]:
        return self.fields[field].queryset.in_bulk(keys) if keys else {}


def chip_of(cited: Cited, claim: Claim | None, source: Source | None) -> dict[str, str]:
    """One citation in words."""
    chip = {"line": str(cited), "code": "", "status": "", "label": host_of(cited.url), "quote": cited.quote}
    if claim:
        chip |= {"code": claim.code, "status": claim.status, "label": Truncator(claim.text).words(5)}
    if source:
        chip["label"] = ", ".join(filter(None, [source.producer, source.published_in_words, cited.locator]))
    return chip


class StanceForm(forms.Form):
    """Where one stands on the thread's statement, before the discussion or after; how sure, and why, if one likes."""

    phase = forms.ChoiceField(
        choices=Stance.Phase, widget=forms.HiddenInput, required=False, initial=Stance.Phase.BEFORE
    )
    position = forms.TypedChoiceField(
        label=_("Where do you stand?"), choices=Stance.Position, coerce=int, widget=forms.RadioSelect
    )
    confidence = forms.TypedChoiceField(
        label=_("How sure are you?"),
        choices=[("", _("I would rather not say")), *Stance.Confidence.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    why = forms.CharField(label=_("Why? In one line, for yourself"), max_length=300, required=False)

    def clean_phase(self) -> str:
        """The first question, where a form does not say which."""
        return self.cleaned_data["phase"] or Stance.Phase.BEFORE


class DecisionForm(forms.Form):
    """An outcome; when it is negative, the norm, words for the author, and the words of the post it is about."""

    outcome = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens to the post.")},
    )
    norm = forms.TypedChoiceField(label=_("Norm"), required=False, empty_value=None)
    quote = forms.CharField(label=_("Quoted from the post"), required=False)
    message = forms.CharField(label=_("What the student will read"), max_length=1000, required=False)
    keep = forms.BooleanField(label=_("Save this message for next time"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        outcomes: Sequence[tuple[str, str]],
        norms: Sequence[Norm],
        text: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.text = text
        self.norms = norms
        by_pk = {str(norm.pk): norm for norm in norms}
        self.fields["outcome"].choices = outcomes
        self.fields["norm"].choices = [("", _("Choose the norm")), *((norm.pk, norm.text) for norm in norms)]
        self.fields["norm"].coerce = by_pk.get

    def clean_quote(self) -> str:
        """With the same line ends as the post, so that it is found there."""
        return as_written(self.cleaned_data["quote"])

    @property
    def place(self) -> tuple[int, int] | None:
        """Where in the text the quoted words stand."""
        quote = self.cleaned_data.get("quote")
        start = self.text.find(quote) if quote else -1
        return (start, start + len(quote)) if start >= 0 else None

    def clean(self) -> dict[str, Any]:
        """A negative decision says which norm; its message is the norm's own where none was written."""
        cleaned = super().clean()
        if cleaned.get("outcome") not in NEGATIVE:
            return cleaned | {"norm": None, "message": "", "quote": ""}
        if cleaned.get("quote") and self.place is None:
            self.add_error("quote", _("These words do not stand in the post. Copy them from it, or leave this empty."))
        if cleaned.get("norm") is None:
            self.add_error("norm", _("Choose the norm, so that the student knows what to change."))
        elif not cleaned.get("message"):
            cleaned["message"] = cleaned["norm"].message
        return cleaned


class NoteForm(forms.ModelForm):
    """A note about an author, for the moderators of the class."""

    class Meta:
        model = ModeratorNote
        fields = ("text",)
