"""Check questions inside the lessons, for everybody who reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from classrooms.access import public
from quizzes.checks import Check, versions_to_check
from sahel.shortcuts import posted, render_part


@public(reason="lessons are open to everybody, and so are the questions inside them")
def check(request: HttpRequest, question_code: str) -> HttpResponse:
    """Say at once whether an answer is right, and why; nothing is stored."""
    versions = versions_to_check().select_related("question__lesson__current_edition", "claim")
    version = get_object_or_404(versions, question__code=question_code)
    asked = Check.ask(version, posted(request))
    context = {"check": asked, "lesson": version.question.lesson}
    return render_part(request, "quizzes/check.html", "check", context, status=422 if asked.is_empty else 200)
