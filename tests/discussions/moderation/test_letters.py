"""How a text is typed, where it leads, how fast posts come: what is found, and what is let be."""

from datetime import timedelta

import pytest

from discussions.moderation.checks import LONGEST, MOST_FINDINGS, findings
from discussions.moderation.findings import Verdict
from discussions.moderation.keys import key_of
from discussions.moderation.links import site_of
from tests.discussions.moderation.test_checks import NINE, PLAIN, context, rules

FLOOD = "\u0335\u0321\u0322\u0327\u0328\u0334\u0340\u0341"


class TestShouting:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("EVERYBODY KNOWS THEY PLANNED THIS ALREADY BEFORE MARCH", ["shouting-1"]),
            ("Everybody KNOWS that they PLANNED this war long before the spring of 2011.", []),
            ("MINUSMA, CEDEAO, ECOWAS and AFISMA are not the same, and their mandates differ in each paragraph.", []),
            ("UN, AU, EU, US, UK, RCA, MLI, NER, TCD: who was where in 2013?", []),
        ],
    )
    def test_most_long_words_in_capitals_are_nudged(self, text, found):
        assert rules(context(text)) == found

    def test_it_leaves_the_student_to_decide(self):
        assert findings(context("EVERYBODY KNOWS THEY PLANNED THIS ALREADY"))[0].severity is Verdict.NUDGE


class TestMarks:
    def test_a_heap_of_marks_is_held_with_its_place(self):
        text = f"Look at this{FLOOD} and say what you think."
        (found,) = findings(context(text))
        assert (found.rule, found.severity, text[slice(*found.span)]) == ("marks-1", Verdict.HOLD, FLOOD)

    def test_many_lower_heaps_are_one_finding_too(self):
        assert rules(context(" ".join(f"a{FLOOD[:4]}" for _ in range(12)))) == ["marks-1"]

    def test_the_four_marks_of_a_vowelled_letter_are_ordinary(self):
        assert rules(context("a\u0651\u064e\u0670\u0653 letter with all that Arabic sets on one.")) == []


class TestDirection:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Look \u202bhere and there, and then go home.", [("bidi-1", 5)]),
            ("Look \u2067here and\u2069 there, and then go home.", []),
            ("Look \u2067here \u202band\u202c there\u2069, and then go home.", []),
            ("Look \u2067here and\nthere\u2069, and then go home.", [("bidi-1", 5), ("bidi-1", 20)]),
            (
                "Look \u2067here \u202band\u2069 there, and then go home.",
                [("bidi-1", 5), ("bidi-1", 11), ("bidi-1", 15)],
            ),
            ("Send it to \u202egro.srethguad\u202c and see.", [("bidi-2", 11)]),
            ("A mark of direction\u200f alone is ordinary\u200e in Arabic.", []),
        ],
    )
    def test_what_is_not_closed_in_its_paragraph_is_held(self, text, found):
        seen = findings(context(text))
        assert [(one.rule, one.span[0]) for one in seen] == found
        assert all(one.severity is Verdict.HOLD for one in seen)


class TestInvisible:
    @pytest.mark.parametrize("text", ["\u200b\u200b\u200b", "\u3164\u3164", "\u0300\u0301", "\u2800", "\ufeff"])
    def test_nothing_to_the_eye_is_nothing(self, text):
        assert rules(context(text)) == ["length-0"]

    @pytest.mark.parametrize("between", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u115f", "\U000e0041", "\u034f"])
    def test_what_nobody_sees_breaks_no_word(self, between):
        assert key_of(f"shut u{between}p").text == "shut up"


class TestLinks:
    @pytest.mark.parametrize(
        "text",
        [
            "[so](&#104;ttps://evil.example/a) it is, as I read",
            "[so](https\\://evil.example/a) it is, as I read it",
            "It is at https://reuterѕ.com/a, as I have read it.",
            "See https://reuters.com@evil.example/a for what it is.",
            "<https://evil.example/a> says what I said before.",
            "See HTTPS://EVIL.EXAMPLE for what they have to say.",
        ],
    )
    def test_a_link_is_found_however_it_is_written(self, text):
        found = findings(context(text, hosts=frozenset({"reuters.com"})))
        assert [one.rule for one in found] == ["link-1"]

    @pytest.mark.parametrize(
        "text",
        [
            "It is at https://reuters.com, as I have read it.",
            "It is there (https://www.reuters.com/a?b=c), I think.",
            "« https://reuters.com » : c’est là que je l’ai lu.",
            "It is at https://ReUTERS.com./a: look for yourself.",
        ],
    )
    def test_what_stands_behind_an_address_is_no_part_of_it(self, text):
        assert rules(context(text, hosts=frozenset({"reuters.com"}))) == []

    @pytest.mark.parametrize(
        "address",
        ["https://evil.example\\@reuters.com/", "https://a..b/", "https://", "reuters", "https://" + "a" * 70 + ".com"],
    )
    def test_an_address_that_browsers_might_read_otherwise_is_on_no_list(self, address):
        assert site_of(address) in {"", "reuters"}
        assert rules(context(cited_urls=[address], hosts=frozenset({"reuters.com"}))) == ["link-1"]


class TestBeside:
    def test_the_view_one_restates_is_read_too(self):
        assert rules(context(beside=["You are stupid, they say."])) == ["words-2"]
        assert rules(context(beside=["", "They read https://evil.example/a"])) == ["link-1"]

    def test_its_findings_have_no_place_in_the_text(self):
        assert findings(context(beside=["you idiot"]))[0].span is None

    def test_a_book_beside_is_measured_and_not_read(self):
        assert rules(context(beside=["you idiot " * 101])) == ["length-3"]


class TestSlow:
    def test_a_second_post_too_early_is_told_when(self):
        (found,) = findings(context(slow=timedelta(minutes=10), last_sent_at=NINE - timedelta(minutes=4)))
        assert (found.rule, found.severity) == ("slow-1", Verdict.BLOCK)
        assert "09:06" in found.message

    @pytest.mark.parametrize(
        "given",
        [
            {"last_sent_at": NINE - timedelta(minutes=10)},
            {"last_sent_at": None},
            {"last_sent_at": NINE, "slow": timedelta()},
            {"last_sent_at": NINE, "is_student": False},
        ],
    )
    def test_otherwise_it_goes_through(self, given):
        assert rules(context(**{"slow": timedelta(minutes=10), **given})) == []


class TestBounds:
    @pytest.mark.parametrize(
        "piece",
        ["www.a ", "(" * 30, "[x](", "*_" * 9, "\u202e", f"a{FLOOD}", "these people ", "\ufdfa", "> " * 20, "a@" * 9],
    )
    def test_whatever_repeats_itself_keeps_few_findings(self, piece):
        text = (piece * LONGEST)[:LONGEST]
        per_rule = [one.rule for one in findings(context(text))]
        assert all(per_rule.count(rule) <= MOST_FINDINGS for rule in per_rule)

    def test_the_gravest_are_kept(self):
        text = "these people " * 40 + "and I want to die"
        assert "words-3" in rules(context(text))

    def test_each_check_sees_the_same_on_every_try(self):
        assert findings(context(PLAIN + " you idiot")) == findings(context(PLAIN + " you idiot"))
