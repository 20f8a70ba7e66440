"""A teacher adds what a student's browser could not send: the file of "Download my answers"."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.access import MemberRequest, teacher_required
from quizzes.forms.answers import AnswersFileForm
from quizzes.models import Attempt, Response
from quizzes.taking.sheet import Sheet
from sahel.shortcuts import form_status, posted


@teacher_required
def import_answers(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """Keep the answers of a file beside those that were handed in; the teacher then lets each count, or not."""
    attempts = Attempt.objects.visible_to(request.member).with_place().select_related("student__user")
    attempt = get_object_or_404(attempts, pk=attempt_pk)
    attempt.catch_up(timezone.now())
    if attempt.submitted_at is None:
        raise Http404
    form = AnswersFileForm(posted(request), request.FILES or None, attempt=attempt)
    if form.is_valid():
        kept = _keep(request, attempt, form)
        found = ngettext("%(n)s answer of the file is new.", "%(n)s answers of the file are new.", kept) % {"n": kept}
        messages.success(request, found if kept else _("The file holds nothing that was not handed in."))
        return redirect("quizzes:handed_in", request.member.classroom.slug, attempt.pk)
    context = {"attempt": attempt, "form": form}
    return render(request, "quizzes/import_answers.html", context, status=form_status(form))


def _keep(request: MemberRequest, attempt: Attempt, form: AnswersFileForm) -> int:
    """Keep each answer of the file that its form can read; how many were not known before."""
    bodies, kept, now = form.answers.bodies, 0, timezone.now()
    responses = Response.objects.visible_to(request.member).filter(attempt=attempt, pk__in=bodies)
    for response in responses.select_related("version", "attempt"):
        sheet = Sheet.sent(response, attempt.terms.settings, bodies[response.pk])
        if sheet.form.is_valid() and sheet.save_form.is_valid():
            client_id = sheet.save_form.cleaned_data["client_id"]
            kept += response.import_answer(sheet.form.answer, client_id=client_id, moment=now)
    return kept
