"""Editors of what is typed: a short answer, a number, gaps in a text."""

from django.utils.translation import gettext_lazy as _

from quizzes.editing.editor import Editor
from quizzes.editing.fields import Number, OneOnEachLine, Whole, Words
from quizzes.editing.rows import ListOf, NamedRow

STAR = _("One on each line. A star stands for any words: “*1973*”. Capitals, accents and spaces do not count.")


class ShortEditor(Editor):
    """A few words."""

    kind = "short"
    accepted = OneOnEachLine(label=_("Right answers"), help_text=STAR)
    feedback__right = Words(label=_("Feedback to a right answer"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)


class NumericEditor(Editor):
    """A year or a quantity."""

    kind = "numeric"
    answer = Number(label=_("Right answer"))
    tolerance = Number(
        label=_("Tolerance"), initial="0", help_text=_("How far off still counts as right. 0: not at all.")
    )
    unit = Words(label=_("Unit"), max_length=40, help_text=_("Stands beside the field, such as “year” or “soldiers”."))
    feedback__right = Words(label=_("Feedback to a right answer"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)


class GapRow(NamedRow):
    """A gap: what is right in it, from what one chooses, what it counts."""

    folded = ("choices", "points")

    accepted = OneOnEachLine(label=_("Right answers, one on each line"), rows=2)
    choices = OneOnEachLine(label=_("Choices, one on each line; left empty, students type"), rows=2)
    points = Whole(label=_("Share of the points (1 if left empty)"), least=1)


class ClozeEditor(Editor):
    """Gaps in a text."""

    kind = "cloze"
    text = Words(
        label=_("Text with gaps"),
        rows=5,
        max_length=5000,
        help_text=_("Put the name of a gap in double brackets where it belongs: “adopted on [[a]] March [[b]]”."),
    )
    lists = (
        ListOf(
            "gaps",
            GapRow,
            title=_("Gaps"),
            one=_("Gap [[%(id)s]]"),
            add=_("Add a gap"),
            hint=_("A gap without a right answer is left out."),
            start=3,
        ),
    )
    feedback__right = Words(label=_("Feedback when all gaps are right"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)
