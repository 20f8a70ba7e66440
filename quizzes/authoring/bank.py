"""The bank: the course's questions and a teacher's own, to look through and to draw from."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from quizzes.models import Question, QuestionVersion, Quiz

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What a teacher looks for; whatever is empty does not narrow."""

    whose: str = ""
    module: int | None = None
    lesson: int | None = None
    kind: str = ""
    tag: str = ""
    words: str = ""

    @property
    def lessons(self) -> Q:
        """The lesson or the module that is wanted."""
        if self.lesson:
            return Q(question__lesson=self.lesson)
        return Q(question__lesson__module=self.module) if self.module else Q()

    @property
    def author(self) -> Q:
        """The course's, one's own, or both."""
        return Q(question__author__isnull=self.whose == "course") if self.whose else Q()

    @property
    def wording(self) -> Q:
        """The kind, and words in the question or its code."""
        found = Q(kind=self.kind) if self.kind else Q()
        if self.words:
            found &= Q(prompt__icontains=self.words) | Q(question__code__iexact=self.words)
        return found


@dataclass(frozen=True)
class BankPage:
    """Some of what was found, in the order of the course, with one's own after it; `after` leads to the next ones."""

    versions: list[QuestionVersion]
    found: int
    after: int | None


def bank_of(user: User) -> QuerySet[QuestionVersion]:
    """What can be put into a quiz: of each question the version that is asked."""
    return QuestionVersion.objects.latest_ready().filter(question__in=Question.objects.in_bank_of(user))


def page_of(user: User, wanted: Wanted, after: int = 0) -> BankPage:
    """The questions that are wanted, after the one with the key `after`: three queries."""
    found = bank_of(user).filter(wanted.lessons, wanted.author, wanted.wording)
    if wanted.tag:
        carry = [pk for pk, tags in _tags(user) if wanted.tag in tags]
        found = found.filter(question__in=carry)
    rows = found.filter(question__gt=after).order_by("question").select_related("question__lesson", "claim")
    versions = list(rows.defer("spec", "explanation_html")[: PAGE + 1])
    page = versions[:PAGE]
    return BankPage(page, found.count(), page[-1].question_id if len(versions) > PAGE else None)


def tags_of(user: User) -> list[tuple[str, int]]:
    """All tags in the bank with how many questions carry each, by name."""
    counts = Counter(tag for _pk, tags in _tags(user) for tag in tags)
    return sorted(counts.items(), key=lambda tag: tag[0].casefold())


def own_tags(user: User) -> set[str]:
    """The tags that a teacher gave to questions of their own."""
    return {tag for tags in Question.objects.written_by(user).values_list("tags", flat=True) for tag in tags}


def asked_in(quiz: Quiz) -> set[int]:
    """The questions that stand in the quiz already."""
    return set(quiz.items.exclude(question__isnull=True).values_list("question", flat=True))


def _tags(user: User) -> list[tuple[int, list[str]]]:
    """Tags are a list in the row, and SQLite cannot look into it: so they are read, a few bytes a question."""
    ready = Q(versions__status=QuestionVersion.Status.READY)
    return list(Question.objects.in_bank_of(user).filter(ready).order_by("pk").values_list("pk", "tags").distinct())
