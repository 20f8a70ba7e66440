"""Plain Markdown to HTML: no HTML in the source, no pictures, and quotation marks as in print. Pure."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TYPED_TAGS = {"p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"}


def markdown() -> MarkdownIt:
    """A reader of Markdown without HTML and without pictures from elsewhere."""
    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes").disable("image")


def render(written: str) -> SafeString:
    """Paragraphs, lists and the like: summaries, records, definitions, question prompts."""
    return mark_safe(_plain.render(written).strip())  # HTML in the source is escaped by the renderer


def render_clean(written: str) -> SafeString:
    """The same for what a person types into a page: two walls, of which neither trusts the other.

    Links lead to http and https only.
    """
    return mark_safe(  # escaped by the renderer, then everything dropped that is not on the list
        nh3.clean(
            _plain.render(written),
            tags=TYPED_TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer",
        ).strip()
    )


def render_inline(written: str) -> SafeString:
    """Emphasis and the like inside one line, without a paragraph around it."""
    return mark_safe(_plain.renderInline(written))


def typographic(written: str) -> str:
    r"""Plain words on one line, with apostrophes and quotation marks as in print.

    >>> typographic('The  writer\'s "guise"')
    'The writer’s “guise”'
    """
    text = " ".join(written.split())
    text = re.sub(r"(^|[\s(\[])\"", r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])'(?=\S)", r"\1‘", text).replace("'", "’")


_plain = markdown()
