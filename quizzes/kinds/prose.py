"""A text of some length, marked by hand: what essay, steelman and rewrite share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome

LONGEST = 50_000


class ProseForm(AnswerForm):
    """One large field."""

    def add_fields(self) -> None:
        """A field to write in."""
        field = forms.Textarea(attrs={"class": "form-control writing", "rows": 12, "autocomplete": "off"})
        self.fields["answer"] = forms.CharField(
            label=_("Your answer"), max_length=LONGEST, required=False, widget=field
        )


@dataclass(frozen=True)
class Prose(Kind):
    """Answered by a text. `look_for` is for the person who marks and is never shown to students."""

    look_for: tuple[str, ...]
    fewest: int
    most: int

    rule: ClassVar = _("Your teacher marks it with the rubric: each level reached counts.")
    answer_form: ClassVar = ProseForm
    is_by_hand: ClassVar = True
    has_key: ClassVar = False

    def write(self) -> dict[str, Any]:
        """What to look for, and the number of words."""
        return {"look_for": list(self.look_for), "words": {"min": self.fewest, "max": self.most}}

    def normalise(self, answer: Any) -> Answer:
        """The text as it was written; nothing but spaces is no answer."""
        text = str(answer or "")
        return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() else None

    def judge(self, answer: str) -> Outcome | None:
        """A person says what it earns."""
        return None

    def words(self, answer: str) -> list[str]:
        """The text."""
        return [answer]

    def right_words(self) -> list[str]:
        """There is no one right answer."""
        return []

    def examples(self) -> list[tuple[str, Any]]:
        """No text earns anything until somebody has read it."""
        return [(gettext("Any text"), "")]

    def note(self, answer: Answer) -> str:
        """How long it is; nobody is stopped for it."""
        count = len(str(answer or "").split())
        if self.most:
            asked = {"count": count, "fewest": self.fewest, "most": self.most}
            return gettext("%(count)s of %(fewest)s to %(most)s words") % asked
        return gettext("%(count)s words") % {"count": count}


def read_prose(entry: Entry) -> Mapping[str, Any]:
    """From what to `look_for` and the number of `words`, with `min` and `max`; 0 for none."""
    look_for = tuple(entry.texts("look_for", optional=True))
    words = entry.part("words", optional=True)
    fewest, most = (words.whole(key, 0) for key in ("min", "max"))
    words.close()
    if most and fewest > most:
        entry.fault("asks for more words than it allows")
    return {"look_for": look_for, "fewest": fewest, "most": most}
