"""Who sees what: every role, every state of a post, every surface, in a gated thread.

A surface is one small function that says whether a browser is told of a post there; it looks into the bytes of the
answer for a word that stands in the post alone, or for what a count would say. A page that shows posts in a new place
adds a line to SURFACES.
"""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Membership
from discussions.models import Post, Thread, Unlock
from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db

WORD, WAITING = "Ouagadougou", "Bobo-Dioulasso"
WORDS = f"{WORD} is named in this post and nowhere else, so that one page after the other can be searched for it."
VIEW, QUOTED = "Koulikoro", "Niafunke"
"""In the view that the post restates, and in what it quotes: they go wherever its text goes, and nowhere else."""
CHANGED = f"{WAITING} is named in the change of it, and http://elsewhere.example/ is no source of the lesson."

STATES = ["published", "pending", "returned", "removed", "withdrawn", "erased", "changed"]
"""`changed` is published, and a change of it waits for review."""
PUBLIC = {"published", "changed"}
READERS = {"author", "classmate", "teacher", "moderator"}
"""Who has earned the sight of the thread, or needs none."""
ROLES = [*sorted(READERS), "before_unlock", "not_given", "outsider", "left"]


CLAIM = "C97"


def citing(code: str) -> list[Cited]:
    """Citations of a new claim and of a source, with words of it."""
    return [Cited(claim_id=ClaimFactory(code=code).pk), Cited(source_id=SourceFactory().pk, quote=QUOTED)]


# ------------------------------------------------------------------ who may


def readable(role: str, state: str) -> bool:
    """What one may read: one's own and, for who moderates, everything but what is erased; else what is published."""
    if role in {"author", "teacher", "moderator"}:
        return state != "erased"
    return role in READERS and state in PUBLIC


def public(role: str, state: str) -> bool:
    """What the class is told of: what is published, to whoever has the sight of it."""
    return role in READERS and state in PUBLIC


def own(role: str, state: str) -> bool:
    """Pages about one's own post."""
    return role == "author" and state != "erased"


# ------------------------------------------------------------------ where


def bytes_at(browser: Client, name: str, *keys: object) -> str:
    """What stands at an address, or behind the place it leads to."""
    return browser.get(reverse(name, args=keys), follow=True).content.decode()


def on_the_thread(browser: Client, post: Post) -> bool:
    page = bytes_at(browser, "discussions:thread", post.thread.classroom.slug, post.thread_id)
    assert (WORD in page) == (VIEW in page) == (QUOTED in page)
    return WORD in page


def in_the_list(browser: Client, post: Post) -> bool:
    return "1 post<" in bytes_at(browser, "discussions:threads", post.thread.classroom.slug)


def at_the_assignment(browser: Client, post: Post) -> bool:
    return "1 post<" in bytes_at(browser, "lessons:assignment", post.thread.classroom.slug, post.thread.assignment_id)


def at_the_desk_of_a_reply(browser: Client, post: Post) -> bool:
    return (
        WORD in browser.get(reverse("discussions:reply", args=[post.thread.classroom.slug, post.pk])).content.decode()
    )


def on_the_way_to_take_it_back(browser: Client, post: Post) -> bool:
    """Which shows what was sent last."""
    page = browser.get(reverse("discussions:withdraw", args=[post.thread.classroom.slug, post.pk])).content.decode()
    return WORD in page or WAITING in page


def on_the_home_page(browser: Client, post: Post) -> bool:
    return WORD in browser.get("/", follow=True).content.decode()


def by_search(browser: Client, post: Post) -> bool:
    address = reverse("discussions:search", args=[post.thread.classroom.slug])
    found = [f"/posts/{post.pk}/" in browser.get(address, {"q": word}).content.decode() for word in (WORD, VIEW)]
    assert found[0] == found[1]
    return found[0]


def by_the_poll(browser: Client, post: Post) -> bool:
    address = reverse("discussions:news", args=[post.thread.classroom.slug, post.thread_id])
    return "1 new post" in browser.get(address, {"after": "0"}).content.decode()


def at_its_own_address(browser: Client, post: Post) -> bool:
    return WORD in bytes_at(browser, "discussions:post", post.thread.classroom.slug, post.pk)


def on_the_claims_page(browser: Client, post: Post) -> bool:
    return WORD in bytes_at(browser, "lessons:claim", CLAIM)


def among_ones_posts(browser: Client, post: Post) -> bool:
    page = bytes_at(browser, "discussions:my_posts", post.thread.classroom.slug)
    return WORD in page or WAITING in page


