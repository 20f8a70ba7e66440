"""Whatever is typed into a post comes out as harmless text: looked at in a browser's DOM, on every page that shows it.

The texts go the whole way: the composer's form, the checks, the tables, then the thread's page, the queue, the page on
which a returned post is revised. Many stand on one page, so that it takes seconds.
"""

import uuid
from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from discussions.models import Post, ReviewItem, Thread
from discussions.models.reading import PAGE
from discussions.models.submissions import Cited
from discussions.moderation.queue import decide
from discussions.moderation.text import REL, TAGS
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import ClassRulesFactory
from tests.discussions.payloads import HONEST, PAYLOADS, REFUSED
from tests.factories import MembershipFactory, NormFactory
from tests.lessons.factories import SourceFactory

ALL = [text for texts in PAYLOADS.values() for text in texts]

# Everything about user text in the DOM that should not be, as a list of sentences. `deep` are the texts as typed.
LOOK = """
([tags, rel]) => {
  const wrong = [];
  const say = (what, node) => wrong.push(`${what}: ${node.outerHTML.slice(0, 200)}`);
  if (window.canary !== undefined) wrong.push("a script ran");
  for (const node of document.querySelectorAll("base, iframe, object, embed, frame, applet")) say("embedded", node);
  for (const text of document.querySelectorAll(".post-text")) {
    for (const node of text.querySelectorAll("*")) {
      const name = node.localName;
      const marks = name === "span" ? node.className === "disc" : tags.includes(name);
      if (!marks && !(name === "p" && node.className === "as-typed")) say("element", node);
      for (const {name: attribute, value} of node.attributes) {
        const ours = (name === "span" && attribute === "class" && value === "disc")
          || (name === "p" && attribute === "class" && value === "as-typed")
          || (name === "a" && ["href", "rel"].includes(attribute));
        if (!ours) say(`attribute ${attribute}`, node);
      }
      if (name === "a") {
        if (!["http:", "https:"].includes(node.protocol) || node.origin === location.origin) say("address", node);
        if (node.getAttribute("rel") !== rel) say("rel", node);
      }
    }
  }
  return wrong;
}
"""
DRAWN = sorted(TAGS | {"mark", "ins", "del"})


@pytest.fixture
def room(student, teacher, classroom) -> Thread:
    """A class in which nothing is reviewed first, with one norm."""
    NormFactory(classroom=classroom)
    ClassRulesFactory(classroom=classroom, review="none")
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def looked_at(page_for) -> Iterator:
    """Open an address for somebody and return the page, once nothing on it is out of place."""
    dialogs = []

    def looked(who, address: str, **how) -> Page:
        page = page_for(who, **how)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        assert page.evaluate(LOOK, [DRAWN, REL]) == [], address
        return page

    yield looked
    assert not dialogs


def send(sign_in, thread: Thread, texts: list[str], url: str = "", filled=lambda text: {"text": text}) -> list[Post]:
    """Each text through the form, by a student of its own for every four, so that nobody writes too fast."""
    url, posts = url or reverse("discussions:write", args=[thread.classroom.slug, thread.pk]), []
    authors = len(texts) // 4 + 1
    for number in range(authors):  # neighbours in the list may be the same words to the check of duplicates
        author = MembershipFactory(classroom=thread.classroom)
        browser = sign_in(author)
        for text in texts[number::authors]:
            form = {"kind": "claim", "client_token": str(uuid.uuid4()), "seq": 1, "step": "anyway", **filled(text)}
            answer = browser.post(url, form)
            assert answer.status_code == 302, (text, answer.status_code)
        posts += Post.objects.filter(author=author)
    return sorted(posts, key=lambda post: post.pk)


def publish(thread: Thread, teacher) -> None:
    for item in ReviewItem.objects.open().filter(post__thread=thread).select_related("post"):
        decide(item, teacher, "publish", moment=timezone.now())


def test_there_are_enough_of_them():
    assert len(set(ALL)) >= 120


def test_on_the_threads_page_nothing_runs_and_nothing_foreign_stands(sign_in, room, student, teacher, looked_at):
    posts = send(sign_in, room, ALL)
    publish(room, teacher)
    after = 0
    for batch in _by(PAGE, posts):
        page = looked_at(student, f"{room.get_absolute_url()}?after={after}")
        assert page.locator(".post .post-text").count() == len(batch)
        page.mouse.move(300, 300)
        after = batch[-1].pk


def test_beside_a_reply_they_are_as_harmless(sign_in, room, student, teacher, looked_at):
    """As the view that it restates, as a place in a source and as words of it."""
    source = SourceFactory(excerpts=["ten in favour"])
    room.assignment.edition.sources.add(source)
    opening = PostFactory(thread=room, author=student)

    def filled(text: str) -> dict[str, str]:
        cited = Cited(source_id=source.pk, locator=text, quote=text)
        return {"text": f"Answer {text[:300]} {uuid.uuid4()}", "steelman": text, "cited": str(cited)}

    texts = [texts[place] for texts in PAYLOADS.values() for place in (0, 1) if len(texts[place]) <= 1000]
    send(sign_in, room, texts, reverse("discussions:reply", args=[room.classroom.slug, opening.pk]), filled)
    publish(room, teacher)
    page = looked_at(student, room.get_absolute_url())
    assert page.locator(".restated .post-text").count() == len(texts)
    assert page.locator("q").count() == len(texts)
    assert page.locator("q *").count() == 0


