"""The process that hands an attempt in is killed before it has graded it."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from quizzes.models import Attempt, Mark
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start

# What the view does, and then the power fails in the middle of grading.
HAND_IN = """
import os, signal, sys
import django
django.setup()
from django.utils import timezone
from quizzes.models import Attempt, Mark
Mark.automatic = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
attempt = Attempt.objects.get(pk=sys.argv[1])
attempt.submit("key", timezone.now())
attempt.grade()
"""


def database_url() -> str:
    """The database of this test, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{server}/{name}"


@pytest.mark.django_db(transaction=True)
def test_it_stays_handed_in_and_the_next_run_grades_it(classroom, student, capsys):
    assignment = AssignmentFactory(classroom=classroom)
    attempt = start(assignment, student)
    attempt.responses.get().save_answer("b", client_id="t:1", rev=0, moment=timezone.now())

    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sahel.settings",
        "DATABASE_URL": database_url(),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    killed = subprocess.run([sys.executable, "-c", HAND_IN, str(attempt.pk)], env=environment, cwd=settings.BASE_DIR)

    assert killed.returncode == -signal.SIGKILL
    attempt = Attempt.objects.get(pk=attempt.pk)
    assert attempt.submitted_at
    assert attempt.graded_at is None
    assert not Mark.objects.exists()

    call_command("close_overdue_attempts")
    assert capsys.readouterr().out == "Closed 0, graded 1.\n"
    assert attempt.score().reached == 1
