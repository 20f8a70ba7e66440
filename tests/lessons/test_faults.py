"""Each rule of the course's format, broken once: the fault names the rule, the file and the line."""

import pytest

every = pytest.mark.parametrize


def test_the_tiny_course_has_no_fault(check):
    assert check() == []


ERRORS = {
    "an unknown key": ("claims.yaml", "  paragraph: P3", "  paragraf: P3\n  paragraph: P3", 'no key "paragraf"'),
    "a key twice": ("terms.yaml", "  kind: term", "  kind: term\n  kind: place", '"kind" stands here twice'),
    "no YAML": ("module.yaml", "slug: votes", "slug: [votes", "not YAML"),
    "a status that is none": ("claims.yaml", "status: documented", "status: true-ish", '"status" must be one of'),
    "excerpts that are no list": (
        "sources.yaml",
        "excerpts: [ten in favour]",
        "excerpts: ten in favour",
        '"excerpts" must be a list of words of it',
    ),
    "an excerpt without words": (
        "sources.yaml",
        "[ten in favour]",
        "[ten in favour, '  ']",
        '"excerpts" must be a list of words of it',
    ),
    "an excerpt that is a number": ("sources.yaml", "[ten in favour]", "[10]", '"excerpts" must be a list of words'),
    "an excerpt that is a page long": (
        "sources.yaml",
        "[ten in favour]",
        f"[ten in favour, {'x' * 301}]",
        '"excerpts" must be a list of words of it, at most 300 characters each',
    ),
    "an unknown source": ("claims.yaml", "{source: XIN,", "{source: XYZ,", "no source XYZ"),
    "an unknown lesson": ("terms.yaml", 'lessons: ["1.1"]', 'lessons: ["7.1"]', "no lesson 7.1"),
    "an opinion without a holder": ("claims.yaml", "  holder: The author\n", "", "C3 is an opinion"),
    "a date that is none": ("events.yaml", 'date: "2012"', 'date: "2012-13"', '"date" is no date'),
    "an end before the start": ("events.yaml", '"2011-03-18"', '"2011-03-16"', '"until" is no date'),
    "an unquoted lesson": ("claims.yaml", 'lesson: "1.1"', "lesson: 1.1", '"lesson" must be some text'),
    "an id twice": ("sources.yaml", "id: XIN", "id: REU", "a source REU already"),
    "a claim that is not there": ("1-1-vote.md", "[[claim C1|", "[[claim C99|", "no claim C99"),
    "a source that is not there": ("1-1-vote.md", "[[source XIN]]", "[[source XYZ]]", "no source XYZ"),
    "a term that is not there": ("1-1-vote.md", "[[term abstention|", "[[term veto|", "no term veto"),
    "a mark that is none": ("1-1-vote.md", "[[source XIN]]", "[[sauce XIN]]", "is no mark"),
    "a claim without its sentence": (
        "1-2-aims.md",
        "[[claim C2|A state wanted *more than that*.]]",
        "[[claim C2]]",
        "no mark",
    ),
    "a section without an anchor": ("1-1-vote.md", "## The count {#the-count}", "## The count", "head looks like this"),
    "an anchor twice": ("1-1-vote.md", "{#the-count}", "{#the-day}", "stands here twice"),
    "text before the first section": ("1-2-aims.md", "## A memo", "Hello.\n\n## A memo", "starts with the head"),
    "HTML": ("1-2-aims.md", "One memo", "<b>One</b> memo", "no HTML"),
    "an image": ("1-2-aims.md", "One memo", "![A](b.png) memo", "no images"),
    "an unknown block": ("1-1-vote.md", "::: figure", "::: movie", 'no block "movie"'),
    "a figure of another kind": ("1-1-vote.md", "kind: bars", "kind: pie", 'A figure needs a "kind": one of bars,'),
    "a figure's unknown source": ("1-1-vote.md", "source: REU\n", "source: NOPE\n", "no source NOPE"),
    "a lesson of another module": ("1-2-aims.md", 'lesson: "1.2"', 'lesson: "2.2"', "does not belong in module 1"),
    "a slug twice": ("1-2-aims.md", "slug: the-aims", "slug: the-vote", 'has the slug "the-vote" already'),
    "a younger path that leaves out no section": (
        "1-1-vote.md",
        "younger: all",
        "younger: [the-moon]",
        "no section the-moon",
    ),
    "a younger path that is none": (
        "1-1-vote.md",
        "younger: all",
        "younger: some",
        '"younger" must be all, none, or a',
    ),
    "a paragraph that is not there": ("claims.yaml", "paragraph: P3", "paragraph: P9", "no paragraph P9"),
    "an earlier status without its reason": (
        "claims.yaml",
        "  paragraph: P3",
        "  earlier: [{status: contested, until: 2026-01-01}]\n  paragraph: P3",
        'This earlier status needs "why"',
    ),
    "an event's unknown place": ("events.yaml", "at: [konna]", "at: [gao]", "no place gao"),
    "a paragraph without what to notice": ("article.yaml", "  notice: Look for a date.\n", "", 'needs "notice"'),
    "a place whose latitude is a word": (
        "places.yaml",
        "latitude: 12.64",
        "latitude: north",
        '"latitude" must be a number',
    ),
    "a place that is not on earth": (
        "places.yaml",
        "longitude: -8.0",
        "longitude: -800",
        '"longitude" must be a number',
    ),
    "a place's name on no side": ("places.yaml", "aside: above", "aside: left", '"aside" must be one of start, end'),
    "a guide without a warm-up": (
        "guide.yaml",
        "kind: warm-up",
        "kind: task",
        "The guide to lesson 1.1 has no warm-up.",
    ),
    "a guide without an exit check": ("guide.yaml", "kind: exit-check", "kind: task", "has no exit-check"),
    "a step that is none": ("guide.yaml", "kind: warm-up", "kind: game", '"kind" must be one of warm-up'),
    "a guide whose minutes do not add up": (
        "guide.yaml",
        "minutes: 45",
        "minutes: 50",
        "The steps take 45 minutes together, not 50.",
    ),
    "a guide to an unknown lesson": ("guide.yaml", 'lesson: "1.1"', 'lesson: "7.1"', "no lesson 7.1"),
    "no front matter": ("1-2-aims.md", "---\nlesson", "lesson", "starts with its front matter"),
}


