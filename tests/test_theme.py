"""Light, dark or as the device: the choice is kept, printed by the server, and leads nowhere else."""

import pytest
from django.http import HttpRequest
from django.urls import reverse

from sahel.theme import theme


@pytest.fixture
def url() -> str:
    return reverse("set_theme")


def test_the_choice_is_remembered_and_leads_back(client, url):
    answer = client.post(url, {"theme": "dark", "next": "/library/"})

    assert answer["Location"] == "/library/"
    assert client.cookies["theme"].value == "dark"
    assert client.cookies["theme"]["httponly"]


def test_an_unknown_theme_is_not_kept(client, url):
    client.post(url, {"theme": "neon"})
    assert "theme" not in client.cookies


def test_the_way_back_never_leaves_the_site(client, url):
    assert client.post(url, {"theme": "dark", "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_get_changes_nothing(client, url):
    assert client.get(url).status_code == 405


@pytest.mark.parametrize(("cookie", "printed"), [(None, "auto"), ("dark", "dark"), ('"><script>', "auto")])
def test_the_page_gets_a_theme_we_know(cookie, printed):
    request = HttpRequest()
    if cookie:
        request.COOKIES["theme"] = cookie
    assert theme(request) == {"theme": printed}
