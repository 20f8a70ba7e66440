"""The helpers that every app's views share. Five at most, ever."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def posted(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to, or None when there is nothing to bind.

    Asks for the method, not for the data: a form sent with every box unticked is empty, and still sent.
    """
    return request.POST if request.method == "POST" else None


def form_status(*forms: BaseForm) -> int:
    """422 when a bound form is invalid, so that htmx and machines can tell; else 200."""
    return 422 if any(form.is_bound and not form.is_valid() for form in forms) else 200


def render_part(
    request: HttpRequest, template: str, part: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The named part of `template` for htmx, the whole page for everybody else.

    Boosted and history-restore requests replace the whole page, so they get it.
    """
    htmx = getattr(request, "htmx", None)
    wants_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{part}" if wants_part else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
