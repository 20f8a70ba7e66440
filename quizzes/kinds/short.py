"""Short answer: a few words, compared with the answers that are accepted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import short_answer_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome
from quizzes.kinds.written import Feedback, read_feedback


class ShortForm(AnswerForm):
    """One line."""

    def add_fields(self) -> None:
        """A line of text."""
        line = forms.TextInput(attrs={"class": "form-control short-answer", "autocomplete": "off"})
        self.fields["answer"] = forms.CharField(label=_("Your answer"), max_length=200, required=False, widget=line)


@dataclass(frozen=True)
class Short(Kind):
    """Answered by a text."""

    accepted: tuple[str, ...]
    feedback: Feedback

    name: ClassVar[str] = "short"
    label: ClassVar = _("short answer")
    rule: ClassVar = _(
        "An accepted answer earns all the points, any other nothing; capitals, accents and spaces do not count."
    )
    answer_form: ClassVar = ShortForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `accepted` answers (`*` stands for any text) and `feedback`."""
        entry = Entry(data)
        accepted = tuple(entry.texts("accepted"))
        if not accepted:
            entry.fault("accepts nothing")
        if any(not one.strip("* ") for one in accepted):
            entry.fault("accepts any answer")
        feedback = read_feedback(entry)
        entry.done()
        return cls(accepted, feedback)

    def write(self) -> dict[str, Any]:
        """Accepted answers and feedback."""
        return {"accepted": list(self.accepted), "feedback": self.feedback.write()}

    def normalise(self, answer: Any) -> Answer:
        """The text without spaces around it."""
        return str(answer or "").strip() or None

    def judge(self, answer: str) -> Outcome:
        """The best match among the accepted answers."""
        return self.feedback.on(short_answer_credit(answer, self.accepted))

    def words(self, answer: str) -> list[str]:
        """The text."""
        return [answer]

    def right_words(self) -> list[str]:
        """The first accepted answer, which the editor wrote for people to read."""
        return [self.accepted[0].replace("*", "…").strip("… ") or self.accepted[0]]

    def examples(self) -> list[tuple[str, Any]]:
        """The first accepted answer, the same in capitals, and what is not accepted."""
        right = self.accepted[0].replace("*", "…")
        other = next(text for text in _others() if not short_answer_credit(text, self.accepted))
        return [(f"“{right}”", right), (f"“{right.upper()}”", right.upper()), (gettext("Anything else"), other)]


def _others() -> Iterator[str]:
    """Texts that nobody accepts, sooner or later."""
    yield from ("?" * n for n in count(1))
