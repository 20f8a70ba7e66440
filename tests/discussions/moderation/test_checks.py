"""The checks by table and by property: no database, no clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.moderation import checks
from discussions.moderation.checks import Context, Finding, Verdict, findings, verdict
from discussions.moderation.keys import hash_of, key_of
from discussions.moderation.modes import Level, Mode, ReviewMode
from discussions.moderation.words import WORDS

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAIN = "A list that leaves out Germany changes the story."


def context(text: str = PLAIN, **given) -> Context:
    """A student's fourth post, which no check minds."""
    return Context(**{"text": text, "kind": "claim", "moment": NINE, "published_posts": 3, **given})


def rules(seen: Context) -> list[str]:
    return [finding.rule for finding in findings(seen)]


class TestEachCheck:
    def test_a_plain_post_passes(self):
        assert rules(context()) == []

    @pytest.mark.parametrize(
        ("text", "rule", "severity"),
        [
            ("   ", "length-0", Verdict.BLOCK),
            ("Not so.", "length-2", Verdict.NUDGE),
            ("a" * 5001, "length-1", Verdict.BLOCK),
        ],
    )
    def test_length(self, text, rule, severity):
        assert [(found.rule, found.severity) for found in findings(context(text))] == [(rule, severity)]

    def test_five_thousand_characters_are_not_too_many(self):
        assert rules(context("a " * 2499 + "aa")) == []

    @pytest.mark.parametrize("again", [PLAIN, PLAIN.title(), f"  {PLAIN}\n", PLAIN.replace("Germany", "Gérmany")])
    def test_the_same_words_again_are_blocked(self, again):
        found = findings(context(again, own_hashes=frozenset({hash_of(PLAIN)})))
        assert [(one.rule, one.severity) for one in found] == [("duplicate-1", Verdict.BLOCK)]

    def test_the_sixth_post_in_a_minute_is_blocked_and_passes_a_minute_later(self):
        burst = [NINE - timedelta(seconds=n) for n in range(5)]
        assert rules(context(sent_at=burst[:4])) == []
        assert rules(context(sent_at=burst)) == ["rate-1"]
        assert rules(context(sent_at=burst, moment=NINE + timedelta(minutes=1))) == []

    @pytest.mark.parametrize(
        ("text", "held"),
        [
            ("See https://reuters.com/a and https://www.reuters.com/b for it.", []),
            ("See https://evil.example/a for what they say.", ["https://evil.example/a"]),
            ("See www.evil.example for what they say about it.", ["www.evil.example"]),
            ("See https://reuters.com.evil.example/a for it.", ["https://reuters.com.evil.example/a"]),
        ],
    )
    def test_a_link_that_no_source_has_is_held(self, text, held):
        found = findings(context(text, hosts=frozenset({"reuters.com"})))
        assert [text[slice(*one.span)] for one in found] == held
        assert all(one.severity == Verdict.HOLD for one in found)

    def test_a_cited_address_is_a_link_too(self):
        assert rules(context(cited_urls=["https://evil.example"])) == ["link-1"]

    def test_evidence_without_a_citation_is_nudged(self):
        assert rules(context(kind="evidence")) == ["cite-1"]
        assert rules(context(kind="evidence", has_citation=True)) == []
        assert verdict(findings(context(kind="evidence"))) == Verdict.NUDGE

    @pytest.mark.parametrize(
        "typed", ["These people", "THESE  people", "thése people", "the\u200bse people", "thеse people"]
    )
    def test_a_phrase_is_found_however_it_is_typed(self, typed):
        text = f"I think {typed} always vote with their wallet."
        found = findings(context(text))
        assert [(one.rule, text[slice(*one.span)]) for one in found] == [("words-1", typed)]

    def test_a_phrase_is_found_as_whole_words_only(self):
        assert rules(context("He shut upstairs windows, and these peoples' flags were many.")) == []

    def test_no_word_alone_blocks_a_post(self):
        for phrase in WORDS:
            assert verdict(findings(context(f"I would say: {phrase.key}, and so on."))) < Verdict.BLOCK

    @pytest.mark.parametrize(("published", "held"), [(0, True), (2, True), (3, False)])
    def test_a_students_first_three_posts_are_held(self, published, held):
        assert (rules(context(published_posts=published)) == ["review-1"]) is held

    def test_teachers_are_not_reviewed(self):
        assert rules(context(published_posts=0, is_student=False)) == []

    def test_every_post_is_held_where_the_teacher_wants_it_so(self):
        mode = Mode(ReviewMode.EVERY, Level.THREAD)
        assert rules(context(published_posts=50, mode=mode)) == ["review-2"]

    def test_a_measure_about_one_student_is_called_so(self):
        mode = Mode(ReviewMode.EVERY, Level.STUDENT, NINE)
        assert rules(context(published_posts=50, mode=mode)) == ["review-3"]


class TestVerdict:
    def test_nothing_found_is_allowed(self):
        assert verdict([]) == Verdict.ALLOW

    def test_a_check_that_fails_holds(self):
        def broken(_context: Context) -> list[Finding]:
            raise ValueError

        assert [one.severity for one in findings(context(), checks=[broken])] == [Verdict.HOLD]

    @given(st.lists(st.sampled_from(Verdict)), st.sampled_from(Verdict))
    def test_one_more_finding_never_makes_it_milder(self, severities, more):
        found = [Finding("x", severity, "") for severity in severities]
        assert verdict([*found, Finding("x", more, "")]) == max(verdict(found), more)


class TestKeys:
    @given(st.text(max_size=200))
    def test_every_character_of_a_key_knows_where_it_came_from(self, text):
        key = key_of(text)
        assert len(key.text) == len(key.origins)
        assert list(key.origins) == sorted(key.origins)
        assert all(0 <= origin < len(text) for origin in key.origins)

    @given(st.text(min_size=1, max_size=200))
    def test_spans_lie_within_the_text(self, text):
        for finding in checks.findings(context(f"{text} these people {text}")):
            if finding.span:
                start, end = finding.span
                assert 0 <= start < end <= len(text) * 2 + 14


class TestWhoModerates:
    def test_they_are_nudged_where_a_student_is_held(self):
        """Nobody decides on their own post: a teacher's would wait for ever where nobody else moderates."""
        found = findings(context("Read https://evil.example/a before you answer.", is_student=False))
        assert [(one.rule, one.severity) for one in found] == [("link-1", Verdict.NUDGE)]


class TestBooks:
    def test_a_text_that_is_too_long_is_measured_and_not_read(self):
        found = findings(context("These people. " * 9000))
        assert [one.rule for one in found] == ["length-1"]
