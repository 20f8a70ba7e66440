"""Where links lead, and whether the class lets them lead there. Pure."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from discussions.moderation.findings import Context, Finding, Verdict
from discussions.moderation.text import host_of, links_in

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\[\]()\"'«»“”]+", re.IGNORECASE)
BEHIND = ".,;:!?…*_`’"  # what stands behind an address in a sentence and is no part of it


def site_of(address: str) -> str:
    """The host an address leads to, as browsers compare it: in ASCII, without "www." and a last dot; "" for none.

    >>> site_of("https://www.Reuters.com./a"), site_of("https://reuterѕ.com")
    ('reuters.com', 'xn--reuter-nvf.com')
    """
    host = host_of(address if "://" in address else f"https://{address}").removesuffix(".")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return host.lower().removeprefix("www.")


def link(context: Context) -> Iterable[Finding]:
    """An address outside the class's list is looked at first.

    Twice looked for: in the text as typed, for its place, and among the links that a reader would get, because
    Markdown reads "&#104;ttps" as "https".
    """
    seen = set()
    for match in ADDRESS.finditer(context.text):
        address = match[0].rstrip(BEHIND)
        seen.add(site_of(address))
        yield from _judged(context, address, (match.start(), match.start() + len(address)))
    for address in (*links_in(context.text), *context.cited_urls):
        if site_of(address) not in seen:
            yield from _judged(context, address, None)


def _judged(context: Context, address: str, span: tuple[int, int] | None) -> Iterable[Finding]:
    site = site_of(address)
    if not site or site not in context.hosts:
        message = _("A link to %(host)s, which is not on this class's list of sites.") % {"host": site or address[:80]}
        yield Finding("link-1", Verdict.HOLD, message, span)
