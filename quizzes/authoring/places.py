"""The places of a quiz as its author sees them: what is asked, for how many points, and what keeps it from being asked.

Two queries however many quizzes and places there are, and two more for the pools of one quiz.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.models import Claim
from quizzes.kinds import KEYLESS
from quizzes.models import QuestionVersion, Quiz, QuizItem


@dataclass
class Place:
    """One place. `version` is the one that is asked, else the draft; `draft` is a newer one that is not asked yet.

    `matching` says how many questions a pool has, if somebody counted; `typed` and `error` are what a form says of the
    points; `focus` names the button on which the keys stay after a change.
    """

    item: QuizItem
    number: int
    version: QuestionVersion | None = None
    draft: QuestionVersion | None = None
    matching: int | None = None
    typed: str | None = None
    error: str = ""
    focus: str = ""

    @property
    def shown_points(self) -> str:
        """What stands in the field of its points: what was typed last, else what it counts here, if that is said."""
        return str(self.item.points or "") if self.typed is None else self.typed

    @property
    def is_pool(self) -> bool:
        """Whether its questions are drawn."""
        return self.item.question_id is None

    @property
    def heading(self) -> SafeString | str:
        """The first line of the question."""
        return self.version.heading_html if self.version else ""

    @property
    def is_mine(self) -> bool:
        """Whether the question is the teacher's own, and so can be changed."""
        return not self.is_pool and self.item.question.author_id is not None

    @property
    def may_be_mine(self) -> bool:
        """Whether the course's question can be copied: it has a wording, and still a right answer if it had one."""
        if self.is_pool or self.is_mine or self.version is None or self.item.question.suspended_for_id:
            return False
        claim = self.version.claim
        return self.version.kind in KEYLESS or claim is None or claim.status in Claim.KEYABLE

    @property
    def takes_points(self) -> bool:
        """Whether it can count; a survey cannot."""
        return self.is_pool or self.version is None or self.version.asked_for_points

    @property
    def is_asked(self) -> bool:
        """Whether an attempt that starts now asks the question."""
        is_ready = self.version is not None and self.version.status == QuestionVersion.Status.READY
        return is_ready and not self.item.question.suspended_for_id and not self.item.question.retired_at

    @property
    def count(self) -> int:
        """How many questions an attempt that starts now gets from here."""
        if not self.is_pool:
            return int(self.is_asked)
        return self.item.pool_count if self.matching is None else min(self.item.pool_count, self.matching)

    @property
    def points(self) -> int:
        """What they are worth together."""
        each = self.item.points if self.is_pool else self.version and self.item.worth(self.version)
        return self.count * (each or 0)

    @property
    def state(self) -> str:
        """Why it is not asked, or not as it was written last; nothing when all is well."""
        if self.is_pool:
            return self._state_of_pool()
        question = self.item.question
        if question.suspended_for_id:
            claim = question.suspended_for
            said = {"code": claim.code, "status": claim.get_status_display().lower()}
            return _("Suspended: claim %(code)s is %(status)s now, so no answer is right or wrong.") % said
        if question.retired_at:
            return _("The course does not ask it any more, and so this quiz does not either.")
        if not self.is_asked:
            return _("A draft: it is not asked until you save it for use.")
        return _("You have a newer draft; the version before it is asked.") if self.draft else ""

    def _state_of_pool(self) -> str:
        if self.matching is None or self.matching >= self.item.pool_count:
            return ""
        return _("Only %(n)s match now, so it cannot draw %(all)s.") % {"n": self.matching, "all": self.item.pool_count}


def places_of(quiz: Quiz) -> list[Place]:
    """One quiz's places, each pool with how many questions match."""
    places = places_by_quiz([quiz])[quiz.pk]
    pools = [place for place in places if place.is_pool]
    for place, matching in zip(pools, quiz.matching(*(place.item for place in pools)) if pools else (), strict=True):
        place.matching = matching
    return places


def places_by_quiz(quizzes: Collection[Quiz]) -> dict[int, list[Place]]:
    """The places of many quizzes by the quiz's key. Nobody counts what matches their pools."""
    related = ("question__suspended_for", "pool_lesson", "pinned_version__claim")
    items = list(QuizItem.objects.filter(quiz__in=quizzes).order_by("quiz", "position").select_related(*related))
    versions = _versions({item.question_id for item in items if item.question_id})
    places: dict[int, list[Place]] = {quiz.pk: [] for quiz in quizzes}
    for item in items:
        beside = places[item.quiz_id]
        asked, draft = versions.get(item.question_id, (None, None))
        beside.append(Place(item, len(beside) + 1, item.pinned_version or asked or draft, draft if asked else None))
    return places


def _versions(questions: Iterable[int]) -> dict[int, tuple[QuestionVersion | None, QuestionVersion | None]]:
    """The newest ready version of each question, and a draft that is newer."""
    rows = QuestionVersion.objects.filter(question__in=questions).exclude(status=QuestionVersion.Status.RETIRED)
    found: dict[int, tuple[QuestionVersion | None, QuestionVersion | None]] = {}
    for version in rows.defer("spec", "explanation_html").select_related("claim").order_by("number"):
        asked, _draft = found.get(version.question_id, (None, None))
        is_ready = version.status == QuestionVersion.Status.READY
        found[version.question_id] = (version, None) if is_ready else (asked, version)
    return found
