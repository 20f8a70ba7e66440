"""Finding what the class has written: by words, or by the claim that a post cites."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe

from classrooms.access import MemberRequest, member_required
from discussions.models import Post, Thread
from discussions.models.reading import Page, found_posts
from discussions.searching import LONGEST_QUERY, Term, excerpt, terms_of
from discussions.views.cards import Card, Cards
from discussions.views.places import number_in, place_of
from lessons.models import Claim


@dataclass(frozen=True)
class Result:
    """A post that was found: its card, the thread it stands in, and the words around what was looked for."""

    card: Card
    name: str
    thread: str
    words: SafeString


@member_required
def search(request: MemberRequest) -> HttpResponse:
    """The class's published posts with all these words, newest first; `?claim=` those that cite a claim."""
    member, query = request.member, request.GET.get("q", "")[:LONGEST_QUERY].strip()
    terms, claim = terms_of(query), _claim(request.GET.get("claim", ""))
    kept = ({"q": query} if query else {}) | ({"claim": claim.code} if claim else {})
    asked = bool(terms or claim)
    rows, next_after = found_posts(member, terms, claim, after=number_in(request.GET, "after")) if asked else ([], None)
    context = {
        "classroom": member.classroom,
        "query": query,
        "claim": claim,
        "threads": Thread.objects.visible_to(member).filter(claim=claim).in_order() if claim and not terms else (),
        "asked": asked,
        "results": results(rows, terms, Cards(member, may_write=False)),
        "first_query": urlencode(kept),
        "next_query": urlencode(kept | {"after": next_after}) if next_after else "",
        "is_later_page": bool(number_in(request.GET, "after")),
        "posts_url": f"{request.path.removesuffix('search/')}posts/",
        "threads_url": f"{request.path.removesuffix('search/')}threads/",
    }
    return render(request, "discussions/search.html", context)


@member_required
def post(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Lead to where a post stands: worked out for the one that is followed, not for every one that is listed."""
    visible = Post.objects.visible_to(request.member).select_related("thread")
    found = get_object_or_404(visible, pk=post_pk)
    found.thread.classroom = request.member.classroom
    return redirect(place_of(request.member, found))


def results(rows: list[dict], terms: list[Term], cards: Cards) -> list[Result]:
    """Rows of `found_posts` as a page lists them."""
    shown = zip(rows, cards.of(Page(roots=rows)), strict=True)
    return [
        Result(card, _name(row, card), row["thread_title"], mark_safe(_excerpt(row, terms)))  # escaped by excerpt()
        for row, card in shown
    ]


def _name(row: dict, card: Card) -> str:
    """Where classmates write under a plant's name, nobody is found under another: a list of results asks for none."""
    return row["pseudonym"] if row["is_pseudonymous"] and not card.is_own else card.name


def _excerpt(row: dict, terms: list[Term]) -> str:
    """Of the text, or of the view it answers where only that has the words."""
    texts = [text for text in (row["live_text"], row["live_steelman"]) if text]
    shown = [excerpt(text, terms) for text in texts]
    return next((one for one in shown if "<mark>" in one), shown[0])


def _claim(code: str) -> Claim | None:
    if not code:
        return None
    found = Claim.objects.filter(code=code).first() if code.isalnum() else None
    if found is None:
        raise Http404
    return found
