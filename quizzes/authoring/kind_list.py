"""The kinds of question as a teacher chooses among them: in groups, each with a line on what it is for. Pure."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.kinds import KINDS

GROUPS: tuple[tuple[Promise, tuple[tuple[str, Promise], ...]], ...] = (
    (
        _("They choose"),
        (
            ("single", _("Options, one of them right. Each wrong one can name the mistake behind it.")),
            ("multiple", _("Options, several of them right. Ticking everything earns nothing.")),
            ("truefalse", _("One sentence that is true or false, with a word on why.")),
        ),
    ),
    (
        _("They fill in"),
        (
            ("short", _("A name or a few words, which you list in all spellings that count.")),
            ("cloze", _("A text with gaps, to type into or to choose for.")),
            ("numeric", _("A year or a quantity, exactly or within a range.")),
        ),
    ),
    (
        _("They sort"),
        (
            ("ordering", _("Events to put in order; each pair in the right order counts.")),
            ("matching", _("Two lists to bring together, as people and what they did.")),
            ("sort", _("Pieces of evidence, to lay where they belong: supports, challenges, says nothing.")),
            ("whosays", _("Statements, and who made them.")),
        ),
    ),
    (
        _("They judge"),
        (
            ("claimcheck", _("A claim: what is its status, and which evidence decides it?")),
            ("panel", _("One more piece of evidence: how much does it change? Measured against a panel.")),
        ),
    ),
    (
        _("They write, and you mark"),
        (
            ("essay", _("An answer in their own words, marked with a rubric.")),
            ("steelman", _("The strongest case for a position that they need not share.")),
            ("rewrite", _("A loaded passage, to be written again in neutral words.")),
        ),
    ),
    (_("They say what they think"), (("survey", _("A question without a right answer and without points.")),)),
)


@dataclass(frozen=True)
class KindLine:
    """One kind in the list."""

    name: str
    label: str
    purpose: str


def kind_groups() -> list[tuple[str, list[KindLine]]]:
    """The groups with their kinds, in the words of the active language."""
    return [
        (str(title), [KindLine(name, str(KINDS[name].label), str(purpose)) for name, purpose in kinds])
        for title, kinds in GROUPS
    ]
