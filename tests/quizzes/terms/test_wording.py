"""What a student is told of a quiz follows from its settings and from what was granted, not from a preset's name."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.template.loader import render_to_string

from lessons.models import Assignment
from quizzes.models.windows import Terms
from quizzes.presets import PRESETS, Settings, When
from quizzes.taking.standing import Standing
from quizzes.terms.wording import CHOICES, LABELS, attempts_in_words, dates_in_words, setting_in_words, time_in_words
from quizzes.timing import effective_window

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = OPENS + timedelta(days=1)


def terms(settings=None, *, limit=None, factor=1, due=DUE):
    window = effective_window(OPENS, due, None, limit, Fraction(factor))
    return Terms(settings or Settings(), window, Fraction(factor), 0, None)


def told(settings, due=DUE):
    standing = Standing(Assignment(), [], OPENS, terms(settings, due=due))
    return " ".join(render_to_string("quizzes/what_is_shown.html", {"standing": standing}).split())


@pytest.mark.parametrize("answers", When.values)
@pytest.mark.parametrize("score", When.values)
def test_every_pair_of_times_has_its_sentences(score, answers):
    words = told(Settings(score_shown=score, answers_shown=answers))
    assert words.endswith(".")
    assert ("Tuesday 3 March, 09:00" in words) is ("due" in {score, answers})
    assert ("release" in words) is ("released" in {score, answers})
    assert ("as soon as you submit" in words) is ("submitted" in {score, answers})


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("practice", "Score and answers as soon as you submit."),
        ("homework", "The score as soon as you submit. The answers after Tuesday 3 March, 09:00."),
        ("test", "Nothing until your teacher releases the results."),
        ("survey", "No score, and nobody is told what is right."),
    ],
)
def test_the_presets_say_what_they_are(preset, words):
    assert told(PRESETS[preset]) == words


def test_without_a_date_after_it_is_due_means_at_once():
    assert told(PRESETS["homework"], due=None) == "The score as soon as you submit. The answers as soon as you submit."


@pytest.mark.parametrize(
    ("settings", "extra", "words"),
    [
        ({}, 0, "As many as you like; the highest counts"),
        ({"attempts": 2}, 0, "2 attempts; the highest counts"),
        ({"attempts": 1}, 0, "One"),
        ({"attempts": 1}, 1, "2 attempts; the highest counts"),
        ({"attempts": 3, "kept": "latest"}, 0, "3 attempts; the latest counts"),
        ({"attempts": 3, "kept": "first"}, 0, "3 attempts; the first counts"),
        ({"attempts": 3, "kept": "average"}, 0, "3 attempts; their average counts"),
        ({"attempts": 3, "score_shown": "never"}, 0, "3 attempts"),
    ],
)
def test_attempts_say_how_many_and_which_counts(settings, extra, words):
    assert attempts_in_words(Settings(**settings), extra) == words


@pytest.mark.parametrize(
    ("limit", "factor", "words"),
    [
        (None, 2, "No time limit"),
        (1, 1, "1 minute"),
        (30, 1, "30 minutes"),
        (30, Fraction(5, 4), "37 minutes 30 seconds, with 25 % extra time"),
        (30, 2, "60 minutes, with 100 % extra time"),
    ],
)
def test_the_time_says_what_is_extra(limit, factor, words):
    assert time_in_words(terms(limit=limit, factor=factor)) == words


def test_dates_leave_out_what_there_is_not():
    assert dates_in_words(terms(due=None).window) == ["opens Mon 2 Mar, 09:00"]
    assert dates_in_words(terms().window) == ["opens Mon 2 Mar, 09:00", "due Tue 3 Mar, 09:00"]


def test_every_setting_has_a_name_and_every_value_words():
    settings = replace(Settings(), attempts=3)
    for field in fields(Settings):
        assert str(LABELS[field.name])
        assert setting_in_words(field.name, getattr(settings, field.name))
    for name, choices in CHOICES.items():
        for value in choices.values:
            assert setting_in_words(name, value) == str(choices(value).label)
    assert setting_in_words("attempts", 0) == "as many as they like"
