"""A student answers: one question on its page, or all of them on one. Every save is one locked read and one update."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, student_or_teacher_required
from quizzes.models import Attempt, Response, ResponseEvent, Rubric, Saved
from quizzes.models.response_sets import ResponseQuerySet
from quizzes.presets import Layout, Settings
from quizzes.taking.paper import Paper, new_client_id
from quizzes.taking.sheet import Sheet, sheets_of
from quizzes.views.taking import attempts_of, taken_back
from sahel.shortcuts import render_part

STATUS = {None: 422, Saved.CONFLICT: 409, Saved.SETTLED: 409}


@student_or_teacher_required
@never_cache
def answer(request: MemberRequest, response_pk: int) -> HttpResponse:
    """Show one question of the student's open attempt, and save the answer."""
    if request.method == "POST":
        return _save(request, response_pk)
    response = get_object_or_404(_responses(request).with_place(), pk=response_pk)
    attempt, settings = response.attempt, response.attempt.terms.settings
    attempt.catch_up(timezone.now())
    if attempt.submitted_at:
        return redirect("quizzes:result", request.member.classroom.slug, attempt.pk)
    if not attempt.is_within_reach:
        return taken_back(attempt, request)
    paper = Paper(attempt, timezone.now(), response)
    if settings.layout == Layout.ALL:
        return redirect(paper.url_of(response.position))
    sheet = Sheet.of(response, settings, other=response.other_answer() if response.rev else None)
    return render(request, "quizzes/answer.html", {"sheet": sheet, "paper": paper})


@student_or_teacher_required
@never_cache
def paper(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """All questions on one page, and everything on it saved at once."""
    attempt = get_object_or_404(attempts_of(request.member).with_place(), pk=attempt_pk)
    attempt.catch_up(timezone.now())
    if attempt.submitted_at and request.method != "POST":
        return redirect("quizzes:result", request.member.classroom.slug, attempt.pk)
    if not attempt.is_within_reach:
        return taken_back(attempt, request)
    if request.method == "POST":
        return _save_all(request, attempt)
    return _show_all(request, attempt)


@student_or_teacher_required
@require_POST
def choose(request: MemberRequest, response_pk: int, response_event_pk: int) -> HttpResponse:
    """Two tabs, two answers: the student says which one counts."""
    event = get_object_or_404(
        ResponseEvent.objects.visible_to(request.member).select_related("response__attempt__assignment__classroom"),
        pk=response_event_pk,
        response=response_pk,
        response__attempt__student=request.member,
    )
    response = event.response
    response.save_answer(event.answer, client_id=new_client_id(), rev=response.rev, moment=timezone.now())
    return redirect(response)


@student_or_teacher_required
@never_cache
def clock(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """When the attempt ends by now: a teacher may have granted more time. For the display alone."""
    attempt = get_object_or_404(attempts_of(request.member).with_place(), pk=attempt_pk)
    now = timezone.now()
    attempt.catch_up(now)
    return JsonResponse({"deadline": attempt.ends_at, "now": now, "over": attempt.submitted_at is not None})


def _responses(request: MemberRequest) -> ResponseQuerySet:
    """The questions that this member answers."""
    return Response.objects.visible_to(request.member).taken_by(request.member)


def _save(request: MemberRequest, response_pk: int) -> HttpResponse:
    """Save what was sent for one question."""
    now = timezone.now()
    with transaction.atomic():
        prefixed = request.POST.get(f"q{response_pk}-client_id", "")
        responses = _responses(request).to_save(str(request.POST.get("client_id", prefixed)).replace("\x00", ""))
        response = get_object_or_404(responses, pk=response_pk)
        sheet = Sheet.sent(response, response.attempt.terms.settings, request.POST)
        became = sheet.save(now)
    if request.htmx:
        return render_part(request, "quizzes/question.html", "reply", {"sheet": sheet}, status=STATUS.get(became, 200))
    return _go_on(request, sheet)


def _go_on(request: MemberRequest, sent: Sheet) -> HttpResponse:
    """After a save without JavaScript: where the button leads, or the same page again when something is to be said."""
    response = get_object_or_404(_responses(request).with_place(), pk=sent.response.pk)
    became, go = sent.became, request.POST.get("go", "next")
    if became == Saved.LATE:
        return _too_late(request, response.attempt)
    if became in {Saved.SAVED, Saved.REPEATED}:
        if go == "check":
            _check(request, response, sent.settings)
            return redirect(f"{response.get_absolute_url()}#checked")
        return redirect(Paper(response.attempt, timezone.now(), response).url_after(go))
    sheet = sent.shown_as(Sheet.of(response, sent.settings))
    context = {"sheet": sheet, "paper": Paper(response.attempt, timezone.now(), response)}
    return render(request, "quizzes/answer.html", context, status=STATUS[became])


def _save_all(request: MemberRequest, attempt: Attempt) -> HttpResponse:
    """Save each question that was changed; what needs a word from the student stays on the page as it was typed."""
    settings, now, sheets = attempt.terms.settings, timezone.now(), []
    for pk in attempt.responses.order_by("position").values_list("pk", flat=True):
        client_id = request.POST.get(f"q{pk}-client_id")
        if client_id is None:
            continue
        with transaction.atomic():
            response = _responses(request).to_save(client_id.replace("\x00", "")).get(pk=pk)
            sheet = Sheet.sent(response, settings, request.POST)
            if sheet.is_untouched:
                continue
            sheet.save(now)
        sheets.append(sheet)
    if any(sheet.became == Saved.LATE for sheet in sheets):
        return _too_late(request, attempt)
    unkept = {sheet.response.pk: sheet for sheet in sheets if sheet.became in STATUS}
    if unkept:
        return _show_all(request, attempt, unkept, status=max(STATUS[sheet.became] for sheet in unkept.values()))
    return redirect(_where_to(request, attempt, settings))


def _check(request: MemberRequest, response: Response, settings: Settings) -> None:
    """Check it on the spot; the question's page says what came of it."""
    if response.answer is None:
        messages.info(request, _("Answer the question first, and then check your answer."))
    response.check_answer(settings, timezone.now())


def _where_to(request: MemberRequest, attempt: Attempt, settings: Settings) -> str:
    """Where the button of the page with all questions leads; a question's own button checks it first."""
    page = Paper(attempt, timezone.now())
    check = request.POST.get("check", "")
    if check.isdecimal() and (response := attempt.responses.filter(pk=check[:18]).first()):
        _check(request, response, settings)
        return page.url_of(response.position)
    return page.review_url if request.POST.get("go") == "review" else page.all_url


def _show_all(
    request: MemberRequest, attempt: Attempt, unkept: dict[int, Sheet] | None = None, status: int = 200
) -> HttpResponse:
    page = Paper(attempt, timezone.now())
    responses = list(attempt.responses.with_place().order_by("position"))
    Rubric.bring_up_to_date(response.version.rubric for response in responses)
    for response in responses:
        response.attempt = attempt
    sheets = sheets_of(attempt, responses, attempt.terms.settings)
    if unkept:
        sheets = [unkept[one.response.pk].shown_as(one) if one.response.pk in unkept else one for one in sheets]
    return render(request, "quizzes/paper.html", {"sheets": sheets, "paper": page}, status=status)


def _too_late(request: MemberRequest, attempt: Attempt) -> HttpResponse:
    attempt.catch_up(timezone.now())
    messages.warning(request, _("The quiz was over: your last answer is kept, and your teacher can accept it."))
    return redirect("quizzes:result", request.member.classroom.slug, attempt.pk)
