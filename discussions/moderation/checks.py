"""What the checks find in a text before it is posted, and the verdict. Pure: everything they know is in the Context.

All checks run; the verdict is the worst of what they found, on allow < nudge < hold < block. A nudge leaves the author
to decide, a hold leaves it to a moderator, and only a text that cannot be a post at all is blocked. A check that fails
holds: it never lets through what it could not read. Whoever moderates is nudged where a student is held: nobody decides
on their own post, so a teacher's would wait for ever in a class with no other moderator.

No check can take long: what is too long is measured and not read (LONGEST, LONGEST_BESIDE), every pattern is read in
one pass, and of what one check finds only the MOST_FINDINGS gravest are kept. So no thread or timer has to stop one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from discussions.moderation import gate as gates
from discussions.moderation.findings import Context, Finding, Verdict
from discussions.moderation.keys import hash_of, key_of
from discussions.moderation.letters import direction, marks, shouting
from discussions.moderation.links import link
from discussions.moderation.modes import Level, ReviewMode
from discussions.moderation.pace import rate, slow
from discussions.moderation.words import Action, Phrase, digest_of

RULESET = "2026-11d"
"""The version stored with every verdict, before the digest of the words: raise it with every change of a check or of
the list in words.py."""

LONGEST, SHORT = 5000, 25
LONGEST_BESIDE = 1000
MOST_FINDINGS = 25
# Kinds that state facts, so that they must rest on something.
FACTUAL = frozenset({"evidence"})

Check = Callable[[Context], Iterable[Finding]]


def length(context: Context) -> Iterable[Finding]:
    """Empty and endless texts are no posts; a very short one may lack its reason."""
    size = len(context.text.strip())
    if size <= LONGEST and not key_of(context.text).text:  # marks and invisible characters alone say nothing
        yield Finding("length-0", Verdict.BLOCK, _("Write something first."))
    elif size > LONGEST:
        yield Finding("length-1", Verdict.BLOCK, _("This is longer than 5,000 characters. Shorten it, or make it two."))
    elif size < SHORT:
        yield Finding("length-2", Verdict.NUDGE, _("This is very short. Can you say why?"))


def gate(context: Context) -> Iterable[Finding]:
    """Where one posts before one sees, the first post has substance: that is what it pays with."""
    if not (context.is_student and context.before_gate):
        return
    given = {"has_stance": context.has_stance, "rests_on_lesson": context.rests_on_lesson, "text": context.text}
    for condition in gates.missing(gates.conditions(**given)):
        yield Finding(condition.rule, Verdict.BLOCK, condition.missing)


def duplicate(context: Context) -> Iterable[Finding]:
    """The same words again, whatever their case, accents and spacing."""
    if hash_of(context.text) in context.own_hashes:
        yield Finding("duplicate-1", Verdict.BLOCK, _("You have already posted this here."))


def words(context: Context) -> Iterable[Finding]:
    """Phrases of the lists in force, as whole words."""
    key = key_of(context.text)
    for phrase in context.words:
        for span in key.places(phrase.key):
            yield _about(phrase, span)


def cite(context: Context) -> Iterable[Finding]:
    """A fact says where it comes from."""
    if context.kind in FACTUAL and not context.has_citation:
        yield Finding("cite-1", Verdict.NUDGE, _("Evidence needs a source. Say where the fact comes from."))


def quote(context: Context) -> Iterable[Finding]:
    """Whoever quotes a source of the lesson uses its words."""
    if context.altered_quotes:  # which are not named: findings outlive the words they are about
        said = _("The course has other words of a source than those you quote. Compare them, word by word.")
        yield Finding("quote-1", Verdict.NUDGE, said)


def review(context: Context) -> Iterable[Finding]:
    """What is read first whatever it says: a student's first posts, or every one."""
    if not context.is_student or not context.mode.waits(context.published_posts):
        return
    if context.mode.review == ReviewMode.FIRST:
        yield Finding("review-1", Verdict.HOLD, _("One of the author's first three posts."))
    elif context.mode.level == Level.STUDENT:
        yield Finding("review-3", Verdict.HOLD, _("For a time, every post of this author is reviewed."))
    else:
        where = {
            Level.SITE: _("Every post on this site is reviewed."),
            Level.CLASS: _("Every post in this class is reviewed."),
            Level.THREAD: _("Every post in this discussion is reviewed."),
        }
        yield Finding("review-2", Verdict.HOLD, where[context.mode.level])


def beside(context: Context) -> Iterable[Finding]:
    """The words shown with the text are read by the checks that read the text; they have no place in it."""
    for text in filter(None, context.beside):
        if len(text) > LONGEST_BESIDE:
            yield Finding("length-3", Verdict.BLOCK, _("What stands beside the text is longer than 1,000 characters."))
            continue
        for check in OF_WORDS:
            for finding in check(replace(context, text=text, cited_urls=())):
                yield replace(finding, span=None)


OF_WORDS: tuple[Check, ...] = (words, link, marks, direction)
CHECKS: tuple[Check, ...] = (
    length,
    gate,
    duplicate,
    rate,
    slow,
    cite,
    quote,
    words,
    link,
    shouting,
    marks,
    direction,
    beside,
    review,
)


def findings(context: Context, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """Everything that the checks find, those with a place in the text in the order of the text, the others after."""
    found: list[Finding] = []
    for check in checks if len(context.text) <= LONGEST else (length,):  # a book is not read, only measured
        try:
            found += sorted(check(context), key=lambda finding: -finding.severity)[:MOST_FINDINGS]
        except Exception:
            found.append(Finding(f"{check.__name__}-failed", Verdict.HOLD, _("A check could not read this text.")))
    if not context.is_student:
        found = [replace(one, severity=Verdict.NUDGE) if one.severity is Verdict.HOLD else one for one in found]
    return sorted(found, key=lambda finding: (finding.span is None, finding.span or (0, 0)))


def ruleset(words: Iterable[Phrase], own: Sequence[str] = ()) -> str:
    """What is kept with a verdict, so that it can be replayed: which checks there were, the host's `own` by name, and
    which words.

    >>> len(ruleset([])) <= 20
    True
    """
    return f"{RULESET}.{digest_of(words, own)}"


def verdict(found: Iterable[Finding]) -> Verdict:
    """The worst of what was found; allow when nothing was."""
    return max((finding.severity for finding in found), default=Verdict.ALLOW)


def _about(phrase: Phrase, span: tuple[int, int]) -> Finding:
    """What a phrase leads to; one that this site or class has listed is named, so that its author can change it."""
    if phrase.action is Action.SAFEGUARD:
        return Finding("words-3", Verdict.HOLD, _("The author, or somebody else, may be at risk."), span)
    if phrase.action is Action.HOLD:
        listed, built_in = _("“%s” is on this class's word list."), _("Wording that attacks a person.")
        message = listed % phrase.said if phrase.said else built_in
        return Finding("words-2", Verdict.HOLD, message, span)
    listed = _("“%s” is on this class's list of words to be careful with. Can you say it in another way?")
    built_in = _("Wording about a people. Speak about acts, not peoples.")
    return Finding("words-1", Verdict.NUDGE, listed % phrase.said if phrase.said else built_in, span)
