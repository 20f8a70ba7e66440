"""Fields and widgets from which the editors are made."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from quizzes.grading import number_from


def line(**attrs: str) -> forms.TextInput:
    """One line."""
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"} | attrs)


def lines(rows: int = 2) -> forms.Textarea:
    """A few lines."""
    return forms.Textarea(attrs={"class": "form-control", "rows": rows, "cols": 30, "autocomplete": "off"})


def select() -> forms.Select:
    """A list to choose from."""
    return forms.Select(attrs={"class": "form-select"})


def tick() -> forms.CheckboxInput:
    """A box to tick."""
    return forms.CheckboxInput()


class Words(forms.CharField):
    """Some text, which may be left empty: what is needed, the question's kind says."""

    def __init__(self, *, label: str, rows: int = 0, max_length: int = 1000, **kwargs: Any) -> None:
        widget = kwargs.pop("widget", None) or (lines(rows) if rows else line())
        super().__init__(label=label, required=False, max_length=max_length, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """With one kind of line ending."""
        return super().clean(value).replace("\r\n", "\n").replace("\r", "\n")


class OneOnEachLine(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, *, label: str, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, max_length=5000, widget=lines(rows), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines; what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that are not empty."""
        return [text for one in super().clean(value).splitlines() if (text := one.strip())]


class Number(forms.CharField):
    """A number as people write it: `1 000`, `1,5` and `1.5`, by locale."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        widget = line(inputmode="decimal")
        super().__init__(label=label, required=False, max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """The number; None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        number = number_from(text, decimal_comma=get_format("DECIMAL_SEPARATOR") == ",")
        if number is None:
            raise ValidationError(_("This cannot be read as a number. Write it in digits, such as 1999."))
        return number


class Whole(forms.IntegerField):
    """A whole number, which may be left empty."""

    def __init__(self, *, label: str, most: int = 100, least: int = 0, **kwargs: Any) -> None:
        widget = line(inputmode="numeric")
        super().__init__(label=label, required=False, min_value=least, max_value=most, widget=widget, **kwargs)


class Tags(forms.CharField):
    """Words separated by commas."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, widget=line(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list as words with commas; what was typed as it was typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        """Each tag once, in small letters, as the course writes them."""
        tags = (" ".join(tag.split()).lower() for tag in super().clean(value).split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))


class Choice(forms.ChoiceField):
    """One of a list that the desk fills; it may be left open. Another choice than those offered is explained."""

    def __init__(self, *, label: str, choices: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(label=label, required=False, choices=choices, widget=select(), **kwargs)
