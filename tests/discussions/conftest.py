"""Races need a database that lets eight writers in at once: SQLite admits one, so there they are not collected."""

from django.conf import settings

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else ["test_races.py"]
