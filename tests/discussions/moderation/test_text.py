"""What people write comes out as HTML that cannot hurt its reader."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.moderation.changes import changes
from discussions.moderation.text import REL, TAGS, Span, highlighted, host_of, to_html


class Reader(HTMLParser):
    """Every tag and attribute a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://e.org/x.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](/classes/open/)",
    "[x](//evil.example/x)",
    "<a href='javascript:x' style='x' class='btn' id='main' hx-get='/x' hx-trigger='load'>x</a>",
    "<svg/onload=alert(1)>",
    '<https://e.org/"onmouseover=alert(1)>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>`",
    "[a](https://e.org 'x\" onclick=\"y')",
    "<!--><script>x</script>-->",
    "[x]: javascript:alert(1)\n\n[x]",
]


def is_harmless(html: str) -> bool:
    for tag, attributes in Reader(html).tags:
        if tag not in TAGS or set(attributes) - ({"href", "rel"} if tag == "a" else set()):
            return False
        if tag == "a" and (not re.match(r"https?://", attributes.get("href", ""), re.I) or attributes["rel"] != REL):
            return False
    return True


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_or_dropped_never_run(attack):
    assert is_harmless(to_html(attack))
    assert is_harmless(to_html(f"> * {attack}\n\n{attack}"))


@given(st.text(st.sampled_from("<>[]()!*_`'\"&;:/\\ \nahrefonscriptjvx=#-.1"), max_size=120))
def test_nothing_harmful_comes_out_of_any_text(text):
    assert is_harmless(to_html(text))


def test_a_link_with_other_words_says_where_it_leads():
    assert "(evil.example)" in to_html("[https://reuters.com](https://evil.example/a)")
    assert "(" not in to_html("<https://reuters.com/a>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n"),
        ("*so* **there**", "<p><em>so</em> <strong>there</strong></p>\n"),
        ("# no headings", "<p># no headings</p>\n"),
        ("مرحبا", "<p>مرحبا</p>\n"),
    ],
)
def test_plain_writing_comes_out_as_meant(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize("address", ["/a", "mailto:a@b.c", "https://", "http://[", "javascript://e.org/x"])
def test_what_is_not_a_web_address_has_no_host(address):
    assert host_of(address) == ""


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(1, 9)), max_size=4))
def test_highlighting_changes_no_letter(text, places):
    spans = [Span(min(a, b), max(a, b), None) for a, b, _number in places]
    shown = Reader(highlighted(text, spans).replace("\r", "&#13;"))
    assert shown.text == text
    assert {tag for tag, _attributes in shown.tags} <= {"mark"}


def test_overlapping_findings_keep_their_numbers():
    html = highlighted("everyone knows it", [Span(0, 14, 1), Span(9, 17, 2)])
    assert html == ('<mark>everyone knows</mark><span class="disc">1</span><mark> it</mark><span class="disc">2</span>')


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_diff_holds_both_texts_and_no_markup_of_theirs(before, after):
    html = changes(before.replace("\r", ""), after.replace("\r", ""))
    assert Reader(re.sub(r"<del>.*?</del>", "", html, flags=re.S)).text == after.replace("\r", "")
    assert {tag for tag, _attributes in Reader(html).tags} <= {"ins", "del"}
