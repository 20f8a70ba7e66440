"""Checked questions into the database: what changed becomes a new version; what is as it was stays as it is."""

import json
from typing import Any

from django.utils import timezone

from lessons.curriculum.markdown import render
from lessons.models import Claim, Lesson
from quizzes.course.reading import QuestionFiles, ReadQuestion
from quizzes.kinds import KINDS, UNSCORED
from quizzes.models import Question, QuestionVersion, Quiz, QuizItem, Rubric
from quizzes.models.suspension import suspend_or_wake
from quizzes.models.wording import Wording, digest


def write_questions(files: QuestionFiles) -> int:
    """Rubrics, questions, versions and quizzes; runs inside the loader's transaction."""
    writer = _Writer(files)
    writer.rubrics()
    writer.questions()
    writer.quizzes()
    writer.retire()
    writer.changed += suspend_or_wake(Question.objects.exclude(author=None).current())
    return writer.changed


class _Writer:
    """One pass, in the order in which rows need each other."""

    def __init__(self, files: QuestionFiles) -> None:
        self.files, self.changed = files, 0
        self.lesson_rows = Lesson.objects.in_bulk(files.course.lessons, field_name="code")

    def rubrics(self) -> None:
        """The newest number of each rubric says what the file says."""
        self.rubric_rows = {rubric.code: rubric for rubric in Rubric.objects.order_by("number")}
        for code, entry in self.files.rubrics.items():
            content = {"title": entry["title"], "criteria": [_plain(criterion) for criterion in entry["criteria"]]}
            sha, newest = digest(content), self.rubric_rows.get(code)
            if newest is None or newest.sha256 != sha:
                number = newest.number + 1 if newest else 1
                self.rubric_rows[code] = Rubric.objects.create(code=code, number=number, sha256=sha, **content)
                self.changed += 1

    def questions(self) -> None:
        """The newest version of each question says what the file says."""
        known = Question.objects.in_bulk(field_name="code")
        claims = Claim.objects.in_bulk(field_name="code")
        newest = {version.question_id: version for version in QuestionVersion.objects.order_by("number")}
        self.question_rows = {
            code: self._question(read, known.get(code), claims) for code, read in self.files.questions.items()
        }
        for code, read in self.files.questions.items():
            if read.suspended_for:
                continue
            question = self.question_rows[code]
            wording, last = self._wording(read, claims), newest.get(question.pk)
            if last is None or last.sha256 != wording.digest or last.status != QuestionVersion.Status.READY:
                number = last.number + 1 if last else 1
                question.versions.create(number=number, **wording.columns(render))
                self.changed += 1

    def quizzes(self) -> None:
        """One quiz for each lesson that has questions, in the order of the file."""
        by_lesson: dict[str, list[Question]] = {}
        for code, read in self.files.questions.items():
            by_lesson.setdefault(read.entry["lesson"], []).append(self.question_rows[code])
        for code, questions in by_lesson.items():
            title = self.files.course.lessons[code].front["title"]
            quiz, is_new = Quiz.objects.get_or_create(lesson=self.lesson_rows[code], defaults={"title": title})
            if quiz.title != title:
                quiz.title = title
                quiz.save()
                self.changed += 1
            asked = list(quiz.items.order_by("position").values_list("question_id", flat=True))
            if asked != [question.pk for question in questions]:
                quiz.items.all().delete()
                QuizItem.objects.bulk_create(
                    QuizItem(quiz=quiz, position=position, question=question)
                    for position, question in enumerate(questions, 1)
                )
                self.changed += len(questions)
            self.changed += is_new

    def retire(self) -> None:
        """What the files do not ask any more is kept for the answers it was given, and asked no more."""
        gone = Question.objects.of_the_course().current().exclude(code__in=self.files.questions)
        QuizItem.objects.filter(quiz__author__isnull=True, question__in=gone).delete()
        self.changed += gone.update(retired_at=timezone.now())

    def _question(self, read: ReadQuestion, known: Question | None, claims: dict[str, Claim]) -> Question:
        question = known or Question(code=read.entry["id"])
        lesson, tags = self.lesson_rows[read.entry["lesson"]], list(read.entry.get("tags", ()))
        unsettled = claims[read.suspended_for] if read.suspended_for else None
        wanted = (lesson.pk, tags, None, unsettled and unsettled.pk)
        if (
            known is None
            or (question.lesson_id, question.tags, question.retired_at, question.suspended_for_id) != wanted
        ):
            question.lesson, question.tags, question.retired_at = lesson, tags, None
            question.suspended_for, question.suspended_at = unsettled, timezone.now() if unsettled else None
            question.save()
            self.changed += 1
        return question

    def _wording(self, read: ReadQuestion, claims: dict[str, Claim]) -> Wording:
        """What the file says, as a version keeps it."""
        entry = read.entry
        return Wording(
            asked=KINDS[entry["kind"]].read(read.spec),
            prompt=entry["prompt"],
            explanation=entry.get("explanation", ""),
            points=entry.get("points", 0 if entry["kind"] in UNSCORED else 1),
            claim=claims.get(entry.get("claim", "")),
            rubric=self.rubric_rows.get(entry.get("rubric", "")),
            section=entry.get("section", ""),
            source_keys=tuple(entry.get("sources", ())),
        )


def _plain(value: Any) -> Any:
    """A value out of a file without its memory of lines."""
    return json.loads(json.dumps(value))
