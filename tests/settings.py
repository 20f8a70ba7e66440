"""Sahel's one settings file as production reads it, from a fixed environment, and the few things tests need otherwise.

Whatever a developer has exported or written into .env does not reach the tests, except DATABASE_URL when it names
PostgreSQL.
"""

import os
import tempfile

_database_url = os.environ.get("DATABASE_URL", "")
os.environ.update(
    DEBUG="0",
    SECRET_KEY="only-for-tests",
    HTTPS="0",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CSRF_TRUSTED_ORIGINS="",
    DATABASE_URL=_database_url if _database_url.startswith("postgres") else "sqlite:///unused.sqlite3",
    CACHE_URL="",
    EMAIL_URL="consolemail://",
    TEACHER_SIGNUP="invitation",
    DISCUSSION_REVIEW_FLOOR="none",
    LANGUAGE_CODE="en",
    TIME_ZONE="UTC",
    LOG_LEVEL="ERROR",
)

from sahel.settings import *  # noqa: E402, F403
from sahel.settings import DATABASES, STORAGES  # noqa: E402

# A strong hash takes a quarter of a second on purpose; hundreds of tests need none.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Hashed file names need `collectstatic`; tests/browser/ runs it and switches them on.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

_folder = tempfile.TemporaryDirectory(prefix="sahel-tests-")
STATIC_ROOT = _folder.name

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: in memory there is no WAL, and threads would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/tests.sqlite3"}
else:
    # Races are tested with eight threads at once, each on a connection of its own.
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 12}}
