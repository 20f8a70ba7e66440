"""A key was wrong: a teacher tries out what a regrade does to the class, and then does it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from classrooms.access import MemberRequest, teacher_required
from quizzes.forms.marks import RegradeForm
from quizzes.kinds import KEYLESS
from quizzes.marking.dry_run import ChangedMeanwhile, DryRun
from quizzes.models import Question, Regrade, Response
from quizzes.models.response_sets import ResponseQuerySet
from sahel.shortcuts import form_status, posted


@teacher_required
def regrade(request: MemberRequest, question_pk: int) -> HttpResponse:
    """Choose the key and the policy, look at who gains and who loses, and only then regrade."""
    question = _asked_in_class(request, question_pk)
    form, dry_run, status = RegradeForm(question, posted(request)), None, 200
    if form.is_valid():
        dry_run = DryRun(request.member.classroom, question, form.cleaned_data["version"], form.cleaned_data["policy"])
        if "regrade" in request.POST:
            try:
                done = _carry_out(request, dry_run, form)
            except ChangedMeanwhile as meanwhile:
                dry_run, status = meanwhile.dry_run, 409
            else:
                return done
    context = {
        "question": question,
        "form": form,
        "dry_run": dry_run,
        "is_stale": status == 409,
        "prefix": f"/classes/{request.member.classroom.slug}/",
        "regrades": Regrade.objects.visible_to(request.member).filter(question=question).with_counts(),
        "writing": _answers(request, question).filter(attempt__graded_at__isnull=True).count(),
    }
    return render(request, "quizzes/regrade.html", context, status=max(status, form_status(form)))


def _carry_out(request: MemberRequest, dry_run: DryRun, form: RegradeForm) -> HttpResponse:
    """Regrade, say how many answers changed, and show the page with the regrade in its history."""
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    done = dry_run.carry_out(by=request.member, reason=reason, seen=seen, moment=timezone.now())
    count = done.marks.count()
    said = ngettext("Regraded: %(n)s answer has new points.", "Regraded: %(n)s answers have new points.", count)
    messages.success(request, said % {"n": count})
    return redirect("quizzes:regrade", request.member.classroom.slug, dry_run.question.pk)


def _answers(request: MemberRequest, question: Question) -> ResponseQuerySet:
    """The class's counted answers to the question."""
    return Response.objects.visible_to(request.member).counted().filter(version__question=question)


def _asked_in_class(request: MemberRequest, question_pk: int) -> Question:
    """A question with a key that this class's students were asked."""
    question = get_object_or_404(Question, pk=question_pk)
    if not _answers(request, question).exclude(version__kind__in=KEYLESS).exists():
        raise Http404
    return question
