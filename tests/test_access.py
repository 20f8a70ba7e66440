"""Every address of the site, tried by everybody who has no business there, and by those who have.

Read from the URLconf: a new view is tried without anybody remembering to. A new kind of key fails until
tests/<app>/world.py says what row stands for it.
"""

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from classrooms.models import Role
from tests.factories import MembershipFactory, UserFactory
from tests.world import Page, World, know_all_rows, pages

know_all_rows()

OURS = [page for page in pages() if page.is_ours]
OF_A_CLASS = [page for page in OURS if page.roles]
OF_EVERYBODY = [page for page in OURS if page.is_public]
OF_WHOEVER_SIGNED_IN = [page for page in OURS if not page.roles and not page.is_public]
BORROWED = [page for page in pages() if not page.is_ours and not page.keys]

every = pytest.mark.parametrize
NOT_ALLOWED = 405  # a method the view does not know: it answers so before it looks anything up


@pytest.fixture
def world(db) -> World:
    return World()


def tries(browser: Client, address: str) -> dict[str, int]:
    """The status of a GET and of an empty POST."""
    return {"GET": browser.get(address).status_code, "POST": browser.post(address).status_code}


@every("page", OURS, ids=repr)
def test_every_view_says_whom_it_admits(page: Page):
    assert page.roles or (isinstance(page.admits, str) and page.admits.startswith("everybody"))


@every("page", OF_A_CLASS, ids=repr)
def test_a_page_of_a_class_has_the_class_in_its_address(page: Page):
    assert page.keys[0] == "classroom_slug"


@every("page", [*OF_A_CLASS, *OF_WHOEVER_SIGNED_IN], ids=repr)
def test_a_stranger_is_sent_to_sign_in(page: Page, world: World, client: Client):
    address = world.address(page)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


@every("page", OF_EVERYBODY, ids=repr)
def test_a_stranger_is_let_in_where_everybody_is(page: Page, world: World, client: Client):
    statuses = tries(client, world.address(page))
    assert statuses["GET"] in {200, 302, NOT_ALLOWED}
    assert statuses["POST"] in {200, 302, 422, 429, NOT_ALLOWED}


@every("page", OF_EVERYBODY, ids=repr)
def test_nothing_inline_is_allowed_on_any_public_page(page: Page, world: World, client: Client):
    assert "unsafe" not in client.get(world.address(page))["Content-Security-Policy"]


@every("page", OF_A_CLASS, ids=repr)
def test_an_outsider_does_not_learn_that_the_class_exists(page: Page, world: World, sign_in):
    for role in page.roles:
        outsider = MembershipFactory(role=role)
        assert tries(sign_in(outsider), world.address(page)) == {"GET": 404, "POST": 404}


@every("page", OF_A_CLASS, ids=repr)
def test_whoever_left_the_class_does_not_find_it(page: Page, world: World, sign_in):
    for role in page.roles:
        left = MembershipFactory(classroom=world.classroom, role=role, closed=True)
        assert tries(sign_in(left), world.address(page)) == {"GET": 404, "POST": 404}


@every("page", OF_A_CLASS, ids=repr)
def test_the_rows_of_one_class_are_not_found_through_another(page: Page, world: World, sign_in):
    if not any(_is_of_a_class(row) for key, row in world.rows(page).items() if key != "classroom_slug"):
        return
    for role in page.roles:
        neighbour = MembershipFactory(role=role)
        address = world.address(page, classroom_slug=neighbour.classroom.slug)
        statuses = tries(sign_in(neighbour), address)
        assert set(statuses.values()) <= {404, NOT_ALLOWED}
        assert 404 in statuses.values()


@every("page", OF_A_CLASS, ids=repr)
def test_the_wrong_role_is_refused(page: Page, world: World, sign_in):
    for role in set(Role) - set(page.roles):
        assert tries(sign_in(world.member(role)), world.address(page)) == {"GET": 403, "POST": 403}


@every("page", OF_A_CLASS, ids=repr)
@pytest.mark.django_db
def test_the_right_role_is_let_in(page: Page, sign_in):
    for role in page.roles:
        world = World(role)
        browser = sign_in(world.member(role))
        assert browser.get(world.address(page)).status_code in {200, 302, NOT_ALLOWED}


@every("page", OF_A_CLASS, ids=repr)
@pytest.mark.django_db
def test_an_empty_form_is_no_accident(page: Page, sign_in):
    """Whatever a view makes of it: it does not fall over, and does not say that its own page is not there."""
    for role in page.roles:
        world = World(role)
        status = sign_in(world.member(role)).post(world.address(page)).status_code
        assert status in {200, 204, 302, 400, 409, 422, NOT_ALLOWED}


@every("page", OF_WHOEVER_SIGNED_IN, ids=repr)
def test_whoever_signed_in_is_let_in(page: Page, world: World, sign_in):
    own = any(_is_of_one_person(row) for row in world.rows(page).values())
    for person in [world.caller] if own else [world.student, world.teacher, UserFactory()]:
        statuses = tries(sign_in(person), world.address(page))
        assert statuses["GET"] in {200, 204, 302, 403, NOT_ALLOWED}
        assert statuses["POST"] in {200, 302, 403, 422, 429, NOT_ALLOWED}


@every("page", OF_WHOEVER_SIGNED_IN, ids=repr)
def test_what_is_one_persons_alone_is_found_by_nobody_else(page: Page, world: World, sign_in):
    if not any(_is_of_one_person(row) for row in world.rows(page).values()):
        return
    for other in (world.teacher, world.moderator, UserFactory()):
        statuses = set(tries(sign_in(other), world.address(page)).values())
        assert statuses <= {404, NOT_ALLOWED}
        assert 404 in statuses


@every("page", BORROWED, ids=repr)
def test_borrowed_pages_answer_everybody(page: Page, world: World, sign_in, client):
    """Sign-in and what belongs to it come from allauth: its views, our templates."""
    for browser in (client, sign_in(world.student), sign_in(world.teacher)):
        assert max(tries(browser, reverse(page.name)).values()) < 500


def _is_of_one_person(row: Model) -> bool:
    """Whether the row belongs to a person and to no class: a review card is its student's, in whichever class."""
    return isinstance(getattr(row, "student", None), User)


def _is_of_a_class(row: Model) -> bool:
    return hasattr(type(row)._default_manager, "visible_to")
