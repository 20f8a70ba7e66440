"""CACHE_URL over a real connection: what one process counts in Redis, the next one knows."""

import json
import subprocess
import sys

import pytest
from django.core.cache import caches as cache_clients
from django.core.cache.backends.base import BaseCache
from django.urls import reverse

from tests import redis_server
from tests.factories import PASSWORD, UserFactory
from tests.source import ROOT

READ = "import json; from sahel import settings; print(json.dumps(settings.CACHES))"


@pytest.fixture(scope="module")
def caches():
    """CACHES as the settings make it of an address that a host would write."""
    with redis_server.running() as url:
        environment = {"DEBUG": "1", "CACHE_URL": url}
        yield json.loads(subprocess.check_output([sys.executable, "-c", READ], cwd=ROOT, env=environment, text=True))


@pytest.fixture
def new_process(settings, caches):
    """Go on as another process of the site would: with a cache client and a connection of its own."""

    def started() -> None:
        settings.CACHES = caches
        clients.append(cache_clients["default"])
        assert len({id(one) for one in clients}) == len(clients)

    clients: list[BaseCache] = []
    started()
    clients[0].clear()
    return started


def test_the_settings_name_djangos_own_redis_client(caches):
    assert caches["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"


def test_failed_sign_ins_are_counted_for_all_processes(client, db, new_process):
    UserFactory(username="awa")
    for _attempt in range(5):
        client.post(reverse("account_login"), {"login": "awa", "password": "wrong"})
    new_process()
    client.post(reverse("account_login"), {"login": "awa", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_wrong_join_codes_are_counted_for_all_processes(client, classroom, new_process):
    typed = {"name": "Awa", "username": "awa", "password": "a word of my own"}
    for _attempt in range(10):
        client.post(reverse("classrooms:join"), typed | {"code": "ACAC-3333"})
    new_process()
    assert client.post(reverse("classrooms:join"), typed | {"code": classroom.join_code}).status_code == 429
