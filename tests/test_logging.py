"""Logs are lines that a machine can read, each with the id of its request."""

import json
import subprocess
import sys
import uuid

import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sahel.logging import RequestIdMiddleware
from tests.source import ROOT


def logged(program: str) -> dict[str, object]:
    """The line that `program` logs in production; in a process of its own, since logging belongs to the process."""
    start = "import logging, structlog; from sahel.logging import configure; configure({'json': True, 'level': 'INFO'})"
    command = [sys.executable, "-c", f"{start}\n{program}"]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr)


class TestLines:
    def test_our_events_are_json(self):
        line = logged("structlog.get_logger('quizzes').info('attempt graded', attempt=7)")
        assert line.pop("timestamp")
        assert line == {"event": "attempt graded", "attempt": 7, "level": "info", "logger": "quizzes"}

    def test_djangos_events_are_json_too(self):
        assert logged("logging.getLogger('django.request').warning('Not Found: %s', '/x')")["event"] == "Not Found: /x"

    def test_an_exception_keeps_its_place_and_nothing_of_what_was_written(self):
        line = logged(
            "answer = 'what a' + ' student wrote'\n"
            "try: 1 / len(answer[:0])\n"
            "except ArithmeticError: structlog.get_logger('quizzes').exception('grading failed')"
        )
        assert line["exception"][0]["exc_type"] == "ZeroDivisionError"
        assert "what a student wrote" not in json.dumps(line)


class TestRequestId:
    def answer(self, **headers: str) -> tuple[HttpResponse, dict[str, object]]:
        seen = {}

        def view(request: HttpRequest) -> HttpResponse:
            seen.update(structlog.contextvars.get_contextvars())
            return HttpResponse()

        return RequestIdMiddleware(view)(RequestFactory().get("/", headers=headers)), seen

    def test_every_answer_carries_the_id_of_its_log_lines(self):
        response, seen = self.answer()
        assert response["X-Request-ID"] == seen["request_id"]
        assert structlog.contextvars.get_contextvars() == {}

    def test_the_id_of_a_proxy_is_kept(self):
        given = uuid.uuid4().hex
        assert self.answer(**{"X-Request-ID": given})[0]["X-Request-ID"] == given

    def test_what_is_no_id_is_replaced(self):
        assert self.answer(**{"X-Request-ID": "a line\nof my own"})[0]["X-Request-ID"] != "a line\nof my own"
