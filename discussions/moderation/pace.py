"""How fast somebody posts: a bucket of posts that refills, and threads in which everybody is slow. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from discussions.moderation.findings import Context, Finding, Verdict

BURST, REFILL = 5, timedelta(minutes=1)


def rate(context: Context) -> Iterable[Finding]:
    """A bucket of five posts that refills with one a minute."""
    bucket, last = float(BURST), None
    for sent in sorted(context.sent_at):
        if last is not None:
            bucket = min(BURST, bucket + (sent - last) / REFILL)
        bucket, last = max(0.0, bucket - 1), sent
    if last is not None:
        bucket = min(BURST, bucket + (context.moment - last) / REFILL)
    if bucket < 1:
        yield Finding("rate-1", Verdict.BLOCK, _("That is many posts in a short time. Wait a minute and send it then."))


def slow(context: Context) -> Iterable[Finding]:
    """In a slow thread a student's posts are some minutes apart."""
    if not (context.is_student and context.slow and context.last_sent_at):
        return
    again = context.last_sent_at + context.slow
    if context.moment < again:
        message = _("This discussion is slow, so that everybody has time to read. You can post again at %(time)s.")
        time = date_format(timezone.localtime(again + timedelta(seconds=59)), "H:i")
        yield Finding("slow-1", Verdict.BLOCK, message % {"time": time})
