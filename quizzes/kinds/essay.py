"""Essay: a text, marked by the teacher with a rubric."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome

LONGEST = 50_000


class EssayForm(AnswerForm):
    """One large field."""

    def add_fields(self) -> None:
        """A field to write in."""
        field = forms.Textarea(attrs={"class": "form-control writing", "rows": 12, "autocomplete": "off"})
        self.fields["answer"] = forms.CharField(
            label=_("Your answer"), max_length=LONGEST, required=False, widget=field
        )


@dataclass(frozen=True)
class Essay(Kind):
    """Answered by a text. `look_for` is for the person who marks and is never shown to students."""

    look_for: tuple[str, ...]
    fewest: int
    most: int

    name: ClassVar[str] = "essay"
    label: ClassVar = _("essay")
    answer_form: ClassVar = EssayForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From what to `look_for` and the number of `words`, with `min` and `max`; 0 for none."""
        entry = Entry(data)
        look_for = tuple(entry.texts("look_for", optional=True))
        words = entry.part("words", optional=True)
        fewest, most = (int(words.number(key, Decimal(0))) for key in ("min", "max"))
        words.close()
        if most and fewest > most:
            entry.fault("asks for more words than it allows")
        entry.done()
        return cls(look_for, fewest, most)

    def write(self) -> dict[str, Any]:
        """What to look for, and the number of words."""
        return {"look_for": list(self.look_for), "words": {"min": self.fewest, "max": self.most}}

    def normalise(self, answer: Any) -> Answer:
        """The text as it was written; nothing but spaces is no answer."""
        text = str(answer or "")
        return text.replace("\r\n", "\n") if text.strip() else None

    def judge(self, answer: str) -> Outcome | None:
        """A person says what it earns."""
        return None

    def words(self, answer: str) -> list[str]:
        """The text."""
        return [answer]

    def right_words(self) -> list[str]:
        """There is no one right answer."""
        return []

    def note(self, answer: Answer) -> str:
        """How long it is; nobody is stopped for it."""
        count = len(str(answer or "").split())
        if self.most:
            asked = {"count": count, "fewest": self.fewest, "most": self.most}
            return gettext("%(count)s of %(fewest)s to %(most)s words") % asked
        return gettext("%(count)s words") % {"count": count}
