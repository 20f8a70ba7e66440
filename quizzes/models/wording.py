"""A teacher writes a question: what was typed becomes a version, and a version that is in use stays what it was.

A draft is rewritten in place. A version that is ready never is: writing on adds the next number, and everybody who has
begun an attempt keeps the old one.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from lessons.curriculum.markdown import render_clean
from lessons.models import Claim
from quizzes.kinds import Kind
from quizzes.models.questions import Question, QuestionVersion, Rubric, new_code
from quizzes.models.quizzes import Quiz
from quizzes.models.suspension import suspend_or_wake


class WrittenMeanwhile(Exception):
    """Somebody saved the question since it was opened; `version` is what they saved."""

    def __init__(self, version: QuestionVersion) -> None:
        super().__init__("The question was saved by somebody else in the meantime.")
        self.version = version


@dataclass(frozen=True)
class Wording:
    """Everything that makes a version what it is, and the question's tags."""

    asked: Kind
    prompt: str
    explanation: str = ""
    points: int = 1
    claim: Claim | None = None
    rubric: Rubric | None = None
    section: str = ""
    source_keys: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Two wordings with the same digest ask the same, in the course and among a teacher's own."""
        content = {
            "kind": self.asked.name,
            "claim": self.claim.code if self.claim else "",
            "rubric": [self.rubric.code, self.rubric.number] if self.rubric else None,
            "section": self.section,
            "source_keys": list(self.source_keys),
            "points": self.points,
            "prompt": self.prompt,
            "explanation": self.explanation,
            "spec": self.asked.write(),
        }
        return digest(content)

    def columns(self, render: Callable[[str], str] = render_clean) -> dict[str, Any]:
        """What a row keeps of it. What a person typed is cleaned; the course's own files are only rendered."""
        return {
            "kind": self.asked.name,
            "claim": self.claim,
            "rubric": self.rubric,
            "section": self.section,
            "source_keys": list(self.source_keys),
            "points": self.points,
            "prompt": self.prompt,
            "prompt_html": render(self.prompt),
            "explanation": self.explanation,
            "explanation_html": render(self.explanation),
            "spec": self.asked.write(),
            "sha256": self.digest,
        }

    def unsaved(self) -> QuestionVersion:
        """A version that is stored nowhere, to look at."""
        return QuestionVersion(**self.columns())


def digest(content: Mapping[str, Any]) -> str:
    """A fingerprint of plain values."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def write_question(quiz: Quiz, wording: Wording, *, code: str, ready: bool) -> Question:
    """A new question of the quiz's author, at the end of the quiz."""
    Quiz.objects.select_for_update(no_key=True).get(pk=quiz.pk)
    there = Question.objects.filter(code=code).first()
    if there and there.author_id == quiz.author_id and _newest(there).sha256 == wording.digest:
        return there
    question = Question.objects.create(
        code=new_code() if there else code, author_id=quiz.author_id, lesson=quiz.about, tags=list(wording.tags)
    )
    question.versions.create(number=1, status=_status(ready=ready), **wording.columns())
    quiz.add([question])
    return question


@transaction.atomic
def reword(question: Question, wording: Wording, *, seen: str, ready: bool) -> QuestionVersion:
    """Rewrite the draft, or add the next version to what is in use; `seen` is the stamp of the one that was opened.

    Raises `WrittenMeanwhile` when another was saved since. Sent twice, it writes once.
    """
    question = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    newest, status = _newest(question), _status(ready=ready)
    is_the_same = (newest.sha256, newest.status) == (wording.digest, status)
    if newest.stamp != seen and not is_the_same:
        raise WrittenMeanwhile(newest)
    question.tags = list(wording.tags)
    question.save(update_fields=["tags"])
    if is_the_same:
        return newest
    if newest.status == QuestionVersion.Status.DRAFT:
        written = newest
        for name, value in (wording.columns() | {"status": status, "created_at": timezone.now()}).items():
            setattr(written, name, value)
        written.save()
    else:
        written = question.versions.create(number=newest.number + 1, status=status, **wording.columns())
    suspend_or_wake(Question.objects.filter(pk=question.pk))
    return written


def _newest(question: Question) -> QuestionVersion:
    return question.versions.select_related("claim", "rubric").order_by("-number")[0]


def _status(*, ready: bool) -> str:
    return QuestionVersion.Status.READY if ready else QuestionVersion.Status.DRAFT


def ids_in(spec: Mapping[str, Any]) -> set[str]:
    """The ids that a specification uses; answers name them, so they never come to stand for something else."""
    lists = (value for value in spec.values() if isinstance(value, list))
    return {str(row["id"]) for rows in lists for row in rows if isinstance(row, Mapping) and "id" in row}
