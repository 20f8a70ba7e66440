"""The page of one post that is judged: what it shows, and the form to decide."""

from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from classrooms.access import MemberRequest
from classrooms.models import Norm
from discussions.forms import DecisionForm
from discussions.models import ReviewItem
from discussions.models.counting import capped
from discussions.models.judging import with_cards
from discussions.views.choices import choices_for
from discussions.views.queue_cards import ItemCard, item_card, words_of
from discussions.views.queue_page import QueuePage
from sahel.shortcuts import posted

JOINED = (
    *("post__thread__assignment", "post__thread__claim", "post__author__user", "post__live_revision__body"),
    *("post__last_decision__norm", "revision__body", "claimed_by__user", "decision__norm", "decided_by__user"),
    *("appeal__decision__norm", "appeal__decision__decider__user"),
)


class ItemPage:
    """One item as it stands now, for the member who asks; 404 when it is not theirs to see."""

    def __init__(self, request: MemberRequest, item_pk: int) -> None:
        self.request, self.member = request, request.member
        visible = ReviewItem.objects.visible_to(self.member).select_related(*JOINED)
        self.item: ReviewItem = get_object_or_404(with_cards(visible, self.member, timezone.now()), pk=item_pk)

    @property
    def card(self) -> ItemCard:
        """The post and what is known of it."""
        return item_card(self.item, self.member)

    @cached_property
    def queue(self) -> QueuePage:
        """The list it was opened from."""
        return QueuePage(self.request, self.member)

    def form(self, *, afresh: bool = False) -> DecisionForm:
        """The form with what was posted; `afresh` with what the checks found, for a text that has changed."""
        item, asked = self.item, self.request.POST
        places = [finding["span"] for finding in item.revision.findings if finding["span"]]
        text = words_of(item)
        return DecisionForm(
            None if afresh else posted(self.request),
            outcomes=[(choice.value, choice.label) for choice in choices_for(item, self.member)],
            norms=[Norm(**norm) for norm in item.norms],
            text=text,
            initial={
                "quote": text[slice(*places[0])] if places else "",
                **{name: asked[name] for name in ("norm", "quote", "message") if name in asked},
                "version": item.version,
                "revision": item.revision_id,
            },
        )

    def answer(
        self, *, form: DecisionForm | None = None, conflict: bool = False, status: int = 200, **more: object
    ) -> HttpResponse:
        """The page, beside the list."""
        item, choices = self.item, choices_for(self.item, self.member)
        room = self.request.path.partition("/review/")[0]
        context = self.queue.context() | {
            "classroom": self.member.classroom,
            "on_the_tab": capped(item.on_tab),
            "item": item,
            "card": self.card,
            "form": (form or self.form(afresh=True)) if item.closed_at is None and choices else None,
            "choices": choices,
            "own_messages": self._own_messages(),
            "conflict": conflict,
            "item_url": f"{room}/review/{item.pk}/",
            "messages_url": f"{room}/review/messages/",
            "query": self.queue.query,
            "typed": self.request.POST.get("message", "") if item.closed_at else "",
        }
        return render(self.request, "discussions/item.html", context | more, status=status)

    def _own_messages(self) -> list[dict]:
        """The messages kept, each with the norm in force where its norm stood: rewording a norm loses none."""
        now_there = {norm["position"]: str(norm["pk"]) for norm in self.item.norms}
        return [own | {"norm": now_there.get(own["position"], "")} for own in self.item.own_messages]
