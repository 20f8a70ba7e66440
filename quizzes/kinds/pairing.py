"""To each row its partner: what matching, the evidence sort and who-says-what share."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import matching_credit
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part
from quizzes.kinds.options import feedback_line
from quizzes.kinds.written import Feedback


@dataclass(frozen=True)
class Row:
    """A thing, and the one partner that is right for it."""

    id: str
    text: str
    partner: str
    detail: str = ""
    feedback: str = ""


class PartnerField(forms.ChoiceField):
    """One row's choice; `said` stands below it once it was judged."""

    def __init__(self, *, said: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.said = feedback_line(said) if said else ""


class PairingForm(AnswerForm):
    """A list to choose from beside each row."""

    def add_fields(self) -> None:
        """The choices are the partners' texts, which tell nothing about where they belong."""
        choices = [("", _("Choose one")), *((text, text) for text in self._texts().values())]
        for name, row in self._rows().items():
            said = self.outcome.feedback_on(row.id) if self.outcome else ""
            self.fields[name] = PartnerField(
                said=said,
                label=row.text,
                help_text=row.detail,
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The text of the partner chosen for each row."""
        texts = self._texts()
        return {name: texts.get(answer.get(row.id), "") for name, row in self._rows().items()}

    def filled(self) -> dict[str, str]:
        """The partners that were chosen."""
        partners = {text: partner for partner, text in self._texts().items()}
        return {row.id: partners.get(self.cleaned_data[name], "") for name, row in self._rows().items()}

    def _rows(self) -> dict[str, Row]:
        """Field n belongs to the row that stands at place n of the page."""
        rows = self.asked.rows_as_shown(self.order)
        return {f"{self.asked.row_name}_{n}": row for n, row in enumerate(rows, 1)}

    def _texts(self) -> dict[str, str]:
        return {partner: self.asked.partner_text(partner) for partner in self.asked.partners_as_shown(self.order)}


@dataclass(frozen=True)
class Pairing(Kind):
    """Answered by the partner chosen for each row: `{"a": "advised against"}`."""

    feedback: Feedback

    row_name: ClassVar[str]
    rule: ClassVar = _("Each right match earns its share of the points; a wrong one takes nothing away.")
    answer_form: ClassVar = PairingForm

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """The rows as the editor wrote them."""

    @property
    @abstractmethod
    def partners(self) -> list[str]:
        """Everything one can choose, each once."""

    def partner_text(self, partner: str) -> str:
        """A partner in words."""
        return partner

    def rows_as_shown(self, order: list[str]) -> list[Row]:
        """The rows as one student sees them."""
        return list(self.rows)

    def partners_as_shown(self, order: list[str]) -> list[str]:
        """The partners as one student sees them."""
        return order

    def normalise(self, answer: Any) -> Answer:
        """The rows for which one of the partners was chosen."""
        given = answer if isinstance(answer, Mapping) else {}
        chosen, partners = {row.id: given.get(row.id) for row in self.rows}, self.partners
        return {one: partner for one, partner in chosen.items() if partner in partners} or None

    def judge(self, answer: dict[str, str]) -> Outcome:
        """Right matches out of all, with the feedback of every row that was answered."""
        credit = matching_credit(answer, self._key)
        said = (row for row in self.rows if row.id in answer and row.feedback)
        parts = (Part(row.id, answer[row.id] == row.partner, row.feedback) for row in said)
        return Outcome(credit, (*self.feedback.on(credit).parts, *parts))

    def about(self, of: str) -> str:
        """The row's text."""
        return next((row.text for row in self.rows if row.id == of), "")

    def words(self, answer: dict[str, str]) -> list[str]:
        """Each row with the partner chosen."""
        chosen = ((row, self.partner_text(answer[row.id])) for row in self.rows if row.id in answer)
        return [self.in_one_line(row, text) for row, text in chosen]

    def in_one_line(self, row: Row, partner: str) -> str:
        """A row and the text of a partner. Rows are whole sentences in most kinds, so they stand last."""
        return f"{partner}: {row.text}"

    def right_words(self) -> list[str]:
        """Each row with its partner."""
        return self.words(self._key)

    def examples(self) -> list[tuple[str, Any]]:
        """All right, one right, one wrong."""
        key, first, count = self._key, self.rows[0], {"count": len(self.rows)}
        wrong = next((partner for partner in self.partners if partner != first.partner), None)
        return [
            (gettext("All %(count)s right") % count, key),
            (gettext("One of %(count)s right, the others left open") % count, {first.id: first.partner}),
            (gettext("One of %(count)s wrong, the others right") % count, key | {first.id: wrong}),
        ]

    def note(self, answer: Answer) -> str:
        """How many are chosen."""
        return gettext("%(done)s of %(all)s chosen.") % {"done": len(answer or {}), "all": len(self.rows)}

    @property
    def _key(self) -> dict[str, str]:
        return {row.id: row.partner for row in self.rows}
