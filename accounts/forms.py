"""What people type about themselves."""

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User, validate_readable

PASSWORD_HINT = _("At least 8 characters. Not a common password, and not your name.")


def name_field() -> forms.Field:
    """The field of a new person's name, with its rules: a model's own validators reach model forms alone."""
    widget = forms.TextInput(attrs={"autocomplete": "name"})
    return User._meta.get_field("name").formfield(widget=widget, validators=[validate_readable])


class TeacherSignupForm(SignupForm):
    """Name, username, password, and an e-mail address for those who want to reset the password themselves."""

    field_order = ["name", "username", "email", "password1"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()
        self.fields["email"].help_text = _("Without one you cannot reset a forgotten password yourself.")
        self.fields["password1"].help_text = PASSWORD_HINT
        self.order_fields(self.field_order)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PreferencesForm(forms.ModelForm):
    """How the person is called."""

    class Meta:
        model = User
        fields = ["name"]
        help_texts = {"name": _("All your classes see this name.")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class OwnPasswordForm(forms.Form):
    """A password of one's own, in place of a one-time code."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HINT,
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse what is easily guessed, and the code itself: whoever handed it over knows it."""
        password = self.cleaned_data["password"]
        if self.user.check_password(password):
            raise forms.ValidationError(_("This is the code. Choose a password that only you know."))
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        """Both passwords are the same."""
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
