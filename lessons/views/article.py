"""Check the article: walk through its paragraphs, judge its claims, see the ledger afterwards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from classrooms.access import public, signed_in
from lessons.article_walk import line_of, walk
from lessons.forms import JudgementForm
from lessons.models import Claim, Course, Judgement, Module
from sahel.shortcuts import form_status, posted, render_part


@public(reason="the course is open to all who want to read it")
def article(request: HttpRequest) -> HttpResponse:
    """The whole walk, or what one module or one status has in it."""
    module_slug, status = request.GET.get("module", ""), request.GET.get("status", "")
    if status not in Claim.Status.values:
        status = ""
    shown = walk(request.user, module_slug=module_slug, status=status)
    context = {
        "course": Course.objects.first(),
        "walk": shown,
        "modules": Module.objects.all(),
        "module_slug": module_slug,
        "status": status,
        "choices": Claim.Status,
        "claims_url": reverse("lessons:claims"),
        "statuses": [(known, shown.counts.get(known, 0)) for known in Claim.Status],
    }
    return render(request, "lessons/article.html", context)


@signed_in
@require_POST
def judge(request: HttpRequest, claim_code: str) -> HttpResponse:
    """Keep what the reader says about one claim, then show what the ledger says."""
    line = line_of(claim_code, request.user)
    if line is None:
        raise Http404
    form = JudgementForm(posted(request))
    if form.is_valid():
        Judgement.give(request.user, line.claim, form.cleaned_data["status"], timezone.now())
        if not request.htmx:
            return redirect(f"{reverse('lessons:article')}#claim-{claim_code}")
        line = line_of(claim_code, request.user)
    context = {"line": line, "form": form, "choices": Claim.Status, "claims_url": reverse("lessons:claims")}
    return render_part(request, "lessons/judge.html", "claim", context, status=form_status(form))
