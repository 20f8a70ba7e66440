"""Every page that somebody can reach by links is open to everybody: axe has nothing to say, and nothing sticks out.

Each person walks the demo class with the real course, one page of each kind, narrow and wide, light and dark.
"""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page

from accounts.models import User
from classrooms.models import Role
from tests.browser.axe import look
from tests.world import World, know_all_rows, pages

know_all_rows()

LINKS = "Array.from(document.links, link => link.origin === location.origin ? link.pathname : '')"

# What each must have met on the way: a walk that ends at the first page proves nothing.
WALKS = {
    None: [
        "lessons:lesson",
        "lessons:lesson_sources",
        "lessons:source",
        "lessons:claim",
        "lessons:timeline",
        "lessons:overview",
        "account_login",
        "classrooms:join",
    ],
    "awa": [
        "lessons:article",
        "gradebook:home",
        "gradebook:classroom",
        "lessons:read",
        "lessons:assignment",
        "discussions:thread",
        "quizzes:cards",
        "quizzes:card_answer",
    ],
    "moderator": ["gradebook:home", "discussions:queue", "discussions:item", "discussions:all_waiting"],
    "teacher": [
        "lessons:guide",
        "lessons:pack",
        "quizzes:answer_key",
        "gradebook:table",
        "lessons:assign",
        "classrooms:people",
        "classrooms:settings",
        "discussions:queue",
    ],
}

# Long pages that are the same for everybody: the stranger's walk has looked at them.
SAME_FOR_ALL = {
    f"lessons:{name}"
    for name in ("lesson", "lesson_sources", "module", "claim", "claims", "glossary", "source", "sources", "timeline")
}

# Pages that the demo class shows to nobody, or on which only a form's answer lands.
RARE = [
    ("quizzes:start", Role.STUDENT),
    ("quizzes:result", Role.STUDENT),
    ("quizzes:release", Role.TEACHER),
    ("quizzes:answer", Role.STUDENT),
    ("quizzes:paper", Role.STUDENT),
    ("quizzes:review", Role.STUDENT),
    *[
        (f"quizzes:{name}", Role.TEACHER)
        for name in (
            "accommodations",
            "add_pool",
            "adjust",
            "bank",
            "bank_question",
            "edit_pool",
            "edit_question",
            "edit_quiz",
            "edit_rubric",
            "exceptions",
            "give_quiz",
            "handed_in",
            "import_answers",
            "items",
            "mark",
            "my_quizzes",
            "new_quiz",
            "preview",
            "quiz_settings",
            "regrade",
            "release_marks",
            "to_mark",
            "write_question",
            "write_rubric",
        )
    ],
    ("discussions:write", Role.STUDENT),
    ("lessons:take_edition", Role.TEACHER),
    ("classrooms:slips", Role.TEACHER),
    ("account_logout", Role.STUDENT),
    ("account_reset_password_done", None),
    ("account_inactive", None),
]


@pytest.fixture
def _demo_class(transactional_db, settings) -> None:
    settings.DEBUG = True
    call_command("load_curriculum", verbosity=0)
    call_command("seed_demo", verbosity=0)
    settings.DEBUG = False


@pytest.mark.usefixtures("_demo_class")
@pytest.mark.parametrize(("username", "met"), WALKS.items())
def test_every_page_is_open_to_everybody(username, met, page_for):
    page = page_for(User.objects.get(username=username) if username else None)
    seen, wrong = set(), []
    for name in walk(page, reverse("gradebook:home" if username else "lessons:landing")):
        seen.add(name)
        if not (username and name in SAME_FOR_ALL):
            wrong += look(page)
    assert not wrong, "\n".join(wrong)
    assert not set(met) - seen


@pytest.mark.parametrize(("name", "role"), RARE)
def test_a_page_that_few_links_lead_to_is_open_too(name, role, page_for):
    world = World(role or Role.STUDENT)
    found = next(page for page in pages() if page.name == name)
    page = page_for(world.caller if role else None)
    page.goto(world.address(found))
    assert kind_of(urlsplit(page.url).path) == name
    assert not look(page)


def test_a_page_that_is_not_there_is_open_too(page_for, outsider, classroom):
    page = page_for(outsider)
    assert page.goto(classroom.get_absolute_url()).status == 404
    assert not look(page)


def test_a_page_that_is_refused_is_open_too(page_for, student):
    page = page_for(student)
    assert page.goto(reverse("gradebook:table", args=[student.classroom.slug])).status == 403
    assert not look(page)


def test_the_one_time_code_is_changed_on_a_page_open_to_everybody(page_for, student):
    student.user.must_change_password = True
    student.user.save()
    page = page_for(student)
    page.goto(reverse("gradebook:home"))
    assert kind_of(urlsplit(page.url).path) == "change_one_time_code"
    assert not look(page)


def walk(page: Page, start: str) -> Iterator[str]:
    """Go to one page of each kind that links lead to, and yield the kind's name while there."""
    waiting, kinds = deque([start]), set()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if not kind or kind in kinds or not is_a_page(page, path):
            continue
        kinds.add(kind)
        page.goto(path)
        yield kind
        waiting.extend(page.evaluate(LINKS))


def kind_of(path: str) -> str:
    """The name of the view behind `path`; nothing for static files."""
    try:
        return resolve(path).view_name if path else ""
    except Resolver404:
        return ""


def is_a_page(page: Page, path: str) -> bool:
    """Whether it is HTML, and not a table to download."""
    answer = page.request.get(path)
    assert answer.ok, f"a link leads to {path}, which answers {answer.status}"
    return "text/html" in answer.headers["content-type"]
