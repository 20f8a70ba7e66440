"""What is typed about a class and into its door."""

from datetime import date

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import PASSWORD_HINT, name_field
from accounts.models import User, is_readable
from classrooms import roster, timezones
from classrooms.models import Classroom, Membership, Role, SeatClosed
from classrooms.slips import Slip


class CodeForm(forms.Form):
    """The door of a class, for somebody who has an account."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=20,
        help_text=_("Your teacher has it. It looks like KRMT-4736."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    classroom: Classroom | None = None

    def clean_code(self) -> str:
        """Find the class, and do not tell a wrong code from one that was switched off."""
        self.classroom = Classroom.behind(self.cleaned_data["code"])
        if self.classroom is None:
            raise forms.ValidationError(_("No class has this code. Look at it again, or ask your teacher."))
        return self.cleaned_data["code"]

    def seat(self, user: User) -> Membership | None:
        """The person's seat; None, with an error on the form, when a teacher has closed it."""
        try:
            return self.classroom.admit(user)
        except SeatClosed:
            self.add_error("code", _("Your seat in this class was closed. Ask your teacher to open it again."))
            return None


class NewcomerForm(CodeForm):
    """The door of a class, for somebody who has no account yet: one form for both."""

    name = name_field()
    username = forms.CharField(
        label=_("Username"),
        min_length=3,
        max_length=150,
        help_text=_("You sign in with it. Letters, digits and . - _"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        """Say that a username is taken to those only who hold a right code."""
        username = self.cleaned_data["username"].lower()
        return get_adapter().clean_username(username, shallow=self.classroom is None)

    def clean_password(self) -> str:
        """Refuse what is easily guessed."""
        typed = self.cleaned_data
        validate_password(typed["password"], User(name=typed.get("name", ""), username=typed.get("username", "")))
        return typed["password"]

    def seat(self, user: object) -> Membership | None:
        """The seat of the new account; None, with an error on the form, when the username went in the same second."""
        typed = self.cleaned_data
        try:
            return self.classroom.enrol(name=typed["name"], username=typed["username"], password=typed["password"])
        except IntegrityError:
            self.add_error("username", _("Choose another username: this one is taken."))
            return None


class ClassroomForm(forms.ModelForm):
    """What a class is called, and in which time zone its dates are meant."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=timezones.choices, help_text=_("All dates of the class are meant in it.")
    )

    class Meta:
        model = Classroom
        fields = ["name", "school_year", "time_zone"]
        help_texts = {"name": _("As your students know it, such as History 3B.")}


class NamesForm(forms.Form):
    """A pasted list of names."""

    names = forms.CharField(
        label=_("Names"),
        help_text=_("One student a line. Paste them from your class list: numbers and further columns are left out."),
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: object, classroom: Classroom, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.classroom = classroom

    def clean_names(self) -> list[str]:
        """Refuse a list that would seat somebody twice: it was probably sent twice."""
        names = roster.names_in(self.cleaned_data["names"])
        if not names:
            raise forms.ValidationError(_("Type at least one name."))
        if len(names) > roster.MOST_NAMES:
            raise forms.ValidationError(_("At most %(most)s names at a time."), params={"most": roster.MOST_NAMES})
        if too_long := [name for name in names if len(name) > User._meta.get_field("name").max_length]:
            raise forms.ValidationError(_("This line is too long for a name: %(line)s"), params={"line": too_long[0]})
        if unreadable := [name for name in names if not is_readable(name)]:
            raise forms.ValidationError(_("This line is not a name: %(line)s"), params={"line": unreadable[0]})
        if twice := roster.repeated(names, self.classroom.member_names()):
            raise forms.ValidationError(
                _("In the list twice, or in the class already: %(names)s. Add something that tells them apart."),
                params={"names": ", ".join(twice)},
            )
        return names

    def save(self) -> list[Slip] | None:
        """The new students' slips; None, with an error on the form, when a username went in the same second."""
        try:
            return self.classroom.seat_newcomers(self.cleaned_data["names"])
        except IntegrityError:
            self.add_error("names", _("Somebody added the same names just now. Look at the class first."))
            return None


class RoleForm(forms.Form):
    """What a member does in the class."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


def this_school_year(today: date | None = None) -> str:
    """The school year that `today` (default: now) falls in, such as "2026/27"; it turns in July."""
    today = today or timezone.localdate()
    first = today.year if today.month >= 7 else today.year - 1
    return f"{first}/{(first + 1) % 100:02}"
