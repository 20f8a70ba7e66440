"""A person's own pages. Signing up, signing in and what is forgotten are allauth's."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import OwnPasswordForm, PreferencesForm
from sahel.shortcuts import form_status, posted


def preferences(request: HttpRequest) -> HttpResponse:
    """How one is called, and the way to e-mail address, password, second step and colours."""
    form = PreferencesForm(posted(request), instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("account_preferences")
    return render(request, "accounts/preferences.html", {"form": form}, status=form_status(form))


def change_one_time_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever came in with a one-time code for a password, and for nothing else."""
    if not request.user.must_change_password:
        return redirect("account_preferences")
    form = OwnPasswordForm(posted(request), user=request.user)
    if form.is_valid():
        request.user.choose_password(form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is saved. Sign in with it from now on."))
        return redirect("gradebook:home")
    return render(request, "accounts/change_one_time_code.html", {"form": form}, status=form_status(form))


# The decorators that say so stand a floor above, with the classes.
preferences.admits = change_one_time_code.admits = "everybody who has signed in"
