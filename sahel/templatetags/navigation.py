"""The two bars above every page: where one can go on the site, and where inside a class."""

from typing import NamedTuple

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

register = template.Library()


class Tab(NamedTuple):
    """One tab of a class: its address, and the roles that see it."""

    key: str
    label: str
    url_name: str
    roles: tuple[str, ...] = ("teacher", "moderator")
    is_counted: bool = False


TABS = (
    Tab("overview", _lazy("Overview"), "gradebook:classroom"),
    Tab("assignments", _lazy("Assignments"), "lessons:assignments"),
    Tab("quizzes", _lazy("Quizzes"), "quizzes:my_quizzes", ("teacher",)),
    Tab("gradebook", _lazy("Gradebook"), "gradebook:table", ("teacher",)),
    Tab("discussions", _lazy("Discussions"), "discussions:threads"),
    Tab("moderation", _lazy("Moderation"), "discussions:queue", is_counted=True),
    Tab("people", _lazy("People"), "classrooms:people", ("teacher",)),
)
REVIEW_PAGES = {"quizzes:cards", "quizzes:card_answer", "quizzes:rate"}
OWN_QUIZZES = ("my-quizzes/", "my-rubrics/")
MODERATION_PAGES = {"queue", "item", "decide", "claim", "add_note", "audit", "post_story"}


class Link(NamedTuple):
    """One entry of a bar."""

    label: str
    url: str
    current: bool
    count: int | str = 0


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(context: Context) -> dict[str, object]:
    """The header: mark, links, and the person's menu. Error pages draw it without a request."""
    request = context.get("request")
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    place = _place(request)
    links = [Link(_("Course"), reverse("lessons:library"), place == "course")]
    if signed_in:
        links[:0] = [
            Link(_("To do"), reverse("gradebook:home"), place == "home"),
            Link(_("Classes"), reverse("classrooms:index"), place == "classes"),
        ]
        if not person.is_teacher:
            links.append(Link(_("Review"), reverse("quizzes:cards"), place == "review"))
    else:
        links.append(Link(_("Join with a code"), reverse("classrooms:join"), place == "join"))
    return {"links": links, "person": person if signed_in else None, "request": request, "theme": context.get("theme")}


@register.inclusion_tag("components/class_bar.html", takes_context=True)
def class_bar(context: Context, waiting: int | str = 0) -> dict[str, object]:
    """The tabs of a class, for those who run it; students walk by the links on their pages.

    `waiting` posts are counted on the moderation tab.
    """
    request = context["request"]
    member = request.member
    current = _tab(request.resolver_match)
    links = [
        Link(
            tab.label, reverse(tab.url_name, args=[member.classroom.slug]), tab.key == current, waiting * tab.is_counted
        )
        for tab in TABS
        if member.role in tab.roles
    ]
    return {"links": links, "classroom": member.classroom}


def _place(request: HttpRequest | None) -> str:
    """Which link of the header the page belongs to."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return ""
    if match.view_name in {"gradebook:home", "classrooms:join"}:
        return match.url_name
    if match.view_name in REVIEW_PAGES:
        return "review"
    if "classroom_slug" in match.kwargs or match.app_name == "classrooms":
        return "classes"
    return "course" if match.app_name == "lessons" and match.url_name != "landing" else ""


def _tab(match: ResolverMatch) -> str:
    """Which tab of the class bar the page belongs to."""
    if match.view_name == "gradebook:classroom":
        return "overview"
    if match.view_name == "quizzes:accommodations":
        return "people"
    if any(part in match.route for part in OWN_QUIZZES):
        return "quizzes"
    if match.app_name == "discussions":
        return "moderation" if match.url_name in MODERATION_PAGES else "discussions"
    return {"classrooms": "people", "gradebook": "gradebook"}.get(match.app_name, "assignments")
