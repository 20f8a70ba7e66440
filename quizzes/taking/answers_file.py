"""The file that "Download my answers" makes, read again: what a browser could not send, for the teacher to add."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

LARGEST = 1_000_000  # bytes: fifty essays
_RESPONSE = re.compile(r"/quizzes/answers/(\d{1,18})/$")


class NoAnswersFile(ValueError):
    """The file is not one that Sahel made; the message says what to do."""


@dataclass(frozen=True)
class AnswersFile:
    """What was answered, by the key of the response, as a browser sends a form."""

    attempt_pk: int
    bodies: dict[int, QueryDict]

    @classmethod
    def read(cls, content: bytes) -> "AnswersFile":
        """From the bytes of the file; raises `NoAnswersFile`.

        Whoever made the file may have changed it since: what is in it is shown to the teacher, and never counts alone.
        """
        try:
            data = json.loads(content.decode())
        except ValueError:
            why = _("This is no file with answers. Choose the one whose name begins with “sahel”.")
            raise NoAnswersFile(why) from None
        bodies = data.get("bodies") if isinstance(data, dict) and data.get("sahel") == "answers" else None
        attempt = data.get("attempt") if isinstance(bodies, dict) else None
        if not isinstance(attempt, int):
            why = _("Sahel did not make this file, or it was changed. Ask the student for the file again.")
            raise NoAnswersFile(why)
        return cls(attempt, dict(_bodies(bodies)))


def _bodies(bodies: dict[str, Any]) -> Iterator[tuple[int, QueryDict]]:
    for url, body in bodies.items():
        found = _RESPONSE.search(url)
        if found and isinstance(body, str) and "\x00" not in body:
            yield int(found[1]), QueryDict(body)
