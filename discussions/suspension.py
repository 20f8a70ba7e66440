"""A suspended student finds no discussion of the class, and reads why.

The rule itself is in `visible_to` of threads and posts: to somebody who is suspended nothing is there. This turns the
"not found" that follows into a page that says until when, and whom to ask. It costs other people nothing.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from discussions.views.sanction_notices import suspension_of


class SuspensionMiddleware:
    """Answers where a discussion is not found because its reader is suspended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every request pass."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for the suspended; None, and with it the usual answer, for everybody else."""
        member = getattr(request, "member", None)
        if not isinstance(exception, Http404) or member is None or request.resolver_match.app_name != "discussions":
            return None
        notice = suspension_of(member)
        if notice is None:
            return None
        context = {"classroom": member.classroom, "sanction": notice}
        return render(request, "discussions/suspended.html", context, status=403)
