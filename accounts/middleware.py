"""A one-time code opens one page: the one where it is replaced."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

OPEN_PAGES = {"change_one_time_code", "account_logout", "set_theme"}


class ChangeOneTimeCodeMiddleware:
    """Lead whoever signed in with a one-time code to the page that asks for a password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Runs when the address is known and before the view is called."""
        if request.resolver_match.view_name in OPEN_PAGES or not _has_one_time_code(request):
            return None
        answer = redirect("change_one_time_code")
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def _has_one_time_code(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.must_change_password
