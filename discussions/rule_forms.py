"""What is typed about rules: those of a class, of a thread, of the word list, and a text to try them on."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from discussions.models import ClassRules, Post, Thread, WordRule
from discussions.models.submissions import as_written
from discussions.models.word_rules import MOST_WORDS
from discussions.moderation.checks import LONGEST
from discussions.moderation.keys import key_of
from discussions.moderation.links import site_of
from discussions.moderation.words import Action

MOST_HOSTS = 100


class ClassRulesForm(forms.ModelForm):
    """How a class discusses."""

    class Meta:
        model = ClassRules
        fields = ("review", "hosts", "safeguarding")
        labels = {"review": _("Read by a moderator before the class sees it")}
        help_texts = {
            "review": _("A teacher can set it otherwise for one discussion. Checks hold a post in any case."),
            "hosts": _(
                "One in a line, such as reuters.com. The sources of the lesson are on the list already. A link to any"
                " other site waits for a moderator."
            ),
            "safeguarding": "",
        }
        widgets = {"review": forms.RadioSelect, "hosts": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})}

    def __init__(self, data: QueryDict | None, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        teachers = Membership.objects.visible_to(member).active().teachers().by_name().select_related("user")
        self.fields["safeguarding"].queryset = teachers
        self.fields["safeguarding"].empty_label = _("Every teacher of the class")
        self.fields["safeguarding"].label_from_instance = lambda teacher: teacher.name

    def clean_hosts(self) -> str:
        """One site in a line, as links are compared: whatever was pasted, its host alone."""
        lines = [line for line in self.cleaned_data["hosts"].split("\n") if line.strip()]
        sites = [site_of(line.strip()) for line in lines]
        if wrong := [line.strip() for line, site in zip(lines, sites, strict=True) if not _is_a_site(site)]:
            raise forms.ValidationError(_("This line is no site: %(line)s"), params={"line": wrong[0][:80]})
        if len(sites) > MOST_HOSTS:
            raise forms.ValidationError(_("At most %(most)s sites."), params={"most": MOST_HOSTS})
        return "\n".join(sorted(set(sites)))


class ThreadRulesForm(forms.ModelForm):
    """How one thread differs from the class."""

    class Meta:
        model = Thread
        fields = ("review", "is_gated", "is_pseudonymous", "slow_minutes")
        labels = {
            "review": _("Read by a moderator before the class sees it"),
            "is_gated": _("Post before you see"),
            "is_pseudonymous": _("Pseudonymous"),
            "slow_minutes": _("Slow: minutes between two posts of a student"),
        }
        help_texts = {
            "is_gated": _("A student reads what others wrote after taking a stance and writing a post of their own."),
            "is_pseudonymous": _(
                "Classmates read a plant's name instead of the author's. Teachers can see who wrote what. It can be"
                " chosen only before the first post: later it would give names away, or hide names that all have read."
            ),
            "slow_minutes": _("0 means that nobody has to wait. 10 gives a class time to read."),
        }
        widgets = {"review": forms.RadioSelect}

    def __init__(self, data: QueryDict | None, *, has_posts: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["is_pseudonymous"].disabled = has_posts
        self.fields["slow_minutes"].min_value = 0
        self.fields["slow_minutes"].widget.attrs |= {"max": 1440}

    def clean_slow_minutes(self) -> int:
        """A day at most."""
        minutes = self.cleaned_data["slow_minutes"]
        if minutes > 1440:
            raise forms.ValidationError(_("At most 1440 minutes: a day."))
        return minutes


class WordForm(forms.Form):
    """A phrase and what it leads to."""

    phrase = forms.CharField(label=_("Word or phrase"), max_length=60)
    action = forms.ChoiceField(label=_("What it leads to"), choices=Action)

    def __init__(self, data: QueryDict | None, member: Membership) -> None:
        super().__init__(data)
        self.member = member

    def clean_phrase(self) -> str:
        """With letters in it, and not too long once accents and the like are spelt out."""
        phrase = " ".join(self.cleaned_data["phrase"].split())
        key = key_of(phrase).text
        if not any(character.isalnum() for character in key) or len(key) > 120:
            raise forms.ValidationError(_("Type a word or a few words."))
        return phrase

    def clean(self) -> dict[str, Any]:
        """A class adds; what tells that somebody may be at risk it cannot switch off."""
        cleaned = super().clean()
        now, classroom = timezone.now(), self.member.classroom
        standing = {phrase.key: phrase.action for phrase in WordRule.in_force_in(None, now)}
        key = key_of(cleaned.get("phrase", "")).text
        if standing.get(key) == Action.SAFEGUARD:
            self.add_error("phrase", _("This phrase may say that somebody is at risk. It stays on the list."))
        if WordRule.objects.visible_to(self.member).filter(classroom=classroom).standing(now).count() >= MOST_WORDS:
            self.add_error("phrase", _("The list is full. Take a phrase off it first."))
        return cleaned


class TrialForm(forms.Form):
    """A text to try the checks on."""

    kind = forms.ChoiceField(label=_("Kind of post"), choices=Post.Kind)
    text = forms.CharField(
        label=_("A text"),
        max_length=LONGEST,
        strip=False,
        help_text=_("Nothing of it is kept."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "writing"}),
    )

    def clean_text(self) -> str:
        """As it would be judged."""
        return as_written(self.cleaned_data["text"])


def _is_a_site(host: str) -> bool:
    """Whether links could lead there: labels with dots between them.

    >>> _is_a_site("un.org"), _is_a_site("un"), _is_a_site("un .org"), _is_a_site("")
    (True, False, False, False)
    """
    labels = host.split(".")
    return len(labels) > 1 and all(label.replace("-", "").isalnum() for label in labels)
