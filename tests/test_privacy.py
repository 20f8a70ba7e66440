"""What somebody saw signed in is kept by no browser and no proxy; every kind of answer protects its reader."""

import pytest
from django.urls import reverse

from sahel import health


class TestKeptNowhere:
    @pytest.mark.parametrize("name", ["gradebook:home", "lessons:landing", "account_preferences", "classrooms:index"])
    def test_pages_of_somebody_signed_in_are_not_stored(self, sign_in, student, name):
        kept = sign_in(student).get(reverse(name))["Cache-Control"]
        assert "private" in kept
        assert "no-store" in kept

    def test_nor_are_files_and_pages_that_are_not_there(self, sign_in, teacher):
        browser = sign_in(teacher)
        table = browser.get(reverse("gradebook:export", args=[teacher.classroom.slug]))
        assert table.status_code == 200
        assert "no-store" in table["Cache-Control"]
        assert "no-store" in browser.get("/nowhere/")["Cache-Control"]

    def test_a_stranger_may_keep_the_library(self, client, db):
        assert "Cache-Control" not in client.get(reverse("lessons:library"))


class TestEveryKindOfAnswer:
    @pytest.fixture
    def answers(self, client, sign_in, student, settings, monkeypatch):
        """One of each kind, by what it is."""
        client.raise_request_exception = False
        settings.SECURE_SSL_REDIRECT = False
        monkeypatch.setattr(health, "HttpResponse", None)
        people = reverse("classrooms:people", args=[student.classroom.slug])
        return {
            200: client.get(reverse("account_login")),
            302: client.get(people),
            400: client.get("/", headers={"host": "elsewhere.example"}),
            403: sign_in(student).get(people),
            404: client.get("/nowhere/"),
            405: client.get(reverse("set_theme")),
            500: client.get("/healthz"),
        }

    def test_carries_the_policies(self, answers):
        for status, answer in answers.items():
            assert answer.status_code == status
            assert "default-src 'none'" in answer["Content-Security-Policy"], status
            assert "camera=()" in answer["Permissions-Policy"], status
            assert answer["X-Content-Type-Options"] == "nosniff", status

    def test_so_does_the_way_to_https(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True
        answer = client.get("/")
        assert answer.status_code == 301
        assert "default-src 'none'" in answer["Content-Security-Policy"]
