"""Editors of what readers weigh and write: a panel's positions; essays, strongest cases and neutral rewrites."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.editing.editor import Editor
from quizzes.editing.fields import OneOnEachLine, Whole, Words, select
from quizzes.editing.rows import ListOf, RowForm
from quizzes.kinds.panel import STEPS

# What every editor of a text has; each form copies its fields.
FEWEST = Whole(label=_("Words, at least"), most=10_000, help_text=_("Left empty: as few as they like."))
MOST = Whole(label=_("Words, at most"), most=10_000, help_text=_("Nobody is stopped; the count says so."))
LOOK_FOR = OneOnEachLine(
    label=_("What to look for"),
    help_text=_("One on each line. They stand beside the answer when you mark it; students never see them."),
)


class PositionRow(RowForm):
    """What one of the panel thinks, and why."""

    vote = forms.TypedChoiceField(
        label=_("How far it moves the statement"),
        choices=[("", _("Choose one")), *STEPS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        widget=select(),
    )
    reason = Words(label=_("Because"), rows=2)


class PanelEditor(Editor):
    """A statement, what is new, and positions with reasons."""

    kind = "panel"
    statement = Words(label=_("Statement"), rows=2, max_length=2000)
    information = Words(label=_("New information"), rows=3, max_length=5000)
    lists = (
        ListOf(
            "panel",
            PositionRow,
            title=_("Positions"),
            one=_("Position %(n)s"),
            add=_("Add a position"),
            hint=_("Three at least, each with its reason. Students read all of them after they have answered."),
        ),
    )


class EssayEditor(Editor):
    """A text, marked with a rubric."""

    kind = "essay"
    words__min, words__max, look_for = FEWEST, MOST, LOOK_FOR


class SteelmanEditor(Editor):
    """The strongest case for a position."""

    kind = "steelman"
    position = Words(label=_("Position to put at its strongest"), rows=3, max_length=2000)
    words__min, words__max, look_for = FEWEST, MOST, LOOK_FOR


class RewriteEditor(Editor):
    """A loaded passage, to be put neutrally."""

    kind = "rewrite"
    passage = Words(label=_("Passage to rewrite"), rows=5, max_length=10_000)
    words__min, words__max, look_for = FEWEST, MOST, LOOK_FOR
