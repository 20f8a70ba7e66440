"""The look keeps its promises: readable colours, logical properties, the very Bootstrap we chose, icons with words."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from sahel.templatetags.sahel import CLAIM_ICONS, CLAIM_WORDS, claim_badge, evidence_tally, icon

BOOTSTRAP = "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede"
CSS = (Path(settings.BASE_DIR) / "sahel/static/sahel/sahel.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
COLOUR = r"#[0-9a-f]{3,6}"
TOKENS = dict(re.findall(rf"--([a-z0-9-]+): light-dark\(({COLOUR}, {COLOUR})\);", RULES))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card", "sunk"])
@pytest.mark.parametrize(
    ("token", "least"), [("ink", 4.5), ("ink2", 4.5), ("action", 4.5), ("ochre", 4.5), ("danger", 4.5), ("ctl", 3)]
)
def test_text_and_controls_stand_out_from_every_ground(token, least, ground, theme):
    assert contrast(TOKENS[token].split(", ")[theme], TOKENS[ground].split(", ")[theme]) >= least


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("status", CLAIM_ICONS)
def test_a_status_is_readable_on_its_badge_and_its_card(status, theme):
    block = re.search(rf"\.status-{status} \{{(.*?)\}}", RULES, re.S)[1]
    part = {
        name: (re.findall(COLOUR, value) * 2)[theme] for name, value in re.findall(r"--s-(\w+): ([^;]*#[^;]*);", block)
    }
    assert contrast(part["on"], part["fill"]) >= 4.5
    assert contrast(part["text"], part["wash"]) >= 4.5
    assert contrast(part["text"], TOKENS["paper"].split(", ")[theme]) >= 4.5


def test_the_style_sheet_knows_start_and_end_but_neither_left_nor_right():
    physical = (
        r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|[{;]\s*(?:left|right|top|bottom|width|height)\s*:"
    )
    assert re.findall(physical, RULES) == []


def test_every_variable_of_ours_that_is_used_is_set_somewhere():
    used = {name for name in re.findall(r"var\(--([a-z0-9-]+)", RULES) if not name.startswith("bs-")}
    assert used - set(re.findall(r"--([a-z0-9-]+):", RULES)) == set()


def test_bootstrap_is_the_file_we_chose():
    file = Path(finders.find("bootstrap/css/bootstrap.min.css"))
    assert hashlib.sha256(file.read_bytes()).hexdigest() == BOOTSTRAP


def test_nothing_else_of_bootstraps_package_is_served():
    assert finders.find("bootstrap/js/bootstrap.min.js") is None


def test_every_status_has_an_icon_and_a_word():
    assert CLAIM_ICONS.keys() == CLAIM_WORDS.keys()
    assert "Contested" in claim_badge("contested")
    assert "<svg" in claim_badge("contested")


def test_an_icon_beside_a_word_is_silent_and_one_alone_speaks():
    assert 'aria-hidden="true"' in icon("clock")
    assert 'aria-label="Time &lt;left&gt;"' in icon("clock", "Time <left>")


def test_the_tally_draws_one_square_for_each_source():
    tally = evidence_tally(2, 3)
    assert tally.count("tally-support") == 2
    assert tally.count("tally-challenge") == 3
    assert "2 support, 3 challenge" in tally
