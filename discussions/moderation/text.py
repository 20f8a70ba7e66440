"""What people write, turned into HTML that cannot hurt its reader. Pure; done once, when the text is written.

Two walls: markdown-it makes HTML from a small part of Markdown and lets none of the writer's own through; nh3 then
drops whatever is not on a short list. Neither trusts the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

RENDERER = "2026-11b"
"""The version stored beside every rendered text: raise it with every change here."""

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"}
REL = "nofollow ugc noopener noreferrer"
SCHEMES = {"http", "https"}


def host_of(address: str) -> str:
    """The host an address leads to, or "" when it is not a full web address.

    >>> host_of("https://Example.org:8000/a"), host_of("/relative"), host_of("javascript:alert(1)")
    ('example.org', '', '')
    """
    if "\\" in address:  # browsers read it as a slash, urlsplit does not: they would not agree on the host
        return ""
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "").lower() if parts.scheme.lower() in SCHEMES else ""
    except ValueError:
        return ""


def _leads_somewhere(address: str) -> bool:
    """Whether it is a full web address that nh3 keeps: it drops what no browser could follow, and would leave a link
    to nothing.

    >>> [_leads_somewhere(f"https://{host}/") for host in ("e.org", "e.org:99999", "xn--qi7ca1bcfdg.com")]
    [True, False, False]
    """
    return bool(host_of(address)) and "<a href=" in _clean(f'<a href="{escape(address)}">')


def _clean(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes={"*": set(), "a": {"href"}}, url_schemes=SCHEMES, link_rel=REL)


def _say_where_links_lead(state: StateCore) -> None:
    """Put the host after each link whose words are not its address."""
    for block in state.tokens:
        children, shown, href = [], "", None
        for token in block.children or []:
            children.append(token)
            if token.type == "link_open":
                shown, href = "", str(token.attrGet("href"))
            elif token.type == "link_close" and href is not None:
                if shown.strip() not in {href, href.split("://", 1)[-1]}:
                    children.append(Token("text", "", 0, content=f" ({host_of(href)})"))
                href = None
            else:
                shown += token.content
        if block.children:
            block.children = children


def _renderer() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=RendererHTML)
    markdown.disable(["image", "heading", "lheading", "hr", "html_block", "html_inline", "reference"])
    markdown.validateLink = _leads_somewhere
    markdown.core.ruler.push("say_where_links_lead", _say_where_links_lead)
    return markdown


_MARKDOWN = _renderer()


def to_html(text: str) -> str:
    """The text as clean HTML: paragraphs, emphasis, lists, quotes, code and full web addresses, and nothing else.

    >>> to_html("So *there* <script>")
    '<p>So <em>there</em> &lt;script&gt;</p>\\n'
    """
    return _clean(_MARKDOWN.render(text))


def links_in(text: str) -> list[str]:
    """The addresses that the links of the rendered text lead to.

    >>> links_in("[so](&#104;ttps://e.org/x) and [there](/home/)")
    ['https://e.org/x']
    """
    children = [token for block in _MARKDOWN.parse(text) for token in block.children or []]
    return [str(token.attrGet("href")) for token in children if token.type == "link_open"]


@dataclass(frozen=True)
class Span:
    """A place in a text: from `start` up to, not with, `end`, in characters; `number` is its finding's."""

    start: int
    end: int
    number: int | None = None


def highlighted(text: str, spans: Sequence[Span]) -> str:
    """The text exactly as typed, as HTML, with each span marked and, where it has one, followed by its number.

    The markup of the writer is shown, not drawn, so that nothing hides in it. Of overlapping spans the earlier is
    marked in full and the later from where the earlier ends; one that lies inside another keeps only its number.

    >>> highlighted("a <b>", [Span(2, 5, 1)])
    'a <mark>&lt;b&gt;</mark><span class="disc">1</span>'
    """
    out, at = [], 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start, end = max(span.start, at), min(span.end, len(text))
        if start < end:
            out += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
        if span.number is not None:
            out.append(f'<span class="disc">{span.number}</span>')
    return "".join([*out, escape(text[at:])])
