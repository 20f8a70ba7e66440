"""Where allauth asks us: who may open an account, and what becomes of it."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation, InvitationQuerySet, User


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up at allauth's own page is for teachers; students come in by a join code (classrooms)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may open a teacher's account."""
        if settings.TEACHER_SIGNUP == "invitation":
            return _open_invitations(request).exists()
        return settings.TEACHER_SIGNUP == "open"

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Open the teacher's account and use up the invitation, both or neither."""
        user.name = form.cleaned_data["name"]
        user.is_teacher = True
        user = super().save_user(request, user, form, commit)
        if settings.TEACHER_SIGNUP == "invitation" and not _open_invitations(request).update(used_by=user):
            raise PermissionDenied(_("This invitation has been used already."))
        return user

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Refuse a username that could be taken for somebody's e-mail address; é is one letter however it was typed."""
        if "@" in username:
            raise ValidationError(_("Choose a username without @."))
        return super().clean_username(User.normalize_username(username.lower()), shallow)

    def set_password(self, user: User, password: str) -> None:
        """A password chosen through a mail ends a one-time code as well."""
        user.choose_password(password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the link stood."""
        return reverse("account_preferences")


def _open_invitations(request: HttpRequest) -> InvitationQuerySet:
    """The invitation this visitor came with: at most one, remembered from its address to the form."""
    if token := request.GET.get("invitation"):
        request.session["invitation"] = token
    return Invitation.objects.open(timezone.now()).filter(token=request.session.get("invitation", ""))
