"""A host is told in one sentence what is missing, and every answer carries what protects its reader."""

import os
import re
import subprocess
import sys

import pytest
from django.urls import reverse

from tests.source import ROOT


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` with this environment and nothing of the tests'."""
    path = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=path | environment, capture_output=True, text=True)


class TestStart:
    @pytest.mark.parametrize(
        ("environment", "sentence"),
        [
            ({"SECRET_KEY": "", "DEBUG": "0"}, "Set SECRET_KEY to a long random text"),
            ({"SECRET_KEY": "x", "TEACHER_SIGNUP": "all"}, "TEACHER_SIGNUP must be"),
            ({"SECRET_KEY": "x", "DISCUSSION_REVIEW_FLOOR": "all"}, "DISCUSSION_REVIEW_FLOOR must be"),
        ],
    )
    def test_a_wrong_environment_is_explained_in_one_sentence(self, environment, sentence):
        done = check(**environment)
        assert done.returncode == 1
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr

    def test_debug_alone_is_enough_to_try_it(self):
        assert check(DEBUG="1").returncode == 0


class TestAddresses:
    def read(self, name: str, **environment: str) -> str:
        """One setting, as this environment makes it."""
        command = [sys.executable, "-c", f"from sahel import settings; print(settings.{name})"]
        return subprocess.check_output(command, cwd=ROOT, env={"DEBUG": "1"} | environment, text=True)

    def test_what_a_database_address_asks_for_is_kept(self):
        options = self.read("DATABASES['default']['OPTIONS']", DATABASE_URL="postgres://a@b/c?sslmode=require")
        assert "'sslmode': 'require'" in options
        assert "'pool': True" in options

    def test_an_empty_address_is_none(self):
        assert "sahel.sqlite3" in self.read("DATABASES['default']['NAME']", DATABASE_URL="")
        assert "DatabaseCache" in self.read("CACHES", CACHE_URL="")
        assert "console" in self.read("EMAIL_BACKEND", EMAIL_URL="")


def test_every_setting_is_explained_to_hosts():
    variables = set(re.findall(r'\benv(?:\.\w+)?\("([A-Z_]+)"', (ROOT / "sahel/settings.py").read_text()))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/hosting.md").read_text(), re.MULTILINE))
    assert variables == explained


class TestHeaders:
    @pytest.fixture
    def answer(self, client, db):
        return client.get(reverse("account_login"))

    def test_nothing_inline_and_no_other_host_is_allowed(self, answer):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not {part for part in policy.replace(";", " ").split() if "." in part or "*" in part or "//" in part}

    def test_the_page_cannot_be_framed_sniffed_or_followed(self, answer):
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]

    def test_over_https_the_cookies_stay_there(self, client, db, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert client.get(reverse("account_login"))["Location"].startswith("https://")
        assert client.get("/healthz").status_code == 200
