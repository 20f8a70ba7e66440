"""Claim check: judge a claim's status, and pick the evidence that decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lessons.models import Claim
from quizzes.grading import claim_check_credit, multiple_response_credit, single_choice_credit
from quizzes.kinds import options
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part, shuffled
from quizzes.kinds.options import Option
from sahel.templatetags.sahel import claim_icon

HINTS = {
    "documented": _("Independent records agree"),
    "contested": _("Serious sources disagree"),
    "opinion": _("No record can settle it"),
    "inaccurate": _("The record contradicts it"),
    "unverifiable": _("No record can be found"),
}


class ClaimCheckForm(AnswerForm):
    """The five statuses, and the evidence offered."""

    def add_fields(self) -> None:
        """Buttons for the status; buttons for the evidence where one piece decides, boxes where several do."""
        statuses = [(status, self._label(status)) for status in Claim.Status.values]
        evidence = options.choices(self.asked.evidence, self.order, self.outcome)
        one = len(options.right_ids(self.asked.evidence)) == 1
        field = forms.ChoiceField if one else forms.MultipleChoiceField
        widget = forms.RadioSelect if one else forms.CheckboxSelectMultiple
        self.fields["status"] = forms.ChoiceField(
            label=_("What is its status?"), choices=statuses, widget=forms.RadioSelect, required=False
        )
        self.fields["evidence"] = field(
            label=_("Which is the best source?") if one else _("Which sources decide it?"),
            choices=evidence,
            widget=widget,
            required=False,
        )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The status, and the numbers of the evidence in this student's order."""
        numbers = [options.number_of(self.order, one) for one in answer.get("evidence", [])]
        one = len(options.right_ids(self.asked.evidence)) == 1
        return {"status": answer.get("status", ""), "evidence": numbers[0] if one and numbers else numbers}

    def filled(self) -> dict[str, Any]:
        """Status and evidence."""
        sent = self.cleaned_data["evidence"]
        numbers = [sent] if isinstance(sent, str) else sent
        evidence = [options.id_at(self.order, number) for number in numbers]
        return {"status": self.cleaned_data["status"], "evidence": evidence}

    def _label(self, status: str) -> SafeString:
        feedback = self.outcome.feedback_on(f"status:{status}") if self.outcome else ""
        return format_html(
            '<span class="option-status">{} {}</span><span class="meta">{}</span>{}',
            claim_icon(status),
            Claim.Status(status).label,
            HINTS[status],
            options.feedback_line(feedback) if feedback else "",
        )


@dataclass(frozen=True)
class ClaimCheck(Kind):
    """Answered by `{"status": "inaccurate", "evidence": ["a"]}`.

    The loader writes the claim's words and its status into the specification, so that a version stays what it was
    when the claim is judged anew.
    """

    statement: str
    answer: str
    statuses: dict[str, str]
    evidence: tuple[Option, ...]

    name: ClassVar[str] = "claimcheck"
    label: ClassVar = _("claim check")
    rule: ClassVar = _(
        "The status earns half of the points and the sources the other half; each wrong source takes some back."
    )
    answer_form: ClassVar = ClaimCheckForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `statement`, `answer`, feedback for each of the `statuses`, and `evidence`."""
        entry = Entry(data)
        statement, answer = entry.text("statement"), entry.text("answer")
        if answer not in Claim.KEYABLE:
            entry.fault("asks about a claim that is neither documented nor inaccurate")
        said = entry.part("statuses")
        statuses = {status: said.text(status, optional=True) for status in Claim.Status.values}
        said.close()
        evidence = options.read_options(entry, "evidence")
        entry.done()
        return cls(statement, answer, statuses, evidence)

    def write(self) -> dict[str, Any]:
        """Statement, status, feedback and evidence."""
        evidence = [option.write() for option in self.evidence]
        return {
            "statement": self.statement,
            "answer": self.answer,
            "statuses": {status: said for status, said in self.statuses.items() if said},
            "evidence": evidence,
        }

    def order(self, shuffle: Random) -> list[str]:
        """The evidence in another order for every student; the statuses stand as everywhere."""
        return shuffled([option.id for option in self.evidence], shuffle)

    def normalise(self, answer: Any) -> Answer:
        """What was chosen of the two."""
        given = answer if isinstance(answer, Mapping) else {}
        chosen = given.get("evidence") if isinstance(given.get("evidence"), list | tuple) else ()
        evidence = [option.id for option in self.evidence if option.id in chosen]
        status = given.get("status") if given.get("status") in Claim.Status.values else ""
        return {"status": status, "evidence": evidence} if status or evidence else None

    def judge(self, answer: dict[str, Any]) -> Outcome:
        """Half for the status, half for the evidence."""
        status, chosen = answer["status"], set(answer["evidence"])
        offered = {option.id for option in self.evidence}
        credit = claim_check_credit(
            single_choice_credit(status, {self.answer}),
            multiple_response_credit(chosen, options.right_ids(self.evidence), offered),
        )
        judged = (Part(f"status:{status}", status == self.answer, self.statuses.get(status, "")),) if status else ()
        return Outcome(credit, judged + options.parts(self.evidence, chosen))

    def about(self, of: str) -> str:
        """The status, or the text of the evidence."""
        status = of.removeprefix("status:")
        if status in Claim.Status.values:
            return str(Claim.Status(status).label)
        return next((option.text for option in self.evidence if option.id == of), "")

    def words(self, answer: dict[str, Any]) -> list[str]:
        """The status, then the evidence."""
        status = [str(Claim.Status(answer["status"]).label)] if answer["status"] else []
        return status + [option.text for option in self.evidence if option.id in answer["evidence"]]

    def right_words(self) -> list[str]:
        """The status, then the evidence."""
        return [str(Claim.Status(self.answer).label), *(option.text for option in self.evidence if option.right)]

    @property
    def material(self) -> list[tuple[str, str]]:
        """The claim."""
        return [(gettext("Claim"), self.statement)]

    def examples(self) -> list[tuple[str, Any]]:
        """Both halves right, each half by itself, the right status with everything ticked."""
        right = [option.id for option in self.evidence if option.right]
        everything = [option.id for option in self.evidence]
        label = Claim.Status(self.answer).label
        return [
            (gettext("“%(status)s”, and what decides it") % {"status": label}, self._given(self.answer, right)),
            (gettext("“%(status)s”, and no source") % {"status": label}, self._given(self.answer, [])),
            (gettext("No status, but what decides it"), self._given("", right)),
            (gettext("“%(status)s”, and every source") % {"status": label}, self._given(self.answer, everything)),
        ]

    def _given(self, status: str, evidence: list[str]) -> dict[str, Any]:
        return {"status": status, "evidence": evidence}