def on_the_page_of_its_texts(browser: Client, post: Post) -> bool:
    return WORD in bytes_at(browser, "discussions:my_texts", post.thread.classroom.slug, post.pk)


def in_what_leaves_the_site(browser: Client, post: Post) -> bool:
    """The log's file and the digests of everybody, which hold no words of anybody."""
    for membership in Membership.objects.all():
        address = f"{membership.user.username}@school.example"
        EmailAddress.objects.create(user=membership.user, email=address, verified=True, primary=True)
    call_command("send_digests", verbosity=0)
    file = browser.get(reverse("discussions:export_audit", args=[post.thread.classroom.slug]))
    read = b"".join(file.streaming_content if file.streaming else [file.content]).decode()
    texts = [read, *(str(mailed.message()) for mailed in mail.outbox)]
    return any(word in text for word in (WORD, WAITING, VIEW, QUOTED) for text in texts)


SURFACES: dict[str, tuple[Callable[[Client, Post], bool], Callable[[str, str], bool]]] = {
    "thread": (on_the_thread, readable),
    "list of threads": (in_the_list, public),
    "assignment": (at_the_assignment, public),
    "reply": (at_the_desk_of_a_reply, public),
    "taking back": (on_the_way_to_take_it_back, own),
    "home": (on_the_home_page, lambda role, state: False),
    "search": (by_search, public),
    "poll": (by_the_poll, public),
    "permalink": (at_its_own_address, readable),
    "claim page": (on_the_claims_page, public),
    "my posts": (among_ones_posts, own),
    "its texts": (on_the_page_of_its_texts, own),
    "mail and exports": (in_what_leaves_the_site, lambda role, state: False),
}
"""By name: the surface, and who is told of a post in a state there."""


# ------------------------------------------------------------------ the matrix


@pytest.fixture
def cast(classroom, student, classmate, teacher, moderator, outsider) -> dict:
    """Who plays which role."""
    others = {role: MembershipFactory(classroom=classroom) for role in ("before_unlock", "not_given", "left")}
    return {
        "author": student,
        "classmate": classmate,
        "teacher": teacher,
        "moderator": moderator,
        "outsider": outsider,
        **others,
    }


@pytest.fixture
def thread(classroom, cast) -> Thread:
    """A gated thread, given to all but one, in which the classmate has earned the sight of it."""
    given = [cast[role] for role in ("author", "classmate", "before_unlock", "left")]
    found = ThreadFactory(assignment=AssignmentFactory(classroom=classroom, students=given), is_gated=True)
    Unlock.earn(found, cast["classmate"], timezone.now())
    cast["left"].close()
    return found


@pytest.fixture
def in_state(thread, cast) -> Callable[[str], Post]:
    """The author's post, brought into a state."""

    def brought(state: str) -> Post:
        ends = state if state in {"pending", "returned", "removed", "withdrawn"} else "published"
        said = {"text": WORDS, "steelman": f"Somebody in {VIEW} sees it otherwise.", "citations": citing(CLAIM)}
        post = PostFactory(thread=thread, author=cast["author"], **said, ends=ends)
        if state == "erased":
            post.erase(timezone.now())
        if state == "changed":
            post.edit(CHANGED, citing("C98"), timezone.now(), said["steelman"])
        return post

    return brought


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_each_is_told_of_a_post_where_they_may_be(sign_in, cast, in_state, role, state):
    post, browser = in_state(state), sign_in(cast[role])
    seen = {name: surface(browser, post) for name, (surface, _who) in SURFACES.items()}
    assert seen == {name: who(role, state) for name, (_surface, who) in SURFACES.items()}


@pytest.mark.parametrize("state", STATES)
def test_its_rule_is_visible_to(cast, in_state, state):
    post = in_state(state)
    seen = {role: Post.objects.visible_to(cast[role]).filter(pk=post.pk).exists() for role in ROLES if role != "left"}
    assert seen == {role: readable(role, state) for role in ROLES if role != "left"}


@pytest.mark.parametrize("role", ["classmate", "before_unlock", "not_given", "outsider", "left"])
def test_a_change_that_waits_is_read_by_no_classmate(sign_in, cast, in_state, role):
    post, browser = in_state("changed"), sign_in(cast[role])
    assert post.revision_id != post.live_revision_id
    for name in ("discussions:thread", "discussions:threads"):
        keys = [post.thread.classroom.slug, *([post.thread_id] if name.endswith("thread") else [])]
        assert WAITING not in bytes_at(browser, name, *keys)