def test_on_the_queues_pages_they_are_shown_as_typed(sign_in, room, teacher, looked_at):
    """A moderator judges one post on a page of its own: so one of every idea, and what hides letters."""
    texts = [*(texts[0] for texts in PAYLOADS.values()), *PAYLOADS["Unicode"][8:12]]
    Thread.objects.update(review="every")
    send(sign_in, room, texts)
    held = ReviewItem.objects.open().select_related("post__revision__body")
    assert len(held) == len(texts)
    page = looked_at(teacher, reverse("discussions:queue", args=[room.classroom.slug]))
    for item in held:
        page.goto(reverse("discussions:item", args=[room.classroom.slug, item.pk]))
        assert page.evaluate(LOOK, [DRAWN, REL]) == []
        shown = page.locator("#reviewed-text .as-typed").evaluate(
            "node => [...node.childNodes].filter(one => one.className !== 'disc').map(one => one.textContent).join('')"
        )
        assert shown == item.post.revision.body.text


def test_where_it_is_revised_and_read_again_quote_and_changes_are_text(sign_in, room, student, teacher, looked_at):
    Thread.objects.update(review="every")
    text = "\n\n".join(texts[0] for texts in PAYLOADS.values())[:2400]
    send_as(sign_in, room, student, text)
    item = ReviewItem.objects.open().get()
    norm = room.classroom.norms.get()
    decide(item, teacher, "return", norm=norm, message=PAYLOADS["raw HTML"][0], quote=(3, 60), moment=timezone.now())
    revise = reverse("discussions:revise", args=[room.classroom.slug, item.post_id])
    page = looked_at(student, revise)
    assert page.locator("textarea[name=text]").input_value() == text
    changed = text.replace("canary", "CANARY") + "\n\n" + "\n\n".join(texts[1] for texts in PAYLOADS.values())[:2400]
    send_as(sign_in, room, student, changed, revise)
    again = ReviewItem.objects.open().get()
    page = looked_at(teacher, reverse("discussions:item", args=[room.classroom.slug, again.pk]))
    assert page.locator("ins").count() > 0
    looked_at(student, room.get_absolute_url())
    looked_at(teacher, room.get_absolute_url(), width=375)


def test_a_refused_text_comes_back_as_text(sign_in, room, student, looked_at):
    """The composer shows again what was typed; a null byte is refused there."""
    url = reverse("discussions:write", args=[room.classroom.slug, room.pk])
    for text in REFUSED:
        form = {"kind": "claim", "text": text, "client_token": str(uuid.uuid4()), "seq": 1, "step": "send"}
        assert sign_in(student).post(url, form).status_code == 422
    page = looked_at(student, url)
    for text in (PAYLOADS["mutations"][7], PAYLOADS["raw HTML"][0]):
        page.locator("textarea[name=text]").fill(f"you idiot these people {text}")
        page.locator(".composer .btn-primary").click()
        page.wait_for_selector(".composer .notice[role=alert]")
        assert page.evaluate(LOOK, [DRAWN, REL]) == []
        assert page.locator("textarea[name=text]").input_value() == f"you idiot these people {text}"


def test_in_the_preview_they_are_as_harmless_as_when_they_are_sent(room, student, looked_at):
    page = looked_at(student, reverse("discussions:write", args=[room.classroom.slug, room.pk]))
    for kind in ("raw HTML", "mutations"):
        for text in PAYLOADS[kind][::3]:
            page.locator("textarea[name=text]").fill(text)
            page.get_by_role("button", name="Preview").click()
            swapped = (
                "text => document.querySelector('.composer textarea[name=text]').defaultValue.trim() === text.trim()"
            )
            page.wait_for_function(swapped, arg=text)
            page.wait_for_selector(".composer section .post-text", state="attached")
            assert page.evaluate(LOOK, [DRAWN, REL]) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_honest_texts_come_out_letter_by_letter_and_wait_for_nobody(sign_in, room, student, looked_at, width):
    posts = send(sign_in, room, list(HONEST.values()))
    assert {post.state for post in posts} == {"published"}
    page = looked_at(student, room.get_absolute_url(), width=width)
    shown = page.locator(".post .post-text").evaluate_all("nodes => nodes.map(node => node.textContent.trim())")
    assert sorted(shown) == sorted(HONEST.values())


def test_the_look_finds_what_it_is_for(room, student, page_for):
    page = page_for(student)
    page.goto(room.get_absolute_url())
    for html in (
        "<p class='x'>x</p>",
        "<h1>x</h1>",
        "<a href='/x' rel='x'>x</a>",
        "<a href='javascript:x'>x</a>",
        "<b>x</b>",
        "<em hx-get='/x'>x</em>",
    ):
        page.evaluate(
            "html => { document.querySelector('#probe')?.remove(); const probe = document.createElement('div');"
            " probe.id = 'probe'; probe.className = 'post-text'; probe.innerHTML = html; document.body.append(probe) }",
            html,
        )
        assert page.evaluate(LOOK, [DRAWN, REL]), html


def send_as(sign_in, room: Thread, student, text: str, url: str = "") -> None:
    """One text by one student."""
    url = url or reverse("discussions:write", args=[room.classroom.slug, room.pk])
    form = {"kind": "claim", "text": text, "client_token": str(uuid.uuid4()), "seq": 1, "step": "anyway"}
    assert sign_in(student).post(url, form).status_code == 302


def _by(size: int, things: list) -> Iterator[list]:
    return (things[start : start + size] for start in range(0, len(things), size))
