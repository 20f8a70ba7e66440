"""How often somebody may try a join code before the door stops listening.

There are 65 million codes and few classes, so it is wrong attempts that count: a whole class may come in from one
school address, and a thief with a list may not. The limits stand in settings.ACCOUNT_RATE_LIMITS, beside allauth's.
"""

from allauth.core import ratelimit
from django.http import HttpRequest


def are_used_up(request: HttpRequest) -> bool:
    """Whether this session, or this address, has tried too many wrong codes."""
    return not ratelimit.consume(request, action="join", key=_session(request), dry_run=True)


def count(request: HttpRequest) -> None:
    """One more wrong code."""
    ratelimit.consume(request, action="join", key=_session(request))


def may_come_in(request: HttpRequest) -> bool:
    """Count one more arrival from this address; false when there were too many within the minute."""
    return ratelimit.consume(request, action="signup")


def _session(request: HttpRequest) -> str:
    if not request.session.session_key:
        request.session.create()
    return request.session.session_key
