"""What a kind says about a specification it cannot read, in a teacher's words, and where in the form that belongs."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE = re.compile(r"^(?P<list>\w+) (?P<n>\d+): ")
PART = re.compile(r"^(?P<part>\w+): ")

# What a kind says; the field it is about, or "" for the whole list; what a teacher reads. Groups named `field` and
# `list` say where it belongs, all others fill the words.
WORDS: tuple[tuple[str, str, str | Promise], ...] = (
    (r"needs '(?P<field>\w+)'", "", _("Please fill this in.")),
    (r"needs a (whole )?number under '(?P<field>\w+)'", "", _("Please write a number.")),
    (r"needs at least (?P<n>\d+) (?P<list>\w+)", "", _("At least %(n)s are needed.")),
    (r"marks none of the (?P<list>\w+) as right", "", _("Tick “Right” beside at least one.")),
    (
        r"is right, so it stands for no misconception",
        "misconception",
        _("A right answer stands for no misconception: leave this open."),
    ),
    (r"accepts nothing", "accepted", _("Write at least one answer that is right.")),
    (r"accepts any answer", "accepted", _("A star alone accepts any answer. Write some words beside it.")),
    (r"has a tolerance below zero", "tolerance", _("Write 0 or more.")),
    (r"gives all (?P<list>\w+) the same rank", "", _("Not all can stand at the same place.")),
    (
        r"has (?P<text>'.*'|\".*\") both as a (partner|speaker) and as extra",
        "extra",
        _("%(text)s stands above already. Leave it out here."),
    ),
    (r"offers no more than one speaker", "extra", _("One person said everything. Name somebody else here.")),
    (r"has \[\[(?P<text>.*)\]\] in its text", "text", _("The text has [[%(text)s]], and no gap below has this name.")),
    (r"has gap '(?P<text>.*)' \d+ times", "text", _("Put [[%(text)s]] into the text, once.")),
    (r"is worth no point", "points", _("Write 1 or more.")),
    (
        r"offers fewer than two choices",
        "choices",
        _("Write at least two, one on each line; or none, and students type."),
    ),
    (
        r"accepts what it does not offer",
        "accepted",
        _("What is right must stand among the choices, written in the same way."),
    ),
    (r"accepts everything it offers", "choices", _("Add a choice that is not right.")),
    (r"has two (?P<list>bins) with the same text", "", _("Two places have the same name.")),
    (r"belongs into '(.*)', which is no bin", "bin", _("Choose the place where it belongs.")),
    (r"has a vote that is not between -2 and 2", "vote", _("Choose how far it moves the statement.")),
    (r"asks for more words than it allows", "words__max", _("Write no less than the fewest.")),
    (r"has two (?P<list>\w+) with the id", "", _("One of these stands here twice. Open the page anew.")),
)


@dataclass(frozen=True)
class Blame:
    """Where a fault belongs: a field of the form, a row of a list, or a list; and the words for it."""

    words: str
    field: str = ""
    in_list: str = ""
    row: int = 0


def blame(fault: str) -> Blame:
    """The place and the words for one fault; of an unknown one its own words.

    >>> blame("options 2: needs 'text'.")
    Blame(words='Please fill this in.', field='text', in_list='options', row=2)
    >>> blame("words: needs a whole number under 'min'.").field
    'words__min'
    """
    place = PLACE.match(fault)
    rest = fault[place.end() :] if place else fault
    part = PART.match(rest)
    rest = rest[part.end() :] if part else rest
    for pattern, field, words in WORDS:
        if found := re.match(pattern, rest):
            groups = found.groupdict()
            field = groups.pop("field", "") or field
            in_list = groups.pop("list", "") or (place["list"] if place else "")
            name = f"{part['part']}__{field}" if part else field
            return Blame(str(words) % groups if groups else str(words), name, in_list, int(place["n"]) if place else 0)
    return Blame(fault, "", place["list"] if place else "", int(place["n"]) if place else 0)
