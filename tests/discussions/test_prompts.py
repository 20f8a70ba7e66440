"""prompts.yaml: checked with the course, written with it, changing nothing the second time."""

import pytest

from discussions.models import Prompt, Thread
from discussions.prompts import PromptsFile
from lessons.curriculum.entries import Document, Entries, Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import Manuscript
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EditionFactory, LessonFactory

PATH = "1-libya/prompts.yaml"
PLAIN = {
    "id": "D1.1-1",
    "lesson": "1.1",
    "claim": "C14",
    "title": "Is a partial list a false list?",
    "text": "The article lists *two* abstainers.",
    "steelman": "Defend brevity.",
    "statement": "A partial list is a false list.",
}


def entry(line: int = 1, **changes) -> Entry:
    made = Entry(PATH, line)
    made.update({key: value for key, value in {**PLAIN, **changes}.items() if value is not None})
    return made


def document(*given: Entry) -> Document:
    listed = Entries(PATH, 1)
    listed.extend(given)
    listed.lines = [one.line for one in given]
    return Document(PATH, "1-libya", listed)


def course() -> Manuscript:
    """With one lesson and one claim; that they exist is all that prompts ask."""
    return Manuscript(course=entry(), claims={"C14": entry()}, lessons={"1.1": entry()})


def faults_of(*given: Entry) -> list[tuple[int, str]]:
    faults = Faults()
    PromptsFile().read([document(*given)], course(), faults)
    return [(fault.line, fault.message) for fault in faults.in_order()]


class TestRead:
    def test_a_plain_prompt_has_no_fault(self):
        assert faults_of(entry()) == faults_of(entry(claim=None)) == []

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"lesson": "9.9"}, "There is no lesson 9.9."),
            ({"claim": "C99"}, "There is no claim C99."),
            ({"statement": None}, 'This prompt needs "statement".'),
            ({"colour": "red"}, 'A prompt has no key "colour".'),
            ({"title": "x" * 121}, '"title" has more than 120 characters.'),
        ],
    )
    def test_a_fault_is_found_with_its_line(self, changes, message):
        assert faults_of(entry(line=7, **changes)) == [(7, message)]

    def test_two_prompts_do_not_share_an_id(self):
        assert faults_of(entry(), entry(line=9)) == [(9, "There is another prompt D1.1-1.")]


@pytest.mark.django_db
class TestWrite:
    @pytest.fixture
    def lesson(self):
        ClaimFactory(code="C14")
        return LessonFactory(code="1.1")

    def test_prompts_are_added_changed_and_left_alone(self, lesson):
        part = PromptsFile()
        assert part.write([entry()]) == 1
        assert part.write([entry()]) == 0
        assert part.write([entry(title="Another title")]) == 1
        prompt = Prompt.objects.get()
        assert (prompt.lesson, prompt.title, prompt.claim.code) == (lesson, "Another title", "C14")
        assert prompt.text_html == "<p>The article lists <em>two</em> abstainers.</p>\n"

    def test_a_dropped_prompt_starts_no_new_thread_and_old_threads_keep_their_words(self, lesson):
        part = PromptsFile()
        part.write([entry()])
        assignment = AssignmentFactory(edition=EditionFactory(lesson=lesson))
        Thread.open_for(assignment)
        assert part.write([]) == 1
        Thread.open_for(AssignmentFactory(edition=assignment.edition))
        assert Thread.objects.get().title == PLAIN["title"]