@every("rule", ERRORS)
def test_an_error_names_its_file_and_line(rule, edit, check):
    name, old, new, message = ERRORS[rule]
    line = edit(name, old, new)

    faults = [fault for fault in check() if message in fault]

    assert faults, check()
    assert faults[0].split(":")[0].rpartition("/")[2] == name
    assert ": error: " in faults[0]
    at = int(faults[0].split(":")[1])
    assert abs(at - line) <= 9, f"line {line} of {name}: {faults[0]}"


def test_a_fault_stands_on_the_very_line(edit, check):
    line = edit("claims.yaml", "status: contested", "status: maybe")
    assert any(f"1-votes/claims.yaml:{line}: error: " in fault for fault in check())

    line = edit("1-1-vote.md", "[[source REU|page 2]]", "[[source NOPE|page 2]]")
    assert any(f"1-votes/1-1-vote.md:{line}: error: There is no source NOPE." in fault for fault in check())


def test_a_claim_needs_a_source(edit, check):
    edit("claims.yaml", "    - {source: REU, stance: context, shows: It reports the vote.}\n", "")
    edit(
        "claims.yaml",
        "would_change: Nothing on record.\n  checked: 2026-04-27\n  evidence:\n",
        "would_change: N.\n  checked: 2026-04-27\n  evidence: []\n",
    )
    assert any('"evidence" must be a list of entries' in fault for fault in check())


@every(("name", "line"), [("claims.yaml", "  checked: 2026-04-27\n"), ("1-1-vote.md", "checked: 2026-04-27\n")])
def test_what_has_no_date_to_which_the_record_was_checked_is_an_error(name, line, edit, check):
    edit(name, line, "")
    assert any('needs "checked"' in fault for fault in check())


def test_a_block_that_is_never_closed_is_an_error(edit, check):
    line = edit("1-1-vote.md", "::: figure", "::: figure")
    edit("1-1-vote.md", 'note: "Counted from the report."\n:::', "")
    assert any(f":{line}: error: This ::: is never closed" in fault for fault in check())


def test_a_missing_file_and_a_file_that_nobody_reads_are_errors(course, check):
    (course / "1-votes" / "module.yaml").rename(course / "1-votes" / "modul.yaml")
    assert any("1-votes/module.yaml:1: error: This file is missing." in fault for fault in check())

    (course / "1-votes" / "modul.yaml").rename(course / "1-votes" / "module.yaml")
    (course / "1-votes" / "notes.yaml").write_text("a: b")
    assert any("notes.yaml:1: error: Nobody reads a file of this name." in fault for fault in check())


@every("name", ["article.yaml", "places.yaml", "course.yaml"])
def test_a_course_without_one_of_its_own_files_is_an_error(name, course, check):
    (course / name).unlink()
    assert f"{name}:1: error: This file is missing." in check()


def test_a_guide_with_a_faulty_step_is_not_blamed_for_its_minutes_too(edit, check):
    edit("guide.yaml", "minutes: 30", "minutes: half an hour")
    (fault,) = check()
    assert '"minutes" must be a whole number' in fault


def test_a_documented_claim_with_one_independent_source_is_a_warning(edit, check):
    edit("sources.yaml", "group: xinhua", "group: reuters")
    assert [fault for fault in check() if ": warning: C1 is documented, but by fewer than two" in fault]


def test_it_is_none_when_the_claim_says_why_one_group_is_enough(edit, check):
    edit("sources.yaml", "group: xinhua", "group: reuters")
    edit("claims.yaml", "  paragraph: P3", "  one_group: Only one agency was in the room.\n  paragraph: P3")
    assert check() == []


def test_a_claim_may_tell_its_earlier_status(edit, check):
    earlier = "  earlier: [{status: contested, until: 2026-01-01, why: A count was found.}]\n"
    edit("claims.yaml", "  paragraph: P3", f"{earlier}  paragraph: P3")
    assert check() == []


def test_a_contested_claim_that_shows_one_side_is_a_warning(edit, check):
    edit("claims.yaml", "{source: REU, stance: challenges,", "{source: REU, stance: context,")
    assert [fault for fault in check() if ": warning: C2 is contested, but" in fault]


def test_two_claims_in_one_paragraph_are_a_warning(edit, check):
    edit("1-2-aims.md", "One memo says so.", "[[claim C3|It was wrong.]] One memo says so.")
    assert [fault for fault in check() if "warning: Two claims are marked in one paragraph" in fault]
