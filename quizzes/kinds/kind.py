"""What every kind of question can do, and what comes out when an answer is judged."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from quizzes.grading import ALL, NOTHING
from quizzes.kinds.share import share_in_words

# What a student answered, as JSON: text, a list of ids, or a mapping. None: nothing yet.
Answer = str | list[str] | dict[str, Any] | None


@dataclass(frozen=True)
class Part:
    """One thing that was judged: an option chosen, a pair matched; `of` names it, "" means the answer as a whole."""

    of: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an answer earns, from 0 to 1, and why."""

    fraction: Fraction
    parts: tuple[Part, ...] = ()

    @property
    def verdict(self) -> str:
        """Right, partly or wrong; the word and the icon are the template's."""
        return verdict(self.fraction)

    def feedback_on(self, of: str) -> str:
        """What was said about one part of the answer."""
        return next((part.feedback for part in self.parts if part.of == of), "")


def verdict(fraction: Fraction | float) -> str:
    """Right, partly or wrong."""
    if fraction >= ALL:
        return "right"
    return "partly" if fraction > NOTHING else "wrong"


class AnswerForm(forms.Form):
    """What a student fills in. Everything may stay empty: who does not know goes on and comes back."""

    use_required_attribute = False

    def __init__(
        self,
        asked: "Kind",
        order: list[str],
        *,
        data: Mapping[str, Any] | None = None,
        answer: Answer = None,
        outcome: Outcome | None = None,
        auto_id: str = "id_%s",
        prefix: str | None = None,
    ) -> None:
        self.asked, self.order, self.outcome = asked, order, outcome
        initial = self.typed(answer) if answer is not None else None
        super().__init__(data, initial=initial, auto_id=auto_id, prefix=prefix)
        self.add_fields()

    def add_fields(self) -> None:
        """Make the fields for the question asked; called once, when the form is made."""

    def typed(self, answer: Any) -> dict[str, Any]:
        """A stored answer as the values of the fields."""
        return {"answer": answer}

    def filled(self) -> Any:
        """The fields' values as an answer."""
        return self.cleaned_data["answer"]

    @property
    def problems(self) -> list[str]:
        """What cannot be kept as it was sent, one sentence each."""
        return [sentence for sentences in self.errors.values() for sentence in sentences]

    @property
    def answer(self) -> Answer:
        """What was answered, once the form is valid."""
        return self.asked.normalise(self.filled())


class Kind(ABC):
    """A question as its kind understands it: read from its stored specification, able to ask, judge and explain.

    The order in which options stand is made when an attempt starts and kept with the response. What the browser gets
    is a number in that order, never an option's id, so that no id gives a key away.

    `rule` says in one sentence how points are earned, without the key; `caution` is what must stand beside the
    question wherever it is shown. Of the kinds without a key, a person marks some (`is_by_hand`), and the others earn
    no points (`is_scored` is false).
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    rule: ClassVar[str | Promise]
    answer_form: ClassVar[type[AnswerForm]]
    caution: ClassVar[str | Promise] = ""
    is_by_hand: ClassVar[bool] = False
    has_key: ClassVar[bool] = True
    is_scored: ClassVar[bool] = True

    @classmethod
    @abstractmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The question from its stored specification; `SpecError` lists everything that is wrong with it."""

    @abstractmethod
    def write(self) -> dict[str, Any]:
        """The specification to store; `read` understands it."""

    @abstractmethod
    def normalise(self, answer: Any) -> Answer:
        """The answer in the one form it is stored, without what the question does not offer; None when it is empty."""

    @abstractmethod
    def judge(self, answer: Any) -> Outcome | None:
        """What a given answer earns; None when a person must say."""

    @abstractmethod
    def words(self, answer: Any) -> list[str]:
        """A given answer in words, for a person to read."""

    @abstractmethod
    def right_words(self) -> list[str]:
        """The right answer in words."""

    @abstractmethod
    def examples(self) -> list[tuple[str, Any]]:
        """Answers that show how points are earned, each after its words. They give the key away."""

    def worked_example(self) -> list[tuple[str, str]]:
        """Two to four answers to this very question in words, and what each earns; of a kind without a key, the rule.

        It gives the key away: it is for those who teach, and for results in which the answers are shown.
        """
        if not self.has_key:
            return [(words, str(self.rule)) for words, _answer in self.examples()]
        shown: dict[str, tuple[str, Any]] = {}
        for words, answer in self.examples():
            shown.setdefault(repr(self.normalise(answer)), (words, self.normalise(answer)))
        if len(shown) < 2:
            shown.setdefault("None", (_("No answer"), None))
        return [(words, share_in_words(self.grade(answer).fraction)) for words, answer in shown.values()]

    @property
    def material(self) -> list[tuple[str, str]]:
        """What the question puts before the student beside its prompt, each text after its name."""
        return []

    def order(self, shuffle: Random) -> list[str]:
        """The order in which the options stand for one student."""
        return []

    def grade(self, answer: Answer) -> Outcome | None:
        """What the stored answer earns: an empty one nothing; None when a person must say."""
        return Outcome(NOTHING) if answer is None else self.judge(answer)

    def hint(self, answer: Answer) -> Outcome | None:
        """What may be said of the stored answer while it can still be changed: of what was answered, and no more."""
        return self.grade(answer)

    def in_words(self, answer: Answer) -> list[str]:
        """The stored answer in words; an empty list when there is none."""
        return [] if answer is None else self.words(answer)

    def note(self, answer: Answer) -> str:
        """What to tell the student about the answer's form, and never about its being right."""
        return ""

    def about(self, of: str) -> str:
        """What a judged part was, in words, where an answer has several; "" where there is only one."""
        return ""

    def form(self, order: list[str], **kwargs: Any) -> AnswerForm:
        """The fields in which this question is answered."""
        return self.answer_form(self, order, **kwargs)

    @property
    def template(self) -> str:
        """The page's part that draws the fields."""
        return f"quizzes/kinds/{self.name}.html"


def shuffled(ids: list[str], shuffle: Random) -> list[str]:
    """The ids in an order of their own, the same for the same `shuffle`."""
    order = list(ids)
    shuffle.shuffle(order)
    return order
