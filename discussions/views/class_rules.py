"""The rules of a class: what is reviewed, where links lead, which words are watched for; and a text to try them on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from discussions.models import ClassRules, WordRule
from discussions.moderation.modes import ReviewMode
from discussions.rule_forms import ClassRulesForm, TrialForm, WordForm
from discussions.views.trial import trial_of
from discussions.views.words import word_rows
from sahel.shortcuts import form_status, posted, render_part


@teacher_required
def class_rules(request: MemberRequest) -> HttpResponse:
    """What holds in all discussions of the class, and the way to change it."""
    rules = ClassRules.of(request.member.classroom)
    form = ClassRulesForm(posted(request), request.member, instance=rules)
    if form.is_valid():
        rules.settle(request.member, timezone.now(), form.changed_data)
        messages.success(request, _("The rules of discussion are saved."))
        return redirect(request.path)
    return _page(request, form=form)


@teacher_required
@require_POST
def put_word(request: MemberRequest) -> HttpResponse:
    """Add a phrase to the class's list, or change what it leads to."""
    form = WordForm(posted(request), request.member)
    if not form.is_valid():
        return _page(request, word_form=form)
    said = form.cleaned_data
    WordRule.put(request.member.classroom, said["phrase"], said["action"], request.member, timezone.now())
    messages.success(request, _("The word list is saved."))
    return redirect("discussions:class_rules", request.member.classroom.slug)


@teacher_required
@require_POST
def retire_word(request: MemberRequest, word_pk: int) -> HttpResponse:
    """Take back what the class said about a phrase."""
    own = WordRule.objects.visible_to(request.member).filter(classroom=request.member.classroom)
    get_object_or_404(own, pk=word_pk).retire(request.member, timezone.now())
    messages.success(request, _("The word list is saved."))
    return redirect("discussions:class_rules", request.member.classroom.slug)


@teacher_required
def try_text(request: MemberRequest) -> HttpResponse:
    """What the checks would say of a text; nothing of it is kept."""
    form = TrialForm(posted(request))
    trial = None
    if form.is_valid():
        trial = trial_of(request.member.classroom, form.cleaned_data["kind"], form.cleaned_data["text"], timezone.now())
    context = {"classroom": request.member.classroom, "form": form, "trial": trial}
    return render_part(request, "discussions/try_text.html", "tried", context, status=form_status(form))


def _page(
    request: MemberRequest, *, form: ClassRulesForm | None = None, word_form: WordForm | None = None
) -> HttpResponse:
    classroom = request.member.classroom
    context = {
        "classroom": classroom,
        "form": form or ClassRulesForm(None, request.member, instance=ClassRules.of(classroom)),
        "word_form": word_form or WordForm(None, request.member),
        "words": word_rows(request.member, timezone.now(), reverse("discussions:put_word", args=[classroom.slug])),
        "floor": ReviewMode(settings.DISCUSSION_REVIEW_FLOOR).label
        if settings.DISCUSSION_REVIEW_FLOOR != ReviewMode.NONE
        else "",
    }
    status = form_status(*filter(None, (form, word_form)))
    return render(request, "discussions/class_rules.html", context, status=status)
