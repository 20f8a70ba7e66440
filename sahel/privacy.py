"""Computers are shared at school: what a person saw signed in is gone from them after the sign-out."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class KeptNowhereMiddleware:
    """Let neither a browser nor a proxy keep an answer to somebody with a session.

    Else the back button shows the page again to whoever sits down next, and a school's proxy may hand it on. Asks for
    the cookie and not for the person: that costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            patch_cache_control(response, private=True, no_store=True)
        return response
