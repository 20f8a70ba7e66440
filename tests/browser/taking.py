"""What a student does on the pages of a quiz; the quiz's browser tests put it in order."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from classrooms.models import Membership
from quizzes.models import Attempt, Override, Response
from tests.factories import PASSWORD
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import OverrideFactory, QuizSettingsFactory

TEXT = "The Council voted on 17 March."

# By a word of each option, each line's label and each list's label; tests/quizzes/specs.py asks.
OPTIONS = ["Five", "A ceasefire", "A no-fly zone", "False", "Inaccurate", "A long essay", "Speaks against it", "heard"]
LINES = {"Year": "2 011", "Your answer": "Resolution 1973", "Gap 2 of 2": "17th"}
CHOICES = {
    "Protests begin": "1",
    "The Arab League asks": "2",
    "The Council votes": "3",
    "Robert Gates": "advised against",
    "Susan Rice": "won a wider resolution",
    "Gap 1 of 2": "1973",
    "A list of votes": "Supports the claim",
    "A denial": "Challenges it",
    "A map of Libya": "Context only",
    "We shall not surrender": "Gaddafi",
    "Any means necessary": "Rice",
}


def begin(student: Membership, kinds: list[str], *, time_limit: int | None = 30, **terms: Any) -> Attempt:
    """An attempt that has begun just now; `terms` are what its teacher has set otherwise than practice."""
    opens_at = timezone.now() - timedelta(days=1)
    place = {"classroom": student.classroom, "opens_at": opens_at, "time_limit": time_limit}
    assignment = AssignmentFactory(**place, preset="practice")
    QuizSettingsFactory(assignment=assignment, **terms)
    return start(assignment, student, kinds=kinds)


def leave(attempt: Attempt, **left: float) -> None:
    """Let so much of the half an hour be left: `leave(attempt, seconds=3)`; less than nothing: it is over."""
    began = timezone.now() - timedelta(minutes=30) + timedelta(**left)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=began, deadline_at=began + timedelta(minutes=30))


def double_the_time(attempt: Attempt) -> None:
    """What a teacher grants to this student."""
    OverrideFactory(student=attempt.student, assignment=attempt.assignment, time_factor="2")
    Attempt.move_deadlines(attempt.assignment)
    assert Override.objects.exists()


def sign_out(page: Page) -> None:
    """As when a session ends: the page stays as it is."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def sign_in_on(page: Page, who: Membership, password: str = PASSWORD) -> None:
    """In the dialog that stands over the page."""
    dialog = page.locator("#sign-in-again")
    dialog.locator("input[name=login]").fill(who.user.username)
    dialog.locator("input[name=password]").fill(password)
    dialog.locator("form button[type=submit], form button.btn-primary").first.click()


def answer_of(response: Response) -> Any:
    """As the database has it."""
    return Response.objects.get(pk=response.pk).answer


def kinds_of(response: Response) -> set[str]:
    """What became of everything that was sent for it."""
    return set(response.events.values_list("kind", flat=True))


def write(page: Page, text: str) -> None:
    """Key by key."""
    page.get_by_label("Your answer").press_sequentially(text)


def answer_rightly(page: Page) -> None:
    """Whatever the page asks; where a person marks, with a text."""
    for text in OPTIONS:
        option = page.locator("label.option", has_text=text)
        if option.count():
            option.locator("input").check()
    for label, text in LINES.items():
        line = page.locator("main input[type=text]").and_(page.get_by_label(label))
        if line.count():
            line.fill(text)
    for label, choice in CHOICES.items():
        select = page.locator("main select").and_(page.get_by_label(label))
        if select.count():
            select.select_option(label=choice)
    for area in page.locator("main textarea").all():
        area.fill(TEXT)
