"""The word list as its page shows it: every phrase that counts in the class, where it comes from, what it leads to."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import WordRule
from discussions.moderation.words import WORDS, Action


@dataclass(frozen=True)
class WordRow:
    """One phrase. `retire_url` is there for what the class itself said; `may_go` when it can be switched off here."""

    phrase: str
    origin: str
    action: str
    is_off: bool
    retire_url: str
    may_go: bool


def word_rows(member: Membership, moment: datetime, words_url: str) -> list[WordRow]:
    """Every phrase, the class's own first, then the site's, then those that every class starts with."""
    rows = list(WordRule.objects.visible_to(member).standing(moment).order_by("phrase"))
    own = [row for row in rows if row.classroom_id]
    of_site = [row for row in rows if not row.classroom_id]
    counts = {phrase.key: phrase.action for phrase in WordRule.in_force_in(member.classroom_id, moment)}
    shown = [_own(row, words_url, counts) for row in own]
    told = {row.key for row in own}
    shown += [_other(row.phrase, _("this site"), row.action) for row in of_site if row.key not in told]
    told |= {row.key for row in of_site}
    shown += [_other(word.key, _("built in"), word.action) for word in WORDS if word.key not in told]
    return shown


def _own(row: WordRule, words_url: str, counts: dict[str, Action]) -> WordRow:
    leads_to = counts.get(row.key, Action.OFF)
    return WordRow(
        phrase=row.phrase,
        origin=_("this class"),
        action=_in_short(leads_to),
        is_off=leads_to == Action.OFF,
        retire_url=f"{words_url}{row.pk}/retire/",
        may_go=False,
    )


def _other(phrase: str, origin: str, action: str) -> WordRow:
    gone, stays = action == Action.OFF, action == Action.SAFEGUARD
    return WordRow(phrase, origin, _in_short(action), gone, "", may_go=not gone and not stays)


def _in_short(action: str) -> str:
    return {
        Action.WARN: _("think again"),
        Action.HOLD: _("review first"),
        Action.SAFEGUARD: _("somebody at risk"),
        Action.OFF: _("off"),
    }[Action(action)]
