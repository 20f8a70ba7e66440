"""A teacher writes a rubric. Rows never change: whatever is changed becomes the next number of the same code.

A change of wording, with the same criteria and as many levels, reaches everything that is marked by an older number
(`Rubric.today`). A change of meaning does not: what was asked with the older number is marked by it to the end, and
questions take the new number when they are saved with it.
"""

import secrets
from typing import Any

from django.db import transaction

from accounts.models import User
from quizzes.models.questions import Rubric
from quizzes.models.wording import digest

Criteria = list[dict[str, Any]]


class RewordedMeanwhile(Exception):
    """Somebody saved the rubric since it was opened; `rubric` is what they saved."""

    def __init__(self, rubric: Rubric) -> None:
        super().__init__("The rubric was saved by somebody else in the meantime.")
        self.rubric = rubric


def new_rubric_code() -> str:
    """The code of a teacher's own rubric; the form carries it, so that a form sent twice writes one rubric."""
    return f"own-{secrets.token_hex(4)}"


@transaction.atomic
def write_rubric(author: User, title: str, criteria: Criteria, *, code: str) -> Rubric:
    """A new rubric of the teacher's own. A form that is sent twice at once writes one."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    there = Rubric.objects.filter(code=code).order_by("number").last()
    content = {"title": title, "criteria": criteria}
    if there and there.author_id == author.pk and there.sha256 == digest(content):
        return there
    code = new_rubric_code() if there else code
    return Rubric.objects.create(code=code, author=author, sha256=digest(content), **content)


@transaction.atomic
def reword_rubric(rubric: Rubric, title: str, criteria: Criteria, *, seen: int) -> Rubric:
    """The next number of a rubric; `seen` is the number that was opened.

    Raises `RewordedMeanwhile` when another was saved since. Nothing new is no new number.
    """
    numbers = Rubric.objects.filter(code=rubric.code).order_by("number")
    numbers.select_for_update(no_key=True).first()  # rows never change, so the first one stands for the code
    newest, content = numbers.last(), {"title": title, "criteria": criteria}
    if newest.sha256 == digest(content):
        return newest
    if newest.number != seen:
        raise RewordedMeanwhile(newest)
    return Rubric.objects.create(
        code=newest.code, number=newest.number + 1, author_id=newest.author_id, sha256=digest(content), **content
    )
