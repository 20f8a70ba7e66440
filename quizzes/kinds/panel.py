"""Panel: how far new information moves a statement, compared with what a panel of editors thought."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, Self

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import panel_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part
from quizzes.kinds.options import feedback_line

STEPS = {
    -2: _("Speaks strongly against it"),
    -1: _("Speaks against it"),
    0: _("Changes nothing"),
    1: _("Speaks for it"),
    2: _("Speaks strongly for it"),
}


class PanelForm(AnswerForm):
    """Five steps, from strongly against to strongly for."""

    def add_fields(self) -> None:
        """The steps in their order; with the panel's reasons once the question is answered."""
        self.fields["answer"] = forms.ChoiceField(
            label=_("How far does it move the statement?"),
            choices=[(str(step), self._label(step)) for step in STEPS],
            widget=forms.RadioSelect,
            required=False,
        )

    def _label(self, step: int) -> str | SafeString:
        parts = self.outcome.parts if self.outcome else ()
        reasons = [part.feedback for part in parts if part.of == str(step)]
        said = format_html_join("", "{}", ((feedback_line(reason),) for reason in reasons))
        return format_html_join("", "{}", ((STEPS[step],), (said,)))


@dataclass(frozen=True)
class Position:
    """What one of the panel thought, and why."""

    vote: int
    reason: str


@dataclass(frozen=True)
class Panel(Kind):
    """Answered by one of "-2", "-1", "0", "1" and "2"."""

    statement: str
    information: str
    panel: tuple[Position, ...]

    name: ClassVar[str] = "panel"
    label: ClassVar = _("panel")
    rule: ClassVar = _(
        "What most of the panel chose earns all the points, what fewer chose fewer, in proportion, and what nobody "
        "chose nothing."
    )
    caution: ClassVar = _(
        "Editorial: these positions were written by whoever wrote the question, to show how careful readers may "
        "differ. They are no poll."
    )
    answer_form: ClassVar = PanelForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `statement`, `information` and a `panel` of votes with reasons."""
        entry = Entry(data)
        statement, information = entry.text("statement"), entry.text("information")
        panel = []
        for one in entry.parts("panel", at_least=3):
            panel.append(Position(one.whole("vote"), one.text("reason")))
            if panel[-1].vote not in STEPS:
                one.fault("has a vote that is not between -2 and 2")
            one.close()
        entry.done()
        return cls(statement, information, tuple(panel))

    def write(self) -> dict[str, Any]:
        """Statement, information, and the panel's positions."""
        panel = [asdict(position) for position in self.panel]
        return {"statement": self.statement, "information": self.information, "panel": panel}

    @property
    def material(self) -> list[tuple[str, str]]:
        """The statement, and what is new."""
        return [(gettext("Statement"), self.statement), (gettext("New information"), self.information)]

    def reasons(self, vote: int) -> list[str]:
        """Why some of the panel voted so."""
        return [position.reason for position in self.panel if position.vote == vote]

    def normalise(self, answer: Any) -> Answer:
        """One of the five steps; a whole number is understood."""
        step = str(answer) if isinstance(answer, str | int) else ""
        return step if step in [str(one) for one in STEPS] else None

    def judge(self, answer: str) -> Outcome:
        """By the panel's votes; what is said are all its reasons, vote by vote."""
        credit = panel_credit(int(answer), self._votes)
        return Outcome(credit, tuple(self._parts()))

    def hint(self, answer: Answer) -> Outcome | None:
        """The reasons of those who voted so: all together would tell what most said."""
        outcome = self.grade(answer)
        return replace(outcome, parts=tuple(part for part in outcome.parts if part.of == answer))

    def about(self, of: str) -> str:
        """A vote in words."""
        return next((str(words) for step, words in STEPS.items() if str(step) == of), "")

    def words(self, answer: str) -> list[str]:
        """The step in words."""
        return [self.about(answer)]

    def right_words(self) -> list[str]:
        """What most of the panel said; of several, each would do."""
        return [self._counted(step) for step in STEPS if panel_credit(step, self._votes) == 1]

    def examples(self) -> list[tuple[str, Any]]:
        """What most said, what others said, and what nobody said."""
        by_votes = [step for step, _count in Counter(self._votes).most_common()]
        unsaid = [step for step in STEPS if step not in by_votes]
        return [(self._counted(step), str(step)) for step in (*by_votes[:3], *unsaid[:1])]

    def _parts(self) -> list[Part]:
        steps = ((step, panel_credit(step, self._votes) == 1) for step in STEPS)
        return [Part(str(step), is_right, reason) for step, is_right in steps for reason in self.reasons(step)]

    def _counted(self, step: int) -> str:
        count, all_ = self._votes.count(step), len(self._votes)
        return gettext("%(step)s (%(count)s of %(all)s)") % {"step": STEPS[step], "count": count, "all": all_}

    @property
    def _votes(self) -> list[int]:
        return [position.vote for position in self.panel]
