"""A teacher's own questions rest while a claim on which their key stands has no settled status.

load_curriculum asks for it after it has judged the claims, as it does for the course's questions; and so does whoever
saves a new version.
"""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone

from lessons.models import Claim
from quizzes.kinds import KINDS
from quizzes.kinds.options import misconceptions
from quizzes.models.questions import Question, QuestionVersion


def suspend_or_wake(questions: QuerySet[Question]) -> int:
    """Let each rest or ask it again, as the claims stand today; the number of questions that changed."""
    claims = Claim.objects.in_bulk(field_name="code")
    versions = QuestionVersion.objects.latest_ready().filter(question__in=questions)
    changed = 0
    for version in versions.select_related("question", "claim"):
        question, unsettled = version.question, unsettled_claim(version, claims)
        if question.suspended_for_id != (unsettled.pk if unsettled else None):
            question.suspended_for, question.suspended_at = unsettled, timezone.now() if unsettled else None
            question.save(update_fields=["suspended_for", "suspended_at"])
            changed += 1
    return changed


def unsettled_claim(version: QuestionVersion, claims: Mapping[str, Claim]) -> Claim | None:
    """The claim by which the version has lost its right answer, if there is one."""
    claim = version.claim
    if claim and KINDS[version.kind].has_key:
        if claim.status not in Claim.KEYABLE:
            return claim
        if version.kind == "claimcheck" and version.spec["answer"] != claim.status:
            return claim
    named = (claims[code] for code in misconceptions(version.spec) if code in claims)
    return next((one for one in named if one.status != Claim.Status.INACCURATE), None)
