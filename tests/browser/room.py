"""A class in which something can happen, and the look at its pages in every width and theme."""

from dataclasses import dataclass

from playwright.sync_api import Page

from classrooms.models import Membership, Norm
from discussions.models import Thread
from lessons.models import Claim
from tests.browser.axe import look
from tests.discussions.factories import ThreadFactory
from tests.factories import NormFactory
from tests.lessons.factories import ClaimFactory

ENDLESS = "Rechtsschutzversicherungsgesellschaften" * 3
"""A word that no narrow page holds in one line: people type such, or the address of a page."""


@dataclass(frozen=True)
class Room:
    """A discussion of a class about a claim of its lesson, with those who read, write and look after it."""

    thread: Thread
    claim: Claim
    norm: Norm
    student: Membership
    classmate: Membership
    teacher: Membership
    moderator: Membership

    @property
    def url(self) -> str:
        """The address of the class."""
        return self.thread.classroom.get_absolute_url()

    @property
    def thread_url(self) -> str:
        """The address of the discussion."""
        return self.thread.get_absolute_url()


def room_of(**cast: Membership) -> Room:
    """A room in the class of `cast`: its student, classmate, teacher and moderator."""
    classroom = cast["student"].classroom
    thread = ThreadFactory(classroom=classroom, assignment__created_by=cast["teacher"], title=f"Who said {ENDLESS}?")
    claim = ClaimFactory(lesson=thread.prompt.lesson, text=f"All fifteen members of the Council voted for {ENDLESS}.")
    thread.assignment.edition.claims.add(claim)
    return Room(thread, claim, NormFactory(classroom=classroom, text=f"Argue with the claim {ENDLESS}"), **cast)


def everybody_can_use(page: Page) -> None:
    """Fail when a part of the page, folded or not, keeps anybody out."""
    for details in page.locator("main details").all():
        details.evaluate("node => { node.open = true }")
    wrong = look(page)
    assert not wrong, "\n".join(wrong)
