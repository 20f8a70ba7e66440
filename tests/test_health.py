"""What a monitor is told."""

from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from sahel import health


class TestHealthz:
    def test_the_process_answers_without_a_database(self, client):
        assert client.get("/healthz").content == b"ok\n"


class TestReadyz:
    def test_all_is_well(self, client, db):
        answer = client.get("/readyz")
        assert (answer.status_code, answer.content) == (200, b"ready\n")

    def test_a_waiting_migration_is_reported(self, client, db):
        MigrationRecorder.Migration.objects.filter(app="classrooms").last().delete()
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert b"migrate" in answer.content

    def test_a_silent_database_is_reported(self, client, monkeypatch):
        def refuse(connection: object) -> None:
            raise DatabaseError

        monkeypatch.setattr(health, "MigrationExecutor", refuse)
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert b"database" in answer.content
