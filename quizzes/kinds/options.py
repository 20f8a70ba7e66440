"""Options to choose from, with what can be said about each: shared by the kinds that offer some."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Self

from django.utils.html import format_html
from django.utils.safestring import SafeString

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Kind, Outcome, Part, shuffled
from sahel.templatetags.sahel import icon


@dataclass(frozen=True)
class Option:
    """One thing to choose; `misconception` names the inaccurate claim that a wrong option stands for."""

    id: str
    text: str
    right: bool = False
    detail: str = ""
    feedback: str = ""
    misconception: str = ""

    def write(self) -> dict[str, Any]:
        """The option as it is stored, without what it does not have."""
        return {key: value for key, value in asdict(self).items() if value not in ("", False)}


def read_options(entry: Entry, key: str, *, at_least: int = 2) -> tuple[Option, ...]:
    """The options under `key`; at least one must be right."""
    options = tuple(_read_option(one) for one in entry.entries(key, at_least=at_least))
    if options and not any(option.right for option in options):
        entry.fault(f"marks none of the {key} as right")
    return options


def _read_option(entry: Entry) -> Option:
    option = Option(
        id=entry.text("id"),
        text=entry.text("text"),
        right=entry.flag("right"),
        detail=entry.text("detail", optional=True),
        feedback=entry.text("feedback", optional=True),
        misconception=entry.text("misconception", optional=True),
    )
    if option.right and option.misconception:
        entry.fault("is right, so it stands for no misconception")
    entry.close()
    return option


@dataclass(frozen=True)
class Choosing(Kind):
    """Answered with one or several of the options: what the two share is how they are written, shown and told."""

    options: tuple[Option, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `options`, one or more of them right."""
        entry = Entry(data)
        found = read_options(entry, "options")
        entry.done()
        return cls(found)

    def write(self) -> dict[str, Any]:
        """The options."""
        return {"options": [option.write() for option in self.options]}

    def order(self, shuffle: Random) -> list[str]:
        """Every student sees the options in another order."""
        return shuffled([option.id for option in self.options], shuffle)

    def right_words(self) -> list[str]:
        """The texts of the right options; where one is chosen, each of them would do."""
        return [option.text for option in self.options if option.right]


def right_ids(options: Iterable[Option]) -> set[str]:
    """The key."""
    return {option.id for option in options if option.right}


def parts(options: Iterable[Option], chosen: Iterable[str]) -> tuple[Part, ...]:
    """What is said about each option that was chosen."""
    chosen = set(chosen)
    return tuple(Part(option.id, option.right, option.feedback) for option in options if option.id in chosen)


def choices(
    options: Iterable[Option], order: list[str], outcome: Outcome | None = None
) -> list[tuple[str, SafeString]]:
    """The options in their order for a form: a number, and a label that carries the feedback once there is some."""
    by_id = {option.id: option for option in options}
    return [(str(n), label(by_id[one], outcome)) for n, one in enumerate(order, 1) if one in by_id]


def label(option: Option, outcome: Outcome | None) -> SafeString:
    """What stands beside the button: the text, its detail, and the feedback when this option was judged."""
    detail = format_html(' <span class="meta">{}</span>', option.detail) if option.detail else ""
    feedback = outcome.feedback_on(option.id) if outcome else ""
    return format_html("{}{}{}", option.text, detail, feedback_line(feedback) if feedback else "")


def feedback_line(feedback: str) -> SafeString:
    """Feedback inside the option it is about."""
    return format_html(' <span class="option-feedback">{}<span>{}</span></span>', icon("arrow-return-right"), feedback)


def id_at(order: list[str], number: str) -> str:
    """The option's id behind the number the browser sent; "" when there is none."""
    position = int(number) if number.isdecimal() else 0
    return order[position - 1] if 1 <= position <= len(order) else ""


def number_of(order: list[str], one: str) -> str:
    """The number that stands for an option's id in the page."""
    return str(order.index(one) + 1) if one in order else ""


def misconceptions(spec: Mapping[str, Any]) -> list[str]:
    """The claims that wrong answers stand for, by code, in the order of the specification."""
    parts = [part for key in ("options", "evidence") for part in spec.get(key) or () if isinstance(part, Mapping)]
    return [part["misconception"] for part in (*parts, spec) if part.get("misconception")]
