"""The rules of a discussion in words: as chips on its page, and as the line under the button that sends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Membership
from discussions.models import Thread
from discussions.moderation.modes import Level, Mode, ReviewMode


@dataclass(frozen=True)
class Rule:
    """One rule: its icon, its word, and one line on what it means."""

    icon: str
    word: str
    meaning: str


def rules_in_words(thread: Thread) -> list[Rule]:
    """What is different in this discussion; nothing for an ordinary one."""
    rules = []
    if thread.locked_at:
        rules.append(Rule("lock", _("Locked"), _("It can be read. Students cannot write in it for now.")))
    if thread.is_gated:
        rules.append(
            Rule("eye-slash", _("Post before you see"), _("You read what others wrote once you have written yourself."))
        )
    if thread.is_pseudonymous:
        rules.append(
            Rule(
                "person-fill-lock",
                _("Pseudonymous"),
                _("Classmates read a plant's name instead of yours. Teachers can see who wrote what."),
            )
        )
    if thread.slow_minutes:
        meaning = ngettext(
            "One post a minute for each student, so that there is time to read.",
            "One post every %(n)d minutes for each student, so that there is time to read.",
            thread.slow_minutes,
        )
        rules.append(Rule("hourglass-split", _("Slow"), meaning % {"n": thread.slow_minutes}))
    return rules


def why_reviewed(mode: Mode) -> str:
    """Why what a student sends waits for a moderator, to that student."""
    if mode.review == ReviewMode.FIRST:
        return _("Your first three posts are read by a moderator before the class sees them.")
    if mode.level == Level.STUDENT:
        until = date_format(timezone.localtime(mode.until), "j F")
        return _("Until %s a moderator reads each of your posts before the class sees it.") % until
    return {
        Level.SITE: _("On this site every post is read by a moderator before the class sees it."),
        Level.CLASS: _("In this class every post is read by a moderator before the class sees it."),
        Level.THREAD: _("Every post here is read by a moderator before the class sees it."),
    }[mode.level]


def review_in_words(mode: Mode) -> str:
    """What is reviewed here and who decided it, to those who moderate."""
    by = {
        Level.SITE: _("as the host of this site wants it"),
        Level.CLASS: _("as everywhere in the class"),
        Level.THREAD: _("in this discussion"),
        Level.STUDENT: "",
    }
    return f"{mode.review.label} ({by[mode.level]})"


def pace_in_words(thread: Thread, member: Membership, last_sent_at: datetime | None) -> str:
    """In a slow discussion: how often a student may post, and from when on, if not now."""
    if not (member.is_student and thread.slow_minutes):
        return ""
    again = last_sent_at and last_sent_at + timedelta(minutes=thread.slow_minutes)
    if again and again > timezone.now():
        at = date_format(timezone.localtime(again + timedelta(seconds=59)), "H:i")
        return _("This discussion is slow: you can post again at %s. What you write until then is kept.") % at
    return ngettext(
        "This discussion is slow: you can post once a minute.",
        "This discussion is slow: you can post once in %(n)d minutes.",
        thread.slow_minutes,
    ) % {"n": thread.slow_minutes}
