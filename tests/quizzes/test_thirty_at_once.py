"""A class of thirty answers at once, on a server as docs/hosting.md starts it: no error, and no answer is lost.

The server is gunicorn's, with processes and threads of its own, on the database of this test.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from quizzes.models import Attempt, Mark, Response, ResponseEvent
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.test_kill import database_url

STUDENTS = 30
KINDS = ["single", "short", "essay"]
REVISIONS = 3
TOKEN = "x" * 32
PATIENCE = 60  # seconds for the server to start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(transactional_db) -> Iterator[str]:
    """Host and port of a gunicorn with two workers of four threads."""
    port = _free_port()
    options = f"--bind 127.0.0.1:{port} --worker-class gthread --workers 2 --threads 4 --log-level error".split()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sahel.settings",
        "DATABASE_URL": database_url(),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    with tempfile.NamedTemporaryFile() as log:
        command = [sys.executable, "-m", "gunicorn", "sahel.wsgi", *options]
        running = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log)
        try:
            _wait_for(port, running, log.name)
            yield f"127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(PATIENCE)


class Browser:
    """One student's connection and cookies."""

    def __init__(self, server: str, session: str) -> None:
        self.connection = HTTPConnection(server, timeout=60)
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, url: str, **fields: object) -> int:
        """The status of what comes back."""
        self.connection.request("POST", url, urlencode(fields), self.headers)
        reply = self.connection.getresponse()
        reply.read()
        return reply.status


def test_thirty_students_save_at_once_and_every_answer_is_there(server, classroom, sign_in):
    assignment = AssignmentFactory(classroom=classroom, time_limit=30, preset="practice")
    students = MembershipFactory.create_batch(STUDENTS, classroom=classroom)
    attempts = [start(assignment, student, kinds=KINDS) for student in students]
    sessions = [sign_in(student).cookies[settings.SESSION_COOKIE_NAME].value for student in students]
    gate = Barrier(STUDENTS)

    def answer_all(number: int) -> list[int]:
        browser, statuses = Browser(server, sessions[number]), []
        urls = [(response.get_absolute_url(), response.option_order) for response in responses[number]]
        gate.wait()
        for rev in range(REVISIONS):
            for url, order in urls:
                typed = str(order.index("b") + 1) if order else _text(number, rev)
                statuses.append(browser.post(url, answer=typed, client_id=f"tab{number}:{rev}", rev=rev))
        submit = reverse("quizzes:submit", args=[classroom.slug, attempts[number].pk])
        statuses.append(browser.post(submit, submit_key=f"key{number}"))
        return statuses

    responses = [_responses(attempt) for attempt in attempts]
    with ThreadPoolExecutor(STUDENTS) as pool:
        statuses = list(pool.map(answer_all, range(STUDENTS)))

    assert statuses == [[200] * REVISIONS * len(KINDS) + [302]] * STUDENTS
    _nothing_is_lost(responses)
    call_command("close_overdue_attempts", verbosity=0)
    assert Attempt.objects.filter(graded_at__isnull=False).count() == STUDENTS
    assert Mark.objects.filter(version__kind="single", fraction=1).count() == STUDENTS


def _nothing_is_lost(responses: list[list[Response]]) -> None:
    for number, asked in enumerate(responses):
        for response in asked:
            response.refresh_from_db()
            said = ["b"] * REVISIONS if response.option_order else [_text(number, rev) for rev in range(REVISIONS)]
            assert (response.answer, response.rev) == (said[-1], REVISIONS)
            events = response.events.order_by("rev").values_list("kind", "rev", "answer")
            assert list(events) == [("save", rev, answer) for rev, answer in enumerate(said, 1)]
    assert ResponseEvent.objects.count() == STUDENTS * len(KINDS) * REVISIONS


def _text(number: int, rev: int) -> str:
    return f"Student {number} has written this {rev} times. " + "The Council voted. " * 5 + "End."


def _responses(attempt: Attempt) -> list[Response]:
    return list(attempt.responses.select_related("attempt__assignment__classroom").order_by("position"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int, running: subprocess.Popen, log: str) -> None:
    """Until the server lets somebody in."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as door:
            door.settimeout(1)
            if door.connect_ex(("127.0.0.1", port)) == 0 and _answers(port):
                return
    pytest.fail(f"The server did not start: {Path(log).read_text()}")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/healthz")
    return connection.getresponse().status < 500
