"""Forms with lists in them: rows to fill, to add, to move and to take out, with and without JavaScript.

A button named `rows` says what to do: "options:add", "options:2:up". The form comes back with everything as it was
typed, in the new order; nothing is stored and nothing is judged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from string import ascii_lowercase
from typing import Any, ClassVar, Self

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from quizzes.models.wording import ids_in

Entry = dict[str, Any]

MOST = 60
"""More rows than this nobody types."""

MOVE = re.compile(r"^(?P<list>\w+):(?P<n>\d{1,3}):(?P<act>up|down|out)$")


class RowForm(forms.Form):
    """One row. It is left out when nothing was typed into it; its id, if it has one, is not typed.

    What is needed less often is `folded`, until something stands in it.
    """

    use_required_attribute = False
    folded: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.errors and not any(
            _is_given(value) for name, value in self.cleaned_data.items() if name != "id"
        )

    @property
    def in_sight(self) -> list[forms.BoundField]:
        """The fields that stand open."""
        return [field for field in self.visible_fields() if field.name not in self.folded]

    @property
    def in_the_fold(self) -> list[forms.BoundField]:
        """The fields behind "More"."""
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether anything stands in the fold."""
        return any(field.value() or field.errors for field in self.in_the_fold)

    @property
    def entry(self) -> Entry:
        """What was typed, without what was left empty; a list stays, even an empty one."""
        return {name: value for name, value in self.cleaned_data.items() if value == [] or _is_given(value)}

    @property
    def typed(self) -> Entry:
        """Everything as it stands in the fields."""
        return {name: self[name].value() for name in self.fields}


class NamedRow(RowForm):
    """A row whose id is made for the teacher and stays the same, wherever it moves."""

    id = forms.RegexField(r"^[\w-]{1,40}$", required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class ListOf:
    """A list in a form: its key, what stands in a row, what it is called, and how many rows an empty page offers."""

    name: str
    row: type[RowForm]
    title: str | Promise
    one: str | Promise
    add: str | Promise
    hint: str | Promise = ""
    start: int = 4


class Rows:
    """The rows of one list in one form."""

    def __init__(self, list_of: ListOf, data: Mapping[str, Any] | None, entries: Sequence[Entry]) -> None:
        self.list_of, self.name, self.errors = list_of, list_of.name, []
        self.said, self.moved = "", None
        sent = str(data.get(f"{self.name}-rows", "")) if data is not None else ""
        many = min(int(sent), MOST) if sent.isdecimal() else 0 if data is not None else len(entries)
        initial = entries if data is None else [{}] * many
        self.forms = [list_of.row(data, prefix=f"{self.name}-{n}", initial=one) for n, one in enumerate(initial)]

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def auto_id(self) -> str:
        """Where the summary of errors leads."""
        return f"rows_{self.name}"

    @property
    def filled(self) -> list[RowForm]:
        """The rows into which something was typed."""
        return [row for row in self.forms if not row.is_blank]

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong with the list or with one of its rows."""
        return bool(self.errors or any(row.errors for row in self.forms))

    def numbered(self) -> list[tuple[int, str, RowForm]]:
        """The rows with their places, from 0, and with what they are called."""
        return [
            (n, self.list_of.one % {"n": n + 1, "id": row["id"].value() if "id" in row.fields else ""}, row)
            for n, row in enumerate(self.forms)
        ]


class FormWithLists(forms.Form):
    """A form with lists; it is valid when all its rows are, too."""

    use_required_attribute = False
    lists: ClassVar[tuple[ListOf, ...]] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        values: Entry | None = None,
        taken: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        values = self.with_blank_rows(self.first_values(), taken) if values is None else values
        super().__init__(data, initial=values, **kwargs)
        self.taken = taken
        self.rows = {one.name: Rows(one, data, values.get(one.name, ())) for one in self.lists}

    @classmethod
    def first_values(cls) -> Entry:
        """What stands on a page for something new."""
        return {}

    @classmethod
    def with_blank_rows(cls, values: Entry, taken: frozenset[str]) -> Entry:
        """The values with rows to go on in: one at least, and so many as a new page offers."""
        ids = _free_ids(taken | ids_in(values))
        blank = {
            one.name: [
                *values.get(one.name, ()),
                *(
                    {"id": next(ids)} if issubclass(one.row, NamedRow) else {}
                    for _n in range(max(1, one.start - len(values.get(one.name, ()))))
                ),
            ]
            for one in cls.lists
        }
        return values | blank

    def is_valid(self) -> bool:
        """Whether everything can be used, rows and all."""
        return super().is_valid() and not any(rows.has_errors for rows in self.rows.values())

    @property
    def typed(self) -> Entry:
        """Everything as it stands in the fields and rows."""
        fields = {name: self[name].value() for name in self.fields}
        return fields | {name: [row.typed for row in rows] for name, rows in self.rows.items()}

    def arranged(self, wish: str, **kwargs: Any) -> Self | None:
        """The same form unjudged, with a row added, moved or taken out; None when `wish` asks for nothing of the kind.

        `kwargs` are what the form is made with beside its values.
        """
        values = self.typed
        name, _colon, act = wish.partition(":")
        move = MOVE.match(wish)
        if name not in self.rows or not (act == "add" or move):
            return None
        rows = values[name]
        said, at = self._add(rows, values) if act == "add" else self._move(rows, int(move["n"]), move["act"])
        form = type(self)(values=values, taken=self.taken, **kwargs)
        form.rows[name].said = said
        if act == "add":
            first = form.rows[name].forms[at].in_sight[0]
            first.field.widget.attrs["data-focus"] = True
        else:
            form.rows[name].moved = at
        return form

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong, each with the id of its place in the page and the place's name."""
        found = [(self[name].auto_id, str(self[name].label), one) for name in self.fields for one in self[name].errors]
        found += [("", "", one) for one in self.non_field_errors()]
        for rows in self.rows.values():
            found += [(rows.auto_id, str(rows.list_of.title), str(one)) for one in rows.errors]
            for _n, called, row in rows.numbered():
                found += [
                    (row[name].auto_id, f"{called}, {row[name].label}", one)
                    for name in row.fields
                    for one in row[name].errors
                ]
                found += [(rows.auto_id, called, one) for one in row.non_field_errors()]
        return found

    def _add(self, rows: list[Entry], values: Entry) -> tuple[str, int]:
        if len(rows) >= MOST:
            return _("No more rows fit in here."), MOST - 1
        rows.append({"id": next(_free_ids(self.taken | ids_in(values)))})
        return _("Row %(n)s is added.") % {"n": len(rows)}, len(rows) - 1

    def _move(self, rows: list[Entry], n: int, act: str) -> tuple[str, int]:
        if n >= len(rows):
            return "", 0
        row = rows.pop(n)
        if act == "out":
            return _("Row %(n)s is taken out.") % {"n": n + 1}, max(0, min(n, len(rows) - 1))
        to = max(0, min(len(rows), n - 1 if act == "up" else n + 1))
        rows.insert(to, row)
        return _("Row %(n)s is now %(to)s of %(all)s.") % {"n": n + 1, "to": to + 1, "all": len(rows)}, to


def _is_given(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [])


def _free_ids(taken: frozenset[str]) -> Iterator[str]:
    """a, b, c, …, then a1, b1, …: none that is taken."""
    longer = (f"{letter}{n}" for n in count(1) for letter in ascii_lowercase)
    return (one for one in chain(ascii_lowercase, longer) if one not in taken)
