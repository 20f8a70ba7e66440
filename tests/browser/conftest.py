"""A real Chromium in front of a real server: `page_for(student)` is a page of that person's browser.

Static files are collected, hashed and compressed as in production, so that what a page weighs here is what it weighs.
A page that logs an error, asks another host for anything or gets no answer to what it loads fails its test.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from accounts.models import User
from classrooms.models import Membership
from tests.browser import chromium
from tests.browser.axe import HEIGHTS, complaints
from tests.browser.taking import begin

# Playwright runs an event loop in the thread of the tests, and Django takes every such thread for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What Chromium says of every 4xx; what htmx says of a save that the next keystroke or the next page makes superfluous,
# of one that a test cuts off from the network, and of one with a token that a sign-in in another tab has changed.
REFUSED = "Response Status Error Code 403"
EXPECTED = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort", "htmx:sendError", REFUSED)

PageFor = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, chromium.NONE
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def _static_files(tmp_path_factory) -> Iterator[None]:
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"), STORAGES=settings.STORAGES | {"staticfiles": storage}
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="package")
def server(_static_files) -> Iterator[str]:
    """The site's address. Not pytest-django's live server: that one answers for static files itself."""
    running = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    running.daemon_threads = True
    running.set_app(WSGIHandler())
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://localhost:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.fixture
def page_for(transactional_db, browser, server, sign_in) -> Iterator[PageFor]:
    """Open a page for a member, for a person, or for a stranger (None): `page_for(student, js=False, width=375)`."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(who: Membership | User | None = None, *, js: bool = True, width: int = 1280, theme: str = "light"):
        context = browser.new_context(
            base_url=server,
            java_script_enabled=js,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if who:
            session = sign_in(who).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
        _watch(context, server, faults)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def attempt(student):
    """The student has begun a quiz of a choice and an essay."""
    return begin(student, ["single", "essay"])


@pytest.fixture
def essay(attempt):
    """Its second question."""
    return attempt.responses.get(position=2)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail when the page keeps anybody out: `axe(page)`."""

    def nobody_is_kept_out(page: Page) -> None:
        found = complaints(page)
        assert not found, "\n".join(found)

    return nobody_is_kept_out


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Fail when the page must be scrolled sideways: `fits(page)`."""

    def nothing_sticks_out(page: Page) -> None:
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels wider than its window"

    return nothing_sticks_out


def _watch(context: BrowserContext, server: str, faults: list[str]) -> None:
    """Write down what no page may do. A refused form (422) or a page that is not there is for the test to judge."""

    def answered(response: Response) -> None:
        of_the_page = response.request.resource_type not in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and of_the_page):
            faults.append(f"{response.status} {response.url}")

    context.on("console", lambda message: _is_error(message) and faults.append(f"console: {message.text}"))
    context.on("weberror", lambda error: faults.append(f"error: {error.error}"))
    context.on("response", answered)
    context.on(
        "request",
        lambda request: (
            request.url.startswith((server, "data:", "blob:")) or faults.append(f"another host: {request.url}")
        ),
    )


def _is_error(message) -> bool:
    return message.type == "error" and not message.text.startswith(EXPECTED)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here commits: the server reads the database from threads of its own."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.django_db(transaction=True))
