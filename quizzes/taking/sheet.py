"""One question of an open attempt as it stands on the page: its form, its state, what was said when it was checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.forms.answers import SaveForm
from quizzes.kinds import AnswerForm, Outcome
from quizzes.models import Attempt, Response, ResponseEvent, Saved
from quizzes.presets import Behaviour, Settings
from quizzes.taking.paper import new_client_id


@dataclass
class Sheet:
    """A question with its fields. `prefix` parts its names from those of other questions on the same page.

    `is_told`: it is closed, and this quiz shows its answers by now. Where they come later, a check says how good the
    answer is and what belongs to it: the right one would answer the next attempt, or a neighbour's.
    """

    response: Response
    settings: Settings
    form: AnswerForm
    save_form: SaveForm
    client_id: str
    rev: int | str
    prefix: str = ""
    became: Saved | None = None
    is_refused: bool = False
    tabs: list[dict[str, object]] = field(default_factory=list)
    outcome: Outcome | None = None
    is_told: bool = False

    @classmethod
    def of(
        cls, response: Response, settings: Settings, prefix: str = "", other: ResponseEvent | None = None
    ) -> "Sheet":
        """The question as it was saved, with what was said when it was checked; `other` came from another tab."""
        asked, outcome = response.version.asked, None
        is_told = response.settled_at is not None and response.attempt.terms.shown(timezone.now()).answers
        if response.was_checked and response.is_checked_on_the_spot(settings):
            outcome = asked.grade(response.answer) if is_told else asked.hint(response.answer)
        form = asked.form(
            response.option_order,
            answer=response.answer,
            outcome=outcome,
            prefix=prefix or None,
            auto_id=f"id_{response.pk}_%s",
        )
        if response.settled_at:
            for one in form.fields.values():
                one.disabled = True
        return cls(
            response,
            settings,
            form,
            SaveForm(prefix=prefix or None, initial={"certainty": response.certainty}),
            client_id=new_client_id(),
            rev=response.rev,
            prefix=prefix,
            tabs=tabs_of(response, other),
            outcome=outcome,
            is_told=is_told,
        )

    @classmethod
    def sent(cls, response: Response, settings: Settings, data: Mapping[str, Any]) -> "Sheet":
        """The question with what the browser sent; save it with `save`."""
        prefix = f"q{response.pk}" if f"q{response.pk}-client_id" in data else ""
        form = response.version.asked.form(
            response.option_order, data=data, prefix=prefix or None, auto_id=f"id_{response.pk}_%s"
        )
        save_form = SaveForm(data, prefix=prefix or None)
        return cls(response, settings, form, save_form, data.get(cls._name(prefix, "client_id"), ""), 0, prefix)

    def save(self, moment: Any) -> Saved | None:
        """Keep the answer; None when it cannot be kept as it was sent, and the form says why."""
        if self.form.is_valid() and self.save_form.is_valid():
            answer = self.form.answer if self.has_answer else self.response.answer
            self.became = self.response.save_answer(answer, moment=moment, **self.save_form.cleaned_data)
        in_conflict = self.became == Saved.CONFLICT
        self.is_refused = self.became is None
        self.rev = (self.save_form.data.get(self._name(self.prefix, "rev")) or 0) if in_conflict else self.response.rev
        self.tabs = tabs_of(self.response, self.response.other_answer()) if in_conflict else []
        self.client_id = new_client_id(self.client_id)
        return self.became

    @property
    def is_untouched(self) -> bool:
        """Whether the page sends back what it showed. All its questions are sent, whichever was answered.

        In a page opened before another tab saved that is an older answer, and no answer to keep beside the newer.
        """
        if not (self.form.is_valid() and self.save_form.is_valid()):
            return False
        sent, response = self.save_form.cleaned_data, self.response
        if sent["rev"] != response.rev:
            return not self.has_answer or self.form.answer == response.answer_at(sent["rev"])
        is_same = not self.has_answer or self.form.answer == response.answer
        return is_same and (sent["is_flagged"], sent["certainty"]) == (response.is_flagged, response.certainty)

    def shown_as(self, stored: "Sheet") -> "Sheet":
        """What to show after a save that needs a word: what was typed; of a closed question, what was checked."""
        if self.became == Saved.SETTLED:
            stored.became = self.became
            return stored
        self.response = stored.response
        return self

    @property
    def has_answer(self) -> bool:
        """Whether an answer was sent. A closed question's fields are not, and that is not an empty answer."""
        closed = self.response.settled_at is not None
        return not closed or any(self.form.add_prefix(name) in self.form.data for name in self.form.fields)

    @staticmethod
    def _name(prefix: str, name: str) -> str:
        return f"{prefix}-{name}" if prefix else name

    @property
    def key(self) -> str:
        """What parts the ids of this question from those of others."""
        return str(self.response.pk)

    @property
    def client_id_name(self) -> str:
        """The name of the field that tells one save from another."""
        return self._name(self.prefix, "client_id")

    @property
    def rev_name(self) -> str:
        """The name of the field with the revision that the page shows."""
        return self._name(self.prefix, "rev")

    @property
    def flag_name(self) -> str:
        """The name of the flag's box."""
        return self._name(self.prefix, "is_flagged")

    @property
    def note(self) -> str:
        """What to say about the answer's form: what is wrong with it, or how it was read."""
        return " ".join(self.form.problems) or self.response.version.asked.note(self.response.answer)

    @property
    def can_be_checked(self) -> bool:
        """Whether a button checks it on the spot."""
        return self.response.settled_at is None and self.response.is_checked_on_the_spot(self.settings)

    @property
    def tries_left(self) -> int:
        """How often it can still be checked."""
        return max(0, self.settings.tries_allowed - self.response.tries)

    @property
    def terms_of_checking(self) -> str:
        """What a check costs, beside its button."""
        if self.settings.behaviour != Behaviour.TRIES:
            return _("You can check once, and not change the answer afterwards.")
        words = ngettext(
            "%(n)s try left. A wrong one costs %(penalty)s %% of the points.",
            "%(n)s tries left. Each wrong one costs %(penalty)s %% of the points.",
            self.tries_left,
        )
        return words % {"n": self.tries_left, "penalty": self.settings.penalty}

    @property
    def asks_certainty(self) -> bool:
        """Whether the student says how sure they are of this one."""
        return self.settings.asks_certainty and self.response.version.asked.has_key

    @property
    def right_words(self) -> list[str]:
        """The right answer, once it is told and the answer was not it."""
        missed = self.is_told and self.outcome and self.outcome.fraction < 1
        return self.response.version.asked.right_words() if missed else []

    @property
    def said(self) -> list[str]:
        """What is said about the answer as a whole; what is said about an option stands beside the option."""
        return [part.feedback for part in self.outcome.parts if not part.of and part.feedback] if self.outcome else []

    @property
    def explanation(self) -> SafeString:
        """Why, once it is told."""
        return mark_safe(self.response.version.explanation_html if self.is_told else "")  # cleaned before

    @property
    def passage_url(self) -> str:
        """Where the class's edition speaks of it, if it does; a quiz without its checks sends nobody to look."""
        assignment, section = self.response.attempt.assignment, self.response.version.section
        anchors = {one["anchor"] for one in assignment.edition.sections}
        if not self.settings.with_checks or section not in anchors:
            return ""
        return reverse("lessons:read", args=[assignment.classroom.slug, assignment.pk]) + f"#{section}"


def sheets_of(attempt: Attempt, responses: Iterable[Response], settings: Settings) -> list[Sheet]:
    """All questions of a page that asks them all, in one more query, however many they are."""
    waiting = ResponseEvent.objects.filter(
        response__attempt=attempt, kind=ResponseEvent.Kind.CONFLICT, rev=F("response__rev")
    )
    others = {event.response_id: event for event in waiting.order_by("pk")}
    return [Sheet.of(one, settings, prefix=f"q{one.pk}", other=others.get(one.pk)) for one in responses]


def tabs_of(response: Response, other: ResponseEvent | None) -> list[dict[str, object]]:
    """The answers of two tabs, in words, while the student has not said which one counts."""
    if other is None or response.settled_at:
        return []
    asked = response.version.asked
    kept = response.events.stored().filter(rev=response.rev).last()
    return [{"event": event, "words": asked.in_words(event.answer)} for event in (kept, other) if event]
