"""Logs are lines that a machine can read, each with the id of its request."""

import json
import logging
import logging.config
import uuid
from collections.abc import Iterator

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sahel.logging import RequestIdMiddleware, configure


@pytest.fixture
def _json_lines(capsys) -> Iterator[None]:
    """Logging as in production; afterwards pytest's own handlers are back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure({"json": True, "level": "INFO"})
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.usefixtures("_json_lines")
class TestLines:
    def test_our_events_are_json(self, capsys):
        structlog.get_logger("sahel.test").info("attempt graded", attempt=7)
        line = json.loads(capsys.readouterr().err)
        assert (line["event"], line["attempt"], line["level"], line["logger"]) == (
            "attempt graded",
            7,
            "info",
            "sahel.test",
        )

    def test_djangos_events_are_json_too(self, capsys):
        logging.getLogger("django.request").warning("Not Found: %s", "/x")
        assert json.loads(capsys.readouterr().err)["event"] == "Not Found: /x"

    def test_an_exception_keeps_its_place_and_nothing_of_what_was_written(self, capsys):
        answer = "what a student wrote"
        try:
            raise ValueError(len(answer))
        except ValueError:
            structlog.get_logger("sahel.test").exception("grading failed")
        line = capsys.readouterr().err
        assert json.loads(line)["exception"][0]["exc_type"] == "ValueError"
        assert answer not in line


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
