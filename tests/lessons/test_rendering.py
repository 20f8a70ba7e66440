"""Lesson text to HTML: marks, notes, popovers, figures, content notes. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.curriculum.rendering import ClaimCard, Part, Record, SourceLine, TermEntry, render, render_edition

RECORD = Record(
    claims={
        "C1": ClaimCard("C1", "documented", "It passed.", "It did.", 2, 0, "/claims/C1/"),
        "C2": ClaimCard("C2", "inaccurate", "She was <against> it.", "She was not.", 0, 4, "/claims/C2/"),
    },
    sources={
        "REU": SourceLine("Reuters", "Council votes", "18 March 2011", "News report", "https://example.org"),
        "BOOK": SourceLine("A. Writer", "A book", "2019", "Scholarly work", ""),
    },
    terms={"veto": TermEntry("veto", "Veto", "<p>A no that stops it.</p>", "/glossary/#veto")},
)


def draw(*texts: str) -> list[str]:
    return render_edition([Part("text", "a", text, {}) for text in texts], RECORD)


class TestClaims:
    def test_the_sentence_leads_to_its_note_and_its_last_word_keeps_the_icon(self):
        (html,) = draw("[[claim C1|It passed at last.]] Then came more.")
        assert (
            '<a class="claim status-documented" href="#note-C1">It passed at <span class="claim-tail">last.<svg' in html
        )
        assert 'aria-label="Documented"' in html

    def test_the_note_stands_right_after_its_paragraph(self):
        (html,) = draw("One.\n\n[[claim C1|It passed.]] Two.\n\nThree.")
        before, _, after = html.partition('<div class="margin-notes"><details class="margin-note status-documented"')
        assert before.endswith("Two.</p>\n")
        assert after.endswith("<p>Three.</p>\n")

    def test_what_editors_write_is_escaped(self):
        (html,) = draw("[[claim C2|She was *against* it.]]")
        assert "She was &lt;against&gt; it." in html
        assert "<em>against</em>" in html

    def test_emphasis_at_the_end_stays_whole(self):
        (html,) = draw("[[claim C1|It passed *at last.*]]")
        assert 'It passed <em>at last.</em><span class="claim-tail"><svg' in html

    def test_a_claim_marked_twice_has_one_note(self):
        html = "".join(draw("[[claim C1|It passed.]]", "[[claim C1|It passed.]]"))
        assert html.count('href="#note-C1"') == 2
        assert html.count('id="note-C1"') == 1

    def test_the_note_counts_the_evidence(self):
        assert "0 support, 4 challenge" in draw("[[claim C2|Against.]]")[0]


class TestSources:
    def test_notes_are_numbered_through_the_lesson_and_the_same_place_keeps_its_number(self):
        first, second = draw(
            "A.[[source REU|p. 1]]\n\nB.[[source BOOK]]", "C.[[source REU|p. 1]] D.[[source REU|p. 2]]"
        )
        assert [f'href="#s{n}"' in first + second for n in (1, 2, 3, 4)] == [True, True, True, False]
        assert second.count('href="#s1"') == 1
        assert 'id="s1"' not in second

    def test_a_work_is_cited_in_full_once(self):
        html = "".join(draw("A.[[source REU|p. 1]]", "B.[[source REU|p. 2]]"))
        assert '<a href="https://example.org">Council votes</a></i>, 18 March 2011, p. 1. News report.' in html
        assert "Reuters, as note 1, p. 2." in html

    def test_a_source_without_an_address_is_no_link(self):
        assert "<i>A book</i>, 2019. Scholarly work." in draw("A.[[source BOOK]]")[0]


class TestTerms:
    def test_a_term_opens_a_popover_that_leads_to_the_glossary(self):
        (html,) = draw("They said [[term veto|vetoes]] and [[term veto|veto]].")
        assert html.count('popovertarget="term-veto"') == 2
        assert html.count('popover id="term-veto"') == 1
        assert '<a href="/glossary/#veto">' in html


def test_a_content_note_offers_the_short_version_and_the_way_on():
    part = Part("content_note", "a", "It is hard.\n+++\nIn short.", {"next": {"anchor": "b", "title": "Then"}})
    (html,) = render_edition([part], RECORD)
    assert "<b>Before you read.</b> It is hard." in html
    assert "<summary>Read the short version instead</summary><p>In short.</p>" in html
    assert '<a href="#b">' in html


def test_a_comma_stays_with_the_term_before_it():
    (html,) = draw("Brazil had no [[term veto|veto]], nor a [[term veto|vote]] more.")
    assert '<span class="term-tail"><button class="term" type="button" popovertarget="term-veto">veto</button>,' in html
    assert html.count("term-tail") == 1


def test_quotation_marks_and_apostrophes_are_those_of_print():
    assert render("""The West's "share".""") == "<p>The West’s “share”.</p>"
    assert "It’s " in draw("""[[claim C1|It's "passed".]]""")[0]


def test_a_check_question_is_left_to_its_own_floor():
    assert render_edition([Part("check", "a", "Q1.1-1", {"question": "Q1.1-1"})], RECORD) == [""]


@pytest.mark.parametrize("written", ["<script>alert(1)</script>", "![x](y.png)", "[x](javascript:alert(1))"])
def test_plain_markdown_lets_nothing_dangerous_through(written):
    html = render(written)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@given(st.text(alphabet="ab [claim C1|source REU]\n*_<>&", max_size=60))
def test_any_text_is_drawn_without_raising(written):
    known = Record(claims=_Any(RECORD.claims["C1"]), sources=_Any(RECORD.sources["REU"]), terms=RECORD.terms)
    assert "<script" not in render_edition([Part("text", "a", written, {})], known)[0]


class _Any(dict):
    """Knows every id."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __getitem__(self, key: str) -> object:
        return self.value
