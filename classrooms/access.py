"""Who may come in. Every view of the site carries exactly one of these decorators, outermost.

LoginRequiredMiddleware has sent strangers to the sign-in page before any of them runs. Inside a class every date that
is shown or typed is meant in the class's time zone.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership, Role

View = Callable[..., HttpResponse]


class MemberRequest(HttpRequest):
    """A request that came in through one of the member decorators."""

    member: Membership


def _admit(*roles: Role) -> Callable[[View], View]:
    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, classroom_slug: str, **kwargs: object) -> HttpResponse:
            request.member = get_object_or_404(
                request.user.memberships.active().select_related("classroom"), classroom__slug=classroom_slug
            )
            request.member.user = request.user
            if request.member.role not in roles:
                raise PermissionDenied
            with timezone.override(request.member.classroom.zone):
                return view(request, **kwargs)

        guarded.admits = roles
        return guarded

    return decorator


member_required = _admit(*Role)
student_required = _admit(Role.STUDENT)
teacher_required = _admit(Role.TEACHER)
student_or_teacher_required = _admit(Role.STUDENT, Role.TEACHER)
moderator_required = _admit(Role.TEACHER, Role.MODERATOR)


def signed_in(view: View) -> View:
    """Admit everybody who has signed in; for pages that belong to no class."""
    view.admits = "everybody who has signed in"
    return view


def teaching(view: View) -> View:
    """Admit everybody who teaches, here or in any class; for pages of the course that are not for students."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not teaches(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    guarded.admits = "everybody who teaches"
    return guarded


def teaches(user: User) -> bool:
    """Whether the person may open classes, or teaches in one."""
    return user.is_authenticated and (user.is_teacher or user.memberships.active().teachers().exists())


def public(*, reason: str) -> Callable[[View], View]:
    """Admit everybody, and say why."""

    def decorator(view: View) -> View:
        view.admits = f"everybody: {reason}"
        return login_not_required(view)

    return decorator
