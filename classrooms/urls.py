"""Addresses of this app."""

from django.urls import include, path

from classrooms.views import entering, people, settings

app_name = "classrooms"

seat = [
    path("", people.seat, name="seat"),
    path("role/", people.change_role, name="change_role"),
    path("password/", people.reset_password, name="reset_password"),
    path("close/", people.close_seat, name="close_seat"),
    path("reopen/", people.reopen_seat, name="reopen_seat"),
]

classroom = [
    path("settings/", settings.settings, name="settings"),
    path("settings/norms/", settings.norms, name="norms"),
    path("settings/code/renew/", settings.renew_code, name="renew_code"),
    path("settings/code/off/", settings.switch_off_code, name="switch_off_code"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_people, name="add_people"),
    path("people/slips/", people.slips, name="slips"),
    path("people/<int:membership_pk>/", include(seat)),
]

urlpatterns = [
    path("classes/", entering.index, name="index"),
    path("classes/open/", entering.open, name="open"),
    path("join/", entering.join, name="join"),
    path("classes/<slug:classroom_slug>/", include(classroom)),
]
