"""Checks that a host adds to Sahel's own, such as a classifier that runs on its machine: DISCUSSION_CHECKS names them.

Each is a function like those in moderation/checks.py: it takes a Context and yields Findings. One that fails holds the
text, as every check does. Sahel itself sends no text anywhere, and a check must not: students' words stay on the host.
"""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from discussions.moderation.checks import Check

HINT = "Give the path to a function that Python can import, such as ourschool.checks.classifier."


def own_checks() -> tuple[Check, ...]:
    """The host's checks, in the order in which they are named."""
    return tuple(import_string(path) for path in settings.DISCUSSION_CHECKS)


@register()
def every_check_is_there(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A name that leads to no function is told when the site starts, not when somebody posts."""
    return [
        Error(f"DISCUSSION_CHECKS names {path}, which is no function.", hint=HINT, id="discussions.E001")
        for path in settings.DISCUSSION_CHECKS
        if not _is_there(path)
    ]


def _is_there(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False
